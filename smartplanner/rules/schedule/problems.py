"""What can be wrong with a plan, in words that name the items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem

_SHOWN = 8
"""Names of a chain that are spelled out; of a longer one the first and the last ones."""


def loop(titles: Sequence[str]) -> Problem:
    """Items that wait for each other in a ring."""
    return Problem(
        code="schedule_loop",
        message=_("These wait for each other in a ring: {chain}.", chain=chain_text([*titles, titles[0]])),
        remedy=_("Remove one of these links; until then they do not count."),
    )


def parts_go_round(title: str) -> Problem:
    """An item that is part of itself, by way of others."""
    return Problem(
        code="parts_go_round",
        message=_("“{title}” is part of itself by way of its work items.", title=title),
        remedy=_("Change the work item that it is part of."),
    )


def too_late(title: str, *, limit: date, finish: date, chain: Sequence[str]) -> Problem:
    """An item that cannot be finished by the day that its constraint names."""
    return Problem(
        code="constraint_impossible",
        message=_(
            "“{title}” must not finish after {limit}, but cannot finish before {finish}: {chain}.",
            title=title,
            limit=limit.isoformat(),
            finish=finish.isoformat(),
            chain=chain_text(chain),
        ),
        remedy=_("Shorten what comes before, remove a link or change the constraint."),
    )


def fixed_too_early(title: str, *, fixed: date, possible: date, chain: Sequence[str]) -> Problem:
    """An item that is fixed on a day that what comes before does not allow."""
    return Problem(
        code="constraint_impossible",
        message=_(
            "“{title}” is fixed on {fixed}, but what comes before allows {possible} at the earliest: {chain}.",
            title=title,
            fixed=fixed.isoformat(),
            possible=possible.isoformat(),
            chain=chain_text(chain),
        ),
        remedy=_("Shorten what comes before, remove a link or change the constraint."),
    )


def before_begin(title: str, *, day: date, begin: date) -> Problem:
    """An item that is written to begin before its plan does."""
    return Problem(
        code="before_plan_begins",
        level=Level.WARNING,
        message=_(
            "“{title}” is to begin on {day}, before its plan begins on {begin}.",
            title=title,
            day=day.isoformat(),
            begin=begin.isoformat(),
        ),
        remedy=_("Change the day, or the period of the plan."),
    )


def after_end(title: str, *, finish: date, end: date) -> Problem:
    """An item that what comes before it pushes beyond the end of its plan."""
    return Problem(
        code="after_plan_ends",
        level=Level.WARNING,
        message=_(
            "“{title}” finishes on {day} at the earliest, after the plan ends ({end}).",
            title=title,
            day=finish.isoformat(),
            end=end.isoformat(),
        ),
        remedy=_("Shorten what comes before, or extend the period of the plan."),
    )


def finish_before_start(title: str, *, start: date, finish: date) -> Problem:
    """An item that is written to end before it begins."""
    return Problem(
        code="finish_before_start",
        message=_(
            "“{title}” is to finish on {finish}, before it starts on {start}.",
            title=title,
            start=start.isoformat(),
            finish=finish.isoformat(),
        ),
        remedy=_("Change one of the two days."),
    )


def unfit_link(before: str, after: str) -> Problem:
    """A link that asks for the start, or holds the finish, of an item with parts."""
    return Problem(
        code="link_of_whole",
        level=Level.WARNING,
        message=_(
            "The link from “{before}” to “{after}” does not count: an item with parts can only hold others by its"
            " finish and be held by its start.",
            before=before,
            after=after,
        ),
        remedy=_("Link the part that is meant."),
    )


def unknown_link(missing: str) -> Problem:
    """A link that names an item which is not there."""
    return Problem(
        code="link_unknown",
        level=Level.WARNING,
        message=_("A link names an item that is not there: {missing}.", missing=missing),
        remedy=_("Remove the link."),
    )


def chain_text(titles: Sequence[str]) -> str:
    """Return the names of a chain in order."""
    if len(titles) > _SHOWN:
        titles = [*titles[: _SHOWN // 2], "…", *titles[-_SHOWN // 2 :]]
    return " → ".join(titles)
