"""The machine's clock goes back, or stood in the future for a while: order, undo, changes and copies hold."""

from datetime import date

import pytest

from smartplanner.base import clock
from smartplanner.changes import Label, insert, update
from smartplanner.commands.books import backup
from smartplanner.commands.office import Office
from smartplanner.journal.check import check
from smartplanner.queries.overview.changed import Since, what_changed
from smartplanner.queries.tasks import task_lines

TODAY = date(2026, 11, 24)


@pytest.fixture
def at(monkeypatch):
    """Sets the machine's clock."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: f"{moment}.000Z")


@pytest.fixture
def office(journal):
    return Office(journal)


def add(office, title):
    office.journal.commit(Label("add"), [insert("task", title, {"title": title, "state": "in_progress"})])


def added_since(office, day):
    lines = task_lines(office.reader, as_of=TODAY)
    found = what_changed(office.reader, office.journal, lines, since=Since(day), as_of=TODAY)
    return sorted(line.title for line in found.added) if found.known else None


def test_steps_keep_their_order_and_are_undone_last_first(office, at):
    for moment, title in (("2026-11-24T04:00:00", "甲"), ("2025-01-01T04:00:00", "乙"), ("2026-11-24T05:00:00", "丙")):
        at(moment)
        add(office, title)
    assert [step.number for step in office.journal.steps()] == [3, 2, 1]
    assert check(office.journal.book) == []
    for left in (["甲", "乙"], ["甲"], []):
        office.journal.undo()
        assert [row.id for row in office.reader.rows("task")] == sorted(left)
    office.journal.redo()
    assert [row.id for row in office.reader.rows("task")] == ["甲"]


def test_what_changed_today_is_told_in_full_though_the_clock_stood_wrong_in_between(office, at):
    at("2026-11-20T04:00:00")
    add(office, "上周")
    at("2026-11-24T01:00:00")
    add(office, "早上")
    at("2025-01-01T04:00:00")
    add(office, "钟错了")
    at("2026-11-24T04:00:00")
    add(office, "中午")
    assert added_since(office, TODAY) == ["中午", "早上", "钟错了"]


def test_steps_of_a_clock_in_the_future_do_not_make_everything_new(office, at):
    at("2036-01-01T04:00:00")
    add(office, "钟错了")
    at("2026-11-20T04:00:00")
    add(office, "上周")
    at("2026-11-24T04:00:00")
    add(office, "今天")
    assert added_since(office, TODAY) == ["今天"]


def test_a_row_changed_under_an_earlier_clock_shows_its_last_value(office, at):
    at("2026-11-24T04:00:00")
    add(office, "甲")
    at("2026-11-20T04:00:00")
    office.journal.commit(Label("edit"), [update("task", "甲", {"title": "甲"}, {"title": "甲改"})])
    assert office.journal.history("甲")[0][1].after == {"title": "甲改"}
    assert office.reader.row("task", "甲").title == "甲改"


def test_a_copy_made_at_a_moment_that_was_there_before_writes_over_none(office, book_path, at):
    at("2026-11-24T04:00:00")
    first = backup(book_path)
    kept = first.read_bytes()
    add(office, "甲")
    second, third = backup(book_path), backup(book_path)
    assert len({first, second, third}) == 3
    assert first.read_bytes() == kept
    assert second.name.endswith("-2.backup.splan")
