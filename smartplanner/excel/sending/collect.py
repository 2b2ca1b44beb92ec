"""A fill-in workbook for one unit: its open matters, its own columns open, all else locked, and a hidden stamp.

``returned.propose_returned`` takes it back.  Locks carry no password: they keep a hand from slipping, the stamp
and the import keep the book right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from smartplanner.base.i18n import _
from smartplanner.excel.headers.heads import normal, vocabulary
from smartplanner.excel.sending.forms import KEY_HEAD, Form
from smartplanner.excel.sending.marking import BORDER, put_text, text_lines
from smartplanner.excel.sending.stamp import SHEET, Stamp, book_key, encoded, fingerprint, stamp_lines
from smartplanner.excel.writing.saving import save_whole
from smartplanner.excel.writing.writer import head_of
from smartplanner.fields import text
from smartplanner.fields.dates import format_date
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.values import choice_label, show
from smartplanner.queries import Reader

HEAD_ROW = 3
"""Counted from 1."""
_LOCKED, _OPEN, _OPEN_HEAD, _LOCKED_HEAD = "F2F2F2", "FFFCF0", "FFE699", "D9E2F0"
_WIDTHS = {"code": 12, "title": 34, "district": 9, "lead": 18, "support": 20, "due": 13, "period": 12, "task": 34}
_OWN_WIDTHS = {Kind.CHOICE: 11, Kind.PERCENT: 8, Kind.DATE: 12, Kind.LONG_TEXT: 34}
_TALLEST = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What one workbook is about: whose it is, which rows it asks about, as of which day and step of the book."""

    form: Form
    unit: str
    supporting: bool
    rows: Sequence[Any]
    as_of: date
    step: int
    office: str


def write_fill_in(path: Path, assignment: Assignment, reader: Reader) -> Stamp:
    """Write the workbook of one unit to *path*; returns its stamp.  A Problem if it cannot be put there."""
    stamp = make_stamp(assignment, reader)
    workbook: Any = Workbook()
    sheet = workbook.active
    sheet.title = _("Fill-in sheet")
    _Sheet(sheet, assignment, reader).write(stamp)
    _write_stamp(workbook.create_sheet(SHEET), stamp)
    workbook.properties.creator = assignment.office
    workbook.properties.title = sheet["A1"].value
    save_whole(path, workbook.save, least_rows=lambda _answer: HEAD_ROW + len(assignment.rows))
    return stamp


def make_stamp(assignment: Assignment, reader: Reader) -> Stamp:
    """Return the sealed stamp: what the book has now in every column of the workbook."""
    form, key = assignment.form, book_key(reader)
    return Stamp(
        book=fingerprint(key),
        unit=assignment.unit,
        entity=form.entity,
        step=assignment.step,
        made=assignment.as_of,
        supporting=assignment.supporting,
        fields=(*form.own, *form.shown),
        heads=tuple(_head(form, name) for name in (*form.own, *form.shown)),
        rows={
            row.id: {each.name: encoded(each, getattr(row, each.name)) for each in form.own_fields()}
            | {name: shown_text(form, name, row, reader) for name in form.shown}
            for row in assignment.rows
        },
    ).sealed(key)


def shown_text(form: Form, name: str, row: Any, reader: Reader) -> str:
    """Return what a locked cell says: a value as people write it, in the words of the ledger where it has any."""
    described = form.described[name]
    value = getattr(row, name)
    words = described.note.words
    if words and getattr(row, words):
        return text.words(getattr(row, words))
    if described.kind is Kind.DATE:
        return format_date(value, getattr(row, f"{name}_precision", None) or "day")
    return text.words(show(described, value, reader.name))


class _Sheet:
    """The visible sheet while it is written."""

    def __init__(self, sheet: Any, assignment: Assignment, reader: Reader) -> None:
        self._sheet, self._assignment, self._reader = sheet, assignment, reader
        self._form = assignment.form
        self._shown: tuple[str, ...] = ()

    def write(self, stamp: Stamp) -> None:
        self._shown = tuple(
            name
            for name in self._form.shown
            if self._is_worth_showing(name) and any(values[name] for values in stamp.rows.values())
        )
        self._write_caption()
        self._write_heads()
        for number, row in enumerate(self._assignment.rows, start=1):
            self._write_row(HEAD_ROW + number, number, row, stamp.rows[row.id])
        self._add_validations()
        self._lock_and_print()

    def _is_worth_showing(self, name: str) -> bool:
        return name != self._form.unit or self._assignment.supporting

    @property
    def _width(self) -> int:
        return 1 + len(self._shown) + len(self._form.own)

    def _write_caption(self) -> None:
        sheet, assignment = self._sheet, self._assignment
        unit = self._reader.name("organisation", assignment.unit)
        day = format_date(assignment.as_of)
        put_text(sheet["A1"], _("{entity}: fill-in sheet of {unit}", entity=_(self._form.described.plural), unit=unit))
        sheet["A1"].font = Font(size=16, bold=True)
        sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
        put_text(
            sheet["A2"],
            _(
                "Please fill in the yellow columns as of {day} and send the file back as it is. The grey columns are "
                "locked; no rows can be added. To empty a cell write 无. Choose the state from the list, write the "
                "progress like 60%, a day like 2026-09-30. Made by: {office}.",
                day=day, office=assignment.office,
            ),
        )  # fmt: skip
        sheet["A2"].alignment = Alignment(wrap_text=True, vertical="center")
        sheet["A2"].font = Font(size=10, color="595959")
        for row in (1, 2):
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=self._width)
        sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 32, 34

    def _write_heads(self) -> None:
        heads = [(_("No."), 6, False)]
        described = self._form.described
        heads += [(_head(self._form, name), _WIDTHS.get(name, 14), False) for name in self._shown]
        heads += [
            (head_of(described, field), _OWN_WIDTHS.get(field.kind, 16), True) for field in self._form.own_fields()
        ]
        for column, (head, width, is_own) in enumerate(heads, start=1):
            self._put_head(column, head, width, _OPEN_HEAD if is_own else _LOCKED_HEAD)
        self._put_head(self._width + 1, _(KEY_HEAD), 38, _LOCKED_HEAD)
        self._sheet.column_dimensions[get_column_letter(self._width + 1)].hidden = True
        self._sheet.row_dimensions[HEAD_ROW].height = 26

    def _put_head(self, column: int, head: str, width: int, colour: str) -> None:
        cell = self._sheet.cell(HEAD_ROW, column)
        put_text(cell, head)
        cell.font, cell.fill, cell.border = Font(bold=True), PatternFill("solid", fgColor=colour), BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._sheet.column_dimensions[get_column_letter(column)].width = width

    def _write_row(self, place: int, number: int, row: Any, texts: Mapping[str, str]) -> None:
        sheet = self._sheet
        sheet.cell(place, 1).value = number
        for column, name in enumerate(self._shown, start=2):
            put_text(sheet.cell(place, column), texts[name])
        first_own = 2 + len(self._shown)
        for column, field in enumerate(self._form.own_fields(), start=first_own):
            _put_own(sheet.cell(place, column), field, getattr(row, field.name))
        for column in range(1, self._width + 1):
            cell = sheet.cell(place, column)
            is_own = column >= first_own
            cell.border = BORDER
            cell.fill = PatternFill("solid", fgColor=_OPEN if is_own else _LOCKED)
            cell.protection = Protection(locked=not is_own)
            kind = self._form.own_fields()[column - first_own].kind if is_own else Kind.TEXT
            centred = column == 1 or kind in (Kind.CHOICE, Kind.PERCENT, Kind.DATE)
            cell.alignment = Alignment(vertical="center", wrap_text=True, horizontal="center" if centred else None)
        put_text(sheet.cell(place, self._width + 1), row.id)
        sheet.row_dimensions[place].height = self._height(place)

    def _height(self, place: int) -> float:
        lines = 2
        for column in range(1, self._width + 1):
            value = self._sheet.cell(place, column).value
            width = self._sheet.column_dimensions[get_column_letter(column)].width
            lines = max(lines, text_lines(str(value), int(width)) if isinstance(value, str) else 1)
        return min(15.0 * lines + 6, _TALLEST)

    def _add_validations(self) -> None:
        last = HEAD_ROW + max(len(self._assignment.rows), 1)
        for column, field in enumerate(self._form.own_fields(), start=2 + len(self._shown)):
            letters = get_column_letter(column)
            if (rule := _validation(field, self._form)) is not None:
                rule.add(f"{letters}{HEAD_ROW + 1}:{letters}{last}")
                self._sheet.add_data_validation(rule)

    def _lock_and_print(self) -> None:
        sheet = self._sheet
        protection = sheet.protection
        protection.sheet = True
        # A False here allows it: widths and heights may be changed, rows filtered.
        protection.formatColumns = protection.formatRows = protection.autoFilter = False
        sheet.freeze_panes = f"{get_column_letter(2 + min(len(self._shown), 2))}{HEAD_ROW + 1}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        sheet.print_area = f"A1:{get_column_letter(self._width)}{HEAD_ROW + len(self._assignment.rows)}"
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.5
        sheet.oddFooter.center.text = "&P / &N"
        sheet.sheet_view.zoomScale = 90


def _head(form: Form, name: str) -> str:
    """Return the head of a locked column; the title's says what it is the name of (任务名称, not 名称)."""
    described = form.described[name]
    known = vocabulary(form.entity).exact
    spelling = next((each for each in described.note.heads if known.get(normal(each)) == name), "")
    return spelling if spelling and name == form.title else head_of(form.described, described)


def _put_own(cell: Any, field: Field, value: Any) -> None:
    if field.kind is Kind.PERCENT:
        cell.number_format = "0%" if value is None or float(value).is_integer() else "0.0%"
        cell.value = None if value is None else round(value / 100, 6)
    elif field.kind is Kind.DATE:
        cell.number_format, cell.value = "yyyy-mm-dd", value
    elif field.kind is Kind.CHOICE:
        put_text(cell, choice_label(field, value) if value else "")
    else:
        # Not as the text format "@": older programs show a long text under it as #####.
        put_text(cell, value or "")


def _validation(field: Field, form: Form) -> Any:
    label = _(field.note.label)
    if field.kind is Kind.CHOICE:
        assert field.choices is not None
        names = form.choices.get(field.name, tuple(str(choice) for choice in field.choices))
        labels = ",".join(choice_label(field, name) for name in names)
        rule = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True)
        rule.error = _("Please choose one of the list: {choices}.", choices=labels.replace(",", "、"))
    elif field.kind is Kind.PERCENT:
        rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="1", allow_blank=True)
        rule.error = _("“{label}” is a percentage between 0% and 100%.", label=label)
    elif field.kind is Kind.DATE:
        first, last = "DATE(2000,1,1)", "DATE(2099,12,31)"
        rule = DataValidation(type="date", operator="between", formula1=first, formula2=last, allow_blank=True)
        rule.error = _("“{label}” is a day, written like 2026-09-30.", label=label)
    else:
        return None
    rule.errorTitle = label
    rule.showErrorMessage = True
    return rule


def _write_stamp(sheet: Any, stamp: Stamp) -> None:
    sheet.sheet_state = "veryHidden"
    for number, line in enumerate(stamp_lines(stamp), start=1):
        for column, words in enumerate(line, start=1):
            if words:
                cell = sheet.cell(number, column)
                put_text(cell, words)
                cell.number_format = "@"
    sheet.protection.sheet = True
