"""The way of one pilot as a strip of stages, and below it what comes next and what is lacking."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.pilots import PilotView, StageStop
from smartplanner.rules.pilots import stage_label
from smartplanner.ui.theme import ACCENT, INK, MUTED, ON_ACCENT, REACHED, TO_COME

_HEIGHT, _POINT, _GAP = 34, 10, 3


class StageStrip(QWidget):
    """The stages as arrows: those behind are tinted, the present one stands out; below each the day of its review."""

    def __init__(self) -> None:
        super().__init__()
        self.stops: tuple[StageStop, ...] = ()
        self.setMinimumHeight(_HEIGHT + 20)

    def show_stops(self, stops: tuple[StageStop, ...]) -> None:
        """Show these stages."""
        self.stops = stops
        present = next((stage_label(stop.stage) for stop in stops if stop.present), "")
        self.setAccessibleName(_("Stage: {stage}", stage=present))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip."""
        if not self.stops:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - _POINT) / len(self.stops)
        for place, stop in enumerate(self.stops):
            self._paint_stop(painter, stop, QRectF(place * width, 0, width - _GAP, _HEIGHT))
        painter.end()

    def _paint_stop(self, painter: QPainter, stop: StageStop, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ACCENT if stop.present else REACHED if stop.reached else TO_COME)
        painter.drawPolygon(
            QPolygonF(
                [
                    box.topLeft(),
                    box.topRight(),
                    QPointF(box.right() + _POINT, box.center().y()),
                    box.bottomRight(),
                    box.bottomLeft(),
                    QPointF(box.left() + _POINT, box.center().y()),
                ]
            )
        )
        font = QFont(self.font())
        font.setBold(stop.present)
        painter.setFont(font)
        painter.setPen(ON_ACCENT if stop.present else INK if stop.reached else MUTED)
        inner = box.adjusted(_POINT + 2, 0, 0, 0)
        text = painter.fontMetrics().elidedText(
            stage_label(stop.stage), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
        if stop.gate is not None and stop.gate.held_on is not None:
            painter.setFont(self.font())
            painter.setPen(MUTED)
            below = QRectF(box.left(), box.bottom() + 2, box.width() + _POINT, 18)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, stop.gate.held_on.isoformat())


def say_next(view: PilotView) -> str:
    """Return what comes next for a pilot and what is still lacking, in one line."""
    if view.row.stage == "closed":
        return _("The pilot is closed.")
    if view.following is None:
        return _("All reviews are passed; cases can be carried to other districts.")
    if not view.missing:
        return _("Next: {gate}", gate=view.following.name)
    return _("Next: {gate}. Still lacking: {what}", gate=view.following.name, what="；".join(view.missing))
