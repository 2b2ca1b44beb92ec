"""The contracts as the office weighs them: all together (``contract_overview``) and one by one (``contract_page``)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from smartplanner.base.memory import without_scans
from smartplanner.base.problems import Problem
from smartplanner.model.contract import Contract
from smartplanner.queries.concentration import Concentration, by_cut, in_force, place_of, stakes
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contract_expiry import expiries
from smartplanner.queries.contract_problems import Finding as Finding
from smartplanner.queries.contract_problems import findings, problems_of
from smartplanner.queries.operation_money import (
    BatchUse,
    Burn,
    Money,
    batch_problems,
    batch_uses,
    burns,
    fundings,
    money_across,
    overspent,
)
from smartplanner.queries.reader import Reader
from smartplanner.rules.concentration import CUTS, Alarm
from smartplanner.rules.contract_facts import ContractFact, month_of_day, next_month
from smartplanner.rules.contracts import (
    NOT_YET,
    USUAL_STATE,
    Move,
    Term,
    legal_moves,
    renewal_rings,
    running_total,
    sole_source_run,
    term,
)
from smartplanner.rules.expiry import Expiry
from smartplanner.rules.payments import PaymentStatus, amount_of, chain, in_order, may_be_open, paid_by, status
from smartplanner.rules.service import (
    Breach,
    MonthScore,
    breaches,
    latest_breach,
    mean,
    month_scores,
    newest_is_below,
    trend,
)

SIDES = ("invested_by", "built_by", "run_by", "benefits")
"""The four parts of what is created together."""


class MixRow(NamedTuple):
    """How many contracts and how much money have one *side* (None: not given) in one part (*field*)."""

    field: str
    side: str | None
    contracts: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractOverview:
    """All contracts as of a day.  Money is in 分; *owed* is what is unpaid and due by the end of the month."""

    as_of: date
    contracts: int
    in_force: int
    by_state: Mapping[str, int]
    total: int
    """Running totals of the contracts in force."""
    paid: int
    remaining: int
    owed: tuple[PaymentStatus, ...]
    owed_released: int
    owed_blocked: int
    deducted: int
    blocked_by: Mapping[str, int]
    expiring: tuple[Expiry, ...]
    breaches: tuple[Breach, ...]
    money: Money
    batches: tuple[BatchUse, ...]
    burns: tuple[Burn, ...]
    concentration: Concentration
    alarms: tuple[Alarm, ...]
    mix: tuple[MixRow, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How the services of a contract were rendered: months in their order, the mean of the newest twelve."""

    months: tuple[MonthScore, ...]
    mean: float | None
    trend: str
    breaches: tuple[Breach, ...]
    current: Breach | None
    """The breach of the newest month, if it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPage:
    """One contract as of a day, with all that hangs on it.  Rows are the entities' own."""

    as_of: date
    row: Contract
    fact: ContractFact
    original: int | None
    total: int
    paid: int
    remaining: int
    runs: Term
    moves: tuple[Move, ...]
    payments: tuple[PaymentStatus, ...]
    amendments: tuple[object, ...]
    service: Service
    bonds: tuple[object, ...]
    milestones: tuple[object, ...]
    fundings: tuple[object, ...]
    attachments: tuple[object, ...]
    expiring: tuple[Expiry, ...]
    renewed_by: tuple[str, ...]
    sole_source_run: int
    problems: tuple[Problem, ...]


def contract_overview(reader: Reader, *, as_of: date) -> ContractOverview:
    """Return all figures of the contracts as of a day."""
    with without_scans():
        facts = contract_facts(reader)
        places = place_of(reader, facts)
        held = fundings(reader)
        uses = batch_uses(reader, held)
        scores = scores_by_contract(facts, as_of=as_of)
        owed = list(owed_payments(facts.values(), as_of=as_of, scores=scores))
        weights = stakes(facts, places, as_of=as_of)
        cuts = {cut: by_cut(reader, weights, cut=cut, as_of=as_of) for cut in CUTS}
        found = [alarm for cut in cuts.values() for alarm in cut.alarms]
        binding = {stake.contract for stake in weights}
        total = sum(stake.amount for stake in weights)
        paid = sum(paid_total(facts[id], as_of=as_of) for id in binding)
        return ContractOverview(
            as_of=as_of,
            contracts=len(facts),
            in_force=len(binding),
            by_state=Counter(fact.state or USUAL_STATE for fact in facts.values()),
            total=total,
            paid=paid,
            remaining=total - paid,
            owed=tuple(owed),
            owed_released=sum(one.outstanding for one in owed if one.released),
            owed_blocked=sum(one.outstanding for one in owed if not one.released),
            deducted=sum(one.deducted for one in owed),
            blocked_by=Counter(condition for one in owed for condition in set(one.blocked_by)),
            expiring=tuple(expiries(reader, facts, as_of=as_of)),
            breaches=tuple(current_breaches(facts.values(), scores, as_of=as_of)),
            money=money_across(facts.values(), places, reader.names("district"), as_of=as_of),
            batches=tuple(uses),
            burns=tuple(burns(reader, held, as_of=as_of)),
            concentration=cuts["city"],
            alarms=tuple(sorted(found, key=lambda alarm: alarm.light != "red")),
            mix=tuple(mix(facts.values(), as_of=as_of)),
            findings=(
                *findings(reader, facts.values()),
                *(Finding(id, problem) for id, problem in renewal_rings(facts)),
                *(Finding("", problem) for problem in (*batch_problems(uses, held), *overspent(reader, held))),
            ),
        )


def contract_page(reader: Reader, id: str, *, as_of: date) -> ContractPage | None:
    """Return one contract as of a day; None if it is gone."""
    facts = contract_facts(reader)
    fact, row = facts.get(id), reader.row("contract", id)
    if fact is None or row is None:
        return None
    total, paid = running_total(fact.amount, fact.amendments, as_of=as_of), paid_total(fact, as_of=as_of)
    return ContractPage(
        as_of=as_of,
        row=row,
        fact=fact,
        original=fact.amount,
        total=total,
        paid=paid,
        remaining=total - paid,
        runs=term(fact, as_of=as_of),
        moves=legal_moves(fact.state),
        payments=tuple(chain(fact, as_of=as_of)),
        amendments=tuple(reader.rows_naming("amendment", "contract", [id])),
        service=service_of(fact, as_of=as_of),
        bonds=tuple(reader.rows_naming("bond", "contract", [id])),
        milestones=tuple(reader.rows_naming("milestone", "contract", [id])),
        fundings=tuple(reader.rows_naming("funding", "contract", [id])),
        attachments=tuple(row for row in reader.rows_naming("attachment", "of", [id]) if row.entity == "contract"),
        expiring=tuple(one for one in expiries(reader, {id: fact}, as_of=as_of) if one.contract == id),
        renewed_by=tuple(other.id for other in facts.values() if other.renews == id),
        sole_source_run=sole_source_run(id, facts),
        problems=(*problems_of(fact), *(problem for one, problem in renewal_rings(facts) if one == id)),
    )


def owed_payments(
    facts: Iterable[ContractFact],
    *,
    as_of: date,
    scores: Mapping[str, Mapping[str, MonthScore]] | None = None,
    until: date | None = None,
) -> Iterator[PaymentStatus]:
    """Give what is not paid and falls due by the end of the month, of contracts that are signed, the earliest first.

    *until* is another last day.
    """
    after = next_month(month_of_day(as_of))
    limit = until + timedelta(days=1) if until is not None else date(int(after[:4]), int(after[5:]), 1)
    found = []
    for fact in facts:
        if (fact.state or USUAL_STATE) in NOT_YET or fact.state == "terminated":
            continue
        waiting = {
            one.id
            for one in fact.payments
            if one.due is not None
            and one.due < limit
            and (one.paid_on is None or one.paid != one.amount or one.paid_on > as_of)
            and may_be_open(one, as_of=as_of)
        }
        if waiting:
            months = month_scores(fact, as_of=as_of) if scores is None else scores[fact.id]
            ordered = in_order(fact.payments)
            for place, one in enumerate(ordered):
                if one.id in waiting:
                    told = status(fact, ordered, place, months, as_of=as_of)
                    if not told.settled:
                        found.append(told)
    yield from sorted(found, key=lambda one: (one.due or date.max, one.title, one.id))


def paid_total(fact: ContractFact, *, as_of: date) -> int:
    """Return what was paid of a contract by a day."""
    return sum(
        paid_by(one, as_of, one.amount if one.amount is not None else amount_of(fact, one)) or 0
        for one in fact.payments
    )


def service_of(fact: ContractFact, *, as_of: date) -> Service:
    """Return how the services of a contract were rendered up to a day."""
    scores = month_scores(fact, as_of=as_of)
    months = tuple(scores.values())
    reached = mean(months[-12:])
    return Service(
        months=months,
        mean=float(reached) if reached is not None else None,
        trend=trend(months),
        breaches=tuple(breaches(fact, scores)),
        current=latest_breach(fact, scores),
    )


def current_breaches(
    facts: Iterable[ContractFact], scores: Mapping[str, Mapping[str, MonthScore]], *, as_of: date
) -> list[Breach]:
    """Return the contracts in force whose newest scored month is below what they need, the longest first."""
    found = []
    for fact in facts:
        if fact.scores and in_force(fact, as_of=as_of) and newest_is_below(fact, as_of=as_of):
            breach = latest_breach(fact, scores[fact.id])
            if breach is not None:
                found.append(breach)
    return sorted(found, key=lambda one: (-one.running, one.score, one.contract))


def mix(facts: Iterable[ContractFact], *, as_of: date) -> list[MixRow]:
    """Return who invests, builds, runs and benefits among the contracts in force, the most money first."""
    sums: dict[tuple[str, str | None], list[int]] = defaultdict(lambda: [0, 0])
    for fact in facts:
        if in_force(fact, as_of=as_of):
            amount = running_total(fact.amount, fact.amendments, as_of=as_of)
            for field in SIDES:
                row = sums[field, getattr(fact, field)]
                row[0] += 1
                row[1] += amount
    rows = [MixRow(field, side, count, amount) for (field, side), (count, amount) in sums.items()]
    return sorted(rows, key=lambda row: (SIDES.index(row.field), row.side is None, -row.amount))


def scores_by_contract(facts: Mapping[str, ContractFact], *, as_of: date) -> Mapping[str, Mapping[str, MonthScore]]:
    """Return the monthly scores by contract up to a day, each worked out when it is first asked for."""
    return _Scores(facts, as_of)


class _Scores(dict[str, Mapping[str, MonthScore]]):
    """The monthly scores by contract, worked out when they are first asked for."""

    def __init__(self, facts: Mapping[str, ContractFact], as_of: date) -> None:
        super().__init__()
        self._facts, self._as_of = facts, as_of

    def __missing__(self, id: str) -> Mapping[str, MonthScore]:
        made = self[id] = month_scores(self._facts[id], as_of=self._as_of)
        return made
