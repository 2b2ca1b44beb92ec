"""会前一屏: the chosen views one after another on the full screen, large enough for a meeting room, by keyboard.

Nothing can be changed here; each view is read when it comes up, and again when the book changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.views import briefing_views, views_of
from smartplanner.model.saved_view import SavedView
from smartplanner.rules.lights import Light
from smartplanner.ui.meeting.lettering import Scale, draw_line, width_of, wrap
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import (
    ALTERNATE,
    GROUP_GROUND,
    HEADER,
    INK,
    LINE,
    MUTED,
    NIGHT,
    ON_NIGHT,
    PALE,
    PAPER,
    draw_light,
)
from smartplanner.ui.views.lettering import (
    GAP,
    HEADING,
    LAMP,
    LETTER,
    SMALL,
    TWO_LINES,
    Fitted,
    fit,
    screens,
)
from smartplanner.ui.views.managing import page_title
from smartplanner.ui.views.slides import Line, Slide, draw_picture, lit, make_slide, picture_pages

_TOP, _COUNTS, _HEADS, _FOOT, _MARGIN = 96, 74, 54, 52, 40
"""Heights of the bands and the margin at both sides, in units."""
_CELL_LAMP = 36
_ON = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Backspace)
_RIGHT = Qt.AlignmentFlag.AlignRight


class BriefingWindow(QDialog):
    """The views *views* of the book.  ``number`` is the view in sight, ``screen`` which part of its rows."""

    def __init__(self, session: Session, views: Sequence[SavedView], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        resize_within_screen(self, 1280, 720)  # where it is taken back from the full screen
        self.setWindowTitle(_("Before the meeting"))
        self.session = session
        self.views = list(views)
        self.number = self.screen_number = 0
        self.slide = Slide("", "")
        self._fitted = Fitted((), ())
        self._screens: list[Sequence[Line]] = [[]]
        self._pages = 1
        session.changed.connect(self._follow)
        self.show_view(0)

    # -- what is shown

    @property
    def screens(self) -> int:
        """How many screens the view in sight fills."""
        return self._pages

    def show_view(self, number: int, *, last: bool = False) -> None:
        """Show the view *number* from its first screen, or its last one."""
        self._let_go()
        self.number = max(0, min(number, len(self.views) - 1))
        view = self.views[self.number]
        try:
            self.slide = make_slide(self.session, view)
        except Problem as problem:
            self.slide = Slide(view.name, view.page, notes=(problem.sentence(),))
        self._lay_out()
        self.screen_number = self._pages - 1 if last else 0
        self._tell()

    def go_on(self) -> None:
        """Show the next screen, or the next view."""
        if self.screen_number + 1 < self._pages:
            self.screen_number += 1
            self._tell()
        elif self.number + 1 < len(self.views):
            self.show_view(self.number + 1)

    def go_back(self) -> None:
        """Show the screen before, or the last one of the view before."""
        if self.screen_number:
            self.screen_number -= 1
            self._tell()
        elif self.number:
            self.show_view(self.number - 1, last=True)

    def reload(self) -> None:
        """Read the view in sight anew; the screen stays."""
        screen = self.screen_number
        self.show_view(self.number)
        self.screen_number = min(screen, self._pages - 1)
        self._tell()

    # -- what Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, back, to a view by its digit, to the first or last one, print, or leave."""
        key = Qt.Key(event.key())
        if key in _ON:
            self.go_on()
        elif key in _BACK:
            self.go_back()
        elif key == Qt.Key.Key_Home:
            self.show_view(0)
        elif key == Qt.Key.Key_End:
            self.show_view(len(self.views) - 1)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self.views):
            self.show_view(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_F5:
            self.reload()
        elif key == Qt.Key.Key_P:
            self.print()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.reject()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go on by a click, back by one of the right button, as presenters are used to."""
        if event.button() == Qt.MouseButton.RightButton:
            self.go_back()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit letters and rows to the window."""
        super().resizeEvent(event)
        self._lay_out()
        self.screen_number = min(self.screen_number, self._pages - 1)
        self._tell()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the page behind the picture."""
        self._let_go()
        super().closeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bands and the rows or the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), PAPER)
        scale = self._scale()
        self._paint_top(painter, scale)
        self._paint_counts(painter, scale)
        if self.slide.canvas is not None:
            draw_picture(self.slide, painter, self._body(scale, heads=False), self.screen_number)
        elif not self.slide.count:
            words = "\n".join(self.slide.notes) if not self.slide.heads else _("Nothing stands in this view.")
            box = self._body(scale, heads=False)
            block = wrap(words, scale.font(LETTER + 6), box.width() - scale(2 * _MARGIN), lines=8)
            block.draw(painter, box.left() + scale(_MARGIN), box.top() + scale(_MARGIN), MUTED)
        else:
            self._paint_rows(painter, scale)
        self._paint_foot(painter, scale)
        painter.end()

    def print(self) -> None:
        """Show the views as pages to print."""
        from smartplanner.ui.views.briefing_paper import preview_briefing

        preview_briefing(self.session, self)

    # -- inside

    def _scale(self) -> Scale:
        return Scale.of(self.width(), self.height())

    def _body(self, scale: Scale, *, heads: bool = True) -> QRectF:
        top = scale(_TOP + _COUNTS + (self._head_height() if heads else 0))
        return QRectF(0, top, self.width(), self.height() - top - scale(_FOOT))

    def _lay_out(self) -> None:
        scale = self._scale()
        if self.slide.canvas is not None:
            body = self._body(scale, heads=False)
            self._pages = picture_pages(self.slide, body.width(), body.height())
            return
        self._fitted = fit(self.slide, self.width() / scale.unit - 2 * _MARGIN)
        height = self._body(scale).height() / scale.unit
        self._screens = screens(self.slide.lines, height, self._fitted)
        self._pages = len(self._screens)

    def _tell(self) -> None:
        place = _("View {number} of {count}", number=self.number + 1, count=len(self.views))
        lights = "，".join(f"{_(Light.of(light).label)} {count}" for light, count in lit(self.slide.lights))
        self.setAccessibleName(f"{self.slide.name}，{place}，{lights}")
        self.update()

    def _paint_top(self, painter: QPainter, scale: Scale) -> None:
        band = QRectF(0, 0, self.width(), scale(_TOP))
        painter.fillRect(band, NIGHT)
        box = band.adjusted(scale(_MARGIN), 0, -scale(_MARGIN), 0)
        place = f"{self.number + 1}/{len(self.views)}"
        bold = scale.font(44, bold=True)
        draw_line(painter, box, place, bold, colour=ON_NIGHT, align=_RIGHT)
        box.setRight(box.right() - width_of(place, bold) - scale(40))
        day = _("as of {day}", day=self.session.as_of.isoformat())
        font = scale.font(HEADING)
        draw_line(painter, box, day, font, colour=PALE, align=_RIGHT)
        box.setRight(box.right() - width_of(day, font) - scale(40))
        title = scale.font(46, bold=True)
        draw_line(painter, box, self.slide.name, title, colour=ON_NIGHT)
        box.setLeft(box.left() + width_of(self.slide.name, title) + scale(28))
        if box.width() > scale(80):
            draw_line(painter, box, page_title(self.slide.page_name), font, colour=PALE)

    def _paint_counts(self, painter: QPainter, scale: Scale) -> None:
        box = QRectF(scale(_MARGIN), scale(_TOP), self.width() - scale(2 * _MARGIN), scale(_COUNTS))
        font, bold = scale.font(HEADING), scale.font(36, bold=True)
        total = _("{total} in all", total=self.slide.count)
        draw_line(painter, box, total, bold, colour=INK)
        left, lamp = box.left() + width_of(total, bold) + scale(36), scale(40)
        for light, count in lit(self.slide.lights):
            draw_light(painter, light, QRectF(left, box.center().y() - lamp / 2, lamp, lamp))
            left += lamp + scale(12)
            words = f"{_(Light.of(light).label)} {count}"
            draw_line(painter, QRectF(left, box.top(), box.right() - left, box.height()), words, bold, colour=INK)
            left += width_of(words, bold) + scale(36)
        if self._pages > 1:
            words = _("Page {number} of {count}", number=self.screen_number + 1, count=self._pages)
            draw_line(painter, box, words, font, colour=MUTED, align=_RIGHT)
            box.setRight(box.right() - width_of(words, font) - scale(30))
        beside = "；".join(self.slide.notes) or self.slide.remark
        room = QRectF(left, box.top(), box.right() - left, box.height())
        if beside and room.width() > scale(160):
            draw_line(painter, room, beside, scale.font(SMALL), colour=MUTED)

    def _head_height(self) -> float:
        return _HEADS * 1.5 if any(head.narrow for head in self.slide.heads) else _HEADS

    def _head_size(self) -> float:
        """Return the size of the heads: in two lines they are smaller."""
        return SMALL - 2 if any(head.narrow for head in self.slide.heads) else HEADING

    def _paint_rows(self, painter: QPainter, scale: Scale) -> None:
        heads = QRectF(0, scale(_TOP + _COUNTS), self.width(), scale(self._head_height()))
        painter.fillRect(heads, HEADER)
        self._paint_cells(
            painter,
            scale,
            heads,
            [head.title for head in self.slide.heads],
            self._head_size(),
            lines=2 if self._head_height() > _HEADS else 1,
        )
        y, fitted = heads.bottom(), self._fitted
        for number, line in enumerate(self._screens[self.screen_number]):
            box = QRectF(0, y, self.width(), scale(fitted.height(line)))
            rows = 1 if fitted.height(line) < TWO_LINES else 2
            y = box.bottom()
            if line.heading:
                painter.fillRect(box, GROUP_GROUND)
                inner = box.adjusted(scale(_MARGIN), 0, -scale(_MARGIN), 0)
                draw_line(painter, inner, line.texts[0], scale.font(LETTER, bold=True))
                continue
            if number % 2:
                painter.fillRect(box, ALTERNATE)
            if line.light:
                side = scale(42)
                draw_light(painter, line.light, QRectF(scale(_MARGIN), box.center().y() - side / 2, side, side))
            self._paint_cells(painter, scale, box, line.texts, LETTER, lines=rows, lamps=line.lamps)
            painter.setPen(LINE)
            # One up: the ground of the next row lies over this one's lowest line.
            painter.drawLine(QLineF(0, y - 1, self.width(), y - 1))

    def _paint_cells(
        self,
        painter: QPainter,
        scale: Scale,
        box: QRectF,
        texts: Sequence[str],
        size: float,
        *,
        lines: int,
        lamps: Sequence[str] = (),
    ) -> None:
        left = scale(_MARGIN + (LAMP if self.slide.lights else 0))
        font = scale.font(size)
        for number, width in zip(self._fitted.columns, self._fitted.widths, strict=True):
            room, text, shift = scale(width), texts[number], 0.0
            if lamps and lamps[number]:
                side = scale(_CELL_LAMP)
                draw_light(painter, lamps[number], QRectF(left, box.center().y() - side / 2, side, side))
                shift = side + scale(8)
            if self.slide.heads[number].right:
                draw_line(painter, QRectF(left, box.top(), room, box.height()), text, font, align=_RIGHT)
            elif text:
                # What was measured to fit stays on its line, although letters are rounded to whole pixels.
                spare = scale(GAP * 0.8) if lines == 1 else 0
                block = wrap(text, font, room - shift + spare, lines=lines)
                block.draw(painter, left + shift, box.center().y() - block.height / 2)
            left += room + scale(GAP)

    def _paint_foot(self, painter: QPainter, scale: Scale) -> None:
        band = QRectF(0, self.height() - scale(_FOOT), self.width(), scale(_FOOT))
        painter.fillRect(band, NIGHT)
        words = _("→ Space on   ← back   1–9 view   Home first   End last   P print   Esc leave")
        hidden = len(self.slide.heads) - len(self._fitted.columns)
        inner = band.adjusted(scale(_MARGIN), 0, -scale(_MARGIN), 0)
        draw_line(painter, inner, words, scale.font(SMALL), colour=PALE)
        if hidden > 0 and self.slide.canvas is None and self.slide.count:
            more = _("{count} more column(s) on the page", count=hidden)
            draw_line(painter, inner, more, scale.font(SMALL), colour=PALE, align=_RIGHT)

    def _let_go(self) -> None:
        for widget in (self.slide.canvas, self.slide.page):
            if widget is not None:
                widget.deleteLater()
        self.slide.canvas = self.slide.page = None

    def _follow(self, rows: dict[str, set[str]]) -> None:
        known = {row.id: row for row in views_of(self.session.office.reader)}
        self.views = [known.get(view.id, view) for view in self.views]
        if rows:
            self.reload()


def show_briefing(session: Session, parent: QWidget | None = None) -> None:
    """Show the ticked views on the full screen until a person leaves; say what to do where none is ticked."""
    views = briefing_views(session.office.reader)
    if not views:
        show_problem(nothing_chosen(), parent)
        return
    window = BriefingWindow(session, views, parent)
    window.setWindowState(Qt.WindowState.WindowFullScreen)
    window.exec()
    window.deleteLater()


def nothing_chosen() -> Problem:
    """Return what is said where no view is to be shown before a meeting."""
    return Problem(
        code="no_briefing",
        message=_("No view has been chosen to be shown before a meeting."),
        remedy=_("Save a view (Ctrl+Shift+S) and tick it in “All views, and those before a meeting…”."),
    )
