"""Keeps the units' parts in step with the units of a matter, whichever way these are changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from smartplanner.base.ids import new_id
from smartplanner.changes import Change, delete, insert, update
from smartplanner.commands.office import Office
from smartplanner.rules.parties import shifted

_UNITS = frozenset({"lead", "support"})


def with_party_rows(office: Office, changes: Sequence[Change]) -> list[Change]:
    """Return *changes* plus what they mean for the parts of the units in the matters whose units they change.

    Matters whose parts are made by the changes already are left as they are; a part that they touch is not removed.
    """
    moved = {
        change.id: change
        for change in changes
        if change.entity == "task" and change.before is not None and change.after and _UNITS & change.fields
    }
    touched = {change.id for change in changes if change.entity == "party"}
    for change in changes:
        if change.entity == "party" and change.before is None and change.after:
            moved.pop(change.after["task"], None)
    if not moved:
        return list(changes)
    parties: dict[str, list[Any]] = defaultdict(list)
    for row in office.reader.rows_naming("party", "task", list(moved)):
        parties[row.task].append(row)
    rows = {row.id: row for row in office.reader.rows("task", list(parties))}
    units = office.reader.names("organisation")
    added: list[Change] = []
    for task, own in parties.items():
        for change in _party_changes(task, own, rows[task], moved[task]):
            values = change.after or {}
            unit_is_gone = "organisation" in values and values["organisation"] not in units
            if not unit_is_gone and (values or change.id not in touched):  # the matter itself is refused for that unit
                added.append(change)
    return [*changes, *added]


def _party_changes(task: str, parties: Sequence[Any], row: Any, change: Change) -> Iterable[Change]:
    after = change.after or {}
    shift = shifted(parties, lead=after.get("lead", row.lead), support=after.get("support", row.support))
    for party in shift.ended:
        yield delete("party", party)
    for party, role in shift.turned:
        if turned := update("party", party.id, {"role": party.role}, {"role": role}):
            yield turned
    for unit, role in shift.made:
        yield insert("party", new_id(), {"task": task, "organisation": unit, "role": role})
