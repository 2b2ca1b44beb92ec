"""The rows of a table as a diff against the book: what is new, what changes from what to what, what needs a person.

Texts are made when a cell is looked at.  The book's own values of changed and unchanged rows are fetched for some
hundred rows at a time, as they come into view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change
from smartplanner.excel.apart.preview import SheetView
from smartplanner.excel.proposal import INSERT, UPDATE, RowReading, SheetReading
from smartplanner.excel.reading.grid import column_number
from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.fields.values import show
from smartplanner.model import entities
from smartplanner.queries import Reader
from smartplanner.ui.importing.marks import LEVELS, ROWS, icon
from smartplanner.ui.theme import INK, MUTED, WARNING_TINT

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_FETCHED = 200
_RIGHT = (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER)
FIXED = 1
"""Columns before the fields: what happens.  Excel's row number is the row's head, which never scrolls away."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a diff is made of: a table's reading, its sheet, the changes by id, the names of rows."""

    reading: SheetReading
    view: SheetView | None
    changes: Mapping[str, Change]
    names: Callable[[str, str], str]
    by_hand: frozenset[str]
    """The cells (``F12``) that a person filled in."""


class DiffModel(QAbstractTableModel):
    """One row for each row of the ledger's table.  ``mended`` tells a cell (``F12``) and what a person typed there."""

    mended = Signal(str, str)

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._source: Source | None = None
        self._fields: list[Field] = []
        self._letters: dict[str, str] = {}
        self._rows: list[RowReading] = []
        self._kind = ""
        self._words = ""
        self._book: dict[str, Any] = {}
        self._problems: dict[str, Problem] = {}
        self._row_problems: dict[int, Problem] = {}
        self._strong = QFont()
        self._strong.setBold(True)

    def show_source(self, source: Source | None) -> None:
        """Show the rows of *source*."""
        self.beginResetModel()
        self._source = source
        self._book.clear()
        self._fields, self._letters = _shown_fields(source)
        self._problems = _worst(source.reading.problems if source is not None else ())
        self._row_problems = {_row_of(cell): problem for cell, problem in reversed(list(self._problems.items()))}
        self._arrange()
        self.endResetModel()

    def filter(self, kind: str, words: str = "") -> None:
        """Show the rows that became *kind* (empty: all) and hold *words*."""
        self.beginResetModel()
        self._kind, self._words = kind, words.casefold()
        self._arrange()
        self.endResetModel()

    @property
    def fields(self) -> list[Field]:
        """The fields shown, one for each column after the fixed ones."""
        return self._fields

    def row_number(self, place: int) -> int:
        """Return Excel's number of the row shown at *place*."""
        return self._rows[place].row

    def place_of(self, row: int) -> int:
        """Return where Excel's row is shown; -1 if it is not."""
        return next((place for place, each in enumerate(self._rows) if each.row == row), -1)

    def cell_of(self, index: Index) -> str:
        """Return the workbook's cell behind an index; of a field without a column, the row's first."""
        number = index.column() - FIXED
        letter = self._letters.get(self._fields[number].name, "") if 0 <= number < len(self._fields) else ""
        return f"{letter or next(iter(self._letters.values()), 'A')}{self._rows[index.row()].row}"

    def problem_of(self, index: Index) -> Problem | None:
        """Return what is to be said about a cell, else about its row."""
        found = self._problems.get(self.cell_of(index)) if index.column() >= FIXED else None
        return found or self._row_problems.get(self._rows[index.row()].row)

    # -- what Qt calls

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else FIXED + len(self._fields)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows."""
        row = self._rows[index.row()]
        if index.column() < FIXED:
            return self._fixed(row, role)
        field = self._fields[index.column() - FIXED]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._text(row, field).split())
        if role == Qt.ItemDataRole.EditRole:
            return self._as_written(row, field) or self._text(row, field)
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._tint(row, field)
        if role == Qt.ItemDataRole.FontRole:
            return self._strong if self._is_changed(row, field) else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return INK if row.kind in (INSERT, UPDATE) else MUTED
        if role == Qt.ItemDataRole.TextAlignmentRole and field.kind in _RIGHT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, field)
        return None

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tell what a person typed for a cell."""
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, int(Qt.ItemDataRole.EditRole)):
            return False
        self.mended.emit(self.cell_of(index), str(value).strip())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the cells that have a column of their own be mended."""
        flags = super().flags(index)
        number = index.column() - FIXED
        can = index.isValid() and number >= 0 and self._fields[number].name in self._letters
        return flags | Qt.ItemFlag.ItemIsEditable if can else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return a column's title (the field, its unit, the workbook's column), or a row's number and mark."""
        if orientation == Qt.Orientation.Vertical:
            row = self._rows[section]
            if role == Qt.ItemDataRole.DecorationRole:
                return icon(ROWS[row.kind])
            return str(row.row) if role == Qt.ItemDataRole.DisplayRole else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIXED:
            return _("What happens")
        field = self._fields[section - FIXED]
        label = _(field.note.label)
        if field.note.unit:
            label = _("{label} ({unit})", label=label, unit=_(field.note.unit))
        letter = self._letters.get(field.name)
        return f"{letter} {label}" if letter else label

    # -- inside

    def _arrange(self) -> None:
        rows = self._source.reading.rows if self._source is not None else ()
        self._rows = [row for row in rows if not self._kind or row.kind == self._kind]
        if self._words:
            self._rows = [row for row in self._rows if self._words in self._haystack(row)]

    def _haystack(self, row: RowReading) -> str:
        if self._source is not None and self._source.view is not None:
            return self._source.view.lines[row.row - 1].casefold() if row.row <= self._source.view.height else ""
        return row.title.casefold()

    def _fixed(self, row: RowReading, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return _(ROWS[row.kind].word)
        if role == Qt.ItemDataRole.BackgroundRole:
            return ROWS[row.kind].tint
        if role == Qt.ItemDataRole.ToolTipRole and (problem := self._row_problems.get(row.row)):
            return problem.sentence()
        return None

    def _text(self, row: RowReading, field: Field) -> str:
        assert self._source is not None
        change = self._source.changes.get(row.id)
        if row.kind == INSERT and change is not None:
            return self._shown(field, (change.after or {}).get(field.name))
        if row.kind == UPDATE and change is not None and field.name in (change.after or {}):
            old = self._shown(field, (change.before or {}).get(field.name))
            new = self._shown(field, (change.after or {})[field.name])
            return _("{old} → {new}", old=old or _("(empty)"), new=new or _("(empty)"))
        if row.id:
            stored = self._stored(row)
            return self._shown(field, getattr(stored, field.name)) if stored is not None else ""
        return self._as_written(row, field)

    def _shown(self, field: Field, value: Any) -> str:
        assert self._source is not None
        return show(field, value, self._source.names)

    def _as_written(self, row: RowReading, field: Field) -> str:
        assert self._source is not None
        letter = self._letters.get(field.name)
        if letter is None or self._source.view is None:
            return row.title if self._source.reading.entity and field.name == self._title() else ""
        return self._source.view.text(row.row - 1, column_number(letter) - 1)

    def _title(self) -> str:
        assert self._source is not None
        return entities()[str(self._source.reading.entity)].title

    def _stored(self, row: RowReading) -> Any | None:
        if row.id not in self._book:
            assert self._source is not None
            at = self._rows.index(row)
            ids = [
                each.id
                for each in self._rows[max(at - _FETCHED // 2, 0) : at + _FETCHED]
                if each.id and each.kind != INSERT
            ]
            found = {stored.id: stored for stored in self._reader.rows(str(self._source.reading.entity), ids)}
            self._book.update({id: found.get(id) for id in ids})
        return self._book.get(row.id)

    def _is_changed(self, row: RowReading, field: Field) -> bool:
        change = self._source.changes.get(row.id) if self._source is not None else None
        return row.kind == UPDATE and change is not None and field.name in (change.after or {})

    def _tint(self, row: RowReading, field: Field) -> QColor | None:
        letter = self._letters.get(field.name)
        problem = self._problems.get(f"{letter}{row.row}") if letter else None
        if problem is not None and problem.level is not Level.NOTE:
            return LEVELS[problem.level].tint
        if self._is_changed(row, field):
            return WARNING_TINT
        return None

    def _tip(self, row: RowReading, field: Field) -> str:
        assert self._source is not None
        text = self._text(row, field)
        letter = self._letters.get(field.name)
        cell = f"{letter}{row.row}"
        lines = (
            [text, _("As written in {cell}: {words}", cell=cell, words=self._as_written(row, field))]
            if letter
            else [text]
        )
        if cell in self._source.by_hand:
            lines.append(_("Filled in by you."))
        if problem := self._problems.get(cell):
            lines.append(f"{problem.message} {problem.remedy}".strip())
        return "\n".join(line for line in lines if line)


def _shown_fields(source: Source | None) -> tuple[list[Field], dict[str, str]]:
    """Return the fields to be shown, those of the columns first, and the column of each that has one."""
    if source is None or source.reading.entity is None:
        return [], {}
    described = entities()[source.reading.entity]
    letters = {field: letter for letter, field in source.reading.columns.items() if field in described.by_name}
    ordered = sorted(letters, key=lambda name: column_number(letters[name]))
    further = _touched(source, described) - set(letters)
    extra = [field.name for field in described.fields if field.name in further]
    return [described[name] for name in (*ordered, *extra)], letters


def _touched(source: Source, described: Entity) -> set[str]:
    """Return the fields that change although no column of their own says so, words and precision left out."""
    words = {field.note.words for field in described.fields}
    names: set[str] = set()
    for row in source.reading.rows:
        change = source.changes.get(row.id)
        if change is not None and row.kind in (INSERT, UPDATE):
            names |= (change.after or {}).keys()
    return {
        name
        for name in names
        if name in described.by_name and name not in words and not name.endswith(("_precision", "_words", "_text"))
    }


def _worst(problems: Sequence[Problem]) -> dict[str, Problem]:
    """Return the worst problem of each cell, errors of all cells first."""
    order = [Level.ERROR, Level.WARNING, Level.NOTE]
    found: dict[str, Problem] = {}
    for level in order:
        for problem in problems:
            if problem.level is level and problem.cell:
                found.setdefault(problem.cell, problem)
    return found


def _row_of(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
