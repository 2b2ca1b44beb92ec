"""Taking over what is asked of a class and tier into a plan, as commitments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from smartplanner.base.i18n import N_
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, Label, Step, insert, update
from smartplanner.commands.office import Office
from smartplanner.commands.planning.finding import class_of, find_row
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.model.requirement import Requirement
from smartplanner.rules.consistency import contradictions
from smartplanner.rules.tiers import compare_sets, require_set


def open_requirements(
    office: Office, plan: str, *, kind: str | None = None, tier: int | None = None
) -> list[Requirement]:
    """Return the requirements of the plan's class and tier (or of those given) that it has no commitment for yet.

    Raises a Problem for a class and tier without a requirement set.
    """
    row = find_row(office, "plan", plan)
    own_kind, own_tier = class_of(office, row)
    wanted = require_set(office.reader.rows("requirement"), kind or own_kind, tier or own_tier)
    commitments = office.reader.rows_naming("commitment", "plan", [plan])
    taken = {one.requirement for one in commitments if one.requirement}
    said = {((one.area or ""), one.text) for one in commitments}
    held = [one for one in office.reader.rows("requirement") if one.id in taken]
    asked = compare_sets(held, wanted).added  # what an earlier set asked in other words is in the plan already
    return [one for one in asked if one.id not in taken and ((one.area or ""), one.text) not in said]


def adopt_requirements(
    office: Office, plan: str, *, only: Collection[str] | None = None, kind: str | None = None, tier: int | None = None
) -> Step | None:
    """Make a commitment of each requirement that the plan has none for yet, in one step; None if there is nothing.

    *only* takes just these requirements (ids).  *kind* and *tier*, where given, become those of the plan.  Raises a
    Problem for a class and tier without a requirement set; then nothing is written.
    """
    row = find_row(office, "plan", plan)
    found = open_requirements(office, plan, kind=kind, tier=tier)
    chosen = [one for one in found if only is None or one.id in only]
    own_kind, own_tier = class_of(office, row)
    after = {"kind": kind or own_kind, "tier": tier or own_tier}
    classed = update("plan", plan, {"kind": row.kind, "tier": row.tier}, after)
    changes = [*([classed] if classed else []), *(commitment_of(plan, one) for one in chosen)]
    if not changes:
        return None
    values = {"count": str(len(chosen)), "plan": row.title}
    return office.journal.commit(Label(N_("Take {count} requirements over into “{plan}”"), values), changes)


def commitment_of(plan: str, requirement: Requirement) -> Change:
    """Return the change that makes a commitment of a requirement."""
    values: dict[str, Any] = {"plan": plan, "requirement": requirement.id}
    values |= {name: getattr(requirement, name) for name in ("area", "text", "indicator", "target")}
    return insert("commitment", new_id(), values)


def add_plan(
    office: Office, values: Mapping[str, Any], requirements: Collection[str], *, accepted: Collection[Problem] = ()
) -> tuple[str, Step]:
    """Make a plan with a commitment for each of these requirements (ids) in one step; returns its id and the step.

    Raises a Problem when a value is not allowed, but for doubts that were *accepted*; then nothing is written.
    """
    described = described_entity("plan")
    full = {field.name: field.default for field in described.fields} | dict(values)
    for problem in [*validate(described, full), *contradictions(described, full)]:
        if problem not in accepted:
            raise problem
    id = new_id()
    changes = [insert("plan", id, full)]
    changes += [commitment_of(id, row) for row in office.reader.rows("requirement") if row.id in requirements]
    count = str(len(changes) - 1)
    message = N_("Add the plan “{plan}” with {count} requirements")
    step = office.journal.commit(Label(message, {"plan": str(full["title"]), "count": count}), changes)
    assert step is not None
    return id, step
