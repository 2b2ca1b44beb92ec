"""A document as PDF: slabs are stacked on pages and painted with ReportLab's canvas.

Text is drawn as glyphs and never parsed for markup.  Fonts are embedded as subsets.  The same document
gives the same bytes.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from smartplanner.base.memory import without_scans
from smartplanner.reports.document.blocks import Document, LetterHead, Meta
from smartplanner.reports.document.clean import clean_tree
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import LANDSCAPE, PORTRAIT, SI_HAO_PT, Page
from smartplanner.reports.page.sheets import PAGES
from smartplanner.reports.pdf.fonts import FontBook, load_fonts
from smartplanner.reports.pdf.layout import Layout
from smartplanner.reports.pdf.marks import Foot, Item, NewPage, Patch, Rule, Slab, Snap, Text, face, total_height
from smartplanner.reports.work import Work

HEAVY_STROKE = 0.025
"""Stroke of a thickened character, as a part of its size."""


@dataclass
class Sheet:
    """One page under way: its shape and the slabs with their distance from the top of the 版心."""

    page: Page
    slabs: list[tuple[float, Slab]] = field(default_factory=list)
    used: float = 0.0


@without_scans()
def write_pdf(
    document: Document,
    *,
    fonts: FontBook | None = None,
    pitch: float = geometry.LINE_PITCH_PT,
    work: Work | None = None,
) -> bytes:
    """Return the document as a PDF file; ``fonts.missing`` then names the characters that no face has.

    Raises ``Problem`` when no font can be loaded, ``Stopped`` when *work* is stopped meanwhile.
    """
    work = work or Work()
    document, _replaced = clean_tree(document)
    fonts = fonts or load_fonts()
    sheets = paginate(_counted(Layout(fonts, pitch).items(document), work), pitch, first=PAGES[document.paper])
    memory = io.BytesIO()
    # Without a first font of ours ReportLab would name Helvetica on each page, which is not embedded.
    first_font = next(iter(fonts.faces.values()))
    size = (PORTRAIT.width, PORTRAIT.height)
    canvas = Canvas(
        memory,
        pagesize=size,
        invariant=1,
        lang="zh-CN",
        initialFontName=first_font,  # type: ignore[arg-type]
    )
    _describe(canvas, document.meta)
    painter = _Painter(canvas, fonts)
    sheets.reverse()
    for number in range(1, len(sheets) + 1):  # each is dropped once it is painted
        work.step()
        painter.sheet(sheets.pop(), number, numbered=number > 1 or not isinstance(document.masthead, LetterHead))
    canvas.save()
    return memory.getvalue()


def _counted(items: Iterable[Item], work: Work) -> Iterator[Item]:
    for item in items:
        work.step()
        yield item


def count_pages(document: Document, *, pitch: float = geometry.LINE_PITCH_PT) -> int:
    """Return how many pages a document has."""
    document, _replaced = clean_tree(document)
    return len(paginate(Layout(load_fonts(), pitch).items(document), pitch, first=PAGES[document.paper]))


def paginate(items: Iterable[Item], pitch: float, *, first: Page = PORTRAIT) -> list[Sheet]:
    """Stack slabs on pages: a kept slab moves on together with its successor; rows repeat their head."""
    sheets = [Sheet(first)]
    group: list[Slab] = []
    for item in items:
        sheet = sheets[-1]
        if isinstance(item, Slab):
            group.append(item)
            if not item.keep:
                _place(sheets, group)
                group = []
            continue
        if isinstance(item, Snap) and group:
            # The grid is met before a heading that waits for its table; nothing to do.
            continue
        _place(sheets, group)
        group = []
        sheet = sheets[-1]
        if isinstance(item, NewPage):
            if sheet.slabs or len(sheets) == 1:
                sheets.append(Sheet(item.page))
            sheets[-1].page = item.page
        elif isinstance(item, Snap):
            # Rounded, as ten times the pitch is not ten lines to a computer: it would leave one blank.
            lines = math.ceil(round(sheet.used / pitch, 3))
            sheet.used = min(lines * pitch, sheet.page.text_height)
        else:
            _place_foot(sheets, item)
    _place(sheets, group)
    return sheets


def _place(sheets: list[Sheet], group: list[Slab]) -> None:
    """Put a group on the page, or on a new one when it does not fit and the page has something on it."""
    fits = sheets[-1].used + total_height(group) <= sheets[-1].page.text_height + 0.5
    if not fits and sheets[-1].slabs:
        sheets.append(Sheet(sheets[-1].page))
        for slab in group[0].head if group else ():
            _put(sheets[-1], slab)
    for slab in group:
        if sheets[-1].used + slab.height > sheets[-1].page.text_height + 0.5 and sheets[-1].slabs:
            # A group higher than a page has to be broken somewhere.
            sheets.append(Sheet(sheets[-1].page))
            for head in slab.head:
                _put(sheets[-1], head)
        _put(sheets[-1], slab)


def _put(sheet: Sheet, slab: Slab) -> None:
    sheet.slabs.append((sheet.used, slab))
    sheet.used += slab.height


def _place_foot(sheets: list[Sheet], foot: Foot) -> None:
    height = total_height(foot.slabs)
    if sheets[-1].used + height > sheets[-1].page.text_height:
        sheets.append(Sheet(sheets[-1].page))
    sheets[-1].used = sheets[-1].page.text_height - height
    for slab in foot.slabs:
        _put(sheets[-1], slab)


def _describe(canvas: Canvas, meta: Meta) -> None:
    canvas.setTitle(meta.title)
    canvas.setSubject(meta.subject)
    canvas.setAuthor(meta.author)
    canvas.setCreator("智城统筹")
    canvas.setProducer("智城统筹")
    canvas.setDateFormatter(lambda *_now: f"D:{meta.dated:%Y%m%d}000000+08'00'")


def drawing_pdf(slab: Slab, width: float, fonts: FontBook) -> bytes:
    """Return one slab as a PDF page of its own size, without margins and number: a picture in the making."""
    memory = io.BytesIO()
    first_font = next(iter(fonts.faces.values()))
    canvas = Canvas(memory, pagesize=(width, slab.height), invariant=1, initialFontName=first_font)  # type: ignore[arg-type]
    page = Page(width, slab.height, 0, 0, width, slab.height)
    _Painter(canvas, fonts).sheet(Sheet(page, [(0.0, slab)]), 1, numbered=False)
    canvas.save()
    return memory.getvalue()


@dataclass
class _Painter:
    """Puts pages on ReportLab's canvas; remembers the level of the last bookmark."""

    canvas: Canvas
    fonts: FontBook
    level: int = -1

    def sheet(self, sheet: Sheet, number: int, *, numbered: bool = True) -> None:
        page = sheet.page
        self.canvas.setPageSize((page.width, page.height))
        for top, slab in sheet.slabs:
            if slab.bookmark is not None:
                key = f"{number}-{top:.0f}"
                self.canvas.bookmarkHorizontal(key, 0, page.height - page.top - top)
                self._outline(slab.bookmark[1], key, slab.bookmark[0])
            for mark in slab.marks:
                if isinstance(mark, Rule):
                    self._rule(page, top, mark)
                elif isinstance(mark, Patch):
                    self._patch(page, top, mark)
                else:
                    self._text(page, top, mark)
        if numbered:
            self._number(page, number)
        self.canvas.showPage()

    def _outline(self, title: str, key: str, level: int) -> None:
        """Add a bookmark; a level that would leave a gap below the last one is raised, as PDF knows no gaps."""
        self.level = min(level, self.level + 1)
        self.canvas.addOutlineEntry(title, key, level=self.level, closed=False)

    def _rule(self, page: Page, top: float, rule: Rule) -> None:
        self.canvas.setStrokeColor(HexColor(f"#{rule.color}"))
        self.canvas.setLineWidth(rule.width)
        base = page.height - page.top - top
        self.canvas.line(page.left + rule.x1, base - rule.y1, page.left + rule.x2, base - rule.y2)

    def _patch(self, page: Page, top: float, patch: Patch) -> None:
        points = [(page.left + x, page.height - page.top - top - y) for x, y in patch.points]
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        if patch.closed:
            path.close()
        self.canvas.saveState()
        self.canvas.setLineWidth(patch.width)
        self.canvas.setLineJoin(1)
        self.canvas.setDash(list(patch.dash))
        if patch.fill:
            self.canvas.setFillColor(HexColor(f"#{patch.fill}"))
        if patch.edge:
            self.canvas.setStrokeColor(HexColor(f"#{patch.edge}"))
        self.canvas.drawPath(path, stroke=int(bool(patch.edge)), fill=int(bool(patch.fill)))
        if patch.hatch:
            self._hatch(points, patch)
        self.canvas.restoreState()

    def _hatch(self, points: list[tuple[float, float]], patch: Patch) -> None:
        """Draw slanted lines inside a shape."""
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        self.canvas.clipPath(path, stroke=0, fill=0)
        left, right = min(x for x, _y in points), max(x for x, _y in points)
        low, high = min(y for _x, y in points), max(y for _x, y in points)
        self.canvas.setLineWidth(0.45)
        start = left - (high - low)
        while start < right:
            self.canvas.line(start, low, start + high - low, high)
            start += patch.hatch

    def _text(self, page: Page, top: float, text: Text) -> None:
        if not text.pieces:
            return
        color = HexColor(f"#{text.color}")
        target = self.canvas.beginText(page.left + text.x, page.height - page.top - top - text.y)
        target.setFillColor(color)
        if text.heavy:
            self.canvas.setLineWidth(text.size * HEAVY_STROKE)
            self.canvas.setStrokeColor(color)
        target.setTextRenderMode(2 if text.heavy else 0)
        if text.squeeze != 1:
            target.setHorizScale(100 * text.squeeze)
        for piece in text.pieces:
            target.setFont(piece.font, text.size)
            target.setCharSpace(piece.extra)
            target.textOut(piece.text)
        target.setCharSpace(0)
        if text.squeeze != 1:
            target.setHorizScale(100)
        # The mode outlives the text object in a PDF, and ReportLab thinks that each one begins with 0.
        target.setTextRenderMode(0)
        self.canvas.drawText(target)

    def _number(self, page: Page, number: int) -> None:
        """Draw — 1 —: on odd pages one character from the right edge, on even pages one from the left.

        On a turned page the number stays where it is on an upright one (§9): it is read with the paper turned back.
        A sheet to hang up has none.
        """
        if page not in (PORTRAIT, LANDSCAPE):
            return
        if page is LANDSCAPE:
            self.canvas.translate(0, page.height)
            self.canvas.rotate(-90)
            page = PORTRAIT
        style = face(self.fonts, "song", SI_HAO_PT)
        label = f"— {number} —"
        x = page.text_width - SI_HAO_PT - style.width(label) if number % 2 else SI_HAO_PT
        # The dash itself, 0.38 of the size above the baseline, stands 7 mm below the 版心.
        y = page.text_height + geometry.points(geometry.PAGE_NUMBER_BELOW_TEXT_MM) + 0.38 * SI_HAO_PT
        self._text(page, 0, Text(x, y, SI_HAO_PT, style.pieces(label)))
