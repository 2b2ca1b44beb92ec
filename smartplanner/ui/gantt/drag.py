"""What a person holds with the pointer: a bar, one of its ends, or the end of a new link."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QPointF

from smartplanner.queries.gantt import GanttRow
from smartplanner.ui.gantt.shapes import Days, days_of
from smartplanner.ui.gantt.timeline import shifted

_THRESHOLD = 4
"""Pixels before a press becomes a drag."""


@dataclass(frozen=True, slots=True)
class Drag:
    """One drag: the row, the part held (move, start, due, link), from where to where, in content coordinates."""

    row: GanttRow
    part: str
    begin: QPointF
    now: QPointF
    carried: bool = False

    def to(self, point: QPointF) -> Drag:
        """Return the drag with the pointer at *point*."""
        carried = self.carried or (point - self.begin).manhattanLength() >= _THRESHOLD
        return replace(self, now=point, carried=carried)

    def days(self, scale: float) -> int:
        """Return by how many days the pointer has moved, at *scale* pixels per day."""
        return round((self.now.x() - self.begin.x()) / scale)

    def held_days(self, scale: float) -> Days:
        """Return the days that the row would have if it were let go now."""
        return moved_days(self.row, self.part, self.days(scale))


def moved_days(row: GanttRow, part: str, days: int) -> Days:
    """Return the days of *row* with the part moved; an end never passes the other."""
    start, due = days_of(row, {})
    if part != "due" and start is not None:
        start = shifted(start, days)
    if part != "start" and due is not None:
        due = shifted(due, days)
    if start is not None and due is not None and start > due:
        return (due, due) if part == "start" else (start, start)
    return start, due


def length(start: date | None, due: date | None) -> int:
    """Return how many calendar days a bar takes."""
    return 1 if start is None or due is None else (due - start).days + 1
