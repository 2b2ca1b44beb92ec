"""Columns in which nothing stands: put away where the list is long, and back as soon as something is written there."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.ui.grid.empty_columns import FEWEST
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)


@pytest.fixture
def session(new_session):
    return new_session()


def fill(session, count):
    rows = [insert("task", f"t{number}", {"title": f"平台{number}", "state": "in_progress"}) for number in range(count)]
    session.office.journal.commit(Label("rows"), rows)


def shown(qtbot, session):
    made = TasksPage(session)
    qtbot.addWidget(made)
    made.resize(1366 - 176, 700)
    made.show()
    return made


def names(page):
    return {column.name for column in page.table.shown_columns()}


def test_a_short_list_shows_all_its_columns_to_type_into(qtbot, session):
    fill(session, FEWEST - 1)
    assert "code" in names(shown(qtbot, session))


def test_what_stands_in_no_row_is_put_away_until_it_is_written(qtbot, session):
    fill(session, FEWEST)
    page = shown(qtbot, session)
    assert "code" not in names(page)
    assert {"title", "lead", "due", "progress"} <= names(page)
    set_fields(session.office, "task", ["t3"], {"code": "A-3"})
    assert "code" in names(page)


def test_a_column_that_a_person_shows_stays_and_one_that_a_person_hides_does_not_come_back(qtbot, session):
    fill(session, FEWEST)
    page = shown(qtbot, session)
    page.table.show_column("code", shown=True)
    page.table.show_column("state", shown=False)
    page.memory.keep()
    set_fields(session.office, "task", ["t3"], {"code": "A-3"})
    again = shown(qtbot, session)
    assert "code" in names(again)
    assert "state" not in names(again)


def test_title_unit_district_deadline_light_cause_and_progress_fit_a_small_screen(qtbot, session):
    fill(session, FEWEST)
    page = shown(qtbot, session)
    qtbot.waitUntil(lambda: page.table.viewport().width() > 1000)
    last = page.model.column_of("progress")
    for name in ("title", "lead", "district", "due", "light", "cause", "progress"):
        page.table.show_column(name, shown=True)
    assert page.table.columnViewportPosition(last) + page.table.columnWidth(last) <= page.table.viewport().width()


def test_what_stands_in_few_rows_goes_to_the_end(qtbot, session):
    fill(session, FEWEST)
    set_fields(session.office, "task", ["t3"], {"code": "A-3"})
    page = shown(qtbot, session)
    assert [column.name for column in page.table.shown_columns()][-1] == "code"
