import base64
import contextlib
import re
import subprocess
import zlib

import pytest
from markup_strings import MARKUP

from smartplanner.base.problems import Problem
from smartplanner.reports.document.blocks import (
    Annex,
    Column,
    HeadCell,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
    Tail,
)
from smartplanner.reports.page.geometry import LINE_PITCH_PT, LINES_PER_PAGE, PORTRAIT
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.layout import Layout
from smartplanner.reports.pdf.marks import Text
from smartplanner.reports.pdf.writer import paginate, write_pdf

BODY = "智慧城市建设领导小组办公室统筹协调各专项工作组和各区推进重点任务"


def joined(words: str) -> str:
    return re.sub(r"\s", "", words)


def sheets(document):
    return paginate(Layout(load_fonts()).items(document), LINE_PITCH_PT)


def texts(sheet) -> list[str]:
    return [
        "".join(piece.text for piece in mark.pieces)
        for _top, slab in sheet.slabs for mark in slab.marks if isinstance(mark, Text)
    ]  # fmt: skip


def test_a_page_has_twenty_two_lines_of_twenty_eight_characters(paper):
    document = paper(Paragraph((Run("字" * 28 * 30),)), title="")
    first, second = sheets(document)
    assert len(first.slabs) == LINES_PER_PAGE
    assert len(texts(first)[0]) == 26
    assert {len(line) for line in texts(first)[1:]} == {28}
    assert len(second.slabs) == 9


def test_the_text_copies_out_as_it_went_in(paper, pdf_words):
    text = BODY * 4 + "，完成率47.7%，比上期提高2.3个百分点（详见附件1）。"
    words = pdf_words(write_pdf(paper(Heading(1, "一、总体进展"), Paragraph((Run(text),)))))
    assert text in joined(words)
    assert "一、总体进展" in words
    # Nothing between two characters of a line looks like a blank to a program that reads the text.
    assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff]", words)


def test_markup_in_a_text_is_printed_literally(paper, pdf_words):
    table = Table((Column(),), ((HeadCell("文"),),), tuple((text,) for text in MARKUP))
    words = joined(pdf_words(write_pdf(paper(*(Paragraph((Run(text),)) for text in MARKUP), table))))
    for text in MARKUP:
        assert words.count(joined(text)) >= 2, text


def test_page_numbers_stand_outside(paper):
    data = write_pdf(paper(Paragraph((Run("一"),)), PageBreak(), Paragraph((Run("二"),))))
    shown = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    places = [float(x) for x in re.findall(r'xMin="([\d.]+)"[^>]*>—</word>', shown)]
    assert places[0] > PORTRAIT.width / 2
    assert places[2] < PORTRAIT.width / 2


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(paper):
    lines = [Paragraph((Run(f"第{number}段"),)) for number in range(LINES_PER_PAGE - 2)]
    document = paper(*lines, Heading(1, "一、甲"), Heading(2, "（一）乙"), Paragraph((Run("丙"),)), title="")
    first, second = sheets(document)
    assert len(texts(first)) == LINES_PER_PAGE - 2
    assert texts(second) == ["一、甲", "（一）乙", "丙"]


def test_a_thousand_rows_are_written_with_the_head_on_each_page(paper):
    rows = tuple(tuple(f"第{row}行第{column}列的内容" for column in range(6)) for row in range(1000))
    table = Table(tuple(Column() for _ in range(6)), (tuple(HeadCell(f"列{n}") for n in range(6)),), rows)
    pages = sheets(paper(table))
    assert all("列0" in texts(page) for page in pages)
    assert sum(text == "第999行第5" or text.startswith("第999行第5") for page in pages for text in texts(page)) == 1


def test_the_last_row_never_stands_alone_on_a_page(paper):
    for count in range(20, 40):
        table = Table((Column(),), ((HeadCell("列"),),), tuple((f"第{row}行",) for row in range(count)))
        pages = sheets(paper(table))
        assert len(pages) == 1 or len(texts(pages[-1])) >= 3


def test_every_font_is_embedded(paper):
    assert b"Helvetica" not in write_pdf(paper(Heading(1, "一")))


def test_a_cell_longer_than_a_page_is_continued_and_not_cut(paper, pdf_words):
    text = "".join(f"第{number}句说明进展。" for number in range(600))
    table = Table((Column(40), Column(60)), ((HeadCell("事项"), HeadCell("进展")),), (("甲", text),))
    words = joined(pdf_words(write_pdf(paper(table))))
    assert "第0句说明进展。" in words
    assert "第599句说明进展。" in words


def test_a_landscape_annex_turns_its_pages_and_the_tail_stands_upright(paper):
    document = paper(Paragraph((Run("甲"),)), annexes=(Annex(1, "清单", (), landscape=True),), tail=Tail("市领导"))
    assert [sheet.page.width > sheet.page.height for sheet in sheets(document)] == [False, True, False]


def test_the_tail_stands_at_the_foot_of_the_last_page(paper):
    (sheet,) = sheets(paper(Paragraph((Run("甲"),)), tail=Tail("市领导", copies=3)))
    top, slab = sheet.slabs[-1]
    assert top + slab.height == pytest.approx(PORTRAIT.text_height)


def test_a_date_longer_than_its_unit_stands_two_characters_from_the_right(paper):
    (sheet,) = sheets(paper(Signature("某办", "2026年12月30日")))
    *_rest, unit, date = [mark for _top, slab in sheet.slabs for mark in slab.marks if isinstance(mark, Text)]
    assert date.x - unit.x == pytest.approx(2 * PORTRAIT.text_width / 28)


def test_the_same_document_gives_the_same_bytes_and_its_date(paper):
    first = write_pdf(paper(Heading(1, "一")))
    assert first == write_pdf(paper(Heading(1, "一")))
    assert b"D:20260930" in first


def test_a_character_that_no_face_has_is_drawn_as_a_box_and_reported(paper):
    fonts = load_fonts()
    write_pdf(paper(Paragraph((Run("甲\U0003134a乙"),))), fonts=fonts)
    assert fonts.missing == {"\U0003134a"}


def test_a_rare_character_of_a_name_is_taken_from_another_face():
    fonts = load_fonts()
    body, other = fonts.glyph("市", "fangsong"), fonts.glyph("喆", "fangsong")
    assert other.character == "喆"
    assert not fonts.missing
    assert body.font != other.font


def test_missing_fonts_are_a_problem(tmp_path):
    with pytest.raises(Problem) as caught:
        load_fonts(tmp_path)
    assert caught.value.code == "no_fonts"


def test_bold_words_keep_their_place_in_the_line(paper, pdf_words):
    runs = (Run("甲乙"), Run("丙丁", bold=True), Run("戊" * 40))
    assert "甲乙丙丁" + "戊" * 40 in joined(pdf_words(write_pdf(paper(Paragraph(runs)))))


def test_the_text_of_a_table_is_not_spread_over_the_grid_of_the_body(paper):
    table = Table((Column(),), ((HeadCell("列"),),), (("政务数据目录更新",),), small=True)
    (sheet,) = sheets(paper(table))
    marks = [mark for _top, slab in sheet.slabs for mark in slab.marks if isinstance(mark, Text)]
    assert [piece.extra for mark in marks if mark.size < 12 for piece in mark.pieces] == pytest.approx([0.0, 0.0])


def test_a_short_table_is_not_broken_and_a_long_list_is(paper):
    lines = tuple(Paragraph((Run("正文"),)) for _line in range(12))
    rows = tuple((f"第{row}行",) for row in range(20))
    pages = {
        small: sheets(paper(*lines, Table((Column(),), ((HeadCell("列"),),), rows, small=small), title=""))
        for small in (False, True)
    }
    assert "第0行" not in texts(pages[False][0])
    assert "第0行" in texts(pages[True][0])


def test_the_list_of_annexes_stands_below_the_body_and_above_the_signature(paper):
    annexes = (Annex(1, "甲" * 30, ()), Annex(2, "乙清单", ()))
    document = paper(Paragraph((Run("正文"),)), Signature("某办", "2026年9月30日"), annexes=annexes, title="")
    assert texts(sheets(document)[0]) == [
        "正文", "附件：1." + "甲" * 22, "甲" * 8, "2.乙清单", "某办", "2026年9月30日",
    ]  # fmt: skip


def test_the_number_of_a_turned_page_stands_where_it_is_on_an_upright_one(paper, tmp_path):
    data = write_pdf(paper(Paragraph((Run("甲"),)), annexes=(Annex(1, "清单", (), landscape=True),)))
    shown = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True)
    dashes = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>—', shown.stdout.decode().split("<page ")[2])
    assert all(float(x) < PORTRAIT.left for x, _y in dashes)
    assert all(float(y) < PORTRAIT.width / 2 for _x, y in dashes)


def test_only_the_bold_words_of_a_paragraph_are_thickened(paper):
    data = write_pdf(paper(Paragraph((Run("出席", bold=True), Run("：市交通委。")))))
    modes = [mode for stream in page_streams(data) for mode in re.findall(rb"(\d) Tr", stream)]
    assert modes == [b"2", b"0"]


def page_streams(data: bytes):
    """Give what the streams of a PDF hold, without those of fonts and the like that hold no drawing commands."""
    for found in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error, ValueError):
            packed = found.strip()
            packed = base64.a85decode(packed.removesuffix(b"~>")) if packed.endswith(b"~>") else found
            content = zlib.decompressobj().decompress(packed)
            if b"BT" in content and b"Tf" in content:
                yield content
