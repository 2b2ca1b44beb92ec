"""What is wrong with each contract, worked out once for as long as nothing of it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from smartplanner.base.i18n import language
from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.queries.reader import Reader
from smartplanner.rules.contract_facts import ContractFact
from smartplanner.rules.contracts import contract_problems
from smartplanner.rules.payment_checks import payment_problems
from smartplanner.rules.service import service_problems


class Finding(NamedTuple):
    """A problem and the contract that it is about; empty where it is about none."""

    contract: str
    problem: Problem


def problems_of(fact: ContractFact) -> list[Problem]:
    """Return what is wrong with one contract, its payments and its scores."""
    return [*contract_problems(fact), *payment_problems(fact), *service_problems(fact)]


def findings(reader: Reader, facts: Iterable[ContractFact]) -> Iterator[Finding]:
    """Give the problems of these contracts; they do not depend on the day."""
    known = reader.companion(_Known)
    for fact in facts:
        yield from known.of(fact)


class _Known:
    """The findings by contract, each with the facts and the language that it is true for."""

    def __init__(self, _reader: Reader) -> None:
        self._found: dict[str, tuple[ContractFact, str, tuple[Finding, ...]]] = {}

    def of(self, fact: ContractFact) -> tuple[Finding, ...]:
        kept = self._found.get(fact.id)
        if kept is not None and kept[0] is fact and kept[1] == language():
            return kept[2]
        made = tuple(Finding(fact.id, problem) for problem in problems_of(fact))
        self._found[fact.id] = (fact, language(), made)
        return made

    def follow(self, changes: Sequence[Change]) -> None:
        """Forget what was removed; what was changed comes with other facts."""
        for change in changes:
            if change.entity == "contract" and change.after is None:
                self._found.pop(change.id, None)
