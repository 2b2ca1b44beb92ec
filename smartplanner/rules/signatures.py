"""未签收: which units owe their signature (签收) in a matter that was assigned to them.

One rule for the board, the red list, reminders, circulars, scores and meetings.  The unit of counting differs, and is
named: a board counts matters, the red list and papers the units, each in each matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from smartplanner.rules.duties import LEAD, SUPPORT, can_owe


class Noted(Protocol):
    """What is noted of a unit's part in a matter; contacts have none."""

    @property
    def role(self) -> str:
        """Whether the unit leads or co-operates."""

    @property
    def signed(self) -> object | None:
        """When it signed; None: not yet."""


def signatures_count(state: str | None, *, any_signed: bool) -> bool:
    """Whether a missing signature counts in a matter: while it waits for them, later only where a unit has signed.

    Many offices do not keep signatures; there nobody is urged or marked down for one.
    """
    return state == "signing" or any_signed


def owing_units(
    state: str | None, *, lead: str | None, support: Sequence[str], parts: Mapping[str, Noted]
) -> tuple[str | None, ...]:
    """Return the units that have not signed for a matter in *state* (None: whoever is to lead it).

    A matter that waits for signatures waits for all its units, whether anything is noted of them or not.  Of one that
    is past that state, a missing signature counts only for units whose part is noted, and only where another has
    signed.
    """
    if not can_owe(state) or not signatures_count(state, any_signed=any(part.signed for part in parts.values())):
        return ()
    owing: dict[str | None, None] = {
        unit: None
        for unit, part in parts.items()
        if part.signed is None and (unit == lead if part.role == LEAD else part.role == SUPPORT)
    }
    if state == "signing":
        named = (*((lead,) if lead else ()), *support)
        owing |= {unit: None for unit in named if unit not in parts}
        if not owing and not parts and not named:
            return (None,)
    return tuple(owing)


def is_owed(assigned_on: date | None, *, as_of: date) -> bool:
    """Whether a signature is owed by a day already: nobody owes one on the day of the assignment."""
    return assigned_on != as_of
