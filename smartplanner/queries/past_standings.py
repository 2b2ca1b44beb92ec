"""How matters stood, field by field, from all that the book knows of them: moves, reports, extensions, the journal."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from smartplanner.base.clock import local_day
from smartplanner.queries.former_parts import FormerParts
from smartplanner.queries.reader import Reader
from smartplanner.rules.light_conditions import FINISHED
from smartplanner.rules.timeline import UNKNOWN, Past, Standing, Turn, happened, in_order, written

_STORED = (
    "state", "progress", "start", "due", "due_precision", "set_light", "set_light_reason", "parent", "lead", "support",
    "cycle", "done_on", "set_light_on",
)  # fmt: skip
_Values = Mapping[str, Any]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _units(stored: str | list[str] | None) -> tuple[str, ...]:
    """Read a list as a table holds it (JSON text) or the journal (a list)."""
    return tuple(json.loads(stored) if isinstance(stored, str) else stored or ())


def _as_it_is(stored: Any) -> Any:
    return stored


_FOLLOWED: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "state": ("state", _as_it_is),
    "progress": ("progress", _as_it_is),
    "start": ("start", _day),
    "due": ("due", _day),
    "due_precision": ("ongoing", lambda stored: stored == "ongoing"),
    "set_light": ("set_light", _as_it_is),
    "set_light_reason": ("reason", _as_it_is),
    "parent": ("parent", _as_it_is),
    "lead": ("lead", _as_it_is),
    "support": ("support", _units),
    "cycle": ("cycle", _as_it_is),
    "done_on": ("done_on", _day),
}
"""Fields of a matter that are followed: the field of ``Standing``, and how what is stored is read."""


_DATED = (("task_event", "happened_on"), ("progress_report", "reported_on"), ("extension", "decided_on"))
"""What tells of a matter beside itself, and the day of it."""


@dataclass(slots=True)
class _Told:
    """What was found of one matter so far."""

    turns: dict[str, list[Turn]] = field(default_factory=lambda: defaultdict(list))
    there: list[Turn] = field(default_factory=list)
    known_from: date | None = None
    last_values: _Values | None = None
    """What it was when it was removed; None as long as it is there."""

    def know(self, day: date) -> None:
        """Take note that it was known on *day*."""
        if self.known_from is None or day < self.known_from:
            self.known_from = day


def read_pasts(reader: Reader, ids: Iterable[str], *, gone: bool = False) -> dict[str, Past]:
    """Return all that is known of the past of these matters; *gone*: also of those that were removed since."""
    wanted = list(ids)
    told: dict[str, _Told] = defaultdict(_Told)
    _take_moves(reader, wanted, told)
    _take_reports(reader, wanted, told)
    _take_extensions(reader, wanted, told)
    _take_journal(reader, wanted, told)
    rows = {
        row[0]: dict(zip(_STORED, row[1:], strict=True)) for row in reader.raw_columns("task", ("id", *_STORED), wanted)
    }
    found = {id: _past(values, told[id]) for id, values in rows.items()}
    if gone:
        for id in wanted:
            if id not in rows and (values := told[id].last_values) is not None:
                found[id] = _past(values, told[id], is_gone=True)
    return found


def standings_then(reader: Reader, day: date) -> dict[str, Standing | None]:
    """Return how the matters stood at the end of *day* that may stand otherwise now; None: they were not there then.

    What the book does not know of a matter that came into it later is told from what it knows first, unless the book
    was kept by that day already.
    """
    begun = reader.begun()
    late = reader.made_since("task", day.isoformat()) if begun and local_day(begun) <= day else set()
    pasts = read_pasts(reader, touched_since(reader, day) | late)
    return {id: past.at(day) if id in late else past.stood(day) for id, past in pasts.items()}


def touched_since(reader: Reader, day: date) -> set[str]:
    """Return the matters of which something was written, or is dated, on *day* or later."""
    since = day.isoformat()
    ids = reader.updated_since("task", since)
    for entity, name in _DATED:
        ids |= {task for task, on in reader.raw_columns(entity, ("task", name)) if on and on >= since}
    return ids


def with_parts_below(reader: Reader, ids: Iterable[str]) -> set[str]:
    """Return *ids* and all that stands below them, or stood there before it was moved or removed."""
    former = reader.companion(FormerParts)
    found: set[str] = set()
    fresh = set(ids)
    while fresh:
        found |= fresh
        now = {id for (id,) in reader.raw_columns("task", ("id",), fresh, by="parent")}
        fresh = (now | former.of(fresh)) - found
    return found


def _past(values: _Values, told: _Told, *, is_gone: bool = False) -> Past:
    now = Standing(**{name: read(values.get(stored)) for stored, (name, read) in _FOLLOWED.items()})
    turns = told.turns
    if now.state in FINISHED and now.done_on is not None and not any(t.after in FINISHED for t in turns["state"]):
        turns["state"].append(happened(now.done_on, "in_progress", now.state))
    set_on = _day(values.get("set_light_on"))
    if now.set_light is not None and set_on is not None:
        turns["set_light"].append(happened(set_on, None, now.set_light))
    in_turn = {name: in_order(of_field) for name, of_field in turns.items() if of_field}
    return Past(now, told.known_from, in_turn, tuple(told.there), is_gone)


_All = dict[str, _Told]


def _take_moves(reader: Reader, ids: list[str], told: _All) -> None:
    for task, on, before, after in reader.raw_columns(
        "task_event", ("task", "happened_on", "before", "after"), ids, by="task"
    ):
        day = date.fromisoformat(on)
        told[task].know(day)
        if after is not None:
            told[task].turns["state"].append(happened(day, before, after))


def _take_reports(reader: Reader, ids: list[str], told: _All) -> None:
    for task, on, progress in reader.raw_columns(
        "progress_report", ("task", "reported_on", "progress"), ids, by="task"
    ):
        if on is None:
            continue
        day = date.fromisoformat(on)
        told[task].know(day)
        if progress is not None:
            told[task].turns["progress"].append(happened(day, UNKNOWN, progress))


def _take_extensions(reader: Reader, ids: list[str], told: _All) -> None:
    fields = ("task", "state", "requested_on", "decided_on", "original_due", "new_due")
    for task, state, asked, decided, original, new in reader.raw_columns("extension", fields, ids, by="task"):
        for day in (_day(asked), _day(decided)):
            if day is not None:
                told[task].know(day)
        decided_on = _day(decided)
        if state == "granted" and decided_on is not None and original and new:
            told[task].turns["due"].append(happened(decided_on, _day(original), _day(new)))


def _take_journal(reader: Reader, ids: list[str], told: _All) -> None:
    days = _StepDays(reader)
    for id, moment, before, after in reader.written("task", ids):
        one, day = told[id], days.of(id, moment)
        if before is None:
            one.know(day)
            if one.last_values is not None:
                one.there.append(written(day, before=False, after=True))
                one.last_values = None
        elif after is None:
            one.there.append(written(day, before=True, after=False))
            one.last_values = json.loads(before)
        else:
            old, new = json.loads(before), json.loads(after)
            for stored, (name, read) in _FOLLOWED.items():
                if stored in new or stored in old:
                    one.turns[name].append(written(day, read(old.get(stored)), read(new.get(stored))))


class _StepDays:
    """The days on which steps were written, row by row in the order of the steps.

    A clock that was set back may not turn the order round: a later step is of no earlier day than the one before it.
    A clock that stood in the future for a while may not either: no step is of a later day than the newest one.
    """

    def __init__(self, reader: Reader) -> None:
        last = reader.last_moment()
        self._last = local_day(last) if last else date.max
        self._days: dict[str, date] = {}
        self._before: dict[str, date] = {}

    def of(self, id: str, moment: str) -> date:
        """Return the day of the next step that wrote the row *id*."""
        day = self._days.get(moment)
        if day is None:
            day = self._days[moment] = min(local_day(moment), self._last)
        before = self._before.get(id)
        if before is not None and before > day:
            return before
        self._before[id] = day
        return day
