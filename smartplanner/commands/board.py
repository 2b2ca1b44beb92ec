"""What a person does on the board: move a card to another column and lane, and limit how much a column may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, delete, insert, update
from smartplanner.commands.moving import move_task
from smartplanner.commands.office import Office
from smartplanner.commands.party_rows import with_party_rows
from smartplanner.commands.supervision.acts import Said, gather_act
from smartplanner.commands.supervision.gathering import Gathering, matters
from smartplanner.fields.values import show
from smartplanner.model import entity as described_entity
from smartplanner.rules.life import act_between, reachable
from smartplanner.rules.moves import REFERENCES, move

MOST = 100_000
"""The highest limit."""


class Place(NamedTuple):
    """A value that a card is moved to: the field that columns or lanes are made of, and the column or lane."""

    field: str
    value: str | None


def move_card(
    office: Office,
    id: str,
    *,
    column: Place | None,
    lane: Place | None,
    as_of: date,
    reason: str = "",
    evidence: str = "",
) -> Step | None:
    """Move a card to another column, another lane, or both, in one step; None if it is there already.

    Raises a Problem when the move may not be, or needs a reason or evidence (``rules.life``); then nothing is
    written.
    """
    for place in (column, lane):
        if place and place.field == "month":
            raise _month_is_computed()
    if lane and lane.field == "light":
        raise _light_lane()
    if column is None or lane is None:
        place = column or lane
        if place is None:
            return None
        return move_task(
            office, id, field=place.field, target=place.value, as_of=as_of, reason=reason, evidence=evidence
        )
    row = matters(office, [id])[0]
    gathering = Gathering(office)
    target = next((place.value for place in (column, lane) if place.field == "state"), None)
    said = Said(on=as_of, target=target, reason=reason.strip(), evidence=evidence.strip())
    for place in sorted((column, lane), key=lambda place: place.field == "state"):
        _gather(gathering, row, place, said)
        if place.field in REFERENCES:  # an act that follows is one of the unit that has the matter now
            row = replace(row, **{place.field: place.value})
    names = [_name(office, place) for place in (column, lane)]
    label = Label(N_("Move “{title}” to {column}, {lane}"), {"title": row.title, "column": names[0], "lane": names[1]})
    return office.journal.commit(label, with_party_rows(office, gathering.changes()))


def _gather(gathering: Gathering, row: Any, place: Place, said: Said) -> None:
    """Gather what a move to one place changes, or raise the Problem that stands against it."""
    values = move(row, field=place.field, target=place.value, as_of=said.on, reason=said.reason, evidence=said.evidence)
    if isinstance(values, Problem):
        raise values
    act = act_between(row.state, place.value) if place.field == "state" and place.value and values else None
    if act is None:
        gathering.set("task", row, values)
    elif problem := gather_act(gathering, row, act, said):
        raise problem


def _name(office: Office, place: Place) -> str:
    if place.value is None:
        return _("Not filled in")
    return show(described_entity("task")[place.field], place.value, office.reader.name)


def is_possible(state: str | None, place: Place) -> bool:
    """Whether a card of a matter in *state* may be moved there at all: a hint while it is carried; the move decides."""
    if place.field == "state":
        return place.value is not None and place.value in reachable(state)
    return place.field not in ("month", "light")


def set_limit(office: Office, grouping: str, value: str, *, title: str, limit: int | None) -> Step | None:
    """Let a column hold at most *limit* open matters (None: any number); None if it is so already.

    *title* is what the column is called, for the history.  Raises a Problem if the number cannot be a limit.
    """
    if limit is not None and not 1 <= limit <= MOST:
        raise Problem(
            code="limit_out_of_range",
            message=_("A limit is a number from 1 to {most}.", most=MOST),
            remedy=_("Give another number, or remove the limit."),
        )
    rows = [row for row in office.reader.rows("board_limit") if (row.grouping, row.value) == (grouping, value)]
    changes: list[Change | None] = []
    if limit is None:
        changes += [delete("board_limit", row) for row in rows]
        label = Label(N_("Remove the limit of column “{column}”"), {"column": title})
    else:
        label = Label(N_("Limit column “{column}” to {limit} open matters"), {"column": title, "limit": str(limit)})
        if rows:
            changes.append(update("board_limit", rows[0].id, {"limit": rows[0].limit}, {"limit": limit}))
        else:
            changes.append(insert("board_limit", new_id(), {"grouping": grouping, "value": value, "limit": limit}))
    wanted = [change for change in changes if change]
    return office.journal.commit(label, wanted) if wanted else None


def _month_is_computed() -> Problem:
    return Problem(
        code="month_is_computed",
        message=_("A deadline is not moved by dragging: the original date has to stay visible."),
        remedy=_("Open the card: ask for an extension with its reason, or correct the deadline there."),
    )


def _light_lane() -> Problem:
    return Problem(
        code="light_is_computed",
        message=_("A light is computed from the deadline, the progress and the state; it cannot be set by hand."),
        remedy=_("Drop the card in the lane that it is in."),
    )
