"""Draws the cells of a grid: lights, tints, days gone by, the bands of groups, and the frame of the current cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smartplanner.ui import theme
from smartplanner.ui.grid.model import GROUP_ROLE, LATE_ROLE, TINT_ROLE
from smartplanner.ui.signs import MARK_ROLE, put_signs
from smartplanner.ui.table import LIGHT_ROLE, NUMBER_GAP

if TYPE_CHECKING:
    from smartplanner.ui.grid.view import Grid

Index = QModelIndex | QPersistentModelIndex
LIGHT_SIDE = 18
"""Device-independent pixels."""


class GridDelegate(QStyledItemDelegate):
    """Draws cells; whoever edits them makes a subclass with editors and gives it to ``Grid.set_delegate``."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the tint below a cell, colour a day that has gone by, and put the signs of a record beside its name."""
        super().initStyleOption(option, index)
        if tint := index.data(TINT_ROLE):
            option.backgroundBrush = QBrush(theme.LIGHT_LOOKS[tint].tint)
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += NUMBER_GAP
        if index.column() == self._grid.grid_model.name_column and (mark := index.data(MARK_ROLE)):
            put_signs(option, mark)
        if index.data(LATE_ROLE):
            red = theme.LIGHT_LOOKS["red"].colour
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, red)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        if index.data(GROUP_ROLE) is not None:
            self._paint_band(painter, option, index)
            return
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the frame below says it more clearly
        light = index.data(LIGHT_ROLE)
        if light is None:
            super().paint(painter, option, index)
        else:
            self._paint_light(painter, option, index, light)
        if focused:
            painter.save()
            painter.setPen(QPen(theme.ACCENT, 2))
            painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1))
            painter.restore()

    def _paint_light(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, light: str) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        elif tint := index.data(TINT_ROLE):
            painter.fillRect(option.rect, theme.LIGHT_LOOKS[tint].tint)
        box = QRectF(option.rect)
        half = LIGHT_SIDE / 2
        theme.draw_light(
            painter, light, QRectF(box.center().x() - half, box.center().y() - half, LIGHT_SIDE, LIGHT_SIDE)
        )

    def _paint_band(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a piece of a header's band with its sum; the view writes its text across the pieces."""
        painter.fillRect(option.rect, option.palette.window())
        if said := index.data():
            painter.save()
            font = option.font
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(option.rect.adjusted(4, 0, -4, 0), right, said + NUMBER_GAP)
            painter.restore()
