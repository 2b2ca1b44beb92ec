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
_ZEROS = "零〇○"
_NO_UNIT = 10**12
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
    number = _Sum()
    for token in _TOKEN.findall(text):
        if token in _SMALL:
            fits = number.add_small(_SMALL[token])
        elif token in _LARGE:
            fits = number.add_large(_LARGE[token])
        else:
            fits = number.add_digits(token)
        if not fits:
            return None
    return number.total(colloquial=text[-1] in _DIGITS)


class _Sum:
    """The number so far: what is complete (万, 亿), the section below the next 万 or 亿, and the digits just read."""

    def __init__(self) -> None:
        self._complete = self._section = Decimal(0)
        self._digits: Decimal | None = None
        self._small = self._large = _NO_UNIT
        self._last_unit = 1
        self._after_zero = False

    def add_small(self, unit: int) -> bool:
        """Count the digits in tens, hundreds or thousands; a bare 十 is 10.  False if the unit can not stand here."""
        if unit >= self._small or (self._digits is None and (unit != 10 or self._after_zero)):
            return False
        self._section += (1 if self._digits is None else self._digits) * unit
        self._digits, self._small, self._last_unit, self._after_zero = None, unit, unit, False
        return True

    def add_large(self, unit: int) -> bool:
        """Count the section in 万 or 亿; in 万亿 all that stands before."""
        section = self._section + (self._digits or 0)
        if unit > self._large or section == 0:
            if self._complete + section == 0 or self._complete >= unit:
                return False
            self._complete = (self._complete + section) * unit
        elif unit == self._large:
            return False
        else:
            self._complete += section * unit
        self._section, self._digits, self._after_zero = Decimal(0), None, False
        self._small, self._large, self._last_unit = _NO_UNIT, unit, unit
        return True

    def add_digits(self, token: str) -> bool:
        """Take digits, which must not follow other digits."""
        if self._digits is not None:
            return False
        if token in _ZEROS:
            self._after_zero = True
            return True
        if token in _DIGITS:
            self._digits = Decimal(_DIGITS[token])
        elif token[0].isdecimal():
            self._digits = Decimal(token)
        else:
            return False
        if self._after_zero:
            # 一千零二: the digits are ones, whatever unit stood before.
            self._last_unit = 1
        return True

    def total(self, *, colloquial: bool) -> Decimal | None:
        """Return the number; the last digit of 一千二 counts hundreds, but what 2000 counts in 1亿2000 is left open."""
        total = self._complete + self._section
        if self._digits is None:
            return total
        if self._last_unit <= 10:
            return total + self._digits
        return total + self._digits * (self._last_unit // 10) if colloquial else None
