"""Pilots as the board and the form show them: stage, next gate, what is missing, gates with their checklists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.queries.gate_reference import assessment_standard, gate_kinds
from smartplanner.queries.reader import Reader
from smartplanner.queries.red_contracts import GATE_SOON
from smartplanner.queries.red_items import CAUSES
from smartplanner.queries.spelling import spelled
from smartplanner.queries.tasks import TaskLine, task_lines_of
from smartplanner.rules import pilots as rules
from smartplanner.rules.assessment import Score, Sheet, assess
from smartplanner.rules.lights import WORST_FIRST, Signal, say_cause
from smartplanner.rules.pilots import GateKind

SOURCES = frozenset(
    {"pilot", "gate", "gate_check", "assessment", "case", "adoption", "task", "district", "organisation", "light_rule"}
)
"""Entities whose rows the pages of pilots show or follow from."""
_ON_TRACK = Signal("green", "quiet")
_QUIET = N_("nothing late or soon due")
_CLOSED = Signal("grey", "ended")


class PilotLine(NamedTuple):
    """One pilot on the board.  ``gate`` names what comes next, ``due`` its day if it is planned."""

    id: str
    name: str
    district: str
    theme: str
    lead: str
    stage: str
    budget: int | None
    gate: str
    due: date | None
    signal: Signal
    open_tasks: int
    late_tasks: int


class GateView(NamedTuple):
    """One review of a pilot: its row, its points, the matters made of its conditions, and its light."""

    row: Any
    kind: GateKind | None
    checks: tuple[Any, ...]
    tasks: tuple[TaskLine, ...]
    signal: Signal | None

    @property
    def light(self) -> str:
        """Its colour: by its day while it waits, then by what was decided and what is still to be made good."""
        if self.row.decision is None:
            return self.signal.light if self.signal else "green" if self.row.due else "grey"
        if self.row.decision == "stop":
            return "grey"
        waiting = [line.signal.light for line in self.tasks if line.signal.light not in ("blue", "grey")]
        if waiting:
            return min(waiting, key=WORST_FIRST.__getitem__)
        return "yellow" if self.row.decision == "conditional" and not self.tasks else "blue"


class StageStop(NamedTuple):
    """One stage on the way: reached, present, or to come; ``gate`` is the review that let the pilot in, if held."""

    stage: str
    reached: bool
    present: bool
    gate: Any | None


class PilotView(NamedTuple):
    """All that the form of one pilot shows beside its own fields."""

    row: Any
    tier: int | None
    stops: tuple[StageStop, ...]
    gates: tuple[GateView, ...]
    following: GateKind | None
    missing: tuple[str, ...]
    """What is lacking for the next stage, in words."""
    tasks: tuple[TaskLine, ...]


def pilot_lines(reader: Reader, *, as_of: date) -> list[PilotLine]:
    """Return every pilot as of a day, the most pressing first."""
    gates = _by_pilot(reader.rows("gate"))
    pilots = reader.rows("pilot")
    tasks = _tasks_by_pilot(reader, [row.id for row in pilots], as_of=as_of)
    tiers = dict(reader.columns("district", ("id", "tier")))
    units = reader.names("organisation")
    places = {id: short or name for id, short, name in reader.columns("district", ("id", "short_name", "name"))}
    kinds = gate_kinds()
    made = []
    for row in pilots:
        following = rules.following_kind(kinds, row.stage, gates[row.id], tiers.get(row.district))
        waiting = [gate for gate in gates[row.id] if gate.decision is None]
        waiting.sort(key=lambda gate: gate.due or date.max)
        lines = tasks[row.id]
        made.append(
            PilotLine(
                id=row.id, name=row.name, district=places.get(row.district or "", ""), theme=row.theme or "",
                lead=units.get(row.lead or "", ""), stage=_shown_stage(row.stage), budget=row.budget,
                gate=waiting[0].gate if waiting else following.name if following else "",
                due=waiting[0].due if waiting else None,
                signal=_pilot_signal(row, gates[row.id], lines, as_of=as_of),
                open_tasks=sum(line.signal.light not in ("blue", "grey") for line in lines),
                late_tasks=sum(line.signal.light == "red" for line in lines),
            )
        )  # fmt: skip
    return sorted(made, key=lambda line: (WORST_FIRST[line.signal.light], line.due or date.max, spelled(line.name)))


def pilot_view(reader: Reader, id: str, *, as_of: date) -> PilotView | None:
    """Return one pilot with its stages, gates and matters; None if it is gone."""
    row = reader.row("pilot", id)
    if row is None:
        return None
    tier = tier_of(reader, row)
    kinds = gate_kinds()
    gates = gates_of(reader, id, as_of=as_of)
    following = rules.following_kind(kinds, row.stage, [gate.row for gate in gates], tier)
    return PilotView(
        row=row,
        tier=tier,
        stops=_stops(row, gates, tier, kinds),
        gates=gates,
        following=following,
        missing=tuple(_missing(row, gates, following)),
        tasks=tuple(_tasks_by_pilot(reader, [id], as_of=as_of)[id]),
    )


def tier_of(reader: Reader, pilot: Any) -> int | None:
    """Return the tier of a pilot's district, or None if either is not known."""
    district = reader.row("district", pilot.district) if pilot.district else None
    return district.tier if district is not None else None


def gates_of(reader: Reader, pilot: str, *, as_of: date) -> tuple[GateView, ...]:
    """Return the reviews of a pilot with their points, in the order of their days."""
    rows = reader.rows_naming("gate", "pilot", [pilot])
    rows.sort(key=lambda row: (row.held_on or row.due or date.max, row.order or 0))
    checks: dict[str, list[Any]] = defaultdict(list)
    for check in reader.rows_naming("gate_check", "gate", [row.id for row in rows]):
        checks[check.gate].append(check)
    named = [check.task for found in checks.values() for check in found if check.task]
    lines = {line.id: line for line in task_lines_of(reader, named, as_of=as_of)} if named else {}
    return tuple(
        GateView(
            row=row,
            kind=rules.kind_of(gate_kinds(), row.gate),
            checks=tuple(checks[row.id]),
            tasks=tuple(lines[check.task] for check in checks[row.id] if check.task in lines),
            signal=rules.gate_signal(row, as_of=as_of, soon=GATE_SOON),
        )
        for row in rows
    )


def sheets_of(reader: Reader, pilot: str) -> dict[str, Sheet | Problem]:
    """Return the assessment sheets of a pilot by name, each reckoned, or the Problem that stands against it."""
    return _sheets(reader.rows_naming("assessment", "pilot", [pilot]))


def sheets_of_district(reader: Reader, district: str) -> dict[str, Sheet | Problem]:
    """Return the assessment sheets of a district as a whole: its scores that are not those of a pilot."""
    return _sheets([row for row in reader.rows_naming("assessment", "district", [district]) if not row.pilot])


def _sheets(rows: Iterable[Any]) -> dict[str, Sheet | Problem]:
    found: dict[str, list[Score]] = {}
    for row in rows:
        score = Score(row.indicator, row.scorer or "", row.score, row.weight, bool(row.veto), row.evidence or "")
        found.setdefault(row.sheet or "", []).append(score)
    made: dict[str, Sheet | Problem] = {}
    for name, scores in found.items():
        try:
            made[name] = assess(scores, assessment_standard())
        except Problem as problem:
            made[name] = problem
    return made


def last_sheet(reader: Reader, pilot: str) -> Sheet | Problem | None:
    """Return the sheet that was filled in last, or None where nothing was scored."""
    return _last(sheets_of(reader, pilot))


def last_sheet_of_district(reader: Reader, district: str) -> Sheet | Problem | None:
    """Return the sheet of a district as a whole that was filled in last, or None where nothing was scored."""
    return _last(sheets_of_district(reader, district))


def _last(sheets: Mapping[str, Sheet | Problem]) -> Sheet | Problem | None:
    return list(sheets.values())[-1] if sheets else None


def say_signal(signal: Signal) -> str:
    """Return a light's cause in words."""
    words = _QUIET if signal.cause == "quiet" else CAUSES.get(signal.cause)
    return _(words, amount=signal.amount) if words else say_cause(signal)


def _shown_stage(stage: str | None) -> str:
    return rules.STAGES[rules.position(stage)]


def _by_pilot(rows: Sequence[Any]) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row.pilot:
            found[row.pilot].append(row)
    return found


def _tasks_by_pilot(reader: Reader, wanted: Iterable[str], *, as_of: date) -> Mapping[str, list[TaskLine]]:
    pilots: dict[str, str] = dict(reader.raw_columns("task", ("id", "pilot"), wanted, by="pilot"))
    found: dict[str, list[TaskLine]] = defaultdict(list)
    if pilots:
        for line in task_lines_of(reader, pilots, as_of=as_of):
            found[pilots[line.id]].append(line)
    for lines in found.values():
        lines.sort(key=lambda line: (WORST_FIRST[line.signal.light], line.due or date.max))
    return found


def _pilot_signal(row: Any, gates: Sequence[Any], tasks: Sequence[TaskLine], *, as_of: date) -> Signal:
    """Return the worst of the lights of its gates and matters."""
    if row.stage == "closed":
        return _CLOSED
    signals = [rules.gate_signal(gate, as_of=as_of, soon=GATE_SOON) for gate in gates]
    found = [signal for signal in signals if signal is not None]
    found += [line.signal for line in tasks if line.signal.light in ("red", "yellow")]
    return min(found, key=lambda signal: (WORST_FIRST[signal.light], -signal.amount), default=_ON_TRACK)


def _stops(
    row: Any, gates: Sequence[GateView], tier: int | None, kinds: Sequence[GateKind]
) -> tuple[StageStop, ...]:  # fmt: skip
    passed = {view.kind.stage: view.row for view in gates if view.kind and view.row.decision in rules.PASSING}
    left_out = {kind.stage for kind in kinds if not rules.applies(kind.tiers, tier)}
    now = rules.position(row.stage)
    return tuple(
        StageStop(stage, place <= now, place == now, passed.get(stage))
        for place, stage in enumerate(rules.STAGES)
        if stage not in left_out or place == now
    )


def _missing(row: Any, gates: Sequence[GateView], following: GateKind | None) -> list[str]:
    """Return what is lacking for the next stage, the most basic first."""
    if following is None:
        return []
    open_now = next((view for view in gates if view.row.decision is None and view.kind == following), None)
    found = []
    if open_now is None:
        found.append(_("“{gate}” is not planned yet", gate=following.name))
    else:
        unseen = sum(check.passed is None for check in open_now.checks)
        failed = sum(check.passed is False for check in open_now.checks)
        if unseen:
            found.append(_("{count} point(s) to be checked", count=unseen))
        if failed:
            found.append(_("{count} point(s) not passed", count=failed))
        if not unseen and not failed:
            found.append(_("the decision of “{gate}”", gate=open_now.row.gate))
    for view in gates:
        if view.row.decision == "conditional" and view.row.conditions and not view.tasks:
            found.append(_("matters of the conditions of “{gate}”", gate=view.row.gate))
    late = [line for view in gates for line in view.tasks if line.signal.light not in ("blue", "grey")]
    if late:
        found.append(_("{count} condition(s) not made good", count=len(late)))
    if row.stage == "approved" and following.key not in ("selection", "approval"):
        found.insert(0, _("the start of building"))
    if not row.lead:
        found.append(_("no leading unit"))
    return found
