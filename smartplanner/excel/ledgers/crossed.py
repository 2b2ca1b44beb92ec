"""Monthly scores in cross form: a row for each contract, a column for each month, the year in the head or the title.

The table is told by its head: a contract and at least three months.  Every filled cell becomes one score and
keeps the name of its own cell; a blank is no score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.grammar.cell import CellContext, CellReader
from smartplanner.excel.grammar.cells import cell_reader
from smartplanner.excel.grammar.decided import NOTHING_DECIDED, Decided
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.headers.caption import read_caption
from smartplanner.excel.headers.months import month_columns
from smartplanner.excel.headers.table import Column, Table, anchor
from smartplanner.excel.ledgers.ledger import LedgerReading, LedgerRow
from smartplanner.excel.ledgers.rows import RowKind, RowSorter
from smartplanner.excel.reading.grid import Grid, cell_name
from smartplanner.fields import text
from smartplanner.fields.months import month_name
from smartplanner.model import entities


def is_crossed(table: Table) -> bool:
    """Return whether *table* has a column for each month."""
    return table.entity == "service_score" and len(month_columns(table.columns)) > 1


def read_crossed(
    grid: Grid, table: Table, surroundings: Surroundings, as_of: date, decided: Decided = NOTHING_DECIDED
) -> LedgerReading:
    """Read the scores below the header of *table*, one for each filled cell of a month."""
    return _Crossed(grid, table, surroundings, as_of, decided).read()


def _titled_by_contract(table: Table) -> Table:
    """Return *table* as the sorting of rows needs it: known by the contract, for any month may be blank."""
    title = anchor(entities()["service_score"])
    fields = {"contract": title, title: ""}
    columns = (replace(column, field=fields.get(column.field, column.field)) for column in table.columns)
    return replace(table, columns=tuple(columns))


class _Crossed:
    """One table while it is read."""

    def __init__(self, grid: Grid, table: Table, surroundings: Surroundings, as_of: date, decided: Decided) -> None:
        self._grid, self._table, self._as_of = grid, table, as_of
        self._entity = entities()["service_score"]
        self._caption = read_caption(grid, table.first, as_of)
        year = decided.table.year or self._caption.year or as_of.year
        self._surroundings = surroundings
        self._months = [
            (
                column,
                month_name(found_year or year, month),
                cell_reader(self._entity, self._entity["score"], self._context(column, year)),
            )
            for column, (found_year, month) in month_columns(table.columns)
        ]
        self._others = [
            (column, cell_reader(self._entity, self._entity[column.field], self._context(column, year)))
            for column in table.columns
            if column.field in ("contract", "level", "remark")
        ]
        self._result = LedgerReading(table, self._caption)

    def _context(self, column: Column, year: int) -> CellContext:
        return CellContext(
            year=year, as_of=self._as_of, epoch_1904=self._grid.epoch_1904, unit=None, head=column.head,
            given=frozenset(), surroundings=self._surroundings,
        )  # fmt: skip

    def read(self) -> LedgerReading:
        sorter = RowSorter(self._grid, _titled_by_contract(self._table))
        for number in range(self._table.last + 1, len(self._grid.rows)):
            kind = sorter.sort(number)
            row = self._grid.rows[number]
            if kind is RowKind.DATA:
                self._read_row(number, row)
            elif kind is not RowKind.BLANK:
                words = next((text.words(value) for value in row if text.words(value)), "")
                message = _("The row holds no scores; it was not imported.")
                self._tell(Problem(code=str(kind), message=message, level=Level.NOTE), number, 0, words)
        return self._result

    def _read_row(self, number: int, row: Sequence[Any]) -> None:
        common: dict[str, Any] = {}
        failed = False
        cells = {column.field: column.index for column, _read in self._others}
        for column, read in self._others:
            failed = self._read_cell(number, column, read, row, common) or failed
        title = text.words(self._grid.value(number, cells["contract"]))[:200]
        for column, period, read in self._months:
            values = dict(common) | {"period": period}
            wrong = self._read_cell(number, column, read, row, values)
            if not wrong and "score" not in values:
                continue
            places = cells | {"score": column.index, "period": column.index}
            self._result.rows.append(
                LedgerRow(number, values, failed=failed or wrong, cells=places, title=f"{title} {period}")
            )

    def _read_cell(
        self, number: int, column: Column, read: CellReader, row: Sequence[Any], values: dict[str, Any]
    ) -> bool:
        """Add what a cell says to *values*; returns whether a person must decide."""
        raw = row[column.index] if column.index < len(row) else ""
        if raw == "":
            origin = self._grid.origins.get((number, column.index)) if column.field != "period" else None
            raw = self._grid.value(*origin) if origin is not None else ""
        if raw == "":
            return False
        cell = read(raw)
        for problem in cell.problems:
            self._tell(problem, number, column.index, text.words(raw)[:200])
        values.update({name: value for name, value in cell.values.items() if not name.startswith("+")})
        return cell.failed

    def _tell(self, problem: Problem, number: int, column: int, words: str) -> None:
        placed = problem.at(
            sheet=self._grid.name, cell=cell_name(number, column), field=problem.field, value=problem.value or words
        )
        self._result.problems.append(placed)
