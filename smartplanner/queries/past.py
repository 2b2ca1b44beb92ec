"""What was: the lights of matters over their last periods, and the last report on each in one line."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from smartplanner.base.clock import local_day
from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.reader import Reader
from smartplanner.rules.light_conditions import FINISHED
from smartplanner.rules.light_table import Rules
from smartplanner.rules.periods import period_before, period_of
from smartplanner.rules.timeline import (
    UNKNOWN,
    Past,
    Standing,
    Turn,
    happened,
    in_order,
    last_red,
    standing_signal,
    written,
)

_STORED = (
    "id", "state", "progress", "start", "due", "due_precision", "done_on", "set_light", "set_light_reason",
    "set_light_on",
)  # fmt: skip
_FOLLOWED = ("state", "progress", "due")


def light_history(
    reader: Reader, ids: Iterable[str], *, as_of: date, cycle: str = "monthly", count: int = 12
) -> dict[str, tuple[str | None, ...]]:
    """Return the lights of matters at the end of the last *count* periods, the oldest first; None: not known then.

    The last is the light as of the day itself.  Lights that a matter has from those below it are not looked into.
    Past lights follow the present table, so that they can be compared.
    """
    days = _ends(as_of, cycle, count)
    rules = light_rules(reader).without_past()
    found = {}
    for id, past in read_pasts(reader, ids).items():
        lights: list[str | None] = []
        for day in days:
            standing = past.now if day == as_of else past.at(day)
            lights.append(standing_signal(standing, as_of=day, rules=rules).light if standing is not None else None)
        found[id] = tuple(lights)
    return found


def _ends(as_of: date, cycle: str, count: int) -> list[date]:
    period, ends = period_of(as_of, cycle), [as_of]
    while len(ends) < count:
        period = period_before(period, cycle)
        ends.append(period.last)
    return ends[::-1]


class LastReport(NamedTuple):
    """What was last said about a matter: when (None: not known) and what, in one line."""

    day: date | None
    text: str


def last_reports(reader: Reader, ids: Iterable[str] | None = None) -> dict[str, LastReport]:
    """Return the last report of each matter that has one: its newest progress report, else its progress in words."""
    wanted = None if ids is None else list(ids)
    found = {
        id: LastReport(None, _one_line(text))
        for id, text in reader.raw_columns("task", ("id", "progress_text"), wanted)
        if text
    }
    days: dict[str, str] = {}
    fields = ("task", "reported_on", "text")
    for task, day, text in reader.raw_columns("progress_report", fields, wanted, by="task"):
        if text and (day or "") >= days.get(task, ""):
            days[task] = day or ""
            found[task] = LastReport(_day(day), _one_line(text))
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def recent_reds(reader: Reader, rules: Rules, *, as_of: date, among: Collection[str] | None = None) -> dict[str, date]:
    """Return the last day of a red light that is over, by matter, as far back as a table remembers.

    *among* looks at these matters only.
    """
    if not rules.needs_past:
        return {}
    days, alone = rules.remembered_days, rules.without_past()
    ids = _changed_since(reader, as_of - timedelta(days + 1)) if among is None else set(among)
    found = {}
    for id, past in read_pasts(reader, ids).items():
        if past.now.state in FINISHED:
            continue
        if (day_of_red := last_red(past, as_of=as_of, rules=alone, days=days)) is not None:
            found[id] = day_of_red
    return found


def _changed_since(reader: Reader, day: date) -> set[str]:
    since = day.isoformat()
    ids = reader.updated_since("task", since)
    for entity, field in (
        ("task_event", "happened_on"),
        ("progress_report", "reported_on"),
        ("extension", "decided_on"),
    ):
        ids |= {task for task, on in reader.raw_columns(entity, ("task", field)) if on and on >= since}
    return ids


def read_pasts(reader: Reader, ids: Iterable[str]) -> dict[str, Past]:
    """Return all that is known of the past of these matters; those that are gone are left out."""
    wanted = list(ids)
    rows = reader.raw_columns("task", _STORED, wanted)
    turns: dict[str, dict[str, list[Turn]]] = defaultdict(lambda: {name: [] for name in _FOLLOWED})
    known: dict[str, date] = {}
    _take_moves(reader, wanted, turns, known)
    _take_reports(reader, wanted, turns, known)
    _take_extensions(reader, wanted, turns, known)
    _take_journal(reader, wanted, turns, known)
    return {row[0]: _past(row, turns[row[0]], known.get(row[0])) for row in rows}


def _past(row: Sequence[Any], turns: Mapping[str, Sequence[Turn]], known_from: date | None) -> Past:
    _id, state, progress, start, due, precision, done_on, set_light, reason, set_on = row
    now = Standing(state, progress, _day(start), _day(due), precision == "ongoing", set_light, reason)
    states = list(turns["state"])
    done = _day(done_on)
    if state in FINISHED and done is not None and not any(turn.after in FINISHED for turn in states):
        states.append(happened(done, "in_progress", state))
    return Past(
        now,
        known_from,
        state=in_order(states),
        progress=in_order(turns["progress"]),
        due=in_order(turns["due"]),
        set_light_on=_day(set_on),
    )


_Turns = dict[str, dict[str, list[Turn]]]


def _take_moves(reader: Reader, ids: list[str], turns: _Turns, known: dict[str, date]) -> None:
    for task, on, before, after in reader.raw_columns(
        "task_event", ("task", "happened_on", "before", "after"), ids, by="task"
    ):
        day = date.fromisoformat(on)
        _know(known, task, day)
        if after is not None:
            turns[task]["state"].append(happened(day, before, after))


def _take_reports(reader: Reader, ids: list[str], turns: _Turns, known: dict[str, date]) -> None:
    for task, on, progress in reader.raw_columns(
        "progress_report", ("task", "reported_on", "progress"), ids, by="task"
    ):
        if on is None:
            continue
        day = date.fromisoformat(on)
        _know(known, task, day)
        if progress is not None:
            turns[task]["progress"].append(happened(day, UNKNOWN, progress))


def _take_extensions(reader: Reader, ids: list[str], turns: _Turns, known: dict[str, date]) -> None:
    fields = ("task", "state", "requested_on", "decided_on", "original_due", "new_due")
    for task, state, asked, decided, original, new in reader.raw_columns("extension", fields, ids, by="task"):
        for day in (_day(asked), _day(decided)):
            if day is not None:
                _know(known, task, day)
        decided_on = _day(decided)
        if state == "granted" and decided_on is not None and original and new:
            turns[task]["due"].append(happened(decided_on, _day(original), _day(new)))


def _take_journal(reader: Reader, ids: list[str], turns: _Turns, known: dict[str, date]) -> None:
    days: dict[str, date] = {}
    for id, moment, before, after in reader.written("task", ids):
        day = days.get(moment)
        if day is None:
            day = days[moment] = local_day(moment)
        if before is None:
            _know(known, id, day)
        elif after is not None:
            old, new = json.loads(before), json.loads(after)
            for name in _FOLLOWED:
                if name in new or name in old:
                    turns[id][name].append(written(day, _value(name, old.get(name)), _value(name, new.get(name))))


def _value(name: str, stored: Any) -> Any:
    return _day(stored) if name == "due" else stored


def _know(known: dict[str, date], id: str, day: date) -> None:
    if id not in known or day < known[id]:
        known[id] = day


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
