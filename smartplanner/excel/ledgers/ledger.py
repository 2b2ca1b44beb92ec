"""The rows of a recognised table to field values: fill-down, ditto, group rows, and what the caption adds.

A row with an error gives no values; it is told with its cell and its value.  Nothing is made up: what neither
the cell nor its surroundings say stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.grammar.cell import REMARK, Cell, CellContext, CellReader
from smartplanner.excel.grammar.cells import ScaledNumber, cell_reader, remembered
from smartplanner.excel.grammar.contracts import finish_contract
from smartplanner.excel.grammar.decided import NOTHING_DECIDED, Decided, value_by_hand, with_answers
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.grammar.tasks import finish_task, state_reader
from smartplanner.excel.headers.caption import Caption, read_caption
from smartplanner.excel.headers.fields import alias_columns
from smartplanner.excel.headers.heads import SURE
from smartplanner.excel.headers.table import Column, Table, anchor
from smartplanner.excel.ledgers.fill import coalesced, filled_columns
from smartplanner.excel.ledgers.group_rows import GroupRows
from smartplanner.excel.ledgers.raw_cells import RawCells
from smartplanner.excel.ledgers.rows import RowKind, RowSorter
from smartplanner.excel.reading.grid import Grid, cell_name
from smartplanner.fields import text
from smartplanner.fields.description import Entity, Kind
from smartplanner.model import entities

_TOLD = {
    RowKind.GROUP: N_("The row is a heading of a group, not a row of data."),
    RowKind.SUBTOTAL: N_("The row is a total, not a row of data; it was not imported."),
    RowKind.FOOTER: N_("The row is a remark below the table; it was not imported."),
    RowKind.SAMPLE: N_("The row is a sample of how to fill in; it was not imported."),
    RowKind.INSTRUCTION: N_("The row is an instruction on how to fill in; it was not imported."),
    RowKind.HEADER: N_("The row repeats the header; it was not imported."),
    RowKind.HELPER: N_("The row numbers or explains the columns; it was not imported."),
    RowKind.OUTSIDE: N_("The row stands outside of the table; it was not imported."),
}
_LEAST_OF_DATA = 4
"""Cells that make a row above the header more than a caption."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """The values of one worksheet row (from 0), and its problems; with an error there are no values to use."""

    row: int
    values: Mapping[str, Any]
    failed: bool
    cells: Mapping[str, int] = field(default_factory=dict)
    """The column (from 0) of each field."""
    derived: frozenset[str] = frozenset()
    """Fields that no cell gave: they were concluded from others."""
    title: str = ""
    """What people know the row by, as its cell says it."""


@dataclass
class LedgerReading:
    """All rows of one table, and what has to be said about them."""

    table: Table
    caption: Caption
    rows: list[LedgerRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_ledger(
    grid: Grid,
    table: Table,
    surroundings: Surroundings,
    as_of: date,
    progress: Callable[[int], None] | None = None,
    decided: Decided = NOTHING_DECIDED,
) -> LedgerReading:
    """Read the rows below the header of *table*; *progress* is told the number of rows done, now and then."""
    return _Ledger(grid, table, surroundings, as_of, decided).read(progress)


class _Ledger:
    """One table while it is read."""

    def __init__(self, grid: Grid, table: Table, surroundings: Surroundings, as_of: date, decided: Decided) -> None:
        self._grid, self._table, self._surroundings, self._decided = grid, table, surroundings, decided
        self._entity: Entity = entities()[table.entity]
        self._anchor = anchor(self._entity)
        self._caption = read_caption(grid, table.first, as_of)
        self._year = decided.table.year or self._caption.year or as_of.year
        self._as_of = self._caption.filled_on or as_of
        self._columns = [column for column in table.columns if column.field]
        self._given = frozenset(column.field for column in self._columns)
        self._readers = [(column, self._reader(column), coalesced(grid, table, column)) for column in self._columns]
        self._cells = {column.field: column.index for column in self._columns}
        self._titled_by_text = self._entity[self._anchor].kind in (Kind.TEXT, Kind.LONG_TEXT)
        self._silent = [
            described
            for described in self._entity.fields
            if described.kind is Kind.REFERENCE
            and described.note.words in self._given
            and described.name not in self._given
        ]
        self._filled = filled_columns(grid, table, self._entity)
        self._raw = RawCells(grid, table, self._entity, self._filled)
        self._result = LedgerReading(table, self._caption)
        self._groups = GroupRows(self._entity, self._given, surroundings)
        self._sheet_fields = self._from_sheet() | self._from_caption()

    def read(self, progress: Callable[[int], None] | None) -> LedgerReading:
        self._tell_columns()
        self._tell_above()
        sorter = RowSorter(self._grid, self._table)
        skipped = self._grid.hidden_rows if self._decided.table.hidden is False else frozenset()
        for number in range(self._table.last + 1, len(self._grid.rows)):
            if progress is not None and number % 1000 == 0:
                progress(number)
            if number in self._filled.continued:
                continue
            kind = sorter.sort(number)
            if kind is not RowKind.DATA and number in self._decided.accepted:
                kind = RowKind.DATA
            if number in skipped:
                if kind is RowKind.DATA:
                    self._note("hidden_row", _("The row is hidden and was left out."), number, 0)
                continue
            if kind is RowKind.DATA:
                self._read_row(number)
            elif kind is RowKind.UNTITLED:
                self._tell_untitled(number)
            elif kind is not RowKind.BLANK:
                self._tell(number, kind)
        return self._result

    # -- columns

    def _reader(self, column: Column) -> CellReader:
        described = self._entity[column.field]
        unit = None
        if described.kind is Kind.MONEY:
            unit = column.unit
            if unit is None:
                said = self._decided.table.unit
                unit = Decimal(said) if said is not None else self._caption.money_unit
        context = CellContext(
            year=self._year,
            as_of=self._as_of,
            epoch_1904=self._grid.epoch_1904,
            unit=unit,
            head=column.head,
            given=self._given,
            surroundings=self._surroundings,
        )
        if self._entity.name == "task" and column.field == "state":
            read = remembered(state_reader(described, context))
        else:
            read = cell_reader(self._entity, described, context)
        return with_answers(read, self._entity, described, self._decided.values.get(column.field, {}))

    def _tell_columns(self) -> None:
        unused = [column for column in self._table.columns if not column.field and column.index != self._table.number]
        read_otherwise = {*self._filled.merged_heads, *alias_columns(self._entity, self._table.columns)}
        unused = [column for column in unused if column.index not in read_otherwise]
        if unused:
            names = "、".join(column.head for column in unused)
            message = _("{count} columns mean no field and were not imported: {names}.", count=len(unused), names=names)
            self._note("columns_not_imported", message, self._table.last, unused[0].index, value=names[:200])
        for column in self._columns:
            if column.score < SURE:
                label = _(self._entity[column.field].note.label)
                message = _("The column “{head}” was taken for “{label}”.", head=column.head, label=label)
                self._note("column_guessed", message, self._table.last, column.index, value=column.head)

    def _from_sheet(self) -> dict[str, str]:
        """Return the district that was decided, or that the sheet, the reporter or the title tells."""
        if self._decided.table.district and "district" in self._entity.by_name:
            return {"district": self._decided.table.district}
        if "district" not in self._entity.by_name or "district" in self._given:
            return {}
        for words in (self._grid.name, self._caption.reporter, self._caption.title):
            if words and (district := self._surroundings.district_in(words)) is not None:
                return {"district": district}
        return {}

    def _from_caption(self) -> dict[str, str]:
        """Return who reports, and for which period, where a progress report says it once for all its rows."""
        if self._entity.name != "progress_report":
            return {}
        found = {}
        if "organisation" not in self._given and self._caption.reporter:
            unit = self._surroundings.directory.resolve(self._caption.reporter)
            if unit.value is not None and unit.problem is None:
                found["organisation"] = unit.value
        if "period" not in self._given and (period := self._caption.period):
            found["period"] = period
        return found

    # -- rows that are no data

    def _tell(self, number: int, kind: RowKind) -> None:
        column, words = self._first_words(number)
        if kind is RowKind.GROUP:
            self._groups.enter(self._grid.rows[number], words)
            self._raw.forget("category")
        self._note(str(kind), _(_TOLD[kind]), number, column, value=words)

    def _tell_above(self) -> None:
        """Tell the rows above the header that hold more than a title or a caption."""
        for number in range(self._table.first):
            filled = [value for value in self._grid.rows[number] if value != ""]
            if len(filled) >= _LEAST_OF_DATA and any(not isinstance(value, str) for value in filled):
                column, words = self._first_words(number)
                message = _("The row stands above the header; it was not imported.")
                self._note("above_header", message, number, column, value=words)

    def _tell_untitled(self, number: int) -> None:
        title = self._anchor
        label = _(self._entity[title].note.label)
        column = next((each.index for each in self._columns if each.field == title), 0)
        _first, words = self._first_words(number)
        message = _("“{label}” is empty, but the row holds other data.", label=label)
        remedy = _("Fill in the cell, or clear the row.")
        self._problem(
            Problem(code="title_missing", message=message, remedy=remedy, field=title, value=words), number, column
        )
        self._result.rows.append(LedgerRow(number, {}, failed=True))

    def _tell_lonely(self, number: int, values: Mapping[str, Any]) -> None:
        message = _("The row holds nothing but this; if it is a heading of a group, it is no row of data.")
        problem = Problem(code="only_title", message=message, level=Level.WARNING, value=values.get(self._anchor, ""))
        self._problem(problem, number, self._cells[self._anchor], field=self._anchor)

    def _first_words(self, number: int) -> tuple[int, str]:
        for column, value in enumerate(self._grid.rows[number]):
            if words := text.words(value):
                return column, words
        return 0, ""

    # -- data

    def _read_row(self, number: int) -> None:
        values: dict[str, Any] = {}
        remarks: list[str] = []
        failed = False
        status = ""
        contacts: list[str] = []
        row = self._grid.rows[number]
        by_hand = self._decided.cells
        for column, read, others in self._readers:
            raw = self._raw.value(number, row, column, others)
            if by_hand and (number, column.index) in by_hand:
                cell = value_by_hand(self._entity, self._entity[column.field], by_hand[number, column.index], read)
            elif raw == "":
                continue
            else:
                cell = read(raw)
            if cell.problems:
                for problem in cell.problems:
                    self._problem(problem, number, column.index, field=column.field, raw=raw)
                    failed = failed or problem.level is Level.ERROR
            if cell.values:
                _merge(values, cell, remarks)
            if cell.status:
                status = cell.status
            if cell.contacts:
                contacts += cell.contacts
        cells = self._cells
        if failed:
            self._result.rows.append(LedgerRow(number, values, failed=True, cells=cells, title=self._title_of(number)))
            return
        if len(self._columns) > 2 and values.keys() <= {self._anchor}:
            self._tell_lonely(number, values)
        self._complete(values, remarks, contacts)
        derived: frozenset[str] = frozenset()
        for name, problem in finish_contract(self._entity, values):
            self._problem(problem, number, cells.get(name, 0), field=name)
            failed = failed or problem.level is Level.ERROR
        if failed:
            self._result.rows.append(LedgerRow(number, values, failed=True, cells=cells, title=self._title_of(number)))
            return
        if self._entity.name == "task":
            told = {name for name, value in values.items() if value is not None}
            for name, problem in finish_task(values, status):
                self._problem(problem, number, cells.get(name, 0), field=name)
            derived = frozenset(values.keys() - told)
        title = "" if self._titled_by_text else self._title_of(number)
        self._result.rows.append(LedgerRow(number, values, failed=False, cells=cells, derived=derived, title=title))

    def _title_of(self, number: int) -> str:
        column = self._cells.get(self._anchor)
        return text.words(self._grid.value(number, column))[:200] if column is not None else ""

    def _complete(self, values: dict[str, Any], remarks: list[str], contacts: Sequence[str]) -> None:
        for name, value in (*self._groups.fields.items(), *self._sheet_fields.items()):
            if values.get(name) in (None, ""):
                values[name] = value
        if self._decided.table.district and "district" in self._sheet_fields:
            values["district"] = self._decided.table.district
        for described in self._silent:
            words = values.get(described.note.words)
            found = self._surroundings.find(described.target, words) if words else []
            if len(found) == 1:
                values[described.name] = found[0]
        if contacts:
            joined = "；".join(dict.fromkeys(contacts))
            if "person" in self._entity.by_name and not values.get("person"):
                values["person"] = joined
        if remarks:
            values["note"] = "\n".join([*([values["note"]] if values.get("note") else []), *dict.fromkeys(remarks)])

    # -- problems

    def _problem(self, problem: Problem, number: int, column: int, *, field: str = "", raw: Any = None) -> None:
        value = problem.value or ("" if raw is None or raw.__class__ is ScaledNumber else text.words(raw)[:200])
        placed = problem.at(
            sheet=self._grid.name, cell=cell_name(number, column), field=field or problem.field, value=value
        )
        self._result.problems.append(placed)

    def _note(self, code: str, message: str, number: int, column: int, *, value: str = "") -> None:
        self._problem(Problem(code=code, message=message, level=Level.NOTE, value=value), number, column)


def _merge(values: dict[str, Any], cell: Cell, remarks: list[str]) -> None:
    """Add what a cell gives; a cell of its own column wins over what another column says beside its own field."""
    for name, value in cell.values.items():
        if name == REMARK:
            remarks.append(value)
        elif name == "support" and values.get("support"):
            values["support"] = tuple(dict.fromkeys((*values["support"], *value)))
        elif value is not None or name not in values:
            values[name] = value
