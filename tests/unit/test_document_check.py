"""Word documents measured against GB/T 9704: our own have nothing to be said about them, faults are found."""

import io
import json
import re
import zipfile
from datetime import date

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from smartplanner.base.problems import Problem
from smartplanner.cli import main as command_line
from smartplanner.commands.document_check import check_document
from smartplanner.commands.office import open_office
from smartplanner.commands.reporting import write
from smartplanner.commands.sample import SAMPLE_DAY, make_sample
from smartplanner.excel.word import measure_word
from smartplanner.reports.document import markdown
from smartplanner.reports.document.blocks import Meta
from smartplanner.reports.registry import REPORTS
from smartplanner.reports.word.writer import write_docx
from smartplanner.rules.paper import check_paper

PAPER = """::: redhead name="某市智慧城市办文件" number="智办发〔2026〕12号"

# 关于做好年底督办工作的通知

::: flush
各区人民政府，市有关部门：

为做好年底督办工作，现就有关事项通知如下。

## 一、总体要求

各牵头单位要对照清单逐项落实，按期办结。

### （一）压实责任

主要负责同志要亲自研究。

::: signature unit="某市智慧城市办" date="2026年11月3日"

::: annex number="0" title="督办事项清单"

::: table size="small" widths="20,100"
| 序号 | 事项 |
|:-:|:--|
| 1 | 智慧停车 |
"""


def paper(text=PAPER):
    return write_docx(markdown.parse(text, meta=Meta("题", "", "某办", date(2026, 11, 3))))


@pytest.fixture
def findings(tmp_path):
    """Return what is found in a document, as {code: finding}; *mend* spoils it with python-docx before."""

    def check(data, spoil=None):
        path = tmp_path / "公文.docx"
        path.write_bytes(data)
        if spoil is not None:
            document = docx.Document(io.BytesIO(data))
            spoil(document)
            document.save(path)
        return {finding.code: finding for finding in check_paper(measure_word(path))}

    return check


def test_an_official_paper_of_ours_has_no_deviation(findings):
    assert findings(paper()) == {}


def shape(**sizes):
    def spoil(document):
        for section in document.sections:
            for name, value in sizes.items():
                setattr(section, name, value)

    return spoil


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("paper", shape(page_width=Mm(216), page_height=Mm(279))),
        ("top", shape(top_margin=Mm(25))),
        ("left", shape(left_margin=Mm(32))),
        ("text_area", shape(right_margin=Mm(32))),
    ],
)
def test_a_page_of_another_shape_is_found(findings, code, spoil):
    assert code in findings(paper(), spoil)


def test_lengths_are_said_in_millimetres(findings):
    assert "25 mm" in findings(paper(), shape(top_margin=Mm(25)))["top"].found


def test_a_page_without_a_grid_is_found(findings):
    def spoil(document):
        for section in document.sections:
            grid = section._sectPr.find(qn("w:docGrid"))
            section._sectPr.remove(grid)

    assert "grid" in findings(paper(), spoil)


def paragraph(document, text):
    return next(item for item in document.paragraphs if text in item.text)


def set_font(document, text, name):
    for run in paragraph(document, text).runs:
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


@pytest.mark.parametrize(
    ("text", "font", "words"),
    [
        ("关于做好", "宋体", "小标宋"), ("一、总体", "仿宋", "黑体"), ("（一）", "黑体", "楷体"),
        ("为做好", "宋体", "仿宋"), ("智办发", "黑体", "仿宋"), ("附件", "微软雅黑", "仿宋"),
    ],
)  # fmt: skip
def test_an_element_in_another_face_is_found_and_named(findings, text, font, words):
    finding = findings(paper(), lambda document: set_font(document, text, font))["font"]
    assert font in finding.found
    assert words in finding.wanted
    assert finding.words.startswith(text[:2])


def test_another_size_is_found(findings):
    def spoil(document):
        for run in paragraph(document, "为做好").runs:
            run.font.size = Pt(14)

    assert "14 pt" in findings(paper(), spoil)["size"].found


def test_a_bold_heading_is_found(findings):
    def spoil(document):
        for run in paragraph(document, "一、总体").runs:
            run.bold = True

    assert "黑体" in findings(paper(), spoil)["bold"].found


@pytest.mark.parametrize(("pitch", "lines"), [(30, 21), (26, 24)])
def test_another_line_pitch_is_found_with_its_lines(findings, pitch, lines):
    def spoil(document):
        paragraph(document, "为做好").paragraph_format.line_spacing = Pt(pitch)

    assert str(lines) in findings(paper(), spoil)["pitch"].found


def test_a_line_pitch_that_the_face_decides_is_found(findings):
    def spoil(document):
        paragraph(document, "为做好").paragraph_format.line_spacing = 1.5

    assert "pitch" in findings(paper(), spoil)


def test_a_missing_indent_is_found(findings):
    def spoil(document):
        indent = paragraph(document, "为做好")._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "0")
        indent.set(qn("w:firstLine"), "0")

    assert "indent" in findings(paper(), spoil)


def test_a_title_at_the_left_is_found(findings):
    def spoil(document):
        paragraph(document, "关于做好").alignment = WD_ALIGN_PARAGRAPH.LEFT

    assert "title_centred" in findings(paper(), spoil)


def test_page_numbers_in_another_form_or_place_are_found(findings):
    def other_form(document):
        for run in document.sections[0].footer.paragraphs[0].runs:
            if "—" in run.text:
                run.text = run.text.replace("—", "-")

    def in_the_middle(document):
        document.sections[0].footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def one_side(document):
        document.settings.odd_and_even_pages_header_footer = False

    assert "- 1 -" in findings(paper(), other_form)["number_form"].found
    assert "number_sides" in findings(paper(), in_the_middle)
    assert "number_sides" in findings(paper(), one_side)


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("〔2026〕12号", "[2026]12号", "number_brackets"),
        ("〔2026〕12号", "〔26〕12号", "number_year"),
        ("〔2026〕12号", "〔2026〕第12号", "number_ordinal"),
        ("〔2026〕12号", "〔2026〕012号", "number_zero"),
        ("2026年11月3日", "2026年11月03日", "date_zero"),
        ("2026年11月3日", "二〇二六年十一月三日", "date_form"),
        ("如下。", "如下,请照办。", "half_width"),
        ("一、总体", "三、总体", "sequence"),
        ("（一）压实", "（二）压实", "sequence"),
        ("总体要求", "总体要求。", "heading_end"),
        ("（一）压实", "（一）、压实", "heading_mark"),
        ("要亲自", "要\"亲自", "straight_quotes"),
        ("主要负责", "（此页无正文）主要负责", "no_text"),
        ("工作的通知", "工作的通知。", "title_end"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_found(findings, right, wrong, code):
    assert right in PAPER
    assert code in findings(paper(PAPER.replace(right, wrong.replace('"', "&quot;"), 1)))


def spoil_text(old, new):
    def spoil(document):
        for item in document.paragraphs:
            if old in item.text:
                for run in item.runs:
                    run.text = run.text.replace(old, new)
                return

    return spoil


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("附件：", "附件:", "annex_list"), ("附件：督办事项清单", "附件：督办事项清单。", "annex_list"),
        ("附件：督办事项清单", "附件：1、督办事项清单", "annex_list"),
        ("附件：督办事项清单", "督办事项清单", "annex_list"),
    ],
)  # fmt: skip
def test_a_wrong_list_of_annexes_is_found(findings, old, new, code):
    assert code in findings(paper(), spoil_text(old, new))


def test_more_annexes_named_than_there_are_is_found(findings):
    text = PAPER.replace('number="0" title="督办事项清单"', 'number="1" title="甲清单"') + (
        '\n::: annex number="2" title="乙清单"\n\n乙。\n'
    )
    assert findings(paper(text)) == {}
    assert "annex_count" in findings(paper(text), spoil_text("2.乙清单", ""))


def test_a_long_table_without_a_repeated_head_is_found(findings):
    rows = PAPER + "".join(f"| {number} | 事项 |\n" for number in range(30))
    assert findings(paper(rows)) == {}

    def spoil(document):
        for mark in document.element.body.iter(qn("w:tblHeader")):
            mark.getparent().remove(mark)
            return

    assert "table_head" in findings(paper(rows), spoil)


@pytest.mark.parametrize(("characters", "level"), [(3900, None), (4500, "note"), (5600, "warning")])
def test_a_long_text_is_measured_against_both_limits(findings, characters, level):
    long = PAPER.replace("主要负责同志要亲自研究。", "要" * (characters - 100) + "。")
    found = findings(paper(long)).get("length")
    assert (str(found.level) if found else None) == level


def test_many_findings_of_one_kind_are_counted(findings):
    def spoil(document):
        for item in document.paragraphs:
            for run in item.runs:
                run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")

    document = PAPER.replace("主要负责同志要亲自研究。", "主要负责同志要亲自研究。\n\n" * 12)
    path_findings = findings(paper(document), spoil)
    assert path_findings["font"].paragraph == 0


def test_a_document_by_somebody_else_is_measured_too(findings):
    made = docx.Document()
    made.add_heading("关于工作的通知", 0)
    made.add_paragraph("为做好工作,通知如下。")
    memory = io.BytesIO()
    made.save(memory)
    assert {"paper", "top", "grid", "number", "font", "size", "pitch", "indent", "half_width"} <= set(
        findings(memory.getvalue())
    )


def test_a_sheet_on_its_side_is_not_held_against_the_indents_of_a_paper(findings):
    sheet = '::: paper size="landscape"\n\n# 督办看板\n\n::: flush\n截至2026年11月23日，尚无督办事项\n'
    assert findings(paper(sheet)) == {}


def test_no_file_at_all_and_one_that_is_no_document_are_refused(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"nothing")
    with pytest.raises(Problem):
        check_document(tmp_path / "a.docx")


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e300", "-99999", "0", "", "甲"])
def test_measures_that_no_page_has_are_read_as_well_as_can_be(tmp_path, number):
    """Every length of a document spoilt at once: it is measured, whatever comes of it, and nothing breaks."""
    source = zipfile.ZipFile(io.BytesIO(paper()))
    path = tmp_path / "c.docx"
    with zipfile.ZipFile(path, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
                content = re.sub(rb'="-?\d+"', f'="{number}"'.encode(), content)
            package.writestr(name, content)
    assert check_paper(measure_word(path))


def test_a_hostile_document_is_refused_and_not_followed(tmp_path):
    path = tmp_path / "b.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Problem) as refused:
        check_document(path)
    assert refused.value.code == "file_has_doctype"


def test_a_refusal_speaks_of_checking_a_paper_and_not_of_pasting_minutes(tmp_path):
    long = docx.Document()
    body = long.element.body
    for _number in range(20_001):
        body.insert(0, body.makeelement(qn("w:p")))
    long.save(tmp_path / "long.docx")
    (tmp_path / "text.docx").write_text("各区：", encoding="utf-8")
    for name in ("long.docx", "text.docx"):
        with pytest.raises(Problem) as refused:
            check_document(tmp_path / name)
        assert "minutes" not in refused.value.sentence()
        assert "paste" not in refused.value.sentence()
        assert name in refused.value.sentence()


def test_the_verb_answers_for_people_and_for_scripts(tmp_path, capsys):
    path = tmp_path / "公文.docx"
    path.write_bytes(paper(PAPER.replace("〔2026〕12号", "[2026]12号")))
    assert command_line.run(["check-document", str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in said["findings"]] == ["number_brackets"]
    assert said["findings"][0]["paragraph"] > 0
    assert command_line.run(["check-document", str(path)]) == 0
    assert "[]" in capsys.readouterr().out


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with open_office(make_sample(tmp_path_factory.mktemp("sample")).book) as office:
        yield office


@pytest.mark.parametrize("name", [report.name for report in REPORTS])
def test_every_paper_of_ours_passes_with_nothing_to_say(office, name, tmp_path):
    report, reader = next(report for report in REPORTS if report.name == name), office.reader
    pending = next(row for row in reader.rows("extension") if row.state == "requested")
    unit = next(row.lead for row in reader.rows("task") if row.lead and row.state == "in_progress")
    known = {
        "tasks": [pending.task],
        "unit": unit,
        **{
            entity: next(iter(reader.rows(entity))).id
            for entity in ("meeting", "pilot", "payment", "operator", "district", "plan")
        },
    }
    options = {option: known[option] for option in report.needs}
    if name == "request":
        options = {"tasks": known["tasks"]}
    if name == "plan-progress":
        options = {"plan": known["plan"]}
    write(office, name, as_of=SAMPLE_DAY, format="docx", path=tmp_path / "a.docx", **options)
    found = check_paper(measure_word(tmp_path / "a.docx"))
    assert [finding.sentence for finding in found] == []
