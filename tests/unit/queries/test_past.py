"""The lights of the last twelve months, and the last report, from moves, reports, extensions and steps."""

from datetime import date

import pytest

from smartplanner.base import clock
from smartplanner.changes import Label, delete, insert, update
from smartplanner.commands.light_presets import preset_changes
from smartplanner.queries import Reader
from smartplanner.queries.past import last_reports, light_history
from smartplanner.queries.tasks import task_lines

DAY = date(2026, 11, 23)
SIGNS = {None: "·", "red": "红", "yellow": "黄", "green": "绿", "blue": "蓝", "grey": "灰"}


@pytest.fixture
def at(monkeypatch):
    """Sets the day on which steps are written."""
    return lambda day: monkeypatch.setattr(clock, "now", lambda: f"{day}T04:00:00.000Z")


@pytest.fixture
def reader(journal):
    return Reader(journal)


def lamps(reader, id="t", day=DAY, **more):
    return "".join(SIGNS[light] for light in light_history(reader, [id], as_of=day, **more)[id])


def event(id, act, on, before, after):
    return insert("task_event", id, {"task": "t", "act": act, "happened_on": on, "before": before, "after": after})


def report(id, on, progress, text="好"):
    return insert("progress_report", id, {"task": "t", "reported_on": on, "progress": progress, "text": text})


YEAR = {"title": "甲事", "start": date(2026, 1, 1), "due": date(2026, 12, 31), "state": "in_progress"}


def test_before_a_matter_came_into_the_book_and_without_dated_facts_nothing_is_known(journal, reader, at):
    at("2026-10-15")
    journal.commit(Label("new"), [insert("task", "t", YEAR | {"progress": 80.0})])
    assert lamps(reader) == "··········绿绿"


def test_reports_with_their_days_tell_how_far_a_matter_was(journal, reader, at):
    at("2026-11-20")
    journal.commit(
        Label("new"),
        [
            insert("task", "t", YEAR | {"progress": 85.0}),
            report("r1", date(2026, 3, 31), 25.0),
            report("r2", date(2026, 6, 30), 35.0),
            report("r3", date(2026, 9, 30), 40.0),
            report("r4", date(2026, 11, 10), 85.0),
        ],
    )
    assert lamps(reader) == "···绿绿黄黄黄红红红绿"


def test_a_monthly_ledger_that_changes_the_progress_leaves_its_lamps(journal, reader, at):
    at("2026-08-31")
    journal.commit(Label("August"), [insert("task", "t", YEAR | {"progress": 30.0})])
    at("2026-10-10")
    journal.commit(Label("October"), [update("task", "t", {"progress": 30.0}, {"progress": 75.0})])
    assert lamps(reader) == "········红红绿黄"
    assert lamps(reader, day=date(2026, 11, 5))[-1] == "绿"


def test_moves_say_in_which_state_a_matter_was_even_if_they_were_typed_later(journal, reader, at):
    at("2026-11-20")
    changes = [
        insert("task", "t", YEAR | {"state": "done", "progress": 100.0}),
        event("e1", "sign", date(2026, 2, 10), "not_started", "in_progress"),
        event("e2", "finish", date(2026, 5, 20), "in_progress", "done"),
        event("e0", "urge", date(2026, 1, 20), None, None),
    ]
    journal.commit(Label("new"), changes)
    assert lamps(reader) == "·灰绿绿绿蓝蓝蓝蓝蓝蓝蓝"


def test_a_deadline_that_was_moved_counts_as_it_stood_then(journal, reader, at):
    at("2026-11-20")
    extension = {
        "task": "t",
        "state": "granted",
        "original_due": date(2026, 6, 15),
        "new_due": date(2026, 12, 31),
        "requested_on": date(2026, 5, 1),
        "decided_on": date(2026, 8, 5),
    }
    journal.commit(Label("new"), [insert("task", "t", YEAR | {"progress": 88.0}), insert("extension", "x", extension)])
    assert lamps(reader) == "·····黄红红绿绿绿绿"


def test_the_history_can_be_weekly_and_of_any_length(journal, reader, at):
    at("2026-11-10")
    journal.commit(Label("new"), [insert("task", "t", YEAR | {"progress": 88.0})])
    assert lamps(reader, cycle="weekly", count=4) == "·绿绿绿"


def test_a_matter_that_caught_up_does_not_look_as_if_it_had_always_been_green(journal, reader, at):
    at("2026-08-31")
    journal.commit(Label("new"), [*preset_changes("ouhai"), insert("task", "t", YEAR | {"progress": 30.0})])
    at("2026-11-10")
    journal.commit(Label("caught up"), [update("task", "t", {"progress": 30.0}, {"progress": 95.0})])
    (line,) = task_lines(reader, as_of=DAY)
    assert line.signal[:3] == ("yellow", "caught_up", 14)
    (later,) = task_lines(reader, as_of=date(2026, 12, 12))
    assert later.signal.light == "green"


def test_a_matter_was_as_late_as_the_parts_that_stood_below_it_then(journal, reader, at):
    at("2026-07-10")
    whole = YEAR | {"progress": 95.0}
    late = YEAR | {"title": "乙", "progress": 95.0, "parent": "t", "due": date(2026, 8, 15)}
    journal.commit(Label("new"), [insert("task", "t", whole), insert("task", "u", late)])
    assert lamps(reader) == "·······绿红红红红"
    at("2026-10-10")
    done = {"state": "closed", "done_on": date(2026, 10, 10)}
    journal.commit(Label("done"), [update("task", "u", {"state": "in_progress", "done_on": None}, done)])
    assert lamps(reader) == "·······绿红红绿绿"


def test_a_part_that_was_moved_away_or_removed_counts_as_long_as_it_was_there(journal, reader, at):
    at("2026-07-10")
    late = YEAR | {"title": "乙", "progress": 95.0, "parent": "t", "due": date(2026, 8, 15)}
    journal.commit(Label("new"), [insert("task", "t", YEAR | {"progress": 95.0}), insert("task", "u", late)])
    assert lamps(reader) == "·······绿红红红红"
    at("2026-09-15")
    journal.commit(Label("moved"), [update("task", "u", {"parent": "t"}, {"parent": None})])
    assert lamps(reader) == "·······绿红绿绿绿"
    at("2026-10-15")
    journal.commit(Label("back"), [update("task", "u", {"parent": None}, {"parent": "t"})])
    at("2026-11-15")
    journal.commit(Label("removed"), [delete("task", reader.row("task", "u"))])
    assert lamps(reader) == "·······绿红绿红绿"
    journal.undo()
    assert lamps(reader) == "·······绿红绿红红"


def test_a_light_set_by_hand_counts_for_the_time_in_which_it_was_set(journal, reader, at):
    at("2026-07-10")
    journal.commit(Label("new"), [insert("task", "t", YEAR | {"progress": 95.0})])
    at("2026-08-10")
    given = {"set_light": "red", "set_light_reason": "领导批示", "set_light_on": date(2026, 8, 10)}
    none = dict.fromkeys(given)
    journal.commit(Label("set"), [update("task", "t", none, given)])
    at("2026-10-10")
    journal.commit(Label("taken back"), [update("task", "t", given, none)])
    assert lamps(reader) == "·······绿红红绿绿"


def test_a_clock_that_was_set_back_does_not_turn_the_order_of_the_steps_round(journal, reader, at):
    at("2026-09-20")
    journal.commit(Label("new"), [insert("task", "t", YEAR | {"progress": 80.0})])
    at("2026-10-20")
    journal.commit(Label("less"), [update("task", "t", {"progress": 80.0}, {"progress": 10.0})])
    at("2026-10-15")
    journal.commit(Label("mended"), [update("task", "t", {"progress": 10.0}, {"progress": 90.0})])
    assert lamps(reader) == "·········绿绿绿"


def test_a_clock_that_stood_in_the_future_for_a_while_does_not_hide_what_was_written_then(journal, reader, at):
    at("2026-09-20")
    journal.commit(Label("new"), [insert("task", "t", YEAR | {"progress": 80.0})])
    at("2036-10-20")
    journal.commit(Label("less"), [update("task", "t", {"progress": 80.0}, {"progress": 10.0})])
    at("2026-10-25")
    journal.commit(Label("other"), [insert("task", "u", YEAR)])
    assert lamps(reader) == "·········绿红红"


def test_the_last_report_is_the_newest_in_one_line_else_the_words_of_the_ledger(journal, reader):
    journal.commit(
        Label("new"),
        [
            insert("task", "t", YEAR | {"progress_text": "台账里的话"}),
            insert("task", "u", YEAR | {"title": "乙", "progress_text": "第一行\n第二行"}),
            insert("task", "v", YEAR | {"title": "丙"}),
            report("r1", date(2026, 3, 31), 25.0, "三月\n说的"),
            report("r2", date(2026, 2, 28), 20.0, "二月说的"),
        ],
    )
    found = last_reports(reader)
    assert found == {"t": (date(2026, 3, 31), "三月 说的"), "u": (None, "第一行 第二行")}
    assert last_reports(reader, ["u"]) == {"u": (None, "第一行 第二行")}
