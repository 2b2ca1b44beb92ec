"""Asks for what an act needs and performs it: which question belongs to which act, and which command does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.reference import calendar
from smartplanner.commands.supervision import (
    change_deadline,
    decide_extension,
    divide,
    finish_part,
    perform_act,
    report_progress,
    request_extension,
    sign,
)
from smartplanner.commands.supervision.acts import grade_for
from smartplanner.commands.supervision.extending import pending_extension
from smartplanner.commands.supervision.naming import parts_in
from smartplanner.queries.life import parts_of
from smartplanner.rules import life
from smartplanner.rules.deadlines import next_workday
from smartplanner.rules.periods import CYCLES, period_of
from smartplanner.ui.life.asking import AskDialog, Question, question
from smartplanner.ui.session import Session

SINGLE = frozenset({"report", "request", "grant", "refuse", "change_due", "divide"})
"""Acts that are about one matter only."""

Perform = Callable[[dict[str, Any]], object]


def act_dialog(session: Session, act: str, ids: Sequence[str], parent: QWidget | None, *, unit: str = "") -> AskDialog:
    """Return the dialog that asks for what *act* on the matters *ids* needs and performs it when it is accepted.

    *unit* is the unit whose part it is about, where a person chose one.  A Problem when one of them is gone.
    """
    rows = session.office.reader.rows("task", ids)
    if len(rows) < len(set(ids)):
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    if act in _MAKERS and (act in SINGLE or len(rows) == 1):
        questions, perform = _MAKERS[act](session, rows[0], unit)
    else:
        questions, perform = _plain_act(session, act, rows, unit)
    hint = rows[0].title if len(rows) == 1 else _("{count} matters are chosen.", count=len(rows))
    if act == "urge" and len(rows) > 1:
        hint += "\n" + _("Without a grade each reminder goes one step up from the last one of its matter.")
    if act == "divide":
        hint += "\n" + _("Each line: title | lead unit | deadline. What is left out is inherited.")
    return AskDialog(session, life.label_of(act), questions, perform, parent, hint=hint)


def part_done_dialog(session: Session, id: str, unit: str, parent: QWidget | None) -> AskDialog:
    """Return the dialog by which a co-operating unit's part is noted as done."""

    def perform(said: dict[str, Any]) -> object:
        return finish_part(session.office, id, unit, on=said["on"], text=said["reason"] or "")

    questions = [_on(session), question("reason", "task_event.reason", label=_("What was done in words"))]
    hint = session.office.reader.name("organisation", unit)
    return AskDialog(session, _("Own part done"), questions, perform, parent, hint=hint)


def _on(session: Session) -> Question:
    return question("on", "task_event.happened_on", needed=True, value=session.as_of)


def _units(session: Session, row: Any) -> dict[str, str]:
    """Return the names of the units of a matter by id, the lead first."""
    return {part.organisation: session.office.reader.name("organisation", part.organisation)
            for part in parts_of(session.office.reader, row)}  # fmt: skip


def _plain_act(session: Session, act: str, rows: Sequence[Any], unit: str) -> tuple[list[Question], Perform]:
    lines = [life.line_of(act, row.state) for row in rows]
    needs = {need for line in lines if line is not None for need in line.needs}
    asked = [_on(session)]
    if act == "urge":
        grade = grade_for(session.office, rows[0], unit, on=session.as_of) if len(rows) == 1 else None
        asked.append(question("grade", "task_event.grade", value=grade))
        if len(rows) == 1:
            units = _units(session, rows[0])
            asked.append(question("organisation", "task_event.organisation", value=unit or rows[0].lead, choices=units))
    if "unit" in needs and not all(row.lead for row in rows):
        asked.append(question("organisation", "task.lead", needed=True))
    if act in ("close", "finish", "submit"):
        asked.append(question("evidence", "task_event.evidence", needed="evidence" in needs))
    asked.append(question("reason", "task_event.reason", needed="reason" in needs, label=_REASONS.get(act, _why)()))
    asked.append(question("person", "task_event.person"))
    ids = [row.id for row in rows]

    def perform(said: dict[str, Any]) -> object:
        return perform_act(
            session.office,
            ids,
            act,
            on=said["on"],
            organisation=said.get("organisation"),
            person=said.get("person") or None,
            reason=said.get("reason") or "",
            evidence=said.get("evidence") or "",
            grade=said.get("grade"),
        )

    return asked, perform


def _why() -> str:
    return _("Reason for the act")


_REASONS: dict[str, Callable[[], str]] = {
    "instruct": lambda: _("The instruction"),
    "urge": lambda: _("What is demanded"),
    "assign": lambda: _("Requirements"),
}


def _sign(session: Session, row: Any, unit: str) -> tuple[list[Question], Perform]:
    parts = parts_of(session.office.reader, row)
    unsigned = [part.organisation for part in parts if part.party is None or part.party.signed_on is None]
    first = unit or next(iter(unsigned), row.lead)
    asked = [
        question("organisation", "party.organisation", needed=True, value=first, choices=_units(session, row)),
        _on(session),
        question("person", "task_event.person"),
    ]

    def perform(said: dict[str, Any]) -> object:
        return sign(session.office, row.id, said["organisation"], on=said["on"], person=said["person"] or None)

    return asked, perform


def _report(session: Session, row: Any, unit: str) -> tuple[list[Question], Perform]:
    leads = unit in ("", row.lead)
    period = period_of(session.as_of, row.cycle if row.cycle in CYCLES else "monthly").name
    asked = [
        question(
            "organisation", "party.organisation", needed=True, value=unit or row.lead, choices=_units(session, row)
        ),
        question("on", "progress_report.reported_on", needed=True, value=session.as_of),
        question("period", "progress_report.period", value=period),
        question("progress", "progress_report.progress", value=row.progress if leads else None),
        question("text", "progress_report.text"),
        question("problems", "progress_report.problems"),
        question("next_steps", "progress_report.next_steps"),
        question("blocked_by", "party.blocked_by"),
    ]

    def perform(said: dict[str, Any]) -> object:
        texts = {name: said[name] or "" for name in ("text", "problems", "next_steps", "blocked_by")}
        return report_progress(
            session.office, row.id, said["organisation"], on=said["on"], period=said["period"] or None,
            progress=said["progress"], **texts,
        )  # fmt: skip

    return asked, perform


def _request(session: Session, row: Any, _unit: str) -> tuple[list[Question], Perform]:
    later = next_workday((row.due or session.as_of) + timedelta(30), calendar(session.office.reader))
    asked = [
        question("new_due", "extension.new_due", needed=True, value=later),
        question("reason", "extension.reason", needed=True),
        question("progress", "extension.progress", needed=True, value=row.progress_text),
        question("on", "extension.requested_on", needed=True, value=session.as_of),
        question("organisation", "extension.requested_by", value=row.lead, choices=_units(session, row)),
    ]

    def perform(said: dict[str, Any]) -> object:
        return request_extension(
            session.office, row.id, to=said["new_due"], reason=said["reason"], progress=said["progress"], on=said["on"],
            organisation=said["organisation"],
        )  # fmt: skip

    return asked, perform


def _decide(session: Session, row: Any, *, granted: bool) -> tuple[list[Question], Perform]:
    waiting = pending_extension(session.office, row.id)
    asked = [question("new_due", "extension.new_due", needed=True, value=waiting.new_due if waiting else None)]
    if not granted:
        asked = []
    asked += [
        question("answer", "extension.answer", needed=not granted),
        question("decided_by", "extension.decided_by"),
        question("on", "extension.decided_on", needed=True, value=session.as_of),
    ]

    def perform(said: dict[str, Any]) -> object:
        return decide_extension(
            session.office, waiting.id if waiting else "", granted=granted, on=said["on"], answer=said["answer"] or "",
            decided_by=said["decided_by"] or None, new_due=said.get("new_due"),
        )  # fmt: skip

    return asked, perform


def _grant(session: Session, row: Any, _unit: str) -> tuple[list[Question], Perform]:
    return _decide(session, row, granted=True)


def _refuse(session: Session, row: Any, _unit: str) -> tuple[list[Question], Perform]:
    return _decide(session, row, granted=False)


def _change_due(session: Session, row: Any, _unit: str) -> tuple[list[Question], Perform]:
    asked = [
        question("due", "task.due", needed=True, value=row.due),
        question("reason", "task_event.reason", needed=True, label=_why()),
        question("person", "task_event.person"),
        _on(session),
    ]

    def perform(said: dict[str, Any]) -> object:
        person = said["person"] or None
        return change_deadline(
            session.office, row.id, to=said["due"], reason=said["reason"], on=said["on"], person=person
        )

    return asked, perform


def _divide(session: Session, row: Any, _unit: str) -> tuple[list[Question], Perform]:
    asked = [
        question("parts", "task_event.reason", needed=True, label=_("Parts, one a line")),
        question("reason", "task_event.reason", label=_("Why a part is due later")),
        _on(session),
    ]

    def perform(said: dict[str, Any]) -> object:
        parts = parts_in(session.office, said["parts"], reason=said["reason"] or "", on=said["on"])
        return divide(session.office, row.id, parts, on=said["on"])

    return asked, perform


_MAKERS: dict[str, Callable[[Session, Any, str], tuple[list[Question], Perform]]] = {
    "sign": _sign,
    "report": _report,
    "request": _request,
    "grant": _grant,
    "refuse": _refuse,
    "change_due": _change_due,
    "divide": _divide,
}
