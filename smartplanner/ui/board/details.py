"""What a card says beyond its own row, read only for the cards in sight: past lights and the last report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from smartplanner.queries.past import LastReport, last_reports, light_history
from smartplanner.queries.reader import Reader

LAMPS = 12
"""Periods whose lights a card shows."""
DETAILING = frozenset({"task", "task_event", "progress_report", "extension"})
"""Entities whose rows make the past of a matter."""


@dataclass(frozen=True, slots=True)
class Detail:
    """The lights of the last periods, the oldest first (None: not known), and the last report if there is one."""

    lights: tuple[str | None, ...]
    report: LastReport | None


class Details:
    """The details read so far."""

    def __init__(self) -> None:
        self._known: dict[str, Detail] = {}

    def get(self, id: str) -> Detail | None:
        """Return the detail of a card, or None if it has not been read."""
        return self._known.get(id)

    def missing(self, ids: Iterable[str]) -> list[str]:
        """Return those of *ids* that have not been read."""
        return [id for id in ids if id not in self._known]

    def learn(self, found: Mapping[str, Detail]) -> None:
        """Take in what was read."""
        self._known.update(found)

    def forget(self) -> None:
        """Forget everything: the table of lights, or what cannot be told by card, has changed."""
        self._known.clear()

    def forget_these(self, ids: Iterable[str]) -> None:
        """Forget the details of these cards."""
        for id in ids:
            self._known.pop(id, None)


def read_details(reader: Reader, ids: Iterable[str], *, as_of: date) -> dict[str, Detail]:
    """Read the details of these cards as of a day."""
    wanted = list(ids)
    lights = light_history(reader, wanted, as_of=as_of, count=LAMPS)
    reports = last_reports(reader, wanted)
    return {id: Detail(lights.get(id, (None,) * LAMPS), reports.get(id)) for id in wanted}
