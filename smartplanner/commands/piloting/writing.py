"""Writing a finished pilot up as a case: what all can copy, and what is particular to it."""

from __future__ import annotations

from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.piloting.rows import existing
from smartplanner.commands.supervision.gathering import Gathering
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.rules import pilots as rules


def write_case(
    office: Office,
    pilot: str,
    *,
    title: str,
    common: str,
    extension: str = "",
    result: str = "",
    area: str | None = None,
    kind: str | None = None,
    tiers: str = "",
) -> tuple[str, Step]:
    """Make a case of a pilot; returns its id and the step.  *kind* and *tiers* say which districts it fits.

    A Problem when the pilot has not been accepted yet, or nothing is said that others could copy.
    """
    row = existing(office, "pilot", pilot)
    if row.stage not in rules.FINISHED:
        message = _("“{pilot}” is at “{stage}”; only a pilot that was accepted is written up.", pilot=row.name,
                    stage=rules.stage_label(row.stage))  # fmt: skip
        raise Problem(code="not_finished", message=message, remedy=_("Hold its acceptance review first."))
    if not common.strip():
        message = _("A case says what all can copy.")
        raise Problem(code="common_needed", message=message, remedy=_("Write it down."), field="common")
    described = described_entity("case")
    values: dict[str, Any] = {
        "title": title.strip(), "pilot": pilot, "district": row.district, "area": (area or "").strip() or row.theme,
        "kind": kind, "tiers": tiers.strip() or None, "common": common.strip(),
        "extension": extension.strip() or None, "result": result.strip() or None,
    }  # fmt: skip
    full = {field.name: field.default for field in described.fields} | values
    for problem in validate(described, full):
        raise problem
    gathering = Gathering(office)
    key = gathering.add("case", full)
    step = office.journal.commit(Label(N_("Write the case “{title}”"), {"title": title}), gathering.changes())
    assert step is not None
    return key, step
