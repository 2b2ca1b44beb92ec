"""The sample ledgers: rebuilt alike, marked as samples, and in step with the truth that is told about them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from smartplanner.base.paths import resources

SAMPLES = resources("samples")
STATES = {"not_started", "in_progress", "done", "closed", "terminated", "routine"}
PRECISIONS = {"day", "ten_days", "month", "quarter", "half", "year", "range", "ongoing", "none"}
SUBJECTS = ("数字政务", "智慧交通", "智慧社区", "医疗", "环境", "基础设施", "数据共享", "网络安全")


@cache
def truth() -> dict[str, Any]:
    return json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


def sheets() -> list[tuple[str, dict[str, Any]]]:
    return [(file["file"], sheet) for file in truth()["files"] for sheet in file["sheets"] if not sheet["skipped"]]


def tasks() -> list[dict[str, Any]]:
    return [task for _, sheet in sheets() for task in sheet["tasks"]]


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@cache
def rows(file: str, sheet: str) -> list[list[Any]]:
    book = CalamineWorkbook.from_path(SAMPLES / file)
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def columns_of(sheet: dict[str, Any]) -> dict[str, int]:
    return {name: column(letters) for letters, name in sheet["columns"].items()}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, str(SAMPLES / "make_samples.py"), "--out", str(folder)], check=True)
    return folder


def test_a_rebuild_makes_the_same_files(rebuilt: Path):
    for file in truth()["files"]:
        made, kept = rebuilt / file["file"], SAMPLES / file["file"]
        if made.suffix == ".xls":
            assert made.read_bytes() == kept.read_bytes()
            continue
        with zipfile.ZipFile(made) as new, zipfile.ZipFile(kept) as old:
            # The packed bytes may differ between versions of zlib, what is packed may not.
            assert [(each.filename, each.date_time) for each in new.infolist()] == [
                (each.filename, each.date_time) for each in old.infolist()
            ]
            for name in new.namelist():
                assert new.read(name) == old.read(name), f"{made.name}: {name}"


def test_a_rebuild_tells_the_same_truth(rebuilt: Path):
    for name in ("truth.json", "truth_records.json"):
        assert (rebuilt / name).read_bytes() == (SAMPLES / name).read_bytes()


def test_every_workbook_named_by_the_truth_is_there_and_no_other():
    records = json.loads((SAMPLES / "truth_records.json").read_text(encoding="utf-8"))
    named = {file["file"] for file in (*truth()["files"], *records["files"])}
    assert named == {path.name for path in SAMPLES.glob("*.xls*")}
    assert len(truth()["files"]) >= 7
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*.*")) < 1_500_000


def test_every_sheet_with_tasks_is_marked_as_a_sample():
    for file, sheet in sheets():
        assert "示例数据" in str(rows(file, sheet["sheet"])[0][0]), (file, sheet["sheet"])


def test_there_are_at_least_450_tasks_and_no_two_have_the_same_key():
    keys = Counter((task["title"], task["district"], task["lead"]) for task in tasks())
    assert len(keys) == len(tasks()) >= 450


def test_every_unit_and_district_of_the_truth_stands_in_the_reference_data():
    city = resources("reference", "beijing")
    units = {unit["name"] for unit in json.loads((city / "organisations.json").read_text(encoding="utf-8"))}
    districts = {item["name"] for item in json.loads((city / "districts.json").read_text(encoding="utf-8"))}
    for task in tasks():
        assert {task["lead"], *task["support"]} <= units
        assert task["district"] is None or task["district"] in districts
    assert {task["district"] for task in tasks()} == {*districts, None}


def test_a_realistic_minority_is_late_and_some_fall_due_soon():
    ended = {"done", "closed", "terminated", "routine"}
    dues = [task["due"] for task in tasks() if task["due"] and task.get("state") not in ended]
    assert 0.10 <= sum(due < truth()["as_of"] for due in dues) / len(tasks()) <= 0.15
    assert sum(truth()["as_of"] <= due <= "2026-12-10" for due in dues) >= 20


def test_the_truth_uses_the_words_of_the_program():
    for task in tasks():
        assert task.get("state", "done") in STATES
        assert task["due_precision"] in PRECISIONS
        assert (task["due"] is None) == (task["due_precision"] in {"ongoing", "none"})
        assert 0 <= (task.get("progress") or 0) <= 100
        assert task.get("amount") is None or task["amount"] > 0
    assert {task["state"] for task in tasks() if "state" in task} == STATES
    assert {task["due_precision"] for task in tasks()} == PRECISIONS


def test_done_means_a_hundred_percent_wherever_both_are_told():
    for task in tasks():
        if task.get("state") in {"done", "closed"}:
            assert task["progress"] == 100, task
        elif "state" in task:
            assert task.get("progress") != 100, task


def test_the_truth_accounts_for_every_row_of_every_sheet():
    for file, sheet in sheets():
        told = [row["row"] for key in ("tasks", "refused", "not_tasks") for row in sheet[key]]
        assert sorted(told) == list(range(1, max(told) + 1)), (file, sheet["sheet"])
        assert all(not any(row) for row in rows(file, sheet["sheet"])[max(told) :])


def test_the_titles_of_the_truth_stand_in_their_rows():
    for file, sheet in sheets():
        place = columns_of(sheet)["title"]
        for task in sheet["tasks"]:
            assert rows(file, sheet["sheet"])[task["row"] - 1][place] == task["title"]


def test_few_rows_need_a_person_and_each_says_why():
    refused = [(file, sheet, row) for file, sheet in sheets() for row in sheet["refused"]]
    assert 3 <= len(refused) <= 6
    for file, sheet, row in refused:
        cell = rows(file, sheet["sheet"])[row["row"] - 1][columns_of(sheet)[row["field"]]]
        assert str(cell) == row["value"]
        assert row["reason"]


def test_a_city_subject_is_missing_in_no_sample():
    text = json.dumps(truth(), ensure_ascii=False)
    assert all(subject in text for subject in SUBJECTS)


def test_the_difficulties_of_real_ledgers_are_there():
    kinds = {row["what"] for _, sheet in sheets() for row in sheet["not_tasks"]}
    assert kinds >= {
        "title", "unit", "header", "category", "subtotal", "total", "footer",
        "sample", "instruction", "header repeated", "blank",
    }  # fmt: skip
    assert {sheet["header_rows"][1] - sheet["header_rows"][0] + 1 for _, sheet in sheets()} == {1, 2, 3}
    shared = load_workbook(SAMPLES / "05-数据共享与网络安全台账.xlsx")["数据共享"]
    assert shared.max_column > 16_000
    assert shared.column_dimensions["D"].hidden
    assert any(dimension.hidden for dimension in _rows_of("04-重点领域任务台账.xlsx", "环境"))


def _rows_of(file: str, sheet: str) -> list[Any]:
    return list(load_workbook(SAMPLES / file)[sheet].row_dimensions.values())
