"""When a milestone is late: papers, the overview and lists count it alike."""

from __future__ import annotations

from datetime import date


def is_late(due: date | None, done_on: date | None, *, as_of: date) -> bool:
    """Return whether the day is past and the milestone was not reached by *as_of*."""
    return due is not None and due < as_of and (done_on is None or done_on > as_of)
