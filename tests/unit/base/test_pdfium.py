"""PDFium is not thread safe: everything asks one place for it, which lets one thread in and closes what it opened."""

import gc
import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest

from smartplanner.base import pdfium
from smartplanner.reports.charts.data import Part, Stack, Stacked
from smartplanner.reports.pdf.charts import picture
from smartplanner.ui.preview.pdf import Pages

SOURCES = Path(pdfium.__file__).resolve().parents[1]
NAMED = re.compile(r"\bPdfDocument\(|\bimport pypdfium2|\bfrom pypdfium2")
LEFT_OPEN = """
import sys
from smartplanner.base.pdfium import open_document
kept = open_document(sys.stdin.buffer.read(), owner=sys)
"""


@pytest.fixture(scope="module")
def pdf():
    with pdfium.LIBRARY:
        document = pypdfium2.PdfDocument.new()
        for _number in range(3):
            document.new_page(300, 400).close()
        memory = io.BytesIO()
        document.save(memory)
        document.close()
    return memory.getvalue()


def test_nothing_else_of_the_program_opens_a_pdf():
    texts = {path.relative_to(SOURCES).as_posix(): path.read_text("utf-8") for path in SOURCES.rglob("*.py")}
    assert {name for name, text in texts.items() if NAMED.search(text)} == {"base/pdfium.py", "ui/preview/pdf.py"}
    assert "PdfDocument(" not in texts["ui/preview/pdf.py"]


def test_previews_texts_and_charts_are_made_in_many_threads_at_once(pdf):
    chart = Stacked("灯", (Part("red", "red"), Part("green", "green")), (Stack("区", (2, 3)),))

    def work(number):
        if number % 3 == 0:
            return picture(chart, width=300, highest=200)[0][:4] == b"\x89PNG"
        pages = Pages(pdf)
        drawn = [pages.picture(page, 1.0).width() for page in range(3)]
        letters = pages.text(0).letters
        if number % 2:
            pages.close()
            assert pages.picture(0, 1.0).isNull()
            assert pages.bookmarks() == ()
        return drawn == [300] * 3 and letters == ""

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(work, range(36)))


def test_a_pdf_is_closed_when_nobody_shows_it_any_more(pdf):
    pages = Pages(pdf)
    document = pages._pdf
    del pages
    gc.collect()
    assert not document.raw


def test_what_is_still_open_when_the_program_ends_is_closed_without_a_word(pdf):
    done = subprocess.run([sys.executable, "-c", LEFT_OPEN], input=pdf, capture_output=True, check=True, timeout=600)
    assert (done.stdout, done.stderr) == (b"", b"")
