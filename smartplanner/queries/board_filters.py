"""Which cards of a board are wanted: by light, by what presses (late, unsigned, unreported), by working group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from smartplanner.base.i18n import N_
from smartplanner.queries.board_columns import is_open
from smartplanner.queries.board_marks import Marks
from smartplanner.queries.marks import Mark
from smartplanner.queries.tasks import TaskLine

QUICK: Mapping[str, str] = {
    "overdue": N_("Overdue"),
    "soon": N_("Due within 7 days"),
    "unreported": N_("Not reported this period"),
    "unsigned": N_("Not signed for"),
}
"""The quick filters with their names (msgids)."""
BESIDE: Mapping[str, str] = {"memos": N_("with memos"), "attachments": N_("with attachments")}
"""Further quick filters with their names (msgids): what stands beside a matter."""
SOON = timedelta(days=7)
"""How near a deadline is that the quick filter calls near, in calendar days; the last of them counts."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted: any of these lights (none: all), all of these quick filters, one group (none: all)."""

    lights: frozenset[str] = frozenset()
    quick: frozenset[str] = frozenset()
    group: str | None = None


def quick_tests(marks: Marks, as_of: date) -> dict[str, Callable[[TaskLine], bool]]:
    """Return for each quick filter what tells whether it lets a matter through."""
    last = as_of + SOON

    def soon(line: TaskLine) -> bool:
        return line.due is not None and as_of <= line.due <= last and is_open(line)

    return {
        "overdue": lambda line: line.overdue_days > 0,
        "soon": soon,
        "unreported": lambda line: is_open(line) and line.id in marks.unreported,
        "unsigned": lambda line: line.id in marks.waiting,
    }


def beside_tests(marked: Mapping[str, Mark]) -> dict[str, Callable[[TaskLine], bool]]:
    """Return for each filter by what stands beside a matter what tells whether it lets one through."""
    return {
        "memos": lambda line: line.id in marked and marked[line.id].memos > 0,
        "attachments": lambda line: line.id in marked and marked[line.id].attachments > 0,
    }


def count_beside(lines: Iterable[TaskLine], marked: Mapping[str, Mark]) -> dict[str, int]:
    """Return how many of *lines* each of these filters lets through."""
    marks = [marked[line.id] for line in lines if line.id in marked]
    return {
        "memos": sum(mark.memos > 0 for mark in marks),
        "attachments": sum(mark.attachments > 0 for mark in marks),
    }


def count_quick(lines: Iterable[TaskLine], marks: Marks, as_of: date) -> dict[str, int]:
    """Return how many of *lines* each quick filter lets through; the same as its test, in one go over many."""
    last = as_of + SOON
    overdue = soon = unreported = unsigned = 0
    for line in lines:
        if not is_open(line):
            continue
        due, id = line.due, line.id
        if line.overdue_days > 0:
            overdue += 1
        elif due is not None and due <= last:
            soon += 1
        unreported += id in marks.unreported
        unsigned += id in marks.waiting
    return {"overdue": overdue, "soon": soon, "unreported": unreported, "unsigned": unsigned}


def unsigned_units(line: TaskLine, marks: Marks) -> int:
    """Return how many co-operating units owe their signature."""
    return marks.unsigned.get(line.id, 0)
