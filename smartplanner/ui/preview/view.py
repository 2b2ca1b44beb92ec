"""The pages of a PDF below one another: turned, zoomed, searched, marked and copied."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.preview import letters
from smartplanner.ui.preview.keys import STEP, act_of
from smartplanner.ui.preview.layout import FIT_WIDTH, GAP, LARGEST, SMALLEST, Layout, lay_out
from smartplanner.ui.preview.letters import Hit
from smartplanner.ui.preview.marks import Letter, Marks
from smartplanner.ui.preview.painting import draw_marks, draw_sheet
from smartplanner.ui.preview.pdf import POINTS, Bookmark, Pages
from smartplanner.ui.preview.supply import Supply, Wanted

_PIXELS = 24_000_000
"""Pixels of one drawn page at most; a larger one is drawn less crisp."""
_LINE = 48
"""Pixels that a turn of the wheel or an arrow key goes."""
_AROUND = 12
"""Letters at each side of a click that tell what was clicked."""


class PageView(QAbstractScrollArea):
    """Pages of a PDF; drawn off the window's thread, those in sight and the next one only.

    Keys: Page Up and Down, Home, End, arrows; Ctrl with + and - and the wheel zooms, Ctrl+0 fits the width; F3 and
    Shift+F3 go to the next and the last hit; Ctrl+C copies what the mouse has marked.
    """

    page_changed = Signal(int, int)
    """The page in view (from 1) and how many there are."""
    zoomed = Signal(float)
    """The zoom: a factor, or one of those that follow the window."""
    found = Signal(int, int)
    """The hit in view (from 1; 0: none) and how many there are."""
    opened = Signal()
    """New pages are there."""
    failed = Signal(object)
    """What was handed over is no PDF: a Problem."""
    settled = Signal()
    """The pages in sight are drawn and the letters of all pages are known."""
    clicked = Signal(str)
    """Some letters around the one that was clicked, without spaces."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._supply = Supply(self._wanted, self)
        self._supply.taken.connect(self._take)
        self._supply.failed.connect(self.failed)
        self._supply.drawn.connect(self.viewport().update)
        self._supply.read.connect(self._search_on)
        self.marks = Marks(self._supply.texts)
        self.zoom = FIT_WIDTH
        self.layout_of_pages: Layout = lay_out([], zoom=FIT_WIDTH, width=1, height=1)
        self._searched = ""
        self._pressed: Letter | None = None
        self._told = (0, 0)

    # -- what others ask for

    def show_pdf(self, data: bytes) -> None:
        """Show the pages of *data*, read off the window's thread; those before stay until then, and so does the place.

        ``opened`` tells that they are there, ``failed`` that they cannot be read.
        """
        self._supply.show(data)

    def clear(self) -> None:
        """Show no pages."""
        self._supply.clear()

    @property
    def pages(self) -> Pages | None:
        """The PDF in view."""
        return self._supply.pages

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The headings that the PDF lists."""
        return self._supply.bookmarks

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.layout_of_pages.boxes)

    @property
    def current(self) -> int:
        """The page in view, from 1; 0 if there is none."""
        return self.layout_of_pages.at(self._top() + self.viewport().height() / 3) + 1 if self.count else 0

    @property
    def idle(self) -> bool:
        """Whether nothing is left to read or to draw of what is in sight."""
        return self._supply.idle

    @property
    def first_drawn(self) -> bool:
        """Whether the first page in sight is drawn, at whatever scale."""
        seen = self._in_sight()
        return bool(seen) and self._supply.pictures.picture(seen.start) is not None

    def go_to(self, number: int, top: float = 0.0) -> None:
        """Bring a page (from 1) in view, at *top* points from its upper edge."""
        if not self.count:
            return
        place = min(max(number, 1), self.count) - 1
        box = self.layout_of_pages.boxes[place]
        above = GAP if top <= 0 else 2 * GAP
        self.verticalScrollBar().setValue(round(box.top() + top * self.layout_of_pages.scales[place] - above))

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a factor (1.0: as large as the paper), or to ``FIT_WIDTH`` or ``FIT_PAGE``."""
        self.zoom = zoom if zoom <= 0 else min(LARGEST, max(SMALLEST, zoom))
        self._lay_out()
        self.zoomed.emit(self.zoom)

    def zoom_by(self, factor: float) -> None:
        """Zoom in or out, from what is seen now."""
        self.set_zoom(self.factor() * factor)

    def factor(self) -> float:
        """Return how large the page in view is drawn: 1.0 is as large as the paper."""
        scales = self.layout_of_pages.scales
        return scales[self.current - 1] * POINTS / 96.0 if scales else 1.0

    def search(self, wanted: str) -> None:
        """Mark every place of a text and go to the first one after what is in view."""
        self._searched = wanted
        self._find(go=True)

    def next_hit(self, step: int = 1) -> None:
        """Go to the next hit, or with -1 to the one before; after the last comes the first."""
        self.marks.step(step)
        self._show_hit()

    def show_text(self, wanted: str) -> bool:
        """Bring a text in view and mark it like text marked with the mouse; False if it is not there."""
        hits = letters.find(self.marks.texts, wanted)
        if hits:
            page, first, end = hits[0]
            self.marks.choose((page, first), (page, end - 1))
            self._bring(hits[0])
        return bool(hits)

    def mark_all(self) -> None:
        """Mark the letters of all pages."""
        self.marks.choose_all()
        self.viewport().update()

    def copy(self) -> None:
        """Put the marked text on the clipboard."""
        if self.marks.chosen is not None:
            QGuiApplication.clipboard().setText(self.marks.copied())

    # -- what Qt calls

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pages in sight, what is marked on them, and the hits."""
        painter = QPainter(self.viewport())
        left, top, marks = self.horizontalScrollBar().value(), self._top(), self.marks
        now, chosen = marks.current, marks.stretches()
        for number in self._in_sight():
            box = self.layout_of_pages.boxes[number].translated(-left, -top)
            draw_sheet(painter, box, self._supply.pictures.picture(number))
            if number < len(marks.texts):
                hits = [hit for hit in marks.hits if hit.page == number]
                current = now if now is not None and now.page == number else None
                mine = [hit for hit in chosen if hit.page == number]
                scale = self.layout_of_pages.scales[number]
                draw_marks(painter, box, marks.texts[number], scale, hits=hits, current=current, chosen=mine)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._lay_out()

    def scrollContentsBy(self, _across: int, _down: int) -> None:
        """Draw what has come in sight."""
        self._look()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_by(STEP if turned > 0 else 1 / STEP)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, zoom, search on, copy."""
        act = act_of(self, event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to mark letters."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self.marks.chosen = self._letter(event.position()), None
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the letters up to the mouse."""
        here = self._letter(event.position()) if self._pressed is not None else None
        if self._pressed is None or here is None or (self.marks.chosen is None and here == self._pressed):
            return
        self.marks.choose(self._pressed, here)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was clicked if nothing was marked."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None and self.marks.chosen is None:
            page, place = self._pressed
            self.clicked.emit(letters.around(self.marks.texts[page], place, reach=_AROUND))
        self._pressed = None

    # -- inside

    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _in_sight(self) -> range:
        return self.layout_of_pages.seen(self._top(), self._top() + self.viewport().height())

    def _lay_out(self) -> None:
        """Place the pages anew, with the middle of what is in view staying there."""
        bar, old = self.verticalScrollBar(), self.layout_of_pages
        anchor = old.at(self._top() + GAP) if old.boxes else 0
        share = (self._top() + GAP - old.boxes[anchor].top()) / max(1.0, old.boxes[anchor].height()) if old.boxes else 0
        width, height = self.viewport().width(), self.viewport().height()
        sizes = self.pages.sizes if self.pages is not None else ()
        made = self.layout_of_pages = lay_out(sizes, zoom=self.zoom, width=width, height=height)
        bar.setRange(0, max(0, round(made.size.height()) - height))
        bar.setPageStep(height)
        bar.setSingleStep(_LINE)
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, round(made.size.width()) - width))
        across.setPageStep(width)
        across.setValue(across.maximum() // 2)
        if made.boxes and old.boxes:
            anchor = min(anchor, len(made.boxes) - 1)
            bar.setValue(round(made.boxes[anchor].top() - GAP + share * made.boxes[anchor].height()))
        self._look()

    def _look(self) -> None:
        self.viewport().update()
        if (self.current, self.count) != self._told:
            self._told = (self.current, self.count)
            self.page_changed.emit(*self._told)
        self._supply.wake()

    def _wanted(self) -> list[Wanted]:
        """Return the pages to draw: those in sight and the next one."""
        seen = self._in_sight()
        return [Wanted(number, self._pixels(number)) for number in range(seen.start, min(seen.stop + 1, self.count))]

    def _pixels(self, number: int) -> float:
        """Return the pixels of the screen that a point of a page takes."""
        assert self.pages is not None
        across, down = self.pages.sizes[number]
        scale = self.layout_of_pages.scales[number] * self.devicePixelRatioF()
        return float(min(scale, (_PIXELS / max(1.0, across * down)) ** 0.5))

    def _take(self) -> None:
        """Show other pages, or none."""
        self.marks, self._pressed = Marks(self._supply.texts), None
        self._lay_out()
        self.opened.emit()

    def _search_on(self) -> None:
        """Look for what is searched in all letters, now that they are there."""
        if self._searched:
            self._find(go=False)
        self.settled.emit()

    def _find(self, *, go: bool) -> None:
        self.marks.find(self._searched, page=max(0, self.current - 1))
        if go:
            self._show_hit()
        else:
            self._tell_hit()

    def _show_hit(self) -> None:
        if self.marks.current is not None:
            self._bring(self.marks.current)
        self._tell_hit()

    def _tell_hit(self) -> None:
        self.viewport().update()
        self.found.emit(self.marks.hit + 1, len(self.marks.hits))

    def _bring(self, hit: Hit) -> None:
        """Bring a stretch in view, if it is not."""
        boxes = letters.boxes_of(self.marks.texts[hit.page], hit.first, hit.end)
        if not boxes:
            return
        place, scale = self.layout_of_pages.boxes[hit.page], self.layout_of_pages.scales[hit.page]
        top, bottom = place.top() + boxes[0].top * scale, place.top() + boxes[-1].bottom * scale
        if top < self._top() or bottom > self._top() + self.viewport().height():
            self.verticalScrollBar().setValue(round(top - self.viewport().height() / 3))
        left, right = place.left() + boxes[0].left * scale, place.left() + boxes[0].right * scale
        across = self.horizontalScrollBar()
        if left < across.value() or right > across.value() + self.viewport().width():
            across.setValue(round(left - self.viewport().width() / 3))
        self.viewport().update()

    def _letter(self, at: QPointF) -> tuple[int, int] | None:
        """Return page and letter at a point of the window."""
        point = at + QPointF(self.horizontalScrollBar().value(), self._top())
        number = self.layout_of_pages.at(point.y())
        if number >= len(self.marks.texts):
            return None
        box: QRectF = self.layout_of_pages.boxes[number]
        inside = (point - box.topLeft()) / self.layout_of_pages.scales[number]
        found = letters.letter_at(self.marks.texts[number], inside.x(), inside.y())
        return None if found is None else (number, found)
