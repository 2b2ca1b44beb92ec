"""How far a matter is, as ledgers write it: 80%, 0.8, 八成, 已完成, 序时推进, 滞后, 未启动.

Gives a percentage, a status word, or both.  Careful where a word misleads: 已完成 is done, 已完成初步设计
is not; 基本完成 is an estimate of 95 % and never done.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from smartplanner.base.i18n import _, language
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import numerals, text
from smartplanner.fields.reading import Reading


@dataclass(frozen=True, slots=True)
class ProgressReading(Reading[float]):
    """A percentage of 0 to 100 with at most one decimal (None: none was given), and what the words call the state."""

    status: str = ""


# No word of a repeated group is made of others, so that no text can make the search explode.
_SUBJECT = (
    r"(?:目前|现|截至|截止|该|此|本|各|项目|项|全部|整体|总体|总|任务|工作|事项|工程|建设|整改|累计|均|都|已经|已|共)*"
)
_DONE = r"(?:全部|全面|圆满|按期|按时|提前|如期)*(?:完成|办结|销号|竣工|完结|办理完毕|整改到位|结项)(?:销号|任务)?"
_DOING = r"(?:推进|进行|办理|实施|建设|开展|整改|施工)"
_WORDS = {
    "not_started": r"(?:尚|暂|还)?未(?:启动|开工|开展|开始|实施)|暂缓启动|待启动|待开工|没有启动|未动工",
    "on_track": (
        r"按?序时(?:进度)?推进|(?:达到?|符合|快于|超)序时(?:进度)?|正常(?:推进)?|进展(?:正常|顺利)|进度正常"
        r"|按(?:计划|期|时序|照计划|时间节点|序时进度)(?:有序|正常|稳步)?推进|(?:有序|顺利|稳步|扎实)推进(?:中)?"
    ),
    "in_progress": (
        rf"(?:正在|持续|加快|积极|全力)?{_DOING}中|正在{_DOING}|(?:加快|持续|积极|全力)推进|在建|已启动|已开工|启动"
    ),
    "behind": (
        r"(?:进度|进展|推进)?(?:严重|明显|略有|较为|比较)?(?:滞后|缓慢|较慢|落后)"
        r"|(?:未达到?|滞后于?|慢于|低于|落后于?)序时(?:进度)?"
        r"|未按(?:计划|序时|期|时)(?:推进|完成)|已?(?:逾期|超期)"
    ),
    "cancelled": r"已?(?:终止|取消|中止|撤销)|不再(?:实施|推进|开展)|已?停止(?:实施)?|已?调整",
    "routine": (r"(?:已?转入|已?转为|转|已)?(?:常态化|日常)(?:推进|工作|开展|管理|运行)?|长期(?:坚持|推进)?"),
}
_STATUS = {name: re.compile(rf"{_SUBJECT}(?:{pattern})(?:状态|阶段)?(?:中)?") for name, pattern in _WORDS.items()}
_ALL_DONE = re.compile(rf"{_SUBJECT}{_DONE}|是|√|✓|✔|☑|y|yes|true|完")
_SOLE_DONE = re.compile(
    rf"(?:目前|现|该|此|本|各项?|全部)*(?:项目|任务|工作|事项|工程|整改)+(?:建设|内容)?(?:均|都|现)?(?:已经?)(?:均|都)?{_DONE}"
)
_NOT_DONE = re.compile(r"(?:尚|暂|还)?未(?:完成|办结|销号)|否|×|✗|✘|x|n|no|false|没有完成")
_ALMOST = re.compile(
    r"(?:已)?(?:基本|大体|接近|即将|将近)(?:建设)?(?:完成|办结|建成|完工)|接近尾声|已近尾声|临近尾声|收尾(?:阶段|中)?|处于收尾阶段"
)
_MORE_THAN_HALF = re.compile(r"(?:已|完成|进度|任务)*(?:过半|超过?一半|超过?半数|一半以上|半数以上)")
_KEYWORD = r"(?:完成率|完成比例|形象进度|进度|完成|推进)"
_LEAD = rf"{_SUBJECT}{_KEYWORD}*(?:已|达|到|为|至|是|了|总|任务|工程|量|的|:)*"
_MORE = r"约|大约|近|将近|接近|超过?|逾|不足|不到|至少|超出"
_AFTER = r"左右|上下|以上|以下|多|余|强|弱"
_NUMBER = (
    rf"\d+(?:\.\d+)?[%‰]|百分之[{numerals.SIGNS}点]+|\d+(?:\.\d+)?|[一二两三四五六七八九十]成半?"
    r"|[二三四五六七八九十]分之[一二两三四五六七八九]|一半|半"
)
_PERCENT = re.compile(
    rf"{_LEAD}(?P<before>{_MORE})?(?:完成)?(?P<number>{_NUMBER})(?P<after>{_AFTER})?"
    r"(?:的?(?:任务|进度|工程量|工作量|建设任务|工作))?"
)
_RANGE = re.compile(rf"{_LEAD}(?:\d+(?:\.\d+)?)%?[-—–~至到/](?:\d+(?:\.\d+)?)%?.{{0,4}}")
_ANY_PERCENT = re.compile(r"\d+(?:\.\d+)?%|百分之[零一二三四五六七八九十百点]+")
_CLAUSES = re.compile(r"[,，。;；\n、!！]|(?<!\d)\.(?!\d)")
_PLANNED = re.compile(r"目标|计划|力争|预计|拟|将|争取|确保|要求|下一步|其中|[一二三四五六]期|部分|未达")
_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_LONGEST = 60
"""Characters; longer texts are prose even in a column of percentages."""


def read_progress(raw: Any, *, as_fraction: bool | None = None) -> ProgressReading:
    """Read one cell of a progress column.

    ``as_fraction`` is True for a number cell with a % format (0.8 is 80 %), False where numbers are known to
    be percents, None where it is not known: then a number between 0 and 1 is read as a fraction with a
    warning, and exactly 1 (1 % or all of it) is an error.  A number that is typed as text is always judged
    as with None, unless *as_fraction* is False.  The precision is ``exact``, ``about`` or ``none``.
    """
    given = text.words(raw)
    if text.is_empty(raw):
        return ProgressReading(None, given)
    if isinstance(raw, bool):
        return _done(given) if raw else _not_done(given)
    if isinstance(raw, int | float):
        return _from_number(raw, given, as_fraction)
    if not isinstance(raw, str):
        return _unreadable(given)
    return _read_text(raw, False if as_fraction is False else None, language())


def find_progress(prose: str) -> ProgressReading:
    """Return what a progress report in prose says without ambiguity about the matter as a whole.

    Clause by clause: "完成率80%左右" and "总体进度滞后" count, "覆盖率达98%", "完成招标" and "计划完成80%" do
    not.  Different percentages, or words that contradict each other, give nothing and no problem.
    """
    return _find(prose, language())


@functools.lru_cache(maxsize=4096)
def _read_text(raw: str, as_fraction: bool | None, _language: str) -> ProgressReading:
    given = text.words(raw)
    plain = text.squeeze(raw).rstrip("。.;,")
    if len(plain) > _LONGEST:
        return _from_prose(raw, given)
    reading = _read_plain(plain, given, as_fraction) or _read_plain(_REMARK.sub("", plain), given, as_fraction)
    if reading is not None:
        return reading
    if re.search(r"\d", plain) and _RANGE.fullmatch(plain):
        message = _("“{words}” names more than one number.", words=given)
        return _refuse(given, "progress_range", message)
    return _from_prose(raw, given)


def _read_plain(plain: str, given: str, as_fraction: bool | None) -> ProgressReading | None:
    """Read a whole cell or a whole clause; None if it says something else."""
    if not plain:
        return None
    if plain.lower() in ("nan", "inf", "-inf"):
        return _unreadable(given)
    if _NOT_DONE.fullmatch(plain.lower()):
        return _not_done(given)
    if _ALMOST.fullmatch(plain):
        message = _("“{words}” was read as 95%; it does not count as done.", words=given)
        return ProgressReading(95.0, given, "about", _problem("progress_estimated", given, message), "in_progress")
    if _MORE_THAN_HALF.fullmatch(plain):
        message = _("“{words}” was read as 50%.", words=given)
        return ProgressReading(50.0, given, "about", _problem("progress_estimated", given, message), "in_progress")
    if _ALL_DONE.fullmatch(plain.lower()):
        return _done(given)
    for status, pattern in _STATUS.items():
        if pattern.fullmatch(plain):
            return _with_status(plain, given, status)
    if re.fullmatch(r"-\d+(?:\.\d+)?%?", plain):
        return _out_of_range(given)
    found = _PERCENT.fullmatch(plain)
    return None if found is None else _from_match(found, plain, given, as_fraction)


def _with_status(plain: str, given: str, status: str) -> ProgressReading:
    value = 0.0 if status == "not_started" else None
    problem = None
    if plain.endswith("调整"):
        message = _("“{words}” was read as cancelled.", words=given)
        problem = _problem("progress_estimated", given, message)
    return ProgressReading(value, given, "exact" if value is not None else "none", problem, status)


def _from_match(found: re.Match[str], plain: str, given: str, as_fraction: bool | None) -> ProgressReading | None:
    number = found["number"]
    if number in ("半", "一半"):
        percent: Decimal | None = Decimal(50)
    elif number.endswith("‰"):
        return None
    elif number.endswith("%"):
        percent = _decimal(number[:-1])
    elif number.startswith("百分之"):
        percent = _spoken(number.removeprefix("百分之"))
    elif "成" in number:
        percent = _digits(number[0]) * 10 + (5 if number.endswith("半") else 0)
    elif "分之" in number:
        below, above = number.split("分之")
        percent = _digits(above) * 100 / _digits(below)
    elif plain == number:
        bare = _decimal(number)
        return None if bare is None else _from_number(float(bare), given, as_fraction)
    elif re.search("率|进度|比例", plain):
        return None if _decimal(number) is None else _from_number(float(number), given, as_fraction)
    else:
        # 完成3 counts things, not percents.
        return None
    if percent is None:
        return None
    reading = _from_percent(percent, given)
    spoken = "成" in number or "半" in number
    if reading.value is not None and (found["before"] or found["after"] or spoken):
        message = _("“{words}” is not exact; {percent}% was read.", words=given, percent=f"{reading.value:g}")
        level = Level.WARNING if (found["before"] or "") in ("不足", "不到") or found["after"] == "以下" else Level.NOTE
        problem = _problem("progress_approximate", given, message, level)
        return ProgressReading(reading.value, given, "about", problem, "" if reading.value == 100 else reading.status)
    return reading


def _decimal(digits: str) -> Decimal | None:
    return Decimal(digits) if len(digits) <= 20 else None


def _digits(sign: str) -> Decimal:
    return numerals.read_number(sign) or Decimal(0)


def _spoken(words: str) -> Decimal | None:
    """Read 八十 and 八十点五."""
    whole, _point, fraction = words.partition("点")
    number = numerals.read_number(whole)
    if number is None or not fraction:
        return number
    digits = numerals.read_number(fraction)
    return None if digits is None else number + digits / Decimal(10) ** len(fraction)


def _from_number(raw: float, given: str, as_fraction: bool | None) -> ProgressReading:
    if isinstance(raw, float) and not math.isfinite(raw):
        return _refuse(given, "not_a_number", _("“{words}” is not a number.", words=given))
    if abs(raw) > 1_000_000:
        return _out_of_range(given)
    number = Decimal(format(raw, ".15g"))
    if as_fraction:
        return _from_percent(number * 100, given)
    if as_fraction is None and number == 1:
        message = _("It is not clear whether “{words}” is 1% or all of it.", words=given)
        return _refuse(given, "progress_ambiguous", message)
    if as_fraction is None and 0 < number < 1:
        reading = _from_percent(number * 100, given)
        if reading.value is None:
            return reading
        message = _("The fraction {words} was read as {percent}%.", words=given, percent=f"{reading.value:g}")
        problem = _problem("progress_fraction", given, message)
        return ProgressReading(reading.value, given, "exact", problem, reading.status)
    return _from_percent(number, given)


def _from_percent(percent: Decimal, given: str) -> ProgressReading:
    if not 0 <= percent <= 100:
        return _out_of_range(given)
    rounded = percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if percent < 100 and rounded == 100:
        # 99.96 is not done.
        rounded = Decimal("99.9")
    return ProgressReading(float(rounded), given, "exact", None, "done" if rounded == 100 else "")


def _from_prose(raw: str, given: str) -> ProgressReading:
    """Read prose that stands in a column of percentages."""
    reading = find_progress(raw)
    if reading.value is None and not reading.status:
        return _unreadable(given)
    if reading.problem is not None or reading.value is None:
        return ProgressReading(reading.value, given, reading.precision, reading.problem, reading.status)
    message = _("{percent}% was read from a longer text.", percent=f"{reading.value:g}")
    problem = _problem("progress_from_prose", given, message)
    return ProgressReading(reading.value, given, reading.precision, problem, reading.status)


@functools.lru_cache(maxsize=1024)
def _find(prose: str, _language: str) -> ProgressReading:
    given = text.words(prose)
    nothing = ProgressReading(None, given)
    if text.is_empty(prose):
        return nothing
    plain = _REMARK.sub("", text.clean(prose, lines=True)).replace(" ", "")
    clauses = [clause for clause in _CLAUSES.split(plain) if clause]
    readings = [
        reading
        for clause in clauses
        if not _PLANNED.search(clause) and (reading := _read_clause(clause, alone=len(clauses) == 1)) is not None
    ]
    if len(set(_ANY_PERCENT.findall(plain))) > 1:
        readings = [reading for reading in readings if reading.value is None]
    values = {reading.value for reading in readings if reading.value is not None}
    statuses = {reading.status for reading in readings if reading.status}
    if len(values) > 1 or len(statuses) > 1:
        return nothing
    value = values.pop() if values else None
    problem = next((reading.problem for reading in readings if reading.problem is not None), None)
    precision = next(
        (reading.precision for reading in readings if reading.value is not None), "none" if statuses else ""
    )
    return ProgressReading(value, given, precision, problem and problem.at(value=given), "".join(statuses))


def _read_clause(clause: str, *, alone: bool) -> ProgressReading | None:
    """Read one clause of prose; "已完成" counts only if it stands alone or names the whole matter."""
    clause = re.sub(r"^\d+[.、)]", "", clause)
    if len(clause) > _LONGEST:
        return None
    reading = _read_plain(clause, clause, None)
    if reading is None or reading.asks:
        return None
    if re.fullmatch(r"[\d.]+|是|否|[×√xyn]", clause.lower()) or (clause in ("启动", "调整") and not alone):
        return None
    if reading.status == "done" and "%" not in clause and not alone and not _SOLE_DONE.fullmatch(clause):
        return None
    return reading


def _done(given: str) -> ProgressReading:
    return ProgressReading(100.0, given, "exact", None, "done")


def _not_done(given: str) -> ProgressReading:
    message = _("“{words}” says that it is not done, but not how far it is.", words=given)
    return ProgressReading(None, given, "none", _problem("progress_not_done", given, message))


def _unreadable(given: str) -> ProgressReading:
    return _refuse(given, "progress_unreadable", _("“{words}” can not be read as progress.", words=given))


def _out_of_range(given: str) -> ProgressReading:
    return _refuse(given, "progress_out_of_range", _("“{words}” is not between 0% and 100%.", words=given))


def _refuse(given: str, code: str, message: str) -> ProgressReading:
    remedy = _("Enter a percentage from 0 to 100, such as 80%.")
    return ProgressReading(None, given, "none", _problem(code, given, message, Level.ERROR, remedy))


def _problem(code: str, given: str, message: str, level: Level = Level.WARNING, remedy: str = "") -> Problem:
    return Problem(code=code, message=message, remedy=remedy, level=level, value=given)
