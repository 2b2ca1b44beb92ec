"""The light of a matter, computed as of a date, with the reason for it.

The default rule (an office may set other thresholds): blue = done; red = overdue, or behind schedule by
more than 30 points; yellow = behind by 10 points or more, or due within 15 days and below 90 %; grey = not
started or ended without result; green = everything else.  Colour never stands alone: each light has a
letter and a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.model.light import Light as Light

LETTERS = {"red": N_("R"), "yellow": N_("Y"), "green": N_("G"), "blue": N_("B"), "grey": N_("N")}
FINISHED = frozenset({"done", "closed"})
ENDED = frozenset({"terminated", "routine"})
"""States that end a matter without its result: no light can be late any more."""


@dataclass(frozen=True, slots=True)
class LightRule:
    """The thresholds: points of progress behind schedule, days before the deadline, percent."""

    yellow_behind: float = 10
    red_behind: float = 30
    soon_days: int = 15
    soon_progress: float = 90


class Signal(NamedTuple):
    """A computed light: its colour, why (a code of ``CAUSES``) and by how much (days or points)."""

    light: str
    cause: str
    amount: int = 0


CAUSES = {
    "done": N_("done"),
    "ended": N_("ended or turned into routine work"),
    "overdue": N_("overdue by {amount} days"),
    "far_behind": N_("behind schedule by {amount} points"),
    "behind": N_("behind schedule by {amount} points "),
    "due_soon": N_("due in {amount} days and not nearly done"),
    "due_today": N_("due today and not nearly done"),
    "not_started": N_("not started"),
    "ongoing": N_("ongoing, without a deadline"),
    "no_due": N_("no deadline given"),
    "on_track": N_("on schedule"),
    "unreported": N_("not due yet, no progress figure"),
}
DEFAULT_RULE = LightRule()


def task_signal(
    state: str | None,
    progress: float | None,
    start: date | None,
    due: date | None,
    *,
    as_of: date,
    ongoing: bool = False,
    rule: LightRule = DEFAULT_RULE,
) -> Signal:
    """Return the light of one matter as of a day.

    Without a start the year of the deadline is taken to begin the work, as a yearly ledger means it.
    """
    if state in FINISHED:
        return Signal("blue", "done")
    if state in ENDED:
        return Signal("grey", "ended")
    if due is None:
        if state == "not_started":
            return Signal("grey", "not_started")
        return Signal("green", "ongoing" if ongoing else "no_due")
    left = (due - as_of).days
    if left < 0:
        return Signal("red", "overdue", -left)
    if state == "not_started" and left > rule.soon_days:
        return Signal("grey", "not_started")
    gap = 0.0 if progress is None else expected_progress(start, due, as_of=as_of) - progress
    if gap > rule.red_behind:
        return Signal("red", "far_behind", round(gap))
    if left <= rule.soon_days and (progress or 0) < rule.soon_progress:
        return Signal("yellow", "due_soon" if left else "due_today", left)
    if gap >= rule.yellow_behind:
        return Signal("yellow", "behind", round(gap))
    return Signal("green", "on_track" if progress is not None else "unreported")


def expected_progress(start: date | None, due: date, *, as_of: date) -> float:
    """Return the 序时进度 in percent: the elapsed share of the time between *start* and *due*, by days."""
    begin = start if start is not None and start <= due else date(due.year, 1, 1)
    length = (due - begin).days + 1
    elapsed = (as_of - begin).days + 1
    return min(100.0, max(0.0, 100.0 * elapsed / length))


def overdue_days(state: str | None, due: date | None, *, as_of: date) -> int:
    """Return by how many calendar days an open matter is late; 0 when it is not."""
    if due is None or state in FINISHED or state in ENDED:
        return 0
    return max(0, (as_of - due).days)


def say_cause(signal: Signal) -> str:
    """Return the reason for a light in the language in use."""
    return _(CAUSES[signal.cause], amount=signal.amount).strip()
