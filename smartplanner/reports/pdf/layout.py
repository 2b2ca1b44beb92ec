"""Blocks become slabs: the elements of GB/T 9704 on the grid of 22 lines."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from smartplanner.reports.document.blocks import (
    ANNEX_LIST_LABEL,
    Annex,
    Attendance,
    Block,
    Chart,
    Document,
    Heading,
    LetterHead,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Signature,
    Table,
    announcing,
)  # fmt: skip
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import (
    ER_HAO_PT,
    LANDSCAPE,
    PORTRAIT,
    SAN_HAO_PT,
    Page,
)  # fmt: skip
from smartplanner.reports.page.linebreak import Line, wrap
from smartplanner.reports.page.sheets import PAGES
from smartplanner.reports.page.title_lines import lines_on
from smartplanner.reports.pdf.charts import printed
from smartplanner.reports.pdf.endings import attendance_slabs, signature_slabs, tail_foot
from smartplanner.reports.pdf.fonts import FontBook
from smartplanner.reports.pdf.heads import head_slabs
from smartplanner.reports.pdf.marks import Face, Item, Mark, NewPage, Slab, Snap, face
from smartplanner.reports.pdf.tables import table_slabs

HEADING_ROLES = {1: "hei", 2: "kai", 3: "fangsong", 4: "fangsong"}
CHARACTER = geometry.CHARACTER_PITCH_PT


@dataclass(frozen=True)
class Layout:
    """Lays out one document; ``pitch`` is the height of a grid line in points."""

    fonts: FontBook
    pitch: float = geometry.LINE_PITCH_PT

    def items(self, document: Document) -> Iterator[Item]:
        """Give the document's slabs from its head to its tail."""
        if document.masthead:
            yield from head_slabs(document.masthead, self.fonts, self.pitch)
        page = PAGES[document.paper]
        if document.title:
            below = 1 if page is PORTRAIT else 0
            yield from self._title(document.title, page, level=0, above=document.lines_above_title, below=below)
        before = document.blocks[: document.before_annex_list]
        yield from self._blocks(list(announcing(before))[:-1], page)
        signed = document.before_annex_list < len(document.blocks)
        for block in before[-1:]:
            yield from _kept_at_end(list(self._block(block, page)), lines=_KEPT_LINES if signed else 0)
        annexes = list(self._annex_list(document.annex_list))
        yield from _kept_at_end(annexes, lines=len(annexes) if signed else 0)
        yield from self._blocks(announcing(document.blocks[document.before_annex_list :]), page)
        for annex in document.annexes:
            yield from self._annex(annex)
        if document.tail:
            if document.annexes and document.annexes[-1].landscape:
                # §7.3.7 and §7.4: 版记 follows the annexes, on the last side of the paper, and is read upright.
                # After a turned page it has a page of its own: the back of the sheet where that page is odd.
                yield NewPage(PORTRAIT)
            ruled = not isinstance(document.masthead, LetterHead)
            yield tail_foot(document.tail, self.fonts, self.pitch, ruled=ruled)

    def _blank(self, lines: int = 1) -> Slab:
        return Slab(self.pitch * lines, keep=True)

    def _title(self, text: str, page: Page, *, level: int, above: int = 1, below: int = 1) -> Iterator[Slab]:
        """Centre a title in lines of about one length, with so many blank lines *above* it and *below*."""
        style = face(self.fonts, "biaosong", ER_HAO_PT)
        if above:
            yield self._blank(above)
        lines = lines_on(page, text)
        for place, line in enumerate(lines):
            mark = self._centred(style, line, page.text_width, 0)
            yield Slab(self.pitch, (mark,), keep=True, bookmark=(level, text.replace("\n", "")) if place == 0 else None)
        if below:
            yield self._blank(below)

    def _centred(self, style: Face, text: str, width: float, top: float) -> Mark:
        return style.line(text, x=(width - style.width(text)) / 2, top=top, height=self.pitch)

    def _blocks(self, blocks: Iterable[tuple[Block, bool]], page: Page) -> Iterator[Item]:
        """Give the slabs of blocks, each with whether its last line stays with what follows."""
        for block, announces in blocks:
            yield from _kept_at_end(list(self._block(block, page)), lines=1) if announces else self._block(block, page)

    def _block(self, block: Block, page: Page) -> Iterator[Item]:
        handlers: dict[type[Any], Callable[..., Iterator[Item]]] = {
            Heading: self._heading, Paragraph: self._paragraph, Table: self._table, Signature: self._signature,
            PageBreak: self._page_break, Attendance: self._attendance, Chart: self._chart,
        }  # fmt: skip
        yield from handlers[type(block)](block, page)

    def _heading(self, heading: Heading, page: Page) -> Iterator[Item]:
        style = face(self.fonts, HEADING_ROLES[heading.level], SAN_HAO_PT)
        slabs = list(self._lines(heading.text, style, page, indent=2 * CHARACTER, keep=True))
        first = slabs[0]
        yield Slab(first.height, first.marks, keep=True, bookmark=(heading.level, heading.text))
        yield from slabs[1:]

    def _paragraph(self, paragraph: Paragraph, page: Page) -> Iterator[Item]:
        if paragraph.style is ParagraphStyle.TITLE:
            yield NewPage(page)
            yield from self._title(paragraph.text, page, level=0)
            return
        role = "kai" if paragraph.style is ParagraphStyle.ABSTRACT else "fangsong"
        style = face(self.fonts, role, SAN_HAO_PT)
        if paragraph.style in (ParagraphStyle.CENTER, ParagraphStyle.RIGHT):
            for line in wrap(paragraph.text, measure=style.measure(), width=page.text_width - CHARACTER):
                free = page.text_width - line.width
                x = free / 2 if paragraph.style is ParagraphStyle.CENTER else free - CHARACTER
                yield Slab(self.pitch, (style.line(line.text, x=x, top=0, height=self.pitch),))
            return
        heavy = [run.bold for run in paragraph.runs for _character in run.text]
        indent = 0 if paragraph.style is ParagraphStyle.FLUSH else 2 * CHARACTER
        yield from self._lines(paragraph.text, style, page, indent=indent, heavy=heavy)

    def _lines(
        self, text: str, style: Face, page: Page, *, indent: float, keep: bool = False, heavy: list[bool] | None = None
    ) -> Iterator[Slab]:
        place = 0
        for number, line in enumerate(wrap(text, measure=style.measure(), width=page.text_width, indent=indent)):
            x = indent if number == 0 else 0.0
            place = text.find(line.text, place) if line.text else place
            stretch = style.stretch_for(line, page.text_width - x)
            flags = heavy[place : place + len(line.text)] if heavy else []
            yield Slab(self.pitch, tuple(self._stretches(line, style, x, stretch, flags)), keep=keep)
            place += len(line.text)

    def _stretches(self, line: Line, style: Face, x: float, stretch: float, flags: list[bool]) -> Iterator[Mark]:
        """Give the line as one mark, or as several where its weight changes."""
        make = functools.partial(style.line, top=0, height=self.pitch, stretch=stretch)
        if not any(flags):
            yield make(line.text, x=x)
            return
        start = 0
        for end in range(1, len(line.text) + 1):
            if end == len(line.text) or flags[end] != flags[start]:
                part = line.text[start:end]
                yield make(part, x=x, heavy=flags[start])
                x += style.width(part) + stretch * sum(style.advance(sign) == style.pitch for sign in part)
                start = end

    def _table(self, table: Table, page: Page) -> Iterator[Item]:
        yield Snap()
        yield from table_slabs(table, self.fonts, page=page, pitch=self.pitch)
        yield Snap()

    def _chart(self, chart: Chart, page: Page) -> Iterator[Item]:
        style = face(self.fonts, "hei", geometry.XIAO_SI_PT)
        caption = (self._centred(style, line.text, page.text_width, 0) for line in self._caption_lines(chart, page))
        drawn = printed(chart.data, self.fonts, width=page.text_width, highest=page.text_height - 4 * self.pitch)
        yield Snap()
        yield replace(drawn, keep=True)
        yield from (Slab(self.pitch, (mark,)) for mark in caption)
        yield Snap()

    def _caption_lines(self, chart: Chart, page: Page) -> list[Line]:
        style = face(self.fonts, "hei", geometry.XIAO_SI_PT)
        return list(wrap(chart.caption, measure=style.measure(), width=page.text_width))

    def _page_break(self, _block: PageBreak, page: Page) -> Iterator[Item]:
        yield NewPage(page)

    def _signature(self, signature: Signature, _page: Page) -> Iterator[Item]:
        yield from signature_slabs(signature, self.fonts, self.pitch)

    def _attendance(self, attendance: Attendance, _page: Page) -> Iterator[Item]:
        yield from attendance_slabs(attendance, self.fonts, self.pitch)

    def _annex_list(self, annexes: Sequence[tuple[str, str]]) -> Iterator[Slab]:
        """附件说明 (§7.3.4): a blank line below the body, two characters in; a long title goes on under itself."""
        style = face(self.fonts, "fangsong", SAN_HAO_PT)
        label_x = 2 * CHARACTER
        number_x = label_x + style.width(ANNEX_LIST_LABEL)
        for place, (number, title) in enumerate(annexes):
            if place == 0:
                yield self._blank()
            title_x = number_x + style.width(number)
            lines = wrap(title, measure=style.measure(), width=PORTRAIT.text_width - title_x)
            for line_number, line in enumerate(lines):
                x, text = (title_x, line.text) if line_number else (number_x, number + line.text)
                if place == line_number == 0:
                    x, text = label_x, ANNEX_LIST_LABEL + text
                mark = style.line(text, x=x, top=0, height=self.pitch)
                yield Slab(self.pitch, (mark,), keep=place < len(annexes) - 1)

    def _annex(self, annex: Annex) -> Iterator[Item]:
        page = LANDSCAPE if annex.landscape else PORTRAIT
        yield NewPage(page)
        label = face(self.fonts, "hei", SAN_HAO_PT).line(annex.label, x=0, top=0, height=self.pitch)
        yield Slab(self.pitch, (label,), keep=True)
        yield from self._title(annex.title, page, level=1, below=0 if annex.begins_with_caption else 1)
        yield from self._blocks(announcing(annex.blocks), page)


_KEPT_LINES = 2
"""Lines of the text that go with a signature: a page never bears the signature alone (此页无正文)."""


def _kept_at_end(items: Sequence[Item], *, lines: int) -> Iterator[Item]:
    """Give *items*, the last so many slabs held together with what follows."""
    for place, item in enumerate(items):
        held = place >= len(items) - lines and isinstance(item, Slab)
        yield replace(item, keep=True) if held and isinstance(item, Slab) else item
