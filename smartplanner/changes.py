"""Changes as plain values: what an import previews, the journal writes, undo mirrors and history shows.

A change holds *before* and *after* of just the fields that differ: an insert has no before, a delete no
after.  ``mirrored`` of a list takes it back; ``difference`` finds the change between two versions of a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from smartplanner.fields.description import Row

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change.  Values are as Python works with them (a date is a ``date``, a many-reference a tuple)."""

    entity: str
    id: str
    before: Values | None
    after: Values | None

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields that this change touches."""
        return frozenset((*(self.before or ()), *(self.after or ())))


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a step: a msgid and what fills its places, so that it is shown in the language in use.

    The values are kept as text: a number given for one is written out, since history stores words.
    """

    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write out what is no text yet."""
        object.__setattr__(self, "values", {name: str(value) for name, value in self.values.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A committed list of changes: one entry in the history, one thing to undo.

    ``origin`` is one of create, user, import, undo, redo, rollback, merge, upgrade; ``undoes`` the id of the
    step that an undo, redo or rollback mirrors; ``size`` the number of changes.
    """

    number: int
    id: str
    at: str
    person: str
    label: Label
    origin: str
    size: int
    undoes: str | None = None
    source_file: str | None = None
    source_hash: str | None = None


def insert(entity: str, id: str, values: Values) -> Change:
    """Return the change that makes a row; empty values are left out."""
    return Change(entity, id, None, {name: value for name, value in values.items() if value not in (None, ())})


def update(entity: str, id: str, before: Values, after: Values) -> Change | None:
    """Return the change from *before* to *after*, holding just the fields that differ; None if none does."""
    differing = [name for name in after if before.get(name) != after[name]]
    if not differing:
        return None
    return Change(entity, id, {name: before.get(name) for name in differing}, {name: after[name] for name in differing})


def delete(entity: str, row: Row) -> Change:
    """Return the change that removes *row*."""
    values = {name: getattr(row, name) for name in row.__dataclass_fields__ if name != "id"}
    return Change(entity, row.id, {name: value for name, value in values.items() if value not in (None, ())}, None)


def inverse(change: Change) -> Change:
    """Return the change that takes *change* back."""
    return Change(change.entity, change.id, change.after, change.before)


def mirrored(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that take the whole list back, last first (children before their parents)."""
    return [inverse(change) for change in reversed(changes)]


def touched(changes: Iterable[Change]) -> dict[str, set[str]]:
    """Return the ids of the touched rows by entity: what a view has to refresh."""
    rows: dict[str, set[str]] = {}
    for change in changes:
        rows.setdefault(change.entity, set()).add(change.id)
    return rows
