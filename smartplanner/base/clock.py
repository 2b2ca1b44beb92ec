"""The as-of date: derived figures are computed *as of* a day that is handed in, never of a hidden today."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """Return the day of this computer's clock; ``SMARTPLANNER_TODAY`` (an ISO day) overrides it for rehearsals."""
    if fixed := os.environ.get("SMARTPLANNER_TODAY"):
        return date.fromisoformat(fixed)
    return datetime.now().astimezone().date()


def now() -> str:
    """Return the moment as ISO text in UTC, to the millisecond: information only, never an order."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local(moment: str) -> str:
    """Return a moment of ``now`` as people here read it, in this computer's time zone: ``2026-11-23 09:05``."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def local_day(moment: str) -> date:
    """Return the day on which a moment of ``now`` fell here; in UTC Beijing's first eight hours lie the day before."""
    return datetime.fromisoformat(moment).astimezone().date()


def compact(moment: str) -> str:
    """Return a moment of ``now`` in this computer's time zone as file names have it: ``20261123-090507``."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y%m%d-%H%M%S")


def began(day: date) -> str:
    """Return the moment at which *day* began here, as ``now`` writes it."""
    midnight = datetime.combine(day, datetime.min.time()).astimezone(UTC)
    return midnight.isoformat(timespec="milliseconds").replace("+00:00", "Z")
