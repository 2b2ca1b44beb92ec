"""The life of one matter as people look at it: its units, events, extensions and parts, and who holds it up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from smartplanner.model.party import Party
from smartplanner.model.task_event import TaskEvent
from smartplanner.queries.reader import Reader
from smartplanner.queries.reporting import unit_reportings
from smartplanner.rules import duties
from smartplanner.rules.duties import SUPPORT, can_owe, owed_reports
from smartplanner.rules.periods import Period
from smartplanner.rules.signatures import signatures_count

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

    A unit that has not signed, that says what holds it up, or that owes a report (``rules.duties``).  Many offices keep
    no signatures: of a matter that is past signing, a missing one counts only where another unit has signed.
    """
    parts = parts_of(reader, task)
    any_signed = any(part.party is not None and part.party.signed_on for part in parts)
    signing = signatures_count(task.state, any_signed=any_signed)
    owing = _helpers_owing(reader, task, as_of)
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
        if part.organisation in owing:
            found.append(Hold(part.organisation, "unreported", ""))
        if part.party.blocked_by:
            found.append(Hold(part.organisation, "blocked", part.party.blocked_by))
    return found


def missed_reports(reader: Reader, task: Any, *, as_of: date) -> list[Period]:
    """Return the periods for which the lead of *task* was to report and never did, the earliest first.

    Nothing is missed before the matter is assigned, nor once it is done.
    """
    if not can_owe(task.state):
        return []
    lead = unit_reportings(reader, [task], as_of=as_of)[:1]
    return [period for one in lead for period in duties.missed_reports(one.duty, as_of)]


def _helpers_owing(reader: Reader, task: Any, as_of: date) -> set[str | None]:
    if not can_owe(task.state):
        return set()
    parts = unit_reportings(reader, [task], as_of=as_of)
    return {one.unit for one in parts if one.role == SUPPORT and owed_reports(one.duty, as_of)}
