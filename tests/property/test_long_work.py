"""A long day of work on one real book, legal and not: what is shown is what is stored, and all can be taken back."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.board import Place, move_card
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.supervision import (
    Child,
    change_deadline,
    decide_extension,
    divide,
    hand_over,
    perform_act,
    report_progress,
    request_extension,
    sign,
)
from smartplanner.journal import create_book, open_book
from smartplanner.journal.check import check, stored_rows
from smartplanner.model.task import TaskState
from smartplanner.queries import Reader
from smartplanner.queries.agenda import KINDS, propose_agenda
from smartplanner.queries.board import read_cards
from smartplanner.queries.red_list import red_items
from smartplanner.queries.tasks import task_lines
from smartplanner.rules import life

TEMPLATE = Path(tempfile.mkdtemp()) / "template.splan"
FIRST = date(2026, 1, 5)
UNITS = ("甲局", "乙局", "丙局")
units = st.sampled_from(UNITS)
ahead = st.sampled_from([-3, 0, 1, 7, 30, 59, 90]).map(timedelta)
numbers = st.integers(0, 30)
EDITS = st.sampled_from(
    [
        {"due": None},
        {"progress": 50.0},
        {"cycle": "weekly"},
        {"lead": "丙局"},
        {"support": ("甲局", "乙局")},
        {"set_light": "red", "set_light_reason": "原因"},
    ]
)


def template():
    """Return a book with three units and four matters of which one is part of another."""
    if not TEMPLATE.exists():
        journal = create_book(TEMPLATE)
        states = ("registered", "signing", "in_progress", "in_progress")
        journal.commit(Label("units"), [insert("organisation", unit, {"name": unit}) for unit in UNITS])
        journal.commit(
            Label("matters"),
            [
                insert(
                    "task",
                    f"t{number}",
                    {"title": f"事项{number}", "state": state, "lead": "甲局", "support": ("乙局",), "cycle": "monthly",
                     "start": FIRST, "due": FIRST + timedelta(60), "parent": "t2" if number == 3 else None},
                )
                for number, state in enumerate(states)
            ],
        )  # fmt: skip
        journal.close()
    return TEMPLATE


class LongWork(RuleBasedStateMachine):
    """Acts, moves, extensions, parts, hand-overs, corrections, and taking them back, over some months."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.office = Office(open_book(Path(shutil.copy(template(), self.folder / "book.splan"))))
        self.journal, self.reader = self.office.journal, self.office.reader
        self.made = len(self.journal.steps())
        self.first = self.stored()
        self.day = FIRST

    def stored(self):
        with self.journal.book.read() as connection:
            return stored_rows(connection)

    def matter(self, number):
        rows = sorted(self.reader.rows("task"), key=lambda row: row.id)
        return rows[number % len(rows)]

    def attempt(self, work, *given, **named):
        """Do it; what is refused leaves nothing behind."""
        before, refused = self.stored(), None
        try:
            work(self.office, *given, **named)
        except Problem as problem:
            refused = problem
        assert refused is None or (refused.sentence() and self.stored() == before)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days):
        self.day += timedelta(days)

    @rule(number=numbers, choice=numbers)
    def perform_a_legal_act(self, number, choice):
        row = self.matter(number)
        legal = life.legal_acts(row.state)
        self.attempt(perform_act, [row.id], legal[choice % len(legal)], on=self.day, reason="原因", evidence="材料")
        now = self.reader.row("task", row.id).state
        assert now == row.state or now in life.reachable(row.state)

    @rule(number=numbers, goal=st.sampled_from(list(map(str, TaskState))), unit=st.none() | units)
    def drag_a_card(self, number, goal, unit):
        lane = Place("lead", unit) if unit else None
        row, column = self.matter(number), Place("state", goal)
        self.attempt(move_card, row.id, column=column, lane=lane, as_of=self.day, reason="原因", evidence="材料")

    @rule(number=numbers, unit=st.none() | units)
    def sign_and_report(self, number, unit):
        row = self.matter(number)
        self.attempt(sign, row.id, unit, on=self.day)
        self.attempt(report_progress, row.id, unit, on=self.day, progress=60.0)

    @rule(number=numbers, ahead=ahead)
    def ask_for_an_extension(self, number, ahead):
        row = self.matter(number)
        to = (row.due or self.day) + ahead
        self.attempt(request_extension, row.id, to=to, reason="原因", progress="进展", on=self.day)

    @rule(granted=st.booleans(), ahead=st.none() | ahead)
    def decide_on_an_extension(self, granted, ahead):
        for asked in self.reader.rows("extension"):
            before = self.reader.row("task", asked.task)
            to = before.due + ahead if ahead is not None and before.due else None
            self.attempt(decide_extension, asked.id, granted=granted, on=self.day, answer="答复", new_due=to)
            after = self.reader.row("task", asked.task)
            assert after.due == before.due or (granted and (before.due is None or after.due > before.due))

    @rule(number=numbers, ahead=ahead, reason=st.sampled_from(["", "原因"]))
    def set_a_deadline_and_divide(self, number, ahead, reason):
        row = self.matter(number)
        self.attempt(change_deadline, row.id, to=self.day + ahead, reason=reason, on=self.day)
        part = Child(title="分项", due=self.day + ahead, reason=reason, lead="丙局")
        self.attempt(divide, row.id, [part], on=self.day)

    @rule(number=numbers, values=EDITS, parent=st.none() | numbers)
    def correct_by_hand(self, number, values, parent):
        above = {} if parent is None else {"parent": self.matter(parent).id}
        self.attempt(set_fields, "task", [self.matter(number).id], values | above)

    @rule(giver=units, taker=units)
    def hand_over(self, giver, taker):
        self.attempt(hand_over, giver, taker)

    @rule(times=st.integers(1, 3))
    def undo(self, times):
        for _turn in range(times):
            top = self.journal.to_undo()
            if top is not None and top.number > self.made:
                self.journal.undo()

    @rule()
    def redo(self):
        if self.journal.to_redo():
            self.journal.redo()

    @rule(number=numbers)
    def roll_back_an_old_step(self, number):
        later = [step for step in self.journal.steps() if step.number > self.made]
        if later:
            self.attempt(lambda _office: self.journal.rollback(later[number % len(later)].id))

    @invariant()
    def what_is_kept_is_what_is_read_anew(self):
        fresh = Reader(self.journal)
        for day in (self.day, self.day - timedelta(45)):
            kept, read = (sorted(task_lines(one, as_of=day)) for one in (self.reader, fresh))
            assert kept == read
            assert red_items(self.reader, as_of=day) == red_items(fresh, as_of=day)

    @invariant()
    def each_list_shows_each_thing_once(self):
        keys = [item.key for item in red_items(self.reader, as_of=self.day)]
        assert len(keys) == len(set(keys))
        lines = propose_agenda(self.reader, as_of=self.day, kinds=KINDS, limit=1_000)
        matters = [line.task for line in lines if line.task]
        assert len(matters) == len(set(matters))
        waiting = [row.task for row in self.reader.rows("extension") if row.state == "requested"]
        assert len(waiting) == len(set(waiting))

    @invariant()
    def the_board_holds_every_matter_once(self):
        cards, ids = read_cards(self.reader, as_of=self.day), sorted(row.id for row in self.reader.rows("task"))
        for field in ("state", "lead", "light", "month"):
            board = cards.board(field, lanes="lead")
            assert sorted(card.id for column in board.columns for card in column.cards) == ids
            assert sum(column.total for column in board.columns) == board.total == len(ids)

    def teardown(self):
        assert check(self.journal.book) == []
        while self.journal.to_undo().number > self.made:
            self.journal.undo()
        assert self.stored() == self.first
        self.office.close()
        shutil.rmtree(self.folder)


LongWork.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=20,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
TestLongWork = LongWork.TestCase
