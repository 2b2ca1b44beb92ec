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
