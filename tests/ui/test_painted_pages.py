"""Pages that Qt paints, the chart and the matrix: made a few at a time, so that the window answers between them."""

import pytest
from gantt_sample import TODAY, programme
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont

from smartplanner.changes import Label
from smartplanner.commands.office import Office
from smartplanner.queries.gantt import gantt
from smartplanner.reports.printed import PaperChoice
from smartplanner.rules.workdays import Calendar
from smartplanner.ui import theme
from smartplanner.ui.gantt.look import ChartLook
from smartplanner.ui.gantt.outline import Outline
from smartplanner.ui.gantt.printing import Paper, PrintedChart
from smartplanner.ui.printing import SheetDialog, Source
from smartplanner.ui.printing.source import Made
from smartplanner.ui.slices import Slices

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def session(journal, session_on):
    office = Office(journal)
    office.journal.commit(Label("Sample"), programme(4))
    return session_on(office, as_of=TODAY)


@pytest.fixture
def chart(qapp, session):
    outline = Outline()
    outline.show(gantt(session.office.reader, as_of=TODAY))
    return PrintedChart(outline, ChartLook(QFont(), TODAY, TODAY, Calendar()), Paper("A4", "week"), "甘特图")


@pytest.fixture
def dialog(qtbot, session, chart):
    def make(_choice: PaperChoice, _work: object) -> Made:
        return Made(len(chart.pages), painted=chart.pdf)

    source = Source(key="gantt", title="甘特图", make=make, painted=True, choices=frozenset())
    made = SheetDialog(session, source)
    made.many = 10_000
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_pages_of_a_chart_come_while_the_window_goes_on(qtbot, dialog, chart):
    assert dialog.busy
    assert dialog.view.pages is None
    qtbot.waitUntil(lambda: dialog.view.pages is not None)
    assert not dialog.busy
    assert len(dialog.view.pages.sizes) == len(chart.pages)


def test_between_two_pages_the_window_wears_its_own_colours(qtbot, chart):
    theme.wear("dark")
    try:
        for _part in chart.pdf():
            assert theme.worn() == "dark"
    finally:
        theme.wear("light")


def test_pages_that_are_not_wanted_any_more_are_not_painted(qtbot, dialog):
    dialog.stop()
    assert not dialog.busy
    assert dialog.view.pages is None
    dialog.load()
    qtbot.waitUntil(lambda: dialog.view.pages is not None)


def test_who_closes_the_dialog_stops_the_painting(qtbot, dialog):
    dialog.reject()
    assert not dialog.busy
    qtbot.waitUntil(lambda: not dialog.findChildren(Slices))


def test_what_fails_in_a_slice_reaches_whoever_asked(qtbot):
    def work():
        yield 0.5
        raise ValueError("broken")

    heard, parent = [], QObject()
    Slices(work(), heard.append, failed=heard.append, told=lambda _part: None, parent=parent)
    qtbot.waitUntil(lambda: bool(heard))
    assert isinstance(heard[0], ValueError)
