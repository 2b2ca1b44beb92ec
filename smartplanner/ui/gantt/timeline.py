"""The time axis: days to pixels and back, and the two lines of the header at each zoom.

Days are counted as ordinals (``date.toordinal``) and may be fractions; a day reaches from its number to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from smartplanner.base.i18n import N_, _

NARROWEST, WIDEST = 0.22, 48.0
"""Pixels per day: ten years on a screen, or a month."""
ZOOMS = {"year": 0.7, "quarter": 1.9, "month": 4.0, "week": 10.0, "day": 26.0}
"""Pixels per day of the zooms that have a name."""
ZOOM_LABELS = {"year": N_("Years"), "quarter": N_("Quarters"), "month": N_("Months"), "week": N_("Weeks"),
               "day": N_("Days")}  # fmt: skip
DAYS_SHADED_FROM = 5.0
"""Pixels per day from which free days are shaded."""
LINKS_FROM = 0.45
"""Pixels per day from which links are drawn: below, they would be a tangle."""
_LAST_YEAR = 9999
"""The calendar of Python ends with it; it is drawn as one cell."""
_WEEKDAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))


class Span(NamedTuple):
    """One cell of a header line: its first day, the day after its last, its words."""

    first: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Which day lies at x = 0, and how many pixels a day takes."""

    origin: float
    scale: float

    def x(self, day: float) -> float:
        """Return where the morning of a day (an ordinal) lies."""
        return (day - self.origin) * self.scale

    def day(self, x: float) -> float:
        """Return the ordinal at *x*, with its fraction."""
        return self.origin + x / self.scale

    def left(self, day: date) -> float:
        """Return where a day begins."""
        return self.x(day.toordinal())

    def right(self, day: date) -> float:
        """Return where a day ends."""
        return self.x(day.toordinal() + 1)

    def middle(self, day: date) -> float:
        """Return the middle of a day: where a point of time is drawn."""
        return self.x(day.toordinal() + 0.5)

    def zoomed(self, factor: float, at: float) -> Timeline:
        """Return the axis zoomed by *factor* so that the day at the pixel *at* stays where it is."""
        scale = min(WIDEST, max(NARROWEST, self.scale * factor))
        return Timeline(self.day(at) - at / scale, scale)

    def upper(self, width: float) -> list[Span]:
        """Return the cells of the upper header line over *width* pixels."""
        return list(self._cells(width, "year" if self.scale < ZOOMS["week"] * 0.5 else "month"))

    def lower(self, width: float) -> list[Span]:
        """Return the cells of the lower header line over *width* pixels."""
        return list(self._cells(width, self.unit))

    @property
    def unit(self) -> str:
        """The unit of the lower header line: half, quarter, month, week or day."""
        for unit, least in (("day", 15.0), ("week", DAYS_SHADED_FROM), ("month", 1.0), ("quarter", 0.42)):
            if self.scale >= least:
                return unit
        return "half"

    def _cells(self, width: float, unit: str) -> Iterator[Span]:
        first, last = int(self.day(0)), int(self.day(width)) + 1
        day = _begin(date.fromordinal(max(1, first)), unit)
        while day.toordinal() <= last:
            if day.year >= _LAST_YEAR:
                yield Span(day.toordinal(), last + 2, self._words(day, unit))
                return
            after = _next(day, unit)
            yield Span(day.toordinal(), after.toordinal(), self._words(day, unit))
            day = after

    def _words(self, day: date, unit: str) -> str:
        if unit == "year":
            return _("{year}", year=day.year)
        if unit == "half":
            return _("H1") if day.month == 1 else _("H2")
        if unit == "quarter":
            return _("Q{number}", number=(day.month + 2) // 3)
        if unit == "month":
            if self.scale >= DAYS_SHADED_FROM:
                return _("{year}-{month:02}", year=day.year, month=day.month)
            return _("{month}", month=day.month) if self.scale < 1.5 else _("Month {month}", month=day.month)
        if unit == "day" and self.scale >= 34:
            return f"{day.day} {_(_WEEKDAYS[day.weekday()])}"
        return str(day.day)


def fitting(first: date, last: date, width: float) -> Timeline:
    """Return the axis that shows *first* to *last* over *width* pixels."""
    days = (last - first).days + 1
    return Timeline(first.toordinal(), min(WIDEST, max(NARROWEST, width / days)))


def shifted(day: date, days: int) -> date:
    """Return *day* moved by *days*; the end of the calendar holds it."""
    return date.fromordinal(min(date.max.toordinal(), max(1, day.toordinal() + days)))


def _begin(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return shifted(day, -day.weekday())
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _next(day: date, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(1 if unit == "day" else 7)
    month = day.month - 1 + {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    return date(day.year + month // 12, month % 12 + 1, 1)
