"""Numbers that mean two things until the cell's format or the whole column tells: 0.8 and 80 %, 2026.1 and 2026.10."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from smartplanner.excel.grammar.cells import ScaledNumber
from smartplanner.excel.headers.table import Column, Table
from smartplanner.excel.reading.grid import Grid
from smartplanner.fields import text

_LARGEST_FRACTION = 10
"""Numbers up to this may be fractions under a % format, 1.2 meaning 120 %."""
_TWO_DECIMALS = ("0.00", "0.00_ ", "0.00_);[Red](0.00)", "0.00;[Red]0.00")


def percent_scale(grid: Grid, table: Table, column: Column) -> Callable[[int, Any], Any]:
    """Tell whether 0.8 and 1 are fractions: by the format of the cell, else by the head and the whole column."""
    numbers = [
        value
        for row in grid.rows[table.last + 1 :]
        if column.index < len(row) and (value := row[column.index]).__class__ in (float, int)
    ]
    if not any(0 < number <= _LARGEST_FRACTION for number in numbers):
        return lambda _number, raw: ScaledNumber(raw, is_fraction=False)
    formats = grid.formats(column.index)
    larger = any(number > 2 for _row, number in _plain_numbers(grid, table, column, formats))
    fractions = any(0 < number < 1 for number in numbers)
    percent_head = "%" in text.squeeze(column.head)

    def scale(row: int, raw: Any) -> Any:
        if "%" in formats.get(row, ""):
            return ScaledNumber(raw, is_fraction=True)
        if larger or raw >= 2:
            return ScaledNumber(raw, is_fraction=False)
        if fractions and not percent_head:
            return ScaledNumber(raw, is_fraction=True)
        return raw

    return scale


def _plain_numbers(grid: Grid, table: Table, column: Column, formats: Mapping[int, str]) -> Iterator[tuple[int, float]]:
    for number in range(table.last + 1, len(grid.rows)):
        value = grid.value(number, column.index)
        if value.__class__ in (float, int) and "%" not in formats.get(number, ""):
            yield number, value


def date_scale(grid: Grid, table: Table, column: Column) -> Callable[[int, Any], Any] | None:
    """Show 2026.1 as 2026.10 where the cell's format does."""
    suspects = any(
        (value := grid.value(number, column.index)).__class__ is float and 1990 < value < 2101 and value % 1
        for number in range(table.last + 1, len(grid.rows))
    )
    if not suspects:
        return None
    formats = grid.formats(column.index)

    def scale(row: int, raw: Any) -> Any:
        if formats.get(row) not in _TWO_DECIMALS:
            return raw
        shown = f"{raw:.2f}"
        return shown if 10 <= int(shown[-2:]) <= 12 else raw

    return scale
