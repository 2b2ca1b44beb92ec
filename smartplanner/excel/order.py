"""The order in which the changes of a workbook are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smartplanner.changes import Change
from smartplanner.fields.description import Entity, Kind


def changes_in_order(changes: Sequence[Change], entity: Entity) -> tuple[Change, ...]:
    """Return inserts first and updates of one shape together, so that they are written in few calls."""
    inserts = _parents_first([change for change in changes if change.before is None], entity)
    updates = sorted((change for change in changes if change.before is not None), key=lambda each: sorted(each.fields))
    return (*inserts, *updates)


def _parents_first(changes: Sequence[Change], entity: Entity) -> list[Change]:
    """Return inserts of one entity so that a row stands before those that belong to it."""
    names = [field.name for field in entity.fields if field.target == entity.name and field.kind is Kind.REFERENCE]
    if not any(name in (change.after or {}) for change in changes for name in names):
        return list(changes)
    by_id = {change.id: change for change in changes}
    ordered: dict[str, Change] = {}
    for change in changes:
        chain = [change]
        seen = {change.id}
        while (above := _above(chain[-1], names, by_id)) is not None and above.id not in seen:
            seen.add(above.id)
            chain.append(above)
        for each in reversed(chain):
            ordered.setdefault(each.id, each)
    return list(ordered.values())


def _above(change: Change, names: Sequence[str], by_id: Mapping[str, Change]) -> Change | None:
    after = change.after or {}
    return next((by_id[id] for name in names if (id := after.get(name)) is not None and id in by_id), None)
