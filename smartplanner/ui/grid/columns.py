"""What a grid knows of a column beside its text: its field, what tells its cells apart, its order and its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.queries.spelling import spelled
from smartplanner.ui.table import Column

NUMBERS = (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER)
SUMMED = (Kind.MONEY,)
"""What makes sense added up; a sum of percents, tiers, days, marks or an order does not."""
Ranks = Callable[[str], Mapping[str, int]]
"""Gives the office's own order of the rows of an entity, by id; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One column for filtering, sorting and summing.

    ``raw`` gives something hashable that the shown text follows from; ``value`` the day or number of a cell (None:
    empty, or a column of texts); ``key`` what its rows are sorted by (None or an empty text: last).
    """

    column: Column
    field: Field | None
    raw: Callable[[Any], Any]
    value: Callable[[Any], Any] | None
    key: Callable[[Any], Any]

    @property
    def kind(self) -> str:
        """What conditions fit: light, date, money, number or text."""
        if self.column.light is not None:
            return "light"
        if self.field is None or self.value is None:
            return "text"
        if self.field.kind in (Kind.DATE, Kind.MONEY):
            return str(self.field.kind)
        return "number"

    @property
    def summed(self) -> bool:
        """Whether its numbers make sense added up."""
        return self.value is not None and self.field is not None and self.field.kind in SUMMED


def facet_of(column: Column, entity: Entity | None, ranks: Ranks | None = None) -> Facet:
    """Return what a grid knows of *column*; a column named like a field of *entity* is that field."""
    field = entity.by_name.get(column.name) if entity is not None else None
    value = _stored(column) if field is not None and field.kind in (Kind.DATE, *NUMBERS) else None
    return Facet(column, field, _raw(column, field), value, _key(column, field, ranks))


def _stored(column: Column) -> Callable[[Any], Any]:
    """Return what gives the stored value of a column's field."""
    return column.stored or attrgetter(column.name)


def _raw(column: Column, field: Field | None) -> Callable[[Any], Any]:
    if column.raw is not None:
        return column.raw
    if column.light is not None:
        return column.light
    if field is not None and column.key is None and field.kind in (Kind.REFERENCE, Kind.MANY, Kind.CHOICE, Kind.FLAG):
        return _stored(column)
    return column.text


def _key(column: Column, field: Field | None, ranks: Ranks | None) -> Callable[[Any], Any]:
    """Return what a column is sorted by: its own key, the office's order, a choice's place, or the pinyin."""
    if column.key is not None:
        return column.key
    if field is not None and field.kind is Kind.CHOICE and field.choices is not None:
        places = {str(member): place for place, member in enumerate(field.choices)}
        stored = _stored(column)
        return lambda row: None if (value := stored(row)) is None else places.get(str(value), len(places))
    if field is not None and field.kind is Kind.REFERENCE and ranks is not None:
        return _ranked(column, field.target, ranks)
    text = column.text
    return lambda row: spelled(text(row))


def _ranked(column: Column, target: str, ranks: Ranks) -> Callable[[Any], Any]:
    stored, text = _stored(column), column.text

    def key(row: Any) -> Any:
        id = stored(row)
        if not id:
            return None
        return ranks(target).get(id, _LAST), spelled(text(row))

    return key


_LAST = 1 << 31
