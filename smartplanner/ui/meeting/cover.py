"""All keys of meeting mode, laid over the screen until the next key."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.ui.meeting.bands import key_name
from smartplanner.ui.meeting.lettering import Scale, draw_line
from smartplanner.ui.theme import ACCENT, PAPER, VEIL

SHORTCUTS = (
    (N_("→  PgDn"), N_("next item; after the last one the outcome of the meeting")),
    (N_("←  PgUp"), N_("item before")),
    (N_("Home  End"), N_("first and last item")),
    (N_("number, Enter"), N_("go to the item of that number")),
    (N_("Space"), N_("through with this item, next one")),
    ("N", N_("note an instruction on this item")),
    ("D", N_("type a decision; it becomes a matter with units and deadline")),
    ("E", N_("grant or refuse the extension that is asked for")),
    ("G", N_("decide the review")),
    ("L", N_("set the light by hand, with a reason")),
    ("A", N_("put another item at the end of the agenda")),
    (N_("U  Ctrl+Z"), N_("undo what was done last in this meeting")),
    ("Ctrl+Y", N_("do again what was undone")),
    ("S", N_("outcome: what was decided, close the meeting")),
    ("M", N_("write the minutes (Word and PDF)")),
    ("F11", N_("full screen or window")),
    ("Esc", N_("leave; all is saved, and the meeting can be gone on with")),
)


class Cover(QWidget):
    """Paints the list of keys over its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scale = Scale(1.0)
        self.hide()

    def lay_over(self, scale: Scale) -> None:
        """Show the list over all of the parent."""
        self.scale = scale
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the keys at the left, what they do at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), VEIL)
        scale = self.scale
        sheet = self.rect().toRectF().adjusted(scale(220), scale(50), -scale(220), -scale(50))
        painter.fillRect(sheet, PAPER)
        top = sheet.top() + scale(28)
        left, width = sheet.left() + scale(50), sheet.width() - scale(100)
        draw_line(painter, QRectF(left, top, width, scale(56)), _("Keys of the meeting"), scale.font(40, bold=True))
        top += scale(68)
        row = min(scale(50), (sheet.bottom() - top - scale(16)) / len(SHORTCUTS))
        for key, label in SHORTCUTS:
            draw_line(
                painter, QRectF(left, top, scale(270), row), key_name(key), scale.font(32, bold=True), colour=ACCENT
            )
            draw_line(painter, QRectF(left + scale(290), top, width - scale(290), row), _(label), scale.font(32))
            top += row
        painter.end()
