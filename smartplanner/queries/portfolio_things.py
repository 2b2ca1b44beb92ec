"""All that stands behind a portfolio: commitments, requirements nobody took up, matters, milestones and pilots.

Each has its district, area, class, tier and light as of a day; a matrix only sorts them into cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from smartplanner.model.light import Light
from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.portfolio_areas import area_of
from smartplanner.queries.portfolio_coverage import Days, Ids, milestone_signal
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import task_lines
from smartplanner.rules.signal import Signal
from smartplanner.rules.tiers import NOT_ADOPTED, NOT_COVERED, WAIVED, requirements_for

_WORST_FIRST = {str(light): place for place, light in enumerate(Light)}
_ENDED = ("accepted", "assessed", "spreading", "closed")
"""Stages of a pilot that is through."""
_OPEN, _MISSING = Signal("grey", NOT_COVERED), Signal("grey", NOT_ADOPTED)


class Thing(NamedTuple):
    """One thing behind a cell.  ``because`` is the title of what gave a commitment its light."""

    entity: str
    id: str
    title: str
    signal: Signal
    district: str | None
    area: str | None
    kind: str | None
    tier: int | None
    plan: str | None = None
    because: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether it is something that is asked for, rather than work on it."""
        return self.entity in ("commitment", "requirement")


class Place(NamedTuple):
    """Where a plan belongs: its district, class and tier."""

    district: str | None
    kind: str | None
    tier: int | None


@dataclass(slots=True)
class Things:
    """What was read, with the classes of districts and plans."""

    found: list[Thing] = field(default_factory=list)
    districts: dict[str, Place] = field(default_factory=dict)
    plans: dict[str, Place] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def read_things(reader: Reader, *, as_of: date) -> Things:
    """Return everything that a portfolio shows, as of a day."""
    things = Things()
    for id, kind, tier in reader.raw_columns("district", ("id", "kind", "tier")):
        things.districts[id] = Place(id, kind, tier)
    for id, district, kind, tier, title in reader.raw_columns("plan", ("id", "district", "kind", "tier", "title")):
        own = things.districts.get(district, Place(None, None, None))
        things.plans[id] = Place(own.district, kind or own.kind, tier or own.tier)
        things.titles[id] = title
    maker = _Maker(reader, things, as_of)
    for found in (maker.works(), maker.commitments(), maker.milestones(), maker.missing()):
        things.found += found
    return things


class _Maker:
    """Makes the things of each sort; what commitments name is looked up among the works."""

    def __init__(self, reader: Reader, things: Things, as_of: date) -> None:
        self._reader, self._things, self._as_of = reader, things, as_of
        self._rules = light_rules(reader)
        self._days = Days()
        self._lit: dict[str, tuple[str, Signal]] = {}
        self._covering: dict[str, dict[str | None, None]] = defaultdict(dict)
        self._adopted: dict[str | None, set[Any]] = defaultdict(set)
        self._milestones: list[tuple[str, str | None, str | None]] = []
        self._read_milestones()

    def _read_milestones(self) -> None:
        fields = ("id", "title", "start", "due", "done_on", "progress", "plan", "pilot")
        days = self._days
        known: dict[Any, Signal] = {}
        for id, title, start, due, done, progress, plan, pilot in self._reader.raw_columns("milestone", fields):
            key = (start, due, done, progress)
            signal = known.get(key)
            if signal is None:
                found = days[start], days[due], days[done], progress
                signal = known[key] = milestone_signal(*found, self._as_of, self._rules)
            self._lit[id] = (title, signal)
            self._milestones.append((id, plan, pilot))

    def works(self) -> Iterator[Thing]:
        """Yield the matters and the pilots."""
        plans, districts = self._things.plans, self._things.districts
        of_plan = {id: plan for id, plan in self._reader.raw_columns("task", ("id", "plan")) if plan}
        for line in task_lines(self._reader, as_of=self._as_of):
            self._lit[line.id] = (line.title, line.signal)
            plan = of_plan.get(line.id)
            place = (plans.get(plan) if plan else None) or districts.get(line.district or "")
            area = area_of(line.category) or area_of(line.title)
            yield _thing("task", line.id, line.title, line.signal, place, area, plan)
        below: dict[str, list[tuple[str, Signal]]] = defaultdict(list)
        for id, _plan, pilot in self._milestones:
            if pilot:
                below[pilot].append(self._lit[id])
        fields = ("id", "name", "stage", "start", "end", "district", "theme")
        for id, name, stage, start, end, district, theme in self._reader.raw_columns("pilot", fields):
            signal, because = self._pilot(below.get(id, ()), stage, start, end)
            self._lit[id] = (name, signal)
            area = area_of(theme) or area_of(name)
            yield _thing("pilot", id, name, signal, districts.get(district or ""), area, None)._replace(because=because)

    def _pilot(self, below: Any, stage: str | None, start: str | None, end: str | None) -> tuple[Signal, str]:
        if below:
            title, signal = _worst(below)
            return signal, title
        done = self._as_of if stage in _ENDED else None
        signal = milestone_signal(self._days[start], self._days[end], done, None, self._as_of, self._rules)
        return signal, ""

    def commitments(self) -> Iterator[Thing]:
        """Yield the commitments, each with the worst light of what covers it."""
        plans, lists, lit = self._things.plans, Ids(), self._lit
        fields = ("id", "plan", "requirement", "area", "text", "tasks", "milestones", "pilot", "waived")
        nowhere = Place(None, None, None)
        for id, plan, requirement, area, text, tasks, milestones, pilot, waived in self._reader.raw_columns(
            "commitment", fields
        ):
            place = plans.get(plan, nowhere)
            taken = self._adopted[place.district]
            taken.add(requirement)
            taken.add((area, text))
            because = ""
            if waived:
                signal = Signal("grey", WAIVED, words=waived)
            else:
                names = (*lists[tasks], *lists[milestones], *((pilot,) if pilot else ()))
                covers = [lit[name] for name in names if name in lit]
                for name in lists[milestones]:
                    self._covering[name][area] = None
                because, signal = _worst(covers) if covers else ("", _OPEN)
            yield Thing("commitment", id, text, signal, place.district, area, place.kind, place.tier, plan, because)

    def milestones(self) -> Iterator[Thing]:
        """Yield the milestones of plans: once in each area that they cover something in, else by their title."""
        for id, plan, _pilot in self._milestones:
            if plan:
                title, signal = self._lit[id]
                place = self._things.plans.get(plan)
                for area in self._covering.get(id) or (area_of(title),):
                    yield _thing("milestone", id, title, signal, place, area, plan)

    def missing(self) -> Iterator[Thing]:
        """Yield what is asked of each district by the classes of its plans, else by its own, and no plan took up."""
        rows = self._reader.rows("requirement")
        classes: dict[str, set[tuple[str | None, int | None]]] = defaultdict(set)
        for plan in self._things.plans.values():
            if plan.district:
                classes[plan.district].add((plan.kind, plan.tier))
        sets: dict[tuple[str | None, int | None], list[Any]] = {}
        for id, own in self._things.districts.items():
            adopted = self._adopted[id]
            for asked in sorted(classes.get(id) or {(own.kind, own.tier)}, key=str):
                if asked not in sets:
                    sets[asked] = requirements_for(rows, *asked)
                for row in sets[asked]:
                    if row.id not in adopted and (row.area, row.text) not in adopted:
                        yield Thing("requirement", row.id, row.text, _MISSING, id, row.area, *asked)


def _thing(
    entity: str, id: str, title: str, signal: Signal, place: Place | None, area: str | None, plan: str | None
) -> Thing:
    district, kind, tier = place or (None, None, None)
    return Thing(entity, id, title, signal, district, area, kind, tier, plan)


def _worst(lit: list[tuple[str, Signal]]) -> tuple[str, Signal]:
    if len(lit) == 1:
        return lit[0]
    return min(lit, key=lambda one: _WORST_FIRST[one[1].light])


def order_of_lights() -> Mapping[str, int]:
    """Return the place of each light, the worst first."""
    return _WORST_FIRST
