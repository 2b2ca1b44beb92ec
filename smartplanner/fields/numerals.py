"""Numbers as people write them in China: 1,200.5, １２００, 三千二百万, 壹仟贰佰万, 1亿2000万, 3万5千, 二〇二六.

Exact (``Decimal``) and strict: what is not one plain number gives None.  An own grammar, because cn2an
0.5 raises on much of this, goes through ``float`` and takes tens of microseconds.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    **{sign: number for number, sign in enumerate("零一二三四五六七八九")},
    **{sign: number for number, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **dict(zip("〇○两貳參陸", (0, 0, 2, 2, 3, 6), strict=True)),
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TOKEN = re.compile(r"\d+(?:\.\d+)?|\D")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_LONGEST = 60
"""Characters; nothing longer is a number that an office means."""

SIGNS = "".join((*_DIGITS, *_SMALL, *_LARGE, "廿卅"))
"""Every Chinese character that can stand in a number, for use inside a character class."""


def read_number(text: str) -> Decimal | None:
    """Return the number that *text* (cleaned, without blanks) is as a whole; None if it is not one.

    No sign, no unit, no exponent: those belong to the grammar of what is counted.
    """
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii():
        if _PLAIN.fullmatch(text):
            return Decimal(text)
        return Decimal(text.replace(",", "")) if _GROUPED.fullmatch(text) else None
    if all(sign in _DIGITS for sign in text):
        # Digit by digit, as in a year: 二〇二六.
        return Decimal("".join(str(_DIGITS[sign]) for sign in text))
    return _read_composed(_GROUPED.sub(lambda found: found[0].replace(",", ""), text))


def read_integer(text: str) -> int | None:
    """Return the whole number that *text* is, or None."""
    number = read_number(text)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _read_composed(text: str) -> Decimal | None:
    """Read digits with 十百千 and 万亿, from left to right."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    total = section = Decimal(0)
    number: Decimal | None = None
    small = large = 10**12
    last_unit = 1
    after_zero = False
    for token in _TOKEN.findall(text):
        if token in _SMALL:
            unit = _SMALL[token]
            if unit >= small or (number is None and not (unit == 10 and not after_zero)):
                return None
            section += (Decimal(1) if number is None else number) * unit
            number, small, last_unit, after_zero = None, unit, unit, False
        elif token in _LARGE:
            unit = _LARGE[token]
            section += number or 0
            if section == 0 and (total == 0 or token != text[-1]):
                return None
            if unit > large or section == 0:
                # 万亿: what stands before is counted in the larger unit.
                if total >= unit:
                    return None
                total = (total + section) * unit
            elif unit == large:
                return None
            else:
                total += section * unit
            section, number, small, large, last_unit, after_zero = Decimal(0), None, 10**12, unit, unit, False
        else:
            if number is not None and not (number == 0 and after_zero):
                return None
            value = _digit(token)
            if value is None:
                return None
            after_zero = token in "零〇○"
            number = None if after_zero else value
    if number is not None and last_unit > 1 and not after_zero:
        return _with_tail(text, total + section, number, last_unit)
    return total + section + (number or 0)


def _digit(token: str) -> Decimal | None:
    if token in _DIGITS:
        return Decimal(_DIGITS[token])
    return Decimal(token) if token[0].isdecimal() else None


def _with_tail(text: str, total: Decimal, number: Decimal, unit: int) -> Decimal | None:
    """Add what follows the last unit: 一千二 is 1200, 一千零二 is 1002; what 2000 counts in 1亿2000 is left open."""
    if text[-1] not in _DIGITS:
        return None
    if unit == 10 or (len(text) > 1 and text[-2] in "零〇○"):
        return total + number
    return total + number * (unit // 10)
