"""A sheet as its reader sees it in Excel: texts, merged ranges, hidden parts, percentages."""

import pytest
from openpyxl import Workbook

from smartplanner.base.problems import Problem
from smartplanner.excel.apart.preview import view_sheets, view_sheets_apart


@pytest.fixture
def ledger(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["2026年任务台账", "", ""])
    sheet.append(["填报单位：市交通委  填报日期：2026年9月"])
    sheet.append(["任务名称", "进度", "备注"])
    sheet.append(["路口改造", 0.8, "甲\n乙"])
    sheet.merge_cells("A1:C1")
    sheet["B4"].number_format = "0%"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("空表").sheet_state = "hidden"
    book.save(tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def test_cells_read_as_excel_shows_them(ledger):
    sheet = view_sheets(ledger)[0]
    assert sheet.name == "台账"
    assert sheet.text(2, 0) == "任务名称"
    assert sheet.text(3, 1) == "80%"
    assert sheet.text(3, 2) == "甲\n乙"
    assert (sheet.height, sheet.width) == (4, 3)
    assert sheet.text(99, 99) == ""


def test_merged_and_hidden_parts_are_told(ledger):
    sheet, empty = view_sheets(ledger)
    assert (0, 0, 0, 2) in sheet.merges
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {2}
    assert empty.hidden
    assert empty.height == 0


def test_the_reporting_unit_is_read_from_the_caption(ledger):
    assert view_sheets(ledger)[0].reporter == "市交通委"


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    wrong = tmp_path / "说明.xlsx"
    wrong.write_text("这不是工作簿", "utf-8")
    with pytest.raises(Problem) as refused:
        view_sheets(wrong)
    assert refused.value.code == "not_a_workbook"


def test_a_process_of_its_own_sees_the_same(ledger):
    assert view_sheets_apart(ledger) == view_sheets(ledger)


def test_what_cannot_be_read_cannot_be_drawn(tmp_path):
    wrong = tmp_path / "说明.xlsx"
    wrong.write_text("这不是工作簿", "utf-8")
    assert view_sheets_apart(wrong) == ()
