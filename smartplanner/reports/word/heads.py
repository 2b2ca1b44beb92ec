"""What stands over a paper in Word: the name of a 简报, the red head of an official paper, and titles.

The head of a letter stands partly above the 版心: ``letter`` puts it into the header of the first page.
"""

from __future__ import annotations

from collections.abc import Iterator

from smartplanner.reports.document.blocks import Head, LetterHead, Markings, Masthead, RedHead
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import PORTRAIT, Page, points, twips_of_points
from smartplanner.reports.page.heads import (
    MARKING_LINES,
    SIGNER_LABEL,
    NameSetting,
    head_name,
    signer_line,
    signers_left,
)
from smartplanner.reports.page.linebreak import characters
from smartplanner.reports.page.title_lines import lines_on
from smartplanner.reports.word.letter import below_letter_rule, set_name
from smartplanner.reports.word.xml import Element, add_run, child, paragraph

CHARACTER = twips_of_points(geometry.CHARACTER_PITCH_PT)


def head_elements(head: Head) -> Iterator[Element]:
    """Give the paragraphs of a head."""
    if isinstance(head, Masthead):
        yield from _masthead(head)
    elif isinstance(head, LetterHead):
        yield from below_letter_rule(head)
    else:
        yield from _red_head(head)


def title_element(style: str, text: str, page: Page) -> Element:
    """Return a title in its lines."""
    return paragraph(style, "\n".join(lines_on(page, text)))


def marking_elements(markings: Markings, lines: int) -> Iterator[Element]:
    """Give 份号, 密级和保密期限 and 紧急程度, and empty lines up to *lines*."""
    for text in markings.lines:
        yield paragraph("Flush" if text == markings.copy_number else "MastheadNote", text)
    for _line in range(lines - len(markings.lines)):
        yield paragraph("Normal")


def name_element(style: str, setting: NameSetting) -> Element:
    """Return the red name: in its size, spread when it is short and squeezed when it is long."""
    made = paragraph(style, setting.text)
    set_name(made, setting)
    return made


def _masthead(head: Masthead) -> Iterator[Element]:
    yield paragraph("MastheadNote", head.note)
    yield name_element("MastheadName", head_name(head.name))
    yield paragraph("MastheadIssue", head.number)
    yield _issuer_line(head.issuer, head.date)


def _issuer_line(issuer: str, date: str) -> Element:
    line = paragraph("MastheadLine", f"\t{issuer}\t{date}")
    _red_rule(line, space=3)
    tabs = child(line[0], "tabs")
    child(tabs, "tab", val="left", pos=CHARACTER)
    child(tabs, "tab", val="right", pos=twips_of_points(PORTRAIT.text_width) - CHARACTER)
    return line


def _red_head(head: RedHead) -> Iterator[Element]:
    """§7.2: the name 35 mm below the top of the 版心, two blank lines, the number, the red rule 4 mm below it."""
    yield from marking_elements(head.markings, MARKING_LINES)
    setting = head_name(head.name, official=True)
    name = name_element("RedHeadName", setting)
    # Fixed line height: Word and LibreOffice keep four fifths of it above the baseline, a glyph reaches 0.85 em up.
    height = setting.size * 1.1
    above = points(geometry.NAME_BELOW_TOP_MM) - MARKING_LINES * geometry.LINE_PITCH_PT - 0.03 * setting.size
    child(name[0], "spacing", before=twips_of_points(above), after=0, line=twips_of_points(height), lineRule="exact")
    yield name
    if head.issuer or head.date:
        yield paragraph("MastheadIssue", head.number)
        yield _issuer_line(head.issuer, head.date)
        return
    yield from (paragraph("Normal"), paragraph("Normal"))
    if not head.signers:
        number = paragraph("DocumentNumber", head.number)
        _red_rule(number, space=_RULE_SPACE)
        yield number
        return
    yield from _signer_lines(head)


_FOOT_OF_LINE_PT = 0.2 * geometry.LINE_PITCH_PT - 0.12 * geometry.SAN_HAO_PT
"""What a line of fixed height leaves free below its characters: a fifth of it is below the baseline."""
_RULE_SPACE = round(points(geometry.RED_RULE_BELOW_NUMBER_MM) - _FOOT_OF_LINE_PT)
"""4 mm below the number's characters, counted from the foot of its line."""


def _signer_lines(head: RedHead) -> Iterator[Element]:
    """签发人 at the right, two on a line; the last line is that of the number (§7.2.6)."""
    rows = head.signer_rows
    start = signers_left(rows) - characters(SIGNER_LABEL)
    for place, row in enumerate(rows):
        last = place == len(rows) - 1
        label = SIGNER_LABEL if place == 0 else "\u3000" * len(SIGNER_LABEL)
        line = paragraph("DocumentNumberLeft")
        if last:
            _red_rule(line, space=_RULE_SPACE)
        tabs = child(line[0], "tabs")
        # A tab and no indent: the rule below is as wide as the paragraph.
        child(tabs, "tab", val="left", pos=CHARACTER)
        child(tabs, "tab", val="left", pos=round(start * CHARACTER))
        add_run(line, f"\t{head.number if last else ''}\t{label}")
        names = add_run(line, signer_line(row))
        fonts = names[0][0]
        for name in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(fonts.tag.replace("rFonts", name), "楷体_GB2312")
        yield line


def _red_rule(line: Element, *, space: int) -> None:
    edges = child(line[0], "pBdr")
    thickness = round(points(geometry.RED_RULE_MM) * 8)
    child(edges, "bottom", val="single", sz=thickness, space=space, color=geometry.RED)
