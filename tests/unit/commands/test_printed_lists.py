"""A list on paper: each cell once, the head on each page, readable letters, the whole thing said in words."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pypdfium2
import pytest
from pdf_texts import page_texts

from smartplanner.base.i18n import _
from smartplanner.reports.printed import (
    Line,
    LineKind,
    PaperChoice,
    PrintedColumn,
    PrintedList,
    SheetTexts,
    Stopped,
    Work,
    lay_out,
    write,
)
from smartplanner.reports.printed.fitting import LEAST
from smartplanner.reports.printed.listing import LightMark

DAY = date(2026, 11, 23)
LIGHTS = {"red": LightMark("■", "C62828", "红"), "green": LightMark("●", "2E7D32", "绿")}


def listed(rows: list[list[str]], widths: list[float], *, notes: tuple[str, ...] = (), light: int = -1) -> PrintedList:
    columns = [PrintedColumn(f"标题{place}", width, light=place == light) for place, width in enumerate(widths)]
    texts = SheetTexts(title="督办事项", as_of=DAY, office="智慧城市建设领导小组办公室", notes=notes)
    return PrintedList(texts=texts, columns=columns, lines=[Line(row) for row in rows], lights=LIGHTS)


def test_each_page_has_the_head_and_says_which_of_how_many_it_is():
    data = write(lay_out(listed([[f"R{n:03}", f"事项{n}"] for n in range(90)], [60, 300])))
    pages = page_texts(data)
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert "标题0" in page
        assert "标题1" in page
        assert _("Page {number} of {count}", number=number, count=3) in page
        assert "智慧城市建设领导小组办公室" in page
    found = Counter(re.findall(r"R\d{3}", "".join(pages)))
    assert found == Counter(f"R{n:03}" for n in range(90))


def test_filters_stand_below_the_title_of_the_first_page_only():
    rows = [[f"R{n}", "事项"] for n in range(110)]
    pages = page_texts(write(lay_out(listed(rows, [60, 300], notes=("筛选：海淀区；红灯",)))))
    assert "筛选：海淀区；红灯" in pages[0]
    assert "筛选" not in "".join(pages[1:])


def test_many_columns_turn_the_paper_and_then_take_a_larger_one():
    few, more, many = (
        lay_out(listed([["很长的一段文字不断行也没有标点"] * count], [80] * count)).fit for count in (4, 10, 20)
    )
    assert few.width < few.height
    assert more.width > more.height
    assert many.width > more.width
    assert all(len(fit.bands) == 1 and fit.size >= LEAST for fit in (few, more, many))


def test_columns_beyond_the_largest_paper_go_on_beside_with_the_first_one_repeated():
    laid = lay_out(listed([[f"C{place}第几列的内容也很长很长很长" for place in range(40)]], [90] * 40))
    assert len(laid.fit.bands) > 1
    assert all(band[0][0] == 0 for band in laid.fit.bands)
    others = [place for band in laid.fit.bands for place, _width in band[1:]]
    assert others == list(range(1, 40))
    assert laid.fit.size == pytest.approx(LEAST)


def test_a_chosen_paper_and_scale_are_kept():
    laid = lay_out(listed([["x", "y"]], [80, 80]), PaperChoice(size="A3", turn="portrait", percent=150))
    assert round(laid.fit.width) == 842
    assert round(laid.fit.height) == 1191
    assert laid.fit.size == pytest.approx(13.5)


def test_a_cell_higher_than_a_page_goes_on_on_the_next():
    words = "".join(f"第{n:04}句。" for n in range(2500))
    laid = lay_out(listed([["A", words]], [60, 200]))
    assert len(laid.pages) > 1
    assert "".join("".join(part.cells[1]) for page in laid.pages for part in page.parts) == words
    for page in laid.pages:
        below = laid.fit.height - 2 * laid.fit.margin
        assert sum(part.height for part in page.parts) + laid.head_height(0) < below


def test_a_light_is_printed_as_shape_and_word():
    text = "".join(page_texts(write(lay_out(listed([["red", "甲"], ["green", "乙"]], [40, 200], light=0)))))
    assert "■红" in text
    assert "●绿" in text


def test_without_colours_nothing_but_grey_is_printed():
    coloured, grey = (
        pypdfium2.PdfDocument(write(lay_out(listed([["red", "甲"]], [40, 200], light=0), PaperChoice(grey=wanted))))
        for wanted in (False, True)
    )
    assert _is_coloured(coloured)
    assert not _is_coloured(grey)


def _is_coloured(pdf: pypdfium2.PdfDocument) -> bool:
    page = pdf[0]
    picture = page.render(scale=1).to_pil().convert("RGB")
    page.close()
    pdf.close()
    return any(max(tone) - min(tone) > 40 for _count, tone in picture.getcolors(1 << 20))


def test_the_head_of_a_group_goes_to_the_next_page_with_its_first_row():
    lines: list[Line] = []
    for group in range(60):
        lines.append(Line(["", ""], LineKind.GROUP, f"G{group}"))
        lines += [Line([f"R{group}-{row}", "x"]) for row in range(3)]
    one = listed([], [80, 300])
    laid = lay_out(PrintedList(texts=one.texts, columns=one.columns, lines=lines))
    assert len(laid.pages) > 3
    assert all(lines[page.parts[-1].line].kind is LineKind.ROW for page in laid.pages)


def test_an_empty_list_is_one_page_with_its_head():
    pages = page_texts(write(lay_out(listed([], [80, 80]))))
    assert len(pages) == 1
    assert "标题1" in pages[0]


def test_work_that_is_not_wanted_any_more_stops():
    work = Work(stopped=True)
    with pytest.raises(Stopped):
        lay_out(listed([["a", "b"]], [80, 80]), work=work)


def test_the_same_list_gives_the_same_bytes():
    one, other = (write(lay_out(listed([["a", "b"]], [80, 80]))) for _turn in range(2))
    assert one == other


def test_text_at_head_and_foot_stands_on_each_page():
    rows = [[f"R{n}", "事项"] for n in range(110)]
    pages = page_texts(write(lay_out(listed(rows, [60, 300]), PaperChoice(head="内部资料", foot="联系人：张三"))))
    assert all("内部资料" in page and "联系人" in page for page in pages)


def test_what_cannot_be_read_in_a_kept_choice_is_as_if_never_chosen():
    assert PaperChoice.from_json({"size": "A9", "percent": "x", "grey": 3, "head": ["a"]}) == PaperChoice()
    assert PaperChoice.from_json(None) == PaperChoice()
    chosen = PaperChoice(size="A3", turn="portrait", percent=80, margins="narrow", head="a", foot="b", grey=True)
    assert PaperChoice.from_json(chosen.to_json()) == chosen


def test_a_percentage_is_not_broken_while_long_texts_beside_it_can_be():
    long = "北京市政务服务和数据管理局牵头会同各区各部门办理"
    laid = lay_out(listed([["25%", "2026年12月20日", *[long] * 4]] * 3, [80, 160, 400, 400, 400, 400]))
    assert laid.fit.bands == (laid.fit.bands[0],)
    cells = laid.pages[0].parts[0].cells
    assert cells[:2] == (("25%",), ("2026年12月20日",))
    assert len(cells[2]) > 1
