"""Who has not reported: the units that are asked for reports, with the matters they owe them for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from smartplanner.queries.red_items import RedItem


class Silent(NamedTuple):
    """One unit (None: no unit is named) and what it owes: matters by id, how many reports, since how many periods."""

    unit: str | None
    matters: tuple[str, ...]
    reports: int
    longest: int
    light: str


def silent_units(items: Iterable[RedItem]) -> tuple[Silent, ...]:
    """Return the units that owe reports by the entries of the red list, those that owe the most first."""
    owed: dict[str | None, list[RedItem]] = defaultdict(list)
    for item in items:
        if item.kind == "unreported":
            owed[item.unit].append(item)
    found = [
        Silent(
            unit,
            tuple(dict.fromkeys(item.id for item in entries)),
            sum(item.amount for item in entries),
            max(item.amount for item in entries),
            "red" if any(item.light == "red" for item in entries) else "yellow",
        )
        for unit, entries in owed.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.unit is None, -one.reports, one.unit or "")))
