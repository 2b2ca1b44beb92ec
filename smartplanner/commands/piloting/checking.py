"""Noting what was found at the points of a checklist."""

from __future__ import annotations

from collections.abc import Sequence

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem, shorten
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.piloting.rows import existing
from smartplanner.commands.supervision.gathering import Gathering

_SHOWN = 30
"""Characters of a point in the name of a step."""


def check_point(office: Office, check: str, *, passed: bool | None, remark: str | None = None) -> Step | None:
    """Note whether a point is passed (None: not looked at); None if nothing differs.

    A remark that is not given stays.  A Problem when the review has been decided: what it was decided on stays.
    """
    return check_points(office, [check], passed=passed, remark=remark)


def check_points(
    office: Office, checks: Sequence[str], *, passed: bool | None, remark: str | None = None
) -> Step | None:  # fmt: skip
    """Note the same of several points in one step; see ``check_point``."""
    values: dict[str, object] = {"passed": passed}
    if remark is not None:
        values["remark"] = remark.strip() or None
    gathering = Gathering(office)
    rows = [existing(office, "gate_check", check) for check in checks]
    for id in {row.gate for row in rows}:
        gate = existing(office, "gate", id)
        if gate.decision is not None:
            message = _("“{gate}” has been decided; its checklist stays as it was.", gate=gate.gate)
            raise Problem(code="gate_decided", message=message, remedy=_("Undo the decision first."))
    for row in rows:
        gathering.set("gate_check", row, values)
    changes = gathering.changes()
    if not changes:
        return None
    if len(changes) == 1:
        point = next(row for row in rows if row.id == changes[0].id)
        label = Label(N_("Check “{point}”"), {"point": shorten(point.text, _SHOWN)})
    else:
        label = Label(N_("Check {count} points"), {"count": str(len(changes))})
    return office.journal.commit(label, changes)
