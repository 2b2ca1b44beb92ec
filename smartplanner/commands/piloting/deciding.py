"""Deciding a review: the pilot goes on, goes on under conditions that become matters, or does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.piloting.rows import existing, in_order
from smartplanner.commands.supervision.gathering import Gathering
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.model.gate import GateDecision
from smartplanner.queries.gate_reference import gate_kinds
from smartplanner.queries.pilots import tier_of
from smartplanner.rules import pilots as rules
from smartplanner.rules.pilots import MUST, PASSING


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to be made good: the words, by when, by whom (the pilot's leading unit if not said), of which point."""

    text: str
    due: date | None = None
    lead: str | None = None
    check: str | None = None


def decide_gate(
    office: Office,
    gate: str,
    decision: str,
    *,
    held_on: date,
    conditions: Sequence[Condition] = (),
    document: str | None = None,
    meeting: str | None = None,
    reason: str = "",
    back_to: str | None = None,
) -> Step:
    """Note the decision of a review (proceed, conditional, stop) and what follows from it, all in one step.

    Going on lets the pilot into the stage of the gate; each condition becomes a matter of the pilot's leading unit.
    A pilot that does not pass is closed, or with *back_to* goes back to (or stays at) that stage.  Raises a Problem
    where the decision may not be: see ``rules.pilots``; its code is ``reason_needed`` or ``vetoed`` where a *reason*
    opens the way.
    """
    row = existing(office, "gate", gate)
    _check_gate(row, decision)
    pilot = existing(office, "pilot", row.pilot)
    conditions = [one for one in conditions if one.text.strip()]
    reason = reason.strip()
    checks = office.reader.rows_naming("gate_check", "gate", [gate])
    problem = rules.refuse_decision(checks, decision, conditions=len(conditions), reason=reason)
    if problem is not None:
        raise problem
    gathering = Gathering(office)
    stage = _stage_after(office, row, pilot, decision, back_to)
    if stage is not None:
        gathering.set("pilot", pilot, {"stage": stage})
    _note(gathering, row, decision, held_on, conditions, document, meeting, reason)
    if reason and decision in PASSING:
        _note_override(gathering, checks, reason)
    known = {check.id: check for check in checks}
    for place, one in enumerate(conditions, len(checks) + 1):
        make_task(gathering, row, pilot, one, known.get(one.check or ""), place, held_on, document, meeting)
    values = {"gate": row.gate, "pilot": pilot.name, "decision": _(GateDecision.of(decision).label)}
    step = office.journal.commit(Label(N_("“{gate}” of “{pilot}”: {decision}"), values), in_order(gathering.changes()))
    assert step is not None
    return step


def _check_gate(row: Any, decision: str) -> None:
    if decision not in GateDecision._value2member_map_:
        message = _("There is no decision “{decision}”.", decision=decision)
        raise Problem(code="unknown_decision", message=message, remedy=", ".join(map(str, GateDecision)))
    if row.decision is not None:
        message = _(
            "“{gate}” has been decided already: {decision}.",
            gate=row.gate, decision=_(GateDecision.of(row.decision).label),
        )  # fmt: skip
        raise Problem(code="gate_decided", message=message, remedy=_("Undo that decision, or plan another review."))
    if row.pilot is None:
        message = _("“{gate}” is not about a pilot.", gate=row.gate)
        raise Problem(code="not_a_pilot", message=message, remedy=_("Decide on it in its own form."))


def _stage_after(office: Office, row: Any, pilot: Any, decision: str, back_to: str | None) -> str | None:
    """Return the stage that follows, None if it stays; a Problem when the stages between are not passed.

    A review that a ledger brought late, of a stage that the pilot has left behind, is noted and moves nothing.
    """
    if decision not in PASSING:
        if back_to is None:
            return "closed"
        if problem := rules.refuse_return(pilot.stage, back_to):
            raise problem
        return back_to if rules.position(back_to) != rules.position(pilot.stage) else None
    kind = rules.kind_of(gate_kinds(), row.gate)
    if kind is None or rules.position(pilot.stage) >= rules.position(kind.stage):
        return None
    gates = office.reader.rows_naming("gate", "pilot", [pilot.id])
    tier = tier_of(office.reader, pilot)
    if problem := rules.refuse_stage(gate_kinds(), pilot.stage, kind.stage, gates, tier):
        raise problem
    return kind.stage


def _note(
    gathering: Gathering, row: Any, decision: str, held_on: date, conditions: Sequence[Condition],
    document: str | None, meeting: str | None, reason: str,
) -> None:  # fmt: skip
    words = "；".join(one.text.strip() for one in conditions) or (reason if decision == "stop" else "")
    values = {"decision": decision, "held_on": held_on, "conditions": words or row.conditions}
    values |= {name: id for name, id in (("document", document), ("meeting", meeting)) if id}
    gathering.set("gate", row, values)


def _note_override(gathering: Gathering, checks: Sequence[Any], reason: str) -> None:
    """Keep beside each point that should have been passed why it went on all the same."""
    for check in checks:
        if check.passed is False and check.text.startswith(MUST):
            remark = "；".join(filter(None, (check.remark, reason)))
            gathering.set("gate_check", check, {"remark": remark})


def make_task(
    gathering: Gathering, row: Any, pilot: Any, one: Condition, check: Any | None, place: int,
    held_on: date, document: str | None, meeting: str | None,
) -> None:  # fmt: skip
    """Make the matter of one condition, handed to its unit, and tie it to the point that it makes good."""
    lead = one.lead or pilot.lead
    state = "signing" if lead else "assigning"
    values = {
        "title": one.text.strip(), "lead": lead, "district": pilot.district, "due": one.due,
        "due_precision": "day" if one.due else None, "state": state, "pilot": pilot.id, "document": document,
        "start": held_on if one.due is None or held_on <= one.due else None,
        "source_text": f"{pilot.name}{row.gate}",
    }  # fmt: skip
    for problem in validate(described_entity("task"), values):
        raise problem
    key = gathering.add("task", values)
    event = {"task": key, "act": "register", "happened_on": held_on, "after": state, "meeting": meeting}
    gathering.add("task_event", {**event, "reason": one.text.strip()})
    if lead:
        gathering.add("party", {"task": key, "organisation": lead, "role": "lead"})
    if check is not None and check.task is None:
        gathering.set("gate_check", check, {"task": key})
    else:
        made = {"gate": row.id, "order": place, "text": one.text.strip(), "passed": False, "task": key}
        gathering.add("gate_check", made)
