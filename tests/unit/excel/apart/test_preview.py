"""A sheet as its reader sees it in Excel: texts, merged ranges, hidden parts, percentages."""

from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from smartplanner.base.problems import Problem
from smartplanner.excel.apart.preview import view_sheets, views_of
from smartplanner.excel.apart.worker import Worker
from smartplanner.excel.ledgers.importer import propose
from smartplanner.excel.reading.shelf import Shelf
from smartplanner.queries import Reader


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


@pytest.fixture
def worker():
    with Worker() as made:
        yield made


def test_a_process_of_its_own_sees_the_same(ledger, worker):
    assert worker.view(ledger) == view_sheets(ledger)


def test_what_cannot_be_read_cannot_be_drawn(tmp_path, worker):
    wrong = tmp_path / "说明.xlsx"
    wrong.write_text("这不是工作簿", "utf-8")
    assert worker.view(wrong) == ()


def test_sheets_of_a_file_that_was_proposed_are_drawn_from_what_was_read(ledger, journal):
    shelf = Shelf()
    proposal = propose(ledger, Reader(journal), as_of=date(2026, 11, 23), shelf=shelf)
    (read, _empty) = shelf.grids(shelf.open(ledger))
    assert read is shelf.grids(shelf.open(ledger))[0]
    assert proposal.refused is None
    assert views_of([read])[0].text(3, 0) == "路口改造"


def test_a_file_that_changed_after_it_was_proposed_is_drawn_as_it_is_now(ledger, book_path, worker):
    worker.propose(ledger, book=book_path, as_of=date(2026, 11, 23))
    book = load_workbook(ledger)
    book["台账"]["A4"] = "路口再改造"
    book.save(ledger)
    assert worker.view(ledger)[0].text(3, 0) == "路口再改造"
