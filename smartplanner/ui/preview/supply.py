"""The pages of a PDF as a view needs them, made off the window's thread: read, drawn where seen, and their letters.

What is seen is asked for anew before each page, so that one that has left the sight is not drawn any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from smartplanner.base.problems import Problem
from smartplanner.ui.preview.drawn import DrawnPages
from smartplanner.ui.preview.pdf import Bookmark, Opened, Pages, PageText
from smartplanner.ui.preview.worker import Worker

Work = tuple[Callable[[], Any], Callable[[Any], None]]
"""What is done off the window's thread, and what takes its answer."""


class Wanted(NamedTuple):
    """A page to draw, at how many pixels to a point."""

    number: int
    scale: float


class Supply(QObject):
    """One PDF at a time.  *wanted* gives the pages to draw, those in sight first, and is asked before each piece."""

    taken = Signal()
    """Other pages are there, or none."""
    failed = Signal(object)
    """What was handed over is no PDF: a Problem."""
    drawn = Signal()
    """One more page is drawn."""
    read = Signal()
    """The letters of all pages are known."""

    def __init__(self, wanted: Callable[[], list[Wanted]], parent: QObject) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._opened = Opened()
        self.destroyed.connect(self._opened.close)
        self._waiting: bytes | None = None
        self._worker = Worker(self._next_work, self)
        self.bookmarks: tuple[Bookmark, ...] = ()
        self.pictures = DrawnPages()
        self.texts: list[PageText] = []
        """The letters of the first pages, as far as they are read; a new list for each PDF."""

    @property
    def pages(self) -> Pages | None:
        """The PDF that is there."""
        return self._opened.pages

    @property
    def idle(self) -> bool:
        """Whether nothing is left to read or to draw of what is wanted."""
        return self._waiting is None and not self._worker.busy

    def show(self, data: bytes) -> None:
        """Read *data* instead of the present pages, which stay until then."""
        self._waiting = data
        self.wake()

    def clear(self) -> None:
        """Have no pages."""
        self._waiting = None
        self._take(None, ())

    def wake(self) -> None:
        """See to what is wanted now."""
        self._worker.wake()

    def _next_work(self) -> Work | None:
        """Return what is to be done next: read new pages, draw those wanted, read letters."""
        if self._waiting is not None:
            data, self._waiting = self._waiting, None
            return (lambda: _read(data)), self._take_read
        pages = self.pages
        if pages is None:
            return self._dropping()
        for wanted in self._wanted():
            if not self.pictures.has(*wanted):
                return self._drawing(pages, wanted)
        if dropping := self._dropping():
            return dropping
        if len(self.texts) < len(pages.sizes):
            count = len(self.texts)
            return (lambda: pages.text(count)), lambda text: self._note(pages, text)
        return None

    def _dropping(self) -> Work | None:
        """Return the work of letting go of pages that were shown before; it takes the window too long where many."""
        if not self._opened.left:
            return None
        return self._opened.left.pop().close, lambda _none: None

    def _drawing(self, pages: Pages, wanted: Wanted) -> Work:
        def keep(image: QImage) -> None:
            if pages is self.pages:
                self.pictures.keep(*wanted, image, seen={one.number for one in self._wanted()})
                self.drawn.emit()

        return (lambda: pages.picture(*wanted)), keep

    def _take_read(self, read: tuple[Pages, tuple[Bookmark, ...]] | Problem) -> None:
        if isinstance(read, Problem):
            self.failed.emit(read)
        else:
            self._take(*read)

    def _take(self, pages: Pages | None, bookmarks: tuple[Bookmark, ...]) -> None:
        """Put new pages in the place of the old ones."""
        if self._waiting is not None and pages is not None:
            self._opened.left.append(pages)  # newer ones are on their way
            return
        before, self._opened.pages, self.bookmarks = self.pages, pages, bookmarks
        if before is not None:
            self._opened.left.append(before)
        self.pictures.clear()
        self.texts = []
        self.taken.emit()

    def _note(self, pages: Pages, text: PageText) -> None:
        """Keep the letters of one more page."""
        if pages is self.pages:
            self.texts.append(text)
            if len(self.texts) == len(pages.sizes):
                self.read.emit()


def _read(data: bytes) -> tuple[Pages, tuple[Bookmark, ...]] | Problem:
    try:
        pages = Pages(data)
    except Problem as problem:
        return problem
    return pages, pages.bookmarks()
