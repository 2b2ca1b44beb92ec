"""What stands in a cell before its grammar reads it: filled from above, joined over a merge, made unambiguous."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from smartplanner.excel.grammar.scales import date_scale, percent_scale
from smartplanner.excel.headers.table import Column, Table
from smartplanner.excel.ledgers.fill import Filled
from smartplanner.excel.reading.grid import Grid
from smartplanner.fields import text
from smartplanner.fields.description import Entity, Kind

_FILL_DOWN = frozenset(("category",))
"""Fields whose blank cells below a filled one mean the same, merged or not."""
_LONGEST_DITTO = 6
_DITTO_SIGNS = frozenset("同(（〃〞〟\"″”“d'D 　")
"""What a cell that says "the same as above" can begin with."""


class RawCells:
    """The cells of one table, row after row: each knows what stood above it."""

    def __init__(self, grid: Grid, table: Table, entity: Entity, filled: Filled) -> None:
        self._grid, self._table, self._filled = grid, table, filled
        columns = [column for column in table.columns if column.field]
        given = frozenset(column.field for column in columns)
        self._fills_down = {
            column.field for column in columns if column.field in _FILL_DOWN and self._sparse(column, entity, given)
        }
        self._above: dict[str, Any] = {}
        self._scales = self._scale(columns, entity)

    def forget(self, field: str) -> None:
        """Take what comes below for something new: a group begins."""
        self._above.pop(field, None)

    def value(self, number: int, row: Sequence[Any], column: Column, others: tuple[int, ...]) -> Any:
        """Return the value of a cell, filled from above where a merge, a ditto mark or a category says so."""
        index = column.index
        raw = row[index] if index < len(row) else ""
        if raw == "" and others:
            raw = next((row[other] for other in others if other < len(row) and row[other] != ""), "")
        if raw == "":
            origin = self._filled.origin(number, index)
            if origin is not None:
                raw = self._grid.value(origin, index)
            elif column.field in self._fills_down:
                raw = self._above.get(column.field, "")
        elif raw.__class__ is str and len(raw) <= _LONGEST_DITTO and raw[0] in _DITTO_SIGNS and text.is_ditto(raw):
            raw = self._above.get(column.field, "")
        if number in self._filled.parents and isinstance(raw, str):
            raw = self._joined(number, index, raw)
        self._above[column.field] = raw
        if index in self._scales and raw.__class__ in (float, int):
            return self._scales[index](number, raw)
        return raw

    def _joined(self, number: int, index: int, raw: str) -> str:
        """Add the lines of the rows over which this row's title is merged."""
        lines = [raw] if raw else []
        for below in self._filled.parents[number]:
            value = self._grid.value(below, index)
            if isinstance(value, str) and value.strip() and value not in lines:
                lines.append(value)
        return "\n".join(lines)

    def _sparse(self, column: Column, entity: Entity, given: frozenset[str]) -> bool:
        """Return whether a blank in the column means "the same": then no value stands twice in a row.

        A ledger of our own making, which has columns for the words beside the values, has no such blanks.
        """
        if any(field.note.words in given for field in entity.fields if field.note.words != "source_text"):
            return False
        values = [row[column.index] for row in self._grid.rows[self._table.last + 1 :] if column.index < len(row)]
        return not any(above != "" and above == below for above, below in pairwise(values))

    def _scale(self, columns: Sequence[Column], entity: Entity) -> dict[int, Callable[[int, Any], Any]]:
        """Return, by column, how a number cell is made unambiguous by its format or by its whole column."""
        scales: dict[int, Callable[[int, Any], Any]] = {}
        for column in columns:
            kind = entity[column.field].kind
            if kind is Kind.PERCENT:
                scales[column.index] = percent_scale(self._grid, self._table, column)
            elif kind is Kind.DATE and (scale := date_scale(self._grid, self._table, column)) is not None:
                scales[column.index] = scale
        return scales
