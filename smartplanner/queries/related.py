"""Related records both ways, from the references of the book: what points at a record, and what it points at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from smartplanner.fields.description import Kind
from smartplanner.model import entities
from smartplanner.queries.beside import titles_of
from smartplanner.queries.reader import Reader

FIRST = 5
"""Records of a group that are named."""


class Related(NamedTuple):
    """The records related to one by one field of one kind of record.

    ``outward`` says that the record itself names them by its *field*; else they name it by theirs.  ``first`` are the
    first of them by id and title; ``ids`` all of them.
    """

    entity: str
    field: str
    outward: bool
    ids: tuple[str, ...]
    first: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.ids)


def related(reader: Reader, entity: str, id: str, *, first: int = FIRST) -> list[Related]:
    """Return what a record points at, then what points at it, by kind; nothing if it is gone."""
    row = reader.row(entity, id)
    if row is None:
        return []
    return [*named_by(reader, entity, row, first=first), *naming(reader, entity, id, first=first)]


def named_by(reader: Reader, entity: str, row: Any, *, first: int = FIRST) -> list[Related]:
    """Return the records that *row* names, by field."""
    found = []
    for field in entities()[entity].fields:
        if not field.target:
            continue
        value = getattr(row, field.name)
        ids: tuple[str, ...] = tuple(value or ()) if field.kind is Kind.MANY else ((value,) if value else ())
        if ids:
            found.append(Related(field.target, field.name, True, ids, _first(reader, field.target, ids, first)))
    return found


def naming(reader: Reader, entity: str, id: str, *, first: int = FIRST) -> list[Related]:
    """Return the records that name this one, by their kind and field."""
    referring = reader.referring(entity, id)
    return [
        Related(name, field, False, tuple(ids), _first(reader, name, ids, first))
        for (name, field), ids in referring.items()
    ]


def _first(reader: Reader, entity: str, ids: Sequence[str], count: int) -> tuple[tuple[str, str], ...]:
    titles = titles_of(reader, [(entity, one) for one in ids[:count]])
    return tuple((one, titles[entity, one]) for one in ids[:count] if (entity, one) in titles)
