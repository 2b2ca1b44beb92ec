"""What a board knows of its matters beside their own rows: who has not signed, who has not reported, the limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from smartplanner.base.memory import without_scans
from smartplanner.queries.reader import Reader
from smartplanner.queries.running_reports import reports_to_come
from smartplanner.queries.running_signatures import signatures_to_come

MARKING = frozenset({"party", "progress_report", "task_event"})
"""Entities whose rows give the marks; those of a matter may change with the matter itself too."""


@dataclass(frozen=True, slots=True)
class Marks:
    """By the ids of matters: how many co-operating units owe their signature, in which somebody does (the lead unit
    too), and on which the lead has not reported in the present period.
    """

    unsigned: Mapping[str, int] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    unreported: frozenset[str] = frozenset()


NO_MARKS = Marks()


def read_marks(reader: Reader, *, as_of: date, ids: Iterable[str] | None = None) -> Marks:
    """Return the marks of all matters, or of these, as of a day.  Whether one is still open is left to who asks."""
    with without_scans():
        return _marks(reader, as_of, None if ids is None else list(ids))


def _marks(reader: Reader, as_of: date, wanted: list[str] | None) -> Marks:
    owing = signatures_to_come(reader, wanted, as_of=as_of)
    return Marks(
        unsigned={id: count for id, one in owing.items() if (count := one.helping)},
        waiting=frozenset(owing),
        unreported=frozenset(reports_to_come(reader, wanted, as_of=as_of)),
    )


def refresh_marks(reader: Reader, marks: Marks, rows: Mapping[str, set[str]], *, as_of: date) -> Marks:
    """Return *marks* as they are after a commit that touched *rows*; reads no more than that asks for."""
    touched = set(rows.get("task", ()))
    for entity in MARKING & rows.keys():
        tasks = {task for (task,) in reader.raw_columns(entity, ("task",), rows[entity])}
        if len(reader.raw_columns(entity, ("id",), rows[entity])) < len(rows[entity]):
            return read_marks(reader, as_of=as_of)  # nobody knows any more of what matter a removed row was
        touched |= tasks
    fresh = read_marks(reader, as_of=as_of, ids=touched)
    return Marks(
        unsigned={**{id: count for id, count in marks.unsigned.items() if id not in touched}, **fresh.unsigned},
        waiting=(marks.waiting - touched) | fresh.waiting,
        unreported=(marks.unreported - touched) | fresh.unreported,
    )


def read_limits(reader: Reader) -> dict[tuple[str, str], int]:
    """Return how many open matters a column may hold, by (grouping, value of the column)."""
    fields = ("grouping", "value", "limit")
    return {(grouping, value): limit for grouping, value, limit in reader.columns("board_limit", fields)}
