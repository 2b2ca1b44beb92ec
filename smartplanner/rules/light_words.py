"""The reasons of lights in words: what it counts, and which row of the table made it so."""

from __future__ import annotations

from smartplanner.base.i18n import N_, _
from smartplanner.model.light import Light
from smartplanner.model.light_rule import LightCondition
from smartplanner.rules.light_table import Rule
from smartplanner.rules.signal import Signal

CAUSES = {
    "done": N_("done"),
    "ended": N_("ended or turned into routine work"),
    "overdue": N_("overdue by {amount} days"),
    "far_behind": N_("behind schedule by {amount} points"),
    "behind": N_("behind schedule by {amount} points "),
    "behind_share": N_("{amount}% of what was due is lacking"),
    "start_missed": N_("should have started {amount} days ago"),
    "due_soon": N_("due in {amount} days and not nearly done"),
    "due_today": N_("due today and not nearly done"),
    "progress_below": N_("progress of only {amount}%"),
    "caught_up": N_("had a red light {amount} days ago, caught up since"),
    "unreported": N_("{amount} reporting periods without a report"),
    "not_started": N_("not started"),
    "ongoing": N_("ongoing, without a deadline"),
    "no_due": N_("no deadline given"),
    "on_track": N_("on schedule"),
    "no_figure": N_("not due yet, no progress figure"),
    "child": N_("because of the matter below it “{words}”"),
    "set_by_hand": N_("set by hand: {words}"),
    "undecided": N_("no row of the light table fits"),
}
_RULES = {
    LightCondition.DONE: N_("done or closed"),
    LightCondition.ENDED: N_("terminated or routine"),
    LightCondition.OVERDUE: N_("overdue by {threshold} days or more"),
    LightCondition.BEHIND: N_("behind schedule by more than {threshold} points"),
    LightCondition.BEHIND_FROM: N_("behind schedule by {threshold} points or more"),
    LightCondition.BEHIND_SHARE: N_("more than {threshold}% of what was due is lacking"),
    LightCondition.START_MISSED: N_("should have started {threshold} days ago or earlier"),
    LightCondition.DUE_WITHIN: N_("due within {threshold} days"),
    LightCondition.PROGRESS_BELOW: N_("progress below {threshold}%"),
    LightCondition.CAUGHT_UP: N_("caught up within {threshold} days after a red light"),
    LightCondition.UNREPORTED: N_("{threshold} reporting periods or more without a report"),
    LightCondition.NOT_STARTED: N_("not started and not due within {threshold} days"),
    LightCondition.OTHERWISE: N_("everything else"),
}
_BY_NAME = {str(condition): text for condition, text in _RULES.items()}


def say_cause(signal: Signal) -> str:
    """Return the reason for a light with its number, short, in the language in use."""
    return _(CAUSES[signal.cause], amount=signal.amount, words=signal.words).strip()


def say_rule(rule: Rule) -> str:
    """Return what a row of the table asks and gives, with its threshold."""
    asked = _(_BY_NAME[rule.condition], threshold=f"{rule.threshold:g}")
    if rule.progress_below is not None:
        asked = _("{asked} and progress below {percent}%", asked=asked, percent=f"{rule.progress_below:g}")
    return _("{asked}: {light}", asked=asked, light=_(Light.of(rule.light).label))


def say_reason(signal: Signal) -> str:
    """Return the reason for a light and the row of the table that made it so."""
    if signal.rule is None:
        return say_cause(signal)
    return _("{cause} (rule: {rule})", cause=say_cause(signal), rule=say_rule(signal.rule))
