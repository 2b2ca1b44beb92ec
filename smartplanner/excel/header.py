"""Where a table begins: the header rows found by meaning, and the entity whose fields they name.

Rows are candidates when some of their cells are heads of some entity.  Every span of one to three rows
around a candidate is read as a header, its rows joined from parent to child along the merges, and scored
against each entity; the best one that names what the entity cannot do without is the table.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from smartplanner.excel import months
from smartplanner.excel.grid import Grid
from smartplanner.excel.heads import LONGEST_HEAD, SURE, HeadMatch, is_number_head, may_be_head, normal, vocabulary
from smartplanner.excel.synonyms import ALIAS_HEADS
from smartplanner.fields import text
from smartplanner.fields.description import Entity
from smartplanner.fields.money import unit_in
from smartplanner.model import entities

SEARCHED_ROWS = 80
DEEPEST = 3
_CANDIDATES = 4
_FORM_ROWS = 6
_FAVOURITE, _FAVOUR = "task", 0.25
_ROW_COST, _DATA_COST = 0.3, 0.5
_ALIASES = 0.9
"""What a column of short forms says for a list of units."""
_DISTRICT = re.compile(r".{1,12}(?:区|县|市|旗)$")
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


def anchor(entity: Entity) -> str:
    """Return the field without which a row is none: the title, or what the row belongs to where it needs no title."""
    if entity[entity.title].required:
        return entity.title
    return next((name for name in entity.key if entity[name].required), entity.title)


@dataclass(frozen=True, slots=True)
class NoTable:
    """Why a sheet holds no table that can be imported: empty, form, summary or no_header."""

    reason: str


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
            columns = _columns(grid, first, row)
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
    columns = _columns(grid, first, last) or []
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
        columns = _columns(grid, first, last)
        if columns is None:
            continue
        cost = _ROW_COST * (last - first) + _DATA_COST * _data_cells(grid, first, last)
        tables = [
            table
            for name in ([only] if only else entities())
            if (table := _table(entities()[name], columns, first, last, cost, grid)) is not None
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


def _columns(grid: Grid, first: int, last: int) -> list[Column] | None:
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


def _data_cells(grid: Grid, first: int, last: int) -> int:
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


def _table(entity: Entity, columns: Sequence[Column], first: int, last: int, cost: float, grid: Grid) -> Table | None:
    known = vocabulary(entity.name)
    number = next((column.index for column in columns if is_number_head(column.parts)), None)
    offers = [
        (match, column) for column in columns if column.index != number for match in known.match(column.parts)[:3]
    ]
    chosen = _assign(entity, offers, grid, last)
    required = {field.name for field in entity.fields if field.required and field.default is None}
    aliases = alias_columns(entity, columns)
    if not required <= chosen.keys() or not _enough(chosen, columns, number, len(aliases)):
        return None
    # 名称 and 简称 may stand over units as well.
    only_names = entity.name == "district" and not chosen.keys() & {"zone", "tier"}
    if only_names and not _names_districts(grid, last, chosen[entity.title][0].index):
        return None
    if "payment_terms" in chosen and _repeats(grid, last, chosen[entity.title][0].index):
        # Several rows for one contract: each is a payment, and none says how all of it is paid.
        del chosen["payment_terms"]
    _add_category(entity, chosen, offers)
    meaning = {column.index: (field, score) for field, (column, score) in chosen.items()}
    made = tuple(
        Column(column.index, column.parts, *meaning.get(column.index, ("", 0.0)), column.unit) for column in columns
    )
    score = sum(score for _column, score in chosen.values()) - cost
    score += (_FAVOUR if entity.name == _FAVOURITE else 0.0) + _ALIASES * len(aliases)
    return Table(entity.name, first, last, made, number, score) if score > 0 else None


def _repeats(grid: Grid, last: int, column: int) -> bool:
    """Return whether most titles stand below the header more than once, merged downwards or written again."""
    titles = [row[column] for row in grid.rows[last + 1 : last + 201] if column < len(row) and row[column] != ""]
    merged = any(left <= column <= right and bottom > top > last for top, left, bottom, right in grid.merges)
    return merged or 2 * len(set(titles)) <= len(titles)


def _add_category(
    entity: Entity, chosen: dict[str, tuple[Column, float]], offers: Sequence[tuple[HeadMatch, Column]]
) -> None:
    """Take a second column of titles, left of the one that differs in each row, for the category."""
    if "category" not in entity.by_name or "category" in chosen:
        return
    title, _score = chosen[entity.title]
    taken = {column.index for column, _score in chosen.values()}
    for match, column in offers:
        if match.field == entity.title and column.index < title.index and column.index not in taken:
            chosen["category"] = (column, SURE)
            return


def alias_columns(entity: Entity, columns: Iterable[Column]) -> list[int]:
    """Return the columns of a list of units that hold their short forms."""
    if entity.name != "organisation":
        return []
    return [column.index for column in columns if normal(column.parts[-1]) in ALIAS_HEADS and not column.field]


def _names_districts(grid: Grid, last: int, column: int) -> bool:
    """Return whether a column named 名称 or 区 holds districts, and not units."""
    cells = (text.squeeze(row[column]) for row in grid.rows[last + 1 : last + 60] if column < len(row))
    names = [cell for cell in cells if cell]
    return sum(1 for name in names if _DISTRICT.fullmatch(name)) * 2 >= len(names)


def _enough(chosen: Mapping[str, object], columns: Sequence[Column], number: int | None, more: int) -> bool:
    others, known = len(columns) - (number is not None), len(chosen) + more
    return known >= 3 or (known >= 2 and known * 2 >= others) or known == others >= 1


def _assign(
    entity: Entity, offers: list[tuple[HeadMatch, Column]], grid: Grid, last: int
) -> dict[str, tuple[Column, float]]:
    """Give each field one column, the best score first; of equal titles the column with more different texts."""
    chosen: dict[str, tuple[Column, float]] = {}
    taken: set[int] = set()
    visible = [offer for offer in offers if offer[1].index not in grid.hidden_columns]
    scores = [offer[0].score for offer in visible]
    fills = _fills(grid, last, {column.index for _match, column in visible}) if len(scores) != len(set(scores)) else {}

    def rank(offer: tuple[HeadMatch, Column]) -> tuple[float, int, int]:
        match, column = offer
        many = fills.get(column.index, 0)
        return (-match.score, -many if match.field == entity.title else 0, column.index)

    for match, column in sorted(visible, key=rank):
        if match.field not in chosen and column.index not in taken:
            chosen[match.field] = (column, match.score)
            taken.add(column.index)
    return chosen


def _fills(grid: Grid, last: int, columns: set[int]) -> dict[int, int]:
    """Return how many different texts each column has in the first rows below the header."""
    rows = grid.rows[last + 1 : last + 201]
    return {
        column: len({row[column] for row in rows if column < len(row) and isinstance(row[column], str)} - {""})
        for column in columns
    }


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
