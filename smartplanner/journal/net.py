"""What a run of changes comes to: for each row one change, or none where the changes cancel out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import select

from smartplanner.changes import Change
from smartplanner.fields.values import decode
from smartplanner.model import entity as described_entity
from smartplanner.store.book import Book
from smartplanner.store.tables import table

Fields = dict[str, Any]


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
    """One row on its way through the changes."""

    __slots__ = ("existed", "exists", "first", "last", "whole")

    def __init__(self, *, existed: bool) -> None:
        self.existed = self.exists = existed
        self.first: Fields = {}
        self.last: Fields = {}
        self.whole = not existed
        """Whether ``last`` is all of the row: from then on nothing more is learnt about how it was at first."""

    def follow(self, before: str | None, after: str | None) -> None:
        if before is not None and not self.whole:
            for name, value in json.loads(before).items():
                self.first.setdefault(name, value)
        self.exists = after is not None
        if before is None or after is None:
            self.last, self.whole = {}, True
        if after is not None:
            self.last.update(json.loads(after))

    def outcome(self, entity: str, id: str) -> Net | None:
        if not self.existed:
            return Net(entity, id, None, _filled(self.last)) if self.exists else None
        if not self.exists:
            return Net(entity, id, _filled(self.first), None)
        names = [*self.first, *(name for name in self.last if name not in self.first)]
        differing = [name for name in names if _differ(self.first, self.last, name)]
        if not differing:
            return None
        before = {name: self.first.get(name) for name in differing}
        return Net(entity, id, before, {name: self.last.get(name) for name in differing})


def net_of(entries: Iterable[Entry]) -> Iterator[Net]:
    """Yield what the *entries*, given in their order, come to, by the order in which the rows are first met."""
    rows: dict[tuple[str, str], _Row] = {}
    for name, id, before, after in entries:
        row = rows.get((name, id))
        if row is None:
            row = rows[name, id] = _Row(existed=before is not None)
        row.follow(before, after)
    for (name, id), row in rows.items():
        outcome = row.outcome(name, id)
        if outcome is not None:
            yield outcome


def net_between(book: Book, after: int, until: int | None = None) -> list[Change]:
    """Return what the steps after number *after*, up to and with *until* (or all), come to."""
    return [change_from(net) for net in net_of(entries_between(book, after, until))]


def entries_between(book: Book, after: int, until: int | None = None) -> list[Entry]:
    """Return the stored changes of the steps after number *after*, up to and with *until* (or all)."""
    rows = table("journal_change")
    query = select(rows.c.entity, rows.c.row, rows.c.before, rows.c.after).where(rows.c.step > after)
    if until is not None:
        query = query.where(rows.c.step <= until)
    with book.read() as connection:
        return [Entry(*found) for found in connection.execute(query.order_by(rows.c.step, rows.c.position))]


def change_from(net: Net) -> Change:
    """Return *net* as a change with values as Python works with them."""
    return Change(net.entity, net.id, _decoded(net.entity, net.before), _decoded(net.entity, net.after))


def _decoded(name: str, values: Fields | None) -> Fields | None:
    if values is None:
        return None
    described = described_entity(name)
    return {field: decode(described[field], value) for field, value in values.items()}


def _filled(values: Fields) -> Fields:
    return {name: value for name, value in values.items() if not _is_empty(value)}


def _differ(first: Fields, last: Fields, name: str) -> bool:
    one, other = first.get(name), last.get(name)
    return one != other and not (_is_empty(one) and _is_empty(other))


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == []
