"""What a chart asks of whoever shows it: to move, resize, link and open rows, and to foresee what would follow."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from smartplanner.queries.gantt import GanttLink, GanttRow
from smartplanner.ui.gantt.shapes import Preview


class GanttActions(Protocol):
    """The wishes of a person at a chart.  A chart without actions is only looked at."""

    def preview(self, row: GanttRow, start: date | None, due: date | None) -> Preview:
        """Return the days that other rows would have if *row* had these."""

    def move(self, row: GanttRow, start: date | None, due: date | None) -> None:
        """Give *row* these days, as long as it was."""

    def resize(self, row: GanttRow, start: date | None, due: date | None) -> None:
        """Give *row* these days, one end moved."""

    def link(self, before: GanttRow, after: GanttRow) -> None:
        """Let *after* begin when *before* is done."""

    def unlink(self, link: GanttLink) -> None:
        """Remove a link."""

    def open(self, row: GanttRow) -> None:
        """Show the form of *row*."""


class NoActions:
    """For a chart that is only looked at."""

    def preview(self, _row: GanttRow, _start: date | None, _due: date | None) -> Preview:
        """Nothing follows."""
        return {}

    def move(self, _row: GanttRow, _start: date | None, _due: date | None) -> None:
        """Nothing moves."""

    def resize(self, _row: GanttRow, _start: date | None, _due: date | None) -> None:
        """Nothing moves."""

    def link(self, _before: GanttRow, _after: GanttRow) -> None:
        """Nothing is linked."""

    def unlink(self, _link: GanttLink) -> None:
        """Nothing is unlinked."""

    def open(self, _row: GanttRow) -> None:
        """Nothing opens."""
