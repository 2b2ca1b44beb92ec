"""How large the red name over a paper is set: the standard leaves the size free and wants it on one line."""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.reports.page import geometry
from smartplanner.reports.page.linebreak import characters

NARROWEST = 0.6
"""To what part of its width a name is squeezed before its size goes down."""
SMALLEST_SQUEEZED_PT = 34.0


@dataclass(frozen=True, slots=True)
class NameSetting:
    """The name with its size in points, the points between its characters, and its width against the usual one."""

    text: str
    size: float
    spread: float
    squeeze: float = 1.0


def head_name(text: str, *, official: bool = False) -> NameSetting:
    """Return how a name is set on 148 mm; that of an official paper is squeezed rather than set small."""
    room = geometry.points(geometry.MASTHEAD_NAME_WIDTH_MM)
    count = max(1.0, characters(text))
    fair = room / count
    if not official or fair >= SMALLEST_SQUEEZED_PT:
        size = min(geometry.MASTHEAD_NAME_PT, fair)
        return NameSetting(text, size, min(size * 0.35, fair - size))
    size = min(SMALLEST_SQUEEZED_PT, fair / NARROWEST)
    return NameSetting(text, size, 0.0, fair / size)
