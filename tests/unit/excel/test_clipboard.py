"""Cells as text: what Excel and WPS put on the clipboard, and what they may be given."""

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label
from smartplanner.excel.clipboard import block_text, has_header, parse_block, propose_block

LIST = ("light", "code", "title", "lead", "district", "due", "state")


@pytest.fixture
def pasted(reader):
    def read(block, **options):
        from datetime import date

        return propose_block(block, reader, entity="task", as_of=date(2026, 11, 23), columns=LIST, **options)

    return read


def kinds(proposal):
    return [row.kind for row in proposal.sheets[0].rows]


def test_a_cell_with_a_line_break_stands_in_quotation_marks():
    assert parse_block('a\t"b\r\nc ""x"""\td\r\ne\tf\tg\r\n') == [["a", 'b\nc "x"', "d"], ["e", "f", "g"]]


def test_other_quotation_marks_are_text():
    assert parse_block('"一网通办"平台\t"京通"\n"没有结尾\t乙\n') == [['"一网通办"平台', '"京通"'], ['"没有结尾', "乙"]]


def test_short_rows_are_filled_up_and_empty_ones_at_the_end_are_left_out():
    assert parse_block("a\tb\tc\n\nd\t\n\t\n") == [["a", "b", "c"], ["", "", ""], ["d", "", ""]]
    assert parse_block("\r\n \t") == []


def test_text_that_looks_like_a_formula_leaves_as_text_and_comes_back_as_it_was():
    rows = [["=1+1", "-5%", "-继续推进", "@某", "两行\n字", 'a"b']]
    text = block_text(rows)
    assert text == '\'=1+1\t-5%\t\'-继续推进\t\'@某\t"两行\n字"\t"a""b"\r\n'
    assert parse_block(text)[0][:5] == rows[0][:5]


def test_a_block_beyond_the_limits_is_refused():
    with pytest.raises(Problem):
        parse_block("\t" * 600 + "x")


def test_a_first_row_of_heads_is_a_header():
    assert has_header(parse_block("任务名称\t牵头单位"), "task")
    assert not has_header(parse_block("推进一网统管\t市经信局"), "task")


def test_without_a_header_a_narrow_block_begins_where_it_fits_better(pasted):
    from_title = pasted("甲\t市经信局\t海淀区\t2026-12-31")
    from_code = pasted("T-1\t甲\t市经信局\t海淀区")
    assert dict(from_title.sheets[0].columns) == {"A": "title", "B": "lead", "C": "district", "D": "due"}
    assert dict(from_code.sheets[0].columns) == {"A": "code", "B": "title", "C": "lead", "D": "district"}


def test_places_count_within_the_block(pasted):
    proposal = pasted("甲\t市经信局\t海淀区\t2026-12-31\n乙\t市经信局\t海淀区\t13月底前")
    (problem,) = [problem for problem in proposal.problems if problem.level == "error"]
    assert problem.cell == "D2"
    assert [row.row for row in proposal.sheets[0].rows] == [1, 2]


def test_pasting_the_same_block_twice_changes_nothing(city, pasted):
    block = "甲\t市经信局\t海淀区\t12月底前"
    city.commit(Label("paste"), pasted(block).changes)
    assert kinds(pasted(block)) == ["unchanged"]


def test_other_words_for_the_same_value_change_nothing(city, pasted):
    city.commit(Label("paste"), pasted("任务名称\t牵头单位\t完成时限\n甲\t市经信局\t12月底前").changes)
    proposal = pasted("任务名称\t牵头单位\t完成时限\n甲\t北京市经济和信息化局\t2026年12月")
    assert (kinds(proposal), proposal.changes) == (["unchanged"], ())


def test_nothing_on_the_clipboard_is_told(pasted):
    assert pasted("").refused.code == "no_rows"
