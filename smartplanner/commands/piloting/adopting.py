"""Carrying a case to a district: the adoption and the matter that follows it up, in one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.piloting.rows import existing, in_order
from smartplanner.commands.supervision.gathering import Gathering


def adopt(
    office: Office,
    case: str,
    district: str,
    *,
    on: date,
    due: date | None,
    lead: str | None = None,
    remark: str = "",
) -> tuple[str, Step]:
    """Let a district take a case over; returns the id of the adoption and the step.

    A matter is made in that district, with its government as the leading unit if none is named.  A Problem when the
    district has decided on the case already (a district that declined may adopt later), or the case is its own.
    """
    row, place = existing(office, "case", case), existing(office, "district", district)
    before = _decided(office, case, district)
    if before is not None and before.state not in ("declined", "suggested"):
        message = _("“{district}” is adopting “{case}” already.", district=place.name, case=row.title)
        raise Problem(code="adopted_already", message=message, remedy=_("Open the matter that follows it up."))
    if _own(office, row) == district:
        message = _("“{case}” comes from “{district}” itself.", case=row.title, district=place.name)
        raise Problem(code="own_case", message=message, remedy=_("Choose another district."))
    if due is not None and due < on:
        message = _("The due day {due} is before the start {start}.", due=due.isoformat(), start=on.isoformat())
        raise Problem(code="finish_before_start", message=message, field="due")
    gathering = Gathering(office)
    task = _make_task(gathering, row, place, on, due, lead or government_of(office, place))
    values = {"state": "adopting", "decided_on": on, "task": task, "remark": remark.strip() or None}
    key = _note(gathering, before, case, district, values)
    said = {"district": place.name, "case": row.title}
    step = office.journal.commit(Label(N_("“{district}” adopts “{case}”"), said), in_order(gathering.changes()))
    assert step is not None
    return key, step


def decline(office: Office, case: str, district: str, *, on: date, reason: str) -> Step:
    """Note that a district does not take a case over; a Problem without a reason, or when it is adopting it."""
    row, place = existing(office, "case", case), existing(office, "district", district)
    if not reason.strip():
        message = _("Declining a case needs a reason.")
        raise Problem(code="reason_needed", message=message, remedy=_("Say why."), field="reason")
    before = _decided(office, case, district)
    if before is not None and before.task is not None and before.state != "declined":
        message = _("“{district}” is adopting “{case}” already.", district=place.name, case=row.title)
        raise Problem(code="adopted_already", message=message, remedy=_("Terminate the matter that follows it up."))
    gathering = Gathering(office)
    values = {"state": "declined", "decided_on": on, "remark": reason.strip()}
    _note(gathering, before, case, district, values)
    said = {"district": place.name, "case": row.title}
    step = office.journal.commit(Label(N_("“{district}” declines “{case}”"), said), in_order(gathering.changes()))
    assert step is not None
    return step


def government_of(office: Office, district: Any) -> str | None:
    """Return the unit that leads in a district: the district unit whose name begins with the district's."""
    for id, name, kind in office.reader.columns("organisation", ("id", "name", "kind")):
        if kind == "district" and district.name in name:
            return str(id)
    return None


def _decided(office: Office, case: str, district: str) -> Any | None:
    rows = office.reader.rows_naming("adoption", "case", [case])
    return next((row for row in rows if row.district == district), None)


def _own(office: Office, case: Any) -> str | None:
    pilot = office.reader.row("pilot", case.pilot) if case.pilot else None
    return case.district or (pilot.district if pilot is not None else None)


def _note(
    gathering: Gathering, before: Any | None, case: str, district: str, values: dict[str, Any]
) -> str:  # fmt: skip
    if before is not None:
        gathering.set("adoption", before, values)
        return str(before.id)
    return gathering.add("adoption", {"case": case, "district": district, **values})


def _make_task(
    gathering: Gathering, case: Any, district: Any, on: date, due: date | None, lead: str | None
) -> str:  # fmt: skip
    state = "signing" if lead else "assigning"
    title = _("Adopt “{case}” in {district}", case=case.title, district=district.name)
    values = {
        "title": title, "goal": case.common, "category": case.area, "district": district.id, "lead": lead,
        "start": on, "due": due, "due_precision": "day" if due else None, "state": state, "pilot": None,
    }  # fmt: skip
    key = gathering.add("task", values)
    gathering.add("task_event", {"task": key, "act": "register", "happened_on": on, "after": state})
    if lead:
        gathering.add("party", {"task": key, "organisation": lead, "role": "lead"})
    return key
