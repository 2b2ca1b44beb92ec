"""All contracts of an open book with what hangs on them, read once and kept up with its commits."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from smartplanner.base.memory import without_scans
from smartplanner.changes import Change
from smartplanner.queries.reader import Reader
from smartplanner.rules.contract_facts import (
    AmendmentFact,
    ContractFact,
    LevelFact,
    MilestoneFact,
    PaymentFact,
    ScoreFact,
    month_of,
)

_CONTRACT = tuple(name for name in ContractFact._fields if name != "operator_unit")[:-5]
_DAYS = ("signed_on", "start", "end")
_PARTS = ("payment", "amendment", "service_level", "service_score")
_SCORE = ("id", "contract", "level", "period", "score")
_MILESTONE = ("id", "title", "done_on", "lead")
_DAYS_KEPT = 20_000


def contract_facts(reader: Reader) -> Mapping[str, ContractFact]:
    """Return every contract by id as the rules know it.  Do not change the answer."""
    return reader.companion(ContractBook).facts()


class ContractBook:
    """The facts by contract.  Any thread may ask; one reads at a time, and a commit never waits for it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._reading = threading.RLock()
        self._noting = threading.Lock()
        self._facts: dict[str, ContractFact] | None = None
        self._touched: set[str] = set()
        self._parts: dict[str, set[str]] = defaultdict(set)
        self._days = _Days()
        self._months = _Months()

    def facts(self) -> Mapping[str, ContractFact]:
        """Return all facts, brought up to the last commit; each answer is a dictionary of its own."""
        with self._reading:
            with self._noting:
                touched, parts = self._touched, self._parts
                self._touched, self._parts = set(), defaultdict(set)
            known, self._facts = self._facts, None  # whatever goes wrong, what is half done is not kept
            if known is None:
                with without_scans():
                    known = self._read(None)
            elif touched or parts:
                stale = touched | self._owners(known, parts)
                known = {id: fact for id, fact in known.items() if id not in stale} | self._read(stale)
            self._facts = known
            return known

    def follow(self, changes: Sequence[Change]) -> None:
        """Note which contracts are to be read anew."""
        with self._noting:
            for change in changes:
                if change.entity == "contract":
                    self._touched.add(change.id)
                elif change.entity in _PARTS:
                    self._parts[change.entity].add(change.id)
                    for values in (change.before, change.after):
                        if values and values.get("contract"):
                            self._touched.add(values["contract"])
                elif change.entity in ("milestone", "operator"):
                    self._parts[change.entity].add(change.id)

    def _owners(self, known: Mapping[str, ContractFact], parts: Mapping[str, set[str]]) -> set[str]:
        """Return the contracts that these rows belong to."""
        found: set[str] = set()
        for entity in _PARTS:
            if parts.get(entity):
                found |= {owner for (owner,) in self._reader.raw_columns(entity, ("contract",), parts[entity])}
        milestones, operators = parts.get("milestone", set()), parts.get("operator", set())
        for id, fact in known.items() if milestones or operators else ():
            if fact.operator in operators or any(one.milestone in milestones for one in fact.payments):
                found.add(id)
        return found

    def _read(self, ids: Collection[str] | None) -> dict[str, ContractFact]:
        units = dict(self._reader.raw_columns("operator", ("id", "organisation")))
        payments = _grouped(self._payments(self._part("payment", PaymentFact._fields, ids)))
        amendments = _grouped(self._amendments(ids))
        levels = _grouped([LevelFact(*record) for record in self._part("service_level", LevelFact._fields, ids)])
        scores = _grouped(self._scores(ids))
        milestones = self._milestones(payments)
        made = {}
        for record in self._reader.raw_columns("contract", _CONTRACT, ids):
            given = dict(zip(_CONTRACT, record, strict=True))
            for name in _DAYS:
                given[name] = self._days[given[name]]
            if given["sole_source"] is not None:
                given["sole_source"] = bool(given["sole_source"])
            id = given["id"]
            owned = payments.get(id, ())
            made[id] = ContractFact(
                **given,
                operator_unit=units.get(given["operator"]),
                payments=owned,
                amendments=amendments.get(id, ()),
                levels=levels.get(id, ()),
                scores=scores.get(id, ()),
                milestones=tuple(milestones[one.milestone] for one in owned if one.milestone in milestones),
            )
        return made

    def _part(self, entity: str, fields: Sequence[str], ids: Collection[str] | None) -> list[tuple[Any, ...]]:
        return self._reader.raw_columns(entity, fields, ids, by="contract" if ids is not None else "id")

    def _payments(self, records: Iterable[tuple[Any, ...]]) -> list[PaymentFact]:
        days = self._days
        return [
            PaymentFact(
                id, contract, title, amount, days[due], condition, number, days[paid_on], paid, share, milestone,
                days[accepted], acceptance, score, days[first], days[last],
                None if approval is None else bool(approval), source, deducted,
            )
            for (
                id, contract, title, amount, due, condition, number, paid_on, paid, share, milestone, accepted,
                acceptance, score, first, last, approval, source, deducted,
            ) in records
        ]  # fmt: skip

    def _amendments(self, ids: Collection[str] | None) -> list[AmendmentFact]:
        days = self._days
        return [
            AmendmentFact(id, contract, title, days[signed], change, days[start], days[end], number)
            for id, contract, title, signed, change, start, end, number in self._part(
                "amendment", AmendmentFact._fields, ids
            )
        ]

    def _scores(self, ids: Collection[str] | None) -> list[ScoreFact]:
        months = self._months
        return [
            ScoreFact(id, contract, level, period, score, months[period])
            for id, contract, level, period, score in self._part("service_score", _SCORE, ids)
        ]

    def _milestones(self, payments: Mapping[str, tuple[PaymentFact, ...]]) -> dict[str, MilestoneFact]:
        named = {one.milestone for owned in payments.values() for one in owned if one.milestone}
        if not named:
            return {}
        return {
            id: MilestoneFact(id, title, self._days[done], lead)
            for id, title, done, lead in self._reader.raw_columns("milestone", _MILESTONE, named)
        }


def _grouped(facts: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    """Return facts by the contract that they belong to."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for fact in facts:
        groups[fact.contract].append(fact)
    return {id: tuple(members) for id, members in groups.items()}


class _Days(dict[str | None, date | None]):
    """The day of an ISO text; the same few thousand days come again and again."""

    def __missing__(self, text: str | None) -> date | None:
        day = date.fromisoformat(text) if text else None
        if len(self) < _DAYS_KEPT:
            self[text] = day
        return day


class _Months(dict[str, str]):
    """The month of a text."""

    def __missing__(self, text: str) -> str:
        month = month_of(text)
        if len(self) < _DAYS_KEPT:
            self[text] = month
        return month
