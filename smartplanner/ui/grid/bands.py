"""Writes the headers of groups across the columns of a grid, where their sums leave room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from smartplanner.ui.grid.view import Grid

MARGIN, STEP = 8, 20
"""Device-independent pixels before a header, and between the levels."""


def write_bands(view: QTableView, grid: Grid) -> None:
    """Write the headers in view on *view*: the grid itself, or its frozen columns."""
    if not grid.grid_model.grouping():
        return
    with QPainter(view.viewport()) as painter:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        for place in grid.places_in_view():
            _write(painter, view, grid, place)


def _write(painter: QPainter, view: QTableView, grid: Grid, place: int) -> None:
    model = grid.grid_model
    group = model.group_at(place)
    if group is None:
        return
    sign = "▶" if model.folded(group.key) else "▼"
    start = MARGIN + STEP * group.level
    text = f"{sign} {model.say_group(group)}"
    wanted = start + QFontMetrics(painter.font()).horizontalAdvance(text) + MARGIN
    box = QRect(0, view.rowViewportPosition(place), min(wanted, _room(view, grid)), view.rowHeight(place) - 1)
    painter.fillRect(box, view.palette().color(QPalette.ColorRole.Window))  # over the lines between the cells
    painter.setPen(view.palette().color(QPalette.ColorRole.Text))
    painter.drawText(box.adjusted(start, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _room(view: QTableView, grid: Grid) -> int:
    """Return where the first sum begins, in pixels of the viewport; one at the very left gives way."""
    header = view.horizontalHeader()
    starts = [
        header.sectionViewportPosition(number)
        for number, facet in enumerate(grid.grid_model.facets)
        if facet.summed and not header.isSectionHidden(number)
    ]
    return min((start for start in starts if start > 200), default=view.viewport().width())
