"""Measures a .docx: what each paragraph is set in, with the styles, themes and defaults that it inherits worked out.

Lengths are points.  Text boxes, deleted text and the insides of tables are not measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from smartplanner.base.i18n import _
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.archive import Archive
from smartplanner.excel.reading.scan import check_xml
from smartplanner.excel.word.formats import Format, Formats
from smartplanner.excel.word.lengths import TWIPS_PER_POINT, number
from smartplanner.excel.word.numbering import Counter, Numbering
from smartplanner.excel.word.reasons import too_much_text
from smartplanner.excel.word.setting import setting_of
from smartplanner.rules.paper.facts import (
    FooterFacts,
    PaperFacts,
    ParagraphFacts,
    RunFacts,
    SectionFacts,
    TableFacts,
)  # fmt: skip

LARGEST_PART = 64 << 20
MOST_PARAGRAPHS = 20_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED = frozenset(W + name for name in ("del", "moveFrom", "pPrChange", "rPrChange", "txbxContent", "tbl"))
_MAIN = "word/document.xml"
_TAIL_ROWS, _TAIL_TEXT = 4, 400
"""Rows of a table that may be a 版记, and letters of it that are kept."""


def measure(archive: Archive, numbering: Numbering, *, file: str) -> PaperFacts:
    """Return what was measured in an archive that was looked through; a Problem for one that is damaged."""
    formats = Formats(part(archive, "word/styles.xml"), part(archive, "word/theme/theme1.xml"))
    body = _found(part(archive, _MAIN), "body")
    if body is None:
        raise refusals.damaged(_("part {part} breaks off at byte {byte}", part=_MAIN, byte=0))
    measuring = _Measuring(archive, formats, Counter(numbering), numbering)
    measuring.go_through(body)
    settings = part(archive, "word/settings.xml")
    return PaperFacts(
        file=file,
        sections=tuple(measuring.sections),
        paragraphs=tuple(measuring.paragraphs),
        tables=tuple(measuring.tables),
        odd_and_even=settings is not None and _on(settings.find(W + "evenAndOddHeaders")),
        normal_size=formats.paragraph("").size,
        pages=_pages(archive),
    )


def part(archive: Archive, name: str) -> Any:
    """Return the root of a part, None where it is missing; a Problem for one that is damaged or too large."""
    if name not in archive.names:
        return None
    if archive.sizes()[name] > LARGEST_PART:
        raise refusals.too_much_inside(archive.sizes()[name], LARGEST_PART, name)
    check_xml(archive.pieces(name), name)
    try:
        return ElementTree.fromstring(archive.read(name, LARGEST_PART))
    except ElementTree.ParseError as error:
        raise refusals.damaged(_("part {part} breaks off at byte {byte}", part=name, byte=error.position[1])) from error


class _Measuring:
    """Goes through the body once and gathers what it finds."""

    def __init__(self, archive: Archive, formats: Formats, counter: Counter, numbering: Numbering) -> None:
        self.sections: list[SectionFacts] = []
        self.paragraphs: list[ParagraphFacts] = []
        self.tables: list[TableFacts] = []
        self._archive, self._formats = archive, formats
        self._counter, self._numbering = counter, numbering
        self._feet = _relations(archive)
        self._references: dict[str, str] = {}

    def go_through(self, body: Any) -> None:
        blocks = list(_blocks(body))
        for place, block in enumerate(blocks):
            if block.tag == W + "tbl":
                self.tables.append(_table(block, after=len(self.paragraphs)))
                continue
            self._paragraph(block, before_table=_before_table(blocks[place + 1 : place + 3]))
            section = block.find(f"{W}pPr/{W}sectPr")
            if section is not None:
                self.sections.append(self._section(section))
        last = body.find(W + "sectPr")
        self.sections.append(self._section(last if last is not None else ElementTree.Element(W + "sectPr")))

    def _paragraph(self, node: Any, *, before_table: bool) -> None:
        if len(self.paragraphs) >= MOST_PARAGRAPHS:
            raise too_much_text(MOST_PARAGRAPHS)
        number = len(self.paragraphs) + 1
        self.paragraphs.append(self._measured(node, number, before_table=before_table))

    def _measured(self, node: Any, number: int, *, before_table: bool = False, counted: bool = True) -> ParagraphFacts:
        properties = node.find(W + "pPr")
        style = _value(properties, "pStyle")
        format = self._formats.paragraph(style).with_properties(properties, None)
        runs = tuple(self._runs(node, format))
        label = self._label(properties, style, runs) if counted else ""
        mark = properties.find(W + "rPr") if properties is not None else None
        mark_size = format.with_properties(None, mark, theme=self._formats.theme).size
        return ParagraphFacts(
            number=number,
            text=label + "".join(run.text for run in runs).strip(),
            style=self._formats.name(style),
            runs=runs,
            align=format.align,
            first_line=format.first_line,
            first_line_characters=format.first_line_characters,
            left=format.left,
            pitch=format.pitch,
            on_grid=format.on_grid,
            section=len(self.sections),
            framed=format.framed,
            before_table=before_table,
            setting=setting_of(node, format, mark_size=mark_size),
        )

    def _label(self, properties: Any, style: str, runs: tuple[RunFacts, ...]) -> str:
        """Return the automatic number, which stands in no run."""
        own = properties.find(W + "numPr") if properties is not None else None
        found = self._numbering.of_style(style) if style else None
        numbering = (_value(own, "numId") if own is not None else "") or (found[0] if found else "")
        level = int(number(_value(own, "ilvl"))) if own is not None else found[1] if found else 0
        if not numbering or numbering == "0" or not any(run.text.strip() for run in runs):
            return ""
        return self._counter.label(numbering, level)

    def _runs(self, node: Any, format: Format) -> Iterator[RunFacts]:
        for run in _descend(node, W + "r"):
            text = "".join(_texts(run))
            properties = run.find(W + "rPr")
            if not text or (properties is not None and _on(properties.find(W + "vanish"))):
                continue
            own = format
            if style := _value(properties, "rStyle"):
                own = self._formats.with_character_style(own, style)
            own = own.with_properties(None, properties, theme=self._formats.theme)
            yield RunFacts(text, own.font, own.latin, own.size, own.bold, own.color, own.spacing)

    def _section(self, node: Any) -> SectionFacts:
        for reference in node.findall(W + "footerReference"):
            self._references[reference.get(W + "type", "default")] = reference.get(_R + "id", "")
        size, margins, grid = (node.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))
        return SectionFacts(
            width=_twips(size, "w", 12240), height=_twips(size, "h", 15840),
            top=abs(_twips(margins, "top", 1440)), bottom=abs(_twips(margins, "bottom", 1440)),
            left=_twips(margins, "left", 1440) + _twips(margins, "gutter", 0), right=_twips(margins, "right", 1440),
            grid=grid.get(W + "type", "") if grid is not None else "",
            grid_pitch=_twips(grid, "linePitch", 0),
            grid_character=number(grid.get(W + "charSpace", "0")) / 4096 if grid is not None else 0.0,
            odd=self._foot("default"), even=self._foot("even"),
            header_distance=_twips(margins, "header", 720),
            first_header=self._first_header(node),
        )  # fmt: skip

    def _first_header(self, node: Any) -> tuple[ParagraphFacts, ...]:
        """Measure what stands above the first page of a section, if that is another header than on the others."""
        if not _on(node.find(W + "titlePg")):
            return ()
        for reference in node.findall(W + "headerReference"):
            name = self._feet.get(reference.get(_R + "id", "")) if reference.get(W + "type") == "first" else None
            root = part(self._archive, name) if name else None
            if root is not None:
                return tuple(self._measured(item, 0, counted=False) for item in root.findall(W + "p"))
        return ()

    def _foot(self, kind: str) -> FooterFacts | None:
        name = self._feet.get(self._references.get(kind, ""))
        root = part(self._archive, name) if name else None
        if root is None:
            return None
        for node in root.iter(W + "p"):
            text, run = _footer_text(node)
            if text.strip():
                return self._footer(node, text, run)
        return FooterFacts("", "", 0, "", 0)

    def _footer(self, node: Any, text: str, run: Any) -> FooterFacts:
        properties = node.find(W + "pPr")
        format = self._formats.paragraph(_value(properties, "pStyle")).with_properties(properties, None)
        align, indent = format.align, format.right if format.align in ("right", "end") else format.left
        own = (
            format.with_properties(None, run.find(W + "rPr"), theme=self._formats.theme) if run is not None else format
        )
        return FooterFacts(text.strip(), own.font, own.size, align, indent)


def _blocks(body: Any) -> Iterator[Any]:
    """Give the paragraphs and tables of the body, also those in content controls; nothing is gone into by recursion."""
    stack = [iter(body)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif node.tag in (W + "p", W + "tbl"):
            yield node
        elif node.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml", W + "smartTag"):
            stack.append(iter(node))


def _before_table(following: Sequence[Any]) -> bool:
    """Whether a table follows at once, or after the line that names its unit."""
    for node in following:
        if node.tag == W + "tbl":
            return True
        if not "".join(text.text or "" for text in node.iter(W + "t")).strip().startswith(("（单位", "单位：")):
            return False
    return False


def _descend(node: Any, wanted: str) -> Iterator[Any]:
    stack = [iter(node)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif item.tag == wanted:
            yield item
        elif item.tag not in _SKIPPED:
            stack.append(iter(item))


def _texts(run: Any) -> Iterator[str]:
    for item in run:
        if item.tag == W + "t":
            yield item.text or ""
        elif item.tag == W + "tab":
            yield "\t"
        elif item.tag == W + "noBreakHyphen":
            yield "-"


def _footer_text(node: Any) -> tuple[str, Any]:
    """Return the text of a foot with # for the number, and the run that draws it."""
    pieces: list[str] = []
    first, in_result, simple = None, False, 0
    for item in node.iter():
        if item.tag == W + "r" and first is None and item.find(W + "t") is not None:
            first = item
        if item.tag == W + "fldChar":
            kind = item.get(W + "fldCharType")
            in_result = kind == "separate" or (in_result and kind != "end")
        elif item.tag == W + "instrText" and "PAGE" in (item.text or "").upper().split():
            pieces.append("#")
        elif item.tag == W + "fldSimple" and "PAGE" in item.get(W + "instr", "").upper().split():
            pieces.append("#")
            # The number that was last worked out follows as text inside of the field.
            simple = sum(1 for _text in item.iter(W + "t"))
        elif item.tag == W + "t" and simple:
            simple -= 1
        elif item.tag == W + "t" and not in_result:
            pieces.append(item.text or "")
    return "".join(pieces), first


def _table(node: Any, *, after: int) -> TableFacts:
    rows = node.findall(W + "tr")
    head = rows[0].find(f"{W}trPr/{W}tblHeader") if rows else None
    texts = (text.text or "" for row in rows[:_TAIL_ROWS] for text in row.iter(W + "t"))
    begins = "".join(texts)[:_TAIL_TEXT] if len(rows) <= _TAIL_ROWS else ""
    return TableFacts(len(rows), _on(head), after, begins, node.find(f"{W}tblPr/{W}tblpPr") is not None)


def _pages(archive: Archive) -> int:
    """Return the number of pages that the program which saved the file counted; 0 where it did not."""
    root = part(archive, "docProps/app.xml")
    found = next((item.text or "" for item in root if item.tag.endswith("}Pages")), "") if root is not None else ""
    return int(found) if found.isdecimal() and len(found) < 6 else 0


def _relations(archive: Archive) -> Mapping[str, str]:
    root = part(archive, "word/_rels/document.xml.rels")
    if root is None:
        return {}
    return {item.get("Id", ""): "word/" + item.get("Target", "").removeprefix("/word/") for item in root}


def _found(root: Any, name: str) -> Any:
    return root.find(W + name) if root is not None else None


def _value(node: Any, name: str) -> str:
    item = node.find(W + name) if node is not None else None
    return item.get(W + "val", "") if item is not None else ""


def _on(node: Any) -> bool:
    return node is not None and node.get(W + "val", "1") not in ("0", "false", "off")


def _twips(node: Any, name: str, usual: float) -> float:
    return number(node.get(W + name, str(usual))) / TWIPS_PER_POINT if node is not None else usual / TWIPS_PER_POINT
