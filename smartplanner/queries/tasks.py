"""Matters as lists, boards and figures need them: one line each, with its light as of a date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from smartplanner.base.memory import without_scans
from smartplanner.queries.reader import Reader
from smartplanner.queries.task_book import TaskBook
from smartplanner.queries.task_lines import TaskLine as TaskLine
from smartplanner.rules.light_table import Rules


def task_lines(reader: Reader, *, as_of: date) -> list[TaskLine]:
    """Return every matter as of a day, in no particular order."""
    with without_scans():
        return reader.companion(TaskBook).lines(as_of)


def task_lines_of(reader: Reader, ids: Iterable[str], *, as_of: date) -> list[TaskLine]:
    """Return the lines of just these matters: what a view asks for after a commit."""
    return reader.companion(TaskBook).lines_of(ids, as_of)


def lines_under(reader: Reader, rules: Rules, *, as_of: date) -> dict[str, TaskLine]:
    """Return every matter by id as it would be under another light table."""
    with without_scans():
        return reader.companion(TaskBook).under(rules, as_of)


def with_matters_above(reader: Reader, ids: Iterable[str]) -> set[str]:
    """Return *ids* and all matters above them, whose lights may follow theirs; also those they stood below before."""
    return reader.companion(TaskBook).with_matters_above(ids)


def light_sources(reader: Reader) -> set[str]:
    """Return the entities beside the matter itself whose rows can change the lights of all matters."""
    return reader.companion(TaskBook).sources()


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
