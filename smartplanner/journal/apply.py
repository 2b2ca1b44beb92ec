"""Writes changes to their rows, each on the condition that the row is still as its *before* says.

Runs of changes of one shape go to the database together.  When a condition fails, nothing of the step
stays, and the Problem names the row and the field that stand in the way (``conflicts``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.exc import IntegrityError

from smartplanner.base.telling import Tell, untold
from smartplanner.changes import Change
from smartplanner.fields.description import Entity, Kind
from smartplanner.journal.conflicts import as_stored, explain, many_references, names_gone_record, still_used
from smartplanner.model import entities, entity
from smartplanner.store.tables import table

BATCH = 5_000
"""Rows per call of the driver: keeps the memory of a large import flat."""


class _Mismatch(Exception):  # noqa: N818 - never leaves this module
    """A run found fewer rows as expected than it has changes."""


def apply(connection: Connection, changes: Sequence[Change], *, tell: Tell = untold) -> None:
    """Write *changes* in their order; raises a Problem (``conflict``, ``still_used``) if a row is not as expected.

    *tell* hears how far it is.  They are the first of their transaction, which is rolled back where they do not apply.
    """
    done = 0
    for shape, members in groupby(changes, key=_shape):
        run = list(members)
        for start in range(0, len(run), BATCH):
            part = run[start : start + BATCH]
            tell(done / len(changes))
            try:
                _apply_run(connection, shape, part)
            except (IntegrityError, _Mismatch) as error:
                # The run wrote those of its rows that did match: go back, so that the reason can be told exactly.  The
                # whole transaction: within a savepoint each row would take longer than the one before.
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("BEGIN")
                raise explain(connection, changes[:done], part) from error
            done += len(part)
    _refuse_gone_members(connection, changes)


def _shape(change: Change) -> tuple[str, str, tuple[str, ...]]:
    if change.before is None:
        return change.entity, "insert", ()
    if change.after is None:
        return change.entity, "delete", ()
    return change.entity, "update", tuple(sorted(change.before))


def _apply_run(connection: Connection, shape: tuple[str, str, tuple[str, ...]], run: list[Change]) -> None:
    name, verb, fields = shape
    described, target = entity(name), table(name)
    if verb == "insert":
        empty = dict.fromkeys(["id", *described.by_name])
        connection.execute(target.insert(), [empty | {"id": change.id} | _values(change.after) for change in run])
        return
    if verb == "delete":
        _refuse_if_listed(connection, described, run)
        # A delete knows the empty fields too: they must still be empty.
        fields = tuple(described.by_name)
    result = connection.execute(_statement(target, verb, fields), [_parameters(change, fields) for change in run])
    if result.rowcount != len(run):
        raise _Mismatch


def _statement(target: Table, verb: str, fields: tuple[str, ...]) -> Any:
    condition = [target.c.id == bindparam("row_id")]
    condition += [
        target.c[field].is_not_distinct_from(bindparam(f"old_{field}", type_=target.c[field].type)) for field in fields
    ]
    if verb == "delete":
        return target.delete().where(*condition)
    return target.update().where(*condition).values({field: bindparam(f"new_{field}") for field in fields})


def _parameters(change: Change, fields: tuple[str, ...]) -> dict[str, Any]:
    before, after = change.before or {}, change.after
    row: dict[str, Any] = {"row_id": change.id}
    row |= {f"old_{name}": as_stored(before.get(name)) for name in fields}
    if after is not None:
        row |= {f"new_{name}": as_stored(after[name]) for name in fields}
    return row


def _values(values: Any) -> dict[str, Any]:
    return {name: as_stored(value) for name, value in (values or {}).items()}


def _refuse_if_listed(connection: Connection, described: Entity, run: list[Change]) -> None:
    """Refuse to delete a row that a many-reference lists; the database cannot watch those for us."""
    ids = {change.id for change in run}
    for other, field in many_references(described.name):
        target = table(other)
        lists = connection.execute(select(target.c.id, target.c[field]).where(target.c[field].is_not(None)))
        used = {row: ids.intersection(members) for row, members in lists if ids.intersection(members)}
        if other == described.name:
            used = {row: members for row, members in used.items() if row not in ids}
        if used:
            wanted = next(iter(used.values()))
            change = next(change for change in run if change.id in wanted)
            raise still_used(connection, described, change, [(other, row) for row in used])


def _refuse_gone_members(connection: Connection, changes: Sequence[Change]) -> None:
    """Refuse a many-reference to a row that is gone; for single references the database does that."""
    listing = {name: fields for name in entities() if (fields := _many_fields(name))}
    written = [change for change in changes if change.after and change.entity in listing]
    for target in {entity(name)[field].target for name, fields in listing.items() for field in fields}:
        known: set[str] | None = None
        for change in written:
            for field in listing[change.entity]:
                members = (change.after or {}).get(field) or ()
                if not members or entity(change.entity)[field].target != target:
                    continue
                known = known or set(connection.execute(select(table(target).c.id)).scalars())
                if not known.issuperset(members):
                    raise names_gone_record(connection, change, field)


def _many_fields(name: str) -> list[str]:
    return [field.name for field in entity(name).fields if field.kind is Kind.MANY]
