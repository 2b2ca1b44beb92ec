"""Rows to an .xlsx ledger: a title, a header, widths, typed cells; complete or not at all.

Text is always text: a value that begins with ``=`` is no formula.  The file is written beside its place,
read back, and only then put there, so that a full disk never costs the old one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.excel.headers.heads import normal, vocabulary
from smartplanner.excel.writing.saving import check_name, save_whole
from smartplanner.fields import text
from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.fields.values import LONGEST_TEXT, show
from smartplanner.model import entities
from smartplanner.queries import Reader

_WAN_IN_FEN = 1_000_000
_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MONEY: "#,##0.00####", Kind.PERCENT: "0.#%"}
_FORMAT_WHOLE_PERCENT = "0%"
_RIGHT = (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER)
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column to write: its head, its width in characters, and the kind of its values (money is given in 分)."""

    head: str
    width: int = 14
    kind: Kind = Kind.TEXT


def write_rows(
    path: Path, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Any]], *, caption: str = ""
) -> int:
    """Write *rows* below *title* and the heads of *columns* to *path*; returns the number of rows.

    Values are as the book has them: dates, money in 分 (written in 万元), percents of 0 to 100, texts.
    Raises a Problem when the file cannot be put in its place; then an older file there is as it was.
    """
    check_name(path)
    count, _filled = save_whole(
        path,
        lambda scratch: _save(scratch, title, columns, rows, caption),
        least_rows=lambda answer: answer[1] + 2 + bool(caption),
    )
    return count


_TOLD_EVERY = 200
"""Rows between two reports of how far an export is."""
_WRITTEN = 0.8
"""The part of the work after which the rows are written; the rest is packing the file and reading it back."""


def export_entity(
    reader: Reader,
    entity: str,
    path: Path,
    ids: Iterable[str] | None = None,
    *,
    progress: Callable[[float], object] = lambda _part: None,
) -> int:
    """Write the rows of *entity* (all, or those of *ids*) with every field; ``propose`` takes them back unchanged.

    *progress* is told the part of the rows that is written, and may raise to stop: *path* is then as it was.
    """
    described = entities()[entity]
    columns = [SheetColumn(head_of(described, field), _width(field), field.kind) for field in described.fields]
    found = reader.rows(entity, ids)

    def rows() -> Iterator[list[Any]]:
        for number, row in enumerate(found):
            if number % _TOLD_EVERY == 0:
                progress(_WRITTEN * number / len(found))
            yield [_exported(field, getattr(row, field.name), reader) for field in described.fields]

    return write_rows(path, _(described.plural), columns, rows())


def head_of(entity: Entity, field: Field) -> str:
    """Return the head for a column of *field*: a spelling that the import takes for just this field."""
    known = vocabulary(entity.name).exact
    spelling = next(
        (each for each in (_(field.note.label), *field.note.heads) if known.get(normal(each)) == field.name),
        field.name,
    )
    return f"{spelling}（万元）" if field.kind is Kind.MONEY else spelling


def _exported(field: Field, value: Any, reader: Reader) -> Any:
    if field.kind in (Kind.REFERENCE, Kind.MANY, Kind.CHOICE, Kind.FLAG):
        return show(field, value, reader.name)
    return value


def _width(field: Field) -> int:
    return field.note.column or (40 if field.kind is Kind.LONG_TEXT else 14)


def _save(
    path: Path, title: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Any]], caption: str
) -> tuple[int, int]:
    """Write the workbook; returns the number of rows, and which of them is the last one with a value."""
    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet(_SHEET_SIGNS.sub("", title)[:31] or "Sheet1")
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(8, min(column.width * 1.6, 80))
    sheet.freeze_panes = f"A{3 + bool(caption)}"
    try:
        with path.open("wb") as file:
            sheet.append([_title_cell(sheet, title, size=14)])
            if caption:
                sheet.append([_title_cell(sheet, caption, size=10)])
            sheet.append([_head_cell(sheet, column.head) for column in columns])
            count, filled = _append(sheet, columns, rows)
            workbook.save(file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        if not sheet.closed:
            # openpyxl holds the half-written sheet open, and complains when it is thrown away.
            sheet.close()
        raise
    return count, filled


def _append(sheet: Any, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Any]]) -> tuple[int, int]:
    count = filled = 0
    for row in rows:
        cells = [_cell(sheet, column, value) for column, value in zip(columns, row, strict=True)]
        sheet.append(cells)
        count += 1
        filled = count if any(cell is not None for cell in cells) else filled
    return count, filled


def _title_cell(sheet: Any, words: str, *, size: int) -> Any:
    cell = _text_cell(sheet, words)
    cell.font = Font(size=size, bold=size > 11)
    return cell


def _head_cell(sheet: Any, words: str) -> Any:
    cell = _text_cell(sheet, words)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E8EEF7")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = _BORDER
    return cell


def _cell(sheet: Any, column: SheetColumn, value: Any) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        cell = _text_cell(sheet, value)
    else:
        plain: Any = _scaled(column.kind, value) if isinstance(value, int | float) else value
        cell = WriteOnlyCell(sheet, plain)
    if (code := _FORMATS.get(column.kind)) and not isinstance(value, str):
        whole = column.kind is Kind.PERCENT and float(value).is_integer()
        cell.number_format = _FORMAT_WHOLE_PERCENT if whole else code
    horizontal = "right" if column.kind in _RIGHT else None
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=column.kind is Kind.LONG_TEXT)
    cell.border = _BORDER
    return cell


def _scaled(kind: Kind, value: float) -> float:
    if kind is Kind.MONEY:
        return value // _WAN_IN_FEN if value % _WAN_IN_FEN == 0 else value / _WAN_IN_FEN
    return round(value / 100, 6) if kind is Kind.PERCENT else value


def _text_cell(sheet: Any, words: str) -> Any:
    """Return a cell that is text whatever it begins with; characters that no workbook takes are replaced visibly."""
    plain = text.words(words) if not words.isprintable() else words
    if len(plain) > LONGEST_TEXT:
        message = _("A text of {length} characters does not fit into a cell of Excel.", length=len(plain))
        raise Problem(code="too_long", message=message, value=plain[:60])
    cell = WriteOnlyCell(sheet, plain)
    cell.data_type = "s"
    if plain[:1] in ("=", "+", "-", "@"):
        # So that it stays text when somebody edits the cell or saves the sheet as .csv.
        cell.quotePrefix = True
    return cell
