"""What taking back a step would do: what goes back as it was, and what later changes stand in the way of.

Nothing is written here.  ``resolve`` turns a plan and a person's choices into changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.memory import let_go
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Step
from smartplanner.commands.history.ordering import Key, references
from smartplanner.commands.history.words import known_names, value_words
from smartplanner.commands.office import Office
from smartplanner.fields.description import Entity, Kind
from smartplanner.model import entities, entity
from smartplanner.queries.history.moments import last_values, net_of_step, touched_later
from smartplanner.queries.history.names import KnownNames

Fields = dict[str, Any]
Users = Mapping[Key, list[tuple[Key, str]]]
"""Who names a row: the rows with the field by which they do."""


class Standing(StrEnum):
    """What stands in the way of taking back a change."""

    CHANGED = "changed"
    """The field has another value now."""
    REMOVED = "removed"
    """The record was removed since."""
    GREW = "grew"
    """The record that the step made was changed or named by others since."""
    NAMES_GONE = "names_gone"
    """What the earlier value names is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing to decide: keep what is now, or bring back what was then.

    ``fields`` go together (a date and the words it was read from); they are empty where the whole record is meant.
    ``then`` and ``now`` are in words; ``by`` is the number of the later step, ``by_label`` its name.
    """

    entity: str
    id: str
    standing: Standing
    title: str
    fields: tuple[str, ...] = ()
    label: str = ""
    then: str = ""
    now: str = ""
    by: int | None = None
    dependants: tuple[str, ...] = ()
    can_restore: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        """What a choice is kept under: entity, id, and the first field (empty for the record)."""
        return self.entity, self.id, self.fields[0] if self.fields else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPlan:
    """One row of the plan: what the step came to on it, what it is now (None: gone), which fields go back cleanly."""

    change: Change
    now: Fields | None
    clean: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    last: Fields | None = None
    """Of a row that was removed since: its values before that."""

    @property
    def key(self) -> Key:
        """Entity and id."""
        return self.change.entity, self.change.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What taking back *step* would do; ``already`` counts the rows that are as before the step already."""

    step: Step
    rows: list[RowPlan]
    users: Users
    already: int

    def forget(self) -> None:
        """Let go of the rows, without holding up the window where they are many; nobody wants the plan any more."""
        let_go(self.rows)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Everything that has to be decided, in the order of the step."""
        return tuple(conflict for row in self.rows for conflict in row.conflicts)

    @property
    def clean(self) -> int:
        """How many rows go back with nothing in the way."""
        return sum(not row.conflicts for row in self.rows)


def plan_rollback(office: Office, step_id: str) -> Plan:
    """Return what taking back the step (by id or number) would do; a Problem if there is none or it made the book."""
    step = office.journal.step(step_id)
    if step.origin == "create":
        raise Problem(code="not_possible", message=_("The making of the book cannot be taken back."))
    net = net_of_step(office.journal, step.number)
    planner = _Planner(office, step, net)
    rows = [planned for change in net if (planned := planner.row(change)) is not None]
    return Plan(step=step, rows=rows, users=planner.users, already=len(net) - len(rows))


def values_of(row: Any) -> Fields:
    """Return the fields of a row."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__ if name != "id"}


def users_of(office: Office, keys: Iterable[Key]) -> dict[Key, list[tuple[Key, str]]]:
    """Return who names each of the rows *keys* now; one look at each column that may."""
    wanted: dict[str, set[str]] = {}
    for name, id in keys:
        wanted.setdefault(name, set()).add(id)
    found: dict[Key, list[tuple[Key, str]]] = {}
    for other in entities().values():
        for field in other.fields:
            ids = wanted.get(field.target)
            if not ids:
                continue
            for id, value in office.reader.columns(other.name, ("id", field.name)):
                for named in ids.intersection((value or ()) if field.kind is Kind.MANY else (value,)):
                    found.setdefault((field.target, named), []).append(((other.name, id), field.name))
    return found


class _Planner:
    """Looks at the rows of one step as they are now."""

    def __init__(self, office: Office, step: Step, net: list[Change]) -> None:
        self._office = office
        self._step = step
        self._names: KnownNames = known_names(office)
        self._net = {(change.entity, change.id): change for change in net}
        self._now = _present_rows(office, net)
        self._later = touched_later(office.journal, [change.id for change in net], step.number)
        made = [key for key, change in self._net.items() if change.before is None and key in self._now]
        self.users = users_of(office, made)

    def row(self, change: Change) -> RowPlan | None:
        key = (change.entity, change.id)
        now = self._now.get(key)
        if change.before is None:
            return self._made(change, now) if now is not None else None
        if change.after is None:
            return None if now is not None else self._removed(change)
        return self._changed(change, now) if now is not None else self._gone(change)

    def _made(self, change: Change, now: Fields) -> RowPlan:
        """Plan the removal of a row that the step made."""
        described, made = entity(change.entity), change.after or {}
        differing = [field for field in described.fields if now[field.name] != made.get(field.name, _empty(field.kind))]
        users = [use for use in self.users.get((change.entity, change.id), ()) if not self._goes_too(use[0])]
        if not differing and not users:
            return RowPlan(change=change, now=now)
        conflict = Conflict(
            entity=change.entity,
            id=change.id,
            standing=Standing.GREW,
            title=self._title(change),
            now="、".join(_(field.note.label) for field in differing),
            by=self._later.get((change.id, "")) or self._made_by(users),
            dependants=tuple(self._named(user) for user, _field in users),
            can_restore=not any(_holds(user[0], field) for user, field in users),
        )
        return RowPlan(change=change, now=now, conflicts=(conflict,))

    def _goes_too(self, user: Key) -> bool:
        """Return whether the row *user* was made by the same step, so that taking the step back removes it as well."""
        change = self._net.get(user)
        return change is not None and change.before is None

    def _made_by(self, users: list[tuple[Key, str]]) -> int | None:
        later = touched_later(self._office.journal, [user[1] for user, _field in users], self._step.number)
        return max((number for (_id, name), number in later.items() if not name), default=None)

    def _removed(self, change: Change) -> RowPlan:
        """Plan the return of a row that the step removed."""
        before = dict(change.before or {})
        missing = [(name, key) for name, key in references(change.entity, before) if not self._will_be_there(key)]
        if not missing:
            return RowPlan(change=change, now=None)
        name, key = missing[0]
        conflict = Conflict(
            entity=change.entity,
            id=change.id,
            standing=Standing.NAMES_GONE,
            title=self._title(change),
            label=_(entity(change.entity)[name].note.label),
            then=self._names(*key),
            by=self._later.get((change.id, "")),
            dependants=tuple(dict.fromkeys(self._named(key) for _name, key in missing)),
            can_restore=not any(entity(change.entity)[name].required for name, _key in missing),
        )
        return RowPlan(change=change, now=None, conflicts=(conflict,))

    def _gone(self, change: Change) -> RowPlan | None:
        """Plan what becomes of a row that the step changed and that was removed since."""
        removal = last_values(self._office.journal, change.entity, change.id)
        if removal is None:
            return None
        last = dict(removal.before or {}) | dict(change.before or {})
        missing = [key for _name, key in references(change.entity, last) if not self._will_be_there(key)]
        conflict = Conflict(
            entity=change.entity,
            id=change.id,
            standing=Standing.REMOVED,
            title=self._title(change),
            by=self._later.get((change.id, "")),
            dependants=tuple(dict.fromkeys(self._named(key) for key in missing)),
            can_restore=not missing,
        )
        return RowPlan(change=change, now=None, conflicts=(conflict,), last=last)

    def _changed(self, change: Change, now: Fields) -> RowPlan | None:
        """Plan each field that the step changed; those that go together have one choice."""
        before, after = change.before or {}, change.after or {}
        clean: list[str] = []
        conflicts: list[Conflict] = []
        for group in _groups(entity(change.entity), before):
            moved = [name for name in group if now[name] != before[name]]
            if not moved:
                continue  # as before the step already
            gone = [key for _name, key in references(change.entity, {name: before[name] for name in moved})]
            gone = [key for key in gone if not self._will_be_there(key)]
            if all(now[name] == after.get(name) for name in moved) and not gone:
                clean += moved
            else:
                conflicts.append(self._conflict(change, tuple(moved), now, gone))
        if not clean and not conflicts:
            return None
        return RowPlan(change=change, now=now, clean=tuple(clean), conflicts=tuple(conflicts))

    def _conflict(self, change: Change, moved: tuple[str, ...], now: Fields, gone: list[Key]) -> Conflict:
        field = entity(change.entity)[moved[0]]
        return Conflict(
            entity=change.entity,
            id=change.id,
            standing=Standing.NAMES_GONE if gone else Standing.CHANGED,
            title=self._title(change),
            fields=moved,
            label=_(field.note.label),
            then=value_words(field, (change.before or {})[field.name], self._names),
            now=value_words(field, now[field.name], self._names),
            by=max((self._later[change.id, name] for name in moved if (change.id, name) in self._later), default=None),
            dependants=tuple(self._named(key) for key in gone),
            can_restore=not gone,
        )

    def _will_be_there(self, key: Key) -> bool:
        """Return whether a row is in the book, or comes back with this step."""
        change = self._net.get(key)
        return not self._names.is_gone(*key) or (change is not None and change.after is None)

    def _title(self, change: Change) -> str:
        return self._named((change.entity, change.id))

    def _named(self, key: Key) -> str:
        return _("{entity} “{title}”", entity=_(entity(key[0]).label), title=self._names(*key))


def _present_rows(office: Office, net: Iterable[Change]) -> dict[Key, Fields]:
    ids: dict[str, list[str]] = {}
    for change in net:
        ids.setdefault(change.entity, []).append(change.id)
    return {(name, row.id): values_of(row) for name, some in ids.items() for row in office.reader.rows(name, some)}


def _groups(described: Entity, touched: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return the touched fields in groups that make sense only together: a value, its words, how exact it is."""
    leaders = {
        companion: field.name
        for field in described.fields
        for companion in (field.note.words, f"{field.name}_precision")
        if companion in described.by_name
    }
    groups: dict[str, list[str]] = {}
    for field in described.fields:
        if field.name in touched:
            groups.setdefault(leaders.get(field.name, field.name), []).append(field.name)
    return [tuple(names) for names in groups.values()]


def _holds(name: str, field: str) -> bool:
    """Return whether a row of entity *name* cannot be without what its *field* names, and does not go with it."""
    described = entity(name)[field]
    return described.required and not described.note.part_of


def _empty(kind: Kind) -> Any:
    return () if kind is Kind.MANY else None
