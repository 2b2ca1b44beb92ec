"""Amounts of money as ledgers write them, read into whole 分; and written back as officials write them.

The unit decides everything: the cell's own unit wins over the header's, and a bare number under a header
without a unit is asked about.  A span or a rate (630元/份) gives no value, only its words.
"""

from __future__ import annotations

import functools
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from smartplanner.base.i18n import _, language
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import numerals, text
from smartplanner.fields.reading import Reading

YUAN = Decimal(1)
WAN = Decimal(10_000)
YI = Decimal(100_000_000)

_LARGEST = Decimal(10) ** 15
"""元; more than any budget, and safely inside a 64-bit integer of 分."""
_CENT = Decimal("0.01")
_LONGEST = 200
"""Characters; longer texts are prose."""

_UNITS = {
    "元": YUAN, "圆": YUAN, "块": YUAN, "百元": YUAN * 100, "千元": YUAN * 1000,
    "万元": WAN, "万圆": WAN, "万": WAN, "十万元": WAN * 10, "百万元": WAN * 100, "百万": WAN * 100,
    "千万元": WAN * 1000, "千万": WAN * 1000, "亿元": YI, "亿": YI,
}  # fmt: skip
_UNIT = r"百元|千元|万元|万圆|十万元|百万元|百万|千万元|千万|亿元|亿|万|元|圆"
_UNIT_IN_BRACKETS = re.compile(rf"[(\[【<](?:[^()]*?单位:?|人民币)?({_UNIT})(?:人民币)?(?=[)\]】>,，、;；])")
_UNIT_AFTER_WORD = re.compile(rf"单位(?:为|是)? ?:? ?(?:人民币)?({_UNIT})(?![一-鿿/每])")
_UNIT_AT_END = re.compile(r"(?:[:/_-](元)|[:/_-]?((?:百|千|[十百千]?万|亿)元))$")

_SIGN = f"[0-9.,{numerals.SIGNS}]"
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_AMOUNT = re.compile(
    rf"(?P<number>{_SIGN}*?)(?P<more>[余多])?(?P<scale>[十百千]?[万亿]*)(?P<more2>[余多])?(?P<yuan>[元圆块])?(?P<more3>[余多])?(?:整|正)?"
)
_CURRENCY = re.compile(
    r"人民币|rmb|cny|[¥￥]|[大小]写(?:金额)?:?|不?含税(?:总?价|金额|合同额)?:?|价税合计:?", re.IGNORECASE
)
_IN_FIGURES = re.compile(r"(?<=\()[¥￥] ?([\d,]+(?:\.\d+)?)(?=\))")
"""The same amount in figures, in 元 whatever the column counts in: 人民币叁佰万元整（¥3,000,000.00）."""
_FOREIGN = re.compile(r"[$€£]|美元|美金|欧元|港币|港元|日元|英镑|usd|eur|hkd", re.IGNORECASE)
_RATE = re.compile(r"(?:元|万|亿)[^\d,;，；。]*[/每]|^每|\d/[一-鿿]|每(?:年|月|人|份|个|平方米|套|家|区)")
_SPAN = re.compile(r"[-—–~〜至到]+")
_ABOUT = re.compile(
    r"大约|约合|约为|约|大概|近|将近|接近|左右|上下|预计|暂估|估算|估计|概算|暂列|暂定|初步|ca\.?", re.IGNORECASE
)
_UPPER = re.compile(r"不超过|不高于|不大于|不多于|最多|最高|至多|控制在|上限|以内|以下|之内|≤|<=|<")
_LOWER = re.compile(r"不少于|不低于|不小于|至少|最少|最低|超过|超出|超|逾|以上|起|下限|≥|>=|>|\+$")
_LEAD = re.compile(
    r"(?:项目|建设|年度|计划|总)*(?:总投资额?|投资额?|总预算|预算|资金|金额|经费|合同额|总额|中标价|概算|费用)(?:金额)?(?:合计|共计|总计|为|是|约|:)*|共计|合计|总计|累计|共|计|为|是|:"
)
_UNDECIDED = re.compile(
    r"待定|未定|待核|待批|待确|待明确|待评审|另行|据实|按实|视情|无需|不需|不涉及|自筹|财政资金$|已包含|含在|统筹解决"
)
_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_PART = re.compile(r"[,，;；。]?(?:其中|包括|包含|含)")


def read_money(raw: Any, *, header_unit: Decimal | None = None, allow_negative: bool = False) -> Reading[int]:
    """Read one cell as an amount in 分.

    ``header_unit`` is how many 元 one of the column's unit is (万元: 10000), None if the header names none.
    The precision is ``exact``, ``about``, ``upper`` (不超过), ``lower`` (不少于), ``range`` or ``none``.  A
    range, a rate and "待定" give no value and a warning; what can not be read, is negative (unless
    *allow_negative*) or beyond 10^15 元 gives an error.
    """
    given = text.words(raw)
    if text.is_empty(raw):
        return Reading(None, given)
    if isinstance(raw, str):
        return _read_text(raw, header_unit, allow_negative, language())
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return _unreadable(given)
    if isinstance(raw, float) and not math.isfinite(raw):
        return _refuse(given, "not_a_number", _("“{words}” is not a number.", words=given))
    if abs(raw) >= _LARGEST * 100:
        return _too_large(given)
    number = Decimal(raw) if isinstance(raw, int) else Decimal(format(raw, ".15g"))
    return _from_bare(number, given, header_unit, "exact", allow_negative)


def unit_in(header: str) -> Decimal | None:
    """Return how many 元 the unit of a header or caption such as 总投资（万元） or （单位：亿元） is.

    None if it names no unit, a rate, or two units.
    """
    spaced = text.clean(header)
    plain = spaced.replace(" ", "")
    for pattern, where in ((_UNIT_IN_BRACKETS, plain), (_UNIT_AFTER_WORD, spaced), (_UNIT_AT_END, plain)):
        found = {_UNITS[name] for match in pattern.finditer(where) for name in match.groups() if name}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def unit_name(unit: Decimal) -> str:
    """Return the Chinese name of a unit, such as 万元."""
    return next((name for name, value in _UNITS.items() if value == unit and name.endswith("元")), f"{unit}元")


def format_money(fen: int) -> str:
    """Return an amount in 分 as officials write it: 元, 万元 or 亿元, at most two decimals, no trailing zeros."""
    sign, rest = ("-", -fen) if fen < 0 else ("", fen)
    yuan = Decimal(rest) / 100
    for unit, name in ((YUAN, "元"), (WAN, "万元")):
        rounded = (yuan / unit).quantize(_CENT, ROUND_HALF_UP)
        if rounded < 10_000:
            return f"{sign}{_trim(rounded)}{name}"
    return f"{sign}{_trim((yuan / YI).quantize(_CENT, ROUND_HALF_UP))}亿元"


def format_wan(fen: int) -> str:
    """Return an amount in 分 as a number of 万元 for a table whose caption names the unit.

    At most two decimals; an amount that would vanish (30元) keeps as many as it needs.
    """
    wan = Decimal(fen) / 1_000_000
    rounded = wan.quantize(_CENT, ROUND_HALF_UP)
    return _trim(rounded if rounded or not fen else wan)


def format_amount(fen: int) -> str:
    """Return an amount in 分 as it stands in a column of 万元: thousands parted, two decimals, halves rounded up.

    An amount that would vanish (30元) keeps as many decimals as it needs.
    """
    wan = Decimal(fen) / 1_000_000
    rounded = wan.quantize(_CENT, ROUND_HALF_UP)
    return f"{rounded:,f}" if rounded or not fen else f"{wan:f}"


def _trim(number: Decimal) -> str:
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


@functools.lru_cache(maxsize=8192)
def _read_text(raw: str, header_unit: Decimal | None, allow_negative: bool, _language: str) -> Reading[int]:
    given = text.words(raw)
    if len(given) > _LONGEST:
        return _too_large(given) if given.isdecimal() else _unreadable(given)
    plain = _CURRENCY.sub("", _IN_FIGURES.sub(r"\1元", text.clean(raw))).strip().rstrip("。;,.、")
    if re.search(r"\d \d", plain) and not re.fullmatch(r"\d{1,3}(?: \d{3})+(?:\.\d+)?\D*", plain):
        return _unreadable(given)
    plain = plain.replace(" ", "")
    if plain.lower() in ("nan", "inf", "-inf", "+inf", "infinity", "-infinity"):
        return _refuse(given, "not_a_number", _("“{words}” is not a number.", words=given))
    if _FOREIGN.search(plain):
        return _refuse(
            given,
            "amount_foreign_currency",
            _("“{words}” is not an amount in yuan.", words=given),
            _("Enter the amount in yuan."),
        )
    return _read_remarks(plain, given, header_unit, allow_negative)


def _read_remarks(plain: str, given: str, header_unit: Decimal | None, allow_negative: bool) -> Reading[int]:
    """Set remarks in brackets and "其中…" aside; an amount inside one must not contradict the amount itself."""
    remarks = [remark[1:-1] for remark in _REMARK.findall(plain)]
    main = _REMARK.sub("", plain)
    if not main:
        return _unreadable(given)
    main, *parts = _PART.split(main, maxsplit=1)
    reading = _read_plain(main.rstrip(",，;；。、"), given, header_unit, allow_negative)
    value = reading.value
    if value is None:
        return reading
    for remark in remarks:
        other = _read_plain(_CURRENCY.sub("", remark), remark, header_unit, allow_negative)
        if other.value is not None and other.value != value:
            return _refuse(
                given,
                "amount_contradictory",
                _("“{words}” names two different amounts.", words=given),
                _("Enter the one that counts."),
            )
        if _ABOUT.search(remark) and reading.precision == "exact":
            reading = Reading(value, given, "about", _about(given, value))
    if (remarks or parts) and reading.problem is None:
        amount = format_money(value)
        note = _("Only {amount} was read; the rest of “{words}” is kept as text.", amount=amount, words=given)
        return Reading(value, given, reading.precision, _problem("amount_with_remark", given, note, Level.NOTE))
    return reading


def _read_plain(plain: str, given: str, header_unit: Decimal | None, allow_negative: bool) -> Reading[int]:
    if _RATE.search(plain):
        message = _("“{words}” is a price per unit or per period, not an amount; only its words are kept.", words=given)
        return Reading(None, given, "none", _problem("amount_rate", given, message, Level.WARNING))
    if _UNDECIDED.search(plain) and not re.search(r"\d", plain):
        message = _("“{words}” names no amount; only its words are kept.", words=given)
        return Reading(None, given, "none", _problem("amount_needs_review", given, message, Level.WARNING))
    precision = "exact"
    for name, pattern in (("upper", _UPPER), ("lower", _LOWER), ("about", _ABOUT)):
        plain, count = pattern.subn("", plain)
        if count and precision == "exact":
            precision = name
    plain = _LEAD.sub("", plain, count=2)
    negative = plain.startswith("-")
    plain = plain.removeprefix("-").removeprefix("+")
    if len(ends := _SPAN.split(plain)) == 2 and all(ends):
        return _read_span(ends[0], ends[1], given)
    if _SCIENTIFIC.fullmatch(plain):
        return _from_bare(_signed(Decimal(plain), negative), given, header_unit, precision, allow_negative)
    found = _AMOUNT.fullmatch(plain)
    if found is None or not found["number"]:
        return _unreadable(given)
    return _from_match(found, negative, given, header_unit, precision, allow_negative)


def _from_match(
    found: re.Match[str], negative: bool, given: str, header_unit: Decimal | None, precision: str, allow_negative: bool
) -> Reading[int]:
    number = numerals.read_number(found["number"] + found["scale"])
    if number is None:
        number = numerals.read_number(found["number"])
        if number is None or found["scale"] not in _UNITS:
            return _unreadable(given) if len(given) <= 60 else _too_large(given)
        number *= _UNITS[found["scale"]]
    if found["more"] or found["more2"] or found["more3"]:
        precision = "about" if precision == "exact" else precision
    own = _own_unit(found)
    number = _signed(number, negative)
    if own is None:
        return _from_bare(number, given, header_unit, precision, allow_negative)
    reading = _from_yuan(number, given, precision, allow_negative)
    if reading.value is None or header_unit is None or own == header_unit or reading.value == 0:
        return reading
    message = _(
        "The column is in {unit}, but the cell names its own unit; “{words}” was read as {amount}.",
        unit=unit_name(header_unit), words=given, amount=format_money(reading.value),
    )  # fmt: skip
    return Reading(reading.value, given, precision, _problem("amount_unit_differs", given, message, Level.WARNING))


def _own_unit(found: re.Match[str]) -> Decimal | None:
    """Return the unit that the cell itself names; 一百二十 has none, 三千二百万 has 万, 500元 has 元."""
    scale = found["scale"].lstrip("十百千") or (found["number"][-1:] if found["number"][-1:] in "万亿" else "")
    if scale:
        return _UNITS.get(scale[-1])
    if re.search("[万亿]", found["number"]):
        # 12万3千 is a whole amount, whatever the column counts in.
        return WAN
    if not found["yuan"]:
        return None
    return _UNITS.get(found["number"][-1] + "元", YUAN) if found["number"][:1].isdecimal() else YUAN


def _signed(number: Decimal, negative: bool) -> Decimal:
    return -number if negative else number


def _from_bare(
    number: Decimal, given: str, header_unit: Decimal | None, precision: str, allow_negative: bool
) -> Reading[int]:
    if header_unit is None and number != 0:
        return _refuse(
            given,
            "amount_without_unit",
            _("Neither the cell nor the header says which unit “{words}” is in.", words=given),
            _("Name the unit in the header, for example “（万元）”."),
        )
    if number.adjusted() > 18:
        return _too_large(given)
    return _from_yuan(number * (header_unit or YUAN), given, precision, allow_negative)


def _from_yuan(yuan: Decimal, given: str, precision: str, allow_negative: bool) -> Reading[int]:
    if abs(yuan) > _LARGEST:
        return _too_large(given)
    if yuan < 0 and not allow_negative:
        return _refuse(
            given,
            "amount_negative",
            _("“{words}” is negative; an amount can not be below zero here.", words=given),
            _("Enter the amount without the minus sign, or leave the cell empty."),
        )
    fen = int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return Reading(fen, given, precision, _about(given, fen) if precision != "exact" else None)


def _about(given: str, fen: int) -> Problem:
    message = _("“{words}” is not an exact amount; {amount} was read.", words=given, amount=format_money(fen))
    return _problem("amount_approximate", given, message, Level.NOTE)


def _read_span(low: str, high: str, given: str) -> Reading[int]:
    """A range has no one value; both ends must be amounts, so that a telephone number is not taken for one."""
    for end in (low, high):
        found = _AMOUNT.fullmatch(end)
        if found is None or numerals.read_number(found["number"]) is None or re.match(r"0\d", end):
            return _unreadable(given)
    message = _("“{words}” is a range, not one amount; only its words are kept.", words=given)
    return Reading(None, given, "range", _problem("amount_range", given, message, Level.WARNING))


def _unreadable(given: str) -> Reading[int]:
    return _refuse(
        given,
        "amount_unreadable",
        _("“{words}” can not be read as an amount.", words=given),
        _("Enter a number, or a number with its unit such as “1200万元”."),
    )


def _too_large(given: str) -> Reading[int]:
    return _refuse(
        given,
        "amount_out_of_range",
        _("“{words}” is larger than any amount that can be kept (10^15 yuan).", words=given),
        _("Check the number and the unit of the column."),
    )


def _refuse(given: str, code: str, message: str, remedy: str = "") -> Reading[int]:
    return Reading(None, given, "none", _problem(code, given, message, Level.ERROR, remedy))


def _problem(code: str, given: str, message: str, level: Level, remedy: str = "") -> Problem:
    return Problem(code=code, message=message, remedy=remedy, level=level, value=given)
