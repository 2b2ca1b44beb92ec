"""The item that is being talked about, painted large: its light and why, who leads, when, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.model.agenda_item import AgendaKind
from smartplanner.queries.agenda_lines import AgendaLine, day_words
from smartplanner.rules.lights import Light
from smartplanner.ui.meeting.lettering import Block, Scale, draw_line, width_of, wrap
from smartplanner.ui.theme import LIGHT_LOOKS, LINE, PAPER, draw_light

FAINT = QColor("#4A5666")
"""Labels: darker than on a desk, because a projector washes them out."""
UNLIT = QColor("#AAB4C1")
MARGIN, LABELS, LIGHT = 40, 190, 150
"""Units: around everything, the column of labels, the big light."""
TITLE_SIZES = (64, 58, 52, 46)
"""Units, from which the largest is taken that needs at most three lines."""
TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """One labelled text: its size in units, how many lines at most, and the tint behind it."""

    label: str
    text: str
    size: float = 36
    lines: int = 2
    bold: bool = False
    tint: str = ""


class Sheet(QWidget):
    """Paints one agenda line; without one it says that there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.line: AgendaLine | None = None
        self.scale = Scale(1.0)
        self.setMinimumSize(200, 120)

    def show_line(self, line: AgendaLine | None, scale: Scale) -> None:
        """Show *line* in this scale."""
        self.line, self.scale = line, scale
        self.setAccessibleName(spoken(line) if line is not None else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the item from the top; what has no room at the bottom is left out, the least needed last."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), PAPER)
        if self.line is None:
            text = _("There is nothing on the agenda.")
            draw_line(painter, self.rect().toRectF(), text, self.scale.font(44), align=Qt.AlignmentFlag.AlignHCenter)
        else:
            top = self._head(painter, self.line)
            self._rows(painter, self.line, top)
        painter.end()

    def _head(self, painter: QPainter, line: AgendaLine) -> float:
        """Paint the light with its cause, and the title beside it; returns where that ends."""
        scale = self.scale
        left, top = scale(MARGIN), scale(MARGIN)
        beside = left + scale(LABELS + 30)
        width = self.width() - beside - scale(MARGIN)
        title = self._title(line.title, width)
        box = QRectF(beside, top, width, scale(44))
        kind = "  ·  ".join(filter(None, (_(AgendaKind.of(line.kind).label), line.code)))
        draw_line(painter, box, kind, scale.font(30), colour=FAINT)
        end = title.draw(painter, beside, box.bottom() + scale(4))
        if not line.light:
            return max(end, top + scale(110))
        draw_light(painter, line.light, QRectF(left + scale(8), top, scale(LIGHT), scale(LIGHT)))
        middle = Qt.AlignmentFlag.AlignHCenter
        name = QRectF(left - scale(20), top + scale(LIGHT + 6), scale(LIGHT + 56), scale(48))
        draw_line(painter, name, _(Light.of(line.light).label), scale.font(38, bold=True), align=middle)
        cause = wrap(line.cause, scale.font(34, bold=True), width, lines=1)
        end = max(end, name.top())
        colour = LIGHT_LOOKS["red"].colour if line.light == "red" else FAINT
        return max(cause.draw(painter, beside, end + scale(2), colour), name.bottom())

    def _title(self, text: str, width: float) -> Block:
        blocks = (wrap(text, self.scale.font(size, bold=True), width, lines=TITLE_LINES + 1) for size in TITLE_SIZES)
        for block in blocks:
            if len(block.lines) <= TITLE_LINES - 1:
                return block
        return wrap(text, self.scale.font(TITLE_SIZES[-1], bold=True), width, lines=TITLE_LINES)

    def _rows(self, painter: QPainter, line: AgendaLine, top: float) -> None:
        scale = self.scale
        left, value = scale(MARGIN), scale(MARGIN + LABELS + 30)
        width = self.width() - value - scale(MARGIN)
        top += scale(18)
        painter.setPen(LINE)
        painter.drawLine(round(left), round(top), round(value + width), round(top))
        top += scale(14)
        bottom = self.height() - scale(8)
        for row in _texts(line):
            block = wrap(row.text, scale.font(row.size, bold=row.bold), width, lines=row.lines)
            if top + block.height > bottom:
                room = int((bottom - top) // block.line_height)
                if room < 1:
                    return
                block = wrap(row.text, block.font, width, lines=room)
            if row.tint:
                back = QRectF(left, top, value - left + width, block.height).adjusted(-scale(10), 0, scale(10), 0)
                painter.fillRect(back, LIGHT_LOOKS[row.tint].tint)
            self._label(painter, row.label, left, top, block.line_height)
            block.draw(painter, value, top)
            if row.label == _("Due") and line.late:
                self._late(painter, line.late, value + width_of(row.text, block.font), top, block.line_height)
            top += block.height + scale(12)
            if row.label == _("Due"):
                top = self._lamps(painter, line, left, value, top)

    def _label(self, painter: QPainter, text: str, left: float, top: float, height: float) -> None:
        box = QRectF(left, top, self.scale(LABELS + 16), height)
        draw_line(painter, box, text, self.scale.font(32), colour=FAINT)

    def _late(self, painter: QPainter, days: int, left: float, top: float, height: float) -> None:
        """Paint how late it is in a red box behind the deadline."""
        text = _("late by {days} days", days=days)
        font = self.scale.font(38, bold=True)
        box = QRectF(left + self.scale(28), top, width_of(text, font) + self.scale(32), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LIGHT_LOOKS["red"].colour)
        painter.drawRoundedRect(box, self.scale(8), self.scale(8))
        draw_line(painter, box, text, font, colour=PAPER, align=Qt.AlignmentFlag.AlignHCenter)

    def _lamps(self, painter: QPainter, line: AgendaLine, left: float, value: float, top: float) -> float:
        side, step = self.scale(40), self.scale(54)
        if not any(line.lamps) or top + side > self.height():
            return top
        self._label(painter, _("Light history"), left, top, side)
        for number, light in enumerate(line.lamps):
            place = QRectF(value + number * step, top, side, side)
            if light:
                draw_light(painter, light, place)
            else:
                painter.setPen(UNLIT)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(place.adjusted(4, 4, -4, -4))
        return top + side + self.scale(14)


def _texts(line: AgendaLine) -> list[_Row]:
    """Return the labelled texts of an item in the order in which a convener asks for them."""
    lead = line.lead or _("no lead unit named")
    rows = [
        _Row(_("Unit that leads"), f"{lead}（{line.state}）" if line.state else lead, 52, 1, bold=True),
        _Row(_("Units that co-operate"), "、".join(line.support), 38, 2),
        _Row(_("Due"), due_words(line), 48, 1, bold=True),
        _Row(_("Extension"), line.asked, 36, 2, tint="yellow"),
        _Row(_("Decided today"), "\n".join(line.decided[-2:]), 36, 2, bold=True, tint="blue"),
        _Row(_("Said today"), line.said, 36, 2, bold=True, tint="green"),
        _Row(_("Held up by"), line.holds, 36, 2, tint="red"),
        _Row(_("Problems"), line.problems, 36, 4),
        _Row(_("Last report"), line.last or (_("no report yet") if line.task else ""), 36, 5),
    ]
    return [row for row in rows if row.text]


def due_words(line: AgendaLine) -> str:
    """Return the deadline as a day, with the words of the ledger behind it where they say more."""
    if line.due is None:
        return line.due_text or _("no deadline given")
    day = day_words(line.due)
    return f"{day}（{line.due_text}）" if line.due_text and line.due_text not in (day, str(line.due)) else day


def spoken(line: AgendaLine) -> str:
    """Return the item in one sentence: for a screen reader."""
    light = _(Light.of(line.light).label) if line.light else ""
    return "；".join(filter(None, (light, line.cause, line.title, line.lead, due_words(line), line.last)))
