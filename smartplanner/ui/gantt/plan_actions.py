"""What a person's wishes at the chart of plans become: commands on the book, each one step that can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from smartplanner.commands.editing import add_row, remove_rows, set_fields
from smartplanner.queries.gantt import GanttLink, GanttRow
from smartplanner.ui.gantt.shapes import Preview
from smartplanner.ui.session import Session

_FIELDS = {"plan": ("period_start", "period_end"), "pilot": ("start", "end"), "contract": ("start", "end")}


class PlanActions:
    """Carries out wishes about plans, pilots, contracts, payments and milestones in one session."""

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session, self._window = session, window

    def preview(self, _row: GanttRow, _start: date | None, _due: date | None) -> Preview:
        """Nothing follows yet."""
        return {}

    def move(self, row: GanttRow, start: date | None, due: date | None) -> None:
        """Give *row* these days."""
        self._set(row, start, due)

    def resize(self, row: GanttRow, start: date | None, due: date | None) -> None:
        """Give *row* these days."""
        self._set(row, start, due)

    def link(self, before: GanttRow, after: GanttRow) -> None:
        """Let *after* begin when *before* is done; only milestones can be linked."""
        if before.entity == after.entity == "milestone":
            values = {"before": before.id, "after": after.id, "kind": "finish_start"}
            self._perform(lambda: add_row(self._session.office, "dependency", values))

    def unlink(self, link: GanttLink) -> None:
        """Remove a link: its row, or its place in the plain list of what comes before."""
        office = self._session.office
        if link.id is not None:
            self._perform(lambda: remove_rows(office, "dependency", [str(link.id)]))
            return
        row = office.reader.row("milestone", link.after)
        if row is not None:
            rest = tuple(id for id in row.after if id != link.before)
            self._perform(lambda: set_fields(office, "milestone", [row.id], {"after": rest}))

    def open(self, row: GanttRow) -> None:
        """Show the form of *row*."""
        if row.entity:
            self._session.asked.emit(row.entity, row.id)

    def _set(self, row: GanttRow, start: date | None, due: date | None) -> None:
        first, last = _FIELDS.get(row.entity, ("start", "due"))
        values: dict[str, Any] = {last: due}
        if row.start is not None and row.entity != "payment":
            values[first] = start
        self._perform(lambda: set_fields(self._session.office, row.entity, [row.id], values))

    def _perform(self, action: Any) -> None:
        self._session.perform(action, window=self._window)
