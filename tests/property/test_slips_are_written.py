"""Random slips on a real book: what was said is what a fresh reading shows afterwards, and undo is exact."""

import random
from datetime import date, timedelta

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.commands.reference import calendar
from smartplanner.commands.scheduling import apply_slip, propose_slip
from smartplanner.queries.schedule import read_schedule


class Plans:
    """Makes small plans with everything that a row can and cannot say: days, spans, constraints, links, parts."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def day(self):
        return date(2026, 9, 1) + timedelta(self.random.randint(0, 60))

    def maybe(self, share):
        return self.random.random() < share

    def milestone(self, place):
        first, last = sorted((self.day(), self.day()))
        values = {"title": f"第{place}项"}
        if self.maybe(0.6):
            values["start"] = first
        if self.maybe(0.7):
            values["due"] = last if self.maybe(0.7) else values.get("start", last)
        if self.maybe(0.4):
            values["duration"] = self.random.choice((0, 0, 1, 3, 10))
        if self.maybe(0.3):
            kind = self.random.choice(("not_before", "not_after", "fixed"))
            values |= {"constraint": kind, "constraint_on": self.day()}
        if place == 3 and self.maybe(0.3):
            values["parent"] = "0"
        if place and self.maybe(0.6):
            values["after"] = (str(self.random.randrange(place)),)
        return insert("milestone", str(place), values)

    def asked(self):
        names = self.random.sample(("start", "due", "duration"), self.random.choice((1, 1, 2)))
        return {name: self.random.randint(0, 12) if name == "duration" else self.day() for name in names}


@pytest.mark.parametrize("seed", range(4))
def test_a_slip_that_was_applied_shows_the_days_that_it_said(journal, seed):
    office, plans = Office(journal), Plans(seed)
    for _example in range(12):
        journal.commit(Label("plan"), [plans.milestone(place) for place in range(4)])
        rows = office.reader.rows("milestone")
        before = read_schedule(office.reader, calendar()).times
        for _try in range(3):
            try:
                proposal = propose_slip(office, str(plans.random.randrange(4)), **plans.asked())
            except Problem:
                assert office.reader.rows("milestone") == rows
                continue
            said = {move.id: (move.start, move.finish) for move in proposal.moves}
            step = apply_slip(office, proposal)
            for id, times in read_schedule(office.reader, calendar()).times.items():
                if id in said or id in before:
                    wanted = said.get(id) or (before[id].early_start, before[id].early_finish)
                    assert (times.early_start, times.early_finish) == wanted, (
                        id,
                        wanted,
                        proposal.moves,
                        proposal.changes,
                        [
                            (r.id, r.start, r.due, r.duration, r.constraint, r.constraint_on, r.after, r.parent)
                            for r in rows
                        ],
                    )
            if step is not None:
                journal.undo()
            assert office.reader.rows("milestone") == rows
        journal.undo()
