"""Sending ledgers back and collecting, from the command line."""

import json

import pytest
from openpyxl import Workbook, load_workbook

from smartplanner.cli.main import run


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "本市.splan"
    assert run(["new", str(path)]) == 0
    return path


def ledger(path, *rows):
    workbook = Workbook()
    for row in (["任务名称", "牵头单位", "完成时限", "进展情况"], *rows):
        workbook.active.append(row)
    workbook.save(path)
    return path


def answer(capsys):
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def good(tmp_path):
    return ledger(tmp_path / "好.xlsx", ["甲", "市经信局", "2026-12-31", "一期完成"])


@pytest.fixture
def bad(tmp_path):
    return ledger(tmp_path / "差.xlsx", ["乙", "市教委", "13月底前", "在办"])


def test_only_ledgers_with_problems_go_back_and_the_answer_says_where(book, good, bad, tmp_path, capsys):
    capsys.readouterr()
    folder = tmp_path / "退回"
    assert run(["import", str(book), str(good), str(bad), "--errors-to", str(folder), "--json"]) == 0
    first, second = answer(capsys)["files"]
    assert first["returned"] is None
    (written,) = folder.iterdir()
    assert second["returned"] == str(written)
    assert load_workbook(written)["Sheet"]["C2"].comment is not None


def test_without_the_option_the_answer_has_its_usual_shape(book, good, capsys):
    capsys.readouterr()
    assert run(["import", str(book), str(good), "--json"]) == 0
    assert set(answer(capsys)["files"][0]) == {"file", "sha256", "refused", "step", "sheets"}


def test_an_older_workbook_with_remarks_is_not_written_over(book, bad, tmp_path):
    folder = tmp_path / "退回"
    for _time in range(2):
        run(["import", str(book), str(bad), "--dry-run", "--errors-to", str(folder)])
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_cannot_be_made_is_told_but_the_import_stands(book, good, bad, tmp_path, capsys):
    capsys.readouterr()
    assert run(["import", str(book), str(good), str(bad), "--errors-to", str(good / "x"), "--json"]) == 3
    first, second = answer(capsys)["files"]
    assert first["step"]
    assert second["returned"] is None


def test_collect_writes_a_workbook_per_unit_and_import_takes_it_back(book, good, tmp_path, capsys):
    run(["import", str(book), str(good)])
    capsys.readouterr()
    assert run(["collect", str(book), "--out", str(tmp_path / "填报"), "--as-of", "2026-11-23", "--json"]) == 0
    made = answer(capsys)
    assert made["as_of"] == "2026-11-23"
    (file,) = made["files"]
    assert (file["unit"], file["rows"]) == ("北京市经济和信息化局", 1)
    workbook = load_workbook(file["file"])
    sheet = workbook.worksheets[0]
    place = next(cell.column for cell in sheet[3] if cell.value == "进展情况")
    sheet.cell(4, place).value = "二期完成"
    workbook.save(file["file"])
    assert run(["import", str(book), file["file"], "--json"]) == 0
    (sheet_answer,) = [sheet for sheet in answer(capsys)["files"][0]["sheets"] if sheet["rows"]]
    assert (sheet_answer["update"], sheet_answer["problems"]) == (1, [])


def test_collecting_what_is_not_there_is_refused(book, tmp_path):
    assert run(["collect", str(book), "--out", str(tmp_path / "填报")]) == 3
