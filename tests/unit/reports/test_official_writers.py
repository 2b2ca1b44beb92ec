"""Red heads, letters, minutes and endings: the places of GB/T 9704 in the laid-out PDF and the XML of Word."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.reports.document import markdown
from smartplanner.reports.document.blocks import (
    Annex,
    Attendance,
    Column,
    HeadCell,
    Imprint,
    LetterHead,
    Markings,
    Meta,
    Paragraph,
    RedHead,
    Run,
    Sealing,
    Signature,
    Table,
)
from smartplanner.reports.document.frozen import document_of, text_of
from smartplanner.reports.page.geometry import LINE_PITCH_PT, PORTRAIT, RED
from smartplanner.reports.page.heads import head_name
from smartplanner.reports.page.signing import signature_places
from smartplanner.reports.pdf.fonts import load_fonts
from smartplanner.reports.pdf.layout import Layout
from smartplanner.reports.pdf.marks import Rule, Text
from smartplanner.reports.pdf.writer import paginate, write_pdf
from smartplanner.reports.word.writer import write_docx

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
MM = 72 / 25.4
BODY = Paragraph((Run("正文" * 20),))
DOWN = RedHead("某市智慧城市办文件", "智办发〔2026〕12号")
UP = RedHead("某市智慧城市办文件", "智办报〔2026〕1号", ("甲某", "乙某", "丙某"), Markings("000001", "", "特急"))
LETTER = LetterHead("某市智慧城市办", "智办函〔2026〕3号")


@pytest.fixture
def marks(paper):
    """Return all marks of each page as (y from the top of the 版心, mark)."""

    def lay(*blocks, **parts):
        sheets = paginate(Layout(load_fonts()).items(paper(*blocks, **parts)), LINE_PITCH_PT)
        return [[(top, mark) for top, slab in sheet.slabs for mark in slab.marks] for sheet in sheets]

    return lay


def said(mark):
    return "".join(piece.text for piece in mark.pieces) if isinstance(mark, Text) else ""


def found(page, words):
    return next((top + mark.y, mark) for top, mark in page if isinstance(mark, Text) and words in said(mark))


def reds(page):
    return sorted(
        (top + mark.y1, mark) for top, mark in page if isinstance(mark, Rule) and mark.color == RED
    )  # fmt: skip


def test_the_name_stands_35_mm_below_the_top_and_the_rule_4_mm_below_the_number(marks):
    (page,) = marks(BODY, masthead=DOWN)
    name, mark = found(page, "文件")
    assert (name - 0.85 * mark.size) / MM == pytest.approx(35, abs=0.5)
    number, mark = found(page, "12号")
    ((rule, line),) = reds(page)
    assert (rule - (number + 0.12 * mark.size)) / MM == pytest.approx(4, abs=0.5)
    assert (line.x2 - line.x1) / MM == pytest.approx(156, abs=0.1)
    assert (number - 0.88 * 16 - (name + 0.08 * 48)) / LINE_PITCH_PT == pytest.approx(2.2, abs=0.4)


def test_two_signers_stand_on_a_line_and_the_last_is_level_with_the_number(marks):
    (page,) = marks(BODY, masthead=UP)
    first, _mark = found(page, "甲某")
    last, third = found(page, "丙某")
    number, left = found(page, "1号")
    assert last == number
    assert first == pytest.approx(number - LINE_PITCH_PT)
    assert left.x == pytest.approx(PORTRAIT.text_width / 28, abs=0.1)
    assert third.x > PORTRAIT.text_width / 2


def test_a_letter_has_rules_of_170_mm_and_its_name_30_mm_from_the_edge(marks):
    (page,) = marks(BODY, masthead=LETTER)
    name, mark = found(page, "智慧城市办")
    assert (name - 0.85 * mark.size) / MM + 37 == pytest.approx(30, abs=0.5)
    rules = reds(page)
    assert len(rules) == 4
    assert all((line.x2 - line.x1) / MM == pytest.approx(170, abs=0.1) for _y, line in rules)
    thicknesses = [line.width for _y, line in rules]
    assert thicknesses[0] > thicknesses[1]
    assert thicknesses[3] > thicknesses[2]
    assert 297 - (rules[3][0] / MM + 37) == pytest.approx(20, abs=0.5)
    _y, number = found(page, "3号")
    assert number.x > PORTRAIT.text_width / 2


def test_the_first_page_of_a_letter_has_no_number(paper, pdf_words):
    words = pdf_words(write_pdf(paper(*[BODY] * 30, masthead=LETTER)))
    assert "— 1 —" not in words
    assert "— 2 —" in words


def test_a_letter_in_word_has_a_first_page_of_its_own(paper, docx_part):
    data = write_docx(paper(BODY, masthead=LETTER))
    body = docx_part(data, "word/document.xml")
    assert len(body.xpath("//w:sectPr/w:titlePg", namespaces=W)) == 1
    assert len(body.xpath("//w:sectPr/w:headerReference[@w:type='first']", namespaces=W)) == 1
    assert len(body.xpath("//w:sectPr/w:footerReference", namespaces=W)) == 3


@pytest.mark.parametrize("unit", ["某办", "某市智慧城市建设领导小组办公室"])
def test_a_sealed_date_leaves_four_characters_and_the_unit_is_centred_over_it(unit):
    places = signature_places(Signature(unit, "2026年9月30日", Sealing.SEAL))
    assert places.date_left == 28 - 4 - 6.5
    centre = places.unit_left + len(unit) / 2
    assert centre == pytest.approx(places.date_left + 3.25, abs=0.01) or places.unit_left + len(unit) == 28
    assert places.blank_lines == 2


def test_a_signature_never_stands_alone_on_a_page(marks):
    for count in range(16, 24):
        pages = marks(*[Paragraph((Run("一行。"),))] * count, Signature("某办", "2026年9月30日", Sealing.SEAL))
        last = [said(mark) for _top, mark in pages[-1]]
        assert "一行。" in last, count


def test_a_signature_is_kept_together_in_word(paper, docx_part):
    body = docx_part(write_docx(paper(BODY, Signature("某办", "2026年9月30日"))), "word/document.xml")
    unit = body.xpath("//w:p[w:r/w:t='某办']", namespaces=W)[0]
    assert unit.xpath("w:pPr/w:keepNext", namespaces=W)
    assert body.xpath("//w:p[contains(., '正文正文')]/w:pPr/w:keepNext", namespaces=W)


def test_the_last_rule_of_the_imprint_is_the_lower_edge_of_the_text_area(marks):
    imprint = Imprint("各区人民政府", "某办", "2026年9月30日")
    (page,) = marks(BODY, masthead=DOWN, tail=imprint)
    rules = sorted((top, mark) for top, mark in page if isinstance(mark, Rule) and mark.color != RED)
    assert rules[-1][0] == pytest.approx(PORTRAIT.text_height, abs=0.1)
    assert [mark.width / MM for _top, mark in rules] == pytest.approx([0.35, 0.25, 0.35])
    assert found(page, "抄送：各区人民政府。")
    assert found(page, "2026年9月30日印发")


def test_the_imprint_of_a_letter_has_no_rules(marks):
    (page,) = marks(BODY, masthead=LETTER, tail=Imprint("市公安局"))
    assert not [mark for _top, mark in page if isinstance(mark, Rule) and mark.color != RED]


def test_those_present_are_named_under_one_another(marks):
    names = "、".join(["市交通委"] * 20)
    (page,) = marks(BODY, Attendance("出席", names, first=True), Attendance("请假", "无"))
    label, mark = found(page, "出席：")
    first = next(mark for top, mark in page if isinstance(mark, Text) and said(mark).startswith("市交通委、"))
    assert mark.x == pytest.approx(2 * PORTRAIT.text_width / 28)
    assert first.x == pytest.approx(5 * PORTRAIT.text_width / 28)
    assert found(page, "请假：")[0] > label


@pytest.mark.parametrize(("name", "squeezed"), [("某市文件", False), ("某市智慧城市建设领导小组办公室文件", True)])
def test_a_long_name_is_squeezed_onto_one_line(name, squeezed):
    setting = head_name(name, official=True)
    assert (setting.squeeze < 1) is squeezed
    assert setting.size >= 34
    width = (len(name) * setting.size * setting.squeeze) + setting.spread * (len(name) - 1)
    assert width / MM <= 148.5


def parse(text):
    return markdown.parse(text, meta=Meta("题", "", "某办", date(2026, 9, 30)), template="t.j2")


def test_directives_become_heads_and_endings():
    document = parse(
        '::: redhead name="甲文件" number="1号" signers="乙、丙" urgency="特急"\n\n# 题\n\n'
        '::: attendance label="出席" names="丁"\n\n::: attendance label="请假" names="无"\n\n'
        '::: signature unit="甲" date="2026年9月30日" sealing="seal"\n\n::: remark\n（联系人）\n\n'
        '::: imprint copy="戊" by="甲" on="2026年9月30日"\n'
    )
    assert document.masthead == RedHead("甲文件", "1号", ("乙", "丙"), Markings("", "", "特急"))
    assert [block.first for block in document.blocks if isinstance(block, Attendance)] == [True, False]
    assert Signature("甲", "2026年9月30日", Sealing.SEAL) in document.blocks
    assert document.tail == Imprint("戊", "甲", "2026年9月30日")
    assert parse('::: letterhead name="甲" number="1号"\n').masthead == LetterHead("甲", "1号")


def test_a_sealing_that_does_not_exist_is_refused():
    with pytest.raises(Problem, match="glue"):
        parse('::: signature unit="甲" date="乙" sealing="glue"\n')


def test_heads_and_endings_are_kept_word_by_word(paper):
    endings = (Signature("甲", "乙", Sealing.STAMP), Attendance("出席", "丙", first=True))
    for head in (UP, LETTER):
        document = paper(BODY, *endings, masthead=head, tail=Imprint("丁", "戊", "己"))
        assert document_of(text_of(document)) == document


@pytest.mark.parametrize("count", [16, 17, 18])
def test_words_that_announce_a_table_stay_on_its_page(marks, paper, docx_part, count):
    text = "低于达标分的合同三份："
    table = Table(columns=(Column(),), head=((HeadCell("合同"),),), rows=(("甲",), ("乙",), ("丙",)))
    blocks = (*(Paragraph((Run("一段。"),)) for _line in range(count)), Paragraph((Run(text),)), table)
    sheet = next(sheet for sheet in marks(*blocks) if any(text in said(mark) for _top, mark in sheet))
    assert any(said(mark) == "甲" for _top, mark in sheet)
    body = docx_part(write_docx(paper(*blocks)), "word/document.xml")
    line = next(one for one in body.xpath("//w:p", namespaces=W) if "".join(one.itertext()) == text)
    assert line.xpath("w:pPr/w:keepNext", namespaces=W)


def test_the_imprint_follows_a_turned_annex_on_an_upright_page_of_its_own(paper, docx_part):
    """版记 is the last thing of a paper and stands below its annexes (GB/T 9704 §7.3.7, §7.4)."""
    annex = Annex(0, "清单", (BODY,), landscape=True)
    document = paper(BODY, masthead=DOWN, annexes=(annex,), tail=Imprint("", "某办", "2026年11月3日"))
    sheets = paginate(Layout(load_fonts()).items(document), LINE_PITCH_PT)
    assert [sheet.page is PORTRAIT for sheet in sheets] == [True, False, True]
    body = docx_part(write_docx(document), "word/document.xml")
    assert [item.get(f"{{{W['w']}}}orient") for item in body.xpath("//w:pgSz", namespaces=W)] == [
        None, "landscape", None,
    ]  # fmt: skip
