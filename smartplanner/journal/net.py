"""What a run of changes comes to: for each row one change, or none where the changes cancel out."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import select

from smartplanner.changes import Change
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.values import decode
from smartplanner.model import entity as described_entity
from smartplanner.store.book import Book
from smartplanner.store.tables import table

Fields = dict[str, Any]
Sides = tuple[Fields | None, Fields | None]
"""A row before and after; None where it is not there."""
_FETCHED = 2_000
"""Rows that come from the database in one piece."""
_READ_TOGETHER = 500
"""Rows whose values are read in one piece."""


class Entry(NamedTuple):
    """One row of the journal as it is stored: both sides are JSON text, or None where there is none."""

    entity: str
    id: str
    before: str | None
    after: str | None


class Net(NamedTuple):
    """What became of one row: its fields before and after, in the journal's encoding, empty ones left out.

    *before* is None where the row was not there yet, *after* where it is there no more.  Where it is on both sides,
    both hold just the fields that differ.
    """

    entity: str
    id: str
    before: Fields | None
    after: Fields | None


class _Row:
    """One row on its way through several changes."""

    __slots__ = ("existed", "exists", "first", "last", "whole")

    def __init__(self, *, existed: bool) -> None:
        self.existed = self.exists = existed
        self.first: Fields = {}
        self.last: Fields = {}
        self.whole = not existed
        """Whether ``last`` is all of the row: from then on nothing more is learnt about how it was at first."""

    def follow(self, before: Fields | None, after: Fields | None) -> None:
        if before is not None and not self.whole:
            for name, value in before.items():
                self.first.setdefault(name, value)
        self.exists = after is not None
        if before is None or after is None:
            self.last, self.whole = {}, True
        if after is not None:
            self.last.update(after)

    def sides(self) -> Sides:
        return self.first if self.existed else None, self.last if self.exists else None


def net_of(entries: Iterable[Entry]) -> Iterator[Net]:
    """Yield what the *entries*, given in their order, come to, by the order in which the rows are first met."""
    # Most rows have one change: a pair of texts, unlike a list, costs Python's search for cycles nothing.
    rows: dict[tuple[str, str], tuple[str | None, str | None] | list[str | None]] = {}
    for name, id, before, after in entries:
        known = rows.get((name, id))
        if known is None:
            rows[name, id] = (before, after)
        elif isinstance(known, list):
            known += (before, after)
        else:
            rows[name, id] = [*known, before, after]
    waiting = iter(rows.items())
    while part := list(islice(waiting, _READ_TOGETHER)):
        values = iter(_read([text for _key, texts in part for text in texts]))
        for (name, id), texts in part:
            changes: list[Sides] = [(next(values), next(values)) for _text in texts[::2]]
            outcome = _outcome(name, id, _followed(changes))
            if outcome is not None:
                yield outcome


def _read(texts: Sequence[str | None]) -> list[Any]:
    """Return what JSON *texts* hold, None for none: read in one piece, which takes a third of the time."""
    found = json.loads(f"[{','.join(['null' if text is None else text for text in texts])}]")
    if len(found) != len(texts):
        return [None if text is None else json.loads(text) for text in texts]  # says which one is no JSON
    return list(found)


def _followed(changes: Sequence[Sides]) -> Sides:
    """Return how a row was before and is after all of its *changes*; most rows have only one."""
    if len(changes) == 1:
        return changes[0]
    row = _Row(existed=changes[0][0] is not None)
    for before, after in changes:
        row.follow(before, after)
    return row.sides()


def _outcome(entity: str, id: str, sides: Sides) -> Net | None:
    first, last = sides
    if first is None or last is None:
        if first is None and last is None:
            return None
        return Net(entity, id, first and _filled(first), last and _filled(last))
    names = [*first, *(name for name in last if name not in first)]
    differing = [name for name in names if _differ(first, last, name)]
    if not differing:
        return None
    before = {name: first.get(name) for name in differing}
    return Net(entity, id, before, {name: last.get(name) for name in differing})


def net_between(book: Book, after: int, until: int | None = None) -> list[Change]:
    """Return what the steps after number *after*, up to and with *until* (or all), come to."""
    return [change_from(net) for net in net_of(entries_between(book, after, until))]


def entries_between(book: Book, after: int, until: int | None = None) -> Iterator[Entry]:
    """Yield the stored changes of the steps after number *after*, up to and with *until* (or all)."""
    rows = table("journal_change")
    query = select(rows.c.entity, rows.c.row, rows.c.before, rows.c.after).where(rows.c.step > after)
    if until is not None:
        query = query.where(rows.c.step <= until)
    with book.read() as connection:
        found = connection.execution_options(yield_per=_FETCHED).execute(query.order_by(rows.c.step, rows.c.position))
        for part in found.partitions():
            yield from map(Entry._make, part)


def change_from(net: Net) -> Change:
    """Return *net* as a change with values as Python works with them."""
    return Change(net.entity, net.id, _decoded(net.entity, net.before), _decoded(net.entity, net.after))


def _decoded(name: str, values: Fields | None) -> Fields | None:
    if values is None:
        return None
    described = _not_as_stored(name)
    return {field: decode(described[field], value) if field in described else value for field, value in values.items()}


@functools.cache
def _not_as_stored(name: str) -> Mapping[str, Field]:
    """Return the fields whose values are others than in JSON."""
    return {field.name: field for field in described_entity(name).fields if field.kind in (Kind.DATE, Kind.MANY)}


def _filled(values: Fields) -> Fields:
    return {name: value for name, value in values.items() if not _is_empty(value)}


def _differ(first: Fields, last: Fields, name: str) -> bool:
    one, other = first.get(name), last.get(name)
    return one != other and not (_is_empty(one) and _is_empty(other))


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == []
