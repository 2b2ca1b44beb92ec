"""The workday calendar of a book: the city's reference data and what the office entered of newer notices."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.paths import resources
from smartplanner.changes import Change
from smartplanner.queries.reader import Reader
from smartplanner.rules.workdays import Calendar, YearCalendar

CITY = "beijing"
"""The folder of ``resources/reference``; another city replaces it."""
_LONGEST = 60
"""Days that one row of a notice lasts at most: a slip in the year must not make decades free."""


@functools.cache
def reference_calendar() -> Calendar:
    """Return the calendar of the years whose notices are in the reference data."""
    years = {}
    for path in sorted(resources("reference", CITY, "calendar").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        free = frozenset(map(date.fromisoformat, data["holidays"]))
        worked = frozenset(map(date.fromisoformat, data["workdays"]))
        years[int(data["year"])] = YearCalendar(free, worked)
    return Calendar(years)


def calendar(reader: Reader) -> Calendar:
    """Return the calendar of a book: what every date that is computed counts with."""
    return reader.companion(_BookCalendar).calendar()


def unknown_years(known: Calendar, days: Iterable[date | None]) -> str:
    """Return a quiet note of the years among *days* whose notice is not known; empty if there is none."""
    years = sorted({day.year for day in days if day is not None and not known.knows(day.year)})
    earliest = min(known.years, default=0)
    named = "、".join(str(year) for year in years if year > earliest)
    return (
        _("The holidays of {years} are not announced yet; only weekends count as free there.", years=named)
        if named
        else ""
    )


def with_entered(known: Calendar, rows: Sequence[Any]) -> Calendar:
    """Return *known* with the rows of ``holiday``: days off make their year known."""
    if not rows:
        return known
    years: dict[int, tuple[set[date], set[date]]] = {
        number: (set(year.holidays), set(year.workdays)) for number, year in known.years.items()
    }
    for row in rows:
        for day in _days(row):
            if row.kind != "off" and day.year not in years:
                continue  # a day worked alone does not make the year known
            free, worked = years.setdefault(day.year, (set(), set()))
            (free if row.kind == "off" else worked).add(day)
            (worked if row.kind == "off" else free).discard(day)
    made: Mapping[int, YearCalendar] = {
        number: YearCalendar(frozenset(free), frozenset(worked)) for number, (free, worked) in years.items()
    }
    return Calendar(made)


def _days(row: Any) -> Iterator[date]:
    last = min(row.end or row.start, row.start + timedelta(_LONGEST - 1))
    for place in range((last - row.start).days + 1):
        yield row.start + timedelta(place)


class _BookCalendar:
    """The calendar, read once and dropped when a row of it changes.  Any thread may ask."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: Calendar | None = None
        self._turn = 0

    def calendar(self) -> Calendar:
        known = self._known
        if known is None:
            turn = self._turn
            rows = sorted(self._reader.rows("holiday"), key=lambda row: row.kind == "worked")  # days off first
            known = with_entered(reference_calendar(), rows)
            if turn == self._turn:  # else they may be those of before a commit of another thread
                self._known = known
        return known

    def follow(self, changes: Sequence[Change]) -> None:
        if any(change.entity == "holiday" for change in changes):
            self._turn += 1
            self._known = None
