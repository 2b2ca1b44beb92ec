"""A fill-in workbook on its way back: rows by their hidden keys, only the unit's own columns, conflicts side by side.

For every cell there are three values: what the book had when the workbook was made, what it has now, and what
the file says.  A cell that the unit left alone changes nothing; one that both sides changed is a conflict, and
the book keeps its value until a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.excel.choices import NO_CHOICES, Choices
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.headers.heads import is_number_head, normal, vocabulary
from smartplanner.excel.order import changes_in_order
from smartplanner.excel.proposal import Proposal, SheetReading
from smartplanner.excel.reading.container import Container
from smartplanner.excel.reading.grid import Grid, column_letters
from smartplanner.excel.sending.forms import form_of, is_key_head
from smartplanner.excel.sending.returned_rows import Return, ReturnedColumns, ReturnedSheet
from smartplanner.excel.sending.stamp import Stamp, book_key, fingerprint, is_stamp
from smartplanner.fields import text
from smartplanner.model import entities
from smartplanner.queries import Reader

_HEAD_ROWS = 20
_SURE = 0.85


def propose_returned(
    container: Container,
    grids: Sequence[Grid],
    stamp: Stamp,
    reader: Reader,
    *,
    surroundings: Surroundings,
    as_of: date,
    choices: Choices = NO_CHOICES,
) -> Proposal:
    """Return what a fill-in workbook with this *stamp* would change.

    Raises a Problem if it is of another book, if its stamp was tampered with, or if it holds no rows any more.
    """
    _check_stamp(stamp, reader)
    taking = Return(stamp, form_of(stamp.entity), reader, surroundings, as_of, choices)
    changes: list[Change] = []
    sheets = [_read_sheet(grid, taking, changes) for grid in grids if not is_stamp(grid)]
    if not any(sheet.rows for sheet in sheets):
        message = _("The fill-in workbook holds no rows any more.")
        raise Problem(code="no_rows", message=message, remedy=_("Make it anew with “collect”."))
    file = container.path.name
    placed = (replace(sheet, problems=tuple(problem.at(file=file) for problem in sheet.problems)) for sheet in sheets)
    ordered = changes_in_order(changes, entities()[stamp.entity])
    return Proposal(file=file, sha256=container.sha256, sheets=tuple(placed), changes=ordered)


def _check_stamp(stamp: Stamp, reader: Reader) -> None:
    key = book_key(reader)
    if stamp.book and stamp.book != fingerprint(key):
        message = _("The fill-in workbook was made from another book.")
        raise Problem(code="other_book", message=message, remedy=_("Import it into the book that it was made from."))
    if not stamp.is_sealed_by(key):
        message = _("The hidden part of the fill-in workbook was changed; what the unit filled in cannot be told.")
        remedy = _("Make it anew with “collect”, and have it filled in again.")
        raise Problem(code="stamp_damaged", message=message, remedy=remedy)


def _read_sheet(grid: Grid, taking: Return, changes: list[Change]) -> SheetReading:
    """Read one sheet; what it changes is added to *changes*."""
    columns = _find_columns(grid, taking)
    if columns is None:
        filled = any(value != "" for row in grid.rows for value in row)
        return SheetReading(sheet=grid.name, table=grid.name, skipped="no_header" if filled else "empty")
    sheet = ReturnedSheet(grid, columns, taking)
    changes += sheet.read()
    return SheetReading(
        sheet=grid.name,
        table=grid.name,
        entity=taking.form.entity,
        skipped=None if sheet.rows else "no_rows",
        header_rows=(columns.head + 1, columns.head + 1),
        columns={column_letters(index + 1): name for name, index in columns.fields.items()},
        heads={column_letters(index + 1): head for index, head in columns.heads.items()},
        rows=tuple(sheet.rows),
        problems=tuple(sheet.problems),
        hidden_rows=len(grid.hidden_rows),
        hidden_columns=len(grid.hidden_columns),
        hidden=grid.hidden,
    )


def _find_columns(grid: Grid, taking: Return) -> ReturnedColumns | None:
    """Return where the columns lie: under the first row that names two of them, one of which is the unit's own."""
    ours = {normal(head): name for name, head in zip(taking.stamp.fields, taking.stamp.heads, strict=False)}
    for number, row in enumerate(grid.rows[:_HEAD_ROWS]):
        columns = ReturnedColumns(number)
        for index, words in enumerate(map(text.words, row)):
            if not words:
                continue
            columns.heads[index] = words
            if is_key_head(words):
                columns.key = index
            elif name := ours.get(normal(words)) or _meaning(words, taking):
                columns.fields.setdefault(name, index)
        if len(columns.fields) >= 2 and any(name in columns.fields for name in taking.form.own):
            columns.key = columns.key if columns.key is not None else _key_by_content(grid, number, taking.stamp)
            return columns
    return None


def _key_by_content(grid: Grid, head: int, stamp: Stamp) -> int | None:
    """Return the column that holds keys of rows, whatever is written over it."""
    return next(
        (
            index
            for row in grid.rows[head + 1 :]
            for index, value in enumerate(row)
            if value.__class__ is str and value in stamp.rows
        ),
        None,
    )


def _meaning(words: str, taking: Return) -> str:
    """Return the column of the form that a head means which somebody renamed; an empty text if it is none."""
    match = next(iter(vocabulary(taking.form.entity).match((words,))), None)
    if match is None or match.score < _SURE or is_number_head((words,)):
        return ""
    return match.field if match.field in (*taking.form.own, *taking.form.shown) else ""
