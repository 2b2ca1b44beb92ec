"""Every entity has its page and its form from its description alone, in Chinese."""

from datetime import date

import pytest
from examples import example_changes

from smartplanner.base.i18n import _
from smartplanner.changes import Label
from smartplanner.commands.office import Office
from smartplanner.model import entities
from smartplanner.ui.record_form import Form
from smartplanner.ui.records import RecordPage
from smartplanner.ui.session import Session
from smartplanner.ui.task_form import TaskForm

NAMES = list(entities())


@pytest.fixture
def session(qtbot, journal):
    journal.commit(Label("examples"), example_changes())
    return Session(Office(journal), date(2026, 11, 23))


@pytest.mark.parametrize("name", NAMES)
def test_its_page_shows_its_row(qtbot, session, name):
    page = RecordPage(session, name)
    qtbot.addWidget(page)
    page.show()
    assert page.model.rowCount() == 1
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in column.title) for column in page.model.columns)


@pytest.mark.parametrize("name", NAMES)
def test_its_form_shows_what_is_stored_and_saving_it_changes_nothing(qtbot, session, name):
    row = session.office.reader.rows(name)[0]
    form = TaskForm(session, row.id) if name == "task" else Form(session, name, row.id)
    qtbot.addWidget(form)
    assert _(entities()[name].label) in form.windowTitle()
    steps = len(session.office.journal.steps())
    assert form.save()
    assert len(session.office.journal.steps()) == steps
    assert session.office.reader.rows(name)[0] == row
