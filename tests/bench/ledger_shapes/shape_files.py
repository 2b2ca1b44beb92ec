"""Writes drawn sheets as files: .xlsx, .xls, .csv in two encodings, .ods made by hand."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from shape_layout import Sheet


def write(path: Path, sheets: list[Sheet], encoding: str = "utf-8-sig") -> None:
    """Write *sheets* in the format that the name of *path* ends with."""
    {".xlsx": _xlsx, ".xls": _xls, ".csv": lambda p, s: _csv(p, s, encoding), ".ods": _ods}[path.suffix](path, sheets)


def _xlsx(path: Path, sheets: list[Sheet]) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        made = book.create_sheet(sheet.name)
        for (row, column), value in sheet.cells.items():
            cell = made.cell(row, column)
            cell.value = value
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
        for (row, column), code in sheet.formats.items():
            made.cell(row, column).number_format = code
        for top, left, bottom, right in sheet.merges:
            made.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for row in sheet.hidden_rows:
            made.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            made.column_dimensions[get_column_letter(column)].hidden = True
        if sheet.hidden:
            made.sheet_state = "hidden"
    book.save(path)


def _xls(path: Path, sheets: list[Sheet]) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[str, Any] = {}
    for sheet in sheets:
        made = book.add_sheet(sheet.name)
        covered: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for top, left, bottom, right in sheet.merges:
            covered[top, left] = (top - 1, bottom - 1, left - 1, right - 1)
        for (row, column), value in sheet.cells.items():
            code = sheet.formats.get((row, column), "")
            if code not in styles:
                styles[code] = xlwt.easyxf(num_format_str=code or "General")
            if (row, column) in covered:
                made.write_merge(*covered[row, column], value, styles[code])
            else:
                made.write(row - 1, column - 1, value, styles[code])
        if sheet.hidden:
            made.visibility = 1
    book.save(str(path))


def _csv(path: Path, sheets: list[Sheet], encoding: str) -> None:
    sheet = sheets[0]
    stream = io.StringIO()
    writer = csv.writer(stream)
    right = max(column for _row, column in sheet.cells)
    for row in range(1, sheet.height + 1):
        writer.writerow([_shown(sheet.cells.get((row, column), "")) for column in range(1, right + 1)])
    path.write_bytes(stream.getvalue().encode(encoding))


def _shown(value: Any) -> str:
    return f"{value:%Y/%m/%d}" if isinstance(value, date | datetime) else str(value)


_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)


def _ods(path: Path, sheets: list[Sheet]) -> None:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    tables = "".join(_ods_table(sheet) for sheet in sheets)
    content = f"{_ODS_HEAD}{tables}</office:spreadsheet></office:body></office:document-content>"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)


def _ods_table(sheet: Sheet) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges}
    right = max(column for _row, column in sheet.cells)
    rows = []
    for row in range(1, sheet.height + 1):
        cells = (_ods_cell(sheet, row, column, spans.get((row, column))) for column in range(1, right + 1))
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f'<table:table table:name="{escape(sheet.name)}">{"".join(rows)}</table:table>'


def _ods_cell(sheet: Sheet, row: int, column: int, span: tuple[int, int] | None) -> str:
    value = sheet.cells.get((row, column))
    merged = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if value is None:
        return f"<table:table-cell{merged}/>"
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return f'<table:table-cell{merged} office:value-type="date" office:date-value="{day.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell{merged} office:value-type="float" office:value="{value}"/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell{merged} office:value-type="string">{lines}</table:table-cell>'
