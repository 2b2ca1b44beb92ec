"""The light of a matter, computed as of a date by the office's table, with the reason for it.

Colour never stands alone: each light has a letter and a word, and each reason its number.
"""

from __future__ import annotations

from datetime import date

from smartplanner.base.i18n import N_
from smartplanner.model.light import Light as Light
from smartplanner.model.light_rule import LightCondition
from smartplanner.rules.light_conditions import ENDED as ENDED
from smartplanner.rules.light_conditions import FINISHED as FINISHED
from smartplanner.rules.light_conditions import Case
from smartplanner.rules.light_conditions import expected_progress as expected_progress
from smartplanner.rules.light_table import DEFAULT_RULES as DEFAULT_RULES
from smartplanner.rules.light_table import Rule, Rules
from smartplanner.rules.light_words import CAUSES as CAUSES
from smartplanner.rules.light_words import say_cause as say_cause
from smartplanner.rules.light_words import say_reason as say_reason
from smartplanner.rules.signal import Signal as Signal

LETTERS = {"red": N_("R"), "yellow": N_("Y"), "green": N_("G"), "blue": N_("B"), "grey": N_("N")}
WORST_FIRST = {str(light): place for place, light in enumerate(Light)}
_LATE = {"red": 0, "yellow": 1}
_NEITHER = 2


UNDECIDED = Signal("grey", "undecided")


def task_signal(
    state: str | None,
    progress: float | None,
    start: date | None,
    due: date | None,
    *,
    as_of: date,
    ongoing: bool = False,
    rules: Rules = DEFAULT_RULES,
    missed: int = 0,
    last_red: date | None = None,
) -> Signal:
    """Return the light of one matter as of a day by a table.

    *missed* is the number of reporting periods without a report, *last_red* the last day of a red light that is
    over; only tables that ask for them need them (``Rules.needs_reports``, ``Rules.needs_past``).
    """
    left = expected = behind = None
    if due is not None:
        left = (due - as_of).days
        expected = expected_progress(start, due, as_of=as_of)
        behind = expected - progress if progress is not None else None
    case = Case(state, progress, start, left, expected, behind, as_of, missed, last_red)
    ceiling = progress or 0
    for rule in rules.rows:
        if rule.progress_below is not None and ceiling >= rule.progress_below:
            continue
        amount = rule.fits(case, rule.threshold)
        if amount is not None:
            return Signal(rule.light, _cause(rule, case, due, ongoing=ongoing), amount, rule=rule)
    return UNDECIDED


def _cause(rule: Rule, case: Case, due: date | None, *, ongoing: bool) -> str:
    if rule.condition == LightCondition.OTHERWISE:
        if due is None:
            return "ongoing" if ongoing else "no_due"
        return "on_track" if case.progress is not None else "no_figure"
    if rule.condition == LightCondition.DUE_WITHIN:
        return "due_soon" if case.left else "due_today"
    if rule.condition in (LightCondition.BEHIND, LightCondition.BEHIND_FROM):
        return "far_behind" if rule.light == Light.RED else "behind"
    return rule.condition


def overdue_days(state: str | None, due: date | None, *, as_of: date) -> int:
    """Return by how many calendar days an open matter is late; 0 when it is not."""
    if due is None or state in FINISHED or state in ENDED:
        return 0
    return max(0, (as_of - due).days)


def shown_signal(computed: Signal, *, state: str | None, set_light: str | None, reason: str | None) -> Signal:
    """Return the light to show: the one that a person set, as long as the matter is open, else the computed one."""
    if set_light is None or state in FINISHED or state in ENDED:
        return computed
    return Signal(set_light, "set_by_hand", words=reason or "")


def lateness(signal: Signal) -> int:
    """Return how bad a light is for the matter above: 0 red, 1 yellow, 2 for all that do not weigh."""
    return _LATE.get(signal.light, _NEITHER)


def from_child(child: Signal, *, id: str, title: str) -> Signal:
    """Return the light that a matter has from the *child* below it: it names where that comes from, however deep."""
    if child.cause == "child":
        return child
    return Signal(child.light, "child", child.amount, child=id, words=title)
