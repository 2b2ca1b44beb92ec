"""The expressions for a time in Chinese ledgers: 2026年9月底, 9.30, 二季度末, 年底前, 国庆节前, 十五五期间.

Finds every expression in a text and turns each into the ``Span`` of days that it names.  What can not be
told for sure is raised as a ``Problem``; ``dates`` decides what a whole cell means.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields import festivals, numerals

FIRST_YEAR, LAST_YEAR = 1990, 2100
DASH = "[-—–~〜至到]"


@dataclass(frozen=True, slots=True)
class Span:
    """The days that one expression names, and where it stands in the text.

    ``vague`` says that the words leave some days open (月初, 年中); ``ended`` that they name the end (底, 末)
    and not the whole period; ``lost_zero`` that a number such as 2026.10 may have lost its last digit on the
    way; ``relative`` that the day was told from the as-of day.
    """

    first: date
    last: date
    precision: str
    at: int
    end: int
    vague: bool = False
    ended: bool = False
    lost_zero: bool = False
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression leaves unsaid: the ledger's year and the day that 本月 is told from."""

    year: int | None
    as_of: date | None


_CHINESE_DIGITS = "〇零○一二三四五六七八九十廿卅"
_CHINESE_NUMBER = re.compile(rf"([{_CHINESE_DIGITS}\d]*[{_CHINESE_DIGITS}])(?=年|月|日|号|季度)")
_CHINESE_HINT = re.compile(rf"[{_CHINESE_DIGITS}](?:年|月|日|号|季度)")
_YEARS = re.compile(rf"(?<![\d./-])((?:19|20|21)\d\d)年?({DASH}+)((?:19|20|21)\d\d)年?(?![\d./年月-])")
_HALF_MONTHS = re.compile("上、?中旬|中、?上旬|中、?下旬|下、?中旬")
_COMMAS = re.compile(r"(?<![\d.,、])((?:19|20|21)\d\d)[,、](\d{1,2})[,、](\d{1,2})(?![\d.,、月日])")
_MONTHS = re.compile(rf"(?<!\d)(\d{{1,2}})({DASH}+|[、和])(?=\d{{1,2}}月)")
_DAYS = re.compile(rf"(?<!\d)(\d{{1,2}})月(\d{{1,2}})[日号]?({DASH}+)(\d{{1,2}})[日号]")
_FIGURES = re.compile(
    rf"(?<![\d./])(?:(\d{{4}})[./])?(\d{{1,2}})([./])(\d{{1,2}})({DASH}+)(\d{{1,2}})\3(\d{{1,2}})(?![\d./])"
)
_QUARTERS = re.compile(rf"([1-4一二三四])({DASH}+|[、和])(?=第?[1-4]季度)")
_RELATIVE_YEAR = re.compile(r"今年|本年度?|当年|明年|次年|去年|上年|后年")
_RELATIVE_MONTH = re.compile(r"本月|当月|这个月|下个?月|次月")
_YEAR_STEPS = {"明年": 1, "次年": 1, "去年": -1, "上年": -1, "后年": 2}

_EXPRESSION = re.compile(
    r"(?P<day>(?<!\d)(?P<y1>\d{4})(?:[-/.]|年)(?P<m1>\d{1,2})(?:[-/.]|月)(?P<d1>\d{1,2})(?!\d|月|年|\.\d)[日号]?(?:/(?=[-—–~至到]))?)"
    r"|(?P<digits>(?<!\d)(?P<y2>\d{4})(?P<m2>\d{2})(?P<d2>\d{2})(?!\d))"
    rf"|(?P<festival>(?:(?P<y3>\d{{4}})年)?(?P<name>{'|'.join(festivals.NAMES)})(?:节|假期|黄金周)*(?:之前|以前|前))"
    r"|(?P<quarter>(?:(?<!\d)(?P<y4>\d{4})(?:年度?|[-/.])?)?(?P<q0>前)?第?(?:(?P<q>[1-4])季度?|[Qq](?P<q1>[1-4]))(?P<qp>末|底|初|内)?)"
    r"|(?P<half>(?:(?<!\d)(?P<y5>\d{4})年度?)?(?P<h>[上下])半年(?P<hp>末|底|内)?)"
    r"|(?P<date>(?:(?<!\d)(?P<y6>\d{4})(?:年度?|[-/.]))?(?<![\d.])(?P<m6>\d{1,2})月(?P<d6>\d{1,2})(?:[日号]|(?=$|前|之前|以前|[-—–~至到、,;；，(])))"
    r"|(?P<month>(?:(?<!\d)(?P<y7>\d{4})(?:年度?|[-/.]))?(?<![\d.])(?P<m7>\d{1,2})月份?(?P<mp>上旬|中旬|下旬|底|末|初|内|中(?![标心央下]))?)"
    r"|(?P<figures>(?<!\d)(?P<y8>\d{4})[-/.](?P<m8>\d{1,2})(?![\d年月]|\.\d)(?P<fp>底|末|初)?)"
    r"|(?P<joined>(?<![\d.])(?P<y9>(?:19|20|21)\d{2})(?P<m9>\d{2})(?![\d.年]))"
    r"|(?P<year>(?<!\d)(?P<y10>\d{4})(?:年度?|(?<=^\d{4})$)(?P<yp>底|末|终|内|全年|中(?![标心央])|初)?)"
    r"|(?P<slash>(?<![\d./-])(?P<m11>\d{1,2})(?P<sep>[/.-])(?P<d11>\d{1,2})(?![\d/%年月个]|[.-]\d))"
    r"|(?P<plan>[“\"']?十(?P<p>[三四五六七])五[”\"']?(?:规划)?(?P<pp>末|期末|期间|时期|内)?)"
    r"|(?P<thisyear>(?<![\d半])(?:全年|年(?:内|底|末|终|中(?![标心央])|初)))"
    r"|(?P<thismonth>(?<![\d个])(?:月(?:内|底|末|初|中(?![标心央]))|[上中下]旬))"
)
_UNCLEAR = (
    re.compile(r"(?<!\d)(?<!\d[./-])\d{2}年(?!内)|(?<![\d./-])\d{2}([./-])\d{1,2}\1\d{1,2}(?![\d./-])"),
    re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d{4}(?!\d)"),
    re.compile(
        r"\d+个?(?:工作|自然)?[日天]内|\d+天|\d+个(?:工作日|月|季度|星期|周)|(?<!\d)\d{1,2}年内|[一二两三四五六十半几数]个?(?:月|周|年)内(?<![上下]半年内)"
        r"|印发后|收到后|之日起|工作日|[上前][一1]?个?(?:月|季度)|每次"
    ),
    re.compile(
        r"(?<![庆春动午秋明旦一])节前|节后|节日|两会|[周]末|第[\d一二三四五]+?[周批次阶]|星期|礼拜|(?<![\d本])季度?[末底]|不早于"
        r"|汛期|暑[期假]|寒假|开学|学期|[春夏秋冬]季|入[春夏秋冬汛]|(?:供[暖热]|采暖|防汛|迎峰度[夏冬])[季期]?(?:之|以)?前"
    ),
)


def spans_in(text: str, scope: Scope) -> list[Span]:
    """Return the spans that *text* (without blanks) names, in order.  Raise ``Problem`` where it is unclear."""
    prepared, relative = prepare(text, scope)
    return find(prepared, scope, relative=relative)


def prepare(text: str, scope: Scope) -> tuple[str, bool]:
    """Write *text* so that each expression stands alone: digits, years for 今年, both ends of 3-9月.

    The second value says whether anything was told from the as-of day.
    """
    if _CHINESE_HINT.search(text):
        text = _CHINESE_NUMBER.sub(lambda found: _arabic(found[1]), text)
    _refuse_unclear(text)
    if "年" in text and _RELATIVE_YEAR.search(text):
        text = _RELATIVE_YEAR.sub(lambda found: f"{_year_of(scope) + _YEAR_STEPS.get(found[0], 0)}年", text)
    relative = bool(_RELATIVE_MONTH.search(text) or "本季度" in text)
    if relative:
        text = _RELATIVE_MONTH.sub(lambda found: _month_words(scope, found[0]), text)
        text = text.replace("本季度", _quarter_words(scope))
    if "旬" in text:
        text = _HALF_MONTHS.sub(lambda found: "中旬" if "上" in found[0] else "下旬", text)
    if "," in text or "、" in text:
        text = _COMMAS.sub(r"\1.\2.\3", text)
    text = _YEARS.sub(r"\1年\2\3年", text)
    if "." in text or "/" in text:
        text = _FIGURES.sub(_days_in_words, text)
    if "月" in text:
        text = _MONTHS.sub(r"\1月\2", _DAYS.sub(r"\1月\2日\3\1月\4日", text))
    if "季" in text:
        text = _QUARTERS.sub(lambda found: f"{_arabic(found[1])}季度至", text)
    return text, relative


def find(text: str, scope: Scope, *, relative: bool = False) -> list[Span]:
    """Return the spans of a prepared text; a year, once named, holds for the expressions after it."""
    matches = list(_EXPRESSION.finditer(text))
    spans: list[Span] = []
    year: int | None = None
    for number, match in enumerate(matches):
        following = matches[number + 1] if number + 1 < len(matches) else None
        own = _own_year(match)
        if own is None and year is None and following is not None and _joined(text, match, following):
            year = _own_year(following)
        year = own or year
        span = _SPANS[match.lastgroup or ""](match, Scope(year or scope.year, scope.as_of))
        if not (FIRST_YEAR <= span.first.year <= span.last.year <= LAST_YEAR):
            raise out_of_range()
        spans.append(replace(span, relative=True) if relative else span)
    return spans


def day_of(year: int, month: int, day: int) -> date:
    """Return the day; raise a ``Problem`` for one that no calendar has or that lies outside 1990 to 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise out_of_range()
    try:
        return date(year, month, day)
    except ValueError:
        raise Problem(
            code="date_impossible",
            message=_("There is no day {year}-{month}-{day}.", year=year, month=month, day=day),
            remedy=_("Enter the right day."),
        ) from None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    first = day_of(year, month, 1)
    return first.replace(day=calendar.monthrange(year, month)[1])


def out_of_range() -> Problem:
    """Return the problem of a day that can not be meant."""
    return Problem(
        code="date_out_of_range",
        message=_("The day lies outside the years {first} to {last}.", first=FIRST_YEAR, last=LAST_YEAR),
        remedy=_("Enter the right day."),
    )


def ambiguous(message: str) -> Problem:
    """Return the problem of words that can mean two things."""
    return Problem(code="date_ambiguous", message=message, remedy=_("Enter the day in full, for example 2026-09-30."))


def _arabic(number: str) -> str:
    value = numerals.read_integer(number)
    if value is not None:
        return str(value)
    # 二0二六: a year in which one zero was typed as a digit.
    digits = [numerals.read_integer(sign) for sign in number]
    return number if None in digits or "十" in number else "".join(map(str, digits))


def _days_in_words(found: re.Match[str]) -> str:
    """Write 2026.9.1-9.30 as 2026年9月1日-9月30日."""
    year, month, _point, day, dash, last_month, last_day = found.groups()
    return f"{f'{year}年' if year else ''}{month}月{day}日{dash}{last_month}月{last_day}日"


def _refuse_unclear(text: str) -> None:
    two_digits, reversed_order, from_event, unnamed = _UNCLEAR
    if two_digits.search(text):
        raise Problem(
            code="date_two_digit_year",
            message=_("A year of two digits can not be told for sure."),
            remedy=_("Write the year with four digits."),
        )
    if reversed_order.search(text):
        raise ambiguous(_("It is not clear which number is the month and which the day."))
    if from_event.search(text):
        raise ambiguous(_("The time counts from a day that is not named."))
    if unnamed.search(text):
        raise ambiguous(_("The words do not name one day."))


def _year_of(scope: Scope) -> int:
    if scope.year is None:
        raise Problem(
            code="date_without_year",
            message=_("No year is given, and the ledger does not name one."),
            remedy=_("Add the year, or set the year of the ledger."),
        )
    return scope.year


def _as_of(scope: Scope) -> date:
    if scope.as_of is None:
        raise ambiguous(_("The words do not say which month is meant."))
    return scope.as_of


def _month_words(scope: Scope, words: str) -> str:
    day = _as_of(scope)
    index = day.year * 12 + day.month - 1 + (1 if words[0] in "下次" else 0)
    return f"{index // 12}年{index % 12 + 1}月"


def _quarter_words(scope: Scope) -> str:
    day = _as_of(scope)
    return f"{day.year}年{(day.month + 2) // 3}季度"


def _own_year(match: re.Match[str]) -> int | None:
    for name in ("y1", "y2", "y3", "y4", "y5", "y6", "y7", "y8", "y9", "y10"):
        if match[name]:
            return int(match[name])
    return None


def _joined(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    return bool(re.fullmatch(f"{DASH}+", text[match.end() : following.start()]))


def _day(match: re.Match[str], scope: Scope) -> Span:
    day = day_of(int(match["y1"]), int(match["m1"]), int(match["d1"]))
    return Span(day, day, "day", match.start(), match.end())


def _digits(match: re.Match[str], scope: Scope) -> Span:
    day = day_of(int(match["y2"]), int(match["m2"]), int(match["d2"]))
    return Span(day, day, "day", match.start(), match.end())


def _date(match: re.Match[str], scope: Scope) -> Span:
    day = day_of(_year_of(scope), int(match["m6"]), int(match["d6"]))
    return Span(day, day, "day", match.start(), match.end())


def _slash(match: re.Match[str], scope: Scope) -> Span:
    month, number = int(match["m11"]), int(match["d11"])
    if match["sep"] == "-" and number <= 12:
        raise ambiguous(_("“{words}” can be a day or a span of months.", words=match[0]))
    # A number cell loses its last zero on the way through the clipboard: 9.3 may have been 9.30.
    lost_zero = match["sep"] == "." and match["d11"] in ("1", "2", "3") and match[0] == match.string
    day = day_of(_year_of(scope), month, number)
    return Span(day, day, "day", match.start(), match.end(), lost_zero=lost_zero)


def _festival(match: re.Match[str], scope: Scope) -> Span:
    name, year = match["name"], _year_of(scope)
    if name == "元旦" and not match["y3"]:
        raise ambiguous(_("It is not clear which New Year is meant."))
    day = festivals.day_before(name, year)
    if day is None:
        raise ambiguous(_("The holidays of {year} are not known yet.", year=year))
    if not match["y3"] and scope.as_of is not None and day < scope.as_of:
        raise ambiguous(_("This holiday is already over in {year}.", year=year))
    return Span(day, day, "day", match.start(), match.end(), vague=True)


def _quarter(match: re.Match[str], scope: Scope) -> Span:
    year, number = _year_of(scope), int(match["q"] or match["q1"])
    last = month_end(year, number * 3)
    first = date(year, 1 if match["q0"] else number * 3 - 2, 1)
    return _period(match, match["qp"], first, last, "quarter")


def _half(match: re.Match[str], scope: Scope) -> Span:
    year, second = _year_of(scope), match["h"] == "下"
    first, last = day_of(year, 7 if second else 1, 1), month_end(year, 12 if second else 6)
    return _period(match, match["hp"], first, last, "half")


def _month(match: re.Match[str], scope: Scope) -> Span:
    return _part_of_month(match, match["mp"], _year_of(scope), int(match["m7"]))


def _figures(match: re.Match[str], scope: Scope) -> Span:
    span = _part_of_month(match, match["fp"], int(match["y8"]), int(match["m8"]))
    # The number 2026.10 is shown as 2026.1, so the text may be either month.
    return replace(span, lost_zero=match["m8"] == "1" and match[0] == match.string and "." in match[0])


def _joined_month(match: re.Match[str], scope: Scope) -> Span:
    return _part_of_month(match, None, int(match["y9"]), int(match["m9"]))


def _this_month(match: re.Match[str], scope: Scope) -> Span:
    day = _as_of(scope)
    part = match[0] if match[0].endswith("旬") else match[0].removeprefix("月")
    return replace(_part_of_month(match, part, day.year, day.month), relative=True)


def _part_of_month(match: re.Match[str], part: str | None, year: int, month: int) -> Span:
    if not 1 <= month <= 12:
        raise Problem(
            code="date_impossible",
            message=_("There is no month {month}.", month=month),
            remedy=_("Enter the right month."),
        )
    first, last = day_of(year, month, 1), month_end(year, month)
    where = (match.start(), match.end())
    if part in ("上旬", "初"):
        return Span(first, first.replace(day=10), "ten_days", *where, vague=part == "初")
    if part in ("中旬", "中"):
        return Span(first.replace(day=11), first.replace(day=20), "ten_days", *where, vague=part == "中")
    if part == "下旬":
        return Span(first.replace(day=21), last, "ten_days", *where)
    return _period(match, part, first, last, "month")


def _year(match: re.Match[str], scope: Scope) -> Span:
    return _part_of_year(match, match["yp"], int(match["y10"]))


def _this_year(match: re.Match[str], scope: Scope) -> Span:
    part = "" if match[0] == "全年" else match[0].removeprefix("年")
    return _part_of_year(match, part, _year_of(scope))


def _part_of_year(match: re.Match[str], part: str | None, year: int) -> Span:
    if part == "初":
        raise ambiguous(_("“{words}” does not say which month is meant.", words=match[0]))
    if part == "中":
        return Span(day_of(year, 1, 1), month_end(year, 6), "half", match.start(), match.end(), vague=True)
    return _period(match, part, day_of(year, 1, 1), month_end(year, 12), "year")


def _plan(match: re.Match[str], scope: Scope) -> Span:
    """A five-year plan: the 13th ran from 2016 to 2020."""
    last = 2020 + 5 * ("三四五六七".index(match["p"]))
    ended = (match["pp"] or "").endswith("末")
    precision = "year" if ended else "range"
    first = date(last, 1, 1) if ended else date(last - 4, 1, 1)
    return Span(first, date(last, 12, 31), precision, match.start(), match.end(), ended=ended)


def _period(match: re.Match[str], part: str | None, first: date, last: date, precision: str) -> Span:
    """底 and 末 name the last day; the bare period and 内 all of it; the beginning of a quarter its first month."""
    if part in ("底", "末", "终"):
        return Span(last, last, precision, match.start(), match.end(), ended=True)
    if part == "初":
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return Span(first, last, "month", match.start(), match.end(), vague=True)
    return Span(first, last, precision, match.start(), match.end(), ended=part == "内")


_SPANS = {
    "day": _day,
    "digits": _digits,
    "date": _date,
    "slash": _slash,
    "festival": _festival,
    "quarter": _quarter,
    "half": _half,
    "month": _month,
    "figures": _figures,
    "joined": _joined_month,
    "thismonth": _this_month,
    "year": _year,
    "thisyear": _this_year,
    "plan": _plan,
}
