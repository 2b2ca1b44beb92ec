"""Blocks of cells: where they go, how they go on, what is found in them, and how they leave for Excel."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.cells import (
    REPLACE,
    Search,
    Target,
    fill_down,
    fill_right,
    fill_series,
    place_block,
    preview_cells,
    replacements,
    set_cells,
    write_preview,
)
from smartplanner.commands.cells.clips import as_table, as_text, keep, take
from smartplanner.commands.cells.series import go_on
from smartplanner.commands.office import Office
from smartplanner.excel.clipboard import parse_block
from smartplanner.model import entity as described_entity

DAY = date(2026, 11, 23)


def target(rows, fields, *, height=1, width=1):
    return Target(ids=[f"r{n}" for n in range(rows)], fields=fields, height=height, width=width)


def test_a_block_goes_from_the_selected_cell_on():
    placed = place_block([["1", "2"], ["3", "4"]], target(5, ["a", "b", "c"]))
    assert placed.cells == {("r0", "a"): "1", ("r0", "b"): "2", ("r1", "a"): "3", ("r1", "b"): "4"}
    assert (placed.height, placed.width, placed.left_out, placed.added) == (2, 2, (), ())


def test_one_cell_fills_the_whole_selection():
    placed = place_block([["x"]], target(5, ["a", "b", "c"], height=2, width=3))
    assert set(placed.cells.values()) == {"x"}
    assert len(placed.cells) == 6


def test_a_block_is_repeated_into_a_whole_multiple_of_itself():
    placed = place_block([["1"], ["2"]], target(5, ["a", "b"], height=4, width=2))
    assert [placed.cells[f"r{n}", "b"] for n in range(4)] == ["1", "2", "1", "2"]


def test_a_row_is_repeated_down_a_narrower_selection():
    placed = place_block([["1", "2"]], target(5, ["a", "b"], height=3, width=1))
    assert len(placed.cells) == 6


def test_a_block_that_does_not_fit_evenly_is_pasted_once():
    placed = place_block([["1"], ["2"]], target(5, ["a"], height=3))
    assert placed.height == 2


def test_rows_beyond_the_last_are_to_be_added_and_texts_without_a_column_are_told():
    placed = place_block([["1", "2", "3"], ["4", "5", ""], ["", "", ""]], target(1, ["a", ""]))
    assert placed.cells == {("r0", "a"): "1"}
    assert placed.added == ({"a": "4"},)
    assert placed.left_out == ((0, 1, "2"), (0, 2, "3"), (1, 1, "5"))


FIELDS = described_entity("task").by_name


@pytest.mark.parametrize(
    ("field", "values", "further"),
    [
        ("due", [date(2026, 1, 5)], [date(2026, 1, 6), date(2026, 1, 7)]),
        ("due", [date(2026, 1, 5), date(2026, 1, 12)], [date(2026, 1, 19), date(2026, 1, 26)]),
        ("due", [date(2026, 1, 31), date(2026, 2, 28)], [date(2026, 3, 31), date(2026, 4, 30)]),
        ("due", [date(2026, 1, 15), date(2026, 4, 15)], [date(2026, 7, 15), date(2026, 10, 15)]),
        ("progress", [10.0, 20.0], [30.0, 40.0]),
        ("progress", [0.1, 0.2], [0.3, 0.4]),
        ("amount", [1_000_000], [2_000_000, 3_000_000]),
        ("code", ["T-009"], ["T-010", "T-011"]),
        ("code", ["第2期", "第4期"], ["第6期", "第8期"]),
        ("code", ["甲", "乙"], ["甲", "乙"]),
        ("lead", ["u1"], ["u1", "u1"]),
    ],
)
def test_a_series_goes_on(field, values, further):
    assert go_on(FIELDS[field], values, 2) == further


def test_days_stop_at_the_end_of_the_calendar():
    assert go_on(FIELDS["due"], [date(9998, 12, 31), date(9999, 12, 31)], 2) == []


def test_a_cell_is_found_as_it_was_asked_for():
    assert Search(text="abc").fits("xABCx")
    assert not Search(text="abc", case=True).fits("xABCx")
    assert not Search(text="abc", whole=True).fits("abcd")
    assert not Search(text="").fits("abc")
    assert Search(text="a.c").replaced("a.c abc A.C", r"\1") == r"\1 abc \1"


def test_a_block_reads_back_from_the_text_that_excel_takes():
    block = [["=1+1", "-5", "+甲"], ["一\n二", '说"好"', "@x"], ["", "a", "80%"]]
    text = as_text(block)
    assert "'=1+1\t-5\t'+甲" in text
    assert parse_block(text) == block


def test_a_table_holds_texts_as_texts_and_no_markup_of_the_data():
    table = as_table(
        [["<b>&", "00123", "=A1", "12.5", "一\n二"]], [None, None, FIELDS["amount"], FIELDS["amount"], None]
    )
    assert "<b>" not in table
    assert "&lt;b&gt;&amp;" in table
    assert table.count("mso-number-format") == 4  # not the number
    assert "same-cell" in table


@pytest.mark.parametrize("kept", [b"", b"{}", b"[[1]]", b"[[]]", b"\xff", b'["a"]', b"[" * 100_000])
def test_what_is_no_kept_block_gives_none(kept):
    assert take(kept) == []


def test_a_kept_block_comes_back_as_it_was():
    block = [['"a', 'b"'], ["'=1", "\t\n\ud800"]]
    assert take(keep(block)) == block


@pytest.fixture
def office(journal):
    journal.commit(
        Label("rows"),
        [
            insert("organisation", "jxj", {"name": "市经信局"}),
            insert("organisation", "jw", {"name": "市教委"}),
            insert("task", "a", {"title": "数字教委平台", "lead": "jxj", "progress": 10.0, "due": date(2026, 1, 31)}),
            insert("task", "b", {"title": "教委数据", "lead": "jw", "support": ("jw",)}),
            insert("task", "c", {"title": "丙"}),
        ],
    )
    return Office(journal)


def test_fill_down_copies_the_very_record_and_the_words(office):
    set_cells(office, "task", {("a", "due"): "9月底前"}, as_of=DAY)
    set_cells(office, "task", fill_down(office, "task", ["a", "b", "c"], ["lead", "due"]), as_of=DAY)
    rows = {row.id: row for row in office.reader.rows("task")}
    assert {row.lead for row in rows.values()} == {"jxj"}
    assert {(row.due, row.due_precision) for row in rows.values()} == {(date(2026, 9, 30), "month")}


def test_fill_right_reads_the_text_by_the_other_field(office):
    set_cells(office, "task", fill_right(office, "task", ["a"], ["due", "start"]), as_of=DAY)
    assert office.reader.row("task", "a").start == date(2026, 1, 31)


def test_a_series_continues_below_what_is_filled(office):
    set_cells(office, "task", {("b", "progress"): "20%"}, as_of=DAY)
    set_cells(office, "task", fill_series(office, "task", ["a", "b", "c"], ["progress"]), as_of=DAY)
    assert office.reader.row("task", "c").progress == 30.0
    with pytest.raises(Problem) as caught:
        fill_series(office, "task", ["c", "a"], ["category"])
    assert caught.value.code == "no_series"


def test_replacing_takes_only_names_that_there_are(office):
    keys = [(id, name) for id in "abc" for name in ("title", "lead", "support")]
    cells = replacements(office, "task", keys, Search(text="教委"), "经信局")
    preview = preview_cells(office, "task", cells, as_of=DAY, exactly=True)
    assert {(cell.id, cell.field): cell.new for cell in preview.written} == {
        ("a", "title"): "数字经信局平台",
        ("b", "title"): "经信局数据",
        ("b", "lead"): "市经信局",
        ("b", "support"): "市经信局",
    }
    write_preview(office, preview, doing=REPLACE)
    assert office.reader.row("task", "b").support == ("jxj",)
    cells = replacements(office, "task", [("a", "lead")], Search(text="经信"), "火星")
    (cell,) = preview_cells(office, "task", cells, as_of=DAY, exactly=True).cells
    assert cell.refused
