"""How a cell of the portfolio is drawn, the same on the screen, on tiles and on paper."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

from smartplanner.base.i18n import _
from smartplanner.queries.portfolio import Cell
from smartplanner.ui.theme import ACCENT, ERROR, GOOD, HATCH, INK, LIGHT_LOOKS, MUTED, OPEN_INK, PAPER, draw_light

LAMP = 20.0
_SMALL = 11
_WORSE, _BETTER = "▼", "▲"


def paint_cell(
    painter: QPainter, box: QRectF, cell: Cell, *, moved: tuple[int, int] = (0, 0), ground: QColor = PAPER
) -> None:
    """Draw a cell into *box*: its light, how much of what is asked for is covered, and what works on it.

    *moved* counts what became worse and better since last month.
    """
    painter.save()
    painter.setClipRect(box)
    if cell.is_white:
        paint_white(painter, box)
    elif cell.light:
        painter.fillRect(box, LIGHT_LOOKS[cell.light].tint if cell.light in ("red", "yellow") else ground)
    else:
        painter.fillRect(box, ground)
    if cell.light and not cell.is_white:
        _paint_filled(painter, box, cell, moved)
    else:
        words = _("white {count}", count=cell.asked) if cell.is_white else "—" if not cell.waived else _("waived")
        painter.setPen(OPEN_INK if cell.is_white else MUTED)
        painter.setFont(_sized(painter.font(), 12))
        if cell.is_white:
            _paint_badge(painter, box, words)
        else:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def paint_white(painter: QPainter, box: QRectF) -> None:
    """Hatch a white spot."""
    painter.fillRect(box, PAPER)
    painter.fillRect(box, QBrush(HATCH, Qt.BrushStyle.BDiagPattern))


def paint_focus(painter: QPainter, box: QRectF) -> None:
    """Frame the cell that the keyboard is on."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ACCENT, 2))
    painter.drawRect(box.adjusted(1, 1, -2, -2))
    painter.restore()


def cell_figures(cell: Cell) -> str:
    """Return what stands beside the light: covered of asked, and the number of works."""
    parts = []
    if cell.asked:
        parts.append(f"{cell.covered}/{cell.asked}")
    return "  ".join(parts)


def _paint_filled(painter: QPainter, box: QRectF, cell: Cell, moved: tuple[int, int]) -> None:
    left = box.left() + 8
    middle = box.center().y()
    draw_light(painter, cell.light, QRectF(left, middle - LAMP / 2, LAMP, LAMP))
    place = QRectF(left + LAMP + 7, box.top(), box.right() - left - LAMP - 9, box.height())
    font = painter.font()
    upper, lower = QRectF(place), QRectF(place)
    if cell.asked and cell.works and box.height() >= 30:
        upper.setBottom(middle + 1)
        lower.setTop(middle + 1)
        painter.setFont(_sized(font, _SMALL))
        painter.setPen(MUTED)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(lower, flags, _("{count} works", count=cell.works))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    else:
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(_sized(font, 13))
    painter.setPen(OPEN_INK if cell.open else INK)
    painter.drawText(upper, flags, cell_figures(cell) or _("{count} works", count=cell.works))
    worse, better = moved
    painter.setFont(_sized(font, _SMALL))
    marks = [(_WORSE, worse, ERROR), (_BETTER, better, GOOD)]
    right = box.right() - 4
    for sign, count, colour in marks:
        if count:
            text = f"{sign}{count}"
            painter.setPen(colour)
            painter.drawText(QRectF(right - 28, box.top() + 2, 28, 14), Qt.AlignmentFlag.AlignRight, text)
            right -= 22


def _paint_badge(painter: QPainter, box: QRectF, words: str) -> None:
    """Write words on a piece of plain ground, so that the hatching does not run through them."""
    width = painter.fontMetrics().horizontalAdvance(words) + 10
    badge = QRectF(box.center().x() - width / 2, box.center().y() - 9, width, 18)
    painter.fillRect(badge, PAPER)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made
