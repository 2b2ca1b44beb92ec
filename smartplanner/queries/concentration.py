"""How much of the city's operation hangs on one company, by city, district or area, with the light by the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.reader import Reader
from smartplanner.queries.spelling import spelled
from smartplanner.rules.concentration import CUTS, Alarm, EndingTogether, Measured, Stake, alarms, light_of, measure
from smartplanner.rules.concentration import OperatorShare as OperatorShare
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.contracts import IN_FORCE, running_total, sole_source_run, term

CUT_NAMES = {"city": N_("Whole city"), "district": N_("District"), "area": N_("Area")}
"""What the cuts are called (msgids)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One city, district or area: *id* is the district's id or the area's name, None where none is given."""

    id: str | None
    name: str
    measured: Measured
    light: str
    alarms: tuple[Alarm, ...]

    @property
    def total(self) -> int:
        """The money that counts here, in 分."""
        return self.measured.total

    @property
    def operators(self) -> tuple[OperatorShare, ...]:
        """The operators, the largest first."""
        return self.measured.operators

    @property
    def largest(self) -> Fraction:
        """Share of the largest operator in percent."""
        return self.measured.largest

    @property
    def top_three(self) -> Fraction:
        """Share of the three largest in percent."""
        return self.measured.top_three

    @property
    def hhi(self) -> Fraction:
        """The Herfindahl index, 0 to 10,000."""
        return self.measured.hhi

    @property
    def ending(self) -> tuple[EndingTogether, ...]:
        """Contracts of one operator that end in the same quarter."""
        return self.measured.ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """One cut as of a day: its cells, the worst light and the most money first."""

    cut: str
    as_of: date
    cells: tuple[Cell, ...]

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """The alarms of all cells, red first."""
        found = [alarm for cell in self.cells for alarm in cell.alarms]
        return tuple(sorted(found, key=lambda alarm: alarm.light != "red"))


def concentration(reader: Reader, *, cut: str, as_of: date) -> Concentration:
    """Return the concentration by *cut* (city, district or area) of the contracts in force; a Problem for another."""
    if cut not in CUTS:
        raise Problem(
            code="unknown_cut",
            message=_("Concentration cannot be taken over “{cut}”.", cut=cut),
            remedy=_("Possible are: {choices}.", choices=", ".join(CUTS)),
        )
    facts = contract_facts(reader)
    return by_cut(reader, stakes(facts, place_of(reader, facts), as_of=as_of), cut=cut, as_of=as_of)


def by_cut(reader: Reader, held: Sequence[Stake], *, cut: str, as_of: date) -> Concentration:
    """Return one cut of these stakes."""
    rules = reader.rows("concentration_rule")
    groups: dict[str | None, list[Stake]] = defaultdict(list)
    for stake in held:
        groups[_cell_of(stake, cut)].append(stake)
    names, operators = reader.names("district"), reader.names("operator")
    cells = []
    for id, members in groups.items():
        name, measured = _name(id, cut, names), measure(members, cut=cut, as_of=as_of)
        found = tuple(alarms(measured, rules, cut=cut, cell=id, place=name, names=operators))
        if cut != "city" and id is None:
            found = ()  # what belongs to no district or area is no market of its own
        cells.append(Cell(id=id, name=name, measured=measured, light=light_of(found), alarms=found))
    order = {"red": 0, "yellow": 1}
    cells.sort(
        key=lambda cell: (cell.id is None and cut != "city", order.get(cell.light, 2), -cell.total, spelled(cell.name))
    )
    return Concentration(cut=cut, as_of=as_of, cells=tuple(cells))


def stakes(facts: Mapping[str, ContractFact], places: Mapping[str, str | None], *, as_of: date) -> list[Stake]:
    """Return the contracts in force as they weigh; *places* gives the district of each."""
    found = []
    for fact in facts.values():
        if not in_force(fact, as_of=as_of):
            continue
        amount = running_total(fact.amount, fact.amendments, as_of=as_of)
        sole = sole_source_run(fact.id, facts) if fact.renews else 0
        found.append(
            Stake(fact.id, fact.operator, max(amount, 0), term(fact, as_of=as_of).end, places[fact.id], fact.area, sole)
        )
    return found


def in_force(fact: ContractFact, *, as_of: date) -> bool:
    """Whether a contract binds both sides on a day: its state says so and its end has not passed."""
    if fact.state not in IN_FORCE or (fact.signed_on is not None and fact.signed_on > as_of):
        return False
    end = term(fact, as_of=as_of).end if fact.amendments else fact.end
    return end is None or end >= as_of


def place_of(reader: Reader, facts: Mapping[str, ContractFact]) -> dict[str, str | None]:
    """Return the district of each contract: its own, else that of its plan, else that of its pilot."""
    plans = dict(reader.raw_columns("plan", ("id", "district")))
    pilots = dict(reader.raw_columns("pilot", ("id", "district")))
    return {id: fact.district or plans.get(fact.plan) or pilots.get(fact.pilot) for id, fact in facts.items()}


def _cell_of(stake: Stake, cut: str) -> str | None:
    if cut == "city":
        return None
    return stake.district if cut == "district" else stake.area


def _name(id: str | None, cut: str, names: Mapping[str, str]) -> str:
    if cut == "city":
        return _("Whole city")
    if id is None:
        return _("City level") if cut == "district" else _("No area given")
    return names.get(id, "") if cut == "district" else id
