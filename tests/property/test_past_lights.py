"""Books that live through months: the lights of a day gone by are those that the overview showed on that day."""

import contextlib
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartplanner.base import clock
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, delete, insert, update
from smartplanner.commands.light_presets import preset_changes
from smartplanner.journal import create_book, open_book
from smartplanner.queries import Reader
from smartplanner.queries.past_lights import PastLights
from smartplanner.queries.tasks import task_lines

TEMPLATE = Path(tempfile.mkdtemp()) / "template.splan"
FIRST = date(2026, 2, 1)
STATES = ("not_started", "signing", "in_progress", "in_progress", "closed", "terminated")
LIGHTS = (None, None, "red", "green")
ACT = st.tuples(
    st.sampled_from(("make", "make", "set", "set", "put_below", "report", "remove", "undo")),
    st.integers(0, 5),
    st.integers(0, 23),
    st.integers(0, 25),
)
LIMITS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


class Life:
    """A book that acts are done to, one a day or several; what the overview shows is noted in the evening."""

    def __init__(self, journal):
        self.journal, self.reader, self.day = journal, Reader(journal), FIRST
        self.shown = {}

    def do(self, act, which, value, days):
        with contextlib.suppress(Problem):
            getattr(self, act)(which, value)
        self.shown[self.day] = {line.id: line.signal.light for line in task_lines(self.reader, as_of=self.day)}
        self.day += timedelta(days)

    def row(self, which):
        rows = sorted(self.reader.rows("task"), key=lambda row: row.title)
        return rows[which % len(rows)] if rows else None

    def commit(self, *changes, label="act"):
        self.journal.commit(Label(label), [change for change in changes if change])

    def change(self, row, **after):
        self.commit(update("task", row.id, {name: getattr(row, name) for name in after}, after))

    def make(self, which, value):
        above = self.row(which)
        parent = above.id if above is not None and value % 3 else None
        days = {"start": FIRST, "due": FIRST + timedelta(12 * value)}
        values = {"title": f"{len(self.reader.rows('task'))}", "state": "in_progress", "cycle": "monthly"} | days
        self.commit(insert("task", new_id(), values | {"parent": parent}))

    def set(self, which, value):
        if row := self.row(which):
            state, done_on = STATES[value % len(STATES)], None
            if state == "closed":
                done_on = self.day
            light = LIGHTS[value % len(LIGHTS)]
            changed = {"state": state, "done_on": done_on, "progress": 4.0 * value, "due": row.due + timedelta(value)}
            self.change(row, **changed, set_light=light, set_light_on=self.day if light else None)

    def put_below(self, which, value):
        row, above = self.row(which), self.row(value)
        if row and above.id != row.id:
            self.change(row, parent=above.id)

    def report(self, which, value):
        if row := self.row(which):
            said = {"task": row.id, "reported_on": self.day, "progress": 4.0 * value}
            change = update("task", row.id, {"progress": row.progress}, {"progress": 4.0 * value})
            self.commit(insert("progress_report", new_id(), said), change, label="report")

    def remove(self, which, _value):
        if row := self.row(which):
            self.commit(delete("task", row))

    def undo(self, _which, _value):
        # A report that was taken back was never made, and is unknown on its day too.
        if self.journal.label_to_undo() == "act":
            self.journal.undo()


@contextlib.contextmanager
def living(table):
    """Give a life in a new book with a light table, under a clock that goes with it."""
    if not TEMPLATE.exists():
        create_book(TEMPLATE).close()
    folder = Path(tempfile.mkdtemp())
    journal = open_book(Path(shutil.copy(TEMPLATE, folder / "book.splan")))
    life = Life(journal)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(clock, "now", lambda: f"{life.day}T04:00:00.000Z")
            journal.commit(Label("table"), preset_changes(table))
            yield life
    finally:
        journal.close()
        shutil.rmtree(folder)


@LIMITS
@given(acts=st.lists(ACT, min_size=1, max_size=16), table=st.sampled_from(("default", "ouhai", "yinchuan_2025")))
def test_past_lights_are_those_that_the_overview_showed(acts, table):
    with living(table) as life:
        for act in acts:
            life.do(*act)
        there = {row.id for row in life.reader.rows("task")}
        past = PastLights(life.reader, there)
        for day, shown in life.shown.items():
            known = {id: light for id, light in shown.items() if id in there}
            found = past.on(day)
            assert {id: found.get(id) for id in known} == known, day
