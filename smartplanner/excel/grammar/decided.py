"""What a person decided, as the reading of one table needs it: by row, by cell, by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from smartplanner.excel.choices import NO_CHOICES, Choices, TableChoice
from smartplanner.excel.grammar.cell import Cell, CellReader
from smartplanner.excel.reading.grid import column_number
from smartplanner.fields import text
from smartplanner.fields.description import Entity, Field, Kind

_CELL = re.compile(r"(.*)!([A-Z]{1,3})(\d{1,7})")
_ROW = re.compile(r"(.*)!(\d{1,7})")
_READ_AS_WORDS = (Kind.DATE, Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER, Kind.FLAG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The choices about one table: ``values`` by field and words, ``cells`` by row and column, rows from 0."""

    table: TableChoice = field(default_factory=TableChoice)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], Any] = field(default_factory=dict)
    accepted: frozenset[int] = frozenset()

    def columns(self) -> dict[int, str]:
        """Return the field of each column (from 0) that was decided; an empty text leaves the column out."""
        return {column_number(letters) - 1: name for letters, name in self.table.columns.items()}


NOTHING_DECIDED = Decided()


def decided(choices: Choices, sheet: str, name: str, entity: str) -> Decided:
    """Return what *choices* say about the table *name* of *sheet*, whose rows are of *entity*."""
    if choices is NO_CHOICES:
        return NOTHING_DECIDED
    values: dict[str, dict[str, Any]] = {}
    for (owner, words), value in choices.values.items():
        of, _point, field_name = owner.partition(".")
        if of == entity:
            values.setdefault(field_name, {})[text.words(words)] = value
    cells = {}
    for place, value in choices.cells.items():
        if (match := _CELL.fullmatch(place)) and match[1] == sheet:
            cells[int(match[3]) - 1, column_number(match[2]) - 1] = value
    rows = (match for place in choices.accepted if (match := _ROW.fullmatch(place)))
    return Decided(
        table=choices.tables.get(name, TableChoice()),
        values=values,
        cells=cells,
        accepted=frozenset(int(match[2]) - 1 for match in rows if match[1] == sheet),
    )


def with_answers(read: CellReader, entity: Entity, described: Field, answers: Mapping[str, Any]) -> CellReader:
    """Return *read* with the answers that a person gave for the words of this column."""
    if not answers:
        return read

    def answering(raw: Any) -> Cell:
        words = text.words(raw)
        if words not in answers:
            return read(raw)
        return value_by_hand(entity, described, answers[words], read, words)

    return answering


def value_by_hand(entity: Entity, described: Field, value: Any, read: CellReader, words: str = "") -> Cell:
    """Return the cell that a person's *value* makes: words are read as if they stood in the cell, values are taken."""
    if value is None:
        return Cell()
    if isinstance(value, str) and described.kind in _READ_AS_WORDS:
        return read(value)
    if isinstance(value, str) and described.kind is Kind.CHOICE and not _is_stored(described, value):
        return read(value)
    if isinstance(value, str) and described.kind in (Kind.REFERENCE, Kind.MANY) and not _is_id(value):
        return read(value)
    if described.kind is Kind.MANY:
        value = (value,) if isinstance(value, str) else tuple(value)
    kept = described.note.words
    return Cell({described.name: value, kept: words} if kept and words else {described.name: value})


def _is_stored(described: Field, value: str) -> bool:
    return described.choices is not None and any(str(choice) == value for choice in described.choices)


def _is_id(value: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}", value) is not None
