"""The workday calendar of the city, from its reference data: what every date that is computed counts with."""

from __future__ import annotations

import functools
import json
from datetime import date

from smartplanner.base.paths import resources
from smartplanner.rules.workdays import Calendar, YearCalendar

CITY = "beijing"
"""The folder of ``resources/reference``; another city replaces it."""


@functools.cache
def calendar() -> Calendar:
    """Return the calendar of the years whose notices are in the reference data."""
    years = {}
    for path in sorted(resources("reference", CITY, "calendar").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        free = frozenset(map(date.fromisoformat, data["holidays"]))
        worked = frozenset(map(date.fromisoformat, data["workdays"]))
        years[int(data["year"])] = YearCalendar(free, worked)
    return Calendar(years)
