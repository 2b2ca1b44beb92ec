"""What a card's move to another column of the board means for the matter: which fields change, or why it may not.

The life of a matter, as far as a move by hand goes:

* an open matter may go to any open state, be done, be terminated or turned into routine work;
* only a done matter may be closed (办结 is what the unit says, 销号 what the office confirms);
* a closed or ended matter may only be reopened, that is go back to ``in_progress``;
* going to ``done`` sets the progress to 100 and, where it is empty, the day it was done; going back to an open
  state empties that day.  The progress stays, because the figure before is not known here; history has it.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem

REFERENCES = frozenset({"lead", "group", "district"})
"""The fields by which a board can be grouped and which a move simply sets or empties."""
SETTLED = frozenset({"closed", "terminated", "routine"})
"""States that a matter leaves only by being reopened."""
USUAL_STATE = "in_progress"
"""What a matter without a state counts as, and where a reopened one goes."""


class Matter(Protocol):
    """What a move asks of a matter."""

    @property
    def state(self) -> str | None:
        """Where it stands."""

    @property
    def done_on(self) -> date | None:
        """The day on which it was done."""


def move(matter: Matter, *, field: str, target: str | None, as_of: date) -> dict[str, Any] | Problem:
    """Return the values to set when *matter* goes to the column *target* of a board grouped by *field*.

    *target* None is the column of those without a value.  A move that may not be is answered with the Problem.
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
    return _move_state(matter, target, as_of)


def _move_state(matter: Matter, target: str | None, as_of: date) -> dict[str, Any] | Problem:
    if target == matter.state:
        return {}
    if target is None:
        return Problem(
            code="state_needed",
            message=_("A state cannot be taken away by a move."),
            remedy=_("Move the card to the state that it is in."),
        )
    state = matter.state or USUAL_STATE
    if target == "closed" and state != "done":
        return Problem(
            code="close_needs_done",
            message=_("Only a matter that is done can be closed."),
            remedy=_("Move it to “Done” first, then to “Closed”."),
        )
    if state in SETTLED and target != USUAL_STATE:
        return Problem(
            code="reopen_first",
            message=_("A closed or ended matter has to be reopened before it goes anywhere else."),
            remedy=_("Move it to “In progress” first."),
        )
    return {"state": target, **_consequences(matter, target, as_of)}


def _consequences(matter: Matter, target: str, as_of: date) -> dict[str, Any]:
    if target == "done":
        return {"progress": 100.0, "done_on": matter.done_on or as_of}
    if target in SETTLED:
        return {}
    return {"done_on": None}
