"""Moving a matter on the board: one step, named after where the card went."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step, update
from smartplanner.commands.editing import with_cleared_words
from smartplanner.commands.office import Office
from smartplanner.fields.values import show
from smartplanner.model import entity as described_entity
from smartplanner.rules.moves import move


def move_task(office: Office, id: str, *, field: str, target: str | None, as_of: date) -> Step | None:
    """Move one matter to the column *target* of a board grouped by *field*; None if it is there already.

    Raises a Problem with the reason when the move may not be (``rules.moves``) or the matter is gone; then
    nothing is written.
    """
    row = office.reader.row("task", id)
    if row is None:
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    values = move(row, field=field, target=target, as_of=as_of)
    if isinstance(values, Problem):
        raise values
    before = {name: getattr(row, name) for name in values}
    after = with_cleared_words("task", before, values, row)
    change = update("task", id, {name: getattr(row, name) for name in after}, after)
    if change is None:
        return None
    return office.journal.commit(_label(office, row, field=field, target=target), [change])


def _label(office: Office, row: Any, *, field: str, target: str | None) -> Label:
    described = described_entity("task")[field]
    if target is None:
        return Label(N_("Empty {field} of “{title}”"), {"field": _(described.note.label), "title": row.title})
    column = show(described, target, office.reader.name)
    return Label(N_("Move “{title}” to {column}"), {"title": row.title, "column": column})
