"""What a person does on the board besides moving a state: lanes, limits, and moves that can never be."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.board import Place, is_possible, move_card, set_limit
from smartplanner.commands.office import Office

TODAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    changes = [
        insert("group", "g1", {"name": "智慧交通专项工作组"}),
        insert("task", "a", {"title": "推进信号灯联网", "state": "in_progress", "due": date(2026, 12, 1)}),
    ]
    journal.commit(Label("Sample"), changes)
    return Office(journal)


def limits(office):
    return [(row.grouping, row.value, row.limit) for row in office.reader.rows("board_limit")]


def test_a_limit_is_set_changed_and_removed_each_in_one_step_that_undo_takes_back(office):
    assert set_limit(office, "state", "review", title="待审核", limit=5)
    assert set_limit(office, "state", "review", title="待审核", limit=7)
    assert limits(office) == [("state", "review", 7)]
    assert set_limit(office, "state", "review", title="待审核", limit=7) is None
    assert set_limit(office, "state", "review", title="待审核", limit=None)
    assert limits(office) == []
    office.journal.undo()
    office.journal.undo()
    assert limits(office) == [("state", "review", 5)]


@pytest.mark.parametrize("limit", [0, -3, 100_001])
def test_a_limit_that_is_none_is_refused(office, limit):
    with pytest.raises(Problem, match="1"):
        set_limit(office, "state", "review", title="待审核", limit=limit)
    assert limits(office) == []


def test_a_card_changes_its_column_and_its_lane_in_one_step_that_undo_takes_back(office):
    before = len(office.journal.steps())
    assert move_card(office, "a", column=Place("state", "review"), lane=Place("group", "g1"), as_of=TODAY)
    row = office.reader.row("task", "a")
    assert (row.state, row.group, len(office.journal.steps())) == ("review", "g1", before + 1)
    assert [event.after for event in office.reader.rows("task_event")] == ["review"]
    office.journal.undo()
    row = office.reader.row("task", "a")
    assert (row.state, row.group) == ("in_progress", None)
    assert move_card(office, "a", column=None, lane=None, as_of=TODAY) is None


@pytest.mark.parametrize(
    ("column", "lane", "code"),
    [
        (Place("month", "2027-01"), None, "month_is_computed"),
        (Place("light", "green"), None, "light_is_computed"),
        (Place("state", "review"), Place("light", "green"), "light_is_computed"),
        (Place("state", "archived"), Place("group", "g1"), None),
    ],
)
def test_a_refused_move_leaves_column_and_lane_as_they_are(office, column, lane, code):
    before = len(office.journal.steps())
    with pytest.raises(Problem) as refused:
        move_card(office, "a", column=column, lane=lane, as_of=TODAY)
    assert refused.value.remedy
    assert code in (None, refused.value.code)
    assert len(office.journal.steps()) == before


def test_what_a_carried_card_is_told_agrees_with_the_move():
    assert is_possible("in_progress", Place("state", "review"))
    assert not is_possible("in_progress", Place("state", "archived"))
    assert not is_possible("in_progress", Place("state", None))
    assert not is_possible("in_progress", Place("month", "2027-01"))
    assert is_possible("in_progress", Place("group", None))
