"""The tables of a report as a workbook: one sheet each, merged heads as on paper, text always as text."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from smartplanner.fields import text

_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="E8EEF7")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class HeadSpan:
    """A cell of a head that covers some columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One table: the sheet's name, a title, the head rows, the rows, and column widths in millimetres (0: usual)."""

    name: str
    title: str
    head: Sequence[Sequence[HeadSpan]]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


def tables_to_bytes(tables: Sequence[SheetTable]) -> bytes:
    """Return a workbook with one sheet for each table; a cell that is a plain number becomes one."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, table in enumerate(tables, 1):
        _add_sheet(workbook, table, number)
    if not tables:
        workbook.create_sheet("Sheet1")
    memory = io.BytesIO()
    workbook.save(memory)
    return memory.getvalue()


def _add_sheet(workbook: Workbook, table: SheetTable, number: int) -> None:
    sheet = workbook.create_sheet(f"{number} {_NAME.sub(' ', table.name)}"[:31])
    width = max(len(table.widths), 1)
    title = sheet.cell(1, 1)
    title.value, title.data_type = text.words(table.title), "s"
    title.font = Font(bold=True, size=14)
    title.alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    first = 2 + _write_head(sheet, table, width)
    for row, cells in enumerate(table.rows, first):
        for column, words in enumerate(cells, 1):
            _write_cell(sheet.cell(row, column), words)
    for column, millimetres in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = millimetres * 0.55 if millimetres else 16
    sheet.freeze_panes = sheet.cell(first, 1)
    sheet.print_title_rows = f"1:{first - 1}"
    sheet.page_setup.orientation = "landscape" if sum(table.widths) > 160 else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_head(sheet: Any, table: SheetTable, width: int) -> int:
    """Write the head from row 2 on and return how many rows it has."""
    taken: set[tuple[int, int]] = set()
    for row, spans in enumerate(table.head, 2):
        column = 1
        for span in spans:
            while (row, column) in taken:
                column += 1
            last_row, last_column = row + span.rows - 1, min(column + span.columns - 1, width)
            taken |= {(r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1)}
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = text.words(span.text), "s"
            for r in range(row, last_row + 1):
                for c in range(column, last_column + 1):
                    sheet.cell(r, c).border, sheet.cell(r, c).fill = _BORDER, _HEAD
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            if (last_row, last_column) != (row, column):
                sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
            column = last_column + 1
    return len(table.head)


def _write_cell(cell: Any, words: str) -> None:
    cell.border = _BORDER
    if _NUMBER.fullmatch(words):
        cell.value = float(words) if "." in words else int(words)
        return
    cell.value, cell.data_type = text.words(words), "s"
    cell.quotePrefix = words[:1] in ("=", "+", "-", "@")
    cell.alignment = Alignment(vertical="center", wrap_text=True)
