"""What a person decided goes before what was recognised, and only where it speaks."""

from datetime import date

import pytest

from smartplanner.changes import Label
from smartplanner.excel import Choices, TableChoice

HEAD = ["序号", "任务名称", "牵头单位", "完成时限", "进展情况", "存在问题"]
ROWS = [
    HEAD,
    [1, "甲任务", "市经信局", "2026-09-30", "正在招标", "无"],
    [2, "乙任务", "市教委", "2026-10-31", "已进场", ""],
]


def choose(**tables):
    return Choices(tables={name: TableChoice(**choice) for name, choice in tables.items()})


def values(proposal):
    return [dict(change.after) for change in proposal.changes]


def test_a_table_that_is_not_wanted_is_left_out(read, ledger):
    proposal = read(
        ledger({"S": ROWS, "T": [HEAD, [1, "丙任务", "市教委", "9月", "", ""]]}), choices=choose(S={"take": False})
    )
    assert [sheet.skipped for sheet in proposal.sheets] == ["left_out", None]
    assert [row["title"] for row in values(proposal)] == ["丙任务"]


def test_columns_are_read_as_they_were_mapped(read, ledger):
    choices = choose(S={"columns": {"E": "note", "F": "", "C": "support"}})
    proposal = read(ledger({"S": ROWS}), choices=choices)
    assert proposal.sheets[0].columns == {"B": "title", "C": "support", "D": "due", "E": "note"}
    assert values(proposal)[0]["note"] == "正在招标"
    assert "lead" not in values(proposal)[0]


def test_a_column_without_a_head_can_be_mapped(read, ledger):
    rows = [["序号", "任务名称", "牵头单位", "完成时限", ""], [1, "甲任务", "市经信局", "2026-09-30", "正在招标"]]
    (row,) = values(read(ledger({"S": rows}), choices=choose(S={"columns": {"E": "progress_text"}})))
    assert row["progress_text"] == "正在招标"


def test_the_header_rows_and_the_entity_can_be_said(read, ledger):
    rows = [["某表"], ["甲栏", "乙栏"], ["一号合同", "2026-09-30"]]
    choices = choose(S={"entity": "contract", "header_rows": (2, 2), "columns": {"A": "title", "B": "signed_on"}})
    proposal = read(ledger({"S": rows}), choices=choices)
    assert [(change.entity, dict(change.after)) for change in proposal.changes] == [
        ("contract", {"title": "一号合同", "signed_on": date(2026, 9, 30)})
    ]


def test_without_a_column_of_titles_the_table_waits(read, ledger):
    rows = [*ROWS, [3, "丙任务", "市教委", "9月", "", ""]]
    proposal = read(ledger({"S": rows, "T": ROWS}), choices=choose(S={"columns": {"B": ""}}))
    assert [sheet.skipped for sheet in proposal.sheets] == ["no_title", None]


def test_year_unit_and_district_fill_what_the_ledger_leaves_unsaid(read, ledger, reader):
    rows = [["任务名称", "完成时限", "总投资"], ["甲任务", "9月30日", 120]]
    district = reader.columns("district", ["id"])[0][0]
    (row,) = values(read(ledger({"S": rows}), choices=choose(S={"year": 2025, "unit": 10_000, "district": district})))
    assert (row["due"], row["amount"], row["district"]) == (date(2025, 9, 30), 120_000_000, district)


def test_hidden_columns_are_read_and_hidden_rows_left_out_where_that_was_said(read, ledger):
    from openpyxl import load_workbook

    path = ledger({"S": ROWS})
    book = load_workbook(path)
    book["S"].column_dimensions["E"].hidden = True
    book["S"].row_dimensions[3].hidden = True
    book.save(path)
    assert "progress_text" not in values(read(path))[0]
    assert values(read(path, choices=choose(S={"hidden": True})))[0]["progress_text"] == "正在招标"
    proposal = read(path, choices=choose(S={"hidden": False}))
    assert len(proposal.changes) == 1
    assert [problem.cell for problem in proposal.problems if problem.code == "hidden_row"] == ["A3"]


def test_a_name_that_was_answered_is_known(read, ledger, reader):
    rows = [HEAD, [1, "甲任务", "信息化老大哥、市教委", "2026-09-30", "", ""]]
    unit = reader.columns("organisation", ["id"])[0][0]
    assert read(ledger({"S": rows})).changes == ()
    (row,) = values(read(ledger({"S": rows}), choices=Choices(names={("organisation", "信息化老大哥"): unit})))
    assert row["lead"] == unit
    assert len(row["support"]) == 1
    choices = Choices(names={("organisation", "信息化老大哥、市教委"): unit})
    (row,) = values(read(ledger({"S": rows}), choices=choices))
    assert (row["lead"], row.get("support", ())) == (unit, ())


def test_words_and_single_cells_take_the_values_that_were_given(read, ledger):
    rows = [HEAD, [1, "甲任务", "市经信局", "等通知", "", ""], [2, "乙任务", "市教委", "26/9/3", "", ""]]
    choices = Choices(values={("task.due", "等通知"): date(2026, 12, 1)}, cells={"S!D3": "2026-09-03", "S!C3": None})
    first, second = values(read(ledger({"S": rows}), choices=choices))
    assert (first["due"], first["due_text"]) == (date(2026, 12, 1), "等通知")
    assert second["due"] == date(2026, 9, 3)
    assert "lead" not in second


def test_a_row_that_looked_like_a_total_is_taken_in_when_accepted(read, ledger):
    rows = [*ROWS, ["", "合计", "市经信局", "", "", ""]]
    assert len(read(ledger({"S": rows})).changes) == 2
    accepted = Choices(accepted=frozenset(["S!4"]))
    assert [row["title"] for row in values(read(ledger({"S": rows}), choices=accepted))] == [
        "甲任务", "乙任务", "合计",
    ]  # fmt: skip


@pytest.fixture
def known(read, ledger, city):
    city.commit(Label("import"), read(ledger({"S": ROWS})).changes)


def test_a_sender_changes_only_its_own_columns(known, read, ledger):
    rows = [
        HEAD,
        [1, "甲任务", "市经信局", "2026-12-31", "已中标", "无"],
        [2, "丙任务", "市教委", "2026-10-31", "已进场", ""],
    ]
    proposal = read(ledger({"S": rows}), choices=Choices(only=frozenset(["progress_text", "problems"])))
    (change,) = proposal.changes
    assert (change.before, change.after) == ({"progress_text": "正在招标"}, {"progress_text": "已中标"})
    assert [(problem.code, problem.cell) for problem in proposal.problems] == [
        ("not_own_column", "D2"), ("row_not_yours", "B3"),
    ]  # fmt: skip


def test_rows_are_matched_by_the_key_that_was_chosen(known, read, ledger):
    rows = [HEAD, [1, "甲任务", "市财政局", "2026-09-30", "", ""]]
    assert read(ledger({"S": rows})).changes[0].before is None
    (change,) = read(ledger({"S": rows}), choices=choose(S={"key": ("title",)})).changes
    assert set(change.after) == {"lead", "lead_text"}


def test_a_wizard_sees_columns_with_samples_and_how_sure_the_reading_is(read, ledger):
    (sheet,) = read(ledger({"S": ROWS})).sheets
    assert (sheet.table, sheet.certainty, sheet.asks) == ("S", 1.0, False)
    column = sheet.details[3]
    assert (column.letter, column.head, column.field, column.score) == ("D", "完成时限", "due", 1.0)
    assert column.samples == ("2026-09-30", "2026-10-31")
    assert [(row.row, row.title) for row in sheet.rows] == [(2, "甲任务"), (3, "乙任务")]
