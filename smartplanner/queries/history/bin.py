"""What was removed and is not back: from the journal, newest first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import func, select

from smartplanner.base.memory import without_scans
from smartplanner.fields.description import Kind
from smartplanner.fields.values import decode
from smartplanner.journal import Journal
from smartplanner.model import entities, entity
from smartplanner.queries.beside import BESIDE
from smartplanner.queries.reader import Reader
from smartplanner.store.tables import table

Key = tuple[str, str]
TAKEN_BACK = ("undo", "redo", "rollback")
"""Origins of steps that remove what an earlier one made: redo brings that back."""


class Gone(NamedTuple):
    """A removed record: when it went, by whom, in which step, and its last values."""

    entity: str
    id: str
    number: int
    at: str
    person: str
    origin: str
    values: dict[str, Any]
    owner: Key | None
    """The record that it was part of and that went in the same step."""

    @property
    def key(self) -> Key:
        """Entity and id."""
        return self.entity, self.id


@without_scans()
def gone_records(journal: Journal, reader: Reader) -> list[Gone]:
    """Return every record that was removed and is not in the book, the last removed first."""
    steps, rows = table("journal_step"), table("journal_change")
    query = (
        select(rows.c.entity, rows.c.row, rows.c.before, steps.c.number, steps.c.at, steps.c.person, steps.c.origin)
        .join(steps, steps.c.number == rows.c.step)
        .where(rows.c.after.is_(None))
        .order_by(rows.c.step.desc(), rows.c.position.desc())
    )
    with journal.book.read() as connection:
        removals = connection.execute(query).all()
    present = {name: set(_ids(reader, name)) for name in {removal[0] for removal in removals}}
    found: dict[Key, Gone] = {}
    for name, id, before, number, at, person, origin in removals:
        if (name, id) not in found and id not in present[name]:
            described = entity(name)
            values = {field: decode(described[field], value) for field, value in json.loads(before).items()}
            found[name, id] = Gone(name, id, number, at, person, origin, values, None)
    return [gone._replace(owner=_owner(gone, found)) for gone in found.values()]


def count_removals(journal: Journal) -> int:
    """Return how often a record was removed."""
    rows = table("journal_change")
    with journal.book.read() as connection:
        return int(connection.execute(select(func.count()).where(rows.c.after.is_(None))).scalar_one())


def with_parts(gone: dict[Key, Gone], keys: Iterable[Key]) -> list[Key]:
    """Return removed records with all that went with them as part of them, and their parts in turn, each once."""
    parts: dict[Key, list[Key]] = {}
    for one in gone.values():
        if one.owner is not None:
            parts.setdefault(one.owner, []).append(one.key)
    found: dict[Key, None] = {}
    waiting = list(keys)[::-1]
    while waiting:
        one_key = waiting.pop()
        if one_key not in found:
            found[one_key] = None
            waiting += parts.get(one_key, [])
    return list(found)


def _ids(reader: Reader, name: str) -> list[str]:
    return [id for (id,) in reader.columns(name, ("id",))]


def _owner(gone: Gone, all_gone: dict[Key, Gone]) -> Key | None:
    for field in entities()[gone.entity].fields:
        if not field.note.part_of or field.kind is not Kind.REFERENCE:
            continue
        key = (field.target, gone.values.get(field.name) or "")
        if key in all_gone and all_gone[key].number == gone.number and key != gone.key:
            return key
    for kind, of in BESIDE.get(gone.entity, ()):  # what stands beside a record names it by two texts
        key = (gone.values.get(kind) or "", gone.values.get(of) or "")
        if key in all_gone and all_gone[key].number == gone.number:
            return key
    return None
