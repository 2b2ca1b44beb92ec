"""What a meeting came to, as the last screen: decisions with who and until when, what was said, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.agenda_lines import AgendaLine, day_words
from smartplanner.queries.proceedings import Decided, Proceedings
from smartplanner.ui.meeting.lettering import Scale, draw_line, wrap
from smartplanner.ui.theme import ACCENT, FAINT, LINE, PAPER

MARGIN = 60
"""Units."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outcome: a heading, or a text with what stands under it."""

    text: str
    under: str = ""
    heading: bool = False


class Outcome(QWidget):
    """Paints the outcome from the entry ``first`` on."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome = Proceedings()
        self.entries: tuple[Entry, ...] = ()
        self.first = 0
        self.scale = Scale(1.0)
        self._left = 0

    def show_outcome(self, outcome: Proceedings, lines: Sequence[AgendaLine], scale: Scale) -> None:
        """Show what a meeting came to."""
        self.outcome, self.scale = outcome, scale
        self._left = sum(not line.handled for line in lines)
        self.entries = tuple(_entries(outcome))
        self.first = min(self.first, max(0, len(self.entries) - 1))
        self.setAccessibleName("；".join(entry.text for entry in self.entries))
        self.update()

    def turn(self, by: int) -> None:
        """Go some entries on or back."""
        self.first = max(0, min(self.first + by, len(self.entries) - 1))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the heading and as many entries as there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), PAPER)
        scale = self.scale
        left, width = scale(MARGIN), self.width() - 2 * scale(MARGIN)
        top = self._title(painter, left, width)
        for entry in self.entries[self.first :]:
            size = 38 if entry.heading else 36
            block = wrap(entry.text, scale.font(size, bold=True), width - scale(30), lines=2)
            under = wrap(entry.under, scale.font(32), width - scale(60), lines=2)
            followed = scale(100) if entry.heading else 0.0  # a heading does not stand alone at the bottom
            if top + block.height + under.height + followed > self.height():
                more = QRectF(left, self.height() - scale(44), width, scale(40))
                draw_line(painter, more, _("↓ more"), scale.font(30), colour=ACCENT, align=Qt.AlignmentFlag.AlignRight)
                break
            top = block.draw(
                painter, left if entry.heading else left + scale(30), top, *([ACCENT] if entry.heading else [])
            )
            top = under.draw(painter, left + scale(60), top, FAINT) + scale(12)
        painter.end()

    def _title(self, painter: QPainter, left: float, width: float) -> float:
        scale, found = self.scale, self.outcome
        box = QRectF(left, scale(26), width, scale(70))
        ended = _("The meeting is closed") if found.ended else _("Outcome of the meeting")
        draw_line(painter, box, ended, scale.font(54, bold=True))
        day = day_words(found.held_on) if found.held_on else ""
        text = "  ·  ".join(filter(None, (day, found.chair, self._standing())))
        draw_line(painter, box, text, scale.font(32), colour=FAINT, align=Qt.AlignmentFlag.AlignRight)
        painter.setPen(LINE)
        painter.drawLine(
            round(left), round(box.bottom() + scale(8)), round(left + width), round(box.bottom() + scale(8))
        )
        return box.bottom() + scale(26)

    def _standing(self) -> str:
        if self._left:
            return _("{left} of {all} items not gone through", left=self._left, all=self.outcome.items)
        return _("gone through all {all} items", all=self.outcome.items)


def _entries(found: Proceedings) -> Iterator[Entry]:
    if not (found.decisions or found.notes or found.extensions or found.reviews):
        yield Entry(_("Nothing has been decided or noted yet."))
    if found.decisions:
        yield Entry(_("Decided ({count})", count=len(found.decisions)), heading=True)
    for number, decided in enumerate(found.decisions, 1):
        yield Entry(f"{number}. {decided.title}", _who(decided))
    for label, remarks in (
        (_("Instructions ({count})", count=len(found.notes)), found.notes),
        (_("Extensions ({count})", count=len(found.extensions)), found.extensions),
        (_("Gate reviews ({count})", count=len(found.reviews)), found.reviews),
    ):
        if remarks:
            yield Entry(label, heading=True)
        for remark in remarks:
            yield Entry(remark.title, remark.text)


def _who(decided: Decided) -> str:
    until = day_words(decided.due) if decided.due else decided.due_text
    return "；".join(
        filter(
            None,
            (
                _("led by {unit}", unit=decided.lead) if decided.lead else _("no lead unit named"),
                _("with {units}", units="、".join(decided.support)) if decided.support else "",
                _("by {day}", day=until) if until else "",
            ),
        )
    )
