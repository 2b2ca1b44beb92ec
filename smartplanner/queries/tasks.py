"""Matters as lists, boards and figures need them: one line each, with its light as of a date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from smartplanner.base.memory import without_scans
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
    with without_scans():
        return _lines(reader.raw_columns("task", _STORED), as_of, rule)


def task_lines_of(reader: Reader, ids: Iterable[str], *, as_of: date, rule: LightRule = DEFAULT_RULE) -> list[TaskLine]:
    """Return the lines of just these matters: what a view asks for after a commit."""
    return _lines(reader.raw_columns("task", _STORED, ids), as_of, rule)


def _lines(records: Iterable[tuple[Any, ...]], as_of: date, rule: LightRule) -> list[TaskLine]:
    """Make the lines from raw records: a day is ISO text there, a list JSON text.

    A book names few different days and lists of units, so each is read once.
    """
    days = _Read(date.fromisoformat)
    lists = _Read(lambda text: tuple(json.loads(text)))
    made = []
    for record in records:
        id, code, title, category, lead, support, district, group, start, due, words, precision, state, *rest = record
        progress, amount = rest
        begin, end = days[start], days[due]
        signal = task_signal(state, progress, begin, end, as_of=as_of, ongoing=precision == "ongoing", rule=rule)
        late = overdue_days(state, end, as_of=as_of)
        units = lists[support] or ()
        made.append(
            TaskLine(
                id, code, title, category, lead, units, district, group, begin, end, words, precision, state,
                progress, amount, signal, late,
            )
        )  # fmt: skip
    return made


class _Read(dict[Any, Any]):
    """What texts stand for, each read once; None stands for None."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__({None: None})
        self._read = read

    def __missing__(self, text: str) -> Any:
        self[text] = value = self._read(text)
        return value


SOON = 15
"""Days within which a deadline is near."""


def is_due_soon(line: TaskLine, *, as_of: date, days: int = SOON) -> bool:
    """Whether an open matter's deadline is that day or within *days* after it."""
    open_still = line.signal.light not in ("blue", "grey")
    return open_still and line.due is not None and as_of <= line.due <= as_of + timedelta(days)


def red_list(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """Return the matters that are red or yellow, the worst first."""
    order = {"red": 0, "yellow": 1}
    late = [line for line in lines if line.signal.light in order]
    return sorted(late, key=lambda line: (order[line.signal.light], -line.overdue_days, -line.signal.amount))
