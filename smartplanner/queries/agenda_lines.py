"""One item of a meeting in words: who leads, when it is due and how late, why it stands there, what was last said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import shorten
from smartplanner.model.gate import GateDecision
from smartplanner.queries.past import LastReport, last_reports, light_history
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import TaskLine, task_lines_of
from smartplanner.queries.units import short_unit_names
from smartplanner.rules.life import state_label
from smartplanner.rules.lights import say_cause
from smartplanner.rules.signatures import signatures_count

LONGEST = 200
"""Characters of a report or a problem on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One item of a meeting with all that its screen says; units by their short names, texts on one line.

    ``item`` is the id of the stored item, empty while it is only proposed.  ``late`` counts the days after the
    deadline.  ``lamps`` are the lights of the last periods, the oldest first (None: not known then); ``said`` is
    what was said on the item in this meeting, ``holds`` who has not signed or says what holds it up, ``waiting``
    whether an extension is still to be decided, ``decided`` the words of what it decided; ``handled`` whether it is
    through with it.
    """

    kind: str
    title: str
    item: str = ""
    task: str | None = None
    extension: str | None = None
    gate: str | None = None
    decision: str | None = None
    code: str = ""
    lead: str = ""
    support: tuple[str, ...] = ()
    due: date | None = None
    due_text: str = ""
    late: int = 0
    light: str = ""
    cause: str = ""
    asked: str = ""
    last: str = ""
    problems: str = ""
    state: str = ""
    holds: str = ""
    waiting: bool = False
    lamps: tuple[str | None, ...] = ()
    said: str = ""
    decided: tuple[str, ...] = ()
    handled: bool = False


def fill_in(reader: Reader, lines: Sequence[AgendaLine], *, as_of: date) -> list[AgendaLine]:
    """Return *lines* with units, deadline, light, cause and last report as the book has them on that day."""
    tasks = list(dict.fromkeys(line.task for line in lines if line.task))
    facts = _Facts(
        as_of=as_of,
        units=short_unit_names(reader),
        matters={line.id: line for line in task_lines_of(reader, tasks, as_of=as_of)},
        rows=_by_id(reader, "task", tasks),
        extensions=_by_id(reader, "extension", [line.extension for line in lines]),
        gates=_by_id(reader, "gate", [line.gate for line in lines]),
        parties=_by_task(reader.rows_naming("party", "task", tasks)),
        checks=_checks(reader, [line.gate for line in lines if line.gate]),
        lamps=light_history(reader, tasks, as_of=as_of),
        reports=last_reports(reader, tasks),
    )
    return [_filled(reader, line, facts) for line in lines]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What all lines are filled in from, read once."""

    as_of: date
    units: Mapping[str, str]
    matters: Mapping[str, TaskLine]
    rows: Mapping[str, Any]
    extensions: Mapping[str, Any]
    gates: Mapping[str, Any]
    parties: Mapping[str, Sequence[Any]]
    checks: Mapping[str, tuple[int, int]]
    lamps: Mapping[str, Sequence[str | None]]
    reports: Mapping[str, LastReport]


def _by_id(reader: Reader, entity: str, ids: Sequence[str | None]) -> dict[str, Any]:
    wanted = [id for id in ids if id]
    return {row.id: row for row in reader.rows(entity, wanted)} if wanted else {}


def _by_task(rows: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.task, []).append(row)
    return found


def _checks(reader: Reader, gates: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return how many points of each review's list are passed, of how many."""
    found: dict[str, tuple[int, int]] = {}
    for row in reader.rows_naming("gate_check", "gate", gates):
        passed, all_points = found.get(row.gate, (0, 0))
        found[row.gate] = (passed + bool(row.passed), all_points + 1)
    return found


def _filled(reader: Reader, line: AgendaLine, facts: _Facts) -> AgendaLine:
    if gate := facts.gates.get(line.gate or ""):
        line = _gate(reader, line, gate, facts)
    if matter := facts.matters.get(line.task or ""):
        line = _matter(line, matter, facts)
    if extension := facts.extensions.get(line.extension or ""):
        line = replace(line, asked=_asked(extension), waiting=extension.state == "requested")
    return line


def _matter(line: AgendaLine, matter: TaskLine, facts: _Facts) -> AgendaLine:
    row = facts.rows[matter.id]
    return replace(
        line,
        code=matter.code or "",
        lead=facts.units.get(matter.lead or "", "") or row.lead_text or "",
        support=tuple(facts.units[unit] for unit in matter.support if unit in facts.units),
        due=matter.due,
        due_text=matter.due_text or "",
        late=matter.overdue_days,
        light=matter.signal.light,
        cause=say_cause(matter.signal),
        last=_report(facts.reports.get(matter.id)),
        problems=shorten(row.problems or "", LONGEST),
        state=state_label(matter.state),
        holds=_holds(facts.parties.get(matter.id, ()), facts.units, state=matter.state),
        lamps=tuple(facts.lamps.get(matter.id, ())),
    )


def _holds(parties: Sequence[Any], units: Mapping[str, str], *, state: str | None) -> str:
    """Return which units have not signed, and what units say holds them up."""
    said = []
    signatures = signatures_count(state, any_signed=any(party.signed_on for party in parties))
    for party in parties:
        unit = units.get(party.organisation, "")
        if party.done_on or party.role == "contact" or not unit:
            continue
        if party.blocked_by:
            said.append(f"{unit}：{shorten(party.blocked_by, LONGEST)}")
        elif signatures and party.signed_on is None:
            said.append(_("{unit} has not signed", unit=unit))
    return "；".join(said)


def _report(report: LastReport | None) -> str:
    """Return the last report on one line, with its day before it where that is known."""
    if report is None:
        return ""
    text = shorten(report.text, LONGEST)
    return f"{report.day.isoformat()} {text}" if report.day else text


def _asked(extension: Any) -> str:
    """Return what an extension asks for, in one sentence."""
    before = day_words(extension.original_due) if extension.original_due else _("no date")
    after = day_words(extension.new_due) if extension.new_due else _("no date")
    reason = shorten(extension.reason or "", LONGEST) or _("no reason given")
    text = _("asks to move the deadline from {before} to {after}: {reason}", before=before, after=after, reason=reason)
    if extension.state == "granted":
        return _("granted: {text}", text=text)
    if extension.state == "refused":
        return _("refused: {text}", text=text)
    return text


def day_words(day: date) -> str:
    """Return a day as it is read out."""
    return _("{year}-{month}-{day}", year=day.year, month=day.month, day=day.day)


def _gate(reader: Reader, line: AgendaLine, gate: Any, facts: _Facts) -> AgendaLine:
    due = gate.due or gate.held_on
    late = max(0, (facts.as_of - due).days) if due else 0
    return replace(
        line,
        lead=_answers_for(reader, gate, facts),
        due=due,
        late=0 if gate.decision else late,
        light="blue" if gate.decision else "red" if late else "yellow",
        cause=_("decided: {decision}", decision=_(GateDecision.of(gate.decision).label))
        if gate.decision
        else _gate_cause(due, facts.as_of),
        problems=shorten(gate.conditions or "", LONGEST),
        last=_checked(facts.checks.get(gate.id)),
    )


def _checked(counts: tuple[int, int] | None) -> str:
    return _("{passed} of {all} points of the list passed", passed=counts[0], all=counts[1]) if counts else ""


def _gate_cause(due: date | None, as_of: date) -> str:
    """Return why a review is on the agenda."""
    if due is None:
        return _("review without a date")
    days = (due - as_of).days
    if days < 0:
        return _("review late by {amount} days", amount=-days)
    return _("{amount} days until the review", amount=days) if days else _("review due today")


def _answers_for(reader: Reader, gate: Any, facts: _Facts) -> str:
    """Return who answers for what is reviewed: the lead unit of a pilot, the district of a plan."""
    if gate.pilot and (pilot := reader.row("pilot", gate.pilot)) is not None:
        return facts.units.get(pilot.lead or "", "") or reader.name("district", pilot.district or "")
    if gate.plan and (plan := reader.row("plan", gate.plan)) is not None:
        return reader.name("district", plan.district)
    return ""
