"""What stands over a paper, for every writer: how large the red name is set, and where 签发人 stand.

The standard leaves the size of the name free and wants it on one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smartplanner.reports.page import geometry
from smartplanner.reports.page.linebreak import characters

MARKING_LINES = 3
"""Lines kept for 份号, 密级 and 紧急程度: the name stands 35 mm below the top of the 版心 whether or not they are."""
SIGNER_LABEL = "签发人："
NARROWEST = 0.6
"""To what part of its width a name is squeezed before its size goes down."""
SMALLEST_SQUEEZED_PT = 34.0
LARGEST_IN_LETTER_PT = 33.0
"""The name of a letter at most: the rule below it then ends within the first line of the 版心, so that the text of
the first page begins at its second line.  LibreOffice centres the lines that are left in the room that is left: where
that is no whole number of lines, it sets the text up to half a line lower than Word."""


@dataclass(frozen=True, slots=True)
class NameSetting:
    """The name with its size in points, the points between its characters, and its width against the usual one."""

    text: str
    size: float
    spread: float
    squeeze: float = 1.0


def letter_name(text: str) -> NameSetting:
    """Return how the name over a letter is set on 148 mm."""
    return head_name(text, official=True, largest=LARGEST_IN_LETTER_PT)


def head_name(text: str, *, official: bool = False, largest: float = geometry.MASTHEAD_NAME_PT) -> NameSetting:
    """Return how a name is set on 148 mm; that of an official paper is squeezed rather than set small."""
    room = geometry.points(geometry.MASTHEAD_NAME_WIDTH_MM)
    count = max(1.0, characters(text))
    fair = room / count
    if not official or fair >= min(SMALLEST_SQUEEZED_PT, largest):
        size = min(largest, fair)
        return NameSetting(text, size, min(size * 0.35, fair - size))
    size = min(SMALLEST_SQUEEZED_PT, largest, fair / NARROWEST)
    return NameSetting(text, size, 0.0, fair / size)


def signer_line(row: Sequence[str]) -> str:
    """Return the signers of one line, a character apart."""
    return "\u3000".join(row)


def signers_left(rows: Sequence[Sequence[str]]) -> float:
    """Return where the names of 签发人 begin, in characters from the left: the widest line ends one from the right."""
    return geometry.CHARACTERS_PER_LINE - 1 - max(characters(signer_line(row)) for row in rows)
