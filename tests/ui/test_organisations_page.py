"""Handing over all that a unit has, from the page of units."""

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.ui.organisations import OrganisationPage, hand_over_dialog


@pytest.fixture
def session(session_on, journal):
    journal.commit(
        Label("units"),
        [
            insert("organisation", "old", {"name": "北京市甲局"}),
            insert("organisation", "new", {"name": "北京市乙局"}),
            insert("task", "t", {"title": "智慧停车", "lead": "old", "state": "in_progress"}),
            insert("party", "p", {"task": "t", "organisation": "old", "role": "lead"}),
        ],
    )
    return session_on(Office(journal))


@pytest.fixture
def page(show, session):
    return show(OrganisationPage(session))


def test_all_of_a_unit_is_handed_over_in_one_step_that_undo_takes_back(qtbot, session):
    dialog = hand_over_dialog(session, "old")
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.refusal.text()  # nobody is chosen yet
    dialog.editors["taker"].set_value("new")
    dialog.accept()
    reader = session.office.reader
    assert (reader.row("task", "t").lead, reader.row("party", "p").organisation) == ("new", "new")
    session.office.journal.undo()
    assert reader.row("task", "t").lead == "old"


def test_a_unit_with_duties_is_not_removed_before_they_are_handed_over(page, monkeypatch):
    asked = []
    monkeypatch.setattr(OrganisationPage, "hand_over", lambda self: asked.append(self.table.selected_ids()))
    page.table.select("old")
    assert [entry.isEnabled() for entry in page.menu().actions()] == [True, True, True]
    page.remove_button.click()
    assert asked == [["old"]]
    assert page.session.office.reader.count("organisation") == 2
