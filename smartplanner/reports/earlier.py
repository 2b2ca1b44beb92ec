"""How things stood before: the completion rate at an earlier moment, by following the journal back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from smartplanner.journal import Journal
from smartplanner.queries.tasks import TaskLine
from smartplanner.reports.request import DISTRICT, GROUP, OPERATOR, PLAN, UNIT
from smartplanner.rules.lights import FINISHED

_ABSENT = ""
"""Stands for the state of a matter that was not there."""


def completion_at(journal: Journal, lines: Iterable[TaskLine], *, since: date) -> float | None:
    """Return the share of matters finished at the beginning of the day *since* (UTC), in percent with one decimal.

    *lines* are the matters as they stand now.  None when there was no matter then.
    """
    then = states_at(journal, lines, since=since).values()
    return round(100 * sum(state in FINISHED for state in then) / len(then) + 1e-9, 1) if then else None


def states_at(journal: Journal, lines: Iterable[TaskLine], *, since: date) -> dict[str, str | None]:
    """Return the states of the matters that were there at the beginning of the day *since* (UTC), by id.

    *lines* are the matters as they stand now.
    """
    states: dict[str, str | None] = {line.id: line.state for line in lines}
    states |= _states_before(journal, since)
    return {id: state for id, state in states.items() if state != _ABSENT}


def _states_before(journal: Journal, since: date) -> dict[str, str | None]:
    """Return the state that each matter had before its first change from *since* on, if that is known from it."""
    found: dict[str, str | None] = {}
    for step in reversed(journal.steps()):
        if step.at[:10] < since.isoformat():
            continue
        for change in journal.changes(step):
            if change.entity != "task":
                continue
            if change.before is None:
                found.setdefault(change.id, _ABSENT)
            elif change.after is None or "state" in change.before:
                found.setdefault(change.id, change.before.get("state"))
    return found


SCOPE = (DISTRICT, GROUP, UNIT, OPERATOR, PLAN)
"""The options that make another series of issues of the same report; a period does not."""


def scope_of(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a paper was about, of all that was asked for."""
    return tuple(str(asked.get(option) or "") for option in SCOPE)
