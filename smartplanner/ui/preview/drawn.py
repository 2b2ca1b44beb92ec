"""The pictures of pages that are kept: those in sight, and as many others as there is room for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container

from PySide6.QtGui import QImage

_ROOM = 160_000_000
"""Bytes."""


class DrawnPages:
    """Pictures by page, each with the scale that it was drawn at; a picture of another scale serves until then."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[float, QImage]] = OrderedDict()

    def has(self, number: int, scale: float) -> bool:
        """Whether a page is there, drawn at this scale."""
        return number in self._kept and abs(self._kept[number][0] - scale) < 1e-6

    def picture(self, number: int) -> QImage | None:
        """Return the picture of a page at whatever scale."""
        return self._kept[number][1] if number in self._kept else None

    def keep(self, number: int, scale: float, image: QImage, *, seen: Container[int]) -> None:
        """Keep a picture, and let go of the oldest ones out of sight where there is no room."""
        self._kept[number] = (scale, image)
        self._kept.move_to_end(number)
        used = sum(kept.sizeInBytes() for _scale, kept in self._kept.values())
        for old in [one for one in self._kept if one not in seen and one != number]:
            if used <= _ROOM:
                break
            used -= self._kept.pop(old)[1].sizeInBytes()

    def clear(self) -> None:
        """Let go of all."""
        self._kept.clear()
