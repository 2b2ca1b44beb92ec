"""Moments of a book: which step was the last by a day, what lies between two of them, when a row was last touched."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

from smartplanner.changes import Change
from smartplanner.journal import Journal
from smartplanner.journal.net import Entry, change_from, net_between, net_of
from smartplanner.store.tables import table

_CHUNK = 20_000


def last_number(journal: Journal) -> int:
    """Return the number of the newest step; 0 if there is none."""
    steps = table("journal_step")
    with journal.book.read() as connection:
        return int(connection.execute(select(func.max(steps.c.number))).scalar() or 0)


def number_before(journal: Journal, day: date) -> int:
    """Return the number of the last step made before *day* began here; 0 if there was none."""
    return _last_before(journal, day)


def number_through(journal: Journal, day: date) -> int:
    """Return the number of the last step made until *day* ended here; 0 if there was none."""
    return _last_before(journal, day + timedelta(1))


def between(journal: Journal, after: int, until: int | None = None) -> list[Change]:
    """Return the net of the steps after number *after*, up to and with *until* (or all): what cancels out vanishes."""
    return net_between(journal.book, after, until)


def net_of_step(journal: Journal, number: int) -> list[Change]:
    """Return what one step comes to: one change for each row, however often it touched it."""
    return net_between(journal.book, number - 1, number)


def touched_later(journal: Journal, ids: Iterable[str], number: int) -> dict[tuple[str, str], int]:
    """Return which step after *number* was the last to touch each field of the rows *ids*, by (id, field).

    The empty field stands for the row as a whole: its last change of any sort.
    """
    rows, found, wanted = table("journal_change"), {}, list(ids)
    query = select(rows.c.row, rows.c.step, rows.c.before, rows.c.after).where(rows.c.step > number)
    for start in range(0, len(wanted), _CHUNK):
        part = query.where(rows.c.row.in_(wanted[start : start + _CHUNK])).order_by(rows.c.step, rows.c.position)
        with journal.book.read() as connection:
            for id, step, before, after in connection.execute(part):
                found[id, ""] = step
                for name in {*json.loads(before or "{}"), *json.loads(after or "{}")}:
                    found[id, name] = step
    return found


def last_values(journal: Journal, entity: str, id: str) -> Change | None:
    """Return what the step that removed a record took away, as it was before that step; None if it is still there.

    A step may untie a record from another before it removes it: the record is brought back as it stood before.
    """
    rows = table("journal_change")
    here = (rows.c.row == id) & (rows.c.entity == entity)
    with journal.book.read() as connection:
        number = connection.execute(select(func.max(rows.c.step)).where(here)).scalar()
        if number is None:
            return None
        query = select(rows.c.entity, rows.c.row, rows.c.before, rows.c.after).where(here, rows.c.step == number)
        entries = [Entry(*found) for found in connection.execute(query.order_by(rows.c.position))]
    if entries[-1].after is not None:
        return None
    made_and_gone = entries[0].before is None
    nets = list(net_of(entries[-1:] if made_and_gone else entries))
    return change_from(nets[0])


def _last_before(journal: Journal, day: date) -> int:
    began = datetime.combine(day, time()).astimezone().astimezone(UTC)
    moment = began.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    steps = table("journal_step")
    with journal.book.read() as connection:
        return int(connection.execute(select(func.max(steps.c.number)).where(steps.c.at < moment)).scalar() or 0)
