"""Which units owe their signature in which matters: the same for the red list, reminders, circulars and scores."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from smartplanner.queries.part_book import PartBook
from smartplanner.queries.reader import Reader
from smartplanner.rules.duties import can_owe
from smartplanner.rules.signatures import is_owed, owing_units


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
    """Return the matters in which signatures are owed as of a day, by ``rules.signatures``."""
    asked = [matter for matter in matters if can_owe(matter.state)]
    facts = reader.companion(PartBook).facts([matter.id for matter in asked])
    found = []
    for matter in asked:
        parts = facts.parts.get(matter.id)
        if parts is None and matter.state != "signing":  # most matters: the rule need not be asked
            continue
        noted = {unit: part.until(as_of) for unit, part in (parts or {}).items()}
        units = owing_units(matter.state, lead=matter.lead, support=matter.support, parts=noted)
        since = facts.assigned_on(matter.id, as_of) if units else None
        if units and is_owed(since, as_of=as_of):
            found.append(Unsigned(matter.id, units, since))
    return found
