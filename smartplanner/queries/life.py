"""The life of one matter as people look at it: its units, events, extensions and parts, and who holds it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from smartplanner.model.party import Party
from smartplanner.model.task_event import TaskEvent
from smartplanner.queries.reader import Reader
from smartplanner.rules.life import OPEN, USUAL_STATE
from smartplanner.rules.parties import signatures_count
from smartplanner.rules.periods import CYCLES, Period, missed_periods, period_before, period_named, period_of

ROLES = ("lead", "support", "contact")


class Part(NamedTuple):
    """One unit's part in a matter; *party* is its row, None where nothing was noted yet."""

    organisation: str
    role: str
    party: Party | None


class Hold(NamedTuple):
    """Why one co-operating unit holds a matter up: unsigned, unreported or blocked, and its words if it said why."""

    organisation: str
    why: str
    words: str


def parts_of(reader: Reader, task: Any) -> list[Part]:
    """Return the units of the matter *task* (a row), the lead first, with what is noted of each."""
    rows = reader.rows_naming("party", "task", [task.id])
    return parts_among(task, rows)


def parts_among(task: Any, parties: Iterable[Party]) -> list[Part]:
    """Return the units of *task*, given the rows of its *parties*."""
    known = {(row.organisation, str(row.role)): row for row in parties}
    named = [(task.lead, "lead")] if task.lead else []
    named += [(unit, "support") for unit in task.support if unit != task.lead]
    # A lead unit that has changed leaves a row behind; as long as it names a unit no longer in the matter it is kept.
    named += [key for key in known if key not in named]
    parts = [Part(unit, role, known.get((unit, role))) for unit, role in named]
    return sorted(parts, key=lambda part: ROLES.index(part.role))


def events_of(reader: Reader, task: str) -> list[TaskEvent]:
    """Return what happened to a matter, the earliest first."""
    return reader.rows_naming("task_event", "task", [task])


def extensions_of(reader: Reader, task: str) -> list[Any]:
    """Return the requests to move the deadline of a matter, the earliest first."""
    rows = reader.rows_naming("extension", "task", [task])
    return sorted(rows, key=lambda row: (row.requested_on or row.decided_on or date.min, row.new_due or date.min))


def original_due(due: date | None, extensions: Sequence[Any]) -> date | None:
    """Return the deadline that a matter had before any extension, from its *extensions* in the order of time."""
    granted = (row.original_due for row in extensions if row.state == "granted" and row.original_due is not None)
    return next(granted, due)


def times_extended(extensions: Iterable[Any]) -> int:
    """Return how often the deadline was moved."""
    return sum(row.state == "granted" for row in extensions)


def children_of(reader: Reader, task: str) -> list[str]:
    """Return the ids of the matters that are parts of this one."""
    return [row.id for row in reader.rows_naming("task", "parent", [task])]


def who_blocks(reader: Reader, task: Any, *, as_of: date) -> list[Hold]:
    """Return the co-operating units of *task* that hold its lead up as of a day, each with all its reasons.

    A unit that has not signed, that says what holds it up, or that reported neither in the period of *as_of* nor,
    as long as that period's report is not due, in the one before.  Many offices keep no signatures: of a matter that
    is past signing, a missing one counts only where another unit has signed.
    """
    reports = reader.rows_naming("progress_report", "task", [task.id])
    parts = parts_of(reader, task)
    any_signed = any(part.party is not None and part.party.signed_on for part in parts)
    signing = signatures_count(task.state, any_signed=any_signed)
    found = []
    for part in parts:
        if part.role != "support" or (part.party is not None and part.party.done_on):
            continue
        if part.party is None or part.party.signed_on is None:
            if signing:
                found.append(Hold(part.organisation, "unsigned", ""))
            if part.party is not None and part.party.blocked_by:
                found.append(Hold(part.organisation, "blocked", part.party.blocked_by))
            continue
        own = [row for row in reports if row.organisation == part.organisation]
        if _silent(part.party, own, task.cycle, as_of):
            found.append(Hold(part.organisation, "unreported", ""))
        if part.party.blocked_by:
            found.append(Hold(part.organisation, "blocked", part.party.blocked_by))
    return found


def missed_reports(reader: Reader, task: Any, *, as_of: date) -> list[Period]:
    """Return the periods for which the lead of *task* owed a report and gave none, the earliest first.

    It owes them from the day on which it signed, or from the start of the matter; where neither is known nothing is
    owed, and nothing once the matter is done.
    """
    if task.cycle not in CYCLES or (task.state or USUAL_STATE) not in OPEN:
        return []
    lead = next((part.party for part in parts_of(reader, task) if part.role == "lead"), None)
    since = lead.signed_on if lead is not None and lead.signed_on else task.start
    if since is None:
        return []
    reports = reader.rows_naming("progress_report", "task", [task.id])
    own = [row for row in reports if row.organisation in (None, task.lead)]
    given: list[str | date | None] = [row.period or row.reported_on for row in own]
    return missed_periods(task.cycle, since, given, as_of=as_of)


def _silent(party: Party, reports: Sequence[Any], cycle: str | None, as_of: date) -> bool:
    if cycle not in CYCLES or party.signed_on is None:
        return False
    period = period_of(as_of, cycle)
    if as_of <= period.due:
        period = period_before(period, cycle)
    if period.last < party.signed_on:
        return False  # it had nothing to report on then
    if party.reported_on is not None and party.reported_on >= period.first:
        return False
    names = {named.name for row in reports if row.period and (named := period_named(row.period, as_of=as_of))}
    return period.name not in names
