"""The line of a matter: made from a stored record, with the light of its own, then with what lies below it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from smartplanner.rules.light_table import Rules
from smartplanner.rules.lights import (
    ENDED,
    FINISHED,
    UNDECIDED,
    Signal,
    from_child,
    lateness,
    overdue_days,
    shown_signal,
    task_signal,
)


class TaskLine(NamedTuple):
    """One matter with what a list, a card or a count asks for; references are ids.

    ``signal`` is the light to show, ``computed`` the one that the table gives; they differ where a person set one.
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
    computed: Signal = UNDECIDED
    parent: str | None = None
    cycle: str | None = None
    set_light: str | None = None
    set_light_reason: str | None = None


STORED = (
    "id", "code", "title", "category", "lead", "support", "district", "group", "start", "due", "due_text",
    "due_precision", "state", "progress", "amount", "parent", "cycle", "set_light", "set_light_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sight:
    """What decides about all lights of a book: the day, the table, and what some tables ask beside the matter."""

    as_of: date
    rules: Rules
    missed: dict[str, int]
    reds: dict[str, date]

    def renew(self, ids: Iterable[str], fresh: Sight) -> None:
        """Take over what *fresh* says about these matters."""
        for id in ids:
            self.missed.pop(id, None)
            self.reds.pop(id, None)
        self.missed.update(fresh.missed)
        self.reds.update(fresh.reds)


def make_lines(records: Iterable[tuple[Any, ...]], sight: Sight) -> list[TaskLine]:
    """Make the lines from raw records: a day is ISO text there, a list JSON text.

    A book names few different days and lists of units, so each is read once.
    """
    days = _Read(date.fromisoformat)
    lists = _Read(lambda text: tuple(json.loads(text)))
    made = []
    for record in records:
        id, code, title, category, lead, support, district, group, start, due, words, precision, state, *rest = record
        progress, amount, parent, cycle, set_light, reason = rest
        begin, end = days[start], days[due]
        computed = _own_signal(sight, id, state, progress, begin, end, precision)
        shown = shown_signal(computed, state=state, set_light=set_light, reason=reason)
        late = overdue_days(state, end, as_of=sight.as_of)
        made.append(
            TaskLine(
                id, code, title, category, lead, lists[support] or (), district, group, begin, end, words, precision,
                state, progress, amount, shown, late, computed, parent, cycle, set_light, reason,
            )
        )  # fmt: skip
    return made


def relit(line: TaskLine, sight: Sight) -> TaskLine:
    """Return *line* with its own light on another day or by another table."""
    computed = _own_signal(sight, line.id, line.state, line.progress, line.start, line.due, line.due_precision)
    shown = shown_signal(computed, state=line.state, set_light=line.set_light, reason=line.set_light_reason)
    late = overdue_days(line.state, line.due, as_of=sight.as_of)
    return line._replace(signal=shown, overdue_days=late, computed=computed)


def _own_signal(
    sight: Sight,
    id: str,
    state: str | None,
    progress: float | None,
    start: date | None,
    due: date | None,
    precision: str | None,
) -> Signal:
    return task_signal(
        state,
        progress,
        start,
        due,
        as_of=sight.as_of,
        ongoing=precision == "ongoing",
        rules=sight.rules,
        missed=sight.missed.get(id, 0),
        last_red=sight.reds.get(id),
    )


def roll_up(lines: dict[str, TaskLine], sight: Sight) -> None:
    """Give each open matter with matters below it the worst of its own light and theirs, in place.

    A light that came from below before is reckoned anew.
    """
    children: dict[str, list[str]] = {}
    once = []
    for id, line in lines.items():
        if line.parent is not None:
            children.setdefault(line.parent, []).append(id)
        if line.computed.cause == "child":
            once.append(id)
    for id in once:
        lines[id] = relit(lines[id], sight)
    ready: set[str] = set()
    for id in children:
        if id in lines:
            _roll_up_one(id, lines, children, sight, ready)


def _roll_up_one(
    top: str, lines: dict[str, TaskLine], children: Mapping[str, list[str]], sight: Sight, ready: set[str]
) -> None:
    """Settle *top* after all below it; a ring of matters, which a ledger can hold, ends where it began."""
    stack = [(top, False)]
    entered: set[str] = set()
    while stack:
        id, below_done = stack.pop()
        if below_done:
            lines[id] = _with_worst_child(relit(lines[id], sight), [lines[child] for child in children[id]])
            ready.add(id)
        elif id not in ready and id not in entered:
            entered.add(id)
            stack.append((id, True))
            stack += [(child, False) for child in children[id] if child in children]


def _with_worst_child(line: TaskLine, below: Iterable[TaskLine]) -> TaskLine:
    if line.state in FINISHED or line.state in ENDED:
        return line
    worst = min(below, key=_badness)
    if lateness(worst.signal) >= lateness(line.computed):
        return line
    computed = from_child(worst.signal, id=worst.id, title=worst.title)
    shown = shown_signal(computed, state=line.state, set_light=line.set_light, reason=line.set_light_reason)
    return line._replace(signal=shown, computed=computed)


def _badness(line: TaskLine) -> tuple[int, int, int, str]:
    return lateness(line.signal), -line.overdue_days, -line.signal.amount, line.title


class _Read(dict[Any, Any]):
    """What texts stand for, each read once; None stands for None."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__({None: None})
        self._read = read

    def __missing__(self, text: str) -> Any:
        self[text] = value = self._read(text)
        return value
