"""A document as PDF: slabs are stacked on pages and painted with ReportLab's canvas.

Text is drawn as glyphs and never parsed for markup.  Fonts are embedded as subsets.  The same document
gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from smartplanner.reports import geometry
from smartplanner.reports.blocks import Document, Meta
from smartplanner.reports.clean import clean_tree
from smartplanner.reports.geometry import PORTRAIT, SI_HAO_PT, Page
from smartplanner.reports.pdf_fonts import FontBook, load_fonts
from smartplanner.reports.pdf_layout import Layout
from smartplanner.reports.pdf_marks import Foot, Item, NewPage, Rule, Slab, Snap, Text, face, total_height

HEAVY_STROKE = 0.025
"""Stroke of a thickened character, as a part of its size."""


@dataclass
class Sheet:
    """One page under way: its shape and the slabs with their distance from the top of the 版心."""

    page: Page
    slabs: list[tuple[float, Slab]] = field(default_factory=list)
    used: float = 0.0


def write_pdf(document: Document, *, fonts: FontBook | None = None, pitch: float = geometry.LINE_PITCH_PT) -> bytes:
    """Return the document as a PDF file; ``fonts.missing`` then names the characters that no face has.

    Raises ``Problem`` when no font can be loaded.
    """
    document, _replaced = clean_tree(document)
    fonts = fonts or load_fonts()
    sheets = paginate(Layout(fonts, pitch).items(document), pitch)
    memory = io.BytesIO()
    canvas = Canvas(memory, pagesize=(PORTRAIT.width, PORTRAIT.height), invariant=1, lang="zh-CN")
    _describe(canvas, document.meta)
    for number, sheet in enumerate(sheets, start=1):
        _paint(canvas, sheet, number, fonts)
    canvas.save()
    return memory.getvalue()


def paginate(items: Iterable[Item], pitch: float) -> list[Sheet]:
    """Stack slabs on pages: a kept slab moves on together with its successor; rows repeat their head."""
    sheets = [Sheet(PORTRAIT)]
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
            lines = -(-round(sheet.used, 2) // pitch)
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


def _paint(canvas: Canvas, sheet: Sheet, number: int, fonts: FontBook) -> None:
    page = sheet.page
    canvas.setPageSize((page.width, page.height))
    for top, slab in sheet.slabs:
        if slab.bookmark is not None:
            level, title = slab.bookmark
            key = f"{number}-{top:.0f}"
            canvas.bookmarkHorizontal(key, 0, page.height - page.top - top)
            _outline(canvas, title, key, level)
        for mark in slab.marks:
            if isinstance(mark, Rule):
                _paint_rule(canvas, page, top, mark)
            else:
                _paint_text(canvas, page, top, mark)
    _paint_number(canvas, page, number, fonts)
    canvas.showPage()


def _outline(canvas: Canvas, title: str, key: str, level: int) -> None:
    """Add a bookmark; a level that would leave a gap below the last one is raised, as PDF knows no gaps."""
    last = getattr(canvas, "smartplanner_level", -1)
    level = min(level, last + 1)
    canvas.smartplanner_level = level
    canvas.addOutlineEntry(title, key, level=level, closed=False)


def _paint_rule(canvas: Canvas, page: Page, top: float, rule: Rule) -> None:
    canvas.setStrokeColor(HexColor(f"#{rule.color}"))
    canvas.setLineWidth(rule.width)
    base = page.height - page.top - top
    canvas.line(page.left + rule.x1, base - rule.y1, page.left + rule.x2, base - rule.y2)


def _paint_text(canvas: Canvas, page: Page, top: float, text: Text) -> None:
    if not text.pieces:
        return
    target = canvas.beginText(page.left + text.x, page.height - page.top - top - text.y)
    target.setFillColor(HexColor(f"#{text.color}"))
    if text.heavy:
        canvas.setLineWidth(text.size * HEAVY_STROKE)
        canvas.setStrokeColor(HexColor(f"#{text.color}"))
    target.setTextRenderMode(2 if text.heavy else 0)
    for piece in text.pieces:
        target.setFont(piece.font, text.size)
        target.setCharSpace(piece.extra)
        target.textOut(piece.text)
    target.setCharSpace(0)
    canvas.drawText(target)


def _paint_number(canvas: Canvas, page: Page, number: int, fonts: FontBook) -> None:
    """Draw — 1 —: on odd pages one character from the right edge, on even pages one from the left."""
    style = face(fonts, "song", SI_HAO_PT)
    label = f"— {number} —"
    width = style.width(label)
    x = page.text_width - SI_HAO_PT - width if number % 2 else SI_HAO_PT
    y = page.text_height + geometry.points(geometry.PAGE_NUMBER_BELOW_TEXT_MM) + 0.38 * SI_HAO_PT
    _paint_text(canvas, page, 0, Text(x, y, SI_HAO_PT, style.pieces(label)))
