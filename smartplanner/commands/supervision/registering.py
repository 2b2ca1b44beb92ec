"""Registering a matter (立项): the row and its first event in one step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.supervision.extending import check_child_deadline
from smartplanner.commands.supervision.gathering import Gathering, refuse_all
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.rules.consistency import contradictions


def register(
    office: Office,
    values: Mapping[str, Any],
    *,
    on: date,
    person: str | None = None,
    accepted: Collection[Problem] = (),
) -> tuple[str, Step]:
    """Make a matter of *values*, registered unless they say another state; returns its id and the step.

    Raises a Problem when a value is not allowed, or the deadline is later than that of the matter above; not for
    doubts that were *accepted*.
    """
    described = described_entity("task")
    full = {field.name: field.default for field in described.fields} | dict(values)
    full["state"] = full["state"] or "registered"
    found: list[Problem] = [*validate(described, full), *contradictions(described, full)]
    if late := check_child_deadline(office, full["due"], full["parent"]):
        found.append(late)
    refuse_all([problem for problem in found if problem.level == "error" and problem not in accepted], 1)
    gathering = Gathering(office)
    key = gathering.add("task", full)
    event = {"task": key, "act": "register", "happened_on": on, "after": full["state"], "person": person}
    gathering.add("task_event", event)
    step = office.journal.commit(Label(N_("Register “{title}”"), {"title": full["title"]}), gathering.changes())
    assert step is not None
    return key, step
