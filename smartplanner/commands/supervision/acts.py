"""Acts on matters, one or many in one step: each is checked by ``rules.life`` and leaves its event behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.supervision.extending import expired, pending_extension
from smartplanner.commands.supervision.gathering import Gathering, matters, refuse_all
from smartplanner.model.task_event import TaskAct, UrgeGrade
from smartplanner.queries.life import Part, children_of, events_of, parts_of
from smartplanner.rules import life
from smartplanner.rules.lights import overdue_days
from smartplanner.rules.moves import consequences
from smartplanner.rules.urging import next_grade

_OF_LEAD = frozenset({"sign", "report", "submit", "finish"})
"""Acts of the unit that leads a matter; a co-operating unit has commands of its own for its part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said with an act: when, by whom, of which unit, why, with what evidence."""

    on: date
    target: str | None = None
    organisation: str | None = None
    person: str | None = None
    reason: str = ""
    evidence: str = ""
    grade: str | None = None
    meeting: str | None = None
    along: frozenset[str] = frozenset()
    """All the matters that are acted on in the same step."""


def perform_act(
    office: Office,
    ids: Sequence[str],
    act: str,
    *,
    on: date,
    target: str | None = None,
    organisation: str | None = None,
    person: str | None = None,
    reason: str = "",
    evidence: str = "",
    grade: str | None = None,
    meeting: str | None = None,
) -> Step:
    """Perform *act* (of ``TaskAct``) on the matters *ids* on the day *on*, all in one step or none.

    *target* names the state where the act leads to more than one; *organisation* is the unit concerned (without it
    the lead unit); a reminder without a *grade* goes one step up the ladder.  Raises a Problem that names the matters
    which may not and why, with what is missing (``reason_needed``, ``evidence_needed``) or possible instead.
    """
    said = Said(
        on=on, target=target, organisation=organisation, person=person, reason=reason.strip(),
        evidence=evidence.strip(), grade=grade, meeting=meeting, along=frozenset(ids),
    )  # fmt: skip
    _check_words(act, grade)
    rows = matters(office, ids)
    if not rows:
        raise Problem(code="nothing_chosen", message=_("No matter is chosen."), remedy=_("Choose at least one."))
    gathering = Gathering(office)
    problems = [problem for row in rows if (problem := gather_act(gathering, row, act, said))]
    refuse_all(problems, len(rows))
    step = office.journal.commit(_label(rows, act), gathering.changes())
    assert step is not None  # an act always leaves an event
    return step


def gather_act(gathering: Gathering, row: Any, act: str, said: Said) -> Problem | None:
    """Add the changes of one act on the matter *row* to *gathering*; the Problem if it may not be."""
    line = life.line_of(act, row.state, said.target)
    if line is None:
        return life.refuse_act(act, row.state, title=row.title)
    if line.apart:
        return _needs_a_day(row, act)
    problem = (
        _not_the_lead(gathering.office, row, act, said)
        or life.missing(line, reason=said.reason, evidence=said.evidence, unit=bool(row.lead or said.organisation))
        or _open_parts(gathering.office, row, line, said)
    )
    if problem is not None:
        return _named(problem, row)
    if act == "request" and (late := expired(row, said.on)):
        return late
    values: dict[str, Any] = {}
    if line.target is not None:
        values = {"state": line.target, **consequences(row, line.target, said.on)}
    if act == "assign" and said.organisation and not row.lead:
        values["lead"] = said.organisation
    if values:
        gathering.set("task", row, values)
    _note_parties(gathering, row, act, said)
    grade = said.grade
    if act == "urge" and grade is None:
        grade = grade_for(gathering.office, row, said.organisation, on=said.on)
    moved = line.target is not None and line.target != row.state
    gathering.event(
        row, act, said.on, organisation=said.organisation or _concerned(row, act), person=said.person,
        reason=said.reason, evidence=said.evidence, grade=grade, meeting=said.meeting,
        before=row.state if moved else None, after=line.target if moved else None,
    )  # fmt: skip
    return None


def grade_for(office: Office, row: Any, unit: str | None = None, *, on: date) -> str:
    """Return the grade that the next reminder of a *unit* (None: of the lead) on the matter *row* should have."""
    unit = unit or row.lead
    urged = [
        event.grade
        for event in events_of(office.reader, row.id)
        if event.act == "urge" and (event.organisation or row.lead) == unit
    ]
    return next_grade(urged, overdue_days=overdue_days(row.state, row.due, as_of=on), lead=unit == row.lead)


def _check_words(act: str, grade: str | None) -> None:
    if act not in TaskAct._value2member_map_:
        acts = ", ".join(map(str, TaskAct))
        raise Problem(code="unknown_act", message=_("There is no act “{act}”.", act=act), remedy=acts)
    if grade is not None and grade not in UrgeGrade._value2member_map_:
        grades = ", ".join(map(str, UrgeGrade))
        raise Problem(code="unknown_grade", message=_("There is no grade “{grade}”.", grade=grade), remedy=grades)


def _needs_a_day(row: Any, act: str) -> Problem:
    return Problem(
        code="own_command",
        message=_(
            "“{title}”: “{act}” is about a day and cannot be done for many.", title=row.title, act=life.label_of(act)
        ),
        remedy=_("Open the matter, or use the verbs “extend” and “decide”."),
    )


def _not_the_lead(office: Office, row: Any, act: str, said: Said) -> Problem | None:
    """What the lead unit does moves the matter; a co-operating unit does it for its own part only."""
    if act not in _OF_LEAD or row.lead is None or said.organisation in (None, row.lead):
        return None
    unit = office.reader.name("organisation", said.organisation or "")
    return Problem(
        code="not_the_lead",
        message=_("“{act}” is for the lead unit; “{unit}” co-operates.", act=life.label_of(act), unit=unit),
        remedy=_("Note its own part: that it signed, what it reports, or that its part is done."),
        field="organisation",
    )


def _open_parts(office: Office, row: Any, line: life.Line, said: Said) -> Problem | None:
    """A matter is not done while its parts are not, unless a person says why."""
    if line.act != "finish" or said.reason:
        return None
    children = office.reader.rows("task", children_of(office.reader, row.id))
    still = [
        child.title
        for child in children
        if child.id not in said.along and (child.state or life.USUAL_STATE) in life.OPEN
    ]
    if not still:
        return None
    return Problem(
        code="reason_needed",
        message=_("{count} part(s) are still open: {names}.", count=len(still), names="、".join(still[:3])),
        remedy=_("Finish the parts first, or say why the matter is done without them."),
        field="reason",
    )


def _named(problem: Problem, row: Any) -> Problem:
    problem.message = _("“{title}”: {reason}", title=row.title, reason=problem.message)
    return problem


def _concerned(row: Any, act: str) -> str | None:
    return row.lead if act in ("assign", "sign", "report", "urge", "submit", "finish", "return", "request") else None


def _note_parties(gathering: Gathering, row: Any, act: str, said: Said) -> None:
    """Keep the parts of the units in step with the matter."""
    if act not in ("assign", "sign", "report", "finish", "return", "reopen", "request"):
        return
    if act == "request":  # a request without a day yet: it waits all the same
        if pending_extension(gathering.office, row.id) is not None:
            return  # the matter goes back to the request that still waits
        gathering.add(
            "extension",
            {"task": row.id, "original_due": row.due, "reason": said.reason, "requested_on": said.on,
             "requested_by": said.organisation or row.lead},
        )  # fmt: skip
        return
    lead = said.organisation if act == "assign" and not row.lead else row.lead
    for part in parts_of(gathering.office.reader, row):
        if act == "assign" and part.party is None:
            gathering.party(row.id, part, {})
        if part.role != "lead" or part.organisation != lead:
            continue
        if act == "assign" and part.party is not None:
            gathering.party(row.id, part, {"signed_on": None})  # what is assigned anew is signed for anew
        elif act == "sign" and (part.party is None or part.party.signed_on is None):
            gathering.party(row.id, part, {"signed_on": said.on})
        elif act == "report" and said.organisation in (None, lead):
            gathering.party(row.id, part, {"reported_on": said.on})
        elif act == "finish":
            gathering.party(row.id, part, {"done_on": said.on})
        elif act in ("return", "reopen") and part.party is not None and part.party.done_on:
            gathering.party(row.id, part, {"done_on": None})
    if act == "assign" and lead and not row.lead:
        gathering.party(row.id, Part(lead, "lead", None), {})


def _label(rows: Sequence[Any], act: str) -> Label:
    name = _(TaskAct.of(act).label)
    if len(rows) == 1:
        return Label(N_("{act}: “{title}”"), {"act": name, "title": rows[0].title})
    return Label(N_("{act}: {count} matters"), {"act": name, "count": str(len(rows))})
