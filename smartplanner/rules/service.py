"""How well a contract's services are rendered: the score of each month, its trend, and what fell below.

A month's score is the mean of its items weighted by the contract's service levels (equal weights where none are
given); where no item was scored, the single total.  Scores are exact fractions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem
from smartplanner.rules.contract_facts import ContractFact, LevelFact, ScoreFact, month_of_day, next_month
from smartplanner.rules.contracts import term
from smartplanner.rules.sums import HUNDRED, exact, figure, less, mean_of

TREND_MONTHS = 3
TREND_POINTS = 1
"""The mean of the last months against that of the months before: a difference from so many points on is a trend."""
RUNNING_RED = 3
"""Months in a row below the threshold from which a breach is red."""
TRENDS = {"up": N_("rising"), "down": N_("falling"), "flat": N_("steady"), "": N_("too few months")}


class ItemScore(NamedTuple):
    """One item's score in one month; *weight* in percent, *needed* the score that counts as kept."""

    level: str
    title: str
    score: Fraction
    weight: Fraction
    needed: Fraction | None
    deduct_amount: int


class MonthScore(NamedTuple):
    """The score of one month; *items* is empty where a single total was given."""

    month: str
    score: Fraction
    needed: Fraction | None
    items: tuple[ItemScore, ...] = ()

    @property
    def below(self) -> bool:
        """Whether it is below what the contract needs."""
        return self.needed is not None and less(self.score, self.needed)


class Breach(NamedTuple):
    """One month below the threshold; *running* is how many months in a row, up to this one."""

    contract: str
    month: str
    score: Fraction
    needed: Fraction
    running: int

    @property
    def light(self) -> str:
        """Red from three months in a row on, else yellow."""
        return "red" if self.running >= RUNNING_RED else "yellow"

    @property
    def words(self) -> str:
        """The notice in one sentence."""
        text = _(
            "{month}: score {score}, below {needed}",
            month=self.month, score=figure(self.score), needed=figure(self.needed),
        )  # fmt: skip
        return text + (_(", {count} months running", count=self.running) if self.running > 1 else "")


def month_scores(fact: ContractFact, *, as_of: date | None = None) -> dict[str, MonthScore]:
    """Return the scores by month, the earliest first; months after that of *as_of* are left out."""
    last = month_of_day(as_of) if as_of else "9999-12"
    by_month: dict[str, list[ScoreFact]] = defaultdict(list)
    for one in fact.scores:
        if one.month and one.score is not None and one.month <= last:
            by_month[one.month].append(one)
    levels = {level.id: level for level in fact.levels}
    needed = exact(fact.score_needed) if fact.score_needed is not None else None
    return {month: _month_score(month, by_month[month], levels, needed) for month in sorted(by_month)}


def mean(scores: Sequence[MonthScore]) -> Fraction | None:
    """Return the mean of these months; None for none."""
    return mean_of([one.score for one in scores]) if scores else None


def trend(scores: Sequence[MonthScore]) -> str:
    """Return up, down or flat for the last months against those before; empty where there are too few."""
    last, before = scores[-TREND_MONTHS:], scores[-2 * TREND_MONTHS : -TREND_MONTHS]
    now, then = mean(last), mean(before)
    if now is None or then is None or len(before) < TREND_MONTHS:
        return ""
    if abs(now - then) < TREND_POINTS:
        return "flat"
    return "up" if now > then else "down"


def breaches(fact: ContractFact, scores: Mapping[str, MonthScore]) -> list[Breach]:
    """Return the months below the contract's threshold, the earliest first, with how many in a row they are."""
    found, running, previous = [], 0, ""
    for month, one in scores.items():
        if one.needed is None or not less(one.score, one.needed):
            running = 0
        else:
            running = running + 1 if previous and next_month(previous) == month else 1
            found.append(Breach(fact.id, month, one.score, one.needed, running))
        previous = month
    return found


def latest_breach(fact: ContractFact, scores: Mapping[str, MonthScore]) -> Breach | None:
    """Return the breach of the newest month that was scored; None if that month was kept."""
    found = breaches(fact, scores)
    return found[-1] if found and found[-1].month == next(reversed(list(scores))) else None


def service_problems(fact: ContractFact) -> list[Problem]:
    """Return what is wrong with the service levels and scores of a contract."""
    problems = _weight_problems(fact)
    runs = term(fact)
    first = month_of_day(runs.start) if runs.start else ""
    last = month_of_day(runs.end) if runs.end else "9999-12"
    own = {level.id for level in fact.levels}
    for one in fact.scores:
        if not one.month:
            problems.append(
                Problem(
                    code="no_month",
                    message=_(
                        "A score of “{title}” is of “{period}”, which is no month.", title=fact.title, period=one.period
                    ),
                    remedy=_("Write the month like 2026-11."),
                    field="period",
                    value=one.period,
                )
            )
        elif not first <= one.month <= last:
            problems.append(_outside(fact, one, first, last))
        if one.level is not None and one.level not in own:
            problems.append(
                Problem(
                    code="foreign_level",
                    message=_(
                        "A score of “{title}” for {month} names an item of another contract.",
                        title=fact.title, month=one.period,
                    ),
                    remedy=_("Choose an item of this contract."),
                    field="level",
                )
            )  # fmt: skip
    return problems


def _weight_problems(fact: ContractFact) -> list[Problem]:
    weights = [exact(level.weight) for level in fact.levels if level.weight is not None]
    if not weights:
        return []
    total = sum(weights, Fraction())
    if len(weights) == len(fact.levels) and total == HUNDRED:
        return []
    message = _(
        "The weights of the service levels of “{title}” add to {sum} %, not to 100 %.",
        title=fact.title,
        sum=figure(total),
    )
    if len(weights) < len(fact.levels):
        message = _("Some service levels of “{title}” have no weight.", title=fact.title)
    remedy = _("Until then the weights count in proportion to each other.")
    return [Problem(code="weights", message=message, remedy=remedy, level=Level.WARNING, field="weight")]


def _outside(fact: ContractFact, one: ScoreFact, first: str, last: str) -> Problem:
    return Problem(
        code="score_outside",
        message=_(
            "“{title}” has a score for {month}, but it runs from {first} to {last}.",
            title=fact.title, month=one.month, first=first or "…", last="…" if last == "9999-12" else last,
        ),
        remedy=_("Correct the month of the score, or the days of the contract."),
        field="period",
        value=one.period,
    )  # fmt: skip


def _month_score(
    month: str, given: Sequence[ScoreFact], levels: Mapping[str, LevelFact], needed: Fraction | None
) -> MonthScore:
    if len(given) == 1 and given[0].level is None and given[0].score is not None:
        return MonthScore(month, exact(given[0].score), needed)
    items = []
    for one in given:
        level = levels.get(one.level or "")
        if level is not None and one.score is not None:
            weight = exact(level.weight) if level.weight is not None else Fraction(-1)
            target = exact(level.target_score) if level.target_score is not None else needed
            items.append(ItemScore(level.id, level.title, exact(one.score), weight, target, level.deduct_amount or 0))
    if not items:
        return MonthScore(month, mean_of([exact(one.score) for one in given if one.score is not None]), needed)
    known = [item.weight for item in items if item.weight >= 0]
    usual = sum(known, Fraction()) / len(known) if known else Fraction(1)
    weights = [item.weight if item.weight >= 0 else usual for item in items]
    if not sum(weights):
        weights = [Fraction(1)] * len(items)
    score = sum((item.score * weight for item, weight in zip(items, weights, strict=True)), Fraction()) / sum(weights)
    return MonthScore(month, score, needed, tuple(items))


def newest_is_below(fact: ContractFact, *, as_of: date) -> bool:
    """Whether a score of the newest month is below what the contract needs: a quick look before an exact one."""
    if fact.score_needed is None:
        return False
    last, newest, lowest = month_of_day(as_of), "", 0.0
    for one in fact.scores:
        if one.score is None or not newest <= one.month <= last or not one.month:
            continue
        lowest = one.score if one.month > newest else min(lowest, one.score)
        newest = one.month
    return bool(newest) and lowest < fact.score_needed
