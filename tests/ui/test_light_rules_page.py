"""The page of the light table: tables of named places are previewed, taken over in one step, and checked."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.light_presets import preset_changes
from smartplanner.commands.office import Office
from smartplanner.ui.lamp import Lamp
from smartplanner.ui.light_rules import LightRulesPage
from smartplanner.ui.session import Session

DAY = date(2026, 11, 23)


@pytest.fixture
def page(show, journal):
    task = {"title": "甲事", "start": date(2026, 1, 1), "due": date(2026, 12, 31), "progress": 85.0}
    journal.commit(Label("start"), [*preset_changes("default"), insert("task", "t", task)])
    session = Session(Office(journal), DAY)
    made = show(LightRulesPage(session))
    yield made
    session.deleteLater()


def choose(page, name):
    page.presets.choice.setCurrentIndex(page.presets.choice.findData(name))


def test_a_preview_says_how_many_lights_would_change_and_writes_nothing(page):
    choose(page, "yichang")
    page.presets.preview_button.click()
    assert "1" in page.presets.effect.text()
    assert len(page.presets.findChildren(Lamp)) == 2
    assert page.session.office.journal.steps(limit=1)[0].number == 1


def test_a_table_is_taken_over_in_one_step_and_undo_brings_the_old_one_back(page):
    choose(page, "sanya_2022")
    page.presets.take_button.click()
    assert [row.condition for row in page.model.shown_rows()][3:5] == ["behind_share", "behind_share"]
    page.session.office.journal.undo()
    assert [row.condition for row in page.model.shown_rows()][3:5] == ["not_started", "behind"]


def test_rows_stand_in_the_order_in_which_they_decide(page):
    last = page.model.shown_rows()[-1]
    set_fields(page.session.office, "light_rule", [last.id], {"order": 0})
    assert page.model.shown_rows()[0].id == last.id


def test_a_table_without_a_last_row_is_named_above_its_rows(page):
    assert not page.problems.isVisible()
    remove_rows(page.session.office, "light_rule", [page.model.shown_rows()[-1].id])
    assert page.problems.isVisible()
    page.session.office.journal.undo()
    assert not page.problems.isVisible()
