"""Which units report on which matters, from when on, and what they reported: read once, kept up with the book.

What follows from it (missed, owed, to come) is reckoned in ``rules.duties``, the same for all who ask.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from smartplanner.queries.part_book import NO_PART, Facts, Part, PartBook
from smartplanner.queries.reader import Reader
from smartplanner.rules.duties import (
    LEAD,
    SUPPORT,
    Reporting,
    Told,
    can_owe,
    duty_began,
    owed_reports,
    part_began,
)
from smartplanner.rules.periods import CYCLES, Period


class Matter(Protocol):
    """What is asked of a matter; a ``TaskLine`` and a row have it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def cycle(self) -> str | None:
        """How often it is reported on."""

    @property
    def start(self) -> date | None:
        """Its start."""

    @property
    def lead(self) -> str | None:
        """The unit in the lead."""

    @property
    def support(self) -> tuple[str, ...]:
        """The co-operating units."""


class UnitReporting(NamedTuple):
    """One unit's duty to report on one matter; *unit* is None for the lead of a matter that names none."""

    task: str
    unit: str | None
    role: str
    duty: Reporting


class Owed(NamedTuple):
    """The reports that one unit owes for one matter, the earliest first."""

    task: str
    unit: str | None
    role: str
    periods: tuple[Period, ...]


def unit_reportings(reader: Reader, matters: Iterable[Matter], *, as_of: date) -> list[UnitReporting]:
    """Return who reports on these matters as of a day, the lead of each first; matters without a cycle have nobody.

    A report that names no unit, or one that has no part in the matter (any more), is the lead's.
    """
    asked = [matter for matter in matters if matter.cycle in CYCLES]
    if not asked:
        return []
    book = reader.companion(PartBook)
    facts = book.facts([one.id for one in asked])
    assigned = {one.id: facts.assigned_on(one.id, as_of) for one in asked}
    entered = book.days_made([one.id for one in asked if one.start is None and assigned.get(one.id) is None])
    found: list[UnitReporting] = []
    for matter in asked:
        came = entered.get(matter.id, as_of)
        found += _of_matter(matter, facts, assigned.get(matter.id), min(came, as_of), as_of)
    return found


def owed_by_unit(reader: Reader, matters: Iterable[Matter], *, as_of: date) -> list[Owed]:
    """Return what each unit owes for these open matters as of a day; units that owe nothing are left out."""
    found = []
    for task, unit, role, duty in unit_reportings(reader, matters, as_of=as_of):
        if periods := owed_reports(duty, as_of):
            found.append(Owed(task, unit, role, periods))
    return found


class BareMatter(NamedTuple):
    """Just what is asked of a matter."""

    id: str
    cycle: str | None
    start: date | None
    lead: str | None
    support: tuple[str, ...] = ()


def owed_by_leads(reader: Reader, ids: Iterable[str] | None = None, *, as_of: date) -> dict[str, int]:
    """Return how many reports the leads of the open matters (all, or those of *ids*) owe, by matter."""
    return owed_reports_of(reader, _reported_on(reader, ids), as_of=as_of)


def owed_reports_of(reader: Reader, matters: Iterable[BareMatter], *, as_of: date) -> dict[str, int]:
    """Return how many reports the leads of these open matters, as they are handed in, owe as of a day."""
    owed = owed_by_unit(reader, matters, as_of=as_of)
    return {one.task: len(one.periods) for one in owed if one.role == LEAD}


def _reported_on(reader: Reader, ids: Iterable[str] | None) -> list[BareMatter]:
    """Return the open matters that are to be reported on."""
    fields = ("id", "cycle", "start", "lead", "support", "state")
    return [
        BareMatter(id, cycle, date.fromisoformat(start) if start else None, lead, _units(support))
        for id, cycle, start, lead, support, state in reader.raw_columns("task", fields, ids)
        if cycle in CYCLES and can_owe(state)
    ]


def _units(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _of_matter(matter: Matter, facts: Facts, assigned: date | None, entered: date, as_of: date) -> list[UnitReporting]:
    parts = facts.parts.get(matter.id, {})
    helping = dict.fromkeys((*matter.support, *(unit for unit, part in parts.items() if part.role == SUPPORT)))
    helping.pop(matter.lead or "", None)
    told: dict[str | None, list[Told]] = defaultdict(list)
    for unit, report in facts.told.get(matter.id, ()):
        if report.on is None or report.on <= as_of:
            told[unit if unit in helping else matter.lead].append(report)
    lead = parts.get(matter.lead or "", NO_PART)
    signed = lead.signed if lead.signed is not None and lead.signed <= as_of else None
    began = duty_began(assigned=assigned, start=matter.start, signed=signed, entered=entered)
    own = _own_told(told.get(matter.lead), lead)
    found = [UnitReporting(matter.id, matter.lead, LEAD, Reporting(matter.cycle, began, own))]
    for unit in helping:
        part = parts.get(unit, NO_PART)
        own = _own_told(told.get(unit), part)
        since = part_began(assigned or matter.start, signed=part.signed, told=own)
        if since is not None:
            found.append(UnitReporting(matter.id, unit, SUPPORT, Reporting(matter.cycle, since, own, part.done)))
    return found


def _own_told(told: list[Told] | None, part: Part) -> tuple[Told, ...]:
    """Return the reports of a unit; where the book has none, the day of its last report may still be noted."""
    if told:
        return tuple(told)
    return (Told(None, part.reported),) if part.reported is not None else ()
