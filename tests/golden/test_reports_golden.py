"""The monthly briefing of the sample month, line by line as it is set, against what was read and approved.

After a wanted change: SMARTPLANNER_UPDATE_GOLDEN=1 pytest tests/golden/test_reports_golden.py, then read the diff.
"""

import io
import os
import sys
from pathlib import Path

import docx

from smartplanner.reports.page.geometry import LINE_PITCH_PT
from smartplanner.reports.papers.periodic.briefing import build_briefing
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.layout import Layout
from smartplanner.reports.pdf.marks import Text
from smartplanner.reports.pdf.writer import paginate
from smartplanner.reports.word.writer import write_docx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "unit" / "reports"))
from briefing_samples import sample_figures  # noqa: E402 (the samples of the unit tests)


def check(name: str, text: str) -> None:
    path = HERE / "reports" / name
    if os.environ.get("SMARTPLANNER_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


def test_the_pages_of_the_pdf_are_as_approved():
    lines: list[str] = []
    sheets = paginate(Layout(load_fonts()).items(build_briefing(sample_figures())), LINE_PITCH_PT)
    for number, sheet in enumerate(sheets, start=1):
        lines.append(f"== {number} {'横' if sheet.page.width > sheet.page.height else '竖'}")
        for top, slab in sheet.slabs:
            words = ["".join(piece.text for piece in mark.pieces) for mark in slab.marks if isinstance(mark, Text)]
            if any(words):
                lines.append(f"{top:6.1f}  {' | '.join(words)}")
    check("monthly_briefing.pdf.txt", "\n".join(lines) + "\n")


def test_the_paragraphs_of_the_word_file_are_as_approved():
    body = docx.Document(io.BytesIO(write_docx(build_briefing(sample_figures())))).element.body
    lines = [
        f"{paragraph.xpath('string(./w:pPr/w:pStyle/@w:val)')}  {''.join(paragraph.xpath('.//w:t/text()'))}"
        for paragraph in body.xpath("//w:p")
    ]
    check("monthly_briefing.docx.txt", "\n".join(lines) + "\n")
