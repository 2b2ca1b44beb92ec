"""By when: the words of a sentence that name a deadline, such as 9月底前完成, 下周五前, 十五个工作日内.

Words that name a day by themselves are read as the cells of a ledger are; what counts from the meeting's day
(本周内, 两周内, 十个工作日内) is counted here.  Days in the content (落实2026年工作要点) are left alone.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import festivals, numerals
from smartplanner.fields.date_words import LAST_YEAR, month_end
from smartplanner.fields.dates import DateContext, DateReading, read_date
from smartplanner.fields.sentence_units import label_end

AddWorkdays = Callable[[date, int], date]
"""Gives the workday that lies so many workdays after a day."""

_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半)"
_DAY_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_YEAR = r"(?:(?:\d{4}|[二〇零一二三四五六七八九]{4})年度?|今年|明年|后年|本年度?|当年|次年|(?:本|下|当|次)年度)"
_DATE = (
    rf"(?P<day>{_YEAR}?{_DAY_NUMBER}月{_DAY_NUMBER}[日号]"
    r"|(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))"
    rf"|(?P<week>(?:本|这|下下|下)个?(?:周|星期)[一二三四五六日天]?(?:内|末|底)?|(?:周|星期)(?:[一二三四五六日天]|末))"
    rf"|(?P<count>(?:(?:会后|自?(?:印发|发布|下发|收到|接到|会议|本纪要)[^,;。]{{0,8}}?(?:之日起|日起|后|起)),?的?)?"
    rf"{_COUNT}个?(?P<measure>工作日|自然日|日|天|周|星期|月|季度|年)(?:以|之)?内)"
    rf"|(?P<period>{_YEAR}?(?:{'|'.join(festivals.NAMES)})(?:节|假期)*(?=之?前|以前)"
    rf"|{_YEAR}?(?:{_DAY_NUMBER}月份?(?:上旬|中旬|下旬|底|末|初|内|中(?![标心央下]))?"
    r"|第?[一二三四1-4]季度(?:末|底|内|初)?|[上下]半年(?:末|底|内)?)"
    r"|(?:本|当|下个?|次|这个)月(?:底|末|内|初|[上中下]旬|\d{1,2}[日号])?|本季度(?:末|底|内)?"
    r"|(?<![个\d])月(?:底|末|内)|(?:\d{4}|今|本|明|当)?年(?:底|末|内|终)|\d{4}年(?!度?[的工重])|全年"
    r"|[“\"]?十[四五六七]五[”\"]?(?:规划)?(?:末|期末|期间|时期))"
)
_PRE = (
    r"(?:力争|争取|确保|务必|原则上|最迟|计划|预计|应当?|须|需|要)*"
    r"(?:不晚于|不迟于|截至|截止到?|于|在|至|到|(?<=[,;。:(])自)?"
)
_POST = r"(?P<before>之前|以前|前|止)?"
_DONE = (
    r"(?:要|须|应|基本|全部|全面|力争|争取|确保|务必|如期|按时|高质量|保质保量|正式)*"
    r"(?:完成|建成|办结|办理完毕|落实到位|完成到位|整改到位|到位|落实|见到?(?:成效|实效)|见效|初见成效"
    r"|取得(?:明显|阶段性|初步|实质性)?(?:成效|进展|实效)|投入使用|上线(?:运行)?|投用|竣工|启用|执行完毕|完成(?:任务|工作|整改))"
)
_DEADLINE = re.compile(f"(?P<pre>{_PRE})(?:{_DATE}){_POST}")
_CLOSING = re.compile(rf"(?:{_DONE})?(?=[,;:。!?()\[\]【】]|$)")
_FINISHING = re.compile(r"(?:基本|全部|全面)?完成(?!率|度|情况)(?=[^,;。:()\[\]])")
_VERBS = re.compile(
    rf"{_DONE}|报|提交|报送|出台|印发|启动|开工|制定|形成|实现|编制|上报|反馈|达到|开展|组织|召开|部署|接入|覆盖|打通|推出|提出|拿出|交付"
)
_LABEL = re.compile(
    r"(?:完成|办结|办理|整改|落实)?(?:时限|期限)(?:要求)?:|(?:完成|办结|截止|计划完成)(?:时间|日期):|时间(?:节点|要求)?:"
)
_ENDED = re.compile(r"[底末内终]$")
_ONGOING = re.compile(
    r"长期坚持|长期推进|长期|持续(?:推进|抓好|做好|深化|加强|开展|跟踪)|常态化(?:推进|开展|运行)?|贯穿全年"
)
_UNDATED = re.compile(r"立即|马上|尽快|尽早|限期|(?:抓紧|及时|适时|近期)(?=完成|办结|落实|整改|到位)")
_FESTIVAL = re.compile(rf"(?:{_YEAR})?(?:{'|'.join(festivals.NAMES)})(?:节|假期)*(?:之前|以前|前)")
_COMING = re.compile(r"(?:今年|本年|当年)元旦")
_PAUSE = ",;:。!?()[]【】"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline and where its words stand: ``start`` to ``end`` leaves the sentence with it."""

    reading: DateReading
    start: int
    end: int
    first: int
    last: int


def find_deadline(
    line: str, taken: bytearray, *, as_of: date, add_workdays: AddWorkdays | None
) -> tuple[Deadline | None, tuple[Problem, ...]]:
    """Return the deadline of a line, and what has to be said about it.

    *taken* marks the characters that belong to something else already.  Of several deadlines the last is read,
    with a warning.
    """
    candidates = _labelled(line, taken) or _written(line, taken)
    if not candidates:
        return _without_day(line, taken)
    chosen = candidates[-1]
    reading = _read(chosen, as_of, add_workdays)
    problems = [] if reading.problem is None else [reading.problem]
    if len(candidates) > 1:
        message = _("The sentence names {count} deadlines; the last one was read.", count=len(candidates))
        problems.append(_said("sentence_deadlines", message, reading.words))
    start, end, first, last, _match = chosen
    return Deadline(reading, start, end, first, last), tuple(problems)


_Candidate = tuple[int, int, int, int, str]
"""Start and end of what leaves the sentence, first and last of the words of the date, and these words."""


def _labelled(line: str, taken: bytearray) -> list[_Candidate]:
    found = []
    for label in _LABEL.finditer(line):
        last = label_end(line, label.end())
        if last > label.end() and not any(taken[label.start() : last]):
            found.append((label.start(), last, label.end(), last, line[label.end() : last]))
    return found[-1:]


def _written(line: str, taken: bytearray) -> list[_Candidate]:
    found: list[_Candidate] = []
    for match in _DEADLINE.finditer(line):
        start, end = match.span()
        if any(taken[start:end]) or not _is_deadline(line, match, taken):
            continue
        first = start + len(match["pre"])
        closing = _CLOSING.match(line, end)
        clause_starts = start == 0 or line[start - 1] in _PAUSE or bool(taken[start - 1])
        if closing is not None and clause_starts:
            last = closing.end()
        else:
            finishing = _FINISHING.match(line, end)
            last = finishing.end() if finishing else end
        found.append((start, last, first, end, line[first:end]))
    return found


def _is_deadline(line: str, match: re.Match[str], taken: bytearray) -> bool:
    """Return whether the words name by when, not just a time: 9月底前, 于9月30日, 年底完成, or a clause by itself."""
    if (
        match["before"]
        or match["count"]
        or (match["week"] or "").endswith("内")
        or match["pre"].endswith(("于", "至", "到"))
    ):
        return True
    words = match[0]
    following = line[match.end() : match.end() + 1]
    alone = match.start() == 0 or line[match.start() - 1] in _PAUSE or bool(taken[match.start() - 1])
    if alone and (not following or following in _PAUSE):
        return True
    return bool(_VERBS.match(line, match.end())) and (
        bool(match["day"] or match["week"]) or bool(_ENDED.search(words)) or alone or bool(match["pre"])
    )


def _read(candidate: _Candidate, as_of: date, add_workdays: AddWorkdays | None) -> DateReading:
    words = candidate[4]
    if counted := _counted(words, as_of, add_workdays):
        return counted
    reading = read_date(words, DateContext(year=as_of.year, as_of=as_of))
    if reading.value is None and _FESTIVAL.fullmatch(words):
        return _next_year(reading, words, as_of, said=f"{as_of.year + 1}年{words}")
    if reading.value is not None and reading.value < as_of and _COMING.match(words):
        return _coming_new_year(words, as_of)
    if reading.value is None or reading.value >= as_of or re.search(r"\d{4}|今年|本年|当年|[二〇零]{1}[〇零二]", words):
        return reading
    return _next_year(reading, words, as_of)


def _coming_new_year(words: str, as_of: date) -> DateReading:
    """今年元旦前, said in November, means the one to come: the one of this year is over all year long."""
    later = read_date(f"{as_of.year + 1}年元旦前", DateContext(year=as_of.year + 1, as_of=as_of))
    day = later.value.isoformat() if later.value is not None else ""
    message = _("“{words}” is over; it was read as {day}.", words=words, day=day)
    return DateReading(later.value, words, later.precision, _said("date_next_year", message, words), later.start)


def _next_year(reading: DateReading, words: str, as_of: date, *, said: str = "") -> DateReading:
    """A deadline without a year cannot lie before the day on which it was set; *said* names the year if need be."""
    later = read_date(said or words, DateContext(year=as_of.year + 1, as_of=as_of))
    if later.value is None or later.value < as_of:
        return reading
    message = _("No year is given; as the day is over this year, it was read as {day}.", day=later.value.isoformat())
    return DateReading(later.value, words, later.precision, _said("date_next_year", message, words), later.start)


def _counted(words: str, as_of: date, add_workdays: AddWorkdays | None) -> DateReading | None:
    """Read what counts from the meeting's day; None if the words do not."""
    match = _DEADLINE.fullmatch(words)
    if match is None or not (match["week"] or match["count"]):
        return None
    day: date | None = None
    with contextlib.suppress(OverflowError):  # a day behind the end of all calendars is none
        day = (
            _day_of_week(match["week"], as_of)
            if match["week"]
            else _day_after(match["count"], match["measure"], as_of, add_workdays)
        )
    if day is None or day.year > LAST_YEAR:
        message = _("“{words}” names no day.", words=words)
        return DateReading(None, words, "none", _said("date_needs_review", message, words))
    message = _("“{words}” was counted from the meeting's day: {day}.", words=words, day=day.isoformat())
    return DateReading(day, words, "day", _said("date_relative", message, words, Level.NOTE))


def _day_of_week(words: str, as_of: date) -> date:
    """Return the day of 本周五, 下周三 or 周五; the week without a day ends on its Friday."""
    words = words.rstrip("内末底")
    named = words[-1] if words[-1] in "一二三四五六日天" else ""
    weekday = "一二三四五六日".index("日" if named == "天" else named) if named else 4
    weeks = 2 if words.startswith("下下") else 1 if words.startswith("下") else 0
    day = as_of + timedelta(weekday - as_of.weekday() + 7 * weeks)
    if weeks or day >= as_of:
        return day
    # 周五前, said on a Saturday, is the Friday to come; 本周内 then is the rest of the week.
    return day + timedelta(7) if words[0] in "周星" else as_of + timedelta(6 - as_of.weekday())


def _day_after(words: str, measure: str, as_of: date, add_workdays: AddWorkdays | None) -> date | None:
    number = re.search(rf"({_COUNT})个?{measure}", words)
    if number is None:
        return None
    if number[1] == "半":
        return _add_months(as_of, 6) if measure == "年" else as_of + timedelta(15) if measure == "月" else None
    count = numerals.read_integer(number[1])
    if count is None or count > 999:
        return None
    if measure == "工作日":
        return add_workdays(as_of, count) if add_workdays is not None else None
    if measure in ("月", "季度", "年"):
        return _add_months(as_of, count * {"月": 1, "季度": 3, "年": 12}[measure])
    return as_of + timedelta(count * (7 if measure in ("周", "星期") else 1))


def _add_months(day: date, months: int) -> date | None:
    index = day.year * 12 + day.month - 1 + months
    if index // 12 > 2100:
        return None
    last = month_end(index // 12, index % 12 + 1)
    return last.replace(day=min(day.day, last.day))


def _without_day(line: str, taken: bytearray) -> tuple[Deadline | None, tuple[Problem, ...]]:
    """Return the reading of 长期坚持, which is no deadline, or of 尽快, which names no day."""
    for pattern, precision in ((_ONGOING, "ongoing"), (_UNDATED, "none")):
        found = [match for match in pattern.finditer(line) if not any(taken[match.start() : match.end()])]
        if not found:
            continue
        # A clause of its own leaves the sentence; inside of another one the words belong to what is to be done.
        alone = next((match for match in found if _is_clause(line, match)), None)
        match = alone or found[0]
        closing = _CLOSING.match(line, match.end())
        end = closing.end() if alone is not None and closing is not None else match.start()
        reading = DateReading(None, match[0], precision)
        problems: tuple[Problem, ...] = ()
        if precision == "none":
            problems = (_said("date_needs_review", _("“{words}” names no day.", words=match[0]), match[0]),)
        return Deadline(reading, match.start(), end, match.start(), match.end()), problems
    return None, ()


def _is_clause(line: str, match: re.Match[str]) -> bool:
    starts = match.start() == 0 or line[match.start() - 1] in _PAUSE
    return starts and _CLOSING.match(line, match.end()) is not None


def _said(code: str, message: str, value: str, level: Level = Level.WARNING) -> Problem:
    return Problem(code=code, message=message, level=level, field="due", value=value)
