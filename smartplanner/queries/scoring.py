"""The supervision scores of all units for a period, read from the book: facts, scores, ranks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from smartplanner.base.i18n import _
from smartplanner.base.memory import without_scans
from smartplanner.base.problems import Problem
from smartplanner.queries.duties import LEAD, Duty, duties, duties_then
from smartplanner.queries.reader import Reader
from smartplanner.queries.units import short_unit_names
from smartplanner.rules.duties import BEFORE_ASSIGNING, missed_reports
from smartplanner.rules.lights import ENDED, FINISHED
from smartplanner.rules.periods import Period, period_named, period_of
from smartplanner.rules.scoring import Entry, Fact, ScoreLine, ranks, score, total

KINDS = ("department", "district", "company", "institute", "other")
"""Kinds of units in the order of a table; each is ranked by itself."""
_YEAR = re.compile(r"(\d{4})年?")
_LAST = 9_999


class _MakeFact(Protocol):
    """Makes a fact of the matter at hand."""

    def __call__(self, condition: str, day: date | None, detail: str = "") -> Fact: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitScore:
    """One unit's score: its lines, the sum, its rank among units of its kind, and how many matters it has."""

    unit: str
    name: str
    short: str
    kind: str
    lines: tuple[ScoreLine, ...]
    total: float
    rank: int = 0
    leads: int = 0
    supports: int = 0

    def points(self, condition: str) -> float:
        """Return the points that a condition gave."""
        return sum(line.points for line in self.lines if line.condition == condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All scores of a period, units in the order of kind, then rank; ``until`` is the last day counted."""

    period: Period
    until: date
    units: tuple[UnitScore, ...]
    has_rules: bool = True


def score_period(text: str, *, as_of: date) -> Period:
    """Return the period that *text* names: 2026, 2026-Q4, 2026-11, also in Chinese; the quarter of *as_of* for none.

    A Problem when it names none, or a week.
    """
    text = text.strip()
    if not text:
        return period_of(as_of, "quarterly")
    if found := _YEAR.fullmatch(text):
        year = int(found[1])
        if 1900 <= year <= 2200:
            return Period(f"{year}", date(year, 1, 1), date(year, 12, 31), date(year, 12, 31))
    period = period_named(text, as_of=as_of)
    if period is None or "W" in period.name:
        raise Problem(
            code="bad_period",
            message=_("“{text}” is not a period of the score.", text=text),
            remedy=_("Write 2026, 2026-Q4 or 2026-11."),
        )
    return period


def scores(reader: Reader, period: Period, *, as_of: date) -> Scores:
    """Return the scores of all units that had something to do, or were given points, in the period.

    A period that is over is judged by how matters stood at its end: what was done or changed later is not of it.
    """
    until = min(period.last, as_of)
    facts: dict[str, list[Fact]] = defaultdict(list)
    parts: dict[str, list[bool]] = defaultdict(list)
    with without_scans():
        is_over = period.last < as_of
        for duty in duties_then(reader, day=until) if is_over else duties(reader, as_of=as_of):
            if _concerns(duty, period, until):
                parts[duty.unit].append(duty.role == LEAD)
                facts[duty.unit] += facts_of(duty, period, until=until)
    given: dict[str, list[Entry]] = defaultdict(list)
    for row in reader.rows("score_entry"):
        if period.first <= row.given_on <= period.last:
            given[row.organisation].append(Entry(row.points, row.reason, row.given_on, row.rule, row.task or ""))
    rules = reader.rows("score_rule")
    short = short_unit_names(reader)
    organisations = {row.id: row for row in reader.rows("organisation")}
    made = []
    for unit in {*parts, *given}:
        if unit not in organisations:
            continue
        lines = tuple(score(rules, facts[unit], given[unit]))
        made.append(
            UnitScore(
                unit=unit,
                name=organisations[unit].name,
                short=short.get(unit, organisations[unit].name),
                kind=str(organisations[unit].kind or "other"),
                lines=lines,
                total=total(lines),
                leads=sum(parts[unit]),
                supports=len(parts[unit]) - sum(parts[unit]),
            )
        )
    order = {id: _LAST if row.order is None else row.order for id, row in organisations.items()}
    return Scores(period=period, until=until, units=tuple(_ranked(made, order)), has_rules=bool(rules))


def facts_of(duty: Duty, period: Period, *, until: date) -> Iterator[Fact]:
    """Give what counts of one unit's part in one matter, from the first day of the period to *until*."""
    line, lead = duty.line, duty.role == LEAD

    def fact(condition: str, day: date | None, detail: str = "") -> Fact:
        return Fact(condition, line.title, day, lead, detail, line.id)

    def within(day: date | None) -> bool:
        return day is not None and period.first <= day <= until

    done = duty.done_on if line.state in FINISHED else None
    if line.due is not None and done is not None and within(done):
        late = (done - line.due).days
        yield fact("done_late", done, str(late)) if late > 0 else fact("done_in_time", done)
    open_still = line.state not in FINISHED and line.state not in ENDED
    if line.due is not None and line.due < until and (open_still or (done is not None and done > until)):
        yield fact("overdue", line.due, str((until - line.due).days))
    for condition, days in (
        ("returned", duty.returned_on),
        ("urged", duty.slips_on),
        ("extended", duty.granted_on),
    ):
        yield from (fact(condition, day) for day in days if within(day))
    if duty.unsigned and (duty.given_on is None or duty.given_on <= until):
        yield fact("unsigned", duty.given_on)
    yield from _reporting(duty, period, until, fact)


def _reporting(duty: Duty, period: Period, until: date, fact: _MakeFact) -> Iterator[Fact]:
    """Give the reports of the period that did not come, or came late."""
    if duty.line.state in BEFORE_ASSIGNING:
        return
    last = min(filter(None, (until, duty.done_on)))
    for missed in missed_reports(duty.reporting, last):
        if period.first <= missed.due <= until:
            yield fact("unreported", missed.due, missed.name)
    for report in duty.reporting.told:
        named = period_named(report.period, as_of=until) if report.period else None
        if named and report.on and report.on > named.due and period.first <= report.on <= until:
            yield fact("reported_late", report.on, named.name)


def _concerns(duty: Duty, period: Period, until: date) -> bool:
    """Whether a unit had something to do in a matter within the period."""
    if duty.line.state in ENDED:
        return False
    if duty.given_on is not None and duty.given_on > until:
        return False
    return not (duty.line.state in FINISHED and (duty.done_on is None or duty.done_on < period.first))


def _ranked(found: list[UnitScore], order: dict[str, int]) -> Iterator[UnitScore]:
    for kind in KINDS:
        same = sorted((one for one in found if one.kind == kind), key=lambda one: (-one.total, order.get(one.unit, 0)))
        for one, rank in zip(same, ranks([one.total for one in same]), strict=True):
            yield replace(one, rank=rank)
