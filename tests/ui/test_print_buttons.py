"""The print buttons of pages and forms show the same preview as Ctrl+P, with paper and scale to choose beside it."""

import pytest
from gantt_sample import programme

from smartplanner.changes import Label
from smartplanner.commands.office import Office
from smartplanner.ui.gantt.page import GanttPage
from smartplanner.ui.portfolio.page import PortfolioPage
from smartplanner.ui.printing import SheetDialog


@pytest.fixture
def shown(monkeypatch, qtbot):
    """The previews that were opened: the key of what they print and how many pages they show."""
    found = []

    def look(dialog):
        qtbot.waitUntil(lambda: dialog.view.pages is not None and not dialog.busy)
        found.append((dialog.source.key, len(dialog.view.pages.sizes)))

    monkeypatch.setattr(SheetDialog, "exec", look)
    return found


@pytest.fixture
def session(journal, session_on):
    journal.commit(Label("Sample"), programme(2))
    return session_on(Office(journal))


def test_the_chart_prints_through_the_preview(qtbot, session, show, shown):
    page = show(GanttPage(session), size=(1200, 700))
    qtbot.waitUntil(lambda: len(page.canvas.outline.rows) > 0)
    page.bar.print_button.click()
    assert shown
    assert shown[0][0] == "gantt"


def test_the_matrix_prints_through_the_preview(qtbot, session, show, shown):
    page = show(PortfolioPage(session), size=(1200, 700))
    qtbot.waitUntil(lambda: page.matrix is not None)
    page.bar.print_button.click()
    assert shown == [("portfolio", 1)]
