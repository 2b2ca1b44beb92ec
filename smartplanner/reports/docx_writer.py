"""A document as a Word file: python-docx for the package, our own XML for what stands in it.

The same document gives the same bytes: times come from the document's date, and nothing of this machine
goes in.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree  # type: ignore[import-untyped]

from smartplanner.reports import geometry
from smartplanner.reports.blocks import (
    ANNEX_LIST_LABEL,
    Annex,
    Block,
    Document,
    Heading,
    Masthead,
    Meta,
    PageBreak,
    Paper,
    Paragraph,
    ParagraphStyle,
    Signature,
    Table,
    Tail,
)  # fmt: skip
from smartplanner.reports.clean import clean_tree
from smartplanner.reports.docx_footers import Footers
from smartplanner.reports.docx_styles import font_table_xml, styles_xml
from smartplanner.reports.docx_tables import table_elements
from smartplanner.reports.docx_xml import Element, add_run, child, element, paragraph
from smartplanner.reports.geometry import LANDSCAPE, PORTRAIT, SHEET_A3, SHEET_A4, Page, twips_of_points
from smartplanner.reports.linebreak import is_wide

PARAGRAPH_STYLES = {
    ParagraphStyle.BODY: "Body",
    ParagraphStyle.ABSTRACT: "Abstract",
    ParagraphStyle.RIGHT: "Right",
    ParagraphStyle.CENTER: "Centre",
    ParagraphStyle.FLUSH: "Flush",
}
PAPERS = {Paper.PORTRAIT: PORTRAIT, Paper.LANDSCAPE: SHEET_A4, Paper.WIDE: SHEET_A3}
CHARACTER = twips_of_points(geometry.CHARACTER_PITCH_PT)


def write_docx(document: Document, *, pitch: float = geometry.LINE_PITCH_PT) -> bytes:
    """Return the document as a Word file; *pitch* is the line pitch in points."""
    document, _replaced = clean_tree(document)
    word = docx.Document()
    _set_styles(word, pitch)
    _strip_package(word)
    _set_properties(word, document.meta)
    body = word.element.body
    sections = _Sections(Footers(word), pitch)
    body.clear()
    for item in _content(document, sections):
        body.append(item)
    return _settled(word, document.meta.dated)


class _Sections:
    """Makes section properties."""

    def __init__(self, footers: Footers, pitch: float) -> None:
        self.footers = footers
        self.pitch = pitch

    def properties(self, page: Page) -> Element:
        made = element("sectPr")
        made.extend(self.footers.references(page))
        child(made, "type", val="nextPage")
        size = child(made, "pgSz", w=twips_of_points(page.width), h=twips_of_points(page.height))
        if page.width > page.height:
            size.set(size.tag.replace("pgSz", "orient"), "landscape")
        below = page.height - page.top - page.text_height
        # Word measures to the foot of the line; the dash that the standard means stands in its middle.
        footer = below - geometry.points(geometry.PAGE_NUMBER_BELOW_TEXT_MM) - 0.4 * geometry.SI_HAO_PT
        child(
            made, "pgMar",
            top=twips_of_points(page.top), left=twips_of_points(page.left), bottom=twips_of_points(below),
            right=twips_of_points(page.width - page.right_edge), header=851, gutter=0,
            footer=twips_of_points(footer),
        )  # fmt: skip
        child(
            made, "docGrid", type="linesAndChars", linePitch=twips_of_points(self.pitch),
            charSpace=geometry.character_space(),
        )  # fmt: skip
        return made

    def end(self, page: Page) -> Element:
        """Return a tiny paragraph that ends a section."""
        made = paragraph("TableGap")
        child(made[0], "spacing", line=20, lineRule="exact")
        made[0].append(self.properties(page))
        return made


def _content(document: Document, sections: _Sections) -> Iterator[Element]:
    page = PAPERS[document.paper]
    if document.masthead:
        yield from _masthead(document.masthead)
    if document.title and page is not PORTRAIT:
        yield paragraph("Title", document.title)
    elif document.title:
        yield from (paragraph("Normal"), paragraph("Title", document.title), paragraph("Normal"))
    for block in document.blocks[: document.before_annex_list]:
        yield from _block(block, page)
    yield from _annex_list(document)
    for block in document.blocks[document.before_annex_list :]:
        yield from _block(block, page)
    for annex in document.annexes:
        wanted = LANDSCAPE if annex.landscape else PORTRAIT
        new_section = wanted is not page
        if new_section:
            yield sections.end(page)
            page = wanted
        yield from _annex(annex, page, break_before=not new_section)
    if document.tail:
        if page is LANDSCAPE:
            yield sections.end(page)
            page = PORTRAIT
        yield from _tail(document.tail, page)
    yield sections.properties(page)


def _masthead(head: Masthead) -> Iterator[Element]:
    yield paragraph("MastheadNote", head.note)
    room = geometry.points(geometry.MASTHEAD_NAME_WIDTH_MM)
    size = min(geometry.MASTHEAD_NAME_PT, room / max(1, len(head.name)))
    spread = min(size * 0.35, room / max(1, len(head.name)) - size)
    name = paragraph("MastheadName", head.name)
    for run in name.iter(element("rPr").tag):
        child(run, "spacing", val=twips_of_points(spread))
        child(run, "sz", val=int(size * 2))
        child(run, "szCs", val=int(size * 2))
    yield name
    yield paragraph("MastheadIssue", head.number)
    line = paragraph("MastheadLine", f"\t{head.issuer}\t{head.date}")
    edges = child(line[0], "pBdr")
    thickness = round(geometry.points(geometry.RED_RULE_MM) * 8)
    child(edges, "bottom", val="single", sz=thickness, space=3, color=geometry.RED)
    tabs = child(line[0], "tabs")
    child(tabs, "tab", val="left", pos=CHARACTER)
    child(tabs, "tab", val="right", pos=twips_of_points(PORTRAIT.text_width) - CHARACTER)
    yield line


def _block(block: Block, page: Page) -> Iterator[Element]:
    if isinstance(block, Heading):
        yield paragraph(f"Heading{block.level}", block.text)
    elif isinstance(block, Paragraph) and block.style is ParagraphStyle.TITLE:
        above = paragraph("Normal")
        child(above[0], "pageBreakBefore")
        yield from (above, paragraph("Title", block.text), paragraph("Normal"))
    elif isinstance(block, Paragraph):
        made = paragraph(PARAGRAPH_STYLES[block.style])
        for run in block.runs:
            add_run(made, run.text, bold=run.bold)
        yield made
    elif isinstance(block, Table):
        yield from table_elements(block, page)
    elif isinstance(block, Signature):
        yield from _signature(block)
    elif isinstance(block, PageBreak):
        made = paragraph("Flush")
        child(child(made, "r"), "br", type="page")
        yield made


def _signature(signature: Signature) -> Iterator[Element]:
    """Unsealed: the unit two characters from the right, the date's first character two right of the unit's."""
    unit, date = (_characters(text) for text in (signature.unit, signature.date))
    unit_right, date_right = 2.0, unit - date
    if date_right < 2:
        unit_right, date_right = 4 + date - unit, 2.0
    yield paragraph("Normal")
    for text, right in ((signature.unit, unit_right), (signature.date, date_right)):
        made = paragraph("Right", text)
        child(made[0], "ind", rightChars=round(right * 100), right=round(right * CHARACTER))
        yield made


def _characters(text: str) -> float:
    return sum(1.0 if is_wide(sign) else 0.5 for sign in text)


def _annex_list(document: Document) -> Iterator[Element]:
    """附件说明 (§7.3.4): a blank line below the body, two characters in; a long title goes on under itself."""
    for place, (number, title) in enumerate(document.annex_list):
        if place == 0:
            yield paragraph("Normal")
        label = ANNEX_LIST_LABEL if place == 0 else ""
        # A digit takes half of a character, the full stop a quarter.
        width = round((_characters(number) - 0.25) * CHARACTER) if number else 0
        made = paragraph("Flush", label + number + title)
        left = (2 + len(ANNEX_LIST_LABEL)) * CHARACTER + width
        child(made[0], "ind", left=left, hanging=len(label) * CHARACTER + width)
        yield made


def _annex(annex: Annex, page: Page, *, break_before: bool) -> Iterator[Element]:
    label = paragraph("AnnexLabel", annex.label)
    if break_before:
        child(label[0], "pageBreakBefore")
    yield from (label, paragraph("Normal"), paragraph("AnnexTitle", annex.title))
    if not annex.begins_with_caption:
        yield paragraph("Normal")
    for block in annex.blocks:
        yield from _block(block, page)


def _tail(tail: Tail, page: Page) -> Iterator[Element]:
    """Set the tail in a frame at the foot of the 版心, between two rules of its width."""
    character = twips_of_points(geometry.SI_HAO_PT)
    lines = [paragraph("Tail", text) for text in tail.lines]
    for line in lines:
        child(line[0], "ind", left=3 * character, right=character, hanging=2 * character)
    yield from (_framed(item, page) for item in (_rule(page), *lines, _rule(page)))
    if tail.copies:
        copies = paragraph("Tail", f"（共印{tail.copies}份）", align="right")
        copies[0].insert(1, element("ind", right=character))
        yield _framed(copies, page)
    anchor = paragraph("TableGap")
    child(anchor[0], "spacing", line=20, lineRule="exact")
    yield anchor


def _rule(page: Page) -> Element:
    """Return a low line filled by an underlined tab: LibreOffice drops a frame that has a paragraph border in it."""
    made = paragraph("TableGap")
    child(child(made[0], "tabs"), "tab", val="right", pos=twips_of_points(page.text_width))
    run = add_run(made, "\t")
    child(run[0], "u", val="thick", color="000000")
    return made


def _framed(target: Element, page: Page) -> Element:
    """Put a paragraph into the frame at the foot of the page; neighbours with the same frame share it."""
    frame = element(
        "framePr", w=twips_of_points(page.text_width), hSpace=0, vSpace=0, wrap="notBeside", hAnchor="margin",
        vAnchor="margin", xAlign="left", yAlign="bottom",
    )  # fmt: skip
    target[0].insert(1, frame)
    return target


def _set_styles(word: WordDocument, pitch: float) -> None:
    root = word.styles.element
    root.clear()
    for item in list(styles_xml(pitch=pitch)):
        root.append(item)


def _strip_package(word: WordDocument) -> None:
    """Drop what python-docx's own template brings along: a thumbnail, custom XML, the name of its maker's Word."""
    package = word.part.package
    for holder in (package, word.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.CUSTOM_XML):
                del holder.rels[key]
            elif relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
                relation.target_part._blob = _APPLICATION  # noqa: SLF001 (a plain part has no setter)
            elif relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
                relation.target_part._blob = etree.tostring(  # noqa: SLF001
                    font_table_xml(), encoding="UTF-8", xml_declaration=True, standalone=True
                )


_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>智城统筹</Application></Properties>"
).encode()


def _set_properties(word: WordDocument, meta: Meta) -> None:
    moment = datetime.datetime.combine(meta.dated, datetime.time())
    core = word.core_properties
    core.title, core.subject, core.author = meta.title[:255], meta.subject[:255], meta.author[:255]
    core.last_modified_by, core.comments, core.keywords, core.category = meta.author[:255], "", "", ""
    core.created = core.modified = moment
    core.revision, core.language = 1, "zh-CN"


def _settled(word: WordDocument, dated: datetime.date) -> bytes:
    """Save, and pack again in a fixed order with the document's date, as the clock would differ each time."""
    first, second = io.BytesIO(), io.BytesIO()
    word.save(first)
    stamp = (max(dated.year, 1980), dated.month, dated.day, 0, 0, 0)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return second.getvalue()
