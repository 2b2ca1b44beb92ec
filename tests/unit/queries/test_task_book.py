"""The lines of all matters follow every commit, on every day, and a light comes up from the matters below."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplanner.changes import Label, delete, insert, update
from smartplanner.commands.light_presets import preset_changes
from smartplanner.queries import Reader
from smartplanner.queries.tasks import task_lines, task_lines_of, with_matters_above
from smartplanner.rules.lights import say_cause

DAY = date(2026, 11, 23)


@pytest.fixture
def reader(journal):
    return Reader(journal)


def matter(id, *, parent=None, due=None, state="in_progress", **more):
    return insert("task", id, {"title": f"事项{id}", "due": due, "state": state, "parent": parent, **more})


def lights(reader, day=DAY):
    return {line.id: line.signal.light for line in task_lines(reader, as_of=day)}


LATE = date(2026, 11, 1)


def test_a_matter_takes_the_worst_light_from_below_and_names_the_one_that_caused_it(journal, reader):
    family = [matter("a"), matter("b", parent="a"), matter("c", parent="b", due=LATE), matter("d", parent="a")]
    journal.commit(Label("family"), family)
    found = {line.id: line for line in task_lines(reader, as_of=DAY)}
    assert {id: line.signal.light for id, line in found.items()} == {"a": "red", "b": "red", "c": "red", "d": "green"}
    assert found["a"].signal.cause == "child"
    assert found["a"].signal.child == found["b"].signal.child == "c"
    assert "事项c" in say_cause(found["a"].signal)
    assert found["a"].overdue_days == 0


def test_the_light_from_below_goes_when_the_matter_below_is_mended_moved_or_removed(journal, reader):
    journal.commit(Label("family"), [matter("a"), matter("e"), matter("b", parent="a", due=LATE)])
    assert lights(reader)["a"] == "red"
    journal.commit(Label("moved"), [update("task", "b", {"parent": "a"}, {"parent": "e"})])
    assert (lights(reader)["a"], lights(reader)["e"]) == ("green", "red")
    assert with_matters_above(reader, ["b"]) == {"a", "b", "e"}
    journal.commit(Label("gone"), [delete("task", reader.row("task", "b"))])
    assert (lights(reader)["a"], lights(reader)["e"]) == ("green", "green")
    journal.undo()
    assert lights(reader)["e"] == "red"


def test_what_is_done_or_worse_by_itself_takes_no_light_from_below(journal, reader):
    journal.commit(
        Label("family"),
        [
            matter("done", state="done"),
            matter("below", parent="done", due=LATE),
            matter("late", due=LATE - timedelta(30)),
            matter("under", parent="late", due=LATE),
        ],
    )
    found = {line.id: line for line in task_lines(reader, as_of=DAY)}
    assert found["done"].signal.light == "blue"
    assert found["late"].signal.cause == "overdue"


def test_a_ring_of_matters_which_a_ledger_can_hold_ends(journal, reader):
    journal.commit(Label("ring"), [matter("a"), matter("b", parent="a", due=LATE)])
    journal.commit(Label("ring"), [update("task", "a", {"parent": None}, {"parent": "b"})])
    assert lights(reader) == {"a": "red", "b": "red"}
    assert [line.id for line in task_lines_of(Reader(journal), ["a"], as_of=DAY)] == ["a"]


def test_few_lines_asked_for_alone_are_those_of_the_whole_book(journal, reader):
    journal.commit(Label("family"), [matter("a"), matter("b", parent="a"), matter("c", parent="b", due=LATE)])
    alone = task_lines_of(Reader(journal), ["a", "gone"], as_of=DAY)
    assert alone == [line for line in task_lines(reader, as_of=DAY) if line.id == "a"]
    assert task_lines_of(reader, ["a"], as_of=DAY) == alone


def test_a_changed_table_and_a_changed_report_light_the_book_anew(journal, reader):
    journal.commit(Label("a"), [matter("a", cycle="monthly", start=date(2026, 8, 1), due=date(2027, 12, 31))])
    assert lights(reader) == {"a": "green"}
    rows = [("unreported", 3, "red"), ("otherwise", None, "green")]
    changes = [
        insert("light_rule", f"r{order}", {"order": order, "condition": condition, "threshold": limit, "light": light})
        for order, (condition, limit, light) in enumerate(rows)
    ]
    journal.commit(Label("table"), changes)
    assert lights(reader) == {"a": "red"}
    journal.commit(Label("report"), [insert("progress_report", "p", {"task": "a", "period": "2026年9月"})])
    assert lights(reader) == {"a": "green"}
    assert lights(reader, date(2027, 1, 5)) == {"a": "red"}


_STATES = st.sampled_from([None, "in_progress", "done", "not_started"])
_DAYS = st.none() | st.integers(-60, 60).map(lambda number: DAY + timedelta(number))
_NAMES = st.sampled_from(["a", "b", "c", "d"])
_ACTS = st.lists(st.tuples(_NAMES, _STATES, _DAYS, st.none() | _NAMES, st.booleans()), max_size=12)


@pytest.mark.parametrize("table", ["default", "ouhai"])
@given(acts=_ACTS, days=st.lists(st.integers(0, 3), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_the_kept_lines_are_those_of_a_fresh_reading(empty_book, tmp_path_factory, table, acts, days):
    import shutil

    from smartplanner.journal import open_book

    path = shutil.copy(empty_book, tmp_path_factory.mktemp("books") / "book.splan")
    journal = open_book(path)
    reader = Reader(journal)
    try:
        start = date(2026, 8, 1)
        matters = [matter(name, start=start, due=DAY, progress=50.0, cycle="monthly") for name in "abcd"]
        journal.commit(Label("all"), [*matters, *preset_changes(table)])
        for number, (name, state, due, parent, undo) in enumerate(acts):
            row = reader.row("task", name)
            before = {"state": row.state, "due": row.due, "parent": row.parent}
            change = update("task", name, before, {"state": state, "due": due, "parent": parent})
            if change is not None:
                journal.commit(Label("change"), [change])
                if undo:
                    journal.undo()
            said = {"task": name, "reported_on": due or DAY, "progress": 60.0}
            journal.commit(Label("report"), [insert("progress_report", f"r{number}", said)])
            day = DAY + timedelta(days[number % len(days)] * 20 if days else 0)
            kept, fresh = task_lines(reader, as_of=day), task_lines(Reader(journal), as_of=day)
            assert sorted(kept) == sorted(fresh)
    finally:
        journal.close()
