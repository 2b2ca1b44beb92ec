"""Where the pages stand below one another, for a zoom and a width of the window: plain numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF

from smartplanner.ui.preview.pdf import POINTS

GAP = 14.0
"""Between pages and around them, in device-independent pixels."""
SCREEN = 96.0
"""Device-independent pixels in an inch: 100 % is as large as the paper."""
FIT_WIDTH, FIT_PAGE = 0.0, -1.0
"""Zooms that follow the window; others are a factor: 1.0 is as large as the paper."""
SMALLEST, LARGEST = 0.1, 4.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The boxes of all pages, the pixels of a point on each, and the size of it all."""

    boxes: tuple[QRectF, ...]
    scales: tuple[float, ...]
    size: QSizeF

    def seen(self, top: float, bottom: float) -> range:
        """Return the pages that reach into a stretch."""
        first = max(0, bisect_right([box.bottom() for box in self.boxes], top))
        end = bisect_right([box.top() for box in self.boxes], bottom)
        return range(min(first, len(self.boxes)), end)

    def at(self, down: float) -> int:
        """Return the page at a height, or the nearest; 0 if there is none."""
        return max(0, min(bisect_right([box.top() for box in self.boxes], down) - 1, len(self.boxes) - 1))


def lay_out(sizes: Sequence[tuple[float, float]], *, zoom: float, width: float, height: float) -> Layout:
    """Return the places of pages of *sizes* (points) in a window of *width* and *height*.

    A zoom that follows the window is that of the first page; a wider one (a table lying) is drawn smaller, so that it
    need not be scrolled sideways.
    """
    scales = _scales(sizes, zoom=zoom, width=width - 2 * GAP, height=height - 2 * GAP)
    drawn = [(across * scale, down * scale) for (across, down), scale in zip(sizes, scales, strict=True)]
    whole = max([width, *(across + 2 * GAP for across, _down in drawn)])
    boxes, top = [], GAP
    for across, down in drawn:
        boxes.append(QRectF(round((whole - across) / 2), round(top), round(across), round(down)))
        top += down + GAP
    return Layout(tuple(boxes), tuple(scales), QSizeF(whole, top))


def _scales(sizes: Sequence[tuple[float, float]], *, zoom: float, width: float, height: float) -> list[float]:
    if not sizes:
        return []
    if zoom > 0:
        return [zoom * SCREEN / POINTS] * len(sizes)
    least, most = SMALLEST * SCREEN / POINTS, LARGEST * SCREEN / POINTS
    fitting = [width / across for across, _down in sizes]
    if zoom == FIT_PAGE:
        fitting = [min(fit, height / down) for fit, (_across, down) in zip(fitting, sizes, strict=True)]
    return [min(most, max(least, min(fitting[0], fit))) for fit in fitting]
