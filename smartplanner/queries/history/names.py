"""The names of records, also of those that are gone: history would else speak of nobody."""

from __future__ import annotations

import json

from sqlalchemy import select

from smartplanner.fields.description import Kind
from smartplanner.journal import Journal
from smartplanner.model import entities
from smartplanner.queries.reader import Reader
from smartplanner.store.tables import table

_SIGNS = 8
"""Characters of a key that stand for a record of which no name was ever written."""


class KnownNames:
    """Gives the name of a record as it is now, or the last one that the journal knows; call it like a function."""

    def __init__(self, journal: Journal, reader: Reader) -> None:
        self._journal = journal
        self._reader = reader
        self._gone: dict[tuple[str, str], str] = {}

    def __call__(self, entity: str, id: str) -> str:
        """Return the name; the first signs of the key where there is none."""
        return self._reader.name(entity, id) or self.last(entity, id)

    def is_gone(self, entity: str, id: str) -> bool:
        """Return whether the record is not in the book any more."""
        return id not in self._reader.names(entity)

    def last(self, entity: str, id: str) -> str:
        """Return the last name that the journal knows of a record."""
        found = self._gone.get((entity, id))
        if found is None:
            found = self._gone[entity, id] = self._read(entity, id)
        return found

    def _read(self, entity: str, id: str) -> str:
        described = entities()[entity]
        title = described[described.title]
        rows = table("journal_change")
        query = select(rows.c.before, rows.c.after).where(rows.c.row == id, rows.c.entity == entity)
        with self._journal.book.read() as connection:
            written = connection.execute(query.order_by(rows.c.step.desc(), rows.c.position.desc())).all()
        for before, after in written:
            for side in (after, before):
                value = json.loads(side).get(title.name) if side else None
                if value:
                    return self(title.target, value) if title.kind is Kind.REFERENCE else str(value)
        return id[:_SIGNS]
