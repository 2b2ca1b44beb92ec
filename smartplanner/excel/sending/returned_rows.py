"""The rows of a returned fill-in workbook: whose they are, what the unit filled in, where both sides changed.

Every cell has three values: *base* (the book's when the workbook was made), *now* (the book's today) and what
the file says.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem, shorten
from smartplanner.changes import Change, update
from smartplanner.excel.choices import Choices
from smartplanner.excel.grammar.cell import Cell, CellContext, CellReader
from smartplanner.excel.grammar.cells import cell_reader
from smartplanner.excel.grammar.decided import value_by_hand
from smartplanner.excel.grammar.scales import percent_scale
from smartplanner.excel.grammar.surroundings import Surroundings, comparable
from smartplanner.excel.grammar.tasks import finish_task
from smartplanner.excel.headers.table import Column, Table
from smartplanner.excel.proposal import REFUSED, UNCHANGED, UPDATE, RowReading
from smartplanner.excel.reading.grid import Grid, cell_name
from smartplanner.excel.sending.forms import Form
from smartplanner.excel.sending.stamp import Stamp, decoded
from smartplanner.fields import text
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.values import show, validate
from smartplanner.queries import Reader

_CLOSE = 0.051
"""Percents nearer than this are one: the book keeps one decimal."""
_SHOWN = 40
"""Characters of each side of a conflict."""


@dataclass(frozen=True, slots=True)
class Return:
    """One workbook that is taken back, and what it is compared with."""

    stamp: Stamp
    form: Form
    reader: Reader
    surroundings: Surroundings
    as_of: date
    choices: Choices
    met: dict[str, str] = field(default_factory=dict)
    """Where each row was met first: ``sheet!12`` by id."""

    def is_units(self, row: Any) -> bool:
        """Return whether a row of the book is the unit's: it leads it, or co-operates if it was asked as such."""
        unit = self.stamp.unit
        if self.stamp.supporting:
            return unit in getattr(row, self.form.supporting)
        return bool(getattr(row, self.form.unit) == unit)


@dataclass
class ReturnedColumns:
    """Where the columns of a sheet lie (indexes from 0)."""

    head: int
    key: int | None = None
    fields: dict[str, int] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)


class ReturnedSheet:
    """One sheet while it is read: ``read`` gives the changes, then ``rows`` and ``problems`` are filled."""

    def __init__(self, grid: Grid, columns: ReturnedColumns, taking: Return) -> None:
        self._grid, self._columns, self._taking = grid, columns, taking
        self._form, self._described = taking.form, taking.form.described
        self._own = [each for each in self._form.own_fields() if each.name in columns.fields]
        self._readers = {each.name: self._reader_of(each) for each in self._own}
        self._scales = self._find_scales()
        self._known = {row.id: row for row in taking.reader.rows(self._form.entity, taking.stamp.rows)}
        self._by_words = _by_words(taking.stamp, self._form.title)
        self.rows: list[RowReading] = []
        self.problems: list[Problem] = []

    def read(self) -> list[Change]:
        """Read all rows below the header."""
        if self._columns.key is None:
            message = _("The hidden column with the keys is missing; the rows were matched by code and title.")
            self._tell(Problem(code="matched_by_words", message=message, level=Level.NOTE), self._columns.head, 0)
        return [
            change
            for number in range(self._columns.head + 1, len(self._grid.rows))
            if self._is_filled(number) and (change := self._read_row(number)) is not None
        ]

    # -- whose row it is

    def _is_filled(self, number: int) -> bool:
        places = [*self._columns.fields.values(), *([self._columns.key] if self._columns.key is not None else [])]
        return any(not text.is_empty(self._grid.value(number, place)) for place in places)

    def _read_row(self, number: int) -> Change | None:
        found = self._find(number)
        row = None if isinstance(found, Problem) else self._known.get(found)
        if not isinstance(found, Problem) and row is None:
            message = _("The record is no longer in the book.")
            found = Problem(code="row_gone", message=message, remedy=_("Ask whether it still counts."))
        if not isinstance(found, Problem) and not self._taking.is_units(row):
            found = self._not_yours(_("the row now belongs to another unit"))
        if isinstance(found, Problem):
            self._tell(found, number, self._title_column(), field=self._described.title)
            self.rows.append(RowReading(number + 1, REFUSED, title=self._title(number)))
            return None
        change = self._change(number, found, row)
        kind = UPDATE if change is not None else UNCHANGED
        self.rows.append(RowReading(number + 1, kind, found, self._title(number)))
        return change

    def _find(self, number: int) -> str | Problem:
        """Return the id of the row at *number*, or why it has none that this unit may change."""
        key = self._columns.key
        id = text.words(self._grid.value(number, key)) if key is not None else ""
        if not id:
            matches = self._by_words.get(self._words_of(number), [])
            if len(matches) != 1:
                return self._unknown(number)
            id = matches[0]
        if id not in self._taking.stamp.rows:
            return self._not_yours(_("it is not among the rows that the unit was asked about"))
        if (first := self._taking.met.get(id)) is not None:
            message = _("The row repeats {where}; the first one counts.", where=_("row {row}", row=first))
            return Problem(code="duplicate_row", message=message, remedy=_("Delete one of the two."))
        self._taking.met[id] = str(number + 1)
        return id

    def _unknown(self, number: int) -> Problem:
        message = _("The row was added by hand; a fill-in workbook takes no new rows.")
        remedy = _("Enter it in the book, or import a ledger of its own.")
        return Problem(code="row_added", message=message, remedy=remedy, value=self._title(number))

    def _not_yours(self, reason: str) -> Problem:
        unit = self._taking.reader.name("organisation", self._taking.stamp.unit)
        message = _("{unit} cannot change this row: {reason}.", unit=unit, reason=reason)
        return Problem(code="row_not_yours", message=message, remedy=_("Ask the unit that is responsible."))

    def _words_of(self, number: int) -> tuple[str, str]:
        code = self._columns.fields.get("code")
        return (
            comparable(text.words(self._grid.value(number, code))) if code is not None else "",
            comparable(self._title(number)),
        )

    def _title_column(self) -> int:
        return self._columns.fields.get(self._form.title, 0)

    def _title(self, number: int) -> str:
        place = self._columns.fields.get(self._form.title)
        return text.words(self._grid.value(number, place)) if place is not None else ""

    # -- what it says

    def _change(self, number: int, id: str, row: Any) -> Change | None:
        base = self._taking.stamp.rows[id]
        self._check_locked(number, base)
        values: dict[str, Any] = {}
        for described in self._own:
            taken = self._take(number, described, base[described.name], row)
            values |= taken
        if problems := validate(self._described, values):
            for problem in problems:
                self._tell(problem, number, self._columns.fields[problem.field], field=problem.field)
            return None
        self._warn(number, values, row)
        before = {name: getattr(row, name) for name in values}
        return update(self._described.name, id, before, values)

    def _take(self, number: int, described: Field, base_words: str, row: Any) -> dict[str, Any]:
        """Return the values that one cell gives: nothing if the unit left it alone, or may not or cannot set it."""
        place, name = self._columns.fields[described.name], described.name
        address = f"{self._grid.name}!{cell_name(number, place)}"
        if address in self._taking.choices.cells:
            return self._by_hand(number, described, self._taking.choices.cells[address])
        raw = self._grid.value(number, place)
        base, now = decoded(described, base_words), getattr(row, name)
        words = text.words(raw)
        if raw == "" or not words:
            self._tell_blank(number, described, base)
            return {}
        if isinstance(base, str) and _same(described, words, base):
            return {}
        cell = self._read_cell(number, described, raw)
        for problem in cell.problems:
            self._tell(problem, number, place, field=name, value=words)
        if cell.failed:
            return {}
        value = cell.values.get(name)
        if _same(described, value, base) or _same(described, value, now):
            return {}
        if not _same(described, base, now):
            self._tell_conflict(number, described, base, now, value)
            return {}
        if (allowed := self._form.choices.get(name)) is not None and value not in allowed:
            self._tell_choice(number, described, value)
            return {}
        return {name: value} | _without_words(described) | _words_in(cell, described)

    def _by_hand(self, number: int, described: Field, value: Any) -> dict[str, Any]:
        """Return what a person decided for one cell; it goes before all.  None leaves the book as it is."""
        cell = value_by_hand(self._described, described, value, self._readers[described.name])
        for problem in cell.problems:
            self._tell(problem, number, self._columns.fields[described.name], field=described.name, value=str(value))
        if cell.failed or described.name not in cell.values:
            return {}
        return {described.name: cell.values[described.name]} | _without_words(described) | _words_in(cell, described)

    def _read_cell(self, number: int, described: Field, raw: Any) -> Cell:
        scale = self._scales.get(described.name)
        if scale is not None and raw.__class__ in (float, int):
            raw = scale(number, raw)
        return self._readers[described.name](raw)

    def _reader_of(self, described: Field) -> CellReader:
        context = CellContext(
            year=self._taking.as_of.year,
            as_of=self._taking.as_of,
            epoch_1904=self._grid.epoch_1904,
            unit=None,
            head=self._columns.heads[self._columns.fields[described.name]],
            given=frozenset(self._columns.fields),
            surroundings=self._taking.surroundings,
        )
        return cell_reader(self._described, described, context)

    def _find_scales(self) -> Mapping[str, Callable[[int, Any], Any]]:
        head = self._columns.head
        columns = {
            each.name: Column(self._columns.fields[each.name], (each.name,), each.name, 1.0)
            for each in self._own
            if each.kind is Kind.PERCENT
        }
        table = Table(self._described.name, head, head, tuple(columns.values()), None, 1.0)
        return {name: percent_scale(self._grid, table, column) for name, column in columns.items()}

    # -- what is said about it

    def _check_locked(self, number: int, base: Mapping[str, str]) -> None:
        for name, place in self._columns.fields.items():
            raw = self._grid.value(number, place)
            if name in self._form.own or text.squeeze(text.words(raw)) == text.squeeze(base[name]):
                continue
            label = _(self._described[name].note.label)
            message = _("“{label}” is not for the unit to change; the book keeps what it has.", label=label)
            problem = Problem(code="not_own_column", message=message, level=Level.WARNING, value=text.words(raw))
            self._tell(problem, number, place, field=name)

    def _tell_blank(self, number: int, described: Field, base: Any) -> None:
        if base in (None, ""):
            return
        message = _("The cell was emptied; the book keeps “{value}”.", value=self._show(described, base))
        problem = Problem(code="emptied", message=message, level=Level.WARNING, remedy=_("To empty it, write 无."))
        self._tell(problem, number, self._columns.fields[described.name], field=described.name)

    def _tell_conflict(self, number: int, described: Field, base: Any, now: Any, value: Any) -> None:
        message = _(
            "Both sides changed “{label}”. When the workbook was made: “{base}”; in the book now: “{now}”; "
            "in the file: “{value}”. The book keeps what it has.",
            label=_(described.note.label),
            base=self._show(described, base),
            now=self._show(described, now),
            value=self._show(described, value),
        )
        remedy = _("Decide which one counts, and enter it in the book.")
        problem = Problem(code="conflict", message=message, remedy=remedy, value=self._show(described, value))
        self._tell(problem, number, self._columns.fields[described.name], field=described.name)

    def _tell_choice(self, number: int, described: Field, value: Any) -> None:
        words = self._show(described, value)
        message = _("“{value}” is for the office to set, not for the unit.", value=words)
        problem = Problem(code="choice_not_yours", message=message, value=words)
        self._tell(problem, number, self._columns.fields[described.name], field=described.name)

    def _warn(self, number: int, values: Mapping[str, Any], row: Any) -> None:
        """Warn of a state that the progress contradicts."""
        if self._described.name != "task" or not {"state", "progress"} & values.keys():
            return
        told = {name: values.get(name, getattr(row, name)) for name in ("state", "progress")}
        for name, problem in finish_task({key: value for key, value in told.items() if value is not None}, ""):
            self._tell(problem, number, self._columns.fields.get(name, 0), field=name)

    def _show(self, described: Field, value: Any) -> str:
        return shorten(show(described, value, self._taking.reader.name), _SHOWN) or _("(empty)")

    def _tell(self, problem: Problem, number: int, column: int, *, field: str = "", value: str = "") -> None:
        place = {"sheet": self._grid.name, "cell": cell_name(number, column)}
        self.problems.append(problem.at(**place, field=field or problem.field, value=(problem.value or value)[:200]))


def _by_words(stamp: Stamp, title: str) -> dict[tuple[str, str], list[str]]:
    """Return the ids by code and title, as the locked cells show them: the way without keys."""
    found: dict[tuple[str, str], list[str]] = {}
    for id, values in stamp.rows.items():
        found.setdefault((comparable(values.get("code", "")), comparable(values.get(title, ""))), []).append(id)
    return found


def _same(described: Field, one: Any, other: Any) -> bool:
    """Return whether two values are one, whatever a program did to blanks, line ends and the last digit."""
    if one in (None, "", ()) or other in (None, "", ()):
        return one in (None, "", ()) and other in (None, "", ())
    if described.kind is Kind.PERCENT:
        return math.isclose(one, other, abs_tol=_CLOSE)
    if described.kind in (Kind.TEXT, Kind.LONG_TEXT):
        return text.words(one).split() == text.words(other).split()
    return bool(one == other)


def _without_words(described: Field) -> dict[str, Any]:
    """Return the emptied field of the words that stood for the former value: they would contradict the new one."""
    return {described.note.words: None} if described.note.words else {}


def _words_in(cell: Cell, described: Field) -> dict[str, Any]:
    words = described.note.words
    return {words: cell.values[words]} if words and words in cell.values else {}
