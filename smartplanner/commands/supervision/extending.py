"""Extensions: asked for before expiry with reason and progress, decided by the office, counted; deadlines changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, Step
from smartplanner.commands.office import Office
from smartplanner.commands.reference import calendar
from smartplanner.commands.supervision.gathering import Gathering, matters
from smartplanner.queries.life import extensions_of
from smartplanner.rules import life
from smartplanner.rules.deadlines import free_day
from smartplanner.rules.family import later_than_parent
from smartplanner.rules.moves import consequences


def request_extension(
    office: Office,
    task: str,
    *,
    to: date,
    reason: str,
    progress: str,
    on: date,
    organisation: str | None = None,
    person: str | None = None,
) -> Step:
    """Ask that the deadline of a matter be moved to the day *to*; *progress* says how far the work has come.

    Raises a Problem when the deadline has passed or there is none, the new day is not later or no workday, reason or
    progress is missing, a request is waiting already, or the state does not allow it.
    """
    row = matters(office, [task])[0]
    line = life.line_of("request", row.state, "extension")
    if line is None:
        raise life.refuse_act("request", row.state, title=row.title)
    _check_request(office, row, to=to, reason=reason, progress=progress, on=on)
    if pending_extension(office, task) is not None:
        message = _("A request for “{title}” is waiting for a decision already.", title=row.title)
        raise Problem(code="request_waiting", message=message, remedy=_("Decide on that one first."))
    gathering = Gathering(office)
    unit = organisation or row.lead
    gathering.add(
        "extension",
        {"task": row.id, "original_due": row.due, "new_due": to, "reason": reason.strip(), "requested_on": on,
         "requested_by": unit, "progress": progress.strip()},
    )  # fmt: skip
    gathering.set("task", row, {"state": "extension"})
    gathering.event(
        row, "request", on, organisation=unit, person=person, reason=reason.strip(), before=row.state, after="extension"
    )
    label = Label(N_("Ask to extend “{title}” to {day}"), {"title": row.title, "day": to.isoformat()})
    step = office.journal.commit(label, gathering.changes())
    assert step is not None
    return step


def decide_extension(
    office: Office,
    extension: str,
    *,
    granted: bool,
    on: date,
    answer: str = "",
    decided_by: str | None = None,
    new_due: date | None = None,
    meeting: str | None = None,
) -> Step:
    """Grant or refuse a request; granted moves the deadline to the day asked for, or to *new_due*.

    *meeting* is the id of the meeting that decides.  A matter that waited goes back to being in progress.  Raises a
    Problem when the request is decided already, a refusal says no reason, or there is no day to grant.
    """
    asked = office.reader.row("extension", extension)
    if asked is None or asked.state != "requested":
        message = _("There is no request waiting for a decision.")
        raise Problem(code="no_request", message=message, remedy=_("Refresh the view."))
    row = matters(office, [asked.task])[0]
    due = new_due or asked.new_due
    if granted and due is None:
        message = _("The request for “{title}” names no day.", title=row.title)
        raise Problem(code="date_needed", message=message, remedy=_("Say until when."), field="new_due")
    if granted and (row.state or life.USUAL_STATE) not in life.OPEN:
        raise life.refuse_act("grant", row.state, title=row.title)
    if granted and due is not None and row.due is not None and (problem := _later_day(due, row.due)):
        raise problem
    if not granted and not answer.strip():
        message = _("“{act}” needs a reason.", act=life.label_of("refuse"))
        raise Problem(code="reason_needed", message=message, remedy=_("Say why."), field="answer")
    gathering = Gathering(office)
    decided: dict[str, Any] = {"state": "granted" if granted else "refused", "decided_on": on}
    decided |= {"decided_by": decided_by, "answer": answer.strip() or None}
    if granted:
        # What the deadline was is told by the matter at this moment; a request from a ledger may not know it.
        decided |= {"new_due": due, "original_due": asked.original_due or row.due}
        gathering.set("task", row, {"due": due})
    gathering.set("extension", asked, decided)
    waited = row.state == "extension"
    if waited:
        gathering.set("task", row, {"state": life.USUAL_STATE, **consequences(row, life.USUAL_STATE, on)})
    gathering.event(
        row, "grant" if granted else "refuse", on, organisation=asked.requested_by, person=decided_by,
        reason=answer.strip(), meeting=meeting,
        before="extension" if waited else None, after=life.USUAL_STATE if waited else None,
    )  # fmt: skip
    if granted and due is not None:
        label = Label(N_("Extend “{title}” to {day}"), {"title": row.title, "day": due.isoformat()})
    else:
        label = Label(N_("Refuse to extend “{title}”"), {"title": row.title})
    step = office.journal.commit(label, gathering.changes())
    assert step is not None
    return step


def pending_extension(office: Office, task: str) -> Any | None:
    """Return the request of a matter that waits for a decision, or None."""
    waiting = [row for row in extensions_of(office.reader, task) if row.state == "requested"]
    return waiting[-1] if waiting else None


def change_deadline(
    office: Office, task: str, *, to: date, reason: str, on: date, person: str | None = None
) -> Step | None:
    """Set another deadline, saying why: the office's own decision, also after expiry; None if it is that already."""
    row = matters(office, [task])[0]
    line = life.line_of("change_due", row.state)
    if line is None:
        raise life.refuse_act("change_due", row.state, title=row.title)
    if problem := life.missing(line, reason=reason, evidence=""):
        raise problem
    if row.due == to:
        return None
    gathering = Gathering(office)
    gathering.set("task", row, {"due": to})
    gathering.event(row, "change_due", on, person=person, reason=reason.strip())
    label = Label(N_("Set the deadline of “{title}” to {day}"), {"title": row.title, "day": to.isoformat()})
    return office.journal.commit(label, gathering.changes())


def check_child_deadline(office: Office, due: date | None, parent: str | None) -> Problem | None:
    """Return the Problem when a deadline is later than that of the matter *parent*."""
    above = office.reader.row("task", parent) if parent else None
    return later_than_parent(due, above.due, above.title) if above is not None else None


def expired(row: Any, on: date) -> Problem | None:
    """Return the refusal of a request on the day *on* if the deadline of the matter *row* has passed by then."""
    if row.due is None or on <= row.due:
        return None
    return Problem(
        code="expired",
        message=_("The deadline of “{title}” passed on {day}.", title=row.title, day=row.due.isoformat()),
        remedy=_(
            "An extension has to be asked for before expiry. Report the progress; the office can set another "
            "deadline with “{act}”.",
            act=life.label_of("change_due"),
        ),
        field="due",
    )


def _later_day(new: date, old: date) -> Problem | None:
    if new > old:
        return None
    message = _("The new day {new} is not later than {old}.", new=new.isoformat(), old=old.isoformat())
    return Problem(code="not_later", message=message, remedy=_("Ask for a later day."), field="new_due")


def _check_request(office: Office, row: Any, *, to: date, reason: str, progress: str, on: date) -> None:
    if row.due is None:
        message, remedy = _("“{title}” has no deadline to extend.", title=row.title), _("Set the deadline first.")
        raise Problem(code="no_deadline", message=message, remedy=remedy, field="due")
    if late := expired(row, on):
        raise late
    if problem := _later_day(to, row.due):
        raise problem
    if problem := free_day(to, calendar(office.reader)):
        raise Problem(code=problem.code, message=problem.message, remedy=problem.remedy, field="new_due")
    for text, code, field in ((reason, "reason_needed", "reason"), (progress, "progress_needed", "progress")):
        if not text.strip():
            message = _("A request for an extension needs its reason and the progress so far.")
            raise Problem(code=code, message=message, remedy=_("Fill in both."), field=field)
