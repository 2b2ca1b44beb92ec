"""Moments of a book: which step was the last by a day, what lies between two of them, when a row was last touched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select

from smartplanner.base.telling import Tell, untold
from smartplanner.changes import Change
from smartplanner.journal import Journal
from smartplanner.journal.net import Entry, change_from, net_between, net_of
from smartplanner.store.tables import table

Key = tuple[str, str]
_CHUNK = 20_000
_ASKED = 1_000
"""Records that are looked up in one piece."""


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
    return removals(journal, {number: [id]}).get((entity, id)) if number is not None else None


def removals(journal: Journal, removed: Mapping[int, Sequence[str]], *, tell: Tell = untold) -> dict[Key, Change]:
    """Return what ``last_values`` says of the records *removed*, by their keys: their ids by the number of the step."""
    rows, found = table("journal_change"), dict[Key, Change]()
    parts = [(number, ids[start : start + _ASKED]) for number, ids in removed.items()
             for start in range(0, len(ids), _ASKED)]  # fmt: skip
    for place, (number, ids) in enumerate(parts):
        tell(place / len(parts))
        query = select(rows.c.entity, rows.c.row, rows.c.before, rows.c.after).where(rows.c.step == number)
        entries: dict[Key, list[Entry]] = {}
        with journal.book.read() as connection:
            for one in connection.execute(query.where(rows.c.row.in_(ids)).order_by(rows.c.position)):
                entries.setdefault((one[0], one[1]), []).append(Entry(*one))
        for key, changes in entries.items():
            if changes[-1].after is None:
                made_and_gone = changes[0].before is None
                found[key] = change_from(next(net_of(changes[-1:] if made_and_gone else changes)))
    return found


def _last_before(journal: Journal, day: date) -> int:
    began = datetime.combine(day, time()).astimezone().astimezone(UTC)
    moment = began.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    steps = table("journal_step")
    with journal.book.read() as connection:
        return int(connection.execute(select(func.max(steps.c.number)).where(steps.c.at < moment)).scalar() or 0)
