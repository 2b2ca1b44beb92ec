"""What would not fit together in the contracts of a book once a ledger was taken in, told before it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change
from smartplanner.excel import Proposal
from smartplanner.excel.proposal import SheetReading
from smartplanner.queries.contract_book import contract_facts
from smartplanner.queries.contract_problems import problems_of
from smartplanner.queries.reader import Reader
from smartplanner.rules.contract_facts import (
    AmendmentFact,
    ContractFact,
    LevelFact,
    PaymentFact,
    ScoreFact,
    month_of,
)
from smartplanner.rules.payment_checks import sum_doubts

_PARTS: Mapping[str, tuple[str, Any]] = {
    "payment": ("payments", PaymentFact),
    "amendment": ("amendments", AmendmentFact),
    "service_level": ("levels", LevelFact),
    "service_score": ("scores", ScoreFact),
}
"""By entity: where its rows stand in the facts of their contract, and what they are there."""
_BLANK = {"level": None, "period": "", "score": None, "month": "", "title": ""}


class _Place(NamedTuple):
    sheet: int
    cell: str


def with_contract_warnings(reader: Reader, proposal: Proposal) -> Proposal:
    """Return the proposal with a warning for each thing that would no longer fit together in the contracts it touches.

    What does not fit already is not said again, and nothing about cells that have a problem of their own.
    """
    if proposal.refused is not None or not any(one.entity in ("contract", *_PARTS) for one in proposal.changes):
        return proposal
    known = contract_facts(reader)
    parts = _touched_parts(proposal.changes, known)
    found: dict[int, list[Problem]] = defaultdict(list)
    for fact in _facts_then(proposal.changes, parts, known):
        told = {problem.message for problem in problems_of(known[fact.id])} if fact.id in known else set()
        for problem in problems_of(fact):
            if problem.level is Level.NOTE or problem.message in told:
                continue
            place = _place(proposal.sheets, fact.id, problem, parts.get(fact.id, ()))
            if place is not None:
                name = proposal.sheets[place.sheet].sheet
                warning = replace(problem, level=Level.WARNING)
                found[place.sheet].append(warning.at(file=proposal.file, sheet=name, cell=place.cell))
    sheets = tuple(
        replace(sheet, problems=(*sheet.problems, *_not_said_yet(sheet, found[number]))) if found.get(number) else sheet
        for number, sheet in enumerate(proposal.sheets)
    )
    return replace(proposal, sheets=sheets)


_SUMMED = frozenset({"amount", "share", "contract"})
"""Fields of contracts and payments on which the sum of the payments depends."""


def contract_doubts(reader: Reader, changes: Sequence[Change]) -> list[Problem]:
    """Return what *changes* typed into a form would make wrong with the sums of the contracts that they touch."""
    own = [one for one in changes if one.entity in ("contract", "payment") and one.fields & _SUMMED]
    if not own:
        return []
    known = contract_facts(reader)
    then = _facts_then(own, _touched_parts(own, known), known)
    return [problem for fact in then for problem in sum_doubts(fact, known.get(fact.id))]


def _touched_parts(changes: Iterable[Change], known: Mapping[str, ContractFact]) -> dict[str, list[Change]]:
    """Return the changes of payments, amendments, levels and scores by the contract that they belong to then."""
    owners: dict[str, str] | None = None
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.entity not in _PARTS:
            continue
        owner = (change.after or {}).get("contract")
        if owner is None:
            if owners is None:
                owners = {
                    one.id: fact.id
                    for fact in known.values()
                    for name, _kind in _PARTS.values()
                    for one in getattr(fact, name)
                }
            owner = owners.get(change.id)
        if owner is not None:
            found[owner].append(change)
    return found


def _facts_then(
    changes: Iterable[Change], parts: Mapping[str, Sequence[Change]], known: Mapping[str, ContractFact]
) -> Iterator[ContractFact]:
    """Give the contracts that the changes touch, as they would be."""
    own = {change.id: change.after for change in changes if change.entity == "contract"}
    for id in dict.fromkeys((*own, *parts)):
        values = own.get(id, {})
        if values is None or (id not in known and id not in own):
            continue  # it is removed, or of no contract
        fact = known.get(id) or ContractFact(id=id, title="")
        fact = fact._replace(**{name: value for name, value in values.items() if name in ContractFact._fields})
        for change in parts.get(id, ()):
            fact = _with_part(fact, change)
        yield fact


def _with_part(fact: ContractFact, change: Change) -> ContractFact:
    name, kind = _PARTS[change.entity]
    rows = {one.id: one for one in getattr(fact, name)}
    before = rows.pop(change.id, None)
    if change.after is not None:
        values = {field: value for field, value in change.after.items() if field in kind._fields}
        if before is None:
            usual = {field: value for field, value in _BLANK.items() if field in kind._fields}
            before = kind(**(usual | {"id": change.id, "contract": fact.id}))
        made = before._replace(**values)
        rows[change.id] = made._replace(month=month_of(made.period)) if kind is ScoreFact else made
    parts: dict[str, Any] = {name: tuple(rows.values())}
    return fact._replace(**parts)


def _place(sheets: Sequence[SheetReading], id: str, problem: Problem, parts: Sequence[Change]) -> _Place | None:
    """Return where to show a problem: the row it speaks of, in the column of its field if there is one."""
    spoken_of = [one.id for one in parts if _name(one) and _name(one) in (problem.message, problem.value)]
    spoken_of += [one.id for one in parts if _name(one) and _name(one) in problem.message]
    for wanted in (*spoken_of, id, *(one.id for one in parts)):
        for number, sheet in enumerate(sheets):
            row = next((row.row for row in sheet.rows if row.id == wanted), None)
            if row is not None:
                letters = [letter for letter, field in sheet.columns.items() if field == problem.field]
                return _Place(number, f"{(letters or list(sheet.columns) or ['A'])[0]}{row}")
    return next((_Place(number, "") for number, sheet in enumerate(sheets) if sheet.entity is not None), None)


def _name(change: Change) -> str:
    values = change.after or {}
    return str(values.get("title") or values.get("period") or "")


def _not_said_yet(sheet: SheetReading, problems: Iterable[Problem]) -> Iterator[Problem]:
    marked = {problem.cell for problem in sheet.problems if problem.level is not Level.NOTE and problem.cell}
    return (problem for problem in problems if problem.cell not in marked)
