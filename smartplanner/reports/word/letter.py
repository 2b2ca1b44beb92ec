"""信函格式 in Word (GB/T 9704 §10.1): the name and the red double rules stand outside of the 版心.

They are in the header and the footer of the first page, which therefore has no page number.
"""

from __future__ import annotations

from collections.abc import Iterator

from smartplanner.reports.document.blocks import LetterHead
from smartplanner.reports.page import geometry
from smartplanner.reports.page.geometry import PORTRAIT, points, twips, twips_of_points
from smartplanner.reports.page.heads import NameSetting, letter_name
from smartplanner.reports.word.xml import Element, add_run, child, element, paragraph

_SIDE_MM = (geometry.PAPER_WIDTH_MM - geometry.LETTER_RULE_MM) / 2
"""From the edge of the paper to the double rules."""
_THICK, _THIN = geometry.LETTER_RULE_STROKES_PT
_RULE_SIZE = round(_THICK * 8)
"""Eighths of a point of the thick stroke: the thin one and the gap are three quarters of a point, whatever it is."""
_RULE_PT = _THICK + 2 * _THIN
_BODY_BEGINS_PT = points(geometry.TOP_MM) + geometry.LINE_PITCH_PT
"""From the edge of the paper to the text of the first page: the second line of its 版心, a whole line lower than on
other pages.  LibreOffice centres the lines of the grid in the room that the head leaves, so this must be no other."""
_LOWEST_LINE_PT = 18.0


def below_letter_rule(head: LetterHead) -> Iterator[Element]:
    """Give the lines below the first rule: what marks the paper at the left, the number at the right."""
    left = head.markings.lines
    for place in range(max(1, len(left))):
        line = paragraph("LetterNumber" if place == 0 else "MastheadNote")
        tabs = child(line[0], "tabs")
        child(tabs, "tab", val="right", pos=twips_of_points(PORTRAIT.text_width))
        if place == 0:
            height = twips_of_points(_number_line(head))
            child(line[0], "spacing", before=0, after=0, line=height, lineRule="exact")
        if place < len(left):
            run = add_run(line, left[place])
            if left[place] != head.markings.copy_number:
                _hei(run)
        if place == 0:
            add_run(line, f"\t{head.number}")
        yield line


def _hei(run: Element) -> None:
    fonts = run[0][0]
    fonts.set(fonts.tag.replace("rFonts", "eastAsia"), "黑体")


def set_name(line: Element, setting: NameSetting) -> None:
    """Give the runs of a line the size of the red name, spread when it is short and squeezed when it is long."""
    for run in line.iter(element("rPr").tag):
        child(run, "spacing", val=twips_of_points(setting.spread))
        if setting.squeeze < 1:
            child(run, "w", val=int(setting.squeeze * 100))
        child(run, "sz", val=int(setting.size * 2))
        child(run, "szCs", val=int(setting.size * 2))


def header_paragraph(head: LetterHead) -> Element:
    """Return the name with the upper rule, thick over thin, 4 mm below it."""
    setting = letter_name(head.name)
    made = paragraph("LetterName", setting.text)
    properties = made[0]
    edges = child(properties, "pBdr")
    space = _space_above_rule(setting)
    child(edges, "bottom", val="thickThinSmallGap", sz=_RULE_SIZE, space=space, color=geometry.RED)
    child(
        properties, "spacing", before=0, after=0, line=twips_of_points(_name_line(setting)), lineRule="exact",
    )  # fmt: skip
    child(properties, "ind", **_sides())
    set_name(made, setting)
    return made


def gap_paragraph(head: LetterHead) -> Element:
    """Return what lies between the rule and the first line of the text."""
    made = paragraph("TableGap")
    room = _BODY_BEGINS_PT - _rule_ends(head)
    child(made[0], "spacing", before=0, after=0, line=twips_of_points(room), lineRule="exact")
    return made


def _name_line(setting: NameSetting) -> float:
    return setting.size * 1.1


def _space_above_rule(setting: NameSetting) -> int:
    # A fixed line keeps a fifth below the baseline and a glyph reaches 0.12 em down: 4 mm count from there.
    return round(points(geometry.LETTER_RULE_BELOW_NAME_MM) - 0.1 * setting.size)


def _rule_ends(head: LetterHead) -> float:
    """Return how far below the edge of the paper the upper double rule ends, in points."""
    setting = letter_name(head.name)
    name = points(geometry.LETTER_NAME_FROM_EDGE_MM) + _name_line(setting)
    return name + _space_above_rule(setting) + _RULE_PT


def _number_line(head: LetterHead) -> float:
    """Return how high the line of the number is: its characters stand seven eighths of one below the rule."""
    # A line of fixed height keeps four fifths of it above the baseline, its characters reach 0.88 up.
    above = _rule_ends(head) + geometry.SAN_HAO_PT * 7 / 8 - _BODY_BEGINS_PT
    return max(_LOWEST_LINE_PT, (above + 0.88 * geometry.SAN_HAO_PT) / 0.8)


def footer_paragraph() -> Element:
    """Return the lower rule, thin over thick."""
    made = paragraph("TableGap")
    edges = child(made[0], "pBdr")
    child(edges, "bottom", val="thinThickSmallGap", sz=_RULE_SIZE, space=0, color=geometry.RED)
    child(made[0], "spacing", before=0, after=0, line=20, lineRule="exact")
    child(made[0], "ind", **_sides())
    return made


def _sides() -> dict[str, int]:
    """Return indents that widen a paragraph of the 版心 to the 170 mm of the rules."""
    return {
        "left": twips(_SIDE_MM - geometry.LEFT_MM), "right": twips(_SIDE_MM - geometry.RIGHT_MM),
        "firstLine": 0,
    }  # fmt: skip
