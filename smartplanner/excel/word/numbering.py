"""The automatic numbers before paragraphs: Word stores the list and the level, and each reader counts by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_DIGITS = "〇一二三四五六七八九"
_MOST_LEVELS = 9
_HOLDER = re.compile(r"%([1-9])")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered; ``pattern`` is such as ``（%1）``."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document: levels by abstract list, the abstract list and changed starts by list, and styles."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def of_style(self, style: str) -> tuple[str, int] | None:
        """Return the list and level that a style of paragraphs brings, from itself or what it is based on."""
        for _turn in range(20):
            if style in self.styles:
                return self.styles[style]
            if style not in self.parents:
                return None
            style = self.parents[style]
        return None


class Counter:
    """Counts the paragraphs of the lists from the first page to the last."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def label(self, number: str, level: int) -> str:
        """Return the number of the next paragraph of a list; empty for a bullet or an unknown list."""
        known = self._numbering
        abstract = known.abstract_of.get(number)
        levels = known.levels.get(abstract or "")
        if abstract is None or levels is None or not 0 <= level < _MOST_LEVELS:
            return ""
        counts = self._counts.setdefault(abstract, {})
        described = levels.get(level, Level())
        start = known.starts.get((number, level))
        if start is not None and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = start
        else:
            counts[level] = counts.get(level, described.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if described.format in ("bullet", "none"):
            return ""
        return _HOLDER.sub(lambda found: _shown(int(found[1]) - 1, counts, levels), described.pattern)


def _shown(level: int, counts: Mapping[int, int], levels: Mapping[int, Level]) -> str:
    described = levels.get(level, Level())
    return number_words(counts.get(level, described.start), described.format)


def number_words(number: int, format: str) -> str:
    """Return *number* in one of the formats of Word (ECMA-376 part 1, 17.18.59); the rare ones in digits."""
    if not 0 <= number < 10_000:
        return str(number)
    if format.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting")):
        return _chinese(number)
    if format == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if format.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x245F + number)
    if format in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((96 if format == "lowerLetter" else 64) + number)
    if format in ("lowerRoman", "upperRoman") and 1 <= number < 400:
        roman = _roman(number)
        return roman if format == "lowerRoman" else roman.upper()
    return str(number)


def _chinese(number: int) -> str:
    if number < 10:
        return _DIGITS[number].replace("〇", "零")
    if number < 100:
        tens, ones = divmod(number, 10)
        return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
    return str(number)


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found
