"""Draws the bars: what was planned, what is, how far it is done, its light, its slack, and what is critical.

Nothing is told by colour alone: a light has its letter and shape, a critical bar a hatch and a heavy outline.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from smartplanner.queries.gantt import POINT, SUMMARY, GanttRow
from smartplanner.ui.gantt.look import BADGE, BADGE_GAP, ROW, ChartLook
from smartplanner.ui.gantt.shapes import Preview, bar_box, bracket, days_of, diamond, planned_box
from smartplanner.ui.gantt.timeline import Timeline
from smartplanner.ui.theme import ACCENT, CRITICAL, LIGHT_LOOKS, MUTED, PAPER, PLANNED, SUMMARY_INK, draw_light

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HATCH = 5.0
"""Pixels between the lines of a hatch."""
WORDS_FROM = 1.5
"""Pixels per day from which a bar carries its progress and a diamond its day."""


class BarPainter:
    """Draws with the origin of the painter at the left edge of the chart."""

    def __init__(self, look: ChartLook) -> None:
        self._look = look

    def row(
        self,
        painter: QPainter,
        row: GanttRow,
        top: float,
        timeline: Timeline,
        width: float,
        *,
        preview: Preview,
        points: Sequence[GanttRow] = (),
    ) -> None:
        """Draw what one row shows; *points* are those of a folded row."""
        planned = planned_box(row, timeline, top)
        if planned is not None and _in_sight(planned, width):
            self._planned(painter, row, planned)
        box = bar_box(row, timeline, top, preview)
        if box is None:
            return
        if not _in_sight(box, width):
            _arrow(painter, box, width)
            if not points and not _in_sight(box.adjusted(0, 0, 80, 0), width):
                return
        if row.shape == SUMMARY:
            self._summary(painter, row, box)
        elif row.shape == POINT or days_of(row, preview)[0] is None:
            self._point(painter, row, box)
        else:
            self._slack(painter, row, box, timeline)
            self._bar(painter, row, box, width)
        if row.id in preview:
            self._outline(painter, row, box)
        for point in points:
            spot = bar_box(point, timeline, top, preview)
            if spot is not None and _in_sight(spot, width):
                self._point(painter, point, spot)
        self._words(painter, row, box, timeline)

    def _bar(self, painter: QPainter, row: GanttRow, box: QRectF, width: float) -> None:
        look = LIGHT_LOOKS[row.signal.light if row.signal else "grey"]
        painter.fillRect(box, look.tint.darker(106))
        if row.progress:
            done = QRectF(box)
            done.setWidth(box.width() * min(100.0, row.progress) / 100)
            painter.fillRect(done, look.colour)
        if row.critical:
            draw_hatch(painter, box, width)
            painter.setPen(QPen(CRITICAL, 2))
        else:
            painter.setPen(QPen(look.colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _summary(self, painter: QPainter, row: GanttRow, box: QRectF) -> None:
        painter.setPen(QPen(CRITICAL, 1.5) if row.critical else Qt.PenStyle.NoPen)
        painter.setBrush(SUMMARY_INK)
        painter.drawPolygon(bracket(box))
        if row.progress:
            done = QRectF(box.left(), box.top() + 2.5, box.width() * min(100.0, row.progress) / 100, 2.0)
            painter.fillRect(done, PAPER)

    def _point(self, painter: QPainter, row: GanttRow, box: QRectF) -> None:
        look = LIGHT_LOOKS[row.signal.light if row.signal else "grey"]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(CRITICAL, 2.2) if row.critical else QPen(look.colour.darker(125), 1))
        painter.setBrush(look.colour)
        painter.drawPolygon(diamond(box))
        _mark(painter, row.signal.light if row.signal else "grey", box.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _planned(self, painter: QPainter, row: GanttRow, box: QRectF) -> None:
        if row.shape == POINT or row.planned_start is None:
            painter.setPen(QPen(PLANNED, 1.2))
            painter.setBrush(PAPER)
            painter.drawPolygon(diamond(box))
        else:
            painter.fillRect(box, PLANNED)

    def _slack(self, painter: QPainter, row: GanttRow, box: QRectF, timeline: Timeline) -> None:
        if row.due and row.early_finish and row.early_finish > row.due and row.done_on is None:
            self._pushed(painter, box, timeline.right(row.early_finish))
        if not row.slack or row.slack < 0 or row.late_finish is None or row.done_on is not None:
            return
        end = timeline.right(row.late_finish)
        if end > box.right() + 2:
            middle = box.bottom() + 1
            painter.setPen(QPen(MUTED, 1, Qt.PenStyle.DotLine))
            painter.drawLine(QLineF(box.right(), middle, end, middle))
            painter.setPen(QPen(MUTED, 1))
            painter.drawLine(QLineF(end, middle - 3, end, middle + 3))

    def _pushed(self, painter: QPainter, box: QRectF, end: float) -> None:
        """Mark up to where what comes before pushes the end of a bar."""
        middle = box.bottom() + 1
        painter.setPen(QPen(CRITICAL, 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(box.right(), middle, end, middle))
        painter.setPen(QPen(CRITICAL, 1.4))
        painter.drawLine(QLineF(end, middle - 4, end, middle + 4))

    def _outline(self, painter: QPainter, row: GanttRow, box: QRectF) -> None:
        """Mark what would move."""
        painter.setPen(QPen(ACCENT, 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-3, -3, 3, 3))

    def _words(self, painter: QPainter, row: GanttRow, box: QRectF, timeline: Timeline) -> None:
        """Draw the light beside the bar, and its progress or day."""
        if box.right() < -BADGE_GAP:
            return
        if row.signal is not None:
            middle = box.center().y()
            draw_light(painter, row.signal.light, QRectF(box.right() + BADGE_GAP, middle - BADGE / 2, BADGE, BADGE))
        if timeline.scale < WORDS_FROM:
            return
        if row.shape == POINT and row.due is not None:
            words = f"{row.due.month}-{row.due.day}"
        elif row.shape != POINT and row.progress:
            words = f"{row.progress:.0f}%"
        else:
            return
        painter.setFont(self._look.small)
        painter.setPen(MUTED)
        place = QRectF(box.right() + BADGE_GAP + BADGE + 4, box.top() - 4, 60, ROW - 8)
        painter.drawText(place, _LEFT, words)


def _arrow(painter: QPainter, box: QRectF, width: float) -> None:
    """Point to a bar that is out of sight."""
    left = box.right() < 0
    tip, back = (4.0, 9.0) if left else (width - 4, width - 9)
    middle = box.center().y()
    painter.setPen(QPen(MUTED, 1.4))
    painter.drawLines([QLineF(tip, middle, back, middle - 4), QLineF(tip, middle, back, middle + 4)])


def _mark(painter: QPainter, light: str, middle: QPointF) -> None:
    """Draw into a diamond what tells its light without colour: done, overdue, soon, or else a hole."""
    if light == "blue":
        painter.setPen(QPen(PAPER, 1.6))
        painter.drawLines([_stroke(middle, -2.6, 0.2, -0.6, 2.2), _stroke(middle, -0.6, 2.2, 2.8, -2.0)])
    elif light == "red":
        painter.setPen(QPen(PAPER, 1.8))
        painter.drawLines([_stroke(middle, 0, -3.4, 0, 0.6), _stroke(middle, 0, 2.6, 0, 3.2)])
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PAPER)
        painter.drawPolygon(diamond(QRectF(middle.x() - 3.8, middle.y() - 3.8, 7.6, 7.6)))
        if light == "yellow":
            painter.setBrush(LIGHT_LOOKS[light].letter)
            painter.drawEllipse(middle, 1.6, 1.6)


def _stroke(middle: QPointF, x: float, y: float, to_x: float, to_y: float) -> QLineF:
    return QLineF(middle + QPointF(x, y), middle + QPointF(to_x, to_y))


def draw_hatch(painter: QPainter, box: QRectF, width: float) -> None:
    """Hatch *box* as far as it is in a chart of *width*: with lines, since a brush's pattern is lost on paper."""
    first = max(0, int(-box.left() // _HATCH))
    last = int(min(box.width() + box.height(), width - box.left() + box.height()) // _HATCH)
    lines = []
    for place in range(first, last + 1):
        left, right = box.left() + place * _HATCH - box.height(), box.left() + place * _HATCH
        low, high = max(left, box.left()), min(right, box.right())
        if low < high:
            lines.append(QLineF(low, box.bottom() - (low - left), high, box.bottom() - (high - left)))
    painter.setPen(QPen(CRITICAL, 0.8))
    painter.drawLines(lines)


def draw_handle(painter: QPainter, at: QPointF) -> None:
    """Draw the handle that a link is pulled from."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(ACCENT, 1.6))
    painter.setBrush(PAPER)
    painter.drawEllipse(at, 4.0, 4.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _in_sight(box: QRectF, width: float) -> bool:
    return box.right() >= 0 and box.left() <= width
