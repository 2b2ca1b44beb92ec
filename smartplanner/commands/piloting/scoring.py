"""Entering a score into an assessment sheet."""

from __future__ import annotations

from datetime import date

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.piloting.rows import existing
from smartplanner.commands.supervision.gathering import Gathering
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity


def enter_score(
    office: Office,
    pilot: str,
    indicator: str,
    scorer: str,
    score: float | None,
    *,
    on: date,
    sheet: str = "",
    weight: float | None = None,
    veto: bool | None = None,
) -> Step | None:
    """Set one scorer's score of one indicator (0–100); None if nothing differs.

    The weight, and whether it is a veto item, follow the sheet's other scores of the indicator where they are not
    said.  A Problem when the score is not allowed or no weight is known.
    """
    row = existing(office, "pilot", pilot)
    rows = [one for one in office.reader.rows_naming("assessment", "pilot", [pilot]) if (one.sheet or "") == sheet]
    same = [one for one in rows if one.indicator == indicator]
    weight = weight if weight is not None else next((one.weight for one in same if one.weight is not None), None)
    if weight is None:
        message = _("The indicator “{indicator}” has no weight.", indicator=indicator)
        raise Problem(code="no_weight", message=message, remedy=_("Enter its weight in percent."), field="weight")
    veto = veto if veto is not None else next((one.veto for one in same if one.veto), None)
    values = {"score": score, "weight": weight, "veto": veto, "assessed_on": on}
    for problem in validate(described_entity("assessment"), values):
        raise problem
    gathering = Gathering(office)
    own = next((one for one in same if (one.scorer or "") == scorer), None)
    if own is not None:
        if own.score == score and own.weight == weight:
            return None
        gathering.set("assessment", own, values)
    else:
        made = {"indicator": indicator, "pilot": pilot, "scorer": scorer or None, "sheet": sheet or None}
        gathering.add("assessment", made | values)
    said = {"scorer": scorer, "indicator": indicator, "pilot": row.name}
    return office.journal.commit(Label(N_("{scorer} scores “{indicator}” of “{pilot}”"), said), gathering.changes())
