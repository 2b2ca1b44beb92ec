"""Sending reminders out: what was sent is noted with each matter, so that the next reminder is sharper."""

from __future__ import annotations

from datetime import date

from smartplanner.base.i18n import N_
from smartplanner.base.ids import new_id
from smartplanner.changes import Label, Step, insert
from smartplanner.commands.office import Office
from smartplanner.commands.reporting import Options, figures

URGING = "urging-notice"


def note_reminders(office: Office, *, as_of: date, options: Options | None = None) -> Step | None:
    """Note for each matter and unit that it was urged on this day, and how sharply, in one step.

    What was noted that day already stays as it is; who only waits for the answer to a request is not urged.  None when
    there is nothing to note.  A Problem as for the report itself.
    """
    found = figures(office, URGING, as_of=as_of, **(options or {}))
    known = {
        (row.task, row.organisation)
        for row in office.reader.rows("task_event")
        if row.act == "urge" and row.happened_on == as_of
    }
    changes = [
        insert(
            "task_event",
            new_id(),
            {"task": matter.task, "act": "urge", "happened_on": as_of, "organisation": notice.id, "grade": matter.grade,
             "reason": "；".join(matter.reasons)},
        )
        for notice in found.notices
        for matter in notice.matters
        if matter.owes and (matter.task, notice.id) not in known
    ]  # fmt: skip
    if not changes:
        return None
    return office.journal.commit(Label(N_("Reminders sent: {count}"), {"count": str(len(changes))}), changes)
