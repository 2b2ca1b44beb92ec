"""The questions behind the buttons of a pilot's form: each asks just what its command needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.commands import piloting
from smartplanner.commands.piloting import Condition
from smartplanner.queries.gate_reference import gate_kinds
from smartplanner.queries.pilots import GateView
from smartplanner.rules.pilots import MUST, GateKind
from smartplanner.ui.life.asking import AskDialog, question
from smartplanner.ui.session import Session


def plan_dialog(session: Session, pilot: str, following: GateKind | None, parent: QWidget | None) -> AskDialog:
    """Return the dialog that plans a review: the next one, or another that the person names."""

    def perform(said: dict[str, Any]) -> object:
        return piloting.open_gate(session.office, pilot, said["gate"], said["due"])

    name = following.name if following is not None else ""
    questions = [question("gate", "gate.gate", needed=True, value=name), question("due", "gate.due", needed=True)]
    names = "、".join(kind.name for kind in gate_kinds())
    hint = _("Its checklist follows the tier of the district. Reviews: {names}", names=names)
    return AskDialog(session, _("Plan a review"), questions, perform, parent, hint=hint)


def decision_dialog(session: Session, view: GateView, parent: QWidget | None) -> AskDialog:
    """Return the dialog that decides a review; points that failed stand there as conditions to begin with."""
    office, gate = session.office, view.row
    failed = {check.text.removeprefix(MUST): check.id for check in view.checks if check.passed is False}

    def perform(said: dict[str, Any]) -> object:
        found = piloting.conditions_in(office, said["conditions"] or "", on=said["held_on"])
        if said["decision"] != "conditional":
            found = []
        found = [replace(one, due=one.due or said["due"]) for one in found]
        return piloting.decide_gate(
            office, gate.id, said["decision"], held_on=said["held_on"], conditions=_tied(found, failed),
            document=said["document"], meeting=said["meeting"], reason=said["reason"] or "", back_to=said["back_to"],
        )  # fmt: skip

    suggested = None if not view.checks else "conditional" if failed else "proceed"
    questions = [
        question("decision", "gate.decision", needed=True, value=suggested),
        question("held_on", "gate.held_on", needed=True, value=session.as_of),
        question("conditions", "gate.conditions", value=_asked(failed) or gate.conditions),
        question("due", "task.due", label=_("Due where not said")),
        question("reason", "task_event.reason"),
        question("back_to", "pilot.stage", label=_("If not passed, back to")),
        question("meeting", "gate.meeting"),
        question("document", "gate.document"),
    ]
    hint = _(
        "Each line of the conditions becomes a matter; unit and deadline are read from the words. A pilot that is not "
        "passed and goes back to no stage is closed."
    )
    return AskDialog(session, _("Decide “{gate}”", gate=gate.gate), questions, perform, parent, hint=hint)


def _asked(failed: dict[str, str]) -> str:
    """Return the conditions to begin with: one for each point that failed."""
    return "\n".join(_("Make good “{point}”", point=text) for text in failed)


def _tied(conditions: Sequence[Condition], failed: dict[str, str]) -> list[Condition]:
    """Tie each condition to the point whose words it repeats."""
    made = []
    for one in conditions:
        check = next((id for text, id in failed.items() if text in one.text), None)
        made.append(replace(one, check=check))
    return made


def remark_dialog(session: Session, check: Any, parent: QWidget | None) -> AskDialog:
    """Return the dialog that notes what was found at one point."""

    def perform(said: dict[str, Any]) -> object:
        return piloting.check_point(session.office, check.id, passed=said["passed"], remark=said["remark"] or "")

    questions = [
        question("passed", "gate_check.passed", value=check.passed),
        question("remark", "gate_check.remark", value=check.remark),
    ]
    return AskDialog(session, _("Check a point"), questions, perform, parent, hint=check.text)


def move_dialog(session: Session, pilot: str, stage: str, parent: QWidget | None) -> AskDialog:
    """Return the dialog that lets a pilot start building, or ends it."""

    def perform(said: dict[str, Any]) -> object:
        return piloting.enter_stage(session.office, pilot, stage, on=said["on"], reason=said["reason"] or "")

    questions = [
        question("on", "task_event.happened_on", needed=True, value=session.as_of),
        question("reason", "task_event.reason"),
    ]
    title = _("Start building") if stage == "running" else _("End the pilot")
    return AskDialog(session, title, questions, perform, parent)


def score_dialog(
    session: Session, pilot: str, sheet: str, parent: QWidget | None, *, known: dict[str, Any] | None = None
) -> AskDialog:
    """Return the dialog that enters one score; *known* holds what the person pointed at."""
    known = known or {}

    def perform(said: dict[str, Any]) -> object:
        return piloting.enter_score(
            session.office, pilot, said["indicator"], said["scorer"] or "", said["score"], on=said["on"],
            sheet=sheet, weight=said["weight"], veto=said["veto"] or None,
        )  # fmt: skip

    questions = [
        question("indicator", "assessment.indicator", needed=True, value=known.get("indicator")),
        question("scorer", "assessment.scorer", needed=True, value=known.get("scorer")),
        question("score", "assessment.score", needed=True, value=known.get("score")),
        question("weight", "assessment.weight", value=known.get("weight")),
        question("veto", "assessment.veto", value=known.get("veto")),
        question("on", "assessment.assessed_on", needed=True, value=session.as_of),
    ]
    return AskDialog(session, _("Enter a score"), questions, perform, parent)


def case_dialog(session: Session, pilot: Any, parent: QWidget | None) -> AskDialog:
    """Return the dialog that writes a finished pilot up."""

    def perform(said: dict[str, Any]) -> object:
        return piloting.write_case(
            session.office, pilot.id, title=said["title"], common=said["common"] or "",
            extension=said["extension"] or "", result=said["result"] or "", area=said["area"], kind=said["kind"],
            tiers=said["tiers"] or "",
        )  # fmt: skip

    questions = [
        question("title", "case.title", needed=True),
        question("area", "case.area", value=pilot.theme),
        question("common", "case.common", needed=True),
        question("extension", "case.extension"),
        question("result", "case.result"),
        question("kind", "case.kind"),
        question("tiers", "case.tiers"),
    ]
    hint = _("Class and tiers say which districts the case fits; left empty, it fits any.")
    return AskDialog(session, _("Write a case"), questions, perform, parent, hint=hint)


def adopt_dialog(session: Session, case: str, district: str, parent: QWidget | None) -> AskDialog:
    """Return the dialog by which a district takes a case over."""

    def perform(said: dict[str, Any]) -> object:
        return piloting.adopt(
            session.office, case, district, on=said["on"], due=said["due"], lead=said["lead"],
            remark=said["remark"] or "",
        )  # fmt: skip

    place = session.office.reader.row("district", district)
    lead = piloting.government_of(session.office, place) if place is not None else None
    questions = [
        question("due", "task.due", needed=True),
        question("lead", "task.lead", value=lead),
        question("on", "adoption.decided_on", needed=True, value=session.as_of),
        question("remark", "adoption.remark"),
    ]
    names = session.office.reader.name
    hint = f"{names('case', case)} → {names('district', district)}"
    return AskDialog(session, _("Adopt the case"), questions, perform, parent, hint=hint)


def decline_dialog(session: Session, case: str, district: str, parent: QWidget | None) -> AskDialog:
    """Return the dialog that notes why a district does not take a case over."""

    def perform(said: dict[str, Any]) -> object:
        return piloting.decline(session.office, case, district, on=said["on"], reason=said["reason"] or "")

    questions = [
        question("on", "adoption.decided_on", needed=True, value=session.as_of),
        question("reason", "task_event.reason", needed=True),
    ]
    names = session.office.reader.name
    hint = f"{names('case', case)} → {names('district', district)}"
    return AskDialog(session, _("Do not adopt the case"), questions, perform, parent, hint=hint)


def run(dialog: AskDialog) -> bool:
    """Ask, and return whether it was done."""
    done = bool(dialog.exec())
    dialog.deleteLater()
    return done
