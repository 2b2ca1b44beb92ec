"""What the rows of one step may not say against themselves or one another, each with the values that it will have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.fields.description import Entity, Kind
from smartplanner.rules.consistency import contradictions
from smartplanner.rules.family import earlier_than_parts, later_than_parent, ring
from smartplanner.rules.life import OPEN, USUAL_STATE

Afters = Mapping[str, Mapping[str, Any]]
"""By id of a row: the values that it will have."""


def check_rows(office: Office, described: Entity, rows: Mapping[str, Any], afters: Afters) -> dict[str, list[Problem]]:
    """Return what stands against the values *afters* of *rows*, by row.

    What a row said against itself before is not held against its change.
    """
    found: dict[str, list[Problem]] = defaultdict(list)
    own_kind = [f.name for f in described.fields if f.kind is Kind.REFERENCE and f.target == described.name]
    for id, after in afters.items():
        row = rows[id]
        before = {field.name: getattr(row, field.name) for field in described.fields}
        old = set(contradictions(described, before))
        found[id] += [problem for problem in contradictions(described, before | dict(after)) if problem not in old]
        for name in own_kind:
            if after.get(name) and (problem := _ring(office, described, name, id, afters)):
                found[id].append(problem)
    if described.name == "task":
        _check_family(office, rows, afters, found)
    return {id: problems for id, problems in found.items() if problems}


def _ring(office: Office, described: Entity, field: str, id: str, afters: Afters) -> Problem | None:
    """Return the Problem if going up from a row leads back to it, with all of the step's rows as they will be."""
    members = [id]
    above = afters[id][field]
    while above and above not in members[1:]:
        members.append(above)
        if above == id:
            names = [office.reader.name(described.name, member) for member in members]
            return ring(_(described[field].note.label), names).at(field=field)
        above = _will_be(office, described.name, above, field, afters)
    return None


def _will_be(office: Office, entity: str, id: str, field: str, afters: Afters) -> Any:
    if field in afters.get(id, {}):
        return afters[id][field]
    row = office.reader.row(entity, id)
    return getattr(row, field) if row is not None else None


def _check_family(office: Office, rows: Mapping[str, Any], afters: Afters, found: dict[str, list[Problem]]) -> None:
    """Find matters that would be due after the one above them, or before one of their open parts."""
    moved = {id: None for id, after in afters.items() if after.keys() & {"due", "parent"}}
    for id in moved:
        above_id = afters[id].get("parent", rows[id].parent)
        above = office.reader.row("task", above_id) if above_id else None
        if above is None:
            continue
        due = afters[id].get("due", rows[id].due)
        problem = later_than_parent(due, afters.get(above.id, {}).get("due", above.due), above.title)
        if problem is not None:
            found[id].append(problem)
    earlier = [id for id, after in afters.items() if after.get("due") and _is_earlier(after["due"], rows[id].due)]
    for part in office.reader.rows_naming("task", "parent", earlier) if earlier else ():
        if part.id not in moved and (part.state or USUAL_STATE) in OPEN:
            above = rows[part.parent]
            parts: Sequence[tuple[str, Any]] = [(part.title, part.due)]
            if problem := earlier_than_parts(afters[above.id]["due"], above.title, parts):
                found[above.id].append(problem)


def _is_earlier(after: Any, before: Any) -> bool:
    return before is None or after < before
