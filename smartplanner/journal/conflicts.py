"""Why a step could not be written, in words: which record, which field, what it is now, who still names it.

Asked only after a refusal and on the state before the step, so it may take its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.fields.values import show
from smartplanner.model import entities, entity
from smartplanner.store.tables import table

_CHUNK = 1_000
_NAMED = 5
"""How many records a sentence names."""
_Rows = dict[str, dict[str, Any]]


def explain(connection: Connection, earlier: Sequence[Change], run: Sequence[Change]) -> Problem:
    """Return why *run*, all of one entity and verb, cannot be written after the *earlier* changes of its step."""
    described = entity(run[0].entity)
    rows = _rows_before(connection, earlier, run)
    there = {(change.entity, change.id): change.after is not None for change in earlier}
    details: list[Problem] = []
    for change in run:
        details += _differences(connection, described, change, rows.get(change.id))
        _follow(rows, change)
        there[change.entity, change.id] = change.after is not None
        details += _gone_references(connection, described, change, there)
    if details:
        return _conflict(details)
    for change in run:
        if change.after is None and (users := _users(connection, described, change.id, (*earlier, *run))):
            return still_used(connection, described, change, users)
    return _conflict([_detail(_("“{title}” has got new values", title=_title(connection, described, run[0])), run[0])])


def still_used(connection: Connection, described: Entity, change: Change, users: Sequence[tuple[str, str]]) -> Problem:
    """Return the Problem of removing a record that *users*, as (entity, id), still name."""
    names = [
        _("{entity} “{title}”", entity=_(entity(name).label), title=name_of(connection, name, id))
        for name, id in users[:_NAMED]
    ]
    return Problem(
        code="still_used",
        message=_(
            "{entity} “{title}” cannot be removed, because {count} record(s) still name it: {users}",
            entity=_(described.label),
            title=_title(connection, described, change),
            count=len(users),
            users="、".join(names),
        ),
        remedy=_("Change or take back those records first; nothing was written."),
    )


def names_gone_record(connection: Connection, change: Change, field: str) -> Problem:
    """Return the Problem of a *change* whose *field* names a record that is not there."""
    described = entity(change.entity)
    return _conflict([_gone(connection, described, change, described[field])])


def name_of(connection: Connection, name: str, id: str) -> str:
    """Return the name by which people know a row; its key's first signs where it has none or is gone."""
    described = entity(name)
    title, target = described[described.title], table(name)
    value = connection.execute(select(target.c[title.name]).where(target.c.id == id)).scalar()
    if value is None:
        return id[:8]
    return name_of(connection, title.target, value) if title.kind is Kind.REFERENCE else str(value)


def many_references(name: str) -> Iterator[tuple[str, str]]:
    """Yield the (entity, field) whose lists name rows of the entity *name*."""
    for other in entities().values():
        for field in other.fields:
            if field.kind is Kind.MANY and field.target == name:
                yield other.name, field.name


def as_stored(value: Any) -> Any:
    """Return *value* as the driver takes it: an empty text or list is stored as NULL."""
    if isinstance(value, tuple):
        return list(value) or None
    if isinstance(value, str):
        return str(value) or None
    return value


def _conflict(details: Sequence[Problem]) -> Problem:
    return Problem(
        code="conflict",
        message=_(
            "{count} record(s) were changed meanwhile: {names}",
            count=len({detail.value for detail in details}),
            names="；".join(detail.message.rstrip("。.") for detail in details[:_NAMED]),
        ),
        remedy=_("Nothing was written. Look at the current state and try again."),
        details=tuple(details),
    )


def _detail(message: str, change: Change, field: str = "") -> Problem:
    return Problem(code="conflict", message=message, field=field, value=change.id)


def _rows_before(connection: Connection, earlier: Sequence[Change], run: Sequence[Change]) -> _Rows:
    """Return the rows of *run* as they are when its turn comes: as stored, with the *earlier* changes on top."""
    target, ids = table(run[0].entity), list({change.id for change in run})
    rows: _Rows = {}
    for start in range(0, len(ids), _CHUNK):
        query = select(target).where(target.c.id.in_(ids[start : start + _CHUNK]))
        rows |= {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    for change in earlier:
        if change.entity == run[0].entity:
            _follow(rows, change)
    return rows


def _follow(rows: _Rows, change: Change) -> None:
    if change.after is None:
        rows.pop(change.id, None)
        return
    row = rows.setdefault(change.id, dict.fromkeys(entity(change.entity).by_name))
    row.update({name: as_stored(value) for name, value in change.after.items()})


def _differences(
    connection: Connection, described: Entity, change: Change, found: Mapping[str, Any] | None
) -> list[Problem]:
    title = _title(connection, described, change)
    if change.before is None:
        if found is None:
            return []
        message = _("{entity} “{title}” exists already", entity=_(described.label), title=title)
        return [_detail(message, change)]
    if found is None:
        return [_detail(_("{entity} “{title}” has been removed.", entity=_(described.label), title=title), change)]
    compared = described.fields if change.after is None else [described[name] for name in change.before]
    return [
        _differs(connection, described, change, field, found[field.name])
        for field in compared
        if found[field.name] != as_stored(change.before.get(field.name))
    ]


def _differs(connection: Connection, described: Entity, change: Change, field: Field, now: Any) -> Problem:
    shown = show(field, now, lambda name, id: name_of(connection, name, id)) or _("(empty)")
    if field.kind is Kind.MONEY and now is not None:
        shown += _(field.note.unit)
    title = _title(connection, described, change)
    message = _("“{title}”: {field} is now “{value}”", title=title, field=_(field.note.label), value=shown)
    return _detail(message, change, field.name)


def _gone_references(
    connection: Connection, described: Entity, change: Change, there: dict[tuple[str, str], bool]
) -> Iterator[Problem]:
    """Yield what is wrong with the references of *change*; *there* knows some rows already and learns the others."""
    for name, value in (change.after or {}).items():
        field = described[name]
        if field.kind is not Kind.REFERENCE or value is None:
            continue
        if (field.target, value) not in there:
            target = table(field.target)
            found = connection.execute(select(target.c.id).where(target.c.id == value)).first()
            there[field.target, value] = found is not None
        if not there[field.target, value]:
            yield _gone(connection, described, change, field)


def _gone(connection: Connection, described: Entity, change: Change, field: Field) -> Problem:
    title = _title(connection, described, change)
    message = _("“{title}”: {field} names a record that is gone", title=title, field=_(field.note.label))
    return _detail(message, change, field.name)


def _users(connection: Connection, described: Entity, id: str, step: Sequence[Change]) -> list[tuple[str, str]]:
    """Return the rows, as (entity, id), that name the row *id* and do not go in this step themselves."""
    going = {(change.entity, change.id) for change in step if change.after is None}
    found = []
    for other in entities().values():
        for field in other.fields:
            if field.kind is Kind.REFERENCE and field.target == described.name:
                target = table(other.name)
                ids = connection.execute(select(target.c.id).where(target.c[field.name] == id)).scalars()
                found += [(other.name, user) for user in ids if (other.name, user) not in going]
    return found


def _title(connection: Connection, described: Entity, change: Change) -> str:
    field = described[described.title]
    value = (change.before or {}).get(field.name) or (change.after or {}).get(field.name)
    if value and field.kind is Kind.REFERENCE:
        return name_of(connection, field.target, value)
    return str(value) if value else name_of(connection, described.name, change.id)
