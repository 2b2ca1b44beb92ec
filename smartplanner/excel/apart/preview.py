"""The sheets of a workbook as a person sees them: texts, merged ranges, what is hidden, who fills in.

For drawing the source beside what was understood of it.  A row is one text whose cells are joined, so that even
twenty thousand rows are handed between processes and threads in a moment; a row is split when it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.excel.headers.caption import read_caption
from smartplanner.excel.reading.container import open_container
from smartplanner.excel.reading.grid import Grid, Merge
from smartplanner.excel.reading.reader import read_grids
from smartplanner.fields import text

_BETWEEN = "\x1f"
_LONGEST = 2_000
"""Characters of a cell that are shown."""
_FORMATTED_ROWS = 5_000
"""Percent formats are looked up in sheets up to this height; it costs one more pass over the sheet."""
_CAPTION_ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """One sheet to be drawn; indexes count from 0.  ``reporter`` is the 填报单位 that its caption names."""

    name: str
    lines: tuple[str, ...] = ()
    width: int = 0
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    reporter: str = ""

    @property
    def height(self) -> int:
        """How many rows the sheet has."""
        return len(self.lines)

    def row(self, number: int) -> list[str]:
        """Return the texts of a row; an empty list outside of the sheet."""
        return self.lines[number].split(_BETWEEN) if 0 <= number < len(self.lines) else []

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; an empty text outside of the sheet."""
        cells = self.row(row)
        return cells[column] if 0 <= column < len(cells) else ""


def view_sheets(path: Path) -> tuple[SheetView, ...]:
    """Return all sheets of the workbook at *path*; raises the Problem that refuses the file."""
    return views_of(read_grids(open_container(path)))


def views_of(grids: Iterable[Grid]) -> tuple[SheetView, ...]:
    """Return the sheets of a workbook that was read already."""
    return tuple(_view(grid) for grid in grids)


def _view(grid: Grid) -> SheetView:
    shown = _percents(grid)
    width = grid.width
    lines = [
        _BETWEEN.join(_words(value, shown.get((number, column))) for column, value in enumerate(row))
        for number, row in enumerate(grid.rows)
    ]
    while lines and not lines[-1].strip(_BETWEEN):
        lines.pop()
    return SheetView(
        name=grid.name,
        lines=tuple(lines),
        width=max(width, 1),
        merges=tuple(grid.merges),
        hidden=grid.hidden,
        hidden_rows=grid.hidden_rows,
        hidden_columns=grid.hidden_columns,
        reporter=read_caption(grid, min(_CAPTION_ROWS, len(grid.rows)), date(2000, 1, 1)).reporter,
    )


def _words(value: Any, percent: str | None) -> str:
    if value == "":
        return ""
    if percent is not None:
        return percent
    return text.words(value)[:_LONGEST].replace(_BETWEEN, " ")


def _percents(grid: Grid) -> Mapping[tuple[int, int], str]:
    """Return the texts of the numbers that the workbook shows as percentages."""
    if len(grid.rows) > _FORMATTED_ROWS:
        return {}
    found: dict[tuple[int, int], str] = {}
    for column in range(grid.width):
        numbers = [
            (row, cells[column])
            for row, cells in enumerate(grid.rows)
            if column < len(cells) and isinstance(cells[column], float)
        ]
        if numbers:
            found |= _shown(column, numbers, grid.formats)
    return found


def _shown(
    column: int, numbers: Sequence[tuple[int, float]], formats: Callable[[int], Mapping[int, str]]
) -> dict[tuple[int, int], str]:
    codes = formats(column)
    return {(row, column): f"{number * 100:.10g}%" for row, number in numbers if "%" in codes.get(row, "")}
