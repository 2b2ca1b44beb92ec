"""How a page, its shadow and what is marked on it are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from smartplanner.ui import theme
from smartplanner.ui.preview.letters import Hit, boxes_of
from smartplanner.ui.preview.pdf import Box, PageText

_SHADOW = 6
"""Pixels that the shadow of a page reaches."""
_SEEN_THROUGH = 90
"""Of 255: how dense a mark lies over letters."""


def draw_sheet(painter: QPainter, box: QRectF, picture: QImage | None) -> None:
    """Draw a page with its shadow; without a picture the paper is empty.  Paper is white in every look."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.SHADOW)
    for step in range(_SHADOW, 0, -2):
        painter.drawRoundedRect(box.adjusted(-step + 2, -step + 3, step - 2, step), 3, 3)
    with theme.paper():
        painter.fillRect(box, theme.PAPER)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, picture)
        painter.setPen(QPen(theme.LINE, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))


def draw_marks(
    painter: QPainter,
    box: QRectF,
    text: PageText,
    scale: float,
    *,
    hits: Sequence[Hit],
    current: Hit | None,
    chosen: Sequence[Hit],
) -> None:
    """Draw hits (the one in view framed) and chosen letters over a page in *box*; all are on this page."""
    with theme.paper():
        for stretches, colour in ((hits, theme.LIGHT_LOOKS["yellow"].colour), (chosen, theme.ACCENT)):
            shade = QColor(colour)
            shade.setAlpha(_SEEN_THROUGH)
            for _page, first, end in stretches:
                for part in boxes_of(text, first, end):
                    painter.fillRect(_on_page(part, box, scale), shade)
        if current is not None:
            painter.setPen(QPen(theme.ERROR, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for part in boxes_of(text, current.first, current.end):
                painter.drawRect(_on_page(part, box, scale).adjusted(-1, -1, 1, 1))


def _on_page(part: Box, box: QRectF, scale: float) -> QRectF:
    return QRectF(
        box.left() + part.left * scale,
        box.top() + part.top * scale,
        (part.right - part.left) * scale,
        (part.bottom - part.top) * scale,
    )
