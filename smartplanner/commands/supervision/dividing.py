"""Dividing a matter into parts: they inherit what they do not say, and may only be due earlier unless one says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.supervision.gathering import Gathering, matters, refuse_all
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.rules import life
from smartplanner.rules.consistency import contradictions
from smartplanner.rules.family import later_than_parent

INHERITED = (
    "lead", "group", "document", "source_text", "due", "due_text", "due_precision", "category", "priority", "district",
    "leader", "cycle", "start", "plan",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One part to be: what it says itself; the rest it inherits.  *reason*: why it is due later than its parent."""

    title: str
    lead: str | None = None
    support: tuple[str, ...] = ()
    due: date | None = None
    goal: str | None = None
    reason: str = ""


def divide(office: Office, parent: str, children: Sequence[Child], *, on: date, person: str | None = None) -> Step:
    """Make the *children* as parts of the matter *parent* in one step; they wait to be assigned.

    Raises a Problem when there are none, a part has no title or is due later without a reason, or the matter is at
    an end.
    """
    row = matters(office, [parent])[0]
    if (row.state or life.USUAL_STATE) not in life.OPEN:
        raise life.refuse_act("divide", row.state, title=row.title)
    if not children:
        raise Problem(code="nothing_chosen", message=_("No part is named."), remedy=_("Name at least one part."))
    gathering = Gathering(office)
    refuse_all([problem for child in children if (problem := _add(gathering, row, child, on))], len(children))
    divided = row.state == "registered"
    if divided:
        gathering.set("task", row, {"state": "assigning"})
    titles = "；".join(child.title.strip() for child in children)
    gathering.event(
        row, "divide", on, person=person, reason=titles,
        before=row.state if divided else None, after="assigning" if divided else None,
    )  # fmt: skip
    label = Label(N_("Divide “{title}” into {count} parts"), {"title": row.title, "count": str(len(children))})
    step = office.journal.commit(label, gathering.changes())
    assert step is not None
    return step


def _add(gathering: Gathering, row: Any, child: Child, on: date) -> Problem | None:
    values: dict[str, Any] = {name: getattr(row, name) for name in INHERITED}
    values |= {"title": child.title.strip(), "parent": row.id, "state": "assigning", "support": child.support}
    if child.goal:
        values["goal"] = child.goal.strip()
    if child.lead:
        values["lead"] = child.lead
    if child.due and child.due != row.due:
        values |= {"due": child.due, "due_text": None, "due_precision": "day"}
    described = described_entity("task")
    if wrong := [*validate(described, values), *contradictions(described, values)]:
        return wrong[0]
    late = later_than_parent(child.due, row.due, row.title)
    if late is not None and not child.reason.strip():
        late.message = _("“{title}”: {reason}", title=child.title, reason=late.message)
        return late
    made = gathering.add("task", values)
    values_of_event = {"task": made, "happened_on": on}
    gathering.add("task_event", {**values_of_event, "act": "register", "after": "assigning"})
    if late is not None:
        gathering.add("task_event", {**values_of_event, "act": "change_due", "reason": child.reason.strip()})
    return None
