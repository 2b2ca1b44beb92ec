"""A file to a ``Proposal``: container, grids, tables, rows, matches; the one entrance of an import.

The whole file is refused when it is no readable workbook or when no sheet of it holds a table; a sheet
without one is skipped with its reason.  Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change
from smartplanner.excel.container import Container, open_container
from smartplanner.excel.grid import Grid, column_letters
from smartplanner.excel.header import NoTable, Table, find_table
from smartplanner.excel.heads import SURE
from smartplanner.excel.ledger import LedgerReading, columns_by_letter, read_ledger
from smartplanner.excel.match import Matcher, changes_in_order
from smartplanner.excel.proposal import REFUSED, Proposal, RowReading, SheetReading
from smartplanner.excel.reader import read_grids
from smartplanner.excel.surroundings import Surroundings
from smartplanner.model import entities
from smartplanner.queries import Reader

Progress = Callable[[int, int], None]
"""Told how many rows are done, and of how many."""


def propose(
    path: Path,
    reader: Reader,
    *,
    as_of: date,
    entity: str | None = None,
    progress: Progress | None = None,
    surroundings: Surroundings | None = None,
) -> Proposal:
    """Read the workbook at *path* against the book behind *reader*.

    *as_of* gives the year where the ledger names none; *entity* says what the rows are instead of guessing;
    *surroundings* (the names that words are matched with) are made from the book if none are handed in.
    A refusal is in the proposal's ``refused``, not raised.
    """
    try:
        container = open_container(path)
    except Problem as problem:
        return Proposal(file=path.name, refused=problem)
    try:
        grids = read_grids(container)
        run = _Run(container, reader, surroundings or Surroundings.of(reader), as_of, progress)
        return run.propose(grids, entity)
    except Problem as problem:
        return Proposal(file=path.name, sha256=container.sha256, refused=problem.at(file=path.name))


class _Run:
    """One import while it runs."""

    def __init__(
        self,
        container: Container,
        reader: Reader,
        surroundings: Surroundings,
        as_of: date,
        progress: Progress | None,
    ) -> None:
        self._container, self._reader, self._surroundings = container, reader, surroundings
        self._as_of, self._progress = as_of, progress
        self._matchers: dict[str, Matcher] = {}
        self._changes: dict[str, list[Change]] = {}
        self._done = self._total = 0

    def propose(self, grids: Sequence[Grid], entity: str | None) -> Proposal:
        found = [(grid, _find(grid, entity)) for grid in grids]
        if not any(isinstance(table, Table) and not grid.hidden for grid, table in found):
            shown = [(grid, table) for grid, table in found if isinstance(table, Table)]
            hidden_counts = bool(shown)
        else:
            hidden_counts = False
        if not any(isinstance(table, Table) for _grid, table in found):
            raise self._no_header(found)
        self._total = sum(len(grid.rows) for grid, table in found if isinstance(table, Table))
        sheets: dict[int, SheetReading] = {}
        for number in _parents_first(found):
            grid, table = found[number]
            sheets[number] = self._read_sheet(grid, table, hidden_counts)
        readings = tuple(sheets[number] for number in range(len(found)))
        if all(not sheet.rows for sheet in readings):
            raise self._no_rows(readings)
        changes = [change for name in entities() for change in changes_in_order(self._changes.get(name, []))]
        return Proposal(
            file=self._container.path.name, sha256=self._container.sha256, sheets=readings, changes=tuple(changes)
        )

    def _read_sheet(self, grid: Grid, table: Table | NoTable, hidden_counts: bool) -> SheetReading:
        if isinstance(table, NoTable):
            return SheetReading(sheet=grid.name, skipped=table.reason)
        if grid.hidden and not hidden_counts:
            return SheetReading(sheet=grid.name, entity=table.entity, skipped="hidden")
        reading = read_ledger(grid, table, self._surroundings, self._as_of, self._advance)
        self._done += len(grid.rows)
        rows, problems = self._match(grid, table, reading)
        problems = [*self._sheet_notes(grid), *reading.problems, *problems]
        return SheetReading(
            sheet=grid.name,
            entity=table.entity,
            skipped=None if rows else "no_rows",
            header_rows=(table.first + 1, table.last + 1),
            columns=columns_by_letter(table),
            heads={column_letters(column.index + 1): column.head for column in table.columns},
            guessed=frozenset(
                column_letters(column.index + 1) for column in table.columns if column.field and column.score < SURE
            ),
            rows=tuple(rows),
            problems=tuple(problem.at(file=self._container.path.name) for problem in _in_place(problems)),
            hidden_rows=len(grid.hidden_rows),
            hidden_columns=len(grid.hidden_columns),
        )

    def _match(self, grid: Grid, table: Table, reading: LedgerReading) -> tuple[list[RowReading], list[Problem]]:
        entity = entities()[table.entity]
        if entity.name not in self._matchers:
            self._matchers[entity.name] = Matcher(entity, self._reader)
        matcher, changes = self._matchers[entity.name], self._changes.setdefault(entity.name, [])
        rows: list[RowReading] = []
        problems: list[Problem] = []
        for row in reading.rows:
            if row.failed:
                rows.append(RowReading(row.row + 1, REFUSED))
                continue
            result, change, found = matcher.match(row, grid.name)
            rows.append(result)
            problems += found
            if change is not None:
                changes.append(change)
                if change.before is None and entity.name != "task" and change.after is not None:
                    self._surroundings.learn(entity, change.id, change.after)
        return rows, problems

    def _sheet_notes(self, grid: Grid) -> list[Problem]:
        notes = []
        if grid.hidden_rows:
            message = _("{count} hidden rows were read as well.", count=len(grid.hidden_rows))
            notes.append(Problem(code="hidden_rows", message=message, level=Level.NOTE, sheet=grid.name))
        if self._container.external_links:
            message = _("Links to other workbooks were not followed; their last values were read.")
            notes.append(Problem(code="external_links", message=message, level=Level.NOTE, sheet=grid.name))
        return notes

    def _advance(self, row: int) -> None:
        if self._progress is not None:
            self._progress(self._done + row, self._total)

    def _no_header(self, found: Sequence[tuple[Grid, Table | NoTable]]) -> Problem:
        first = next((grid.name for grid, table in found if isinstance(table, NoTable) and table.reason != "empty"), "")
        if not first:
            return Problem(
                code="no_rows",
                message=_("There is nothing in the workbook."),
                remedy=_("Check that this is the right file, or get it again from its sender."),
            )
        reasons = {table.reason for _grid, table in found if isinstance(table, NoTable)}
        message = _("No row was recognised as the header of a table.")
        if "form" in reasons:
            message = _("The sheet is a form to be filled in, not a table with a header.")
        return Problem(
            code="no_header",
            message=message,
            remedy=_(
                "Put the names of the columns, such as 任务名称, 责任单位 and 完成时限, into one row above the data."
            ),
            sheet=first,
        )

    def _no_rows(self, readings: Sequence[SheetReading]) -> Problem:
        sheet = next((each.sheet for each in readings if each.skipped == "no_rows"), "")
        return Problem(
            code="no_rows",
            message=_("The table has a header but no rows of data."),
            remedy=_("Check that this is the right file, or get it again from its sender."),
            sheet=sheet,
        )


def _find(grid: Grid, entity: str | None) -> Table | NoTable:
    return find_table(grid, entity)


def _parents_first(found: Sequence[tuple[Grid, Table | NoTable]]) -> list[int]:
    """Return the order in which sheets are read: rows that others name come first."""
    order = {name: number for number, name in enumerate(entities())}
    return sorted(
        range(len(found)),
        key=lambda number: order[table.entity] if isinstance(table := found[number][1], Table) else -1,
    )


def _in_place(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems in the order of their rows."""
    return sorted(problems, key=lambda problem: int("".join(filter(str.isdigit, problem.cell)) or 0))
