"""The bands above and below the item: meeting, place and clock above; what was done last, and the keys, below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.ui.meeting.lettering import Scale, draw_line, width_of
from smartplanner.ui.theme import LINE, NIGHT, NOTICE_REFUSAL, ON_NIGHT, PALE

HEADING, FOOT, MARGIN = 88, 56, 40
"""Units."""
KEYS = (
    ("←→", N_("go on or back")),
    (N_("Space"), N_("through with it")),
    ("N", N_("note instruction")),
    ("D", N_("type decision")),
    ("E", N_("decide extension")),
    ("G", N_("decide review")),
    ("U", N_("undo last")),
    ("S", N_("outcome, close")),
    ("?", N_("all keys")),
    ("Esc", N_("leave meeting")),
)


def key_name(key: str) -> str:
    """Return what stands on a key; a single letter is the same in every language."""
    return key if len(key) == 1 else _(key)


RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Place:
    """Where the meeting is: its title, the item's number of how many, the clock, and minutes spent."""

    title: str = ""
    number: int = 0
    count: int = 0
    clock: str = ""
    minutes: int = 0
    item_minutes: int = 0


class Heading(QWidget):
    """Paints the band above."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Place()
        self.scale = Scale(1.0)

    def show_place(self, place: Place, scale: Scale) -> None:
        """Show where the meeting is."""
        self.place, self.scale = place, scale
        self.setFixedHeight(round(scale(HEADING)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, place and clock."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), NIGHT)
        scale, place = self.scale, self.place
        box = self.rect().toRectF().adjusted(scale(MARGIN), 0, -scale(MARGIN), 0)
        spent = _("{minutes} min, this item {item}", minutes=place.minutes, item=place.item_minutes)
        clock = f"{place.clock}   {spent}"
        font = scale.font(32)
        draw_line(painter, box, clock, font, colour=PALE, align=RIGHT)
        box.setRight(box.right() - width_of(clock, font) - scale(40))
        number = _("item {number} of {count}", number=place.number, count=place.count) if place.count else ""
        bold = scale.font(44, bold=True)
        draw_line(painter, box, number, bold, colour=ON_NIGHT, align=RIGHT)
        box.setRight(box.right() - width_of(number, bold) - scale(40))
        draw_line(painter, box, place.title, scale.font(38, bold=True), colour=ON_NIGHT)
        painter.end()


class Foot(QWidget):
    """Paints the band below: a message at the left, or the keys."""

    def __init__(self) -> None:
        super().__init__()
        self.message = ""
        self.wrong = False
        self.scale = Scale(1.0)

    def rescale(self, scale: Scale) -> None:
        """Bring letters in line with the window's height."""
        self.scale = scale
        self.setFixedHeight(round(scale(FOOT)))
        self.update()

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Show a message until the next one; an empty one shows the keys again."""
        self.message, self.wrong = message, wrong
        self.setAccessibleName(message)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the message or the keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        ground = NOTICE_REFUSAL if self.message and self.wrong else NIGHT
        painter.fillRect(self.rect(), ground)
        painter.setPen(LINE)
        scale = self.scale
        box = self.rect().toRectF().adjusted(scale(MARGIN), 0, -scale(MARGIN), 0)
        if self.message:
            draw_line(painter, box, self.message, scale.font(30, bold=True), colour=ON_NIGHT)
        else:
            self._keys(painter, box)
        painter.end()

    def _keys(self, painter: QPainter, box: QRectF) -> None:
        scale, left = self.scale, box.left()
        bold, plain = scale.font(26, bold=True), scale.font(26)
        for key, label in KEYS:
            for text, font, colour, gap in ((key_name(key), bold, ON_NIGHT, 10), (_(label), plain, PALE, 30)):
                width = width_of(text, font)
                draw_line(painter, QRectF(left, box.top(), width + 2, box.height()), text, font, colour=colour)
                left += width + scale(gap)
