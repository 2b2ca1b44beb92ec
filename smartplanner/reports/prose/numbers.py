"""How amounts, percentages, dates and counts are written in official prose.

Pure functions on plain values; the templates use them as filters.  Rounding is half up, as people round.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from smartplanner.fields.dates import format_date
from smartplanner.fields.money import format_money, format_wan

NONE = "无"
"""What stands where there is nothing to list."""


def money(fen: int) -> str:
    """Return an amount of 分 as 3500万元 or 1.2亿元."""
    return format_money(fen)


def ten_thousands(fen: int | None) -> str:
    """Return an amount of 分 as a number of 万元 for a table whose unit says so; — where there is none."""
    return "—" if fen is None else format_wan(fen)


def percent(value: float) -> str:
    """Return 47.66 as 47.7%."""
    return f"{_fixed(value)}%"


def points(value: float) -> str:
    """Return the size of a difference of two percentages: −2.31 is 2.3个百分点."""
    return f"{_fixed(abs(value))}个百分点"


def change(value: float, up: str = "提高", down: str = "下降", same: str = "持平") -> str:
    """Return a difference with the word that fits its sign: 提高2.3个百分点, 下降0.4个百分点, 持平."""
    rounded = _rounded(value)
    if rounded == 0:
        return same
    return f"{up if rounded > 0 else down}{points(value)}"


def against_schedule(value: float) -> str:
    """Return a difference from the schedule: 快于序时进度2.3个百分点, 慢于…, 达到序时进度."""
    return change(value, "快于序时进度", "慢于序时进度", "达到序时进度")


def signed(value: float | None) -> str:
    """Return a difference with its sign for a cell of a table: +2.3, -0.4; 0.0 without one, — where there is none."""
    if value is None:
        return "—"
    return f"{value:+.1f}" if value else "0.0"


def more_or_less(number: int, unit: str = "项") -> str:
    """Return a difference of two counts with the word that fits its sign: 增加3项, 减少2项, 持平."""
    if number == 0:
        return "持平"
    return f"{'增加' if number > 0 else '减少'}{abs(number)}{unit}"


def date_cn(day: date) -> str:
    """Return 2026年9月30日, without zeros in front."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_cn(day: date) -> str:
    """Return 9月30日."""
    return f"{day.month}月{day.day}日"


def month_cn(day: date) -> str:
    """Return 2026年9月."""
    return f"{day.year}年{day.month}月"


def or_none(value: object) -> str:
    """Return a text or number as it is, and 无 where there is nothing: no text, zero, an empty list."""
    return str(value) if value else NONE


def deadline(day: date | None, precision: str | None = "day", *, year: int) -> str:
    """Return a deadline as exactly as it was named, in the words of a paper written in *year*.

    12月10日, 12月中旬, 12月底前, 四季度末, 上半年, 年底前; with the year in front in another year: 2027年6月底前.
    A matter that goes on is 长期坚持; without a day the answer is empty.
    """
    if precision == "ongoing":
        return "长期坚持"
    if day is None:
        return ""
    if precision == "range" and day.day == calendar.monthrange(day.year, day.month)[1]:
        precision = "month"
    text = format_date(day, precision or "day") + _BY_THE_END.get(precision or "day", "")
    return text.removeprefix(f"{day.year}年" if precision != "year" else str(day.year)) if day.year == year else text


_BY_THE_END = {"month": "底前", "quarter": "末", "year": "底前"}


def units(names: Iterable[str]) -> str:
    """Return names joined by 、; 无 for none."""
    return "、".join(names) or NONE


def counted(names: Iterable[str], limit: int = 5, unit: str = "项") -> str:
    """Return the first *limit* names, and 等12项 when there are more: a sentence stays readable."""
    listed = list(names)
    if len(listed) <= limit:
        return units(listed)
    return f"{'、'.join(listed[:limit])}等{len(listed)}{unit}"


def numeral(number: int) -> str:
    """Return 12 as 十二, for headings."""
    import cn2an

    return str(cn2an.an2cn(number, "low"))


def ordinal_clause(number: int) -> str:
    """Return 一是, 二是 … for the clauses of a sentence."""
    return f"{numeral(number)}是"


def shares(counts: Sequence[int]) -> tuple[float, ...]:
    """Return each count's share in percent with one decimal; the shares of a non-empty whole add up to 100.0.

    Largest remainder: what rounding down leaves over goes to the counts with the largest remainders.  Equal
    counts get equal shares wherever that is possible, for a reader would take 4 = 4.7% and 4 = 4.6% for an error.
    """
    total = sum(counts)
    if total == 0:
        return tuple(0.0 for _count in counts)
    tenths = [count * 1000 // total for count in counts]
    left = 1000 - sum(tenths)
    values = sorted(set(counts), key=lambda count: (-(count * 1000 % total), -count))
    skipped: list[int] = []
    for value in values:
        places = [place for place, count in enumerate(counts) if count == value]
        if len(places) > left or value == 0:
            skipped += places if value else []
            continue
        for place in places:
            tenths[place] += 1
        left -= len(places)
    for place in skipped[:left]:
        tenths[place] += 1
    return tuple(tenth / 10 for tenth in tenths)


def share_done(done: int, total: int) -> float | None:
    """Return the share of matters done, in percent with one decimal, as it is printed everywhere; None without any."""
    return round(100 * done / total + 1e-9, 1) if total else None


def _rounded(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _fixed(value: float) -> str:
    return str(_rounded(value) + Decimal("0.0")).replace("-0.0", "0.0")
