"""The tables of one sheet: one below the other, side by side, or as a person said.

A sheet is cut where a header of another layout begins, and where empty columns part two tables that each
stand for themselves.  Each part keeps the rows and columns of its sheet, so that cells keep their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from smartplanner.base.i18n import language
from smartplanner.excel.choices import Choices, TableChoice
from smartplanner.excel.headers.finding import bare_table, find_table, header_hits, summary_hits, table_at, with_columns
from smartplanner.excel.headers.heads import LONGEST_HEAD, all_spellings, normal
from smartplanner.excel.headers.months import month_hits
from smartplanner.excel.headers.table import NoTable, Table
from smartplanner.excel.reading.grid import Grid, column_number
from smartplanner.model import entities

_MOST_TABLES = 12
"""Tables per sheet; a sheet with more is cut no further."""
_LEAST_HEADS = 3
_SEARCHED_ROWS = 80
_CAPTION_ROWS = 4
"""A title, a unit line and the like above a header."""


@dataclass(frozen=True, slots=True)
class Found:
    """One table of a sheet, or why a part of it is none: its name, its part of the sheet, the choice about it."""

    name: str
    grid: Grid
    table: Table | NoTable
    choice: TableChoice


def find_tables(grid: Grid, only: str | None, choices: Choices) -> list[Found]:
    """Return the tables of *grid* in their order, at least one entry; *only* names the entity they are of."""
    found: list[Found] = []
    for part in _parts(grid, only):
        name = grid.name if not found else f"{grid.name}#{len(found) + 1}"
        choice = choices.tables.get(name, TableChoice())
        shown = replace(part, hidden_columns=frozenset()) if choice.hidden else part
        table = _chosen(shown, choice, only)
        if isinstance(table, NoTable) and found and table.reason in ("empty", "no_header"):
            continue
        found.append(Found(name, shown, table, choice))
    return found


def _chosen(grid: Grid, choice: TableChoice, only: str | None) -> Table | NoTable:
    entity = choice.entity if choice.entity in entities() else only
    columns = {column_number(letters) - 1: name for letters, name in choice.columns.items()}
    table: Table | NoTable | None
    if choice.header_rows is not None and grid.rows:
        first, last = choice.header_rows[0] - 1, choice.header_rows[1] - 1
        table = table_at(grid, first, last, entity)
        if table is None and (columns or entity):
            table = bare_table(grid, first, last, entity or "task")
    else:
        table = find_table(grid, entity)
    if table is None:
        return NoTable("no_header")
    if isinstance(table, NoTable) or not columns:
        return table
    known = {index: name for index, name in columns.items() if not name or name in entities()[table.entity].by_name}
    return with_columns(table, known)


def _parts(grid: Grid, only: str | None) -> Iterator[Grid]:
    """Yield the parts of *grid* that may hold a table of their own, from top to bottom and left to right."""
    cuts = _cuts(grid)
    if not cuts:
        yield from _side_by_side(grid, 0, only)
        return
    tops = [0]
    for top, bottom in zip(cuts, [*cuts[1:], len(grid.rows)], strict=True):
        # A cut that leads to no table is none: its rows stay with the table above.
        found = find_table(_between_rows(grid, top, bottom), only)
        if isinstance(found, Table) or found.reason in ("summary", "form"):
            tops.append(top)
    for top, bottom in zip(tops, [*tops[1:], len(grid.rows)], strict=True):
        yield from _side_by_side(_between_rows(grid, top, bottom), top, only)


# -- one below the other


def _cuts(grid: Grid) -> list[int]:
    """Return the rows (from 0) at which a further table begins, its title included."""
    spellings = all_spellings(language())
    header = -1
    heads: Mapping[int, str] = {}
    cuts: list[int] = []
    for number, row in enumerate(grid.rows):
        if spellings.isdisjoint(row) or (header >= 0 and number <= header + 2):
            continue
        layout = _layout(row)
        if layout is None:
            continue
        if header >= 0 and not _repeats(layout, heads):
            start = _start(grid, number, header)
            if _has_data(grid, header, start):
                cuts.append(start)
        header, heads = number, _heads_around(grid, number)
        if len(cuts) == _MOST_TABLES:
            break
    return cuts


def _layout(row: Sequence[Any]) -> Mapping[int, str] | None:
    """Return the heads of a row by column if it looks like a header: short texts only, more than half of them heads."""
    filled = {index: value for index, value in enumerate(row) if value != ""}
    if len(filled) < _LEAST_HEADS or not all(isinstance(value, str) for value in filled.values()):
        return None
    if any(len(value) > LONGEST_HEAD for value in filled.values()):
        return None
    hits = header_hits(row) + (counted if (counted := summary_hits(row)) >= 2 else 0) + month_hits(row)
    return {index: normal(value) for index, value in filled.items()} if hits * 2 > len(filled) else None


def _heads_around(grid: Grid, number: int) -> Mapping[int, str]:
    """Return the heads of a header of several rows: those of its last row, the ones above where that has none."""
    heads: dict[int, str] = {}
    for row in range(max(number - 1, 0), min(number + 3, len(grid.rows))):
        if row != number and header_hits(grid.rows[row]) == 0:
            continue
        for index, value in enumerate(grid.rows[row]):
            if isinstance(value, str) and value:
                heads[index] = f"{heads.get(index, '')}|{normal(value)}"
    return heads


def _repeats(layout: Mapping[int, str], known: Mapping[int, str]) -> bool:
    return all(head in known.get(index, "").split("|") for index, head in layout.items())


def _start(grid: Grid, header: int, before: int) -> int:
    """Return the first row of the table whose header is *header*: its title and unit line belong to it."""
    start = header
    for row in range(header - 1, max(before, header - 1 - _CAPTION_ROWS), -1):
        values = [value for value in grid.rows[row] if value != ""]
        if len(values) > 2 or any(not isinstance(value, str) for value in values):
            break
        if not values and start < header and any(grid.rows[start]):
            break
        start = row
    return start


def _has_data(grid: Grid, header: int, end: int) -> bool:
    return any(sum(1 for value in row if value != "") >= 2 for row in grid.rows[header + 1 : end])


def _between_rows(grid: Grid, top: int, bottom: int) -> Grid:
    """Return the part of *grid* from row *top* to before *bottom*, the rows above it emptied."""
    rows: list[Sequence[Any]] = [*([[]] * top), *grid.rows[top:bottom]]
    merges = [each for each in grid.merges if each[0] >= top and each[2] < bottom]
    hidden = frozenset(row for row in grid.hidden_rows if top <= row < bottom)
    return replace(grid, rows=rows, merges=merges, hidden_rows=hidden)


# -- side by side


def _side_by_side(grid: Grid, top: int, only: str | None) -> Iterator[Grid]:
    header, blocks = _blocks(grid, top)
    if len(blocks) > 1:
        parts = [_between_columns(grid, left, right, header) for left, right in blocks]
        tables = [isinstance(find_table(part, only), Table) for part in parts]
        if sum(tables) > 1:
            yield from (part for part, is_table in zip(parts, tables, strict=True) if is_table)
            return
    yield grid


def _blocks(grid: Grid, top: int) -> tuple[int, list[tuple[int, int]]]:
    """Return the header's row, and the runs of columns (first, last) between columns that are empty below it."""
    searched = range(top, min(top + _SEARCHED_ROWS, len(grid.rows)))
    heads = next((row for row in searched if header_hits(grid.rows[row]) >= _LEAST_HEADS), None)
    if heads is None:
        return 0, []
    filled = _filled_columns(grid, heads)
    if len(filled) < 2 * _LEAST_HEADS:
        return 0, []
    blocks: list[tuple[int, int]] = []
    for column in sorted(filled):
        if blocks and blocks[-1][1] == column - 1:
            blocks[-1] = (blocks[-1][0], column)
        else:
            blocks.append((column, column))
    return heads, blocks


def _filled_columns(grid: Grid, header: int) -> set[int]:
    """Return the columns that hold anything from the row *header* down, merged cells included."""
    filled: set[int] = set()
    for _top, left, bottom, right in grid.merges:
        if bottom >= header:
            filled.update(range(left, right + 1))
    width = max((len(row) for row in grid.rows[header:]), default=0)
    for row in grid.rows[header:]:
        if len(filled) >= width:
            break
        filled.update(index for index, value in enumerate(row) if value != "" and index not in filled)
    return filled


def _between_columns(grid: Grid, left: int, right: int, header: int) -> Grid:
    """Return *grid* with what stands beside the columns *left* to *right* emptied, from the header on."""
    rows = [
        row if number < header else [value if left <= index <= right else "" for index, value in enumerate(row)]
        for number, row in enumerate(grid.rows)
    ]
    merges = [each for each in grid.merges if left <= each[1] and each[3] <= right]
    return replace(grid, rows=rows, merges=merges)
