"""What the red list says of matters: late, behind, due soon, not reported on, not signed for, extension waiting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from smartplanner.queries.reader import Reader
from smartplanner.queries.red_items import RedItem
from smartplanner.queries.reporting import owed_by_unit
from smartplanner.queries.signatures import unsigned_units
from smartplanner.queries.task_lines import TaskLine
from smartplanner.rules.duties import can_owe
from smartplanner.rules.lights import ENDED, FINISHED, Signal

_SOON = frozenset({"due_soon", "due_today"})
LATE_SIGNING = 3
"""Days after the assignment from which a missing signature is red."""


def matter_items(reader: Reader, lines: Sequence[TaskLine], *, as_of: date) -> list[RedItem]:
    """Return the entries of all matters; one matter can have several, each for another reason."""
    by_id = {line.id: line for line in lines if line.state not in FINISHED and line.state not in ENDED}
    return [
        *_lit(lines),
        *_unreported(reader, by_id, as_of),
        *_unsigned(reader, by_id, as_of),
        *_extensions(reader, by_id, as_of),
    ]


def _lit(lines: Iterable[TaskLine]) -> Iterator[RedItem]:
    for line in lines:
        signal = line.signal
        if signal.light in ("red", "yellow") or (signal.cause in _SOON and signal.light == "blue"):
            kind = "overdue" if line.overdue_days else "due_soon" if signal.cause in _SOON else "behind"
            yield _item(kind, line, line.lead, line.due, signal)


def _item(kind: str, line: TaskLine, unit: str | None, day: date | None, signal: Signal) -> RedItem:
    return RedItem(
        kind, "task", line.id, line.title, unit, line.group, line.district, day, signal, line.state, line.code
    )


def _unreported(reader: Reader, lines: Mapping[str, TaskLine], as_of: date) -> Iterator[RedItem]:
    matters = [line for line in lines.values() if line.cycle is not None and can_owe(line.state)]
    for id, unit, _role, periods in owed_by_unit(reader, matters, as_of=as_of):
        light = "red" if len(periods) > 1 else "yellow"
        yield _item("unreported", lines[id], unit, periods[0].due, Signal(light, "missing_report", len(periods)))


def _unsigned(reader: Reader, lines: Mapping[str, TaskLine], as_of: date) -> Iterator[RedItem]:
    for id, units, since in unsigned_units(reader, lines.values(), as_of=as_of):
        signal = Signal("yellow", "unsigned")
        if since is not None:
            waited = (as_of - since).days
            signal = Signal("red" if waited > LATE_SIGNING else "yellow", "unsigned_for", waited)
        for unit in units:
            yield _item("unsigned", lines[id], unit, since, signal)


def _extensions(reader: Reader, lines: Mapping[str, TaskLine], as_of: date) -> Iterator[RedItem]:
    fields = ("task", "state", "requested_on", "requested_by")
    for task, state, on, unit in reader.raw_columns("extension", fields):
        line = lines.get(task)
        if state == "requested" and line is not None:
            day = date.fromisoformat(on) if on else None
            signal = Signal("yellow", "extension")
            if day is not None and day <= as_of:
                signal = Signal("yellow", "extension_waits", (as_of - day).days)
            yield _item("extension", line, unit or line.lead, day, signal)
