"""What merged cells mean for the rows of a table: values that go down, columns that are one, rows that continue one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from smartplanner.excel.headers.table import Column, Table
from smartplanner.excel.reading.grid import Grid
from smartplanner.fields.description import Entity, Kind

_NEVER_DOWN = (Kind.MONEY, Kind.NUMBER, Kind.INTEGER)
"""A number merged over several rows is shared by them; repeating it would multiply it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """For the cells below the first of a vertical merge the row of that first cell, by (row, column).

    ``parents`` lists, for a row whose title is merged over several rows, the rows that continue it;
    ``continued`` holds those rows.
    """

    origins: Mapping[tuple[int, int], int] = field(default_factory=dict)
    parents: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    continued: frozenset[int] = frozenset()
    merged_heads: frozenset[int] = frozenset()

    def origin(self, row: int, column: int) -> int | None:
        """Return the row whose value stands for this cell, or None."""
        return self.origins.get((row, column)) if self.origins else None


def filled_columns(grid: Grid, table: Table, entity: Entity) -> Filled:
    """Return what the vertical merges below the header mean."""
    fields = {column.index: column.field for column in table.columns if column.field}
    title = next((index for index, name in fields.items() if name == entity.title), None)
    origins: dict[tuple[int, int], int] = {}
    parents: dict[int, tuple[int, ...]] = {}
    for top, left, bottom, right in grid.merges:
        if top <= table.last or bottom == top:
            continue
        bottom = min(bottom, len(grid.rows) - 1)
        if title is not None and left <= title <= right:
            parents[top] = tuple(range(top + 1, bottom + 1))
            continue
        for column in range(left, right + 1):
            if column in fields and entity[fields[column]].kind not in _NEVER_DOWN:
                origins.update({(row, column): top for row in range(top + 1, bottom + 1)})
    continued = frozenset(row for rows in parents.values() for row in rows)
    return Filled(origins, parents, continued, _merged_heads(grid, table))


def coalesced(grid: Grid, table: Table, column: Column) -> tuple[int, ...]:
    """Return the further columns that stand under the same merged head: data may be in any of them."""
    for top, left, bottom, right in grid.merges:
        if table.first <= top and bottom == table.last and left <= column.index <= right and right > left:
            return tuple(index for index in range(left, right + 1) if index != column.index)
    return ()


def _merged_heads(grid: Grid, table: Table) -> frozenset[int]:
    return frozenset(
        index
        for top, left, bottom, right in grid.merges
        if table.first <= top and bottom == table.last and right > left
        for index in range(left, right + 1)
    )
