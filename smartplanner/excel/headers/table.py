"""What a recognised table is: its header rows, its columns and the fields that they mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from smartplanner.fields.description import Entity


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its index (from 0), the rows of its head, the field it means (empty: none) and how surely."""

    index: int
    parts: tuple[str, ...]
    field: str = ""
    score: float = 0.0
    unit: Decimal | None = None

    @property
    def head(self) -> str:
        """The head as one text."""
        return " ".join(part.replace("\n", "") for part in self.parts)


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised table: first and last header row (from 0), its columns, the running number's column if any."""

    entity: str
    first: int
    last: int
    columns: tuple[Column, ...]
    number: int | None
    score: float
    rival: float = 0.0
    """The score of the best other entity under the same header."""

    def fields(self) -> dict[str, Column]:
        """Return the columns that mean a field, by the field."""
        return {column.field: column for column in self.columns if column.field}


@dataclass(frozen=True, slots=True)
class NoTable:
    """Why a sheet holds no table that can be imported: empty, form, summary or no_header."""

    reason: str


def anchor(entity: Entity) -> str:
    """Return the field without which a row is none: the title, or what the row belongs to where it needs no title."""
    if entity[entity.title].required:
        return entity.title
    return next((name for name in entity.key if entity[name].required), entity.title)
