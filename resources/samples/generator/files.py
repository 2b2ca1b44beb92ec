"""Tables written as .xlsx and .xls files with the same bytes at every run."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.table import Cell, Table

MOMENT = datetime(2026, 11, 20, 9, 0)
THIN = Side(style="thin", color="808080")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
# look: (font, size, bold, horizontal, fill, border)
LOOKS: dict[str, tuple[str, int, bool, str, str, bool]] = {
    "title": ("方正小标宋简体", 20, False, "center", "", False),
    "unit": ("仿宋_GB2312", 11, False, "left", "", False),
    "unit right": ("仿宋_GB2312", 11, False, "right", "", False),
    "head": ("黑体", 11, False, "center", "D9E1F2", True),
    "band": ("楷体_GB2312", 12, True, "left", "F2F2F2", True),
    "text": ("仿宋_GB2312", 11, False, "left", "", True),
    "centre": ("仿宋_GB2312", 11, False, "center", "", True),
    "number": ("Times New Roman", 11, False, "right", "", True),
    "total": ("仿宋_GB2312", 11, True, "center", "FFF2CC", True),
    "note": ("仿宋_GB2312", 10, False, "left", "", False),
}


def write_xlsx(path: Path, tables: list[Table]) -> None:
    """Write *tables* as the sheets of one .xlsx workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "示例数据"
    book.properties.created = MOMENT
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    raw = io.BytesIO()
    book.save(raw)
    _write_steady(path, raw)


def _fill(sheet: Worksheet, table: Table) -> None:
    for (row, number), cell in table.cells.items():
        _put(sheet, row, number, cell)
    for first_row, first_column, last_row, last_column in table.merges:
        sheet.merge_cells(start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column)
    for number, column in enumerate(table.columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = column.width, column.hidden
    for row, height in table.heights.items():
        sheet.row_dimensions[row].height = height
    for row in table.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    if table.freeze:
        sheet.freeze_panes = table.freeze
    if table.filtered:
        sheet.auto_filter.ref = f"A{table.header_rows[1]}:{get_column_letter(table.width)}{table.row - 1}"
    if table.stray:
        sheet[table.stray].fill = PatternFill("solid", fgColor="FFFF00")
    if table.columns:
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 8 if table.width > 10 else 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        if table.header_rows[1]:
            sheet.print_title_rows = f"{table.header_rows[0]}:{table.header_rows[1]}"


def _put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    name, size, bold, horizontal, fill, border = LOOKS[cell.look]
    target = sheet.cell(row, column, cell.value)
    target.font = Font(name=name, size=size, bold=bold)
    target.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    if fill:
        target.fill = PatternFill("solid", fgColor=fill)
    if border:
        target.border = BORDER
    if cell.number_format:
        target.number_format = cell.number_format


def _write_steady(path: Path, raw: io.BytesIO) -> None:
    """Write the archive again with fixed times, so that a rebuild differs only where the contents do."""
    stamp = MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), data)
            entry = zipfile.ZipInfo(name, MOMENT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, data)


def write_xls(path: Path, tables: list[Table]) -> None:
    """Write *tables* as the sheets of one old .xls workbook (BIFF8)."""
    book = xlwt.Workbook(encoding="utf-8")
    book.owner = "sample"  # xlwt: ASCII only
    styles: dict[tuple[str, str], xlwt.XFStyle] = {}
    for table in tables:
        sheet = book.add_sheet(table.name)
        covered = {
            (row, column): area
            for area in table.merges
            for row in range(area[0], area[2] + 1)
            for column in range(area[1], area[3] + 1)
        }
        for place, cell in table.cells.items():
            style = styles.setdefault((cell.look, cell.number_format), _old_style(cell))
            area = covered.get(place)
            if area is None:
                sheet.write(place[0] - 1, place[1] - 1, cell.value, style)
            elif place == area[:2]:
                sheet.write_merge(area[0] - 1, area[2] - 1, area[1] - 1, area[3] - 1, cell.value, style)
        for number, column in enumerate(table.columns):
            sheet.col(number).width = int(column.width * 256)
        for row, height in table.heights.items():
            sheet.row(row - 1).height_mismatch = True
            sheet.row(row - 1).height = int(height * 20)
        sheet.portrait = False
        sheet.fit_num_pages, sheet.fit_width_to_pages, sheet.fit_height_to_pages = 1, 1, 0
        sheet.header_str, sheet.footer_str = b"", b""
    book.save(str(path))


def _old_style(cell: Cell) -> xlwt.XFStyle:
    name, size, bold, horizontal, fill, border = LOOKS[cell.look]
    lines = "borders: left thin, right thin, top thin, bottom thin; " if border else ""
    ground = "pattern: pattern solid, fore_colour ice_blue; " if fill else ""
    return xlwt.easyxf(
        f"font: name {name}, height {size * 20}, bold {'on' if bold else 'off'}; "
        f"align: horiz {horizontal}, vert centre, wrap on; {lines}{ground}",
        num_format_str=cell.number_format or "General",
    )
