from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplanner.base.problems import Problem
from smartplanner.reports.document.blocks import (
    Align,
    Heading,
    Meta,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Run,
    Signature,
    Table,
)
from smartplanner.reports.document.markdown import escape, parse

META = Meta("", "", "", date(2026, 9, 30))


def read(text: str):
    return parse(text, meta=META)


def test_headings_and_paragraphs_become_blocks():
    document = read("# 题目\n\n## 一、总体\n\n### （一）分项\n\n第一行\n第二行\n")
    assert document.title == "题目"
    assert document.blocks == (
        Heading(1, "一、总体"),
        Heading(2, "（一）分项"),
        Paragraph((Run("第一行第二行"),)),
    )


def test_strong_words_are_bold_runs():
    assert read("甲**乙**丙").blocks[0].runs == (Run("甲"), Run("乙", True), Run("丙"))


def test_a_table_keeps_alignment_caption_unit_and_widths():
    text = '::: table caption="表1" unit="万元" widths="20,,30"\n| 甲 | 乙 | 丙 |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n'
    table = read(text).blocks[0]
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == [Align.LEFT, Align.CENTER, Align.RIGHT]
    assert [column.width_mm for column in table.columns] == [20, 0, 30]
    assert (table.caption, table.unit, table.rows) == ("表1", "万元", (("1", "2", "3"),))


def test_groups_put_a_row_over_the_head():
    head = read('::: table groups=",办理*2"\n| 区 | 办结 | 逾期 |\n|--|--|--|\n| a | 1 | 2 |\n').blocks[0].head
    assert [(cell.text, cell.columns, cell.rows) for cell in head[0]] == [("区", 1, 2), ("办理", 2, 1)]
    assert [cell.text for cell in head[1]] == ["办结", "逾期"]


def test_lists_become_paragraphs_with_their_numbers():
    assert [block.text for block in read("1. 甲\n2. 乙\n\n- 丙\n").blocks] == ["1.甲", "2.乙", "丙"]


def test_directives_place_signature_page_break_and_styles():
    document = read('::: right\n（供稿）\n\n::: pagebreak\n\n::: signature unit="办公室" date="2026年9月30日"\n')
    assert document.blocks == (
        Paragraph((Run("（供稿）"),), ParagraphStyle.RIGHT),
        PageBreak(),
        Signature("办公室", "2026年9月30日"),
    )


def test_what_follows_an_annex_belongs_to_it():
    document = read('正文\n\n::: annex number="2" title="清单" orientation="landscape"\n\n表前\n')
    assert [block.text for block in document.blocks] == ["正文"]
    assert document.annexes[0].label == "附件2"
    assert document.annexes[0].landscape
    assert document.annexes[0].blocks[0].text == "表前"


@pytest.mark.parametrize("line", ["::: nothing", '::: table colour="red"', "::: table caption", '::: annex number="x"'])
def test_a_wrong_directive_is_a_problem_with_its_line(line):
    with pytest.raises(Problem) as caught:
        parse(f"甲\n\n{line}\n", meta=META, template="own.md.j2")
    assert caught.value.file == "own.md.j2"
    assert "3" in caught.value.message


def test_html_links_images_and_code_are_text():
    for text in ("<b>甲</b>", "[甲](http://x.test)", "![甲](http://x.test/a.png)", "<http://x.test>", "`甲`"):
        assert read("乙 " + text).blocks[0].text == "乙 " + text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_escaped_text_comes_out_as_it_went_in_everywhere(text):
    row = f"| {escape(text)} | 乙 |"
    document = read(f'前{escape(text)}后\n\n| 甲 | 乙 |\n|--|--|\n{row}\n\n::: annex title="{escape(text)}"\n')
    paragraph, table = document.blocks
    assert paragraph.text == f"前{text}后"
    assert table.rows == ((text, "乙"),)
    assert document.annexes[0].title == text


@given(st.text(alphabet="#*-+1. |>=~`:_[]()<&;\t\nx", min_size=1))
def test_escaped_signs_never_open_markup_at_the_start_of_a_line(text):
    assert [block.text for block in read(escape(text) + "后").blocks] == [text + "后"]
