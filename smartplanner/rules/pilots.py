"""The way of a pilot from stage to stage: which gate lets it into which stage, and what a gate asks for.

A stage is entered only by the decision of its gate.  The kinds of gates and their points are reference data
(``gates.json``); the tier of the district says which of them apply.  A point that begins with ★ must be passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.model.gate import GateDecision
from smartplanner.model.pilot import PilotStage
from smartplanner.rules.signal import Signal

STAGES = ("proposed", "selected", "approved", "running", "midterm", "accepted", "spreading", "closed")
"""The stages in their order.  A ledger's "assessed" stands where "accepted" does."""
FINISHED = frozenset({"accepted", "assessed", "spreading", "closed"})
"""Stages of a pilot that is done: it can be written up."""
PASSING = frozenset({"proceed", "conditional"})
MUST = "★"
_OPENED_BY = {"running": "approval", "closed": "acceptance"}
"""Stages without a gate of their own, and the gate that must have been passed for them."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a checklist; *tiers* empty: it applies to all."""

    text: str
    must: bool = False
    tiers: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The point as the book holds it, marked when it must be passed."""
        return MUST + self.text if self.must else self.text


@dataclass(frozen=True, slots=True)
class GateKind:
    """One kind of gate: its name, the words by which a ledger's name is known, the stage that it opens."""

    key: str
    name: str
    heads: tuple[str, ...]
    stage: str
    tiers: tuple[int, ...]
    points: tuple[Point, ...]


class GateRow(Protocol):
    """What is asked of a gate in the book."""

    @property
    def gate(self) -> str:
        """Its name, as the book or a ledger has it."""

    @property
    def due(self) -> date | None:
        """The day it is planned for."""

    @property
    def decision(self) -> str | None:
        """What was decided (a GateDecision); None: nothing yet."""


class CheckRow(Protocol):
    """What is asked of a point in the book."""

    @property
    def text(self) -> str:
        """What is to be checked."""

    @property
    def passed(self) -> bool | None:
        """Whether it is; None: nobody looked yet."""


def position(stage: str | None) -> int:
    """Return the place of a stage in the order; a pilot without one has been proposed."""
    return STAGES.index("accepted" if stage == "assessed" else stage or "proposed")


def stage_label(stage: str | None) -> str:
    """Return the name of a stage."""
    return _(PilotStage.of(stage or "proposed").label)


def applies(tiers: tuple[int, ...], tier: int | None) -> bool:
    """Whether what is meant for *tiers* concerns a district; without a known tier everything does."""
    return not tiers or tier is None or tier in tiers


def points_of(kind: GateKind, tier: int | None) -> tuple[Point, ...]:
    """Return the points of a gate that apply to the tier."""
    return tuple(point for point in kind.points if applies(point.tiers, tier))


def kind_of(kinds: Iterable[GateKind], name: str) -> GateKind | None:
    """Return the kind of gate that a name in the book means (中期评估, 中期检查, midterm); None for another."""
    listed = list(kinds)
    exact = next((kind for kind in listed if name in (kind.key, kind.name)), None)
    return exact or next((kind for kind in listed if any(head in name for head in kind.heads)), None)


def next_kind(kinds: Iterable[GateKind], stage: str | None, tier: int | None) -> GateKind | None:
    """Return the gate that comes next for a pilot; None when no more does."""
    if stage == "closed":
        return None
    found = [kind for kind in kinds if applies(kind.tiers, tier) and position(kind.stage) > position(stage)]
    return min(found, key=lambda kind: position(kind.stage), default=None)


def following_kind(
    kinds: Iterable[GateKind], stage: str | None, gates: Iterable[GateRow], tier: int | None
) -> GateKind | None:
    """Return the gate to be held next: one that waits for its decision, else the one that comes next."""
    listed, coming = list(kinds), next_kind(kinds, stage, tier)
    waiting = [kind for row in gates if row.decision is None and (kind := kind_of(listed, row.gate))]
    found = [*waiting, *([coming] if coming else [])]
    return None if stage == "closed" else min(found, key=lambda kind: position(kind.stage), default=None)


def stage_before(kinds: Iterable[GateKind], target: str, tier: int | None) -> str:
    """Return the stage that a pilot must have reached to enter *target*, past those that its tier leaves out."""
    left_out = {kind.stage for kind in kinds if not applies(kind.tiers, tier)}
    return next(stage for stage in reversed(STAGES[: position(target)]) if stage not in left_out)


def gate_name(kind: GateKind, gates: Iterable[GateRow]) -> str:
    """Return the name for another review of this kind: the second is 中期评估（第2次）."""
    held = sum(kind_of([kind], row.gate) is not None for row in gates)
    return kind.name if not held else f"{kind.name}（第{held + 1}次）"


def refuse_opening(kind: GateKind, gates: Iterable[GateRow], tier: int | None) -> Problem | None:
    """Return why another review of this kind may not be planned, or None."""
    same = [row for row in gates if kind_of([kind], row.gate) is not None]
    if any(row.decision is None for row in same):
        message = _("“{gate}” is planned already and not decided yet.", gate=kind.name)
        return Problem(code="gate_open", message=message, remedy=_("Decide on it first, or change its day."))
    if any(row.decision in PASSING for row in same):
        message = _("“{gate}” has been passed already.", gate=kind.name)
        return Problem(code="gate_passed", message=message)
    if not applies(kind.tiers, tier):
        message = _("“{gate}” does not apply to districts of tier {tier}.", gate=kind.name, tier=tier)
        return Problem(code="gate_not_needed", message=message, remedy=_("Go on with the next review."))
    return None


def refuse_stage(
    kinds: Sequence[GateKind], now: str | None, target: str, gates: Sequence[GateRow], tier: int | None
) -> Problem | None:
    """Return why a pilot may not enter *target*, or None: the stage before is not reached, or its gate not passed."""
    before = stage_before(kinds, target, tier)
    if now == "closed":
        message = _("The pilot is closed; it does not go on.")
        return Problem(code="pilot_closed", message=message, remedy=_("Undo its closing first."))
    if position(now) >= position(target):
        message = _("The pilot is at “{now}” already.", now=stage_label(now))
        return Problem(code="stage_passed", message=message)
    if position(now) < position(before):
        message = _(
            "The pilot is at “{now}”; “{target}” comes after “{before}”.",
            now=stage_label(now), target=stage_label(target), before=stage_label(before),
        )  # fmt: skip
        return Problem(code="stage_skipped", message=message, remedy=_remedy(kinds, before))
    for row in gates:
        waiting = kind_of(kinds, row.gate) if row.decision is None else None
        if waiting is not None and position(waiting.stage) < position(target):
            message = _("“{gate}” is not decided yet.", gate=row.gate)
            return Problem(code="gate_waits", message=message, remedy=_("Decide on it first."))
    opener = next((kind for kind in kinds if kind.key == _OPENED_BY.get(target)), None)
    if opener is not None and not any(
        row.decision in PASSING and kind_of([opener], row.gate) is not None for row in gates
    ):
        message = _("“{target}” needs “{gate}” to be passed.", target=stage_label(target), gate=opener.name)
        return Problem(code="gate_needed", message=message, remedy=_("Hold the review and note its decision."))
    return None


def _remedy(kinds: Iterable[GateKind], before: str) -> str:
    gate = next((kind for kind in kinds if kind.stage == before), None)
    if gate is not None:
        return _("Hold “{gate}” first.", gate=gate.name)
    return _("Bring the pilot to “{stage}” first.", stage=stage_label(before))


def refuse_decision(checks: Sequence[CheckRow], decision: str, *, conditions: int, reason: str = "") -> Problem | None:
    """Return why a gate may not be decided so, or None.

    Without a reason a point that must be passed and is not stands against going on; one that failed allows going on
    only under conditions, and conditions must be named.  Stopping needs a reason.
    """
    if decision == "stop":
        if reason:
            return None
        message = _("A review that is not passed needs a reason.")
        return Problem(code="reason_needed", message=message, remedy=_("Say why."), field="reason")
    if decision == "conditional" and not conditions:
        message = _("To proceed on conditions, at least one condition has to be named.")
        return Problem(code="conditions_needed", message=message, field="conditions")
    if decision == "proceed" and conditions:
        message = _("A review that is passed without reserve has no conditions.")
        remedy = _("Choose “{decision}”, or leave the conditions out.", decision=_(GateDecision.CONDITIONAL.label))
        return Problem(code="conditions_left", message=message, remedy=remedy, field="conditions")
    unseen = [check.text for check in checks if check.passed is None]
    if unseen:
        message = _("{count} point(s) have not been checked: {points}", count=len(unseen), points=_listed(unseen))
        return Problem(code="not_checked", message=message, remedy=_("Check them first."))
    vetoed = [check.text for check in checks if check.text.startswith(MUST) and check.passed is False]
    if vetoed and not reason:
        message = _("{count} point(s) that must be passed are not: {points}", count=len(vetoed), points=_listed(vetoed))
        remedy = _("Decide that it is not passed, or say why it may go on all the same.")
        return Problem(code="vetoed", message=message, remedy=remedy, field="reason")
    failed = [check.text for check in checks if check.passed is False]
    if failed and decision == "proceed":
        message = _("{count} point(s) are not passed: {points}", count=len(failed), points=_listed(failed))
        remedy = _("Choose “{decision}” and name what has to be made good.", decision=_(GateDecision.CONDITIONAL.label))
        return Problem(code="points_failed", message=message, remedy=remedy, field="decision")
    return None


def refuse_return(now: str | None, target: str) -> Problem | None:
    """Return why a pilot that did not pass may not be sent to *target*, or None: it goes back or stays."""
    if target not in STAGES or position(target) > position(now):
        message = _("A pilot that did not pass cannot go on to “{stage}”.", stage=stage_label(target))
        return Problem(code="not_back", message=message, remedy=_("Choose the stage it is in, or an earlier one."))
    return None


_LISTED = 3


def _listed(texts: Sequence[str]) -> str:
    more = "…" if len(texts) > _LISTED else ""
    return "；".join(text.removeprefix(MUST) for text in texts[:_LISTED]) + more


def gate_signal(gate: GateRow, *, as_of: date, soon: int = 15) -> Signal | None:
    """Return the light of a gate that is not decided: red past its day, yellow within *soon* days, else None."""
    if gate.decision is not None or gate.due is None:
        return None
    left = (gate.due - as_of).days
    if left < 0:
        return Signal("red", "gate_late", -left)
    return Signal("yellow", "gate_soon", left) if left <= soon else None
