"""What a move on the board may do to a matter."""

from dataclasses import dataclass
from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.model.task import TaskState
from smartplanner.rules.moves import SETTLED, move

TODAY = date(2026, 11, 23)
OPEN = [state.value for state in TaskState if state.value not in SETTLED | {"done"}]


@dataclass
class Matter:
    state: str | None = "in_progress"
    done_on: date | None = None


def to(target, matter=None, field="state"):
    return move(matter or Matter(), field=field, target=target, as_of=TODAY)


@pytest.mark.parametrize("state", OPEN)
@pytest.mark.parametrize("target", OPEN)
def test_an_open_matter_goes_to_any_open_state(state, target):
    answer = to(target, Matter(state))
    assert answer == ({} if state == target else {"state": target, "done_on": None})


def test_done_sets_full_progress_and_the_day():
    assert to("done") == {"state": "done", "progress": 100.0, "done_on": TODAY}


def test_a_day_that_was_filled_in_stays_when_it_is_done():
    earlier = date(2026, 9, 1)
    assert to("done", Matter(done_on=earlier))["done_on"] == earlier


def test_a_matter_that_goes_back_from_done_loses_the_day():
    assert to("in_progress", Matter("done", TODAY)) == {"state": "in_progress", "done_on": None}


@pytest.mark.parametrize("state", [*OPEN, None])
def test_only_a_done_matter_can_be_closed(state):
    answer = to("closed", Matter(state))
    assert isinstance(answer, Problem)
    assert answer.code == "close_needs_done"
    assert to("closed", Matter("done", TODAY)) == {"state": "closed"}


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_a_settled_matter_can_only_be_reopened(state):
    assert to("in_progress", Matter(state, TODAY)) == {"state": "in_progress", "done_on": None}
    for target in {*OPEN, "done", *SETTLED} - {"in_progress", state, "closed"}:
        answer = to(target, Matter(state))
        assert isinstance(answer, Problem)
        assert answer.code == "reopen_first"


def test_a_matter_without_a_state_counts_as_in_progress():
    assert to("in_progress", Matter(None)) == {"state": "in_progress", "done_on": None}
    assert to("terminated", Matter(None)) == {"state": "terminated"}


def test_a_state_cannot_be_taken_away():
    answer = to(None)
    assert isinstance(answer, Problem)
    assert answer.code == "state_needed"


@pytest.mark.parametrize("field", ["lead", "group", "district"])
def test_a_reference_is_set_or_emptied(field):
    assert to("some-id", field=field) == {field: "some-id"}
    assert to(None, field=field) == {field: None}


def test_a_light_is_never_set_by_hand():
    answer = to("green", field="light")
    assert isinstance(answer, Problem)
    assert answer.code == "light_is_computed"


def test_a_board_by_any_other_field_is_a_bug():
    with pytest.raises(KeyError):
        to("x", field="title")
