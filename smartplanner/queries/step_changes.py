"""What the steps after a given one changed in the rows of one entity, read at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from smartplanner.base import clock
from smartplanner.changes import Change
from smartplanner.journal import Journal
from smartplanner.journal.encoding import change_of
from smartplanner.store.tables import table

_DAY = timedelta(1)


def last_step_before(journal: Journal, day: date, *, until: date) -> int:
    """Return the number of the step after which everything counts as done from *day* on; 0 if that is the whole book.

    It is the one before the first that was written from *day* to *until*: steps of a clock that was set back for a
    while do not hide what was done before them.  Where nothing was written then, it is the last one of before.
    """
    steps = table("journal_step")
    first = select(func.min(steps.c.number)).where(
        steps.c.at >= clock.began(day), steps.c.at < clock.began(until + _DAY)
    )
    earlier = select(func.max(steps.c.number)).where(steps.c.at < clock.began(day))
    with journal.book.read() as connection:
        number = connection.execute(first).scalar()
        return int(number) - 1 if number is not None else int(connection.execute(earlier).scalar() or 0)


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
