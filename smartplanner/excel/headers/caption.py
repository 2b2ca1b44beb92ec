"""What stands around a table: title, unit of money, year, day of filling in, the unit that fills in.

The rows above the header and the sheet's name say what no column says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smartplanner.base.problems import Level
from smartplanner.excel.reading.grid import Grid
from smartplanner.fields import text
from smartplanner.fields.dates import DateContext, read_date
from smartplanner.fields.money import unit_in

_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:年|(?!\d))")
_NEAR = 2
"""Years around the as-of day: a number such as 2026 without 年 is a year only near it."""
_YEAR_SPAN = re.compile(r"(?<!\d)(20\d\d)年?[-—–~至到](20\d\d)年?")
_FILLED_ON = re.compile(
    r"(?:填报日期|填表日期|填报时间|填表时间|报送时间|报送日期|更新时间|更新日期|制表日期|日期|截至|截止)[:至到]?\s*(\d{4}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?)"
)
_REPORTER = re.compile(
    r"(?:填报单位|填表单位|报送单位|上报单位|填报部门|单位名称)(?:\(盖章\)|\(公章\))?:\s*([^:]*?)(?=\s*(?:\(|填报|填表|报送|联系|日期|单位:)|\s{2,}|$)"
)


_PERIOD_NAMED = re.compile(r"(?:填报周期|报告期|统计周期|报送周期|填报期次|期次)[:]\s*([^\s,;，；)]{2,20})")
_PERIOD = re.compile(r"((?:20\d\d年)(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年)|第\d{1,3}期)(?!\d|底|末|前)")


@dataclass(frozen=True, slots=True)
class Caption:
    """What the surroundings of a table say; empty or None where they say nothing."""

    title: str = ""
    money_unit: Decimal | None = None
    year: int | None = None
    filled_on: date | None = None
    reporter: str = ""
    period: str = ""


def read_caption(grid: Grid, header: int, as_of: date) -> Caption:
    """Read the rows above the row *header* (from 0) and the sheet's name."""
    texts = [
        text.clean(value) for row in grid.rows[:header] for value in row if isinstance(value, str) and value.strip()
    ]
    joined = "\n".join(texts)
    filled_on = _filled_on(texts, as_of)
    title = next((each for each in texts if not _is_setting(each)), "")
    year = _year([title, grid.name], as_of) or (filled_on.year if filled_on else None) or _year(texts, as_of)
    reporter = _REPORTER.search(joined)
    return Caption(
        title=title,
        money_unit=next((unit for each in texts if (unit := unit_in(each)) is not None), None),
        year=year,
        filled_on=filled_on,
        reporter=reporter[1].strip() if reporter else "",
        period=_period([*texts, grid.name]),
    )


def _period(texts: Iterable[str]) -> str:
    """Return the period that a report is for: 填报周期：2026年9月, or the month or quarter in its title."""
    for each in texts:
        if (match := _PERIOD_NAMED.search(each)) or (match := _PERIOD.search(each)):
            return match[1].strip()
    return ""


def _is_setting(line: str) -> bool:
    return bool(re.match(r"[(\[]?(?:填报|填表|单位|日期|报送|制表|牵头单位|附件)", line)) or len(line) < 4


def _filled_on(texts: Iterable[str], as_of: date) -> date | None:
    for each in texts:
        if match := _FILLED_ON.search(each):
            reading = read_date(match[1], DateContext(year=as_of.year, as_of=as_of, role="day"))
            if reading.value is not None and (reading.problem is None or reading.problem.level is not Level.ERROR):
                return reading.value
    return None


def _year(texts: Iterable[str], as_of: date) -> int | None:
    for each in texts:
        if span := _YEAR_SPAN.search(each):
            first, last = int(span[1]), int(span[2])
            return as_of.year if first <= as_of.year <= last else last
        years = {
            int(match[1])
            for match in _YEARS.finditer(each)
            if match[0].endswith("年") or abs(int(match[1]) - as_of.year) <= _NEAR
        }
        if len(years) == 1:
            return years.pop()
    return None
