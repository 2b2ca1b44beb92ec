"""Conditions as people write them, one a line, and those of a ledger that nobody follows yet."""

from __future__ import annotations

from datetime import date

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.minutes.decisions import sentence_reader
from smartplanner.commands.office import Office
from smartplanner.commands.piloting.deciding import Condition, make_task
from smartplanner.commands.piloting.rows import existing, in_order
from smartplanner.commands.supervision.gathering import Gathering


def conditions_in(office: Office, text: str, *, on: date) -> list[Condition]:
    """Return the conditions that *text* names, one on each line or between ；, told on a day.

    Leading unit and deadline are read from the words ("12月底前完成…"); where they say none, or it is not sure, it
    stays open.
    """
    reader = sentence_reader(office)
    found = []
    for words in text.replace("；", "\n").splitlines():
        said = words.strip().rstrip("。")
        if said:
            reading = reader.read(said, as_of=on)
            doubtful = {problem.field for problem in reading.problems if problem.level == "error"}
            due = reading.due if "due" not in doubtful else None
            found.append(Condition(said, due, reading.lead if "lead" not in doubtful else None))
    return found


def follow_conditions(office: Office, gate: str) -> Step:
    """Make matters of the conditions that a ledger brought with a decided review, in one step.

    A Problem when there are none, or matters were made of them already.
    """
    row = existing(office, "gate", gate)
    pilot = existing(office, "pilot", row.pilot) if row.pilot else None
    checks = office.reader.rows_naming("gate_check", "gate", [gate])
    on = row.held_on or row.due
    if pilot is None or on is None or row.decision != "conditional" or not (row.conditions or "").strip():
        message = _("“{gate}” has no conditions that could be followed up.", gate=row.gate)
        raise Problem(code="no_conditions", message=message)
    if any(check.task for check in checks):
        message = _("Matters were made of the conditions of “{gate}” already.", gate=row.gate)
        raise Problem(code="followed_already", message=message)
    gathering = Gathering(office)
    found = conditions_in(office, row.conditions, on=on)
    for place, one in enumerate(found, len(checks) + 1):
        make_task(gathering, row, pilot, one, None, place, on, row.document, row.meeting)
    said = {"gate": row.gate, "pilot": pilot.name, "count": str(len(found))}
    label = Label(N_("Follow up {count} condition(s) of “{gate}” of “{pilot}”"), said)
    step = office.journal.commit(label, in_order(gathering.changes()))
    assert step is not None
    return step
