"""How much hangs on one company: shares, Herfindahl index, contracts that end together, and the light by the rules.

Measured are the running totals of contracts in force.  The index is the sum of the squared shares in percent, so that
10,000 is a single company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple, Protocol

from smartplanner.base.i18n import N_, _
from smartplanner.model.concentration_rule import ConcentrationMeasure
from smartplanner.rules.sums import HUNDRED, exact, figure

CUTS = ("city", "district", "area")
_TOP = 3
_FINE = 10**11
MEASURES = {
    "largest": N_("“{place}”: the share of the largest operator ({who}) is {value} %"),
    "top_three": N_("“{place}”: the share of the three largest operators is {value} %"),
    "hhi": N_("“{place}”: the Herfindahl index is {value}"),
    "ending_together": N_("“{place}”: {value} % of the money of {who} ends in one quarter"),
    "single": N_("“{place}”: {value} area(s) have a single operator"),
    "single_here": N_("“{place}” has a single operator ({who})"),
    "sole_renewals": N_("“{place}”: {value} sole-source renewal(s) in a row"),
}
_PERCENT = frozenset({"largest", "top_three", "ending_together"})
_FROM = {
    "red": N_("at or above {threshold}, where red begins"),
    "yellow": N_("at or above {threshold}, where yellow begins"),
    "green": N_("below the threshold"),
}


class Stake(NamedTuple):
    """One contract in force as it weighs: *amount* in 分, *end* after its amendments, *sole* renewals in a row."""

    contract: str
    operator: str | None
    amount: int
    end: date | None
    district: str | None
    area: str | None
    sole: int = 0


class Rule(Protocol):
    """A row of the entity ``concentration_rule``."""

    @property
    def measure(self) -> str:
        """What is measured."""

    @property
    def cut(self) -> str:
        """city, district or area."""

    @property
    def yellow(self) -> float | None:
        """From where on it is yellow."""

    @property
    def red(self) -> float | None:
        """From where on it is red."""


class Alarm(NamedTuple):
    """One measure of one cell that a rule made yellow or red."""

    measure: str
    cut: str
    cell: str | None
    place: str
    value: Fraction
    threshold: Fraction
    light: str
    who: str = ""

    @property
    def words(self) -> str:
        """The measure, its value and the rule, in one sentence."""
        here = self.measure == ConcentrationMeasure.SINGLE and self.cut != "city"
        text = MEASURES["single_here" if here else self.measure]
        said = _(text, place=self.place, value=figure(self.value, places=1), who=self.who)
        begins = figure(self.threshold, places=1) + ("%" if self.measure in _PERCENT else "")
        return _("{measure}, {rule}", measure=said, rule=_(_FROM[self.light], threshold=begins))


class OperatorShare(NamedTuple):
    """One operator's part of a cell; *percent* is exact."""

    operator: str | None
    amount: int
    percent: Fraction
    contracts: int


class EndingTogether(NamedTuple):
    """Contracts of one operator that end in the same quarter (2027-Q1); *percent* of the operator's money here."""

    operator: str | None
    quarter: str
    contracts: tuple[str, ...]
    amount: int
    percent: Fraction


class Measured(NamedTuple):
    """What is measured of one cell; the operators with the largest share first."""

    total: int
    operators: tuple[OperatorShare, ...]
    largest: Fraction
    top_three: Fraction
    hhi: Fraction
    single: int
    ending: tuple[EndingTogether, ...]
    sole_renewals: int

    def value(self, measure: str) -> Fraction:
        """Return the value of a measure by its name."""
        if measure == ConcentrationMeasure.ENDING_TOGETHER:
            return self.ending[0].percent if self.ending else Fraction()
        return Fraction(getattr(self, measure))

    def who(self, measure: str) -> str | None:
        """Return the operator that a measure is about: the largest, or the one whose contracts end together."""
        if measure == ConcentrationMeasure.ENDING_TOGETHER:
            return self.ending[0].operator if self.ending else None
        return self.operators[0].operator if self.operators else None


def measure(stakes: Sequence[Stake], *, cut: str, as_of: date) -> Measured:
    """Return what is measured of the contracts of one cell; *cut* says what kind of cell it is."""
    sums: dict[str | None, int] = defaultdict(int)
    counts: dict[str | None, int] = defaultdict(int)
    for stake in stakes:
        sums[stake.operator] += stake.amount
        counts[stake.operator] += 1
    total = sum(sums.values())
    shares = tuple(
        OperatorShare(operator, amount, Fraction(amount * HUNDRED, total) if total else Fraction(), counts[operator])
        for operator, amount in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0] or ""))
    )
    square = sum(one.amount * one.amount for one in shares)
    hhi = Fraction(square * HUNDRED * HUNDRED, total * total) if total else Fraction()
    return Measured(
        total=total,
        operators=shares,
        largest=shares[0].percent if shares else Fraction(),
        top_three=sum((one.percent for one in shares[:_TOP]), Fraction()),
        hhi=hhi,
        single=_single(stakes) if cut == "city" else int(len(shares) == 1),
        ending=_ending(stakes, sums, as_of),
        sole_renewals=max((stake.sole for stake in stakes), default=0),
    )


def alarms(
    measured: Measured,
    rules: Iterable[Rule],
    *,
    cut: str,
    cell: str | None,
    place: str,
    names: Mapping[str, str],
) -> list[Alarm]:
    """Return what the rules make yellow or red in a cell, red first; *names* are those of the operators."""
    found = []
    for rule in rules:
        if rule.cut != cut:
            continue
        value = measured.value(str(rule.measure))
        for light, threshold in (("red", rule.red), ("yellow", rule.yellow)):
            if threshold is not None and value >= exact(threshold):
                who = names.get(measured.who(str(rule.measure)) or "", "")
                found.append(Alarm(str(rule.measure), cut, cell, place, value, exact(threshold), light, who))
                break
    return sorted(found, key=lambda alarm: alarm.light != "red")


def light_of(found: Sequence[Alarm]) -> str:
    """Return the worst light of these alarms; green for none."""
    return found[0].light if found else "green"


def quarter_of(day: date) -> str:
    """Return the quarter of a day: 2027-Q1."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def _single(stakes: Iterable[Stake]) -> int:
    """Return how many areas have a single operator."""
    areas: dict[str, set[str | None]] = defaultdict(set)
    for stake in stakes:
        if stake.area:
            areas[stake.area].add(stake.operator)
    return sum(len(operators) == 1 for operators in areas.values())


def _ending(stakes: Iterable[Stake], sums: Mapping[str | None, int], as_of: date) -> tuple[EndingTogether, ...]:
    together: dict[tuple[str | None, str], list[Stake]] = defaultdict(list)
    for stake in stakes:
        if stake.end is not None and stake.end >= as_of:
            together[stake.operator, quarter_of(stake.end)].append(stake)
    found = []
    for (operator, quarter), several in together.items():
        if len(several) > 1 and sums[operator]:
            amount = sum(stake.amount for stake in several)
            ids = tuple(stake.contract for stake in several)
            found.append(EndingTogether(operator, quarter, ids, amount, Fraction(amount * HUNDRED, sums[operator])))
    # Whole numbers are compared many times as fast as fractions, and a billionth of a percent decides nothing here.
    return tuple(
        sorted(found, key=lambda one: (-one.amount * _FINE // sums[one.operator], one.quarter, one.operator or ""))
    )
