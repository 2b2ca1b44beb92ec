"""Moments of the journal as people here read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from smartplanner.base import clock
from smartplanner.base.i18n import _


def local_time(moment: str) -> str:
    """Return a moment of the journal (UTC) in this computer's time zone, to the minute."""
    return clock.local(moment)


def clock_time(moment: str) -> str:
    """Return only the time of day of a moment of the journal, here."""
    return clock.local(moment)[-5:]


def full_time(moment: str) -> str:
    """Return a moment as it stands in a sentence: 2026年11月20日 18:05."""
    return f"{say_day(clock.local_day(moment))} {clock_time(moment)}"


def say_day(day: date) -> str:
    """Return a day with its year, in words."""
    return _("{year}-{month}-{day}", year=day.year, month=day.month, day=day.day)


def day_title(day: date, today: date) -> str:
    """Return what a day is called above its steps: today, yesterday, or its month and day, with the year if another."""
    if day == today:
        return _("Today")
    if day == today - timedelta(1):
        return _("Yesterday")
    if day.year == today.year:
        return _("{month}-{day}", month=day.month, day=day.day)
    return say_day(day)


def span_of(day: date) -> tuple[str, str]:
    """Return the moments of the journal between which *day* lies here: from the first, up to before the second."""
    return _moment(day), _moment(day + timedelta(1))


def _moment(day: date) -> str:
    began = datetime.combine(day, time()).astimezone().astimezone(UTC)
    return began.isoformat(timespec="milliseconds").replace("+00:00", "Z")
