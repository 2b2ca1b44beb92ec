"""What the red list says of matters: late, behind, due soon, not reported on, not signed for, extension waiting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from smartplanner.queries.reader import Reader
from smartplanner.queries.red_items import RedItem
from smartplanner.queries.reporting import owed_by_unit
from smartplanner.queries.task_lines import TaskLine
from smartplanner.rules.duties import BEFORE_ASSIGNING, can_owe
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
    units = _unsigned_units(reader, lines)
    assigned: dict[str, date] = {}
    for task, act, on in reader.raw_columns("task_event", ("task", "act", "happened_on"), units, by="task"):
        if act == "assign" and (day := date.fromisoformat(on)) <= as_of:
            assigned[task] = max(day, assigned.get(task, date.min))
    for id, names in units.items():
        since = assigned.get(id)
        waited = (as_of - since).days if since is not None else 0
        if since is not None and waited < 1:  # it was handed out only today: nobody is late with it
            continue
        signal = Signal("yellow", "unsigned")
        if since is not None:
            signal = Signal("red" if waited > LATE_SIGNING else "yellow", "unsigned_for", waited)
        for unit in names:
            yield _item("unsigned", lines[id], unit, since, signal)


def _unsigned_units(reader: Reader, lines: Mapping[str, TaskLine]) -> dict[str, list[str | None]]:
    """Return by matter the units that have not signed.

    A unit that led the matter before owes nothing any more.  A matter that waits for signatures waits for its lead,
    whether anything is noted of it or not; of a matter that is past that state a missing signature counts only where
    others have signed, since many offices do not keep signatures.
    """
    found: dict[str, dict[str | None, None]] = {}
    past: dict[str, dict[str | None, None]] = {}
    for task, unit, role in reader.raw_columns("party", ("task", "organisation", "role"), empty="signed_on"):
        line = lines.get(task)
        if line is None or role == "contact" or line.state in BEFORE_ASSIGNING:
            continue
        if role != "lead" or unit == line.lead:
            (found if line.state == "signing" else past).setdefault(task, {})[unit] = None
    signed = {task for task, on in reader.raw_columns("party", ("task", "signed_on"), past, by="task") if on}
    found |= {task: units for task, units in past.items() if task in signed}
    waiting = [line for line in lines.values() if line.state == "signing" and line.lead not in found.get(line.id, {})]
    fields = ("task", "organisation", "role")
    parties = reader.raw_columns("party", fields, (line.id for line in waiting), by="task")
    noted = {(task, unit) for task, unit, role in parties if role == "lead"}
    for line in waiting:
        if (line.id, line.lead) not in noted and (line.lead or line.id not in found):
            found.setdefault(line.id, {})[line.lead] = None
    return {task: list(units) for task, units in found.items()}


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
