"""The overview's figures add up, and what moved in a time is the difference between its beginning and its end."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplanner.base import clock
from smartplanner.changes import Change, Label, insert, update
from smartplanner.journal import open_book
from smartplanner.model.task import TaskState
from smartplanner.queries import Reader
from smartplanner.queries.overview import LIGHTS, counts, movement, overview
from smartplanner.rules.lights import overdue_days, task_signal

DAY = date(2026, 11, 23)
STATES = [None, *map(str, TaskState)]
tasks = st.lists(
    st.fixed_dictionaries(
        {
            "state": st.sampled_from(STATES),
            "progress": st.none() | st.floats(0, 100).map(round),
            "start": st.none() | st.integers(-400, 100).map(lambda days: DAY + timedelta(days)),
            "due": st.none() | st.integers(-60, 60).map(lambda days: DAY + timedelta(days)),
            "district": st.sampled_from([None, "d1", "d2"]),
            "lead": st.sampled_from([None, "u1"]),
            "category": st.sampled_from([None, "网络安全", ""]),
            "amount": st.none() | st.integers(0, 10**12),
        }
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=tasks, as_of=st.integers(-30, 30).map(lambda days: DAY + timedelta(days)))
def test_every_matter_is_counted_once_in_every_part(book_path, made, as_of):
    journal = open_book(book_path)
    base = [insert("district", id, {"name": id}) for id in ("d1", "d2")] + [
        insert("organisation", "u1", {"name": "u1"})
    ]
    rows = [insert("task", f"t{number}", {"title": "x"} | values) for number, values in enumerate(made)]
    journal.commit(Label("rows"), base + rows)
    found = overview(Reader(journal), as_of=as_of)
    journal.undo()
    journal.close()

    assert found.total == len(made)
    assert set(found.by_light) == set(LIGHTS)
    assert sum(found.by_light.values()) == sum(found.by_state.values()) == len(made)
    for part in (found.by_district, found.by_group, found.by_lead, found.by_category):
        assert sum(row.total for row in part) == len(made)
        assert all(row.total == sum(row.lights.values()) for row in part)
        for light in LIGHTS:
            assert sum(row.lights.get(light, 0) for row in part) == found.by_light[light]
    assert found.overdue == sum(bool(overdue_days(one["state"], one["due"], as_of=as_of)) for one in made)
    assert found.amount == sum(one["amount"] or 0 for one in made)
    assert found.with_amount == sum(one["amount"] is not None for one in made)
    lights = [task_signal(one["state"], one["progress"], one["start"], one["due"], as_of=as_of).light for one in made]
    assert found.by_light == {light: lights.count(light) for light in LIGHTS}
    finished = sum(one["state"] in ("done", "closed", "archived") for one in made)
    assert found.done_share == pytest.approx(100 * finished / len(made) if made else 0)


def test_an_empty_book_has_figures_too(journal):
    found = overview(Reader(journal), as_of=DAY)
    assert (found.total, found.done_share, found.worst, found.by_district) == (0, 0.0, (), ())
    assert set(counts(Reader(journal)).values()) == {0}


@pytest.fixture
def at(journal, monkeypatch):
    """Commit changes at a moment."""

    def commit(moment, *changes):
        monkeypatch.setattr(clock, "now", lambda: moment)
        return journal.commit(Label("x"), [change for change in changes if change])

    return commit


def moved(journal, since=date(2026, 11, 1), until=date(2026, 11, 30)):
    found = movement(journal, since=since, until=until)
    return set(found.added), set(found.finished), set(found.removed), dict(found.due_before)


def change(id, **values):
    """``change("a", state=("in_progress", "done"))``"""
    before = {name: pair[0] for name, pair in values.items()}
    return update("task", id, before, {name: pair[1] for name, pair in values.items()})


OCTOBER, NOVEMBER = "2026-10-15T02:00:00.000Z", "2026-11-15T02:00:00.000Z"
FIRST, SECOND, THIRD = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def book(journal, at):
    """Four matters of October: a and b open, c done, d with a deadline."""
    at(
        OCTOBER,
        insert("task", "a", {"title": "a"}),
        insert("task", "b", {"title": "b", "state": "in_progress"}),
        insert("task", "c", {"title": "c", "state": "done"}),
        insert("task", "d", {"title": "d", "due": FIRST}),
    )
    return journal


def test_what_happened_before_or_after_does_not_count(book, at):
    at("2026-12-02T02:00:00.000Z", change("b", state=("in_progress", "done")))
    assert moved(book) == (set(), set(), set(), {})
    assert moved(book, since=date(2026, 10, 1))[0] == {"a", "b", "c", "d"}


def test_added_finished_removed_and_moved_are_told_apart(book, at):
    at(NOVEMBER, insert("task", "e", {"title": "e"}), change("b", state=("in_progress", "done")))
    at(NOVEMBER, change("d", due=(FIRST, SECOND)), Change("task", "a", {"title": "a"}, None))
    assert moved(book) == ({"e"}, {"b"}, {"a"}, {"d": FIRST})


def test_what_was_taken_back_within_the_time_has_not_moved(book, at):
    at(NOVEMBER, insert("task", "e", {"title": "e"}), change("b", state=("in_progress", "done")))
    at(NOVEMBER, change("d", due=(FIRST, SECOND)), Change("task", "a", {"title": "a"}, None))
    book.undo()
    book.undo()
    assert moved(book) == (set(), set(), set(), {})


def test_a_deadline_moved_twice_is_told_with_its_first_day(book, at):
    at(NOVEMBER, change("d", due=(FIRST, SECOND)))
    at(NOVEMBER, change("d", due=(SECOND, THIRD)))
    assert moved(book)[3] == {"d": FIRST}
    at(NOVEMBER, change("d", due=(THIRD, FIRST)))
    assert moved(book)[3] == {}


def test_a_deadline_given_for_the_first_time_was_none_before(book, at):
    at(NOVEMBER, change("a", due=(None, SECOND)))
    assert moved(book)[3] == {"a": None}


def test_what_was_done_reopened_and_done_again_was_not_finished_now(book, at):
    at(NOVEMBER, change("c", state=("done", "in_progress")))
    assert moved(book)[1] == set()
    at(NOVEMBER, change("c", state=("in_progress", "closed")))
    assert moved(book)[1] == set()


def test_what_came_in_as_done_was_not_finished_here_but_what_was_done_later_was(book, at):
    at(NOVEMBER, insert("task", "e", {"title": "e", "state": "done"}), insert("task", "f", {"title": "f"}))
    at(NOVEMBER, change("f", state=(None, "done"), due=(None, SECOND)))
    assert moved(book) == ({"e", "f"}, {"f"}, set(), {})


def test_what_was_finished_and_then_removed_is_only_removed(book, at):
    at(NOVEMBER, change("b", state=("in_progress", "done"), due=(None, SECOND)))
    at(NOVEMBER, Change("task", "b", {"title": "b", "state": "done", "due": SECOND}, None))
    assert moved(book) == (set(), set(), {"b"}, {})


def test_the_days_are_those_of_the_place_and_not_of_greenwich(book, at, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        at("2026-10-31T16:30:00.000Z", insert("task", "early", {"title": "0:30 on the first in Beijing"}))
        at("2026-11-30T16:30:00.000Z", insert("task", "late", {"title": "December already"}))
        assert moved(book)[0] == {"early"}
    finally:
        monkeypatch.undo()
        time.tzset()
