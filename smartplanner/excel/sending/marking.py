"""What is written into a sender's workbook beside his own cells: safe texts, comments, and the sheet that lists all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Level, Problem
from smartplanner.fields import text
from smartplanner.fields.values import LONGEST_TEXT

COLOURS = {Level.ERROR: "F8B4B4", Level.WARNING: "FFE699"}
_LEVELS = {Level.ERROR: N_("must be mended"), Level.WARNING: N_("please check")}
_REMEDIES = {
    Level.ERROR: N_("Please correct the cell."),
    Level.WARNING: N_("If this is what was meant, nothing needs doing."),
}
_THIN = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WIDTHS = (6, 18, 8, 10, 32, 46, 46)
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_FORMULA_SIGNS = ("=", "+", "-", "@")


def sheet_name(name: str) -> str:
    """Return *name* without what Excel does not allow in the name of a sheet."""
    return _SHEET_SIGNS.sub("", name)[:31] or "Sheet1"


def put_text(cell: Any, words: str) -> None:
    """Write *words* into a cell as text, whatever they begin with."""
    cell.value = text.words(words)[:LONGEST_TEXT]
    cell.data_type = "s"
    if words[:1] in _FORMULA_SIGNS:
        # So that it stays text when somebody edits the cell or saves the sheet as .csv.
        cell.quotePrefix = True


def comment_size(words: str) -> tuple[int, int]:
    """Return the width and height, in pixels, of a comment that shows *words* whole."""
    lines = sum(1 + len(line) // 18 for line in words.splitlines())
    return 300, min(44 + 18 * lines, 420)


def add_list(
    workbook: Any, sheets: Mapping[str, Any], problems: Sequence[Problem], *, file: str, lost: Sequence[str]
) -> None:
    """Put a sheet before all others that lists *problems* with place, value, reason and remedy.

    *sheets* are the worksheets by the name that the problems use; *lost* names what the copy lacks.
    """
    sheet = workbook.create_sheet(_free_name(workbook, _("Remarks")), 0)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
    put_text(sheet["A1"], _("Remarks on “{file}”", file=file))
    sheet["A1"].font = Font(size=14, bold=True)
    put_text(sheet["A2"], _summary(problems, lost))
    sheet["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    for row in (1, 2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[2].height = 36 if not lost else 54
    _put_head(sheet, 3)
    for number, problem in enumerate(problems, start=1):
        _put_problem(sheet, 3 + number, number, problem, sheets.get(problem.sheet))
    sheet.freeze_panes = "A4"
    _set_print(sheet)


def _free_name(workbook: Any, wanted: str) -> str:
    name, number = wanted, 2
    while name in workbook.sheetnames:
        name, number = f"{wanted} {number}", number + 1
    return name


def _summary(problems: Sequence[Problem], lost: Sequence[str]) -> str:
    errors = sum(1 for problem in problems if problem.level is Level.ERROR)
    words = _(
        "{errors} place(s) must be mended (red), {warnings} should be checked (yellow). "
        "Please mend them in the sheets themselves and send the file back; this list may stay.",
        errors=errors,
        warnings=len(problems) - errors,
    )
    if lost:
        words += "\n" + _("This copy lacks, compared with the original: {things}.", things="、".join(lost))
    return words


def _put_head(sheet: Any, row: int) -> None:
    heads = (_("No."), _("In sheet"), _("In cell"), _("Severity"), _("Given"), _("What is wrong"), _("What to do"))
    for column, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(row, column)
        put_text(cell, head)
        cell.font, cell.fill, cell.border = Font(bold=True), PatternFill("solid", fgColor="E8EEF7"), BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[row].height = 22


def _put_problem(sheet: Any, row: int, number: int, problem: Problem, place: Any) -> None:
    values = (
        str(number), problem.sheet, problem.cell, _(_LEVELS[problem.level]), problem.value, problem.message,
        problem.remedy or _(_REMEDIES[problem.level]),
    )  # fmt: skip
    for column, words in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        put_text(cell, words)
        cell.border = BORDER
        cell.alignment = Alignment(vertical="top", wrap_text=True, horizontal="center" if column in (1, 3, 4) else None)
    sheet.cell(row, 1).value = number
    sheet.cell(row, 4).fill = PatternFill("solid", fgColor=COLOURS[problem.level])
    if place is not None and problem.cell:
        cell = sheet.cell(row, 3)
        title = place.title.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{problem.cell}")
        cell.font = Font(color="0563C1", underline="single")
    lines = max(text_lines(words, width) for words, width in zip(values, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = min(16 * lines + 4, 400)


def text_lines(words: str, width: int) -> int:
    """Return how many lines *words* take in a column of *width* characters; a Chinese one counts double."""
    return sum(1 + _columns(line) // max(width - 2, 1) for line in words.splitlines()) or 1


def _columns(line: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in line)


def _set_print(sheet: Any) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "3:3"
