"""Where Chinese lines may end (禁则): pure arithmetic on character widths, without fonts or a file format.

No line begins with a closing sign or ends with an opening one; a number or a Latin word is never split
unless it alone is longer than a line.  A sign that may not begin a line takes the character before it down.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

NEVER_FIRST = frozenset("，。、；：？！）》”’〉】〕］｝」』…～％‰℃·,.;:!?)]}%")
NEVER_LAST = frozenset("≥≤±（《“‘〈【〔［｛「『([{")
PAIRS = ("——", "……")
"""Signs of two characters that stay together."""

Measure = Callable[[str], float]
"""Gives the advance of one character, in the unit of the widths."""

_BLANK = re.compile(r"\s")
_PIECES = re.compile(r"\n|[ \t\u3000]+|[^\s]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text without blanks at its end, its width, and whether a paragraph or forced line ends here."""

    text: str
    width: float
    ends: bool


def is_wide(character: str) -> bool:
    """Return whether *character* belongs to Chinese text: a line may end after it."""
    kind = unicodedata.east_asian_width(character)
    return kind in "WF" or (kind == "A" and ord(character) > 0x24F)


def characters(text: str) -> float:
    """Return the length of *text* in full-width characters; letters and digits count half."""
    return sum(1.0 if is_wide(sign) else 0.5 for sign in text)


def wrap(text: str, *, measure: Measure, width: float, indent: float = 0) -> list[Line]:
    """Return *text* broken into lines of at most *width*, the first shorter by *indent*; at least one line."""
    lines: list[Line] = []
    for place, part in enumerate(text.split("\n")):
        lines += _wrap_part(part, measure, width, indent if place == 0 else 0)
    return lines


def _wrap_part(text: str, measure: Measure, width: float, indent: float) -> list[Line]:
    if not _BLANK.search(text) and (solid := _wrap_solid(text, measure, width - indent, width)):
        return solid
    lines: list[Line] = []
    current, used, room = "", 0.0, width - indent
    for cluster in _clusters(text):
        length = sum(map(measure, cluster))
        if used + length > room + 0.01 and not cluster.isspace():
            if current.strip():
                lines.append(_line(current, measure))
                current, used, room = "", 0.0, width
            if length > room:
                *full, (current, used) = _chop(cluster, measure, room, width)
                lines += [Line(part, size, False) for part, size in full]
                room = room if not full else width
                continue
        current += cluster
        used += length
    last = _line(current, measure)
    return [*lines, Line(last.text, last.width, True)]


def _wrap_solid(text: str, measure: Measure, room: float, width: float) -> list[Line]:
    """Break a text without blanks, looking only at where a line is full; none if a stretch is longer than a line."""
    ends = list(accumulate(map(measure, text), initial=0.0))
    lines: list[Line] = []
    first = 0
    while ends[-1] > ends[first] + room + 0.01:
        last = bisect_right(ends, ends[first] + room + 0.01) - 1
        while last > first and _joined(text[last - 1], text[last]):
            last -= 1
        if last == first:
            return []
        lines.append(_line(text[first:last], measure))
        first, room = last, width
    rest = _line(text[first:], measure)
    return [*lines, Line(rest.text, rest.width, True)]


def _line(text: str, measure: Measure) -> Line:
    text = text.rstrip(" \t")
    return Line(text, sum(map(measure, text)), False)


def _chop(text: str, measure: Measure, room: float, width: float) -> list[tuple[str, float]]:
    """Cut a cluster that is longer than a line between any two characters."""
    parts: list[tuple[str, float]] = []
    current, used = "", 0.0
    for character in text:
        length = measure(character)
        if current and used + length > room + 0.01:
            parts.append((current, used))
            current, used, room = "", 0.0, width
        current += character
        used += length
    return [*parts, (current, used)]


def _clusters(text: str) -> Iterator[str]:
    """Give the stretches that no line end may part."""
    current = ""
    for match in _PIECES.finditer(text):
        piece = match.group()
        if current and not _joined(current, piece):
            yield current
            current = ""
        current += piece
    if current:
        yield current


def _joined(before: str, after: str) -> bool:
    if after.isspace() or before[-1].isspace():
        return False
    if after[0] in NEVER_FIRST or before[-1] in NEVER_LAST or before[-1] + after[0] in PAIRS:
        return True
    return not is_wide(before[-1]) and not is_wide(after[0])
