"""How the state of a file, a sheet, a row or a problem is shown: a shape, a colour and a word, never colour alone."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from smartplanner.base.i18n import N_
from smartplanner.base.problems import Level
from smartplanner.excel.proposal import SKIPPED
from smartplanner.ui.theme import (
    CHANGED_TINT,
    ERROR,
    ERROR_TINT,
    GOOD,
    GOOD_TINT,
    MUTED,
    NEWS,
    NOTE_TINT,
    NOTHING,
    ON_SIGN,
    PAPER,
    WARNING,
    WARNING_TINT,
    worn,
)

_SIDE = 16
_SHARPNESS = 2
"""Pictures are drawn twice as large, so that they are sharp at 150 and 200 %."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One state: its shape, colour, the tint behind cells, and its word (a msgid)."""

    shape: str
    colour: QColor
    tint: QColor
    word: str


READY = Mark("tick", GOOD, GOOD_TINT, N_("ready"))
ASKING = Mark("triangle", WARNING, WARNING_TINT, N_("needs a person"))
LEFT_OUT = Mark("dash", MUTED, NOTE_TINT, N_("left out"))
REFUSED = Mark("cross", ERROR, ERROR_TINT, N_("refused"))
WAITING = Mark("dots", MUTED, PAPER, N_("not read yet"))
NEW = Mark("plus", GOOD, GOOD_TINT, N_("new"))
CHANGED = Mark("arrow", NEWS, CHANGED_TINT, N_("changed"))
SAME = Mark("equal", MUTED, PAPER, N_("unchanged"))
DECIDE = Mark("triangle", ERROR, ERROR_TINT, N_("needs a person"))

ROWS = {"insert": NEW, "update": CHANGED, "unchanged": SAME, "refused": DECIDE}
"""The mark of a row by what becomes of it."""
LEVELS = {
    Level.ERROR: Mark("triangle", ERROR, ERROR_TINT, N_("not taken in")),
    Level.WARNING: Mark("diamond", WARNING, WARNING_TINT, N_("taken in, please check")),
    Level.NOTE: Mark("ring", MUTED, PAPER, N_("note")),
}
"""The mark of a problem by its weight."""
NO_TABLE = SKIPPED["no_header"]
ROW_CODES = frozenset(
    ("group_row", "subtotal_row", "footer_row", "sample_row", "instruction_row", "repeated_header", "helper_row")
)
"""The problem codes of rows that were taken for something else than data; a person may want them in nevertheless."""


def icon(mark: Mark) -> QIcon:
    """Return the picture of *mark* in the look that is worn."""
    return _icon(mark, worn())


@functools.cache
def _icon(mark: Mark, _look: str) -> QIcon:
    picture = QPixmap(_SIDE * _SHARPNESS, _SIDE * _SHARPNESS)
    picture.setDevicePixelRatio(_SHARPNESS)
    picture.fill(NOTHING)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw(painter, mark)
    painter.end()
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)  # Qt would bleach it in a selected row
    return made


def _draw(painter: QPainter, mark: Mark) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark.colour)
    if mark.shape in _SOLID:
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _SOLID[mark.shape]]))
        if mark.shape == "triangle":
            painter.setPen(QPen(ON_SIGN, 1.6))
            painter.drawLine(QPointF(8, 6.2), QPointF(8, 9.8))
            painter.drawPoint(QPointF(8, 12))
        return
    if mark.shape in ("tick", "cross", "dash"):
        painter.drawEllipse(QRectF(1.5, 1.5, 13, 13))
        painter.setPen(QPen(ON_SIGN, 1.8))
    else:
        painter.setPen(QPen(mark.colour, 1.9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.shape == "ring":
        painter.drawEllipse(QRectF(3.5, 3.5, 9, 9))
    for line in _LINES.get(mark.shape, ()):
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))


_SOLID = {
    "triangle": ((8, 1.5), (15, 14), (1, 14)),
    "diamond": ((8, 2), (14, 8), (8, 14), (2, 8)),
}
_LINES = {
    "tick": (((4.8, 8.2), (7.2, 10.6), (11.4, 5.8)),),
    "cross": (((5.4, 5.4), (10.6, 10.6)), ((10.6, 5.4), (5.4, 10.6))),
    "dash": (((5, 8), (11, 8)),),
    "dots": (((3, 8), (4.2, 8)), ((7.4, 8), (8.6, 8)), ((11.8, 8), (13, 8))),
    "plus": (((8, 3), (8, 13)), ((3, 8), (13, 8))),
    "arrow": (((2.5, 8), (13, 8)), ((9.2, 4.2), (13, 8), (9.2, 11.8))),
    "equal": (((4, 6), (12, 6)), ((4, 10), (12, 10))),
}
