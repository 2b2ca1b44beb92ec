"""A PDF as PDFium reads it: sizes, pictures, letters with their boxes, bookmarks.

One lock guards all of PDFium (``base.pdfium``).  Lengths are points from the top left corner of
a page.  Pages are numbered from 0.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw
from PySide6.QtGui import QImage

from smartplanner.base.i18n import _
from smartplanner.base.pdfium import LIBRARY, close, open_document
from smartplanner.base.problems import Problem

POINTS = 72.0
"""Points in an inch."""


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float


class Boxes:
    """A box for each letter of a page, made when it is asked for.

    A long paper has millions of letters: kept are four numbers for each, so that they take a tenth of the memory and
    Python's search for garbage has nothing to look through.
    """

    def __init__(self, edges: array[float]) -> None:
        """Take over left, top, right and bottom of each box, one box after the other."""
        self._edges = edges

    def __len__(self) -> int:
        return len(self._edges) // 4

    def __iter__(self) -> Iterator[Box]:
        return self.between(0, len(self))

    def __getitem__(self, place: int) -> Box:
        """Return the box of one letter, counted from 0."""
        return Box(*self._edges[place * 4 : place * 4 + 4])

    def between(self, first: int, end: int) -> Iterator[Box]:
        """Go through the boxes from *first* to before *end*."""
        edges = iter(self._edges[first * 4 : end * 4])
        return (Box(*four) for four in zip(edges, edges, edges, edges, strict=True))


@dataclass(frozen=True, slots=True)
class PageText:
    """The letters of a page in reading order; each has the box of its place."""

    letters: str
    boxes: Boxes


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of the side list of a PDF: its level (from 0), and the place that it leads to."""

    level: int
    title: str
    page: int
    top: float


class Pages:
    """An open PDF.  Every method may be called from any thread, and waits while another is at work."""

    def __init__(self, data: bytes) -> None:
        """Read *data*; a Problem if it is no PDF."""
        with LIBRARY:
            try:
                self._pdf = open_document(data, owner=self)
                self.sizes = tuple(self._pdf.get_page_size(number) for number in range(len(self._pdf)))
            except pypdfium2.PdfiumError as error:
                message = _("These pages cannot be shown: the file is damaged.")
                remedy = _("Export the paper and open the file.")
                raise Problem(code="no_pages", message=message, remedy=remedy) from error
        self.data = data
        self._closed = False

    def close(self) -> None:
        """Let go of the file; who still draws it gets nothing."""
        with LIBRARY:
            self._closed = True
            close(self._pdf)

    def picture(self, number: int, scale: float) -> QImage:
        """Return a page drawn with *scale* pixels to a point; no picture of a closed PDF."""
        with LIBRARY:
            if self._closed:
                return QImage()
            with (
                closing(self._pdf[number]) as page,
                closing(page.render(scale=scale, prefer_bgrx=True, draw_annots=True)) as drawn,
            ):
                form = QImage.Format.Format_RGB32
                image = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, form).copy()
        return image

    def text(self, number: int) -> PageText:
        """Return the letters of a page; none of a closed PDF."""
        with LIBRARY:
            if self._closed:
                return PageText("", Boxes(array("f")))
            with closing(self._pdf[number]) as page, closing(page.get_textpage()) as found:
                count, height = found.count_chars(), self.sizes[number][1]
                letters = "".join(chr(raw.FPDFText_GetUnicode(found, place)) for place in range(count))
                edges = _edges(found, count, height)
        return PageText(letters, Boxes(edges))

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return the headings that the PDF lists; none of a closed PDF."""
        found: list[Bookmark] = []
        with LIBRARY:
            if self._closed:
                return ()
            for mark in self._pdf.get_toc():
                place = mark.get_dest()
                if place is None:
                    continue
                page = place.get_index()
                if page is None or not 0 <= page < len(self.sizes):
                    continue
                _mode, numbers = place.get_view()
                top = self.sizes[page][1] - numbers[1] if len(numbers) > 1 else 0.0
                found.append(Bookmark(mark.level, mark.get_title(), page, top))
        return tuple(found)


class Opened:
    """Holds the PDF that a window shows, and closes it when the window is gone."""

    def __init__(self) -> None:
        self.pages: Pages | None = None
        self.left: list[Pages] = []
        """Pages that were shown before, to be let go of."""

    def close(self) -> None:
        """Close what is open."""
        for pages in self.left:
            pages.close()
        self.left.clear()
        if self.pages is not None:
            self.pages.close()
            self.pages = None


def _edges(text: pypdfium2.PdfTextPage, count: int, height: float) -> array[float]:
    """Return left, top, right and bottom of each of *count* letters of a page of that height."""
    edges, found = array("f"), raw.FS_RECTF()
    for place in range(count):
        raw.FPDFText_GetLooseCharBox(text, place, found)
        edges.extend((found.left, height - found.top, found.right, height - found.bottom))
    return edges
