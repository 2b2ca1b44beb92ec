"""The span of a contract in one cell: 2025年3月1日至2027年2月28日, 2025.3—2027.2, 自签订之日起两年, 2026年度.

Both ends are read, or the length where the words count from the signing, whose day stands in another cell:
``RangeReading.counted`` finishes it.  An end before its start is a ``Problem``; it is never turned around.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import date_words, numerals, text
from smartplanner.fields.date_words import Scope, Span
from smartplanner.fields.dates import DateContext, read_date

_LONGEST = 120
"""Characters; longer texts are prose."""
_NUMBER = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3}|半)"
_LENGTH = re.compile(
    rf"(?<![\d年月./-])(?P<number>{_NUMBER})(?:\((?:{_NUMBER})\))?"
    r"(?P<unit>个月|月(?!\d|底|末|初|份|[上中下]旬)|周年|年(?!\d|底|末|度|初)|[日天](?!前))(?P<half>半)?"
)
_FROM_SIGNING = re.compile(
    r"(?:合同|协议|双方)?(?:签订|签署|签约|签字盖章|签字|生效|订立)(?:生效)?(?:之日|当日|日)?(?:起|后)?"
)
_BOTH_ENDS = frozenset(("year", "half", "quarter", "range"))
"""Precisions that are a span by themselves: 2026年度 is a contract's whole span, 2026年3月 may only be its end."""
_WORDS_AROUND = re.compile(
    r"^(?:合同|服务|履约|履行|运营|有效)*(?:期限?|时间|期间)?[为是:]*[自从由]?|(?:为?止|终止|截止|到期)$"
)
_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_SINCE = re.compile(r"(?:之日)?(?:起|开始|生效).*$")
_OPEN_END = re.compile(r"起?(?:至|到|[-—–~]+)(?:长期|今|另行通知.*)$")
_INCLUSIVE = re.compile(r"\(?含(?:当日|首尾)?\)?")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in whole months and days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the day this long after *day*: one month after 31 January is the last of February."""
        month = day.month - 1 + self.months
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1])) + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class RangeReading:
    """What a cell says about a span; ``words`` are as given, ``problem`` has no place yet.

    ``length`` is set where the end has to be counted: from ``start`` if that is known, else from the signing.
    """

    start: date | None
    end: date | None
    words: str
    problem: Problem | None = None
    length: Length | None = None

    @property
    def asks(self) -> bool:
        """Whether a person must decide before anything is written."""
        return self.problem is not None and self.problem.level is Level.ERROR

    def counted(self, since: date | None) -> RangeReading:
        """Return the reading with both ends where *since*, the day of the signing or of the start, is known."""
        if self.length is None:
            return self
        if since is None:
            message = _(
                "“{words}” counts from a day that the row does not name; only its words are kept.", words=self.words
            )
            remedy = _("Fill in the day of the signing, or both ends of the span.")
            return RangeReading(None, None, self.words, _problem("range_without_start", self.words, message, remedy))
        return RangeReading(since, self.length.after(since) - timedelta(days=1), self.words)


def read_range(raw: Any, context: DateContext) -> RangeReading:
    """Read one cell as a span; a single day is its end.

    A span without a known beginning comes back with its ``length``.  What can not be read is an error, an end
    before the start as well; words that name no day (长期) are a warning without days.
    """
    given = text.words(raw)
    if text.is_empty(raw):
        return RangeReading(None, None, given)
    if not isinstance(raw, str):
        reading = read_date(raw, context)
        return RangeReading(None, reading.value, given, reading.problem)
    plain = _INCLUSIVE.sub("", text.squeeze(raw))
    if len(plain) > _LONGEST:
        return _single(raw, given, context)
    plain = _WORDS_AROUND.sub("", plain)
    if (counted := _counted(plain, given, context)) is not None:
        return counted
    plain = _FROM_SIGNING.sub("", plain).removeprefix("至")
    if (open_end := _OPEN_END.search(plain)) is not None:
        reading = read_date(plain[: open_end.start()], context)
        return RangeReading(reading.value, None, given, reading.problem)
    try:
        spans = date_words.spans_in(plain, Scope(context.year, context.as_of))
    except Problem:
        spans = []
    if len(spans) == 2:
        return _from_two(spans, given)
    if len(spans) == 1 and spans[0].precision in _BOTH_ENDS and not spans[0].ended:
        return _ordered(spans[0].first, spans[0].last, given)
    return _single(plain or raw, given, context)


def read_length(words: str) -> Length | None:
    """Return the length that *words* (without blanks) name: 两年, 24个月, 30日, 一年半; None if they name none."""
    match = _LENGTH.search(words)
    if match is None:
        return None
    unit, half = match["unit"], match["number"] == "半"
    number = 0 if half else numerals.read_integer(match["number"])
    if number is None or (half and unit != "年") or not (half or 0 < number <= 1200):
        return None
    if unit.endswith("年"):
        return Length(months=number * 12 + (6 if half or match["half"] else 0))
    return Length(months=number) if unit.endswith("月") else Length(days=number)


def _counted(plain: str, given: str, context: DateContext) -> RangeReading | None:
    """Read 自签订之日起两年, 三年 and 2025年3月1日起24个月; None if the words count nothing."""
    if any(re.search(r"20\d\d", remark) for remark in _REMARK.findall(plain)):
        return None  # 两年（2025年3月1日至2027年2月28日）: the days say more than the length
    rest = _REMARK.sub("", _FROM_SIGNING.sub("", plain))
    match = _LENGTH.search(rest)
    length = read_length(rest) if match else None
    if match is None or length is None:
        return None
    before, after = rest[: match.start()], rest[match.end() :]
    if not re.search(r"\d", before + after):
        return RangeReading(None, None, given, None, length)
    reading = read_date(_SINCE.sub("", before if re.search(r"\d", before) else after.lstrip(",，;；")), context)
    if reading.value is None or reading.precision != "day":
        return None
    return RangeReading(None, None, given, None, length).counted(reading.value)


def _from_two(spans: list[Span], given: str) -> RangeReading:
    return _ordered(spans[0].first, spans[1].last, given)


def _ordered(start: date, end: date, given: str) -> RangeReading:
    if end < start:
        message = _("The span “{words}” ends before it begins.", words=given)
        remedy = _("Check the two days and enter the right ones.")
        return RangeReading(None, None, given, _problem("range_reversed", given, message, remedy, Level.ERROR))
    return RangeReading(start, end, given)


def _single(raw: str, given: str, context: DateContext) -> RangeReading:
    reading = read_date(raw, context)
    return RangeReading(reading.start, reading.value, given, reading.problem)


def _problem(code: str, given: str, message: str, remedy: str, level: Level = Level.WARNING) -> Problem:
    return Problem(code=code, message=message, remedy=remedy, level=level, value=given)
