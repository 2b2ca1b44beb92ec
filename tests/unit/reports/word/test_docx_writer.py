import io
import zipfile

import docx
import pytest
from markup_strings import MARKUP

from smartplanner.reports.document.blocks import (
    Align,
    Annex,
    Column,
    HeadCell,
    Heading,
    Masthead,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
    Tail,
)  # fmt: skip
from smartplanner.reports.word.writer import write_docx

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def value(node, path):
    found = node.xpath(path, namespaces=W)
    return found[0] if found else None


def style(styles, name, path):
    return value(styles, f"//w:style[@w:styleId='{name}']/{path}")


def test_the_page_has_the_grid_of_the_standard(paper, docx_part):
    body = docx_part(write_docx(paper()), "word/document.xml")
    section = "//w:sectPr"
    assert value(body, f"{section}/w:docGrid/@w:type") == "linesAndChars"
    assert value(body, f"{section}/w:docGrid/@w:linePitch") == "579"
    assert value(body, f"{section}/w:docGrid/@w:charSpace") == "-848"
    assert (value(body, f"{section}/w:pgSz/@w:w"), value(body, f"{section}/w:pgSz/@w:h")) == ("11906", "16838")
    assert [value(body, f"{section}/w:pgMar/@w:{side}") for side in ("top", "left", "right", "bottom")] == [
        "2098", "1587", "1474", "1984",
    ]  # fmt: skip


def test_the_styles_name_the_chinese_fonts_and_none_is_bold(paper, docx_part):
    styles = docx_part(write_docx(paper()), "word/styles.xml")
    fonts = {
        name: style(styles, name, "w:rPr/w:rFonts/@w:eastAsia") for name in ("Title", "Heading1", "Heading2", "Body")
    }
    assert fonts == {"Title": "方正小标宋简体", "Heading1": "黑体", "Heading2": "楷体_GB2312", "Body": "仿宋_GB2312"}
    assert style(styles, "Body", "w:rPr/w:rFonts/@w:ascii") == "Times New Roman"
    assert style(styles, "Body", "w:pPr/w:ind/@w:firstLineChars") == "200"
    assert style(styles, "Heading1", "w:pPr/w:outlineLvl/@w:val") == "0"
    assert not styles.xpath("//w:b", namespaces=W)


def test_page_numbers_stand_outside_on_odd_and_even_pages(paper):
    word = docx.Document(io.BytesIO(write_docx(paper())))
    assert word.settings.odd_and_even_pages_header_footer
    section = word.sections[0]
    assert [item.paragraphs[0].text for item in (section.footer, section.even_page_footer)] == ["— 1 —", "— 1 —"]
    aligned = [item.paragraphs[0].alignment for item in (section.footer, section.even_page_footer)]
    assert [str(item).split(" ")[0] for item in aligned] == ["RIGHT", "LEFT"]


def test_headings_are_real_headings_and_bold_is_a_run(paper):
    word = docx.Document(io.BytesIO(write_docx(paper(Heading(1, "一、总体"), Paragraph((Run("甲"), Run("乙", True)))))))
    named = {item.text: item.style.name for item in word.paragraphs if item.text}
    assert named == {"题目": "Title", "一、总体": "Heading 1", "甲乙": "公文正文"}
    body = next(item for item in word.paragraphs if item.text == "甲乙")
    assert [run.bold for run in body.runs] == [None, True]


def test_properties_come_from_the_document_and_not_from_this_machine(paper):
    data = write_docx(paper())
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.author, core.last_modified_by) == ("题目", "编发单位", "编发单位")
    assert core.created.isoformat()[:10] == "2026-09-30"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any("thumbnail" in name or "customXml" in name for name in package.namelist())
        assert b"python-docx" not in b"".join(package.read(name) for name in package.namelist())


def test_the_same_document_gives_the_same_bytes(paper):
    assert write_docx(paper(Heading(1, "一"))) == write_docx(paper(Heading(1, "一")))


def test_a_table_repeats_its_head_and_rows_do_not_split(paper, docx_part):
    head = ((HeadCell("区", rows=2), HeadCell("办理", columns=2)), (HeadCell("办结"), HeadCell("逾期")))
    table = Table((Column(), Column(20, Align.RIGHT), Column(20)), head, (("甲", "1", "2"),), "表1", "项")
    body = docx_part(write_docx(paper(table)), "word/document.xml")
    assert len(body.xpath("//w:tr[w:trPr/w:tblHeader]", namespaces=W)) == 2
    assert len(body.xpath("//w:tr[w:trPr/w:cantSplit]", namespaces=W)) == 3
    assert value(body, "//w:gridSpan/@w:val") == "2"
    assert [item.get(f"{{{W['w']}}}val") for item in body.xpath("//w:vMerge", namespaces=W)] == ["restart", None]
    assert "（单位：项）" in "".join(body.itertext())


def test_all_of_a_thousand_rows_are_written(paper, docx_part):
    rows = tuple(tuple(f"第{row}行第{column}列的内容" for column in range(8)) for row in range(1000))
    table = Table(tuple(Column() for _ in range(8)), (tuple(HeadCell(str(n)) for n in range(8)),), rows)
    body = docx_part(write_docx(paper(table)), "word/document.xml")
    assert len(body.xpath("//w:tbl/w:tr", namespaces=W)) == 1 + 1000


def test_markup_in_a_text_is_printed_literally(paper, docx_words):
    table = Table((Column(),), ((HeadCell("文"),),), tuple((text,) for text in MARKUP))
    words = docx_words(write_docx(paper(*(Paragraph((Run(text),)) for text in MARKUP), table)))
    for text in MARKUP:
        assert words.count(text) == 2, text


@pytest.mark.parametrize(
    ("given", "printed"), [("甲\x00乙", "甲␀乙"), ("甲\ud800乙", "甲\ufffd乙"), ("甲\x1b乙", "甲␀乙")]
)
def test_characters_that_no_file_can_carry_become_marks(paper, docx_words, given, printed):
    assert printed in docx_words(write_docx(paper(Paragraph((Run(given),)))))


def test_a_landscape_annex_is_a_section_of_its_own(paper, docx_part):
    document = paper(
        Paragraph((Run("甲"),)), annexes=(Annex(1, "清单", (), landscape=True),), tail=Tail("甲", copies=3)
    )
    body = docx_part(write_docx(document), "word/document.xml")
    turned = [item.get(f"{{{W['w']}}}orient") for item in body.xpath("//w:sectPr/w:pgSz", namespaces=W)]
    assert turned == [None, "landscape", None]
    assert len(body.xpath("//w:footerReference", namespaces=W)) == 3 * 2


def test_masthead_signature_and_tail_are_there(paper, docx_words):
    document = paper(
        PageBreak(), Signature("办公室", "2026年9月30日"),
        masthead=Masthead("简报", "9", "33", "编发单位", "2026年9月30日", "内部资料"),
        tail=Tail("市领导", "", "各区。", 20),
    )  # fmt: skip
    words = docx_words(write_docx(document))
    for text in (
        "内部资料",
        "简报",
        "第9期（总第33期）",
        "编发单位2026年9月30日",
        "报：市领导。",
        "发：各区。",
        "（共印20份）",
    ):
        assert text in words


def test_a_turned_page_has_its_number_where_an_upright_one_has_it(paper, docx_part):
    data = write_docx(paper(annexes=(Annex(1, "甲", (), landscape=True), Annex(2, "乙", ()))))
    body = docx_part(data, "word/document.xml")
    references = [
        tuple(section.xpath("w:footerReference/@*[local-name()='id']", namespaces=W))
        for section in body.xpath("//w:sectPr", namespaces=W)
    ]
    assert references[0] == references[2] != references[1]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        footers = [package.read(name) for name in package.namelist() if "footer" in name and "rels" not in name]
    assert sorted(b'w:textDirection w:val="tbRl"' in footer for footer in footers) == [False, False, True, True]


def test_the_list_of_annexes_stands_below_the_body(paper, docx_words):
    annexes = (Annex(1, "甲清单", ()), Annex(2, "乙清单", ()))
    words = [text for text in docx_words(write_docx(paper(Paragraph((Run("正文"),)), annexes=annexes))) if text]
    assert words[:5] == ["题目", "正文", "附件：1.甲清单", "2.乙清单", "附件1"]
