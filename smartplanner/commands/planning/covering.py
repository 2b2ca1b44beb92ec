"""Saying what covers a commitment, or why it does not apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, update
from smartplanner.commands.office import Office
from smartplanner.commands.planning.finding import find_row
from smartplanner.queries.portfolio_coverage import CommitmentLine, coverage


def cover(
    office: Office,
    commitment: str,
    *,
    tasks: Sequence[str] | None = None,
    milestones: Sequence[str] | None = None,
    pilot: str | None = None,
) -> Step | None:
    """Say what covers a commitment; what is not given (None) stays, an empty list takes away.  None if nothing differs.

    A commitment that something covers is waived no longer.
    """
    row = find_row(office, "commitment", commitment)
    given: dict[str, Any] = {"tasks": tasks, "milestones": milestones, "pilot": pilot}
    after = {name: _stored(value) for name, value in given.items() if value is not None}
    if any(after.values()):
        after["waived"] = None
    change = update("commitment", row.id, {name: getattr(row, name) for name in after}, after)
    if change is None:
        return None
    return office.journal.commit(Label(N_("Say what covers “{title}”"), {"title": row.text}), [change])


def cover_as_suggested(
    office: Office, plan: str, *, as_of: date, chosen: Mapping[str, Sequence[str]] | None = None
) -> Step | None:
    """Let the suggested matters and pilots cover the open commitments of a plan, in one step; None if there are none.

    *chosen* takes just these things (ids) by commitment; without it all of them.
    """
    row = find_row(office, "plan", plan)
    changes = []
    for line in coverage(office.reader, plan, as_of=as_of):
        wanted = {cover.id for cover in line.suggested} if chosen is None else set(chosen.get(line.id, ()))
        if line.is_open and wanted and (change := _covered(office, line, wanted)):
            changes.append(change)
    if not changes:
        return None
    values = {"count": str(len(changes)), "plan": row.title}
    return office.journal.commit(Label(N_("Cover {count} commitments of “{plan}” as suggested"), values), changes)


def waive(office: Office, commitment: str, reason: str) -> Step | None:
    """Say why a commitment does not apply; an empty *reason* takes that back.  None if nothing differs.

    Raises a Problem for a commitment that something covers.
    """
    row = find_row(office, "commitment", commitment)
    said = " ".join(reason.split())
    if said and (row.tasks or row.milestones or row.pilot):
        message = _("Something covers “{title}”; it cannot be waived.", title=row.text)
        raise Problem(code="is_covered", message=message, remedy=_("Take away first what covers it."))
    change = update("commitment", row.id, {"waived": row.waived}, {"waived": said or None})
    if change is None:
        return None
    message = N_("Waive “{title}”: {reason}") if said else N_("Let “{title}” apply again")
    return office.journal.commit(Label(message, {"title": row.text, "reason": said}), [change])


def _covered(office: Office, line: CommitmentLine, wanted: set[str]) -> Change | None:
    row = office.reader.row("commitment", line.id)
    if row is None:
        return None
    after: dict[str, Any] = {}
    tasks = tuple(one.id for one in line.suggested if one.entity == "task" and one.id in wanted)
    pilot = next((one.id for one in line.suggested if one.entity == "pilot" and one.id in wanted), None)
    if tasks:
        after["tasks"] = tasks
    if pilot:
        after["pilot"] = pilot
    return update("commitment", row.id, {name: getattr(row, name) for name in after}, after)


def _stored(value: Sequence[str] | str) -> Any:
    return (value or None) if isinstance(value, str) else tuple(value)
