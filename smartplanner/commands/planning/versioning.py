"""Keeping a plan as it is now as a version: its dates, money, targets and words together."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, insert, update
from smartplanner.commands.office import Office
from smartplanner.commands.planning.finding import find_row
from smartplanner.model.baseline import BaselineKind
from smartplanner.queries.plan_versions import held_now, held_values, versions_of


def take_version(
    office: Office,
    plan: str,
    *,
    kind: str,
    on: date,
    document: str | None = None,
    title: str = "",
    remark: str | None = None,
) -> Step | None:
    """Keep the plan as it is now as a version of *kind*, in one step; the plan's state follows it, never backwards.

    *document* is the id of the approving document.  Raises a Problem for a kind that there is not, a document that is
    gone, and a version of the same kind that was taken on the same day.
    """
    row = find_row(office, "plan", plan)
    wanted = find_kind(kind)
    if document is not None:
        find_row(office, "document", document)
    if any(one.kind == wanted and one.taken_on == on for one in versions_of(office.reader, plan)):
        message = _("“{plan}” has a version “{kind}” of {day} already.", plan=row.title, kind=_(wanted.label), day=on)
        raise Problem(code="version_there", message=message, remedy=_("Give another day, or undo the first."))
    id = new_id()
    named = title or _("{kind} of {day}", kind=_(wanted.label), day=on.isoformat())
    values = {"plan": plan, "title": named, "kind": str(wanted), "taken_on": on, "document": document, "remark": remark}
    changes = [insert("baseline", id, values), *_state_after(row, wanted)]
    changes += [insert("baseline_item", new_id(), item) for item in held_values(held_now(office.reader, plan), id)]
    return office.journal.commit(
        Label(N_("Keep “{plan}” as version “{title}”"), {"plan": row.title, "title": named}), changes
    )


_STATES = (None, "draft", "submitted", "approved", "adjusted")
"""The states that a version can lead a plan out of, in their order; a completed plan stays completed."""


def _state_after(row: Any, kind: BaselineKind) -> list[Change]:
    """Return the change of the plan's state that a version says by itself; none where the plan is as far already."""
    if row.state not in _STATES or _STATES.index(str(kind)) <= _STATES.index(row.state):
        return []
    change = update("plan", row.id, {"state": row.state}, {"state": str(kind)})
    return [change] if change else []


def find_kind(words: str) -> BaselineKind:
    """Return the kind of version with this name; a Problem if there is none."""
    for kind in BaselineKind:
        if words in (str(kind), _(kind.label), *kind.heads):
            return kind
    message = _("There is no kind of version “{name}”.", name=words)
    names = "、".join(_(kind.label) for kind in BaselineKind)
    raise Problem(code="no_kind", message=message, remedy=_("There are: {names}.", names=names), field="kind")


KIND_NAMES = tuple(kind.heads[0] for kind in BaselineKind)
"""The kinds of version as the city's papers call them."""
