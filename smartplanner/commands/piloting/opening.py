"""Planning a review of a pilot, with the checklist that goes with the gate and the district's tier."""

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


def open_gate(office: Office, pilot: str, gate: str, due: date | None) -> tuple[str, Step]:
    """Plan the review *gate* (``midterm``, or its name) of a pilot for a day; returns its id and the step.

    The points of its checklist that apply to the tier of the pilot's district are made with it.  A Problem when the
    gate is not known, is waiting to be decided, or has been passed.
    """
    row = existing(office, "pilot", pilot)
    kind = rules.kind_of(gate_kinds(), gate)
    if kind is None:
        names = "、".join(kind.name for kind in gate_kinds())
        message = _("There is no review “{gate}”.", gate=gate)
        raise Problem(code="unknown_gate", message=message, remedy=_("Possible are: {choices}.", choices=names))
    tier = tier_of(office.reader, row)
    gates = office.reader.rows_naming("gate", "pilot", [pilot])
    if problem := rules.refuse_opening(kind, gates, tier):
        raise problem
    gathering = Gathering(office)
    name = rules.gate_name(kind, gates)
    order = rules.position(kind.stage)
    key = gathering.add("gate", {"gate": name, "pilot": pilot, "due": due, "order": order})
    for place, point in enumerate(rules.points_of(kind, tier), 1):
        gathering.add("gate_check", {"gate": key, "order": place, "text": point.words})
    label = Label(N_("Plan “{gate}” of “{pilot}”"), {"gate": name, "pilot": row.name})
    step = office.journal.commit(label, gathering.changes())
    assert step is not None
    return key, step


def take_checklist(office: Office, gate: str) -> Step:
    """Bring the checklist of its kind to a review that came from a ledger without one; a Problem if it has points."""
    row = existing(office, "gate", gate)
    kind = rules.kind_of(gate_kinds(), row.gate)
    if kind is None or office.reader.rows_naming("gate_check", "gate", [gate]):
        message = _("“{gate}” has points already, or there is no checklist for it.", gate=row.gate)
        raise Problem(code="no_checklist", message=message)
    pilot = office.reader.row("pilot", row.pilot) if row.pilot else None
    tier = tier_of(office.reader, pilot) if pilot is not None else None
    gathering = Gathering(office)
    for place, point in enumerate(rules.points_of(kind, tier), 1):
        gathering.add("gate_check", {"gate": gate, "order": place, "text": point.words})
    step = office.journal.commit(Label(N_("Checklist for “{gate}”"), {"gate": row.gate}), gathering.changes())
    assert step is not None
    return step
