"""Rows as high as their texts: measured only for the rows in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

from smartplanner.ui.theme import ROW_HEIGHT

if TYPE_CHECKING:
    from smartplanner.ui.grid.view import Grid

MOST_LINES = 6


def fit_rows(grid: Grid) -> None:
    """Give the rows in view the height of their highest text, up to six lines."""
    metrics, heads = grid.fontMetrics(), grid.heads
    widths = [
        (number, grid.columnWidth(number) - 8)
        for number in range(heads.count())
        if not heads.isSectionHidden(number) and grid.grid_model.columns[number].light is None
    ]
    most = MOST_LINES * metrics.lineSpacing() + ROW_HEIGHT - metrics.height()
    bottom, place = grid.viewport().height(), grid.rowAt(0)
    used = 0
    while 0 <= place < grid.grid_model.rowCount() and used < bottom:
        height = ROW_HEIGHT
        for number, width in widths if grid.grid_model.group_at(place) is None else ():
            text = grid.grid_model.text_at(place, number)
            if metrics.horizontalAdvance(text) > width:
                box = metrics.boundingRect(QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap), text)
                height = max(height, min(box.height() + ROW_HEIGHT - metrics.height(), most))
        if grid.rowHeight(place) != height:
            grid.setRowHeight(place, height)
        used += height
        place += 1


def reset_rows(grid: Grid) -> None:
    """Give all rows one line again."""
    rows = grid.verticalHeader()
    for place in range(rows.count()):
        if rows.sectionSize(place) != ROW_HEIGHT:
            grid.setRowHeight(place, ROW_HEIGHT)
