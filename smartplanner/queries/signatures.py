"""Which units owe their signature in which matters: the same for the red list, reminders, circulars and scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from smartplanner.queries.part_book import Part, PartBook
from smartplanner.queries.reader import Reader
from smartplanner.rules.duties import LEAD, SUPPORT, can_owe
from smartplanner.rules.parties import signatures_count


class Matter(Protocol):
    """What is asked of a matter; a ``TaskLine`` has it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def state(self) -> str | None:
        """Its state."""

    @property
    def lead(self) -> str | None:
        """The unit in the lead."""

    @property
    def support(self) -> tuple[str, ...]:
        """The co-operating units."""


class Unsigned(NamedTuple):
    """The units that owe a signature in one matter (None: whoever is to lead it), and since when, if that is known."""

    task: str
    units: tuple[str | None, ...]
    since: date | None


def unsigned_units(reader: Reader, matters: Iterable[Matter], *, as_of: date) -> list[Unsigned]:
    """Return the matters in which signatures are owed as of a day.

    Nobody owes one on the day of the assignment.  A matter that waits for signatures waits for all its units, whether
    anything is noted of them or not.  Of one that is past that state, a missing signature counts only for units whose
    part is noted, and only where another has signed: many offices keep no signatures.
    """
    asked = [matter for matter in matters if can_owe(matter.state)]
    facts = reader.companion(PartBook).facts([matter.id for matter in asked])
    found = []
    for matter in asked:
        parts = facts.parts.get(matter.id)
        if parts is None and matter.state != "signing":
            continue
        units = _owing(matter, parts or {})
        if not units:
            continue
        since = facts.assigned_on(matter.id, as_of)
        if since != as_of:
            found.append(Unsigned(matter.id, units, since))
    return found


def _owing(matter: Matter, parts: Mapping[str, Part]) -> tuple[str | None, ...]:
    any_signed = any(part.signed is not None for part in parts.values())
    if not signatures_count(matter.state, any_signed=any_signed):
        return ()
    owing: dict[str | None, None] = {
        unit: None
        for unit, part in parts.items()
        if part.signed is None and (unit == matter.lead if part.role == LEAD else part.role == SUPPORT)
    }
    if matter.state == "signing":
        named = (*((matter.lead,) if matter.lead else ()), *matter.support)
        owing |= {unit: None for unit in named if unit not in parts}
        if not owing and not parts and not named:
            return (None,)
    return tuple(owing)
