"""The board on one sheet."""

from datetime import date

import pytest

from smartplanner.reports.page.sheets import PAGES
from smartplanner.reports.papers.sheets.board_page import (
    BoardCard,
    BoardColumn,
    BoardFigures,
    build_board,
    fit,
    shortened,
)
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.layout import Layout
from smartplanner.reports.pdf.writer import paginate
from smartplanner.reports.word.writer import write_docx

TITLE = "推进全市重点路段信号灯联网联控并完成二期平台建设验收工作"


def column(title, cards, light="green"):
    return BoardColumn(title, tuple(BoardCard(light, TITLE, "市交通委", "12月底前") for _card in range(cards)))


def board(*columns):
    return BoardFigures(office="某办", as_of=date(2026, 11, 23), by="按状态", columns=columns)


@pytest.mark.parametrize("counts", [(1,), (3, 0, 5), (200, 30, 8), (40,) * 7, (40,) * 8, (9,) * 30, (500,) * 12])
def test_the_board_is_one_page_whatever_is_on_it(counts):
    figures = board(*(column(f"第{place}列", count) for place, count in enumerate(counts)))
    document = build_board(figures)
    fonts = load_fonts()
    assert len(paginate(Layout(fonts).items(document), 28.95, first=PAGES[document.paper])) == 1
    assert write_docx(document).startswith(b"PK")


def test_what_has_no_room_is_counted_at_the_foot_of_its_column():
    sheet = fit((column("办理中", 200), column("已办结", 2)))
    shown = [row[0] for row in sheet.rows]
    assert shown[-1] == f"其余{200 - (len(shown) - 1)}项"
    assert [row[1] for row in sheet.rows[2:]] == [""] * (len(sheet.rows) - 2)


def test_columns_without_room_share_the_last_one():
    sheet = fit(tuple(column(f"{place}", 1) for place in range(20)))
    assert (len(sheet.heads), sheet.heads[-1]) == (12, "其余9列（9）")


def test_a_small_board_is_on_a4_and_a_large_one_on_a3():
    assert fit((column("办理中", 3),)).paper == "landscape"
    assert fit((column("办理中", 300),)).paper == "wide"


def test_a_column_tells_how_many_are_red_and_each_light_has_a_shape_and_a_letter():
    mixed = BoardColumn("办理中", (BoardCard("red", "甲"), BoardCard("yellow", "乙"), BoardCard("red", "丙")))
    assert mixed.head == "办理中（3）\n■红2 ▲黄1"
    assert fit((mixed,)).rows[0] == ("■红 甲",)


def test_an_empty_board_is_still_a_sheet():
    assert build_board(board()).blocks[0].text.startswith("截至2026年11月23日，尚无督办事项")


def test_a_long_title_is_cut_with_a_sign():
    assert shortened("一二三四五六", 4) == "一二三…"
    assert shortened("一二三四", 4) == "一二三四"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("数据共享感知设施运维合同（07包）", "数据共享感知设施运维合同…"),
        ("推进“一网统管”平台与街道互联互通", "推进“一网统管”平台与街道互…"),
        ("智慧停车", "智慧停车"),
    ],
)
def test_a_title_is_not_cut_just_after_a_bracket(text, shown):
    assert shortened(text, 15) == shown
