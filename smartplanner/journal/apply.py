"""Writes changes to their rows, each on the condition that the row is still as its *before* says.

Runs of changes of one shape go to the database together.  When a condition fails, nothing of the step
stays, and the Problem names the row and the field that somebody else changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.exc import IntegrityError

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.fields.description import Entity, Kind
from smartplanner.fields.values import show_plain
from smartplanner.model import entities, entity
from smartplanner.store.tables import table

BATCH = 5_000
"""Rows per call of the driver: keeps the memory of a large import flat."""


def apply(connection: Connection, changes: Sequence[Change]) -> None:
    """Write *changes* in their order; raises a Problem (code ``conflict``) if a row is not as expected."""
    for shape, run in groupby(changes, key=_shape):
        members = list(run)
        for start in range(0, len(members), BATCH):
            _apply_run(connection, shape, members[start : start + BATCH])


def _shape(change: Change) -> tuple[str, str, tuple[str, ...]]:
    if change.before is None:
        return change.entity, "insert", ()
    if change.after is None:
        return change.entity, "delete", tuple(sorted(change.before))
    return change.entity, "update", tuple(sorted(change.before))


def _apply_run(connection: Connection, shape: tuple[str, str, tuple[str, ...]], run: list[Change]) -> None:
    name, verb, fields = shape
    described, target = entity(name), table(name)
    if verb == "insert":
        _insert(connection, described, target, run)
        return
    if verb == "delete":
        _refuse_if_listed(connection, described, run)
    statement = _statement(target, verb, fields)
    rows = [_parameters(change, described, verb) for change in run]
    try:
        result = connection.execute(statement, rows)
    except IntegrityError as error:
        raise _still_used(described, run) from error
    if result.rowcount != len(run):
        raise _conflict(connection, described, target, run)


def _statement(target: Table, verb: str, fields: tuple[str, ...]) -> Any:
    condition = [target.c.id == bindparam("row_id")]
    # A delete knows the empty fields too: they must still be empty.
    compared = fields if verb == "update" else tuple(column.name for column in target.c if column.name != "id")
    condition += [
        target.c[field].is_not_distinct_from(bindparam(f"old_{field}", type_=target.c[field].type))
        for field in compared
    ]
    if verb == "delete":
        return target.delete().where(*condition)
    return target.update().where(*condition).values({field: bindparam(f"new_{field}") for field in fields})


def _parameters(change: Change, described: Entity, verb: str) -> dict[str, Any]:
    assert change.before is not None
    row: dict[str, Any] = {"row_id": change.id}
    if verb == "delete":
        row |= {f"old_{field.name}": _stored(change.before.get(field.name)) for field in described.fields}
        return row
    assert change.after is not None
    for name, value in change.before.items():
        row[f"old_{name}"] = _stored(value)
        row[f"new_{name}"] = _stored(change.after[name])
    return row


def _insert(connection: Connection, described: Entity, target: Table, run: list[Change]) -> None:
    empty = dict.fromkeys(["id", *(field.name for field in described.fields)])
    rows = [
        empty | {"id": change.id} | {name: _stored(value) for name, value in (change.after or {}).items()}
        for change in run
    ]
    try:
        connection.execute(target.insert(), rows)
    except IntegrityError as error:
        raise Problem(
            code="conflict",
            message=_(
                "{entity}: a row that is to be made exists already, or names one that is gone.",
                entity=_(described.label),
            ),
            remedy=_("Nothing was written. Look at the current state and try again."),
        ) from error


def _stored(value: Any) -> Any:
    """Return *value* as the driver takes it: an empty text or list is stored as NULL."""
    if isinstance(value, tuple):
        return list(value) or None
    if isinstance(value, str):
        return str(value) or None
    return value


def _refuse_if_listed(connection: Connection, described: Entity, run: list[Change]) -> None:
    """Refuse to delete a row that a many-reference lists; the database cannot watch those for us."""
    ids = {change.id for change in run}
    for other, field in _many_references(described.name):
        target = table(other)
        lists = connection.execute(select(target.c.id, target.c[field]).where(target.c[field].is_not(None)))
        used = [row for row, members in lists if ids.intersection(members)]
        gone = {change.id for change in run} if other == described.name else set()
        if set(used) - gone:
            raise _still_used(described, run)


def _many_references(name: str) -> Iterator[tuple[str, str]]:
    for other in entities().values():
        for field in other.fields:
            if field.kind is Kind.MANY and field.target == name:
                yield other.name, field.name


def _still_used(described: Entity, run: list[Change]) -> Problem:
    names = "、".join(_title(described, change) for change in run[:3])
    return Problem(
        code="still_used",
        message=_(
            "{entity} “{names}” is still used by other records and cannot be removed.",
            entity=_(described.label),
            names=names,
        ),
        remedy=_("Change or take back those records first; nothing was written."),
    )


def _title(described: Entity, change: Change) -> str:
    values = {**(change.before or {}), **(change.after or {})}
    return str(values.get(described.title) or change.id[:8])


def _conflict(connection: Connection, described: Entity, target: Table, run: list[Change]) -> Problem:
    """Find out which row is not as expected, and say what it is now."""
    details = []
    for change in run:
        found = connection.execute(select(target).where(target.c.id == change.id)).mappings().one_or_none()
        # The batch wrote the rows that did match; only those that differ from both sides are in conflict.
        details += _differences(described, change, None if found is None else dict(found))
    return Problem(
        code="conflict",
        message=_(
            "{count} record(s) were changed meanwhile: {names}",
            count=max(len(details), 1),
            names="；".join(str(detail.message) for detail in details[:5]),
        ),
        remedy=_("Nothing was written. Look at the current state and try again."),
        details=tuple(details),
    )


def _differences(described: Entity, change: Change, found: dict[str, Any] | None) -> list[Problem]:
    if found is None:
        if change.after is None:
            return []
        message = _("{entity} “{title}” has been removed.", entity=_(described.label), title=_title(described, change))
        return [Problem(code="conflict", message=message, value=change.id)]
    title = str(found.get(described.title) or change.id[:8])
    problems = []
    for name, value in (change.before or {}).items():
        now, wanted = found[name], _stored(value)
        mine = _stored((change.after or {}).get(name))
        if now in (wanted, mine) and change.after is not None:
            continue
        if change.after is None and now == wanted:
            continue
        field = described[name]
        shown = now if field.kind in (Kind.REFERENCE, Kind.MANY, Kind.CHOICE) or now is None else show_plain(field, now)
        message = _("“{title}”: {field} is now “{value}”", title=title, field=_(field.note.label), value=shown or "")
        problems.append(Problem(code="conflict", message=message, field=name, value=change.id))
    if change.after is None and not problems:
        message = _("“{title}” has got new values", title=title)
        problems.append(Problem(code="conflict", message=message, value=change.id))
    return problems
