"""What a person's wishes at the chart of plans become: commands on the book, each one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from smartplanner.commands.editing import set_fields
from smartplanner.commands.linking import link, unlink
from smartplanner.commands.scheduling import SlipProposal, apply_slip, propose_slip
from smartplanner.queries.gantt import POINT, GanttLink, GanttRow
from smartplanner.rules.schedule import Schedule
from smartplanner.ui.gantt.consequences import ConsequenceDialog, needs_asking
from smartplanner.ui.gantt.shapes import Days, Preview, days_of
from smartplanner.ui.session import Session

_FIELDS = {"plan": ("period_start", "period_end"), "pilot": ("start", "end"), "contract": ("start", "end")}


class PlanActions:
    """Carries out wishes about plans, pilots, contracts, payments and milestones in one session.

    ``schedule`` is that of the rows in view; it foresees what follows while a bar is dragged.
    """

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session, self._window = session, window
        self.schedule: Schedule | None = None

    def preview(self, row: GanttRow, start: date | None, due: date | None) -> Preview:
        """Return where the milestones that follow would go."""
        if self.schedule is None or row.entity != "milestone" or row.id not in self.schedule:
            return {}
        new_start, new_finish = _asked(row, start, due)
        moves = self.schedule.slip(row.id, new_start=new_start, new_finish=new_finish)
        return {move.id: (move.start, move.finish) for move in moves}

    def move(self, row: GanttRow, start: date | None, due: date | None) -> None:
        """Give *row* these days."""
        self._change(row, start, due)

    def resize(self, row: GanttRow, start: date | None, due: date | None) -> None:
        """Give *row* these days."""
        self._change(row, start, due)

    def link(self, before: GanttRow, after: GanttRow) -> None:
        """Let *after* begin when *before* is done; only milestones can be linked."""
        if before.entity == after.entity == "milestone":
            self._perform(lambda: link(self._session.office, before.id, after.id))

    def unlink(self, link: GanttLink) -> None:
        """Remove a link."""
        self._perform(lambda: unlink(self._session.office, link.before, link.after))

    def open(self, row: GanttRow) -> None:
        """Show the form of *row*."""
        if row.entity:
            self._session.asked.emit(row.entity, row.id)

    def _change(self, row: GanttRow, start: date | None, due: date | None) -> None:
        if row.entity != "milestone":
            self._set(row, start, due)
            return
        office = self._session.office
        new_start, new_finish = _asked(row, start, due)
        proposal = self._perform(lambda: propose_slip(office, row.id, start=new_start, due=new_finish))
        if proposal is None:
            return
        asked = needs_asking(proposal)
        if asked and not self._agreed(proposal):
            return
        self._perform(lambda: apply_slip(office, proposal))
        if not asked and proposal.notes:
            self._session.said.emit("".join(proposal.notes))

    def _agreed(self, proposal: SlipProposal) -> bool:
        dialog = ConsequenceDialog(proposal, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted

    def _set(self, row: GanttRow, start: date | None, due: date | None) -> None:
        first, last = _FIELDS.get(row.entity, ("start", "due"))
        values: dict[str, Any] = {last: due}
        if row.entity != "payment" and row.start is not None:
            values[first] = start
        self._perform(lambda: set_fields(self._session.office, row.entity, [row.id], values))

    def _perform(self, action: Callable[[], Any]) -> Any:
        return self._session.perform(action, window=self._window)


def _asked(row: GanttRow, start: date | None, due: date | None) -> Days:
    """Return the start and due day to ask for: work that moves as a whole keeps its workdays, not its calendar days."""
    old_start, old_due = days_of(row, {})
    if row.shape == POINT or start is None:
        return None, due
    if start == old_start:
        return None, due
    return start, (due if due == old_due else None)
