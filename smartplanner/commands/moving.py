"""Moving a matter on the board: one step, named after where the card went; between states it is an act."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.party_rows import with_party_rows
from smartplanner.commands.supervision.acts import Said, gather_act
from smartplanner.commands.supervision.gathering import Gathering, matters
from smartplanner.fields.values import show
from smartplanner.model import entity as described_entity
from smartplanner.rules import life
from smartplanner.rules.moves import move


def move_task(
    office: Office,
    id: str,
    *,
    field: str,
    target: str | None,
    as_of: date,
    reason: str = "",
    evidence: str = "",
) -> Step | None:
    """Move one matter to the column *target* of a board grouped by *field*; None if it is there already.

    Raises a Problem with the reason when the move may not be (``rules.moves``) or the matter is gone; then nothing is
    written.  Its code is ``reason_needed`` or ``evidence_needed`` where the move may be once that is said.
    """
    row = matters(office, [id])[0]
    values = move(row, field=field, target=target, as_of=as_of, reason=reason, evidence=evidence)
    if isinstance(values, Problem):
        raise values
    gathering = Gathering(office)
    act = life.act_between(row.state, target) if field == "state" and target and values else None
    if act is not None:
        said = Said(on=as_of, target=target, reason=reason.strip(), evidence=evidence.strip())
        if problem := gather_act(gathering, row, act, said):
            raise problem
    else:
        gathering.set("task", row, values)
    return office.journal.commit(
        _label(office, row, field=field, target=target), with_party_rows(office, gathering.changes())
    )


def _label(office: Office, row: Any, *, field: str, target: str | None) -> Label:
    described = described_entity("task")[field]
    if target is None:
        return Label(N_("Empty {field} of “{title}”"), {"field": _(described.note.label), "title": row.title})
    column = show(described, target, office.reader.name)
    return Label(N_("Move “{title}” to {column}"), {"title": row.title, "column": column})
