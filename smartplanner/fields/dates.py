"""Deadlines and days as ledgers write them, read into a day and how exactly it was named.

A period is read as its last day (as its first for the role ``start``).  长期 is no date and never late;
待定 is no date and must be looked at.  What can mean two days is asked about, never guessed: the number
2026.1 may have been 2026.10.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from smartplanner.base.i18n import _, language
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import date_words, text
from smartplanner.fields.date_words import DASH, Scope, Span
from smartplanner.fields.reading import Reading

Role = Literal["due", "start", "day"]

_LONGEST = 300
"""Characters; longer texts are prose, not deadlines."""
_SERIALS = range((date(1990, 1, 1) - date(1899, 12, 30)).days, (date(2101, 1, 1) - date(1899, 12, 30)).days)
_DAYS_FROM_1900_TO_1904 = 1462


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a ledger says about its dates beside the cell.

    ``year`` is the ledger's year, ``as_of`` the day it was drawn up, ``role`` what the date is (a deadline, a
    start, or a day on which something happened), ``epoch_1904`` the calendar of old Macintosh workbooks.
    """

    year: int | None = None
    as_of: date | None = None
    role: Role = "due"
    epoch_1904: bool = False


@dataclass(frozen=True, slots=True)
class DateReading(Reading[date]):
    """A day with its precision; of a range or of "2025年启动、2027年完成" also the day of the ``start``."""

    start: date | None = None


_TIME = re.compile(r"(?:(?<=[日号])|[T ])(?:(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:\.\d+)?Z?|\d{1,2}时(?:\d{1,2}分)?)")
_PLAIN_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_RANGE = re.compile(rf"(?:底|末|内|日|号|起|开始|份)*{DASH}+")
_START = re.compile(r"[前内]?(?:起|开始|启动|开工|动工|开建)(?!动?后)")
_BEFORE = re.compile(r"(?:之前|以前|前)(?!期)")
_AFTER = re.compile(r"及?(?:以后|之后|后)(?!续)")
_RECURRING = re.compile(r"每(?:年|月|季|周|日|天|半年)|逐年|逐月|按(?:月|季度?|周)(?:报|推|更|开|通|$)")
_ONGOING = re.compile(r"长期|常态|持续|长效|滚动|日常|贯穿|经常性|不间断|动态(?:更新|调整|管理)")
_UNDECIDED = re.compile(
    r"立行立改|即[行知]即改|边[查整]边改|立即|马上|尽快|尽早|按.{0,12}(?:要求|部署|安排|计划|进度|时限|时序|期|时)|待|另行|另定|未定|未明确|不明确|视情|视.*而定"
    r"|适时|随时|及时|近期|即日|限期|根据.*|以.*为准|tbd|同步|(?:已|全部)?(?:完成|办结|销号|终止|取消)$"
)
_FILLER = re.compile(
    r"完成|建成|办结|结束|竣工|验收|上线|投入使用|交付|启动|开工|开始|力争|争取|确保|原则上|最迟|不晚于|不迟于|不超过|截至|截止|时间|日期|时限|完毕|全部"
    r"|计划|预计|拟|暂定|初步|于|在|至|到|为|前|之前|以前|底|日|起|内|份|左右|基本|实现|达到|并|的|[、,，。;；:：“”\"'~—–-]"
)
_UNWELCOME = re.compile(r"周|星期|工作日|第.*[批次]")


def read_date(raw: Any, context: DateContext) -> DateReading:
    """Read one cell as a date.

    The precision is ``day``, ``ten_days``, ``month``, ``quarter``, ``half``, ``year``, ``range``, ``ongoing``
    (no deadline, no problem) or ``none``; an empty cell has none at all.  An error means that a person must
    decide; a warning that the value was taken but must be seen.
    """
    if isinstance(raw, datetime):
        return _checked_day(raw.date(), text.words(raw), context)
    if isinstance(raw, date):
        return _checked_day(raw, raw.isoformat(), context)
    if isinstance(raw, str):
        return _read_text(raw, context, language())
    given = text.words(raw)
    if raw is None:
        return DateReading(None, given)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return _unreadable(given)
    return _read_number(raw, given, context)


def format_date(day: date | None, precision: str = "day") -> str:
    """Return a day as officials write it, as exactly as it was named: 2026年9月30日, 2026年9月, 2026年三季度, 长期."""
    if precision == "ongoing":
        return "长期"
    if day is None:
        return ""
    if precision == "month":
        return f"{day.year}年{day.month}月"
    if precision == "ten_days":
        return f"{day.year}年{day.month}月{'上中下'[min((day.day - 1) // 10, 2)]}旬"
    if precision == "quarter":
        return f"{day.year}年{'一二三四'[(day.month - 1) // 3]}季度"
    if precision == "half":
        return f"{day.year}年{'上' if day.month <= 6 else '下'}半年"
    if precision == "year":
        return f"{day.year}年"
    return f"{day.year}年{day.month}月{day.day}日"


@functools.lru_cache(maxsize=8192)
def _read_text(raw: str, context: DateContext, _language: str) -> DateReading:
    given = text.words(raw)
    plain = text.clean(raw)
    if text.is_empty(raw):
        return DateReading(None, given)
    if len(plain) > _LONGEST:
        return _unreadable(given)
    try:
        if ":" in plain or "时" in plain:
            plain = _TIME.sub("", plain)
        plain = plain.replace(" ", "")
        if found := _PLAIN_DAY.fullmatch(plain):
            year, *rest = (int(part) for part in found.groups() if part)
            return DateReading(date_words.day_of(year, *rest), given, "day")
        if _NUMBER.fullmatch(plain) and not re.fullmatch(r"\d{4}\.\d{1,2}|\d{1,2}\.\d{1,2}", plain):
            return _read_number(float(plain), given, context, typed=True)
        return _read_words(plain, given, context)
    except Problem as problem:
        return _asking(given, problem)


def _read_words(plain: str, given: str, context: DateContext) -> DateReading:
    scope = Scope(context.year, context.as_of)
    main = _REMARK.sub("", plain)
    if _RECURRING.search(main) and (rest := _once(main)) and _names_a_time(rest, scope):
        # 按季度推进，年底前完成: what comes round is how, the rest is when.
        reading = _read_words(rest, given, context)
        message = _("The cell says more than a date.")
        return _warn(reading, "date_with_remark", message) if reading.problem is None else reading
    if _RECURRING.search(main) and not re.search(r"\d{4}", main):
        message = _("“{words}” comes round again and again; it is no deadline.", words=given)
        return _warn(DateReading(None, given, "ongoing"), "date_recurring", message, Level.NOTE)
    undated = _without_date(main, given)
    prepared, relative = (
        date_words.prepare(main, scope) if undated is None or re.search(r"\d|[年月]", main) else ("", False)
    )
    spans = date_words.find(prepared, scope, relative=relative)
    if not spans:
        if undated is not None:
            return undated
        if main != plain and (spans := date_words.spans_in(inner := re.sub(r"[()\[\]【】]", "", plain), scope)):
            return _from_spans(spans, date_words.prepare(inner, scope)[0], given, context)
        return _unreadable(given)
    if undated is not None and undated.precision == "ongoing":
        if all(span.precision == "year" and not span.ended for span in spans):
            return undated
        if len(spans) == 1 and _START.match(prepared[spans[0].end :]):
            return DateReading(None, given, "ongoing", None, spans[0].first)
    reading = _from_spans(spans, prepared, given, context)
    if (
        reading.problem is None
        and main != plain
        and any(_names_a_time(remark, scope) for remark in _REMARK.findall(plain))
    ):
        return _warn(reading, "date_with_remark", _("The remark in brackets names another time."))
    return reading


def _once(main: str) -> str:
    """Return the clauses of *main* that name nothing recurring; empty if none is left or none was recurring."""
    clauses = re.split("[,，;；。]", main)
    rest = [clause for clause in clauses if clause and not _RECURRING.search(clause)]
    return ",".join(rest) if len(rest) < len(clauses) else ""


def _without_date(main: str, given: str) -> DateReading | None:
    """Return the reading that the words have if they name no date: ongoing, undecided, or None for neither."""
    if _ONGOING.search(main):
        return DateReading(None, given, "ongoing")
    if not _UNDECIDED.search(main.lower()):
        return None
    message = _("“{words}” names no day.", words=given)
    problem = Problem(code="date_needs_review", message=message, level=Level.WARNING, value=given)
    return DateReading(None, given, "none", problem)


def _names_a_time(remark: str, scope: Scope) -> bool:
    try:
        return bool(date_words.spans_in(remark, scope))
    except Problem:
        return True


def _from_spans(spans: Sequence[Span], prepared: str, given: str, context: DateContext) -> DateReading:
    rest = _rest(spans, prepared)
    first, last = spans[0], spans[-1]
    if any(span.last > last.last for span in spans) or first.first > last.last:
        raise Problem(
            code="date_range_reversed",
            message=_("The times do not follow one another; the last one is not the latest."),
            remedy=_("Enter the deadline that counts."),
        )
    tail = prepared[last.end :]
    if _AFTER.match(tail) and context.role == "due":
        raise date_words.ambiguous(_("“After” a day is not a deadline."))
    if len(spans) == 1:
        return _from_one(first, tail, rest, given, context)
    value = first.first if context.role == "start" else last.last
    reading = DateReading(value, given, "range", None, first.first)
    between = prepared[first.end : last.at]
    if len(spans) == 2 and (_RANGE.fullmatch(between) or _START.match(between)):
        return _remarked(reading, spans, rest)
    milestones = DateReading(value, given, "range")
    message = _("The cell names {count} milestones; the last one was read.", count=len(spans))
    return _warn(milestones, "date_milestones", message)


def _from_one(span: Span, tail: str, rest: str, given: str, context: DateContext) -> DateReading:
    whole = span.precision not in ("day", "range") and not span.ended
    started = bool(_START.match(tail)) and context.role == "due"
    if started:
        raise date_words.ambiguous(_("The words name the start, not the end."))
    value = span.first if context.role == "start" else span.last
    start = span.first if span.precision == "range" and context.role == "due" else None
    reading = DateReading(value, given, span.precision, None, start)
    if whole and _BEFORE.match(tail):
        if span.precision == "year":
            raise date_words.ambiguous(_("It is not clear whether the year itself is included."))
        message = _("“Before” a period was read as by its end.")
        return _warn(reading, "date_before", message)
    if context.role == "day" and whole:
        return _warn(reading, "date_approximate", _("The words name a period, not a day."))
    return _remarked(reading, (span,), rest)


def _remarked(reading: DateReading, spans: Sequence[Span], rest: str) -> DateReading:
    """Add what has to be said about a reading that is otherwise sure."""
    if any(span.lost_zero for span in spans):
        message = _("If this was a number, a zero may be lost: {given} or {given}0.", given=reading.words)
        return _warn(reading, "date_zero_lost", message)
    if any(span.vague for span in spans):
        return _warn(reading, "date_approximate", _("The words leave the day open."))
    if any(span.relative for span in spans):
        message = _("The words count from the day of the ledger.")
        return _warn(reading, "date_relative", message)
    if re.search(r"\d", rest):
        return _warn(reading, "date_with_remark", _("The cell says more than a date."))
    if rest:
        return _warn(reading, "date_with_remark", _("The cell says more than a date."), Level.NOTE)
    return reading


def _rest(spans: Sequence[Span], prepared: str) -> str:
    """Return what is left beside the dates; digits that touch a date make it unreadable."""
    pieces, position = [], 0
    for span in spans:
        pieces.append(prepared[position : span.at])
        position = span.end
    pieces.append(prepared[position:])
    for number, piece in enumerate(pieces):
        touching = (number > 0 and re.match(r"[./-]?\d|[./%个]", piece)) or (
            number < len(spans) and re.search(r"\d[./-]?$|[./]$", piece)
        )
        if touching or _UNWELCOME.search(piece):
            raise _unreadable_problem()
    return _FILLER.sub("", "".join(pieces))


def _read_number(number: float, given: str, context: DateContext, *, typed: bool = False) -> DateReading:
    """Read a number cell: 20260930, 202609, 2026, a calendar serial, or a date that Excel took for a number."""
    if isinstance(number, float) and not math.isfinite(number):
        return _unreadable(given)
    try:
        whole = int(number)
        if whole != number and (1990 <= number < 2101 or 1 <= number < 13):
            return _from_decimal(given, context)
        if 19_000_000 <= whole <= 21_991_231 and whole == number:
            return DateReading(date_words.day_of(whole // 10_000, whole // 100 % 100, whole % 100), given, "day")
        if (199_001 <= whole <= 210_012 or 1990 <= whole <= 2100) and whole == number:
            return _from_spans(date_words.find(str(whole), Scope(None, None)), str(whole), given, context)
        serial = whole + (_DAYS_FROM_1900_TO_1904 if context.epoch_1904 else 0)
        if serial not in _SERIALS:
            raise date_words.out_of_range()
    except Problem as problem:
        return _asking(given, problem)
    day = date(1899, 12, 30) + timedelta(days=serial)
    reading = DateReading(day, given, "day")
    message = _("The number is the calendar number of a day.")
    return _warn(reading, "date_serial", message, Level.WARNING if typed else Level.NOTE)


def _from_decimal(given: str, context: DateContext) -> DateReading:
    """Read 2026.9 or 9.25 in a number cell, unless a zero may have been lost at the end."""
    whole, fraction = given.split(".")
    lost_zero = fraction == "1" if len(whole) == 4 else fraction in ("1", "2", "3")
    if lost_zero:
        raise date_words.ambiguous(
            _("The number {given} may have been typed as {given}0: Excel drops the last zero.", given=given)
        )
    spans = date_words.find(given, Scope(context.year, context.as_of))
    if len(spans) != 1 or spans[0].end - spans[0].at != len(given):
        raise _unreadable_problem()
    return _from_spans(spans, given, given, context)


def _checked_day(day: date, given: str, context: DateContext) -> DateReading:
    if date_words.FIRST_YEAR <= day.year <= date_words.LAST_YEAR:
        return DateReading(day, given, "day")
    return _asking(given, date_words.out_of_range())


def _warn(reading: DateReading, code: str, reason: str, level: Level = Level.WARNING) -> DateReading:
    """Add to *reading* what has to be said about it, and what was read."""
    message = _("{reason} Read as {day}.", reason=reason, day=reading.value.isoformat()) if reading.value else reason
    problem = Problem(code=code, message=message, level=level, value=reading.words)
    return DateReading(reading.value, reading.words, reading.precision, problem, reading.start)


def _asking(given: str, problem: Problem) -> DateReading:
    return DateReading(None, given, "none", problem.at(value=given))


def _unreadable(given: str) -> DateReading:
    return _asking(given, _unreadable_problem())


def _unreadable_problem() -> Problem:
    return Problem(
        code="date_unreadable",
        message=_("The cell can not be read as a date."),
        remedy=_("Enter a day such as 2026-09-30, or a period such as 2026年9月底."),
    )
