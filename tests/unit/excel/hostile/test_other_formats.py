"""Ledgers in .xls, .et, .ods and .csv are read as the same ledger in .xlsx is."""

import io
import shutil
import subprocess

import pytest
import xlwt
from hostile_crafting import HEADS, opendocument
from openpyxl import Workbook

from smartplanner.base.problems import Problem
from smartplanner.excel.reading.container import FileKind, open_container
from smartplanner.excel.reading.grid import CellError
from smartplanner.excel.reading.reader import read_grids

ROWS = [list(HEADS), ["1", "建设甲", "市经信局", "9月底"], ["2", "建设乙", "市经信局", "10月底"]]


def grids(path):
    return read_grids(open_container(path))


def legacy(path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账")
    sheet.write_merge(0, 0, 0, 3, "2026年台账")
    for column, head in enumerate(HEADS):
        sheet.write(1, column, head)
    sheet.write_merge(2, 3, 0, 0, 1)
    sheet.write(2, 1, "建设甲")
    sheet.write(3, 1, "建设乙")
    sheet.row(3).set_cell_error(3, "#REF!")
    sheet.row(3).hidden = True
    sheet.col(2).hidden = True
    hidden = book.add_sheet("底稿")
    hidden.visibility = 1
    hidden.write(0, 0, "x")
    book.save(str(path))
    return path


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx"])
def test_an_xls_tells_merges_hidden_parts_and_errors_whatever_its_name(tmp_path, name):
    path = legacy(tmp_path / name)
    assert open_container(path).kind is FileKind.XLS
    ledger, hidden = grids(path)
    assert (0, 0, 0, 3) in ledger.merges
    assert (2, 0, 3, 0) in ledger.merges
    assert ledger.hidden_rows == {3}
    assert ledger.hidden_columns == {2}
    assert ledger.value(3, 3) == "#REF!"
    assert isinstance(ledger.value(3, 3), CellError)
    assert (ledger.hidden, hidden.hidden) == (False, True)


def cell(words, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p></table:table-cell>'


def test_an_ods_tells_merges_hidden_parts_and_errors(tmp_path):
    (ledger,) = grids(opendocument(tmp_path / "a.ods", _body()))
    assert list(ledger.merges) == [(0, 0, 0, 1)]
    assert ledger.hidden_rows == {2}
    assert ledger.hidden_columns == {1}
    assert ledger.value(2, 2) == "#REF!"
    assert isinstance(ledger.value(2, 2), CellError)
    assert ledger.value(1, 0) == "任务名称"


def _body():
    title = cell("台账", ' table:number-columns-spanned="2"')
    error = cell("#REF!", ' calcext:value-type="error"')
    return (
        '<table:table table:name="台账">'
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{title}<table:covered-table-cell/></table:table-row>"
        f"<table:table-row>{cell('任务名称')}{cell('底稿')}{cell('总投资')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{cell("甲")}{cell("x")}{error}</table:table-row>'
        "</table:table>"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_csv_is_read_in_any_usual_encoding_and_with_any_usual_sign(tmp_path, encoding, sign, end):
    path = tmp_path / "台账.csv"
    path.write_bytes(end.join(sign.join(row) for row in ROWS).encode(encoding))
    (ledger,) = grids(path)
    assert [list(row) for row in ledger.rows] == ROWS
    assert ledger.name == "台账"


def test_commas_inside_of_quoted_cells_divide_nothing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes('序号;任务名称\n1;"甲,乙,丙,丁"\n2;"一行\n又一行"\n'.encode())
    (ledger,) = grids(path)
    assert [list(row) for row in ledger.rows] == [["序号", "任务名称"], ["1", "甲,乙,丙,丁"], ["2", "一行\n又一行"]]


def test_a_csv_of_rare_characters_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("任务名称,备注\n㐀街道𠮷祥里,€\n".encode("gb18030"))
    (ledger,) = grids(path)
    assert list(ledger.rows[1]) == ["㐀街道𠮷祥里", "€"]


def test_a_csv_of_another_encoding_is_refused_by_its_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("任务名称".encode() + b"\xff\xff\xff")
    with pytest.raises(Problem) as caught:
        grids(path)
    assert caught.value.code == "file_damaged"
    assert caught.value.file == "a.csv"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_what_an_office_program_makes_of_a_workbook_reads_the_same(tmp_path, kind):
    book = Workbook()
    sheet = book.active
    sheet.append(["2026年台账"])
    sheet.merge_cells("A1:D1")
    for row in ROWS:
        sheet.append(row)
    sheet["D4"] = "=1/0"
    sheet.row_dimensions[3].hidden = True
    source = io.BytesIO()
    book.save(source)
    (tmp_path / "a.xlsx").write_bytes(source.getvalue())
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.xlsx"], check=True, capture_output=True, timeout=600)
    (ledger,) = grids(tmp_path / f"a.{kind}")
    assert [list(row) for row in ledger.rows[1:3]] == ROWS[:2]
    assert list(ledger.merges) == [(0, 0, 0, 3)]
    assert ledger.hidden_rows == {2}
    assert isinstance(ledger.value(3, 3), CellError)
