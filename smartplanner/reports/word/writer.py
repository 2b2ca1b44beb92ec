"""A document as a Word file: python-docx for the package, our own XML for what stands in it.

The same document gives the same bytes: times come from the document's date, and nothing of this machine
goes in.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree  # type: ignore[import-untyped]

from smartplanner.base.memory import without_scans
from smartplanner.reports.document.blocks import (
    ANNEX_LIST_LABEL,
    Annex,
    Attendance,
    Block,
    Chart,
    Document,
    Heading,
    LetterHead,
    Meta,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Signature,
    Table,
    announcing,
)  # fmt: skip
from smartplanner.reports.document.clean import clean_tree
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import LANDSCAPE, PORTRAIT, Page, twips_of_points
from smartplanner.reports.page.linebreak import characters
from smartplanner.reports.page.sheets import PAGES
from smartplanner.reports.word.charts import chart_elements, embed_pictures
from smartplanner.reports.word.endings import (
    attendance_element,
    keep_with_signature,
    signature_elements,
    tail_elements,
)  # fmt: skip
from smartplanner.reports.word.footers import DASH_ABOVE_FOOT, Footers
from smartplanner.reports.word.heads import head_elements, title_element
from smartplanner.reports.word.styles import font_table_xml, styles_xml
from smartplanner.reports.word.tables import table_elements
from smartplanner.reports.word.xml import Element, add_run, child, element, paragraph

PARAGRAPH_STYLES = {
    ParagraphStyle.BODY: "Body",
    ParagraphStyle.ABSTRACT: "Abstract",
    ParagraphStyle.RIGHT: "Right",
    ParagraphStyle.CENTER: "Centre",
    ParagraphStyle.FLUSH: "Flush",
    ParagraphStyle.REMARK: "Remark",
}
CHARACTER = twips_of_points(geometry.CHARACTER_PITCH_PT)


@without_scans()
def write_docx(document: Document, *, pitch: float = geometry.LINE_PITCH_PT) -> bytes:
    """Return the document as a Word file; *pitch* is the line pitch in points."""
    document, _replaced = clean_tree(document)
    word = docx.Document()
    _set_styles(word, pitch)
    _strip_package(word)
    _set_properties(word, document.meta)
    body = word.element.body
    head = document.masthead
    letter = head if isinstance(head, LetterHead) else None
    sections = _Sections(Footers(word, letter), pitch, letter=letter is not None)
    body.clear()
    for item in _content(document, sections):
        body.append(item)
    embed_pictures(word)
    return _settled(word, document.meta.dated)


class _Sections:
    """Makes section properties."""

    def __init__(self, footers: Footers, pitch: float, *, letter: bool) -> None:
        self.footers = footers
        self.pitch = pitch
        self.letter = letter

    def properties(self, page: Page) -> Element:
        made = element("sectPr")
        first_page = self.footers.first_page()
        made.extend(first_page)
        made.extend(self.footers.references(page))
        child(made, "type", val="nextPage")
        size = child(made, "pgSz", w=twips_of_points(page.width), h=twips_of_points(page.height))
        if page.width > page.height:
            size.set(size.tag.replace("pgSz", "orient"), "landscape")
        below = page.height - page.top - page.text_height
        # Word measures to the foot of the line, the standard to the dash in it.
        dash = geometry.points(geometry.PAGE_NUMBER_BELOW_TEXT_MM) + DASH_ABOVE_FOOT * geometry.SI_HAO_PT
        footer = below - dash
        child(
            made, "pgMar",
            top=twips_of_points(page.top), left=twips_of_points(page.left), bottom=twips_of_points(below),
            right=twips_of_points(page.width - page.right_edge), gutter=0,
            header=geometry.twips(geometry.LETTER_NAME_FROM_EDGE_MM) if first_page else 851,
            footer=geometry.twips(geometry.LETTER_RULE_FROM_BOTTOM_MM) if self.letter else twips_of_points(footer),
        )  # fmt: skip
        if first_page:
            child(made, "titlePg")
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
    page = PAGES[document.paper]
    if document.masthead:
        yield from head_elements(document.masthead)
    if document.title:
        yield from (paragraph("Normal") for _line in range(document.lines_above_title))
        yield title_element("Title", document.title, page)
        if page is PORTRAIT:
            yield paragraph("Normal")
    body = list(_blocks(document.blocks[: document.before_annex_list], page))
    body += _annex_list(document)
    if document.before_annex_list < len(document.blocks):
        keep_with_signature(body)
    yield from body
    yield from _blocks(document.blocks[document.before_annex_list :], page)
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
        yield from tail_elements(document.tail, page, ruled=not isinstance(document.masthead, LetterHead))
    yield sections.properties(page)


def _blocks(blocks: Sequence[Block], page: Page) -> Iterator[Element]:
    for block, announces in announcing(blocks):
        made = list(_block(block, page))
        if announces:
            made[-1][0].insert(1, element("keepNext"))
        yield from made


def _block(block: Block, page: Page) -> Iterator[Element]:
    if isinstance(block, Heading):
        yield paragraph(f"Heading{block.level}", block.text)
    elif isinstance(block, Paragraph) and block.style is ParagraphStyle.TITLE:
        above = paragraph("Normal")
        child(above[0], "pageBreakBefore")
        yield from (above, title_element("Title", block.text, page), paragraph("Normal"))
    elif isinstance(block, Paragraph):
        made = paragraph(PARAGRAPH_STYLES[block.style])
        for run in block.runs:
            add_run(made, run.text, bold=run.bold)
        yield made
    elif isinstance(block, Table):
        yield from table_elements(block, page)
    elif isinstance(block, Signature):
        yield from signature_elements(block)
    elif isinstance(block, Attendance):
        if block.first:
            yield paragraph("Normal")
        yield attendance_element(block)
    elif isinstance(block, Chart):
        yield from chart_elements(block, page)
    elif isinstance(block, PageBreak):
        made = paragraph("Flush")
        child(child(made, "r"), "br", type="page")
        yield made


def _annex_list(document: Document) -> Iterator[Element]:
    """附件说明 (§7.3.4): a blank line below the body, two characters in; a long title goes on under itself."""
    for place, (number, title) in enumerate(document.annex_list):
        if place == 0:
            yield paragraph("Normal")
        label = ANNEX_LIST_LABEL if place == 0 else ""
        # A digit takes half of a character, the full stop a quarter.
        width = round((characters(number) - 0.25) * CHARACTER) if number else 0
        made = paragraph("Flush", label + number + title)
        left = (2 + len(ANNEX_LIST_LABEL)) * CHARACTER + width
        child(made[0], "ind", left=left, hanging=len(label) * CHARACTER + width)
        yield made


def _annex(annex: Annex, page: Page, *, break_before: bool) -> Iterator[Element]:
    label = paragraph("AnnexLabel", annex.label)
    if break_before:
        child(label[0], "pageBreakBefore")
    yield from (label, paragraph("Normal"), title_element("AnnexTitle", annex.title, page))
    if not annex.begins_with_caption:
        yield paragraph("Normal")
    yield from _blocks(annex.blocks, page)


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
