"""What was: the lights of matters over their last periods, and the last report on each in one line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from smartplanner.queries.past_lights import light_history as light_history
from smartplanner.queries.past_standings import read_pasts, touched_since
from smartplanner.queries.reader import Reader
from smartplanner.rules.light_conditions import FINISHED
from smartplanner.rules.light_table import Rules
from smartplanner.rules.timeline import last_red


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
    ids = touched_since(reader, as_of - timedelta(days + 1)) if among is None else set(among)
    found = {}
    for id, past in read_pasts(reader, ids).items():
        if past.now.state in FINISHED:
            continue
        if (day_of_red := last_red(past, as_of=as_of, rules=alone, days=days)) is not None:
            found[id] = day_of_red
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
