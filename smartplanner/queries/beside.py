"""What stands beside records of any kind: memos, attachments, links; and what goes along when records are removed.

These rows name their record by two texts, its entity and its id, and no reference of the book watches over that.  A
row whose record is gone (its making was taken back) stays hidden until the record is there again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from smartplanner.fields.description import Kind
from smartplanner.fields.values import show
from smartplanner.model import entities
from smartplanner.queries.reader import Reader

Key = tuple[str, str]
"""Entity and id of a record."""

BESIDE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "memo": (("entity", "of"),),
    "attachment": (("entity", "of"),),
    "link": (("entity", "of"), ("other_entity", "other")),
}
"""For each of these entities the pairs of fields that name a record."""


class Linked(NamedTuple):
    """One link as seen from a record: the row, and the record at its other end with its name."""

    row: Any
    entity: str
    id: str
    title: str


class Counts(NamedTuple):
    """How much stands beside a record."""

    memos: int
    attachments: int
    links: int


def memos_of(reader: Reader, entity: str, id: str) -> list[Any]:
    """Return the memos of a record: those kept on top first, then the newest (of one day, the one written last)."""
    rows = [row for row in reader.rows_naming("memo", "of", [id]) if row.entity == entity]
    rows.sort(key=lambda row: (row.written_on.toordinal() if row.written_on else 0, row.id), reverse=True)
    return sorted(rows, key=lambda row: not row.pinned)


def links_of(reader: Reader, entity: str, id: str) -> list[Linked]:
    """Return the links of a record, made from either side, whose other end is in the book."""
    found = []
    for row in reader.rows_naming("link", "of", [id]):
        if row.entity == entity:
            found.append((row, row.other_entity, row.other))
    for row in reader.rows_naming("link", "other", [id]):
        if row.other_entity == entity:
            found.append((row, row.entity, row.of))
    titles = titles_of(reader, [(name, other) for _row, name, other in found])
    return [Linked(row, name, other, titles[name, other]) for row, name, other in found if (name, other) in titles]


def counts_of(reader: Reader, entity: str, id: str) -> Counts:
    """Return how many memos, attachments and links a record has; quick, for the heads of tabs."""
    memos, attachments = (_counted(reader, name, entity, id) for name in ("memo", "attachment"))
    return Counts(memos, attachments, len(links_of(reader, entity, id)))


def titles_of(reader: Reader, keys: Iterable[Key]) -> dict[Key, str]:
    """Return the names of those of *keys* that are in the book, without reading the names of all their kind."""
    wanted: dict[str, list[str]] = {}
    for entity, id in keys:
        wanted.setdefault(entity, []).append(id)
    found = {}
    for entity, ids in wanted.items():
        if (described := entities().get(entity)) is None:  # of a newer version of the program
            continue
        title = described[described.title]
        for row in reader.rows(entity, ids):
            found[entity, row.id] = show(title, getattr(row, title.name), reader.name) or row.id[:8]
    return found


def beside_rows(reader: Reader, keys: Iterable[Key]) -> list[tuple[str, Any]]:
    """Return each row that names one of *keys*, once, with its entity."""
    wanted = set(keys)
    ids = [id for _entity, id in wanted]
    found: dict[Key, tuple[str, Any]] = {}
    for name, pairs in BESIDE.items():
        for kind, of in pairs:
            for row in reader.rows_naming(name, of, ids):
                if (getattr(row, kind), getattr(row, of)) in wanted:
                    found[name, row.id] = (name, row)
    return list(found.values())


def goes_along(reader: Reader, entity: str, ids: Sequence[str]) -> list[tuple[str, int]]:
    """Return what goes with the rows *ids* of *entity* when they are removed, as entity and how many.

    That is what is part of them, the parts of those, and what stands beside any of them.
    """
    gone: dict[str, set[str]] = {entity: set(ids)}
    waiting: list[tuple[str, set[str]]] = [(entity, set(ids))]
    while waiting:
        target, some = waiting.pop()
        for other in entities().values():
            for field in other.fields:
                if field.target == target and field.note.part_of and field.kind is Kind.REFERENCE:
                    found = reader.raw_columns(other.name, ("id",), some, by=field.name)
                    new = {id for (id,) in found} - gone.setdefault(other.name, set())
                    if new:
                        gone[other.name] |= new
                        waiting.append((other.name, new))
    counts = Counter({name: len(some) for name, some in gone.items()})
    counts[entity] -= len(set(ids))
    keys = [(name, id) for name, some in gone.items() for id in some]
    for name, row in beside_rows(reader, keys):
        if row.id not in gone.get(name, ()):
            counts[name] += 1
    return [(name, counts[name]) for name in entities() if counts[name]]


def _counted(reader: Reader, name: str, entity: str, id: str) -> int:
    return sum(kind == entity for (kind,) in reader.raw_columns(name, ("entity",), [id], by="of"))
