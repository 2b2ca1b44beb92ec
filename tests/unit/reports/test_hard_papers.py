"""Papers with what nobody thought of when they were drawn up."""

from datetime import date

from smartplanner.reports.document.blocks import Column, Document, HeadCell, Meta, Table
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.writer import write_pdf


def test_a_table_whose_head_fills_a_page_is_still_written():
    head = (tuple(HeadCell("长" * 3000) for _column in range(3)),)
    table = Table(columns=(Column(), Column(), Column()), head=head, rows=(("甲", "乙", "丙"), ("丁", "戊", "己")))
    assert write_pdf(
        Document(Meta("表", "", "某办", date(2026, 11, 23)), "表", (table,)), fonts=load_fonts()
    ).startswith(b"%PDF")
