"""Where a table begins: the header rows found by meaning, and the entity whose fields they name.

Rows are candidates when some of their cells are heads of some entity.  Every span of one to three rows
around a candidate is read as a header, its rows joined from parent to child along the merges, and scored
against each entity; the best one that names what the entity cannot do without is the table.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from smartplanner.excel.headers import months
from smartplanner.excel.headers.columns import columns_under, data_cells
from smartplanner.excel.headers.fields import table_of
from smartplanner.excel.headers.heads import is_number_head, may_be_head, normal, vocabulary
from smartplanner.excel.headers.table import Column, NoTable, Table
from smartplanner.excel.reading.grid import Grid
from smartplanner.fields import text
from smartplanner.model import entities

SEARCHED_ROWS = 80
DEEPEST = 3
_CANDIDATES = 4
_FORM_ROWS = 6
_ROW_COST, _DATA_COST = 0.3, 0.5
_SUMMARY_HEADS = (
    "任务数",
    "事项数",
    "项目数",
    "数量",
    "总数",
    "个数",
    "任务总数",
    "完成数",
    "已完成",
    "办结数",
    "占比",
    "排名",
)


def find_table(grid: Grid, only: str | None = None) -> Table | NoTable:
    """Return the table of *grid*, of the entity *only* if one is named, or why there is none."""
    if not any(value != "" for row in grid.rows for value in row):
        return NoTable("empty")
    if only in (None, months.ENTITY) and (crossed := _crossed(grid)) is not None:
        return crossed
    start = next(number for number, row in enumerate(grid.rows) if any(value != "" for value in row))
    hits = [0] * start + [header_hits(row) for row in grid.rows[start : start + SEARCHED_ROWS]]
    candidates = sorted((row for row, count in enumerate(hits) if count), key=lambda row: -hits[row])[:_CANDIDATES]
    best = _best(grid, _spans(candidates, len(grid.rows)), only)
    if best is not None and _is_form(grid, best, hits):
        return NoTable("form")
    return _without_scratch(grid, best) if best is not None else NoTable(_reason(grid, hits))


def _crossed(grid: Grid) -> Table | None:
    """Return the table of scores that has a column for each month, if *grid* holds one."""
    for row in months.may_have_months(grid.rows[:SEARCHED_ROWS]):
        if months.of_money((grid.name, *(text.words(value) for above in grid.rows[:row] for value in above))):
            continue
        for first in range(row, max(row - DEEPEST, -1), -1):
            columns = columns_under(grid, first, row)
            made = months.with_months(columns) if columns is not None else None
            if made is not None:
                number = next((column.index for column in made if is_number_head(column.parts)), None)
                return Table(months.ENTITY, first, row, tuple(made), number, float(len(made)))
    return None


def _without_scratch(grid: Grid, table: Table) -> Table:
    """Leave out the unknown columns behind an empty one: somebody's notes beside the table."""
    known = [column.index for column in table.columns if column.field]
    outer = [column.index for column in table.columns if not known[0] <= column.index <= known[-1]]
    if not outer:
        return table
    heads = {column.index for column in table.columns}
    left, right = known[0], known[-1]
    while left - 1 in heads or not _is_empty(grid, left - 1, table.first):
        left -= 1
    while right + 1 in heads or not _is_empty(grid, right + 1, table.first):
        right += 1
    return replace(table, columns=tuple(column for column in table.columns if left <= column.index <= right))


def _is_empty(grid: Grid, column: int, header: int) -> bool:
    if column < 0:
        return True
    if any(left <= column <= right and bottom >= header for _top, left, bottom, right in grid.merges):
        return False
    return all(column >= len(row) or row[column] == "" for row in grid.rows[header:])


def table_at(grid: Grid, first: int, last: int, only: str | None = None) -> Table | None:
    """Return the table whose header rows (from 0) somebody said are *first* to *last*; None if they name none."""
    if not 0 <= first <= last < len(grid.rows):
        return None
    return _best(grid, [(first, last)], only)


def bare_table(grid: Grid, first: int, last: int, entity: str) -> Table:
    """Return a table of *entity* none of whose columns means anything yet: a person will say what they mean."""
    height = len(grid.rows)
    first, last = min(first, height - 1), min(last, height - 1)
    columns = columns_under(grid, first, last) or []
    number = next((column.index for column in columns if is_number_head(column.parts)), None)
    return Table(entity, first, last, tuple(columns), number, 0.0)


def with_columns(table: Table, chosen: Mapping[int, str]) -> Table:
    """Return *table* with the fields that were *chosen* for its columns (from 0); an empty text leaves one out."""
    fields = set(chosen.values())
    made = []
    for column in table.columns:
        name = chosen.get(column.index, "" if column.field in fields else column.field)
        sure = 1.0 if column.index in chosen else column.score
        made.append(replace(column, field=name, score=sure if name else 0.0))
    known = {column.index for column in table.columns}
    extra = [Column(index, ("",), name, 1.0) for index, name in chosen.items() if name and index not in known]
    number = None if table.number is not None and chosen.get(table.number) else table.number
    columns = sorted((*made, *extra), key=lambda column: column.index)
    return replace(table, columns=tuple(columns), number=number)


def _best(grid: Grid, spans: Iterable[tuple[int, int]], only: str | None) -> Table | None:
    """Return the best table under any of the *spans*, and how near another entity came under the same one."""
    best: Table | None = None
    others: list[Table] = []
    for first, last in spans:
        columns = columns_under(grid, first, last)
        if columns is None:
            continue
        cost = _ROW_COST * (last - first) + _DATA_COST * data_cells(grid, first, last)
        tables = [
            table
            for name in ([only] if only else entities())
            if (table := table_of(entities()[name], columns, first, last, cost, grid)) is not None
        ]
        if not tables:
            continue
        found, *rivals = sorted(tables, key=lambda table: -table.score)
        found = replace(found, rival=max((rival.score for rival in rivals), default=0.0))
        others.append(found)
        if best is None or found.score > best.score:
            best = found
    return _first_alike(best, others) if best is not None else None


def _first_alike(best: Table, others: Sequence[Table]) -> Table:
    """Return the topmost of equal headers: one that is repeated lower down may look a little better there."""
    fields = {column.index: column.field for column in best.columns if column.field}
    alike = [
        other
        for other in others
        if other.last < best.first
        and other.entity == best.entity
        and {column.index: column.field for column in other.columns if column.field}.items() >= fields.items()
    ]
    return max(alike, key=lambda other: (-other.last, other.score), default=best)


def _is_form(grid: Grid, table: Table, hits: Sequence[int]) -> bool:
    """Return whether the rows below the header hold heads as well: labels beside the cells to be filled in."""
    if len(table.fields()) > 4:
        return False
    below = range(table.last + 1, min(table.last + 1 + _FORM_ROWS, len(hits)))
    labels = [row for row in below if hits[row] and hits[row] * 2 >= _filled(grid.rows[row])]
    return len(labels) >= 2 and sum(hits[row] for row in labels) >= 3


def header_hits(row: Sequence[Any]) -> int:
    """Return how many cells of *row* look like heads of some entity."""
    return sum(1 for value in row if value.__class__ is str and value and may_be_head(value))


def _spans(candidates: Iterable[int], height: int) -> list[tuple[int, int]]:
    spans = {
        (first, last)
        for row in candidates
        for first in range(max(row - DEEPEST + 1, 0), row + 1)
        for last in range(row, min(first + DEEPEST, height))
    }
    return sorted(spans)


def summary_hits(row: Sequence[Any]) -> int:
    """Return how many cells of *row* are heads of a table that counts things."""
    return sum(1 for value in row if isinstance(value, str) and len(value) < 20 and normal(value) in _SUMMARY_HEADS)


def _reason(grid: Grid, hits: Sequence[int]) -> str:
    start = next(number for number, row in enumerate(grid.rows) if any(value != "" for value in row))
    rows = grid.rows[start : start + 20]
    if "汇总" in grid.name or "统计" in grid.name or max(map(summary_hits, rows)) >= 2:
        return "summary"
    labels = sum(1 for row, count in enumerate(hits) if 0 < count <= 2 and _filled(grid.rows[row]) <= 2 * count + 2)
    return "form" if labels >= 3 and sum(hits) >= 4 else "no_header"


def _filled(row: Sequence[Any]) -> int:
    return sum(1 for value in row if value != "")


@functools.lru_cache(maxsize=4096)
def is_head_of(entity: str, value: str) -> bool:
    """Return whether *value* alone is a sure head of *entity* or the head of the running number."""
    matches = vocabulary(entity).match((value,))
    return is_number_head((value,)) or (bool(matches) and matches[0].score >= 0.85)
