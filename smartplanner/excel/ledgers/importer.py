"""A file to a ``Proposal``: container, grids, tables, rows, matches; the one entrance of an import.

The whole file is refused when it is no readable workbook or when no sheet of it holds a table; a sheet
without one is skipped with its reason.  Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from smartplanner.base.i18n import _
from smartplanner.base.memory import without_scans
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change
from smartplanner.excel.choices import NO_CHOICES, Choices
from smartplanner.excel.grammar.decided import decided
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.headers.fields import alias_columns
from smartplanner.excel.headers.sections import Found, find_tables
from smartplanner.excel.headers.table import NoTable, Table, anchor
from smartplanner.excel.ledgers.aliases import AliasReader
from smartplanner.excel.ledgers.crossed import is_crossed, read_crossed
from smartplanner.excel.ledgers.kin import foretell, kin_fields, lost_references, settle
from smartplanner.excel.ledgers.ledger import LedgerReading, read_ledger
from smartplanner.excel.ledgers.match import Matcher
from smartplanner.excel.ledgers.terms import PaymentTerms
from smartplanner.excel.ledgers.understanding import describe_table
from smartplanner.excel.ledgers.vanished import with_vanished
from smartplanner.excel.order import changes_in_order
from smartplanner.excel.proposal import REFUSED, UNSURE, Proposal, RowReading, SheetReading
from smartplanner.excel.reading.container import Container
from smartplanner.excel.reading.grid import Grid
from smartplanner.excel.reading.shelf import Shelf
from smartplanner.excel.sending.returned import propose_returned
from smartplanner.excel.sending.stamp import read_stamp
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
    choices: Choices = NO_CHOICES,
    progress: Progress | None = None,
    surroundings: Surroundings | None = None,
    shelf: Shelf | None = None,
) -> Proposal:
    """Read the workbook at *path* against the book behind *reader*.

    *as_of* gives the year where the ledger names none; *entity* says what the rows are instead of guessing;
    *choices* are what a person decided, and go before everything recognised; *surroundings* (the names that
    words are matched with) are made from the book if none are handed in; *shelf* keeps what was read for the
    next time.  A refusal is in the proposal's ``refused``, not raised.
    """
    shelf = shelf or Shelf()
    try:
        container = shelf.open(path)
    except Problem as problem:
        return Proposal(file=path.name, refused=problem)
    try:
        grids = shelf.grids(container)
        known = surroundings or Surroundings.of(reader)
        if choices.names:
            known = known.answered(choices.names)
        if (stamp := read_stamp(grids)) is not None:
            return propose_returned(container, grids, stamp, reader, surroundings=known, as_of=as_of, choices=choices)
        with without_scans():
            return _Run(container, reader, known, as_of, choices, progress).propose(grids, entity)
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
        choices: Choices,
        progress: Progress | None,
    ) -> None:
        self._container, self._reader, self._surroundings = container, reader, surroundings
        self._as_of, self._choices, self._progress = as_of, choices, progress
        self._matchers: dict[tuple[str, tuple[str, ...]], Matcher] = {}
        self._changes: dict[str, list[Change]] = {}
        self._aliases = AliasReader(reader, surroundings, choices)
        self._terms = PaymentTerms(reader, as_of=as_of)
        self._done = self._total = 0

    def propose(self, grids: Sequence[Grid], named: str | None) -> Proposal:
        found = [each for grid in grids for each in find_tables(grid, named, self._choices)]
        tables = [each for each in found if isinstance(each.table, Table)]
        if not tables:
            raise self._no_header(found)
        hidden_counts = all(each.grid.hidden for each in tables)
        self._total = sum(len(each.grid.rows) for each in tables)
        sheets: dict[int, SheetReading] = {}
        for number in _parents_first(found):
            sheets[number] = self._read_table(number, found[number], hidden_counts)
        self._split_terms(sheets)
        readings = tuple(sheets[number] for number in range(len(found)))
        readings = with_vanished(readings, self._reader, self._container.path.name, self._changes)
        if all(not sheet.rows and sheet.skipped in ("no_rows", None) for sheet in readings if sheet.header_rows):
            raise self._no_rows(readings)
        changes = [
            change
            for name, entity in entities().items()
            for change in changes_in_order(self._changes.get(name, []), entity)
        ]
        return Proposal(
            file=self._container.path.name, sha256=self._container.sha256, sheets=readings, changes=tuple(changes)
        )

    def _split_terms(self, sheets: dict[int, SheetReading]) -> None:
        """Add the payments that the terms of contracts come to, and what has to be said about them."""
        payments, told = self._terms.finish(self._changes)
        self._changes.setdefault("payment", []).extend(payments)
        for number, problems in told.items():
            placed = [problem.at(file=self._container.path.name) for problem in problems]
            sheets[number] = replace(sheets[number], problems=tuple(_in_place([*sheets[number].problems, *placed])))

    def _read_table(self, number: int, found: Found, hidden_counts: bool) -> SheetReading:
        grid, table = found.grid, found.table
        reading = describe_table(found)
        if isinstance(table, NoTable):
            return reading
        skipped = self._skipped(found, table, reading, hidden_counts)
        if skipped is not None:
            self._done += len(grid.rows)
            return replace(reading, skipped=skipped)
        known = decided(self._choices, grid.name, found.name, table.entity)
        keys = foretell(grid, table, entities()[table.entity], self._surroundings)
        if is_crossed(table):
            ledger = read_crossed(grid, table, self._surroundings, self._as_of, known)
        else:
            ledger = read_ledger(grid, table, self._surroundings, self._as_of, self._advance, known)
        self._done += len(grid.rows)
        rows, problems = self._match(found, table, ledger, keys)
        if table.entity == "contract" and self._choices.only is None:
            ids = {row.row - 1: row.id for row in rows}
            for row in ledger.rows:
                self._terms.add(number, grid.name, row, ids.get(row.row, ""))
        hidden = _hidden_data(grid, ledger)
        notes = self._sheet_notes(grid, 0 if known.table.hidden is False else hidden)
        problems = [*notes, *ledger.problems, *problems]
        return replace(
            reading,
            skipped=None if rows else "no_rows",
            rows=tuple(rows),
            problems=tuple(problem.at(file=self._container.path.name) for problem in _in_place(problems)),
            hidden_rows=hidden,
            hidden_columns=len(grid.hidden_columns),
        )

    def _skipped(self, found: Found, table: Table, reading: SheetReading, hidden_counts: bool) -> str | None:
        """Return why a recognised table is left out all the same, or None."""
        title = anchor(entities()[table.entity])
        if found.choice.take is False:
            return "left_out"
        if title not in table.fields():
            return "no_title"
        if found.choice.take:
            return None
        if found.grid.hidden and not hidden_counts:
            return "hidden"
        decided_by_hand = found.choice.entity is not None or found.choice.header_rows is not None
        return "unsure" if reading.certainty < UNSURE and not decided_by_hand else None

    def _match(
        self, found: Found, table: Table, reading: LedgerReading, keys: Mapping[int, str]
    ) -> tuple[list[RowReading], list[Problem]]:
        entity, sheet = entities()[table.entity], found.grid.name
        names = (entity.name, found.choice.key)
        if names not in self._matchers:
            key = tuple(name for name in found.choice.key if name in entity.by_name)
            self._matchers[names] = Matcher(entity, self._reader, key=key, only=self._choices.only)
        matcher, changes = self._matchers[names], self._changes.setdefault(entity.name, [])
        rows: list[RowReading] = []
        problems: list[Problem] = []
        units: dict[int, str] = {}
        first = len(changes)
        for row in reading.rows:
            if row.failed:
                rows.append(RowReading(row.row + 1, REFUSED, "", row.title))
                continue
            result, change, told = matcher.match(row, sheet, keys.get(row.row))
            rows.append(result)
            problems += told
            units[row.row] = result.id
            if change is not None:
                changes.append(change)
                if change.before is None and entity.name != "task" and change.after is not None:
                    self._surroundings.learn(entity, change.id, change.after)
        if keys:
            taken = {id: units.get(number) or None for number, id in keys.items()}
            changes[first:], lost = settle(changes[first:], taken, kin_fields(entity, table), entity)
            problems += lost_references(reading.rows, units, lost, entity, sheet)
        if aliases := alias_columns(entity, table.columns):
            made, told = self._aliases.read(found.grid, aliases, units)
            self._changes.setdefault("alias", []).extend(made)
            problems += told
        return rows, problems

    def _sheet_notes(self, grid: Grid, hidden: int) -> list[Problem]:
        notes = []
        if hidden:
            message = _("{count} hidden rows were read as well.", count=hidden)
            remedy = _("If they are not meant, choose to leave the hidden rows out.")
            notes.append(Problem(code="hidden_rows", message=message, remedy=remedy, level=Level.NOTE, sheet=grid.name))
        if self._container.external_links:
            message = _("Links to other workbooks were not followed; their last values were read.")
            notes.append(Problem(code="external_links", message=message, level=Level.NOTE, sheet=grid.name))
        return notes

    def _advance(self, row: int) -> None:
        if self._progress is not None:
            self._progress(self._done + row, self._total)

    def _no_header(self, found: Sequence[Found]) -> Problem:
        reasons = {each.table.reason for each in found if isinstance(each.table, NoTable)}
        first = next((each.grid.name for each in found if each.table != NoTable("empty")), "")
        if not first:
            return Problem(
                code="no_rows",
                message=_("There is nothing in the workbook."),
                remedy=_("Check that this is the right file, or get it again from its sender."),
            )
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


def _hidden_data(grid: Grid, ledger: LedgerReading) -> int:
    """Return how many rows of data are hidden, or filtered away, in the workbook: those read and those left out."""
    left_out = sum(problem.code == "hidden_row" for problem in ledger.problems)
    return left_out + sum(row.row in grid.hidden_rows for row in ledger.rows)


def _parents_first(found: Sequence[Found]) -> list[int]:
    """Return the order in which sheets are read: rows that others name come first."""
    order = {name: number for number, name in enumerate(entities())}
    return sorted(
        range(len(found)),
        key=lambda number: order[table.entity] if isinstance(table := found[number].table, Table) else -1,
    )


def _in_place(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems in the order of their rows."""
    return sorted(problems, key=lambda problem: int("".join(filter(str.isdigit, problem.cell)) or 0))
