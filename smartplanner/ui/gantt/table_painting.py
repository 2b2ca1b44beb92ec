"""Draws the table at the left: headings, titles with their triangles, units, days and slack."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from smartplanner.base.i18n import _
from smartplanner.queries.gantt import GanttRow
from smartplanner.ui import theme
from smartplanner.ui.gantt.look import COLUMNS, HEADER, INDENT, ROW, TRIANGLE, ChartLook
from smartplanner.ui.theme import ACCENT, CRITICAL, GROUP_GROUND, INK, MUTED, PAPER, SELECTED, line_pen

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PADDING = 6


class TablePainter:
    """Draws with the origin of the painter at the top left of the table."""

    def __init__(self, look: ChartLook) -> None:
        self._look = look
        self._cut: dict[tuple[str, int, bool], str] = {}

    def header(self, painter: QPainter, widths: Sequence[int]) -> None:
        """Draw the headings."""
        painter.fillRect(QRectF(0, 0, sum(widths), HEADER), theme.HEADER)
        painter.setFont(self._look.bold)
        left = 0
        for column, width in zip(COLUMNS, widths, strict=False):
            painter.setPen(INK)
            box = QRectF(left + _PADDING, 0, width - 2 * _PADDING, HEADER)
            painter.drawText(box, _RIGHT if column.figure else _LEFT, self._elided(_(column.label), box, bold=True))
            left += width
            painter.setPen(line_pen())
            painter.drawLine(QPointF(left - 0.5, 0), QPointF(left - 0.5, HEADER))
        painter.drawLine(QPointF(0, HEADER - 0.5), QPointF(left, HEADER - 0.5))

    def row(
        self, painter: QPainter, row: GanttRow, top: float, widths: Sequence[int], *, folded: bool | None, lit: str
    ) -> None:
        """Draw one row; *folded* is None where nothing is below it, *lit* is selected, focused or empty."""
        ground = SELECTED if lit else GROUP_GROUND if row.level == 0 else PAPER
        painter.fillRect(QRectF(0, top, sum(widths), ROW), ground)
        bold = row.level == 0
        painter.setFont(self._look.bold if bold else self._look.font)
        left = 0
        for place, (column, width) in enumerate(zip(COLUMNS, widths, strict=False)):
            inset = _PADDING + (row.level * INDENT + TRIANGLE if place == 0 else 0)
            box = QRectF(left + inset, top, width - inset - _PADDING, ROW)
            words = column.words(row)
            if words:
                painter.setPen(self._ink(row, place))
                align = _RIGHT if column.figure else _LEFT
                painter.drawText(box, align, self._elided(words, box, bold=bold))
            left += width
        if folded is not None:
            _triangle(painter, triangle_box(row, top), folded=folded)
        painter.setPen(line_pen())
        painter.drawLine(QPointF(0, top + ROW - 0.5), QPointF(left, top + ROW - 0.5))
        if lit == "focused":
            painter.fillRect(QRectF(0, top, 3, ROW), ACCENT)

    def _ink(self, row: GanttRow, place: int) -> QColor:
        if place == 0:
            return INK
        if place == len(COLUMNS) - 1 and row.critical:
            return CRITICAL
        return MUTED if row.level else INK

    def _elided(self, words: str, box: QRectF, *, bold: bool) -> str:
        key = (words, int(box.width()), bold)
        known = self._cut.get(key)
        if known is None:
            metrics = self._look.bold_metrics if bold else self._look.metrics
            known = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            if len(self._cut) > 20_000:
                self._cut.clear()
            self._cut[key] = known
        return known


def triangle_box(row: GanttRow, top: float) -> QRectF:
    """Return where the triangle of a row is."""
    return QRectF(_PADDING - 2 + row.level * INDENT, top, TRIANGLE, ROW)


def _triangle(painter: QPainter, box: QRectF, *, folded: bool) -> None:
    middle = box.center()
    corners = [(-2.5, -4.0), (-2.5, 4.0), (3.0, 0.0)] if folded else [(-4.0, -2.5), (4.0, -2.5), (0.0, 3.0)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(MUTED)
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
    painter.restore()
