"""What is printed looks the same in every look: ink on white paper."""

import pytest
from gantt_sample import TODAY, programme
from PySide6.QtGui import QFont

from smartplanner.changes import Label
from smartplanner.commands.office import Office
from smartplanner.queries.gantt import gantt
from smartplanner.rules.workdays import Calendar
from smartplanner.ui import theme
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
def outline(office):
    made = Outline()
    made.show(gantt(office.reader, as_of=TODAY))
    return made


@pytest.fixture(params=["dark", "contrast"])
def dark(request):
    theme.wear(request.param)
    yield request.param
    theme.wear("light")


def test_a_printed_chart_is_the_same_in_every_look(qapp, outline):
    def printed():
        return PrintedChart(outline, ChartLook(QFont(), TODAY, TODAY, Calendar()), Paper("A3"), "甘特图")

    inside = printed().picture(0, 800).rect().adjusted(3, 3, -3, -3)
    light = printed().picture(0, 800).copy(inside)
    for look in ("dark", "contrast"):
        theme.wear(look)
        try:
            assert printed().picture(0, 800).copy(inside) == light
            assert theme.worn() == look
        finally:
            theme.wear("light")


def test_a_print_that_borrows_the_colours_of_paper_gives_them_back(dark, qapp, outline, tmp_path):
    chart = PrintedChart(outline, ChartLook(QFont(), TODAY, TODAY, Calendar()), Paper("A3"), "甘特图")
    chart.write_pdf(tmp_path / "图.pdf")
    assert (tmp_path / "图.pdf").read_bytes().startswith(b"%PDF")
    assert theme.worn() == dark
