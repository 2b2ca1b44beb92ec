"""Any sequence of legal acts can be taken back: the same rows stand there as before."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.commands.supervision import change_deadline, decide_extension, perform_act, request_extension
from smartplanner.commands.supervision.extending import pending_extension
from smartplanner.journal import create_book, open_book
from smartplanner.journal.check import check, stored_rows
from smartplanner.model.task import TaskState
from smartplanner.rules import life

TEMPLATE = Path(tempfile.mkdtemp()) / "template.splan"
DAY, DUE = date(2026, 11, 2), date(2030, 12, 31)
states = st.sampled_from([None, *map(str, TaskState)])


def template():
    if not TEMPLATE.exists():
        journal = create_book(TEMPLATE)
        units = [insert("organisation", unit, {"name": unit}) for unit in ("lead", "support")]
        journal.commit(Label("units"), units)
        journal.close()
    return TEMPLATE


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(state=states, choices=st.lists(st.integers(0, 1000), min_size=1, max_size=10))
def test_any_sequence_of_legal_acts_and_then_undo_brings_the_same_rows_back(state, choices):
    with tempfile.TemporaryDirectory() as folder:
        journal = open_book(Path(shutil.copy(template(), Path(folder) / "book.splan")))
        values = {"title": "事项", "state": state, "lead": "lead", "support": ("support",), "due": DUE}
        journal.commit(Label("task"), [insert("task", "task", values)])
        office = Office(journal)
        before, taken = rows(office), 0
        for number, choice in enumerate(choices):
            now = office.reader.row("task", "task").state
            legal = life.legal_acts(now)
            taken += perform(office, legal[choice % len(legal)], DAY + timedelta(number))
            reached = office.reader.row("task", "task").state
            assert reached == now or reached in life.reachable(now)
        assert not check(journal.book)
        for _turn in range(taken):
            journal.undo()
        assert rows(office) == before
        journal.close()


def perform(office, act, on):
    """Perform one act; returns how many steps it made."""
    if act == "request":
        if pending_extension(office, "task") is not None:
            return 0
        to = office.reader.row("task", "task").due + timedelta(7)
        while to.weekday() > 4:
            to += timedelta(1)
        request_extension(office, "task", to=to, reason="原因", progress="进展", on=on)
    elif act == "change_due":
        change_deadline(office, "task", to=office.reader.row("task", "task").due + timedelta(1), reason="原因", on=on)
    elif act in ("grant", "refuse"):
        waiting = pending_extension(office, "task")
        if waiting is None:
            return 0
        decide_extension(office, waiting.id, granted=act == "grant", on=on, answer="答复")
    else:
        perform_act(office, ["task"], act, on=on, reason="原因", evidence="材料")
    return 1


def rows(office):
    with office.journal.book.read() as connection:
        return stored_rows(connection)
