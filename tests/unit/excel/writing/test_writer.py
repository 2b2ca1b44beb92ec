# ruff: noqa: E501 - one row on one line
"""What is written to a workbook, and that it comes back unchanged."""

from datetime import date

import pytest
from openpyxl import load_workbook

from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.excel import export_entity, write_rows
from smartplanner.excel.writing.writer import SheetColumn
from smartplanner.fields.description import Kind


def test_text_stays_text_whatever_it_begins_with(tmp_path):
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "<b>&amp;", "\x00\x07控制", "\ud800", "001"]
    path = tmp_path / "a.xlsx"
    write_rows(path, "表", [SheetColumn("文字")], [[text] for text in texts])
    cells = [row[0] for row in load_workbook(path).active.iter_rows(min_row=3)]
    assert [cell.data_type for cell in cells] == ["s"] * len(texts)
    assert [cell.value for cell in cells][:6] == texts[:6]
    assert cells[8].value == "001"


@pytest.mark.parametrize(
    ("name", "code"),
    [("名单.txt", "not_a_workbook_name"), ("名单", "not_a_workbook_name"), ("没有/a.xlsx", "file_not_written")],
)
def test_a_name_that_no_program_would_open_and_a_folder_that_is_not_there_are_refused(tmp_path, name, code):
    with pytest.raises(Problem) as refused:
        write_rows(tmp_path / name, "表", [SheetColumn("文字")], [["甲"]])
    assert refused.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_values_are_written_as_what_they_are(tmp_path):
    path = tmp_path / "a.xlsx"
    columns = [
        SheetColumn("金额（万元）", kind=Kind.MONEY),
        SheetColumn("日期", kind=Kind.DATE),
        SheetColumn("进度", kind=Kind.PERCENT),
    ]
    assert write_rows(path, "表", columns, [[123_450_000, date(2026, 9, 30), 65.5], [None, None, None]]) == 2
    row = next(load_workbook(path).active.iter_rows(min_row=3, max_row=3))
    assert row[0].value == 123.45
    assert row[1].value.date() == date(2026, 9, 30)
    assert (row[2].value, row[2].number_format) == (0.655, "0.#%")


def test_a_failed_write_leaves_the_old_file_alone(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(Problem) as caught:
        write_rows(path, "表", [SheetColumn("文字")], [["x" * 40_000]])
    assert caught.value.code == "too_long"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_folder_that_is_missing_is_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        write_rows(tmp_path / "none" / "a.xlsx", "表", [SheetColumn("文字")], [["x"]])
    assert caught.value.code == "file_not_written"


def test_exported_tasks_come_back_unchanged(city, reader, read, tmp_path):
    units = {name: id for id, name in reader.names("organisation").items()}
    districts = list(reader.names("district"))
    rows = [
        {"title": "甲", "due": date(2026, 9, 30), "due_text": "9月底前", "due_precision": "month", "amount": 123_456_700, "progress": 65.5},
        {"title": "=乙", "code": "001", "lead": units["北京市科学技术委员会、中关村科技园区管理委员会"], "support": tuple(list(units.values())[:3])},
        {"title": "丙", "district": districts[0], "state": "closed", "progress": 80.0, "category": "政务", "note": "一\n二"},
        {"title": "丁", "due_precision": "ongoing", "due_text": "长期", "source_text": "某纪要", "amount_text": "500-800万元"},
        {"title": "戊", "progress": 100.0, "progress_text": "已完成"},
    ]  # fmt: skip
    city.commit(Label("rows"), [insert("task", new_id(), row) for row in rows])
    path = tmp_path / "tasks.xlsx"
    assert export_entity(reader, "task", path) == 5
    proposal = read(path)
    assert proposal.refused is None
    assert [row.kind for row in proposal.sheets[0].rows] == ["unchanged"] * 5
    assert proposal.changes == ()


@pytest.mark.parametrize("entity", ["organisation", "alias", "district", "group"])
def test_exported_reference_rows_come_back_unchanged(reader, read, tmp_path, entity):
    path = tmp_path / "rows.xlsx"
    count = export_entity(reader, entity, path)
    sheet = read(path).sheets[0]
    assert (sheet.entity, sheet.count("unchanged"), len(sheet.rows)) == (entity, count, count)
