"""The Gantt on paper: every row and bar on some page, the table on each, Chinese that can be searched."""

import shutil
import subprocess
from datetime import date

import pytest
from gantt_sample import TODAY, programme
from PySide6.QtGui import QFont

from smartplanner.base.problems import Problem
from smartplanner.changes import Label
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.queries.gantt import gantt
from smartplanner.rules.workdays import Calendar
from smartplanner.ui.gantt.look import ChartLook
from smartplanner.ui.gantt.outline import Outline
from smartplanner.ui.gantt.printing import Paper, PrintedChart

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def office(journal):
    made = Office(journal)
    made.journal.commit(Label("Sample"), programme(4))
    return made


@pytest.fixture
def look(qapp):
    return ChartLook(QFont(), TODAY, TODAY, Calendar())


@pytest.fixture
def outline(office):
    made = Outline()
    made.show(gantt(office.reader, as_of=TODAY))
    return made


def test_every_row_is_on_some_page_and_pages_are_as_high_as_the_paper_allows(outline, look):
    for paper in (Paper("A3"), Paper("A4"), Paper("A4", "month")):
        chart = PrintedChart(outline, look, paper, "甘特图")
        printed = {place for page in chart.pages for place in range(page.first, page.end)}
        assert printed == set(range(len(outline.rows)))


def test_fitting_the_width_takes_one_page_across_and_shows_both_ends(outline, look):
    chart = PrintedChart(outline, look, Paper("A3", "fit"), "甘特图")

    assert len({page.timeline for page in chart.pages}) == 1
    timeline, width = chart.pages[0].timeline, Paper("A3").area.width() - chart.table
    assert timeline.left(date(2026, 1, 5)) >= 0
    assert timeline.right(date(2027, 12, 31)) <= width


def test_there_are_no_pages_on_which_nothing_happens(outline, look):
    chart = PrintedChart(outline, look, Paper("A4", "week"), "甘特图")
    bands = {page.timeline for page in chart.pages}
    rows = {page.first for page in chart.pages}

    assert len(chart.pages) < len(bands) * len(rows)


def test_a_wrong_year_asks_for_few_pages(outline, look, office):
    set_fields(office, "milestone", ["step-0-4-3"], {"due": date(9999, 12, 31)})
    outline.show(gantt(office.reader, as_of=TODAY))

    assert len(PrintedChart(outline, look, Paper("A4", "week"), "甘特图").pages) < 600


def test_titles_are_whole_in_the_table(outline, look):
    chart = PrintedChart(outline, look, Paper("A3"), "甘特图")
    longest = max(look.bold_metrics.horizontalAdvance(row.title) for row in outline.rows)

    assert chart.table > longest


def test_the_pdf_holds_the_chinese_words_and_their_fonts(outline, look, tmp_path):
    chart = PrintedChart(outline, look, Paper("A4"), "进度甘特图：全部计划")
    path = tmp_path / "甘特图.pdf"

    count = chart.write_pdf(path)

    assert count == len(chart.pages)
    assert b"/FontFile2" in path.read_bytes() or b"/FontFile3" in path.read_bytes()
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    words = done.stdout.decode("utf-8")
    assert words.count("\f") == count
    assert "数字底座建设" in words
    assert "进度甘特图：全部计划" in words


def test_a_folder_that_cannot_be_written_is_a_problem(outline, look, tmp_path):
    with pytest.raises(Problem):
        PrintedChart(outline, look, Paper("A4"), "甘特图").write_pdf(tmp_path / "none" / "x.pdf")


def test_other_paper_is_laid_out_anew(outline, look):
    large, small = (PrintedChart(outline, look, Paper(size), "甘特图") for size in ("A3", "A4"))
    assert len(small.pages) > len(large.pages)
    assert small.picture(0, 350).width() == 350
