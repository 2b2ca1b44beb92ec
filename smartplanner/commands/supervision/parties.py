"""What each unit does for itself in a matter: it signs, and says that its own part is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.supervision.acts import Said, gather_act
from smartplanner.commands.supervision.gathering import Gathering, matters
from smartplanner.queries.life import Part, parts_of
from smartplanner.rules import life


def sign(office: Office, task: str, organisation: str | None = None, *, on: date, person: str | None = None) -> Step:
    """Note that a unit (without one: the lead) signed for a matter; when the lead signs, the matter is in progress.

    Raises a Problem if the unit has no part in the matter or has signed already, and if the matter is at an end.
    """
    row = matters(office, [task])[0]
    part = part_of(office, row, organisation)
    if part.party is not None and part.party.signed_on is not None:
        raise Problem(
            code="signed_already",
            message=_(
                "“{unit}” signed for “{title}” on {day} already.",
                unit=office.reader.name("organisation", part.organisation),
                title=row.title,
                day=part.party.signed_on.isoformat(),
            ),
        )
    gathering = Gathering(office)
    leads = part.role == "lead" and row.state in ("assigning", "signing")
    if leads:
        said = Said(on=on, organisation=part.organisation, person=person)
        if problem := gather_act(gathering, row, "sign", said):
            raise problem
    else:
        if (row.state or life.USUAL_STATE) not in life.OPEN:
            raise life.refuse_act("sign", row.state, title=row.title)
        gathering.event(row, "sign", on, organisation=part.organisation, person=person)
    gathering.party(row.id, part, {"signed_on": on} | ({"person": person} if person else {}))
    return _commit(office, gathering, N_("{unit} signs for “{title}”"), part, row)


def finish_part(office: Office, task: str, organisation: str, *, on: date, text: str = "") -> Step:
    """Note that a co-operating unit's own part is done; the lead unit's own is the act ``finish`` of the matter."""
    row = matters(office, [task])[0]
    part = part_of(office, row, organisation)
    if part.role == "lead":
        raise Problem(
            code="lead_finishes_matter",
            message=_("The lead unit does not finish a part: it reports the matter itself as done."),
            remedy=_("Use “{act}”.", act=life.label_of("finish")),
        )
    gathering = Gathering(office)
    gathering.party(row.id, part, {"done_on": on, "blocked_by": None})
    gathering.event(row, "report", on, organisation=organisation, reason=text or _("own part done"))
    return _commit(office, gathering, N_("{unit} has done its part of “{title}”"), part, row)


def part_of(office: Office, row: Any, organisation: str | None) -> Part:
    """Return the part of a unit (None: of the lead) in the matter *row*; a Problem if it has none."""
    wanted = organisation or row.lead
    for part in parts_of(office.reader, row):
        if part.organisation == wanted:
            return part
    if wanted is None:
        message, remedy = _("“{title}” has no lead unit.", title=row.title), _("Fill in the lead unit first.")
        raise Problem(code="unit_needed", message=message, remedy=remedy)
    name = office.reader.name("organisation", wanted)
    raise Problem(
        code="not_a_party",
        message=_("“{unit}” has no part in “{title}”.", unit=name, title=row.title),
        remedy=_("Add it to the co-operating units first."),
    )


def _commit(office: Office, gathering: Gathering, message: str, part: Part, row: Any) -> Step:
    unit = office.reader.name("organisation", part.organisation)
    step = office.journal.commit(Label(message, {"unit": unit, "title": row.title}), gathering.changes())
    assert step is not None
    return step
