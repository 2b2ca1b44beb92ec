"""What the steps after a given one changed in the rows of one entity, read at once."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select

from smartplanner.changes import Change
from smartplanner.journal import Journal
from smartplanner.journal.encoding import change_of
from smartplanner.store.tables import table


class Written(NamedTuple):
    """One change with its step's number and moment."""

    step: int
    at: str
    change: Change


def changes_after(journal: Journal, entity: str, *, after: int) -> list[Written]:
    """Return the changes to rows of *entity* in the steps after that number, in their order."""
    steps, rows = table("journal_step"), table("journal_change")
    query = (
        select(steps.c.number, steps.c.at, rows.c.entity, rows.c.row, rows.c.before, rows.c.after)
        .join(rows, rows.c.step == steps.c.number)
        .where(steps.c.number > after, rows.c.entity == entity)
        .order_by(rows.c.step, rows.c.position)
    )
    with journal.book.read() as connection:
        return [
            Written(record["number"], record["at"], change_of(dict(record)))
            for record in connection.execute(query).mappings()
        ]
