"""How a table was understood, as a person is shown it: every column with samples, and how sure the whole is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from smartplanner.excel.headers.heads import SURE
from smartplanner.excel.headers.sections import Found
from smartplanner.excel.headers.table import Column, NoTable, Table, anchor
from smartplanner.excel.proposal import ColumnReading, SheetReading
from smartplanner.excel.reading.grid import Grid, column_letters
from smartplanner.fields import text
from smartplanner.model import entities

_SAMPLES = 3
_SAMPLED_ROWS = 60
_LONGEST_SAMPLE = 60


def describe_table(found: Found) -> SheetReading:
    """Return what is known about a table before its rows are read."""
    grid, table = found.grid, found.table
    if isinstance(table, NoTable):
        return SheetReading(sheet=grid.name, table=found.name, skipped=table.reason, hidden=grid.hidden)
    entity = entities()[table.entity]
    return SheetReading(
        sheet=grid.name,
        table=found.name,
        entity=table.entity,
        header_rows=(table.first + 1, table.last + 1),
        columns={column_letters(column.index + 1): column.field for column in table.columns if column.field},
        heads={column_letters(column.index + 1): column.head for column in table.columns},
        guessed=frozenset(
            column_letters(column.index + 1) for column in table.columns if column.field and column.score < SURE
        ),
        hidden=grid.hidden,
        details=tuple(_column(grid, table, column) for column in table.columns),
        certainty=certainty(table),
        key=found.choice.key or entity.key,
    )


def certainty(table: Table) -> float:
    """Return how sure a reading is, from 0 to 1.

    Half of it is how well the title's head fits, the rest how well the other heads fit and how many columns
    mean something; another entity that fits the header nearly as well takes away from it.
    """
    known = [column for column in table.columns if column.field]
    if not known:
        return 0.0
    title = next((column.score for column in known if column.field == anchor(entities()[table.entity])), 0.0)
    fit = sum(min(column.score, 1.0) for column in known) / len(known)
    columns = [column for column in table.columns if column.index != table.number and column.head]
    share = min(1.0, 1.5 * len(known) / max(len(columns), 1))
    found = 0.5 * min(title, 1.0) + 0.25 * fit + 0.25 * share
    close = table.score > 0 and table.rival >= 0.95 * table.score
    return round(found * (0.8 if close else 1.0), 2)


def _column(grid: Grid, table: Table, column: Column) -> ColumnReading:
    return ColumnReading(
        letter=column_letters(column.index + 1),
        head=column.head,
        field=column.field,
        score=round(min(column.score, 1.0), 2),
        samples=_samples(grid, table, column.index),
        hidden=column.index in grid.hidden_columns,
    )


def _samples(grid: Grid, table: Table, index: int) -> tuple[str, ...]:
    rows: Sequence[Sequence[object]] = grid.rows[table.last + 1 : table.last + 1 + _SAMPLED_ROWS]
    texts = (text.words(row[index])[:_LONGEST_SAMPLE] for row in rows if index < len(row))
    return tuple(islice(dict.fromkeys(words for words in texts if words), _SAMPLES))
