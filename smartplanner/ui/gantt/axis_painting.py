"""Draws the time axis: the header of two lines, free days, the lines of the grid, today and the day in question."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from smartplanner.base.i18n import _
from smartplanner.ui import theme
from smartplanner.ui.gantt.look import HEADER, HEADER_LINE, ChartLook
from smartplanner.ui.gantt.timeline import DAYS_SHADED_FROM, Span, Timeline
from smartplanner.ui.theme import ACCENT, AS_OF, EDGE, FREE_DAY, INK, LINE, MUTED, ON_ACCENT, line_pen

_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class AxisPainter:
    """Draws with the origin of the painter at the left edge of the chart."""

    def __init__(self, look: ChartLook) -> None:
        self._look = look
        self._free: dict[int, bool] = {}

    def header(self, painter: QPainter, timeline: Timeline, width: float) -> None:
        """Draw the two header lines at the top."""
        painter.fillRect(QRectF(0, 0, width, HEADER), theme.HEADER)
        painter.setFont(self._look.bold)
        painter.setPen(INK)
        for span in timeline.upper(width):
            self._sticky(painter, timeline, span, width)
        painter.setFont(self._look.small)
        painter.setPen(MUTED)
        align = _LEFT if timeline.unit == "week" else _CENTRE
        for span in timeline.lower(width):
            left, right = timeline.x(span.first), timeline.x(span.end)
            if self._look.metrics.horizontalAdvance(span.text) * 0.86 <= right - left:
                inset = 4 if timeline.unit == "week" else 0  # a week is called by its Monday
                painter.drawText(QRectF(left + inset, HEADER_LINE, right - left, HEADER_LINE), align, span.text)
        painter.setPen(QPen(EDGE, 1))
        lines = [QLineF(0, HEADER_LINE, width, HEADER_LINE), QLineF(0, HEADER - 0.5, width, HEADER - 0.5)]
        lines += [_upright(timeline.x(span.first), 0, HEADER_LINE) for span in timeline.upper(width)]
        lines += [_upright(timeline.x(span.first), HEADER_LINE, HEADER) for span in timeline.lower(width)]
        painter.drawLines(lines)

    def _sticky(self, painter: QPainter, timeline: Timeline, span: Span, width: float) -> None:
        """Draw the words of an upper cell where they stay in sight as long as any of the cell is."""
        left, right = max(0.0, timeline.x(span.first)), min(width, timeline.x(span.end))
        needed = self._look.bold_metrics.horizontalAdvance(span.text) + 8
        if timeline.x(span.end) - left >= needed and right - left >= min(needed, 24):
            painter.drawText(QRectF(left + 6, 0, needed, HEADER_LINE), _LEFT, span.text)

    def ground(self, painter: QPainter, timeline: Timeline, box: QRectF) -> None:
        """Draw free days and the lines between units inside *box*."""
        width = box.right()
        if timeline.scale >= DAYS_SHADED_FROM:
            for day in range(int(timeline.day(box.left())), int(timeline.day(width)) + 1):
                if self._is_free(day):
                    painter.fillRect(QRectF(timeline.x(day), box.top(), timeline.scale, box.height()), FREE_DAY)
        painter.setPen(line_pen())
        painter.drawLines([_upright(timeline.x(cell.first), box.top(), box.bottom()) for cell in timeline.lower(width)])
        painter.setPen(QPen(LINE.darker(112), 1))
        painter.drawLines([_upright(timeline.x(cell.first), box.top(), box.bottom()) for cell in timeline.upper(width)])

    def days(self, painter: QPainter, timeline: Timeline, box: QRectF) -> None:
        """Draw the line of the day in question, and that of today where it is another day."""
        look = self._look
        if look.today != look.as_of:
            self._day(painter, timeline, box, look.today, ACCENT, dashed=True)
        self._day(painter, timeline, box, look.as_of, AS_OF, dashed=False)

    def day_words(self, painter: QPainter, timeline: Timeline, width: float) -> None:
        """Name the lines of the days in the header."""
        look = self._look
        same = look.today == look.as_of
        self._flag(painter, timeline, width, look.as_of, _("Today") if same else _("As of"), AS_OF)
        if not same and abs(timeline.middle(look.today) - timeline.middle(look.as_of)) > 46:
            self._flag(painter, timeline, width, look.today, _("Today"), ACCENT)

    def _day(
        self, painter: QPainter, timeline: Timeline, box: QRectF, day: date, colour: QColor, *, dashed: bool
    ) -> None:
        x = timeline.middle(day)
        if box.left() <= x <= box.right():
            pen = QPen(colour, 1.5, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(_upright(x, box.top(), box.bottom()))

    def _flag(self, painter: QPainter, timeline: Timeline, width: float, day: date, words: str, colour: QColor) -> None:
        x = timeline.middle(day)
        if not 0 <= x <= width:
            return
        needed = self._look.metrics.horizontalAdvance(words) + 6
        left, bottom = self._beside_words(timeline, width, x, needed), HEADER_LINE
        if self._hides_words(timeline, width, left, needed):  # no room between two years: below them
            left, bottom = x - needed / 2, HEADER
        box = QRectF(min(max(0.0, left), width - needed), bottom - 18, needed, 16)
        painter.fillRect(box, colour)
        painter.setFont(self._look.small)
        painter.setPen(ON_ACCENT)
        painter.drawText(box, _CENTRE, words)

    def _beside_words(self, timeline: Timeline, width: float, x: float, needed: float) -> float:
        """Return the left edge of a flag at *x*, moved aside where it would hide the name of a year or month."""
        left = x - needed / 2
        for span in timeline.upper(width):
            start = max(0.0, timeline.x(span.first)) + 6
            end = start + self._look.bold_metrics.horizontalAdvance(span.text)
            if left < end and start < left + needed:
                return start - 2 - needed if x <= start and start - 2 >= needed else end + 2
        return left

    def _hides_words(self, timeline: Timeline, width: float, left: float, needed: float) -> bool:
        """Whether a flag at *left* would hide the name of a year or month."""
        for span in timeline.upper(width):
            start = max(0.0, timeline.x(span.first)) + 6
            if left < start + self._look.bold_metrics.horizontalAdvance(span.text) and start < left + needed:
                return True
        return False

    def _is_free(self, day: int) -> bool:
        known = self._free.get(day)
        if known is None:
            inside = 1 <= day <= date.max.toordinal()
            known = self._free[day] = inside and not self._look.calendar.is_workday(date.fromordinal(day))
        return known


def _upright(x: float, top: float, bottom: float) -> QLineF:
    return QLineF(QPointF(round(x) + 0.5, top), QPointF(round(x) + 0.5, bottom))
