"""How much larger than usual letters are wanted, for what is drawn by hand in fixed lengths."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from smartplanner.ui.theme.switch import POINTS


def enlargement(font: QFont) -> float:
    """Return by how much the letters of a widget's *font* are larger than at a text size of 100 %."""
    points = font.pointSizeF()
    return points / POINTS if points > 0 else 1.0


def enlarged(length: float, font: QFont) -> int:
    """Return a length for letters of the usual size as it is wanted for those of *font*."""
    return round(length * enlargement(font))


@contextlib.contextmanager
def drawn_larger(painter: QPainter, box: QRectF, font: QFont) -> Iterator[QRectF]:
    """Draw larger by as much as *font* is, within *box*; gives the box as it is before that."""
    by = enlargement(font)
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(by, by)
    yield QRectF(0, 0, box.width() / by, box.height() / by)
    painter.restore()
