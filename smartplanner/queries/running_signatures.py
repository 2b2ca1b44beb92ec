"""In which matters signatures are still to come, and from how many co-operating units.

The answer is that of ``signatures.unsigned_units``, by the same rule (a test holds them together).  A board of many
cards asks for nothing else, so no more is read than this takes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from smartplanner.queries.reader import Reader
from smartplanner.rules.duties import LEAD
from smartplanner.rules.signatures import is_owed, owing_units


class _Part(NamedTuple):
    """What is noted of a unit's part; *signed* is the day as it is stored."""

    role: str
    signed: str | None


class ToCome(NamedTuple):
    """What is owed in one matter: whether the lead owes its signature, and how many co-operating units do."""

    lead: bool
    helping: int


def signatures_to_come(reader: Reader, ids: Sequence[str] | None = None, *, as_of: date) -> dict[str, ToCome]:
    """Return what is owed in the matters (among all, or *ids*) in which a signature is owed as of a day."""
    parts: dict[str, dict[str, _Part]] = defaultdict(dict)
    for task, unit, role, day in reader.raw_columns(
        "party", ("task", "organisation", "role", "signed_on"), ids, by="task"
    ):
        if role != "contact" and (unit not in parts[task] or role == LEAD):
            parts[task][unit] = _Part(role, day if day is not None and day <= as_of.isoformat() else None)
    kept = [task for task, noted in parts.items() if len({one.signed is None for one in noted.values()}) > 1]
    fields = ("id", "state", "lead", "support")
    rows = reader.raw_columns("task", fields, ["signing"], by="state") if ids is None else ()
    found = {}
    for id, state, lead, support in {*rows, *reader.raw_columns("task", fields, kept if ids is None else ids)}:
        units = owing_units(state, lead=lead, support=json.loads(support or "[]"), parts=parts.get(id, {}))
        if units:
            helping = sum(unit is not None and unit != lead for unit in units)
            found[id] = ToCome(len(units) > helping, helping)
    assigned = _assigned_on(reader, list(found), as_of)
    return {id: one for id, one in found.items() if is_owed(assigned.get(id), as_of=as_of)}


def _assigned_on(reader: Reader, ids: Sequence[str], as_of: date) -> dict[str, date]:
    """Return the day on which each matter was last assigned, up to *as_of*."""
    last: dict[str, str] = {}
    for task, act, day in reader.raw_columns("task_event", ("task", "act", "happened_on"), ids, by="task"):
        if act == "assign" and day and last.get(task, "") < day <= as_of.isoformat():
            last[task] = day
    return {task: date.fromisoformat(day) for task, day in last.items()}
