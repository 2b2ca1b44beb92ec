"""From a container to grids: the values by python-calamine, the rest by the scan that went before.

The reader gets only files that passed ``container``; the number of rows that it gives is compared with what
the scan saw, because a file whose declared area lies must not lose its rows silently.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.excel.reading import refusals
from smartplanner.excel.reading.container import Container, FileKind
from smartplanner.excel.reading.formats import NumberFormats
from smartplanner.excel.reading.grid import CellError, Grid, cell_name, column_number
from smartplanner.excel.reading.scan import LARGEST_AREA, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, SheetScan

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_SECRET = re.compile(r"(?:绝密|机密|秘密)[\s·:：]*[★☆]|[★☆]\s*(?:绝密|机密|秘密)|密\s*级\s*[:：]?\s*(?:绝密|机密|秘密)")
_SECRET_CELLS = frozenset(("绝密", "机密", "秘密"))


def read_grids(container: Container) -> list[Grid]:
    """Return the worksheets in their order; raises a Problem where the file cannot be read or is secret."""
    try:
        grids = list(_csv_grids(container) if container.kind is FileKind.CSV else _workbook_grids(container))
        if container.maybe_secret:
            for grid in grids:
                _refuse_secret(grid)
        return grids
    except Problem as problem:
        raise problem.at(file=container.path.name) from problem.__cause__


def _workbook_grids(container: Container) -> Iterator[Grid]:
    with _open(container) as workbook:
        formats = NumberFormats(container)
        for metadata in workbook.sheets_metadata:
            if metadata.typ is SheetTypeEnum.WorkSheet:
                sheet = _guarded(lambda name: workbook.get_sheet_by_name(name), metadata.name)
                yield _grid(sheet, container, formats, hidden=metadata.visible is not SheetVisibleEnum.Visible)


def _open(container: Container) -> CalamineWorkbook:
    workbook: CalamineWorkbook = _guarded(CalamineWorkbook.from_filelike, io.BytesIO(container.data))
    return workbook


def _guarded(function: Any, argument: Any) -> Any:
    """Call the reader; whatever it cannot do becomes a refusal, its panics too (they are no ``Exception``)."""
    try:
        return function(argument)
    except PasswordError as error:
        raise refusals.encrypted() from error
    except CalamineError as error:
        raise refusals.damaged(_short(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise refusals.damaged(_short(error)) from error
        raise


def _short(error: BaseException) -> str:
    words = " ".join(str(error).split())[:120]
    if words.startswith("Cannot detect"):
        return _("parts of the workbook are missing")
    return _("its content cannot be read") + f" ({words})"


def _grid(sheet: CalamineSheet, container: Container, formats: NumberFormats, *, hidden: bool) -> Grid:
    scan = container.scans.get(sheet.name, SheetScan())
    end = sheet.end or (0, 0)
    if end[0] >= MOST_ROWS or end[1] >= MOST_COLUMNS:
        raise refusals.beyond(_("rows"), end[0] + 1, MOST_ROWS).at(sheet=sheet.name)
    rows = _guarded(lambda each: each.to_python(skip_empty_area=False), sheet)
    _place_errors(rows, scan)
    return Grid(
        name=sheet.name,
        rows=rows,
        merges=[
            (top, left, min(bottom, len(rows) + 1), min(right, MOST_COLUMNS))
            for (top, left), (bottom, right) in _merges(sheet, scan)
        ],
        hidden=hidden,
        hidden_rows=frozenset(number - 1 for number in scan.hidden_rows),
        hidden_columns=frozenset(number - 1 for number in scan.hidden_columns),
        epoch_1904=container.epoch_1904,
        formats=formats.of_sheet(sheet.name),
    )


def _merges(sheet: CalamineSheet, scan: SheetScan) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the merged ranges; of an .ods only the scan knows them."""
    if scan.merges:
        return [((top, left), (bottom, right)) for top, left, bottom, right in scan.merges]
    return sheet.merged_cell_ranges or ()


def _place_errors(rows: list[list[Any]], scan: SheetScan) -> None:
    """Put back the errors of formulas, of which the reader makes empty texts."""
    for address, text in scan.errors.items():
        match = _ADDRESS.fullmatch(address)
        assert match is not None
        row, column = int(match[2]) - 1, column_number(match[1]) - 1
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = CellError(text or "#ERROR!")


def _csv_grids(container: Container) -> Iterator[Grid]:
    text = _decode(container.data)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows: list[list[str]] = []
    width = cells = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
        rows.append(row)
        width = max(width, len(row))
        cells += len(row)
        if width > MOST_COLUMNS:
            raise refusals.beyond(_("columns"), width, MOST_COLUMNS)
        if len(rows) > MOST_ROWS:
            raise refusals.beyond(_("rows"), len(rows), MOST_ROWS)
        if cells > MOST_CELLS:
            raise refusals.beyond(_("cells"), cells, MOST_CELLS)
    if len(rows) * width > LARGEST_AREA:
        raise refusals.beyond(_("cells"), len(rows) * width, LARGEST_AREA)
    yield Grid(name=container.path.stem, rows=[row + [""] * (width - len(row)) for row in rows])


def _delimiter(text: str) -> str:
    """Return the sign between cells: the one that divides most of the first lines into the same number of cells."""
    lines = [line for line in text[:8192].splitlines()[:20] if line.strip()]
    counts = {sign: [line.count(sign) for line in lines] for sign in ",;\t"}

    def fitness(sign: str) -> tuple[int, int]:
        usual = max(set(counts[sign]), key=lambda count: (counts[sign].count(count) if count else 0, count), default=0)
        return (counts[sign].count(usual) if usual else 0, usual)

    return max(",;\t", key=fitness)


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusals.damaged(_("its text is neither UTF-8 nor GB18030"))


def _refuse_secret(grid: Grid) -> None:
    """Refuse the file if a cell carries a mark of a state secret."""
    for number, row in enumerate(grid.rows):
        for column, value in enumerate(row):
            if value.__class__ is str and "密" in value and _is_secret(value):
                raise refusals.secret(value[:40]).at(sheet=grid.name, cell=cell_name(number, column))


def _is_secret(value: str) -> bool:
    return value.strip() in _SECRET_CELLS or _SECRET.search(value) is not None
