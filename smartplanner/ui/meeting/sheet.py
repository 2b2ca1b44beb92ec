"""The item that is being talked about, painted large: its light and why, who leads, when, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.model.agenda_item import AgendaKind
from smartplanner.queries.agenda_lines import AgendaLine, day_words
from smartplanner.rules.lights import Light
from smartplanner.ui.meeting.lettering import Block, Scale, draw_line, width_of, wrap
from smartplanner.ui.theme import FAINT, LIGHT_LOOKS, LINE, PAPER, UNLIT, draw_light

MARGIN, LABELS, LIGHT, LAMP, GAP, ASIDE = 40, 190, 150, 40, 12, 38
"""Units: around everything, the column of labels, the big light, a small one, between rows, letters of the delay."""
TITLE_SIZES = (64, 58, 52, 46)
"""Units, from which the largest is taken that needs at most three lines."""
TITLE_LINES = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """One labelled text: its size in units, how many lines at most, the tint behind it, what stands beside it in red.

    A row with ``lamps`` shows those instead of a text.
    """

    label: str
    text: str
    size: float = 36
    lines: int = 2
    bold: bool = False
    tint: str = ""
    aside: str = ""
    lamps: tuple[str | None, ...] = ()


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
        colour = LIGHT_LOOKS["red"].ink if line.light == "red" else FAINT
        return max(cause.draw(painter, beside, end + scale(2), colour), name.bottom())

    def _title(self, text: str, width: float) -> Block:
        blocks = (wrap(text, self.scale.font(size, bold=True), width, lines=TITLE_LINES + 1) for size in TITLE_SIZES)
        for block in blocks:
            if len(block.lines) <= TITLE_LINES - 1:
                return block
        return wrap(text, self.scale.font(TITLE_SIZES[-1], bold=True), width, lines=TITLE_LINES)

    def _rows(self, painter: QPainter, line: AgendaLine, top: float) -> None:
        """Paint the labelled rows; where they are too many, long texts get fewer lines before any row is left out."""
        scale = self.scale
        left, value = scale(MARGIN), scale(MARGIN + LABELS + 30)
        width = self.width() - value - scale(MARGIN)
        top += scale(18)
        painter.setPen(LINE)
        painter.drawLine(round(left), round(top), round(value + width), round(top))
        top += scale(14)
        bottom = self.height() - scale(6)
        for row, block in self._fitting(_texts(line), width, bottom - top):
            height = scale(LAMP) if row.lamps else block.height
            if top + height > bottom:
                return
            if row.tint:
                back = QRectF(left, top, value - left + width, height).adjusted(-scale(10), 0, scale(10), 0)
                painter.fillRect(back, LIGHT_LOOKS[row.tint].tint)
            self._label(painter, row.label, left, top, height if row.lamps else block.line_height)
            block.draw(painter, value, top)
            if row.aside:
                self._late(painter, row.aside, value + width_of(block.lines[0], block.font), top, block.line_height)
            self._lamps(painter, row.lamps, value, top)
            top += height + scale(GAP)

    def _fitting(self, rows: Sequence[_Row], width: float, room: float) -> list[tuple[_Row, Block]]:
        """Return the rows with their wrapped texts, in as many lines each as let all of them fit."""
        scale, made = self.scale, []
        for most in (5, 3, 2, 1):
            made = [(row, self._wrapped(row, width, min(row.lines, most))) for row in rows]
            heights = (scale(LAMP) if row.lamps else block.height for row, block in made)
            if sum(heights) + scale(GAP) * (len(made) - 1) <= room:
                break
        return made

    def _wrapped(self, row: _Row, width: float, lines: int) -> Block:
        beside = width_of(row.aside, self.scale.font(ASIDE, bold=True)) + self.scale(60) if row.aside else 0.0
        return wrap(row.text, self.scale.font(row.size, bold=row.bold), width - beside, lines=lines)

    def _label(self, painter: QPainter, text: str, left: float, top: float, height: float) -> None:
        box = QRectF(left, top, self.scale(LABELS + 16), height)
        draw_line(painter, box, text, self.scale.font(32), colour=FAINT)

    def _late(self, painter: QPainter, text: str, left: float, top: float, height: float) -> None:
        """Paint how late it is in a red box behind the deadline."""
        font = self.scale.font(ASIDE, bold=True)
        box = QRectF(left + self.scale(28), top, width_of(text, font) + self.scale(32), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LIGHT_LOOKS["red"].colour)
        painter.drawRoundedRect(box, self.scale(8), self.scale(8))
        draw_line(painter, box, text, font, colour=LIGHT_LOOKS["red"].letter, align=Qt.AlignmentFlag.AlignHCenter)

    def _lamps(self, painter: QPainter, lamps: Sequence[str | None], left: float, top: float) -> None:
        """Paint the lights of the last periods; a period of which nothing is known is a hollow ring."""
        side, step = self.scale(LAMP), self.scale(LAMP + 14)
        for number, light in enumerate(lamps):
            place = QRectF(left + number * step, top, side, side)
            if light:
                draw_light(painter, light, place)
            else:
                painter.setPen(UNLIT)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(place.adjusted(4, 4, -4, -4))


def _texts(line: AgendaLine) -> list[_Row]:
    """Return the labelled texts of an item in the order in which a convener asks for them."""
    late = _("late by {days} days", days=line.late) if line.late else ""
    lead = line.lead or _("no lead unit named")
    rows = [
        _Row(_("Unit that leads"), f"{lead}（{line.state}）" if line.state else lead, 52, 1, bold=True),
        _Row(_("Units that co-operate"), "、".join(line.support), 38, 2),
        _Row(_("Due"), due_words(line), 48, 1, bold=True, aside=late),
        _Row(_("Light history"), "", lamps=line.lamps if any(line.lamps) else ()),
        _Row(_("Extension"), line.asked, 36, 2, tint="yellow"),
        _Row(_("Decided today"), "\n".join(line.decided[:-3:-1]), 36, 2, bold=True, tint="blue"),
        _Row(_("Said today"), "\n".join(line.said.splitlines()[::-1]), 36, 2, bold=True, tint="green"),
        _Row(_("Held up by"), line.holds, 36, 2, tint="red"),
        _Row(_("Last report"), line.last or (_("no report yet") if line.task else ""), 36, 5),
        _Row(_("Problems"), line.problems, 36, 4),
    ]
    return [row for row in rows if row.text or row.lamps]


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
