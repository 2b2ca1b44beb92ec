"""The first page of a letter in Word: its text begins a whole line below the top of 版心, whatever the name over it.

LibreOffice centres the lines of a page's grid in the room below a tall head; Word does not.  With a whole number of
lines left, both set the first line in the same place.
"""

from datetime import date

import pytest
from docx.oxml.ns import qn

from smartplanner.reports.document import markdown
from smartplanner.reports.document.blocks import Meta
from smartplanner.reports.page import geometry
from smartplanner.reports.word.letter import gap_paragraph, header_paragraph

PITCH = round(geometry.LINE_PITCH_PT * 20)
TOP = geometry.twips(geometry.TOP_MM)


def head_of(name):
    text = f'::: letterhead name="{name}" number="智办函〔2026〕3号"\n\n# 函\n\n正文。\n'
    return markdown.parse(text, meta=Meta("函", "", "某办", date(2026, 11, 3))).masthead


def line_of(element):
    return int(element.find(f"{qn('w:pPr')}/{qn('w:spacing')}").get(qn("w:line")))


@pytest.mark.parametrize("name", ["某市", "某市智慧城市办", "北京市智慧城市建设领导小组办公室", "某" * 25])
def test_the_head_of_a_letter_takes_exactly_one_line_of_the_text_area(name):
    head = head_of(name)
    title, gap = header_paragraph(head), gap_paragraph(head)
    rule = title.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}")
    thick, thin = geometry.LETTER_RULE_STROKES_PT
    drawn = 20 * (int(rule.get(qn("w:space"))) + thick + 2 * thin)
    ends = geometry.twips(geometry.LETTER_NAME_FROM_EDGE_MM) + line_of(title) + drawn + line_of(gap)
    assert ends == pytest.approx(TOP + PITCH, abs=3)
    assert line_of(gap) > 0
    assert int(rule.get(qn("w:sz"))) == thick * 8
