"""Noting what was found at one point of a checklist."""

from __future__ import annotations

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem, shorten
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.piloting.rows import existing
from smartplanner.commands.supervision.gathering import Gathering

_SHOWN = 30


def check_point(office: Office, check: str, *, passed: bool | None, remark: str | None = None) -> Step | None:
    """Note whether a point is passed (None: not looked at); None if nothing differs.

    A remark that is not given stays.  A Problem when the review has been decided: what it was decided on stays.
    """
    row = existing(office, "gate_check", check)
    gate = existing(office, "gate", row.gate)
    if gate.decision is not None:
        message = _("“{gate}” has been decided; its checklist stays as it was.", gate=gate.gate)
        raise Problem(code="gate_decided", message=message, remedy=_("Undo the decision first."))
    values: dict[str, object] = {"passed": passed}
    if remark is not None:
        values["remark"] = remark.strip() or None
    gathering = Gathering(office)
    gathering.set("gate_check", row, values)
    changes = gathering.changes()
    if not changes:
        return None
    label = Label(N_("Check “{point}”"), {"point": shorten(row.text, _SHOWN)})
    return office.journal.commit(label, changes)
