"""Random books, random choices: a moment is what the book was, a comparison is exact, taking back invents nothing."""

import contextlib
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, delete, insert, update
from smartplanner.commands.editing import remove_rows
from smartplanner.commands.history.ordering import in_order
from smartplanner.commands.history.plan import plan_rollback
from smartplanner.commands.history.resolve import Choice, resolve, take_back
from smartplanner.commands.office import Office
from smartplanner.journal import create_book, open_book
from smartplanner.journal.check import check, stored_rows
from smartplanner.journal.moment import rebuild
from smartplanner.model import entity
from smartplanner.queries.history.moments import between, last_number
from smartplanner.store.tables import table

TEMPLATE = Path(tempfile.mkdtemp()) / "template.splan"
TITLES = st.sampled_from("甲乙丙丁戊")
NAMES = ("unit", "task", "part", "report")
ACT = st.tuples(st.sampled_from(("make", "set", "tie", "remove", "undo", "take_back")), st.integers(0, 9), TITLES)
ACTS = st.lists(ACT, min_size=1, max_size=14)
LIMITS = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


class Play:
    """A book that random acts are done to; acts that the program refuses change nothing."""

    def __init__(self):
        if not TEMPLATE.exists():
            create_book(TEMPLATE).close()
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copy(TEMPLATE, self.folder / "book.splan"))
        self.office = Office(open_book(self.path))
        self.states = {0: self.state()}

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.office.close()
        shutil.rmtree(self.folder)

    def state(self):
        with self.office.journal.book.read() as connection:
            return stored_rows(connection)

    def ids(self, name):
        with self.office.journal.book.read() as connection:
            return sorted(connection.execute(select(table(name).c.id)).scalars())

    def pick(self, name, number):
        found = self.ids(name)
        return found[number % len(found)] if found else None

    def do(self, act, number, title):
        with contextlib.suppress(Problem):
            getattr(self, act)(number, title)
        self.states[last_number(self.office.journal)] = self.state()

    def commit(self, *changes):
        self.office.journal.commit(Label("test"), [change for change in changes if change])

    def make(self, number, title):
        unit, task = new_id(), new_id()
        due = date(2026, 1, 1) + timedelta(number)
        values = {"title": title, "lead": unit, "support": (unit,), "due": due, "parent": self.pick("task", number)}
        self.commit(
            insert("organisation", unit, {"name": title}),
            insert("task", task, values),
            insert("progress_report", new_id(), {"task": task, "progress": 0.0}),
        )

    def set(self, number, title):
        """Change two fields of a matter, one of them back and forth."""
        row = self.office.reader.row("task", self.pick("task", number) or "")
        if row is not None:
            before = {"title": row.title, "progress": row.progress}
            self.commit(update("task", row.id, before, {"title": title, "progress": float(number % 2) or None}))

    def tie(self, number, _title):
        """Have one matter name others: its parent, its units, a report more."""
        row = self.office.reader.row("task", self.pick("task", number) or "")
        if row is not None:
            other, unit = self.pick("task", number + 1), self.pick("organisation", number)
            after = {"parent": other, "support": (unit,) if number % 3 else ()}
            before = {"parent": row.parent, "support": row.support}
            report = insert("progress_report", new_id(), {"task": row.id, "progress": float(number)})
            self.commit(update("task", row.id, before, after), report)

    def remove(self, number, _title):
        name = ("task", "organisation", "progress_report")[number % 3]
        if id := self.pick(name, number):
            remove_rows(self.office, name, [id])

    def undo(self, _number, _title):
        self.office.journal.undo()

    def take_back(self, number, _title):
        last = last_number(self.office.journal)
        plan = plan_rollback(self.office, str(number % last + 1 if last else 1))
        choice = Choice.RESTORE if number % 2 else Choice.KEEP
        take_back(self.office, plan, {conflict.key: choice for conflict in plan.conflicts})


def played(acts):
    play = Play()
    for act in acts:
        play.do(*act)
    return play


@LIMITS
@given(acts=ACTS)
def test_the_book_as_of_a_step_is_the_book_that_ended_with_it(acts):
    with played(acts) as play:
        for number in sorted(play.states)[1:]:
            copy = play.folder / f"past{number}.splan"
            rebuild(play.path, number, copy)
            past = open_book(copy, writable=False)
            with past.book.read() as connection:
                assert stored_rows(connection) == play.states[number]
            assert check(past.book) == []
            assert last_number(past) == number
            past.close()


@LIMITS
@given(acts=ACTS, data=st.data())
def test_the_net_of_two_moments_leads_from_one_to_the_other_and_holds_nothing_else(acts, data):
    with played(acts) as play:
        first = data.draw(st.sampled_from(sorted(play.states)))
        second = data.draw(st.sampled_from([number for number in sorted(play.states) if number >= first]))
        state = {key: dict(values) for key, values in play.states[first].items()}
        for change in between(play.office.journal, first, second):
            key = (change.entity, change.id)
            described = entity(change.entity)
            row = state.pop(key, None)
            assert (row is None) == (change.before is None)
            for name, value in (change.before or {}).items():
                assert encoded(described[name], value) == (row or {}).get(name)
            if change.after is None:
                assert row == {name: encoded(described[name], value) for name, value in change.before.items()}
                continue
            after = {name: encoded(described[name], value) for name, value in change.after.items()}
            merged = (row or {}) | after
            assert merged != row
            state[key] = {name: value for name, value in merged.items() if value is not None}
        assert state == play.states[second]


@LIMITS
@given(acts=ACTS, data=st.data())
def test_taking_back_with_any_choices_neither_loses_nor_invents_a_value(acts, data):
    with played(acts) as play:
        journal = play.office.journal
        number = data.draw(st.integers(1, max(1, last_number(journal))))
        try:
            plan = plan_rollback(play.office, str(number))
        except Problem:
            return
        assert play.state() == play.states[last_number(journal)]
        choices = {one.key: data.draw(st.sampled_from(Choice)) for one in plan.conflicts}
        outcome = resolve(play.office, plan, choices)
        before = play.state()
        if not took_back(play.office, plan, choices, outcome):
            assert play.state() == before
            return
        after, earlier = play.state(), values_ever(journal)
        for key, values in after.items():
            for name, value in values.items():
                assert (key, name, str(value)) in earlier
        step_rows = {(change.entity, change.id) for change in journal.changes(plan.step)}
        kept = {one.key[:2] for one in plan.conflicts if choices[one.key] is Choice.KEEP and not one.fields}
        for key in before.keys() - after.keys():
            assert key in step_rows - kept or outcome.follows
        if all(choice is Choice.KEEP for choice in choices.values()):
            assert before.keys() - after.keys() <= step_rows
        assert check(journal.book) == []
        journal.undo()
        assert play.state() == before


@LIMITS
@given(links=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_rows_in_rings_are_made_and_removed_in_an_order_that_the_book_takes(links):
    with Play() as play:
        rows = {("task", f"t{number}"): {"title": f"{number}", "parent": None} for number in range(6)}
        for user, named in links:
            rows["task", f"t{user}"]["parent"] = f"t{named}"
        play.commit(*in_order(made=rows, changed={}, removed={}))
        assert {key: row["parent"] for key, row in rows.items()} == {
            ("task", row.id): row.parent for row in play.office.reader.rows("task")
        }
        play.commit(*in_order(made={}, changed={}, removed=rows))
        assert play.ids("task") == []


def took_back(office, plan, choices, outcome):
    """Whether the plan was carried out; what is refused says why."""
    try:
        take_back(office, plan, choices)
    except Problem as problem:
        codes = {problem.code}
        assert codes == ({"conflict"} if outcome.changes else {"nothing_to_do"})
        return False
    return True


def encoded(field, value):
    from smartplanner.fields.values import encode

    return encode(field, value) if value not in (None, "", ()) else None


def values_ever(journal):
    """Every value that the journal wrote before its newest step, by row and field."""
    found = set()
    for step in journal.steps()[1:]:
        for change in journal.changes(step):
            for side in (change.before or {}, change.after or {}):
                for name, value in side.items():
                    found.add(((change.entity, change.id), name, str(encoded(entity(change.entity)[name], value))))
                    if isinstance(value, tuple):  # a list may lose a member that is gone
                        for member in value:
                            found.add(((change.entity, change.id), name, str([member])))
    return found


def test_a_row_made_and_removed_by_the_journal_is_told_apart(journal):
    """The helper above must see through a delete: what it finds is what the journal wrote."""
    journal.commit(Label("a"), [insert("task", "t", {"title": "甲"})])
    row = entity("task").row(id="t", title="甲")
    journal.commit(Label("b"), [delete("task", row)])
    assert (("task", "t"), "title", "甲") in values_ever(journal)
