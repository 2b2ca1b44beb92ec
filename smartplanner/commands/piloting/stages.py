"""Stages that a pilot enters by an act of the office: it starts building, it ends."""

from __future__ import annotations

from datetime import date

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.piloting.rows import existing
from smartplanner.commands.supervision.gathering import Gathering
from smartplanner.queries.gate_reference import gate_kinds
from smartplanner.queries.pilots import tier_of
from smartplanner.rules import pilots as rules

ACTS = ("running", "closed")
"""The stages without a gate of their own: each needs that an earlier one was passed."""


def enter_stage(office: Office, pilot: str, stage: str, *, on: date, reason: str = "") -> Step:
    """Let a pilot start building (``running``) or end it (``closed``); a Problem where its gates do not allow it.

    A pilot that has not been accepted is ended only with a *reason*, which its step names.
    """
    row = existing(office, "pilot", pilot)
    gates = office.reader.rows_naming("gate", "pilot", [pilot])
    if stage not in ACTS:
        gate = next((kind.name for kind in gate_kinds() if kind.stage == stage), "")
        message = _("“{stage}” is entered only by the decision of “{gate}”.", stage=rules.stage_label(stage), gate=gate)
        raise Problem(code="gate_needed", message=message, remedy=_("Plan that review and decide on it."))
    ends_early = stage == "closed" and row.stage not in rules.FINISHED
    if ends_early and not reason.strip():
        message = _("“{pilot}” has not been accepted; ending it needs a reason.", pilot=row.name)
        raise Problem(code="reason_needed", message=message, remedy=_("Say why."), field="reason")
    if row.stage == "closed" or stage != "closed":
        problem = rules.refuse_stage(gate_kinds(), row.stage, stage, gates, tier_of(office.reader, row))
        if problem is not None:
            raise problem
    gathering = Gathering(office)
    values: dict[str, object] = {"stage": stage}
    if stage == "running" and row.start is None and (row.end is None or on <= row.end):
        values["start"] = on
    gathering.set("pilot", row, values)
    said = {"pilot": row.name, "stage": rules.stage_label(stage), "reason": reason.strip()}
    message = N_("“{pilot}” goes to “{stage}”: {reason}") if reason.strip() else N_("“{pilot}” goes to “{stage}”")
    step = office.journal.commit(Label(message, said), gathering.changes())
    assert step is not None
    return step
