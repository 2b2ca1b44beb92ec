"""Matters and their parts: what a part may not say against the matter above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem

_NAMED = 3
"""Parts that a sentence names; it counts the others."""


def later_than_parent(due: date | None, above: date | None, title: str) -> Problem | None:
    """Return the Problem when the deadline of a part is later than *above*, that of its parent called *title*."""
    if due is None or above is None or due <= above:
        return None
    return Problem(
        code="later_than_parent",
        message=_(
            "The deadline {due} is later than {above}, that of the parent “{title}”.",
            due=due.isoformat(),
            above=above.isoformat(),
            title=title,
        ),
        remedy=_("Choose an earlier day, or change the deadline with a reason."),
        field="due",
    )


def earlier_than_parts(due: date | None, title: str, parts: Sequence[tuple[str, date | None]]) -> Problem | None:
    """Return the Problem when the new deadline of the matter *title* is earlier than that of one of its *parts*."""
    later = [(name, day) for name, day in parts if due is not None and day is not None and day > due]
    if due is None or not later:
        return None
    names = "、".join(f"“{name}” {day.isoformat()}" for name, day in later[:_NAMED])
    return Problem(
        code="earlier_than_parts",
        message=_(
            "{count} part(s) of “{title}” would be due later than {due}: {names}.",
            count=len(later),
            title=title,
            due=due.isoformat(),
            names=names,
        ),
        remedy=_("Set earlier deadlines for the parts first, or change the deadline with a reason."),
        field="due",
    )


def ring(label: str, names: Sequence[str]) -> Problem:
    """Return the refusal of a reference called *label* that leads back to the row itself over the rows *names*."""
    return Problem(
        code="ring",
        message=_("“{label}” would lead back to the record itself: {names}.", label=label, names=" → ".join(names)),
        remedy=_("Choose another one, or take one of these out of the chain first."),
        field="parent",
    )
