"""The columns under header rows: the texts of each joined from parent to child along the merges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from smartplanner.excel.headers.heads import LONGEST_HEAD
from smartplanner.excel.headers.table import Column
from smartplanner.excel.reading.grid import Grid
from smartplanner.fields import text
from smartplanner.fields.money import unit_in


def columns_under(grid: Grid, first: int, last: int) -> list[Column] | None:
    """Return the columns under the header rows *first* to *last*; None if they cannot be a header."""
    width = max(len(grid.rows[row]) for row in range(first, last + 1))
    for row in range(first, last + 1):
        if not any(isinstance(value, str) and value.strip() for value in grid.rows[row]):
            return None
        if any(
            top <= row <= bottom and right - left + 1 >= max(0.8 * width, 3) for top, left, bottom, right in grid.merges
        ):
            return None
    origins = header_origins(grid, first, last)
    found = []
    for index in range(width):
        parts: list[str] = []
        seen: set[tuple[int, int]] = set()
        for row in range(first, last + 1):
            origin = origins.get((row, index), (row, index))
            if origin in seen or origin[0] < first:
                continue
            seen.add(origin)
            words = text.words(grid.value(*origin))
            if words and words not in parts[-1:]:
                parts.append(words)
        if parts:
            found.append(Column(index, tuple(parts), unit=_unit(parts)))
    return found


def header_origins(grid: Grid, first: int, last: int) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Return which cell each header cell takes its text from: along the merges, or to the left where there are none."""
    found = {}
    for top, left, bottom, right in grid.merges:
        if bottom >= first and top <= last:
            for row in range(max(top, first), min(bottom, last) + 1):
                for column in range(left, right + 1):
                    found[row, column] = (top, left)
    if not grid.merges and last > first:
        for row in range(first, last):
            for column in range(1, len(grid.rows[row])):
                if grid.value(row, column) == "" and grid.value(row + 1, column) != "":
                    found[row, column] = found.get((row, column - 1), (row, column - 1))
    return found


def _unit(parts: Sequence[str]) -> Decimal | None:
    for part in reversed(parts):
        if (unit := unit_in(part)) is not None:
            return unit
    return unit_in(f"({text.squeeze(parts[-1])})") if len(text.squeeze(parts[-1])) <= 2 else None


def data_cells(grid: Grid, first: int, last: int) -> int:
    """Count the cells that no header has: numbers, dates, long texts, texts with a colon inside."""
    count = 0
    for row in range(first, last + 1):
        for value in grid.rows[row]:
            if isinstance(value, str):
                plain = text.squeeze(value)
                count += len(plain) > LONGEST_HEAD or ":" in plain
            else:
                count += 1
    return count
