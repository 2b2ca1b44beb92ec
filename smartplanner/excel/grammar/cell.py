"""What one cell gives, and what is known around it while it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.fields.description import Entity, Field


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell gives: field values, problems without a place, and facts for the family's adapter."""

    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    status: str = ""
    contacts: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a person must decide."""
        return any(problem.level is Level.ERROR for problem in self.problems)


EMPTY = Cell()
CellReader = Callable[[Any], Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellContext:
    """What a cell leaves unsaid: the ledger's year and day, the column's unit and head, the fields with own columns."""

    year: int
    as_of: date
    epoch_1904: bool
    unit: Decimal | None
    head: str
    given: frozenset[str]
    surroundings: Surroundings


def as_remark(entity: Entity, described: Field, words: str) -> dict[str, Any]:
    """Return *words* on their way to the note, with the label of their field; nothing if there is no note."""
    if "note" in entity.by_name and described.name != "note":
        return {REMARK: _("{label}: {words}", label=_(described.note.label), words=words)}
    return {}


REMARK = "+note"
"""The key under which words travel that no field takes; the ledger appends them to the note."""
