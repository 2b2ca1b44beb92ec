"""Matters as lists, boards and figures need them: one line each, with its light as of a date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from smartplanner.queries.reader import Reader
from smartplanner.rules.lights import DEFAULT_RULE, LightRule, Signal, overdue_days, task_signal


class TaskLine(NamedTuple):
    """One matter with what a list, a card or a count asks for; references are ids.

    A named tuple, because fifty thousand of them are made when a large book is opened.
    """

    id: str
    code: str | None
    title: str
    category: str | None
    lead: str | None
    support: tuple[str, ...]
    district: str | None
    group: str | None
    start: date | None
    due: date | None
    due_text: str | None
    due_precision: str | None
    state: str | None
    progress: float | None
    amount: int | None
    signal: Signal
    overdue_days: int


_STORED = (
    "id", "code", "title", "category", "lead", "support", "district", "group", "start", "due", "due_text",
    "due_precision", "state", "progress", "amount",
)  # fmt: skip


def task_lines(reader: Reader, *, as_of: date, rule: LightRule = DEFAULT_RULE) -> list[TaskLine]:
    """Return every matter as of a day, in no particular order."""
    return [_line(record, as_of, rule) for record in reader.columns("task", _STORED)]


def task_lines_of(reader: Reader, ids: Iterable[str], *, as_of: date, rule: LightRule = DEFAULT_RULE) -> list[TaskLine]:
    """Return the lines of just these matters: what a view asks for after a commit."""
    return [_line(tuple(getattr(row, name) for name in _STORED), as_of, rule) for row in reader.rows("task", ids)]


def _line(record: tuple, as_of: date, rule: LightRule) -> TaskLine:  # type: ignore[type-arg]
    state, progress, start, due = record[12], record[13], record[8], record[9]
    signal = task_signal(state, progress, start, due, as_of=as_of, ongoing=record[11] == "ongoing", rule=rule)
    return TaskLine._make(
        (*record[:5], tuple(record[5] or ()), *record[6:], signal, overdue_days(state, due, as_of=as_of))
    )


def red_list(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """Return the matters that are red or yellow, the worst first."""
    order = {"red": 0, "yellow": 1}
    late = [line for line in lines if line.signal.light in order]
    return sorted(late, key=lambda line: (order[line.signal.light], -line.overdue_days, -line.signal.amount))
