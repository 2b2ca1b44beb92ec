"""What a template may use, each described once: filters with examples, directives, what is built in.

The sandbox, the insert menu, the help and a test of every example derive from these tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_
from smartplanner.reports.prose import numbers
from smartplanner.reports.prose.official import quoted


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: how it is called, what does it, what it is for (a msgid), and what it makes of examples.

    An example is a value, how the filter is written, and the result as it is printed.
    """

    name: str
    work: Callable[..., Any]
    meaning: str
    examples: tuple[tuple[Any, str, str], ...]


FILTERS: tuple[Filter, ...] = (
    Filter(
        "money",
        numbers.money,
        N_("an amount of the book in 万元 or 亿元"),
        ((3_500_000_00, "money", "350万元"), (120_000_000_00, "money", "1.2亿元")),
    ),
    Filter(
        "ten_thousands",
        numbers.ten_thousands,
        N_("an amount as a number of 万元, for tables whose unit says so"),
        ((3_500_000_00, "ten_thousands", "350"), (None, "ten_thousands", "—")),
    ),
    Filter(
        "quoted",
        quoted,
        N_("a title in quotation marks; those within it become single"),
        (("智慧停车", "quoted", "“智慧停车”"), ("推进“一网统管”", "quoted", "“推进‘一网统管’”")),
    ),
    Filter(
        "percent",
        numbers.percent,
        N_("a share in percent"),
        ((47.66, "percent", "47.7%"), (100.0, "percent", "100.0%")),
    ),
    Filter(
        "points", numbers.points, N_("the size of a difference of two percentages"), ((-2.31, "points", "2.3个百分点"),)
    ),
    Filter(
        "change",
        numbers.change,
        N_("a difference of two percentages, with the word that fits its sign"),
        (
            (2.31, "change", "提高2.3个百分点"),
            (-0.4, "change", "下降0.4个百分点"),
            (0.04, "change", "持平"),
            (1.5, 'change("上升", "回落")', "上升1.5个百分点"),
        ),
    ),
    Filter(
        "more_or_less",
        numbers.more_or_less,
        N_("a difference of two counts, with the word that fits its sign"),
        ((3, "more_or_less", "增加3项"), (-2, 'more_or_less("个")', "减少2个"), (0, "more_or_less", "持平")),
    ),
    Filter(
        "against_schedule",
        numbers.against_schedule,
        N_("a difference from the schedule in words"),
        ((2.3, "against_schedule", "快于序时进度2.3个百分点"), (0.0, "against_schedule", "达到序时进度")),
    ),
    Filter("date_cn", numbers.date_cn, N_("a day with its year"), ((date(2026, 9, 3), "date_cn", "2026年9月3日"),)),
    Filter("day_cn", numbers.day_cn, N_("a day without its year"), ((date(2026, 9, 3), "day_cn", "9月3日"),)),
    Filter("month_cn", numbers.month_cn, N_("a month with its year"), ((date(2026, 9, 3), "month_cn", "2026年9月"),)),
    Filter(
        "units",
        numbers.units,
        N_("names joined by 、, and 无 if there are none"),
        ((("市交通委", "市公安局"), "units", "市交通委、市公安局"), ((), "units", "无")),
    ),
    Filter(
        "counted",
        numbers.counted,
        N_("the first names of a list, and how many there are if there are more"),
        (
            (("甲", "乙"), "counted", "甲、乙"),
            (("甲", "乙", "丙"), "counted(2)", "甲、乙等3项"),
            (("甲", "乙", "丙"), 'counted(2, "个单位")', "甲、乙等3个单位"),
        ),
    ),
    Filter("numeral", numbers.numeral, N_("a number in Chinese, for headings"), ((12, "numeral", "十二"),)),
    Filter("ordinal", numbers.ordinal_clause, N_("the number of a clause"), ((2, "ordinal", "二是"),)),
    Filter(
        "shares",
        numbers.shares,
        N_("counts as shares in percent that add up to 100.0"),
        (((1, 1, 1), "shares | sum | round(1)", "100.0"), ((1, 3), "shares | first | percent", "25.0%")),
    ),
    Filter(
        "or_none",
        numbers.or_none,
        N_("a text or number, and 无 if there is nothing"),
        (("", "or_none", "无"), (0, "or_none", "无"), (3, "or_none", "3")),
    ),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to put into a template: its text, and what it is for (a msgid)."""

    text: str
    meaning: str


INSTRUCTIONS: tuple[Piece, ...] = (
    Piece("{% if f.… %}\n…\n{% else %}\n无。\n\n{% endif %}\n", N_("print only where there is something")),
    Piece(
        '{% for item in f.… %}{{ item.… }}{{ "；" if not loop.last else "。" }}{% endfor %}',
        N_("repeat for each item of a list, with ； and 。"),
    ),
    Piece("{% set … = … %}\n", N_("give a value a name")),
    Piece("{#- … -#}\n", N_("a note that is not printed")),
)

DIRECTIVES: tuple[Piece, ...] = (
    Piece("# \n", N_("title of the paper")),
    Piece("## 一、\n", N_("heading of level 1")),
    Piece("### （一）\n", N_("heading of level 2")),
    Piece(
        '::: table caption="" unit="项" widths="60,30"\n| 名称 | 数量 |\n|:--|--:|\n'
        "{% for row in f.… %}\n| {{ row.name }} | {{ row.total }} |\n{% endfor %}\n\n",
        N_("a table with caption, unit and widths in mm"),
    ),
    Piece("::: center\n", N_("the next paragraph in the middle")),
    Piece("::: flush\n", N_("the next paragraph from the edge, such as the units addressed")),
    Piece("::: right\n", N_("the next paragraph at the right")),
    Piece("::: remark\n", N_("a note in brackets below the date")),
    Piece("::: pagebreak\n", N_("a new page")),
    Piece('::: signature unit="{{ f.office }}" date="{{ f.as_of | date_cn }}"\n', N_("who signs, and the date")),
    Piece('::: imprint by="{{ f.office }}" on="{{ f.as_of | date_cn }}"\n', N_("the imprint on the last page")),
    Piece('::: annex number="0" title=""\n', N_("an annex, up to the next one")),
)
