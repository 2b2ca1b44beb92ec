"""What a card's move to another column of the board means for the matter: which fields change, or why it may not.

Moves between states are the acts of ``rules.life``.  Going to ``done`` sets the progress to 100 and, where it is
empty, the day it was done; going back to an open state empties that day.  The progress stays, because the figure
before is not known here; history has it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.rules import life
from smartplanner.rules.life import SETTLED as SETTLED
from smartplanner.rules.life import USUAL_STATE as USUAL_STATE

REFERENCES = frozenset({"lead", "group", "district"})
"""The fields by which a board can be grouped and which a move simply sets or empties."""


class Matter(Protocol):
    """What a move asks of a matter."""

    @property
    def state(self) -> str | None:
        """Where it stands."""

    @property
    def done_on(self) -> date | None:
        """The day on which it was done."""


def move(
    matter: Matter, *, field: str, target: str | None, as_of: date, reason: str = "", evidence: str = ""
) -> dict[str, Any] | Problem:
    """Return the values to set when *matter* goes to the column *target* of a board grouped by *field*.

    *target* None is the column of those without a value.  A move that may not be is answered with the Problem; its
    code is ``reason_needed`` or ``evidence_needed`` where the move may be once that is said.
    """
    if field in REFERENCES:
        return {field: target}
    if field == "light":
        return Problem(
            code="light_is_computed",
            message=_("A light is computed from the deadline, the progress and the state; it cannot be set by hand."),
            remedy=_("Open the card and change the deadline or the progress."),
        )
    if field != "state":
        raise KeyError(field)
    if target == matter.state:
        return {}
    if target is None:
        return Problem(
            code="state_needed",
            message=_("A state cannot be taken away by a move."),
            remedy=_("Move the card to the state that it is in."),
        )
    if matter.state is None and target == USUAL_STATE:
        return {"state": target, **consequences(matter, target, as_of)}
    line = life.line_between(matter.state, target)
    if line is None:
        return life.refuse_move(matter.state, target, title=getattr(matter, "title", ""))
    unit = bool(getattr(matter, "lead", True))
    problem = life.missing(line, reason=reason, evidence=evidence, unit=unit)
    return problem or {"state": target, **consequences(matter, target, as_of)}


def consequences(matter: Matter, target: str, as_of: date) -> dict[str, Any]:
    """Return what else changes in a matter that goes to the state *target*."""
    if target == "done":
        return {"progress": 100.0, "done_on": matter.done_on or as_of}
    if target in SETTLED:
        return {}
    return {"done_on": None}
