"""What a row of the light table can ask of a matter: one small function per condition.

Each gets the matter as it stands on a day and the row's threshold, and answers by how much it fits (days, points,
percent or periods; 0 where there is nothing to count), or None where it does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from smartplanner.model.light_rule import LightCondition

FINISHED = frozenset({"done", "closed", "archived"})
ENDED = frozenset({"terminated", "routine"})
"""States that end a matter without its result: no light can be late any more."""
NOT_BEGUN = frozenset({"registered", "assigning", "signing", "not_started"})
"""States of a matter on which no work has begun."""


class Case(NamedTuple):
    """A matter as it stands on a day, with what the conditions ask reckoned out once.

    ``left`` is the days to the deadline (negative when it is past), ``expected`` the 序时进度 in percent, ``behind``
    how many points the progress lies below it; all None where they cannot be told.  ``missed`` counts the reporting
    periods without a report, ``last_red`` is the last day on which a matter that has caught up had a red light.
    """

    state: str | None
    progress: float | None
    start: date | None
    left: int | None
    expected: float | None
    behind: float | None
    as_of: date
    missed: int = 0
    last_red: date | None = None


Condition = Callable[[Case, float], int | None]


def expected_progress(start: date | None, due: date, *, as_of: date) -> float:
    """Return the 序时进度 in percent: the elapsed share of the time between *start* and *due*, by days.

    Without a start the year of the deadline is taken to begin the work, as a yearly ledger means it.
    """
    begin = start if start is not None and start <= due else date(due.year, 1, 1)
    length = (due - begin).days + 1
    elapsed = (as_of - begin).days + 1
    return min(100.0, max(0.0, 100.0 * elapsed / length))


def _done(case: Case, _threshold: float) -> int | None:
    return 0 if case.state in FINISHED else None


def _ended(case: Case, _threshold: float) -> int | None:
    return 0 if case.state in ENDED else None


def _overdue(case: Case, threshold: float) -> int | None:
    if case.left is None or case.left >= 0 or -case.left < threshold:
        return None
    return -case.left


def _behind(case: Case, threshold: float) -> int | None:
    return round(case.behind) if case.behind is not None and case.behind > threshold else None


def _behind_from(case: Case, threshold: float) -> int | None:
    return round(case.behind) if case.behind is not None and case.behind >= threshold else None


def _behind_share(case: Case, threshold: float) -> int | None:
    if case.behind is None or not case.expected:
        return None
    share = 100 * case.behind / case.expected
    return round(share) if share > threshold else None


def _start_missed(case: Case, threshold: float) -> int | None:
    if case.start is None or case.state not in NOT_BEGUN or case.progress:
        return None
    days = (case.as_of - case.start).days
    return days if days > 0 and days >= threshold else None


def _due_within(case: Case, threshold: float) -> int | None:
    return case.left if case.left is not None and 0 <= case.left <= threshold else None


def _progress_below(case: Case, threshold: float) -> int | None:
    return round(case.progress) if case.progress is not None and case.progress < threshold else None


def _caught_up(case: Case, threshold: float) -> int | None:
    if case.last_red is None:
        return None
    days = (case.as_of - case.last_red).days
    return days if 0 <= days <= threshold else None


def _unreported(case: Case, threshold: float) -> int | None:
    return case.missed if case.missed and case.missed >= threshold else None


def _not_started(case: Case, threshold: float) -> int | None:
    if case.state != "not_started":
        return None
    return 0 if case.left is None or case.left < 0 or case.left > threshold else None


def _otherwise(_case: Case, _threshold: float) -> int | None:
    return 0


CONDITIONS: Mapping[str, Condition] = {
    LightCondition.DONE.value: _done,
    LightCondition.ENDED.value: _ended,
    LightCondition.OVERDUE.value: _overdue,
    LightCondition.BEHIND.value: _behind,
    LightCondition.BEHIND_FROM.value: _behind_from,
    LightCondition.BEHIND_SHARE.value: _behind_share,
    LightCondition.START_MISSED.value: _start_missed,
    LightCondition.DUE_WITHIN.value: _due_within,
    LightCondition.PROGRESS_BELOW.value: _progress_below,
    LightCondition.CAUGHT_UP.value: _caught_up,
    LightCondition.UNREPORTED.value: _unreported,
    LightCondition.NOT_STARTED.value: _not_started,
    LightCondition.OTHERWISE.value: _otherwise,
}
THRESHOLDS: Mapping[str, float] = {
    LightCondition.OVERDUE.value: 1,
    LightCondition.START_MISSED.value: 1,
    LightCondition.UNREPORTED.value: 1,
}
"""What an empty threshold means; elsewhere 0."""
NEEDED = frozenset(
    str(condition)
    for condition in (
        LightCondition.BEHIND,
        LightCondition.BEHIND_FROM,
        LightCondition.DUE_WITHIN,
        LightCondition.PROGRESS_BELOW,
        LightCondition.CAUGHT_UP,
    )
)
"""Conditions that say nothing without a threshold."""
