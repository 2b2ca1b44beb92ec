"""The page of scores as a person uses it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from smartplanner.changes import Label, delete, insert
from smartplanner.ui.scoring import ScorePage

AS_OF = date(2026, 11, 23)


@pytest.fixture
def session(late_session):
    return late_session


@pytest.fixture
def page(show, qtbot, session):
    made = show(ScorePage(session))
    qtbot.waitUntil(lambda: made.found is not None)
    return made


def rows(table):
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_units_are_listed_with_their_score_and_rank(page):
    assert [row[:4] for row in rows(page.units)] == [
        ["1", "北京市公安局", "市级部门", "99.5"], ["2", "北京市交通委员会", "市级部门", "99"],
    ]  # fmt: skip


def test_choosing_a_unit_shows_every_point_of_it(page):
    page.units.selectRow(1)
    base, late = rows(page.points)
    assert (base[0], base[4]) == ("基础分", "+100")
    assert (late[0], late[1], late[3], late[4]) == ("逾期未办结", "智慧停车", "2026-11-01", "-1")


def test_a_point_leads_to_its_matter(qtbot, page, session):
    page.units.selectRow(0)
    with qtbot.waitSignal(session.asked) as asked:
        page.points.doubleClicked.emit(page.points.model().index(1, 0))
    assert asked.args == ["task", "late"]


def test_another_period_is_counted_at_once(qtbot, page):
    before = page.found
    page.choose_period("monthly", "2026-10")
    qtbot.waitUntil(lambda: page.found is not before and page.found.period.name == "2026-10")
    assert rows(page.units)[0][3] == "100"


def test_points_by_hand_show_as_soon_as_they_are_given(qtbot, page, session):
    unit = page.found.units[0].unit
    entry = {"organisation": unit, "given_on": AS_OF, "points": 1.5, "reason": "<b>肯定性批示</b>"}
    session.office.journal.commit(Label("entry"), [insert("score_entry", "e", entry)])
    qtbot.waitUntil(lambda: "101" in {row[3] for row in rows(page.units)})
    page.units.selectRow(0)
    assert rows(page.points)[-1][1] == "<b>肯定性批示</b>"


def test_a_book_without_rules_offers_the_usual_ones(qtbot, page, session):
    changes = [delete("score_rule", row) for row in session.office.reader.rows("score_rule")]
    session.office.journal.commit(Label("no rules"), changes)
    qtbot.waitUntil(lambda: not page.found.has_rules)
    assert page.take_button.isVisible()
    qtbot.mouseClick(page.take_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.found.has_rules)
    assert not page.take_button.isVisible()
