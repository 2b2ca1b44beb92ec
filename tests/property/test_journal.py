"""The journal under random edits, undos, redos and reopenings: nothing is lost, nothing is written beside it."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import select

from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, delete, insert, update
from smartplanner.excel import propose
from smartplanner.journal import create_book, open_book
from smartplanner.journal.check import check, journal_changes, replay, stored_rows
from smartplanner.model import entity
from smartplanner.queries import Reader
from smartplanner.store.tables import table

TEMPLATE = Path(tempfile.mkdtemp()) / "template.splan"
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
days = st.integers(0, 2000).map(lambda offset: date(2024, 1, 1) + timedelta(offset))
amounts = st.none() | st.integers(0, 10**14)


class BookUnderRandomWork(RuleBasedStateMachine):
    """Random work on one real book; ``shadow`` watches all its writes."""

    def __init__(self):
        super().__init__()
        if not TEMPLATE.exists():
            create_book(TEMPLATE).close()
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copy(TEMPLATE, self.folder / "book.splan"))
        self.journal = open_book(self.path)
        with self.journal.book.read() as connection:
            self.first = stored_rows(connection)

    def rows(self, name):
        with self.journal.book.read() as connection:
            return [dict(row) for row in connection.execute(select(table(name))).mappings()]

    def commit(self, *changes):
        changes = [change for change in changes if change is not None]
        self.journal.commit(Label("test"), changes)

    @rule(names=st.lists(words, min_size=1, max_size=8), amount=amounts, due=st.none() | days)
    def make_tasks_as_an_import_does(self, names, amount, due):
        unit, district = new_id(), new_id()
        changes = [
            insert("organisation", unit, {"name": names[0]}),
            insert("district", district, {"name": names[-1], "tier": 3}),
        ]
        changes += [
            insert(
                "task",
                new_id(),
                {"title": name, "lead": unit, "support": (unit,), "district": district, "amount": amount, "due": due},
            )
            for name in names
        ]
        self.commit(*changes)

    @rule(titles=st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=5, unique=True), due=days)
    def import_a_ledger(self, titles, due):
        """A real workbook through the real import: new rows, changed rows, or nothing to change."""
        path = self.folder / "台账.csv"
        lines = [
            "任务名称,完成时限,进度(%)",
            *(f"{title}项目,{due.isoformat()},{ord(title) % 100}" for title in titles),
        ]
        path.write_text("\n".join(lines), "utf-8")
        proposal = propose(path, Reader(self.journal), as_of=date(2026, 11, 23))
        assert proposal.refused is None
        self.journal.commit(Label("import"), proposal.changes, origin="import")
        again = propose(path, Reader(self.journal), as_of=date(2026, 11, 23))
        assert again.changes == ()

    @precondition(lambda self: self.rows("task"))
    @rule(data=st.data(), title=words, due=st.none() | days, progress=st.none() | st.floats(0, 100))
    def change_a_task(self, data, title, due, progress):
        row = data.draw(st.sampled_from(self.rows("task")))
        self.commit(update("task", row["id"], row, {"title": title, "due": due, "progress": progress}))

    @precondition(lambda self: self.rows("task"))
    @rule(data=st.data())
    def remove_a_task(self, data):
        row = data.draw(st.sampled_from(self.rows("task")))
        values = {field.name: row[field.name] for field in entity("task").fields}
        values["support"] = tuple(values["support"] or ())
        self.commit(delete("task", entity("task").row(id=row["id"], **values)))

    @precondition(lambda self: self.rows("organisation"))
    @rule(data=st.data())
    def removing_a_unit_in_use_is_refused_and_writes_nothing(self, data):
        row = data.draw(st.sampled_from(self.rows("organisation")))
        used = [task for task in self.rows("task") if row["id"] in (task["lead"], *(task["support"] or ()))]
        change = Change("organisation", row["id"], {"name": row["name"]}, None)
        before = len(self.journal.steps())
        if not used:
            self.commit(change)
            return
        with pytest.raises(Problem) as refused:
            self.journal.commit(Label("test"), [change])
        assert refused.value.code == "still_used"
        assert len(self.journal.steps()) == before

    @precondition(lambda self: self.rows("task"))
    @rule(data=st.data())
    def a_change_on_outdated_grounds_is_refused(self, data):
        row = data.draw(st.sampled_from(self.rows("task")))
        change = Change("task", row["id"], {"title": row["title"] + "?"}, {"title": "overwritten"})
        with pytest.raises(Problem) as refused:
            self.journal.commit(Label("test"), [change])
        assert refused.value.code == "conflict"

    @precondition(lambda self: self.journal.to_undo())
    @rule(times=st.integers(1, 3))
    def undo(self, times):
        for _ in range(times):
            if self.journal.to_undo():
                self.journal.undo()

    @precondition(lambda self: self.journal.to_redo())
    @rule()
    def redo(self):
        self.journal.redo()

    @precondition(lambda self: self.journal.to_undo())
    @rule()
    def undo_and_redo_change_nothing(self):
        with self.journal.book.read() as connection:
            before = stored_rows(connection)
        self.journal.undo()
        self.journal.redo()
        with self.journal.book.read() as connection:
            assert stored_rows(connection) == before

    @rule()
    def close_and_open_again(self):
        self.journal.close()
        self.journal = open_book(self.path)

    @invariant()
    def replaying_the_journal_rebuilds_the_book(self):
        with self.journal.book.read() as connection:
            assert replay(journal_changes(connection)) == stored_rows(connection)

    def teardown(self):
        assert check(self.journal.book) == []
        while self.journal.to_undo():
            self.journal.undo()
        with self.journal.book.read() as connection:
            assert stored_rows(connection) == self.first
        self.journal.close()
        shutil.rmtree(self.folder)


BookUnderRandomWork.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestBookUnderRandomWork = BookUnderRandomWork.TestCase
