"""The side of the meeting screen: where on the agenda the meeting is, and what it has come to so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.agenda_lines import AgendaLine, day_words
from smartplanner.queries.proceedings import Proceedings
from smartplanner.ui.meeting.lettering import Scale, draw_line, wrap
from smartplanner.ui.theme import ACCENT, FAINT, GROUND, INK, LINE, PAPER, SELECTED, draw_light

WIDTH = 470
"""Units."""
ROW, MARGIN = 48, 20
SHOWN_DECISIONS = 3
RIGHT = Qt.AlignmentFlag.AlignRight


class Side(QWidget):
    """Paints the agenda around the present item, and under it the decisions."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[AgendaLine] = ()
        self.place = 0
        self.outcome = Proceedings()
        self.scale = Scale(1.0)

    def show_lines(self, lines: Sequence[AgendaLine], place: int, outcome: Proceedings, scale: Scale) -> None:
        """Show the agenda with the item at *place* marked."""
        self.lines, self.place, self.outcome, self.scale = lines, place, outcome, scale
        self.setFixedWidth(round(scale(WIDTH)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both parts."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), GROUND)
        painter.setPen(LINE)
        painter.drawLine(0, 0, 0, self.height())
        floor = self.height() - self._outcome_height()
        self._agenda(painter, floor)
        self._outcome(painter, floor)
        painter.end()

    def _box(self, top: float, height: float) -> QRectF:
        margin = self.scale(MARGIN)
        return QRectF(margin, top, self.width() - 2 * margin, height)

    def _agenda(self, painter: QPainter, floor: float) -> None:
        scale = self.scale
        box = self._box(scale(12), scale(48))
        draw_line(painter, box, _("Agenda of the meeting"), scale.font(32, bold=True))
        through = sum(line.handled for line in self.lines)
        counted = _("through with {done} of {all}", done=through, all=len(self.lines))
        draw_line(painter, box, counted, scale.font(26), colour=FAINT, align=RIGHT)
        top = box.bottom() + scale(6)
        height = scale(ROW)
        fitting = max(1, int((floor - top) // height))
        first = max(0, min(self.place - fitting // 2, len(self.lines) - fitting))
        for number, line in enumerate(self.lines[first : first + fitting], first):
            self._row(painter, number, line, QRectF(0, top, self.width(), height))
            top += height

    def _row(self, painter: QPainter, number: int, line: AgendaLine, row: QRectF) -> None:
        scale = self.scale
        here = number == self.place
        if here:
            painter.fillRect(row.adjusted(1, 0, 0, 0), SELECTED)
            painter.fillRect(QRectF(1, row.top(), scale(8), row.height()), ACCENT)
        ink = FAINT if line.handled and not here else INK
        box = row.adjusted(scale(MARGIN), 0, -scale(MARGIN), 0)
        draw_line(
            painter, QRectF(box.left(), box.top(), scale(44), box.height()), str(number + 1), scale.font(26), colour=ink
        )
        if line.light:
            draw_light(
                painter, line.light, QRectF(box.left() + scale(46), box.center().y() - scale(14), scale(28), scale(28))
            )
        room = box.adjusted(scale(88), 0, -scale(34), 0)
        draw_line(painter, room, line.title, scale.font(26, bold=here), colour=ink)
        if line.handled:
            draw_line(painter, box, "✓", scale.font(28, bold=True), colour=ACCENT, align=RIGHT)

    def _outcome_height(self) -> float:
        shown = min(SHOWN_DECISIONS, len(self.outcome.decisions))
        return self.scale(112 + 92 * shown)

    def _outcome(self, painter: QPainter, top: float) -> None:
        scale = self.scale
        found = self.outcome
        painter.fillRect(QRectF(1, top, self.width(), self.height() - top), PAPER)
        painter.setPen(LINE)
        painter.drawLine(0, round(top), self.width(), round(top))
        box = self._box(top + scale(8), scale(46))
        draw_line(painter, box, _("Come to so far"), scale.font(32, bold=True))
        counts = _(
            "{decisions} decided · {notes} noted · {extensions} extensions · {reviews} reviews",
            decisions=len(found.decisions),
            notes=len(found.notes),
            extensions=len(found.extensions),
            reviews=len(found.reviews),
        )
        draw_line(painter, self._box(box.bottom(), scale(40)), counts, scale.font(24), colour=FAINT)
        top = box.bottom() + scale(46)
        for decided in found.decisions[::-1][:SHOWN_DECISIONS]:
            title = wrap(decided.title, scale.font(26, bold=True), box.width(), lines=1)
            end = title.draw(painter, box.left(), top)
            until = day_words(decided.due) if decided.due else decided.due_text
            who = "  ".join(filter(None, (decided.lead, until)))
            wrap(who, scale.font(26), box.width(), lines=1).draw(painter, box.left(), end, FAINT)
            top += scale(88)
