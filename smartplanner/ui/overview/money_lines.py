"""Planned and paid, added up month by month, against the day: drawn by hand, since it is seen at once."""

from __future__ import annotations

import itertools
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from smartplanner.base.i18n import _
from smartplanner.fields.money import format_money
from smartplanner.queries.overview.spending import MONTHS, Spending
from smartplanner.ui.theme import ACCENT, AS_OF, LINE, MUTED, PLANNED, SPACE


class MoneyLines(QWidget):
    """Two lines over the months of the year: dashed what is planned, full what was paid.  ``clicked`` asks for more."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._money: Spending | None = None
        self._as_of = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Planned and paid by month"))

    def show_money(self, money: Spending, *, as_of: date) -> None:
        """Show a year."""
        self._money, self._as_of = money, as_of
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a low picture."""
        return QSize(240, self.fontMetrics().height() * 5)

    def minimumSizeHint(self) -> QSize:
        """Be readable."""
        return QSize(160, self.fontMetrics().height() * 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        if self._money is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self._room()
        planned = [0, *itertools.accumulate(pair[0] for pair in self._money.by_month)]
        paid = [0, *itertools.accumulate(pair[1] for pair in self._money.by_month)][: self._as_of.month + 1]
        most = max(planned[-1], paid[-1], 1)
        painter.setPen(QPen(LINE, 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        now = room.left() + room.width() * float(self._money.elapsed) / 100
        painter.setPen(QPen(AS_OF, 1))
        painter.drawLine(QPointF(now, room.top()), QPointF(now, room.bottom()))
        painter.setPen(QPen(PLANNED, 2, Qt.PenStyle.DashLine))
        painter.drawPolyline(_line(planned, room, most))
        painter.setPen(QPen(ACCENT, 2.5))
        painter.drawPolyline(_line(paid, room, most, until=now))
        painter.setPen(MUTED)
        for month in (3, 6, 9, 12):
            place = QRectF(room.left() + room.width() * month / MONTHS - 40, room.bottom() + 1, 40, 40)
            words = _("month {month}", month=month)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words)
        legend = _("- - planned  — paid")
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, legend)
        if self.hasFocus():
            painter.setPen(QPen(ACCENT, 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what was planned and paid in the month below the mouse."""
        if self._money is not None:
            room = self._room()
            month = int((event.position().x() - room.left()) / max(room.width(), 1) * MONTHS)
            if 0 <= month < MONTHS:
                planned, paid = self._money.by_month[month]
                words = _(
                    "Month {month}: planned {planned}, paid {paid}",
                    month=month + 1, planned=format_money(planned), paid=format_money(paid),
                )  # fmt: skip
                QToolTip.showText(event.globalPosition().toPoint(), words, self)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the list behind it."""
        super().mouseReleaseEvent(event)
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the list behind it with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(2, 2, -SPACE, -self.fontMetrics().height() - 2)


def _line(sums: list[int], room: QRectF, most: int, *, until: float | None = None) -> QPolygonF:
    """Return the line through the sums at the ends of the months; the last one lies at *until*, if that is given."""
    points = [
        QPointF(room.left() + room.width() * place / MONTHS, room.bottom() - room.height() * amount / most)
        for place, amount in enumerate(sums)
    ]
    if until is not None:
        points[-1] = QPointF(until, points[-1].y())
    return QPolygonF(points)
