"""All that the overview says as of a day, for the whole city or a part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from smartplanner.base.memory import without_scans
from smartplanner.journal import Journal
from smartplanner.queries.agenda import propose_agenda
from smartplanner.queries.concentration import by_cut, place_of, stakes
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contract_expiry import expiries
from smartplanner.queries.contracts import owed_payments, scores_by_contract
from smartplanner.queries.overview.changed import Changed, Since, what_changed
from smartplanner.queries.overview.counting import Overview, overview
from smartplanner.queries.overview.scope import WHOLE, Scope
from smartplanner.queries.overview.silent import Silent, silent_units
from smartplanner.queries.overview.spending import Spending, spending
from smartplanner.queries.reader import Reader
from smartplanner.queries.red_items import RedItem
from smartplanner.queries.red_list import red_items
from smartplanner.queries.tasks import TaskLine, is_due_soon, task_lines
from smartplanner.rules.concentration import CUTS, Alarm
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.expiry import Expiry
from smartplanner.rules.payments import PaymentStatus

_SUNDAY = 6
MEETINGS_WITHIN = 15
"""Days ahead in which a meeting is near."""


class MeetingLine(NamedTuple):
    """A meeting that is under way (``held_on`` may be past) or near."""

    id: str
    title: str
    held_on: date | None
    under_way: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The overview of a scope as of a day; what is listed comes worst or soonest first."""

    as_of: date
    scope: Scope
    lines: Sequence[TaskLine]
    """The matters here; do not change them."""
    figures: Overview
    red: tuple[RedItem, ...]
    """The entries of the red list here."""
    due_week: tuple[TaskLine, ...]
    due_soon: tuple[TaskLine, ...]
    changed: Changed
    silent: tuple[Silent, ...]
    gates: tuple[RedItem, ...]
    money: Spending
    expiring: tuple[Expiry, ...]
    """What runs out within 90 days or has, but payments."""
    payments: tuple[PaymentStatus, ...]
    """Payable by the end of the month."""
    contracts: Mapping[str, str]
    """The titles of the contracts by id that the payments are of."""
    alarms: tuple[Alarm, ...]
    meetings: tuple[MeetingLine, ...]
    agenda: int
    """How many items a meeting held now would have."""

    def kinds(self) -> Counter[str]:
        """Return how many entries of the red list there are of each kind."""
        return Counter(item.kind for item in self.red)

    def worst(self) -> list[RedItem]:
        """Return the red entries, each record once, the worst first."""
        met: dict[str, RedItem] = {}
        for item in self.red:
            if item.light == "red":
                met.setdefault(item.id, item)
        return list(met.values())

    @property
    def blocked(self) -> list[PaymentStatus]:
        """The payments that lack something."""
        return [one for one in self.payments if not one.released]


def end_of_week(day: date) -> date:
    """Return the Sunday of the week of a day."""
    return day + timedelta(_SUNDAY - day.weekday())


def situation(
    reader: Reader, journal: Journal, *, as_of: date, since: Since | None = None, scope: Scope = WHOLE
) -> Situation:
    """Return the situation; *since* is from when on changes are told (else from yesterday on)."""
    with without_scans():
        every = task_lines(reader, as_of=as_of)
        lines = every if scope.is_whole else [line for line in every if scope.within(line)]
        reviews = _reviews(reader, scope, as_of=as_of)
        ids = {line.id for line in lines}
        items = [item for item in red_items(reader, as_of=as_of) if scope.holds(item, ids, reviews)]
        found = overview(reader, as_of=as_of, lines=lines)
        soon = [line for line in lines if is_due_soon(line, as_of=as_of)]
        soon.sort(key=lambda line: (line.due or as_of, line.title))
        week = end_of_week(as_of)
        facts, alarms, ending, owed = _contracts(reader, scope, as_of=as_of)
        return Situation(
            as_of=as_of,
            scope=scope,
            lines=lines,
            figures=found,
            red=tuple(items),
            due_week=tuple(line for line in soon if line.due is not None and line.due <= week),
            due_soon=tuple(soon),
            changed=what_changed(reader, journal, lines, since=since or Since(as_of - timedelta(1)), as_of=as_of),
            silent=silent_units(items),
            gates=tuple(sorted((item for item in items if item.kind == "gate"), key=lambda item: item.day or as_of)),
            money=spending(facts.values(), as_of=as_of),
            expiring=tuple(ending),
            payments=tuple(owed),
            contracts={one.contract: facts[one.contract].title for one in owed},
            alarms=tuple(alarms),
            meetings=_meetings(reader, scope, as_of=as_of),
            agenda=len(propose_agenda(reader, as_of=as_of, group=scope.group)),
        )


def _reviews(reader: Reader, scope: Scope, *, as_of: date) -> set[str]:
    if scope.group is None:
        return set()
    agenda = propose_agenda(reader, as_of=as_of, group=scope.group, kinds=("gate",))
    return {line.gate for line in agenda if line.gate}


def _contracts(
    reader: Reader, scope: Scope, *, as_of: date
) -> tuple[Mapping[str, ContractFact], Sequence[Alarm], Sequence[Expiry], Sequence[PaymentStatus]]:
    """Return the contracts of the scope with what presses about them; a group as such has no contracts."""
    every = contract_facts(reader)
    places = place_of(reader, every)
    facts = every
    if not scope.is_whole:
        facts = {id: fact for id, fact in every.items() if scope.district and places[id] == scope.district}
    weights = stakes(every, places, as_of=as_of)
    alarms = [alarm for cut in CUTS for alarm in by_cut(reader, weights, cut=cut, as_of=as_of).alarms]
    if not scope.is_whole:
        alarms = [one for one in alarms if one.cut == "district" and one.cell == scope.district]
    ending = [
        one
        for one in expiries(reader, facts, as_of=as_of)
        if one.kind != "payment" and (scope.is_whole or one.contract in facts)
    ]
    scores = scores_by_contract(facts, as_of=as_of)
    owed = list(owed_payments(facts.values(), as_of=as_of, scores=scores))
    return facts, sorted(alarms, key=lambda one: one.light != "red"), ending, owed


def _meetings(reader: Reader, scope: Scope, *, as_of: date) -> tuple[MeetingLine, ...]:
    until = as_of + timedelta(MEETINGS_WITHIN)
    found = [
        MeetingLine(row.id, row.title, row.held_on, row.ended is False)
        for row in reader.rows("meeting")
        if (scope.group is None or row.group == scope.group)
        and (row.ended is False or (not row.ended and row.held_on and as_of <= row.held_on <= until))
    ]
    return tuple(sorted(found, key=lambda one: (one.held_on or date.max, one.title)))
