"""Page numbers in Word: — 1 — outside on odd and even pages, and on a turned page where an upright one has it."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from docx.document import Document as WordDocument
from docx.section import Section
from lxml import etree  # type: ignore[import-untyped]

from smartplanner.reports.document.blocks import LetterHead
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import LANDSCAPE, PORTRAIT, Page, twips_of_points
from smartplanner.reports.word.letter import footer_paragraph, gap_paragraph, header_paragraph
from smartplanner.reports.word.xml import Element, add_field, add_run, child, element, paragraph

DASH_ABOVE_FOOT = 0.2 + 0.38
"""Of the size: the dash that the standard means is 0.38 above the baseline, a fifth of a fixed line below it."""
FOOTER_PT = (
    geometry.points(geometry.BOTTOM_MM - geometry.PAGE_NUMBER_BELOW_TEXT_MM) - DASH_ABOVE_FOOT * geometry.SI_HAO_PT
)  # fmt: skip
"""From the edge of the paper to the foot of the number's line."""
_CELL_PT = 1.5 * geometry.SI_HAO_PT
"""Width of the upright cell that holds the number of a turned page."""


class Footers:
    """The footers of a document: makes them once, and gives each section its references to them."""

    def __init__(self, word: WordDocument, letter: LetterHead | None = None) -> None:
        word.settings.odd_and_even_pages_header_footer = True
        word.add_section()
        upright, turned = word.sections
        self._first_page = _letter_references(upright, letter) if letter is not None else ()
        self._references: Mapping[Page, Sequence[Element]] = {
            PORTRAIT: _fill(upright, turned=False, raised=letter is not None),
            LANDSCAPE: _fill(turned, turned=True),
        }

    def references(self, page: Page) -> list[Element]:
        """Return the references for the properties of a section of such pages; none for a sheet without number."""
        return [copy.deepcopy(reference) for reference in self._references.get(page, ())]

    def first_page(self) -> list[Element]:
        """Return the references to the head and foot of the first page of a letter, once; else nothing."""
        found, self._first_page = list(self._first_page), ()
        return found


def _letter_references(section: Section, letter: LetterHead) -> Sequence[Element]:
    """Put the name and the red rules of a letter outside of the 版心 of its first page."""
    section.different_first_page_header_footer = True
    for part, content in (
        (section.first_page_header, (header_paragraph(letter), gap_paragraph(letter))),
        (section.first_page_footer, (footer_paragraph(),)),
    ):
        part.is_linked_to_previous = False
        root = part._element  # noqa: SLF001 (as below)
        root.clear()
        root.extend(content)
    properties = section._sectPr  # noqa: SLF001 (as below)
    found = [item for item in properties if etree.QName(item).localname in ("headerReference", "footerReference")]
    for item in found:
        properties.remove(item)
    return found


def _fill(section: Section, *, turned: bool, raised: bool = False) -> Sequence[Element]:
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        number = _number(side)
        root = footer._element  # noqa: SLF001 (python-docx has no public way to the XML of a footer)
        root.clear()
        root.extend((_upright(number), paragraph("PageNumber")) if turned else (number,))
        if raised:
            root.append(_room_below())
    properties = section._sectPr  # noqa: SLF001 (nor to that of a section)
    return [item for item in properties if etree.QName(item).localname == "footerReference"]


def _room_below() -> Element:
    """Return the room below the number where the foot of the page begins at the red rule of a letter's first page."""
    made = paragraph("TableGap")
    room = FOOTER_PT - geometry.points(geometry.LETTER_RULE_FROM_BOTTOM_MM)
    child(made[0], "spacing", before=0, after=0, line=twips_of_points(room), lineRule="exact")
    return made


def _number(side: str) -> Element:
    made = paragraph("PageNumber", align=side)
    made[0].insert(1, element("ind", **{side: twips_of_points(geometry.SI_HAO_PT)}))
    add_run(made, "— ")
    add_field(made, "PAGE", "1")
    add_run(made, " —")
    return made


def _upright(number: Element) -> Element:
    """Put the number into a cell beside the text whose lines run down, as the paper is turned back to read it (§9)."""
    below = geometry.points(geometry.PAGE_NUMBER_BELOW_TEXT_MM)
    table = element("tbl")
    properties = child(table, "tblPr")
    child(
        properties, "tblpPr", horzAnchor="page", vertAnchor="page",
        tblpX=twips_of_points(LANDSCAPE.left - below - _CELL_PT / 2), tblpY=twips_of_points(LANDSCAPE.top),
    )  # fmt: skip
    child(properties, "tblW", w=twips_of_points(_CELL_PT), type="dxa")
    child(properties, "tblLayout", type="fixed")
    margins = child(properties, "tblCellMar")
    for edge in ("left", "right"):
        child(margins, edge, w=0, type="dxa")
    child(child(table, "tblGrid"), "gridCol", w=twips_of_points(_CELL_PT))
    row = child(table, "tr")
    child(child(row, "trPr"), "trHeight", val=twips_of_points(LANDSCAPE.text_height), hRule="exact")
    cell = child(row, "tc")
    facts = child(cell, "tcPr")
    child(facts, "tcW", w=twips_of_points(_CELL_PT), type="dxa")
    child(facts, "textDirection", val="tbRl")
    child(facts, "vAlign", val="center")
    cell.append(number)
    return table
