"""Heads, titles, signatures, annexes and imprints measured against GB/T 9704: ours stand right, others are named."""

import io
from datetime import date

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt, RGBColor

from smartplanner.excel.word import measure_word
from smartplanner.reports.document import markdown
from smartplanner.reports.document.blocks import Meta
from smartplanner.reports.word.writer import write_docx
from smartplanner.rules.paper import check_paper

HEAD = '::: redhead name="某市智慧城市办文件" number="智办发〔2026〕12号"'
BODY = """
# 关于做好年底督办工作的通知

::: flush
各区人民政府，市有关部门：

为做好年底督办工作，现就有关事项通知如下。

各牵头单位要对照清单逐项落实，按期办结。

::: signature unit="某市智慧城市办" date="2026年11月3日"
"""
ANNEX = """
::: annex number="0" title="督办事项清单"

清单如下，请各单位对照办理。
"""
IMPRINT = '\n::: imprint copy="市人大常委会办公厅，市政协办公厅。" by="某市智慧城市办综合处" on="2026年11月3日"\n'
WHOLE = HEAD + "\n" + BODY + ANNEX + IMPRINT
SEALED = WHOLE.replace('date="2026年11月3日"', 'date="2026年11月3日" sealing="seal"', 1)
UPWARD = WHOLE.replace('号"\n', '号" signers="张三、李四"\n', 1)
LETTER = WHOLE.replace("redhead", "letterhead").replace("文件", "").replace("的通知", "的函")


@pytest.fixture
def findings(tmp_path):
    """Return what is found in a paper after *spoil* went over it with python-docx, as {code: finding}."""

    def check(text, spoil=None):
        path = tmp_path / "公文.docx"
        document = docx.Document(
            io.BytesIO(write_docx(markdown.parse(text, meta=Meta("题", "", "某办", date(2026, 11, 3)))))
        )
        if spoil is not None:
            spoil(document)
        document.save(path)
        return {finding.code: finding for finding in check_paper(measure_word(path))}

    return check


@pytest.mark.parametrize("text", [WHOLE, SEALED, UPWARD, LETTER])
def test_our_heads_dates_annexes_and_imprints_stand_where_they_should(findings, text):
    assert {code: finding.sentence for code, finding in findings(text).items()} == {}


def said(document, text):
    return next(item for item in document.paragraphs if text in item.text)


def without_blank_above(text, count=1):
    def spoil(document):
        node = said(document, text)._p
        for _time in range(count):
            above = node.getprevious()
            above.getparent().remove(above)

    return spoil


def blank_above(text, count=1, place=0):
    def spoil(document):
        for _time in range(count):
            [item for item in document.paragraphs if text in item.text][place].insert_paragraph_before("")

    return spoil


def properties_of(text, tag, **values):
    def spoil(document):
        properties = said(document, text)._p.get_or_add_pPr()
        for old in properties.findall(qn(tag)):
            properties.remove(old)
        if values:
            made = OxmlElement(tag)
            for name, value in values.items():
                made.set(qn(f"w:{name}"), str(value))
            properties.append(made)

    return spoil


def coloured(text, color):
    def spoil(document):
        for run in said(document, text).runs:
            made = OxmlElement("w:color")
            made.set(qn("w:val"), color)
            run._r.get_or_add_rPr().append(made)

    return spoil


@pytest.mark.parametrize(
    ("text", "code", "spoil", "words"),
    [
        (WHOLE, "head_place", blank_above("智慧城市办文件", 2), "55.5 mm"),
        (WHOLE, "head_color", coloured("智慧城市办文件", "000000"), ""),
        (WHOLE, "head_centred", properties_of("智慧城市办文件", "w:jc", val="left"), ""),
        (WHOLE, "number_place", without_blank_above("12号", 2), "0"),
        (WHOLE, "number_side", properties_of("12号", "w:jc", val="right"), ""),
        (WHOLE, "red_rule", properties_of("12号", "w:pBdr"), ""),
        (WHOLE, "red_rule_length", properties_of("12号", "w:ind", left=567, right=567), "136 mm"),
        (WHOLE, "title_above", without_blank_above("关于做好", 1), "1"),
        (WHOLE, "title_below", blank_above("各区人民政府", 1), "2"),
        (WHOLE, "addressee_place", properties_of("各区人民政府", "w:ind", firstLineChars=200, firstLine=632), "2"),
        (WHOLE, "annex_list_place", without_blank_above("附件："), "0"),
        (WHOLE, "annex_list_place", properties_of("附件：", "w:ind", left=0, firstLine=0), "0"),
        (WHOLE, "unit_place", without_blank_above("2026年11月3日", 2), ""),
        (WHOLE, "date_place", properties_of("2026年11月3日", "w:ind", right=0, rightChars=0), "0"),
        (SEALED, "date_place", properties_of("2026年11月3日", "w:ind", right=316), "1"),
        (WHOLE, "annex_title_place", blank_above("督办事项清单", 2, place=-1), ""),
        (UPWARD, "number_side", properties_of("12号", "w:tabs"), ""),
    ],
)  # fmt: skip
def test_what_stands_elsewhere_is_found_with_its_figures(findings, text, code, spoil, words):
    found = findings(text, spoil)
    assert code in found, {name: finding.sentence for name, finding in found.items()}
    assert words in found[code].sentence


def test_a_red_head_of_another_face_is_only_a_note(findings):
    def spoil(document):
        for run in said(document, "智慧城市办文件").runs:
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")

    assert str(findings(WHOLE, spoil)["head_face"].level) == "note"


def test_the_name_of_a_signer_in_another_face_is_found(findings):
    def spoil(document):
        for run in said(document, "签发人").runs:
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")

    assert "楷体" in findings(UPWARD, spoil)["signer_face"].sentence


def test_an_annex_that_goes_on_below_the_text_is_found(findings):
    def spoil(document):
        for mark in list(document.element.body.iter(qn("w:pageBreakBefore"))):
            mark.getparent().remove(mark)

    assert "annex_page" in findings(WHOLE, spoil)


def new_title(*lines):
    def spoil(document):
        title = said(document, "关于做好")
        for run in title.runs[1:]:
            run._r.getparent().remove(run._r)
        title.runs[0].text = "\n".join(lines)

    return spoil


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("关于进一步做好全市智慧城市建设", "督办", "事项年底集中办结工作的通知"), "title_shape"),
        (("关于做好督办工作", "事项年底集中办结", "情况汇总上报通知"), "title_shape"),
        (("关于进一步做好智慧城市建设督办", "的通知"), "title_words"),
        (("关于进一步做好全市智慧城市建设重点任务的通知",), "title_broken"),
    ],
)  # fmt: skip
def test_a_title_that_is_broken_badly_is_found(findings, lines, code):
    assert code in findings(WHOLE, new_title(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        ("关于进一步做好全市智慧城市建设", "督办事项办结工作的通知"),
        ("关于做好督办工作", "和全市智慧城市建设事项", "集中办结的通知"),
        ("关于做好年底督办工作的通知",),
    ],
)  # fmt: skip
def test_a_title_in_trapezium_or_rhombus_has_nothing_said_of_it(findings, lines):
    spoil = new_title(*lines)
    assert findings(WHOLE.replace("和全市", "全市"), spoil).keys() - {"title_words"} == set()


def last_of(document, text):
    return [item for item in document.paragraphs if text in item.text][-1]


def test_an_imprint_with_faults_is_found(findings):
    def no_stop(document):
        for run in last_of(document, "抄送").runs:
            run.text = run.text.replace("。", "")

    def not_held(document):
        for mark in list(document.element.body.iter(qn("w:framePr"))):
            mark.getparent().remove(mark)

    def followed(document):
        document.add_paragraph("联系电话见通讯录，请各单位按时报送。")

    def no_rules(document):
        for mark in list(document.element.body.iter(qn("w:u"))):
            mark.getparent().remove(mark)

    assert "imprint_end" in findings(WHOLE, no_stop)
    assert str(findings(WHOLE, not_held)["imprint_held"].level) == "note"
    assert "imprint_last" in findings(WHOLE, followed)
    assert "imprint_rules" in findings(WHOLE, no_rules)


def test_an_imprint_in_a_table_before_the_annex_is_found(findings):
    """As offices make it: a table of two rows below the text, and the annex after it."""

    def spoil(document):
        for item in list(document.paragraphs):
            if item._p.pPr is not None and item._p.pPr.find(qn("w:framePr")) is not None:
                item._p.getparent().remove(item._p)
        annex = next(item for item in document.paragraphs if item.text == "附件")
        table = document.add_table(2, 1)
        table.cell(0, 0).text = "抄送：市人大常委会办公厅。"
        table.cell(1, 0).text = "某市智慧城市办综合处 2026年11月3日印发"
        annex._p.addprevious(table._tbl)

    found = findings(WHOLE, spoil)
    assert found["imprint_last"].words == "附件"
    assert str(found["imprint_held"].level) == "note"


def test_a_letter_whose_head_was_moved_is_found(findings):
    def spoil(document):
        document.sections[0].header_distance = Pt(40)

    assert "10.1" in findings(LETTER, spoil)["letter_place"].sentence


def test_a_paper_for_paper_with_a_printed_head_has_nothing_said_of_its_head(findings):
    def spoil(document):
        node = said(document, "智慧城市办文件")._p
        node.getparent().remove(node)
        for mark in list(document.element.body.iter(qn("w:pBdr"))):
            mark.getparent().remove(mark)

    assert not {code for code in findings(WHOLE, spoil) if code.startswith(("head", "red"))}


def test_a_paper_made_by_hand_gets_a_finding_for_each_of_its_faults(tmp_path):
    """As it comes from an office: no empty lines, the date at the edge, the imprint a table before the annex."""
    document = docx.Document()

    def line(text, font="仿宋_GB2312", size=16, align=WD_ALIGN_PARAGRAPH.JUSTIFY, color=None):
        made = document.add_paragraph()
        made.alignment = align
        made.paragraph_format.space_after = Pt(0)
        made.paragraph_format.line_spacing = Pt(28)
        run = made.add_run(text)
        run.font.size = Pt(size)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if color is not None:
            run.font.color.rgb = RGBColor(*color)

    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    line("某市智慧城市建设办公室文件", "方正小标宋简体", 42, centre, (255, 0, 0))
    line("某智办〔2026〕12号", align=centre)
    line("关于做好督办工作的通知", "方正小标宋简体", 22, centre)
    line("各区人民政府：")
    line("为做好有关工作，现将有关事项通知如下。")
    line("附件：1.任务清单")
    line("2、联系表")
    line("某市智慧城市建设办公室", align=right)
    line("2026年11月3日", align=right)
    table = document.add_table(2, 1)
    table.cell(0, 0).text = "抄送：市人大常委会办公厅。"
    table.cell(1, 0).text = "某市智慧城市建设办公室 2026年11月3日印发"
    line("附件1", "黑体")
    line("任务清单", "方正小标宋简体", 22, centre)
    path = tmp_path / "公文.docx"
    document.save(path)
    found = {finding.code for finding in check_paper(measure_word(path))}
    assert {
        "head_place", "number_place", "red_rule", "title_above", "title_below", "annex_list_place", "annex_list",
        "date_place", "annex_page", "annex_title_place", "imprint_last", "imprint_held", "unit_place",
    } <= found  # fmt: skip
    assert "heading_mark" not in found, "2、 goes on with the list of annexes"


def drawn(millimetres):
    """Draw a red line of that length below the number instead of its border, as Word's shapes do."""

    def spoil(document):
        properties_of("12号", "w:pBdr")(document)
        a = "http://schemas.openxmlformats.org/drawingml/2006/main"
        wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        shape = (
            f'<w:r xmlns:w="{nsmap["w"]}"><w:drawing><wp:anchor xmlns:wp="{wp}">'
            f'<wp:extent cx="{Mm(millimetres)}" cy="0"/>'
            f'<a:graphic xmlns:a="{a}"><a:ln w="19050"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>'
            "</a:graphic></wp:anchor></w:drawing></w:r>"
        )
        said(document, "12号")._p.append(parse_xml(shape))

    return spoil


def test_a_red_line_that_is_drawn_is_measured_as_well(findings):
    assert findings(WHOLE, drawn(156)) == {}
    assert "120 mm" in findings(WHOLE, drawn(120))["red_rule_length"].found
