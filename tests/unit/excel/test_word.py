"""Word documents in: what is read from a sound one, and that a hostile one is refused with a remedy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from smartplanner.base.problems import Problem
from smartplanner.excel.apart.worker import Worker
from smartplanner.excel.word import read_text_file, read_word
from smartplanner.excel.word.body import MOST_CHARACTERS
from smartplanner.excel.word.numbering import number_words

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def document(body: str, **parts: str) -> bytes:
    main = f'{HEAD}<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": main, **{f"word/{name}.xml": part for name, part in parts.items()}})


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.fixture
def saved(tmp_path):
    def save(data: bytes, name: str = "纪要.docx") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return save


def texts(path: Path) -> list[str]:
    return [line.whole for line in read_word(path).lines]


def refusal(path: Path) -> Problem:
    with pytest.raises(Problem) as caught:
        read_word(path)
    assert caught.value.file == path.name
    assert caught.value.remedy
    return caught.value


def test_paragraphs_runs_tabs_and_breaks_are_read_in_order(saved):
    body = (
        paragraph("一、议定")
        + "<w:p><w:r><w:t>由市</w:t></w:r><w:r><w:t>交通委</w:t><w:br/><w:t>牵头</w:t></w:r></w:p>"
    )
    assert texts(saved(document(body))) == ["一、议定", "由市交通委\n牵头"]


def test_automatic_numbers_are_counted_as_word_counts_them(saved):
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for level, format, pattern in ((0, "chineseCounting", "（%1）"), (1, "decimal", "%2."), (2, "bullet", "•"))
    )
    numbering = (
        f'{HEAD}<w:numbering xmlns:w="{MAIN}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )
    styles = (
        f'{HEAD}<w:styles xmlns:w="{MAIN}"><w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:styleId="item"><w:basedOn w:val="base"/></w:style></w:styles>'
    )

    def numbered(words: str, level: int, number: int = 1) -> str:
        return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = "".join(
        (numbered("甲", 0), numbered("乙", 1), numbered("丙", 1), numbered("丁", 0), numbered("戊", 1),
         numbered("己", 2), paragraph("庚", '<w:pStyle w:val="item"/>'), numbered("辛", 0, 2))
    )  # fmt: skip
    path = saved(document(body, numbering=numbering, styles=styles))
    assert texts(path) == ["（一）甲", "1.乙", "2.丙", "（二）丁", "1.戊", "己", "（三）庚", "（一）辛"]


def test_rows_of_tables_are_read_with_merged_cells_filled(saved):
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"

    rows = (
        cell("事项") + cell("牵头单位"),
        cell("甲") + cell("市交通委", '<w:vMerge w:val="restart"/>'),
        cell("乙") + cell("", "<w:vMerge/>"),
        cell("合计", '<w:gridSpan w:val="2"/>'),
    )
    found = read_word(saved(document("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"))).lines
    assert [line.cells for line in found] == [
        ("事项", "牵头单位"),
        ("甲", "市交通委"),
        ("乙", "市交通委"),
        ("合计", ""),
    ]
    assert {line.table for line in found} == {1}


def test_deleted_and_hidden_text_and_text_boxes_are_left_out_and_said(saved):
    body = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>字</w:t></w:r>"
        "<w:r><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    )
    found = read_word(saved(document(body)))
    assert [line.text for line in found.lines] == ["新字"]
    assert {note.code for note in found.notes} == {"word_deleted", "word_hidden", "word_boxes"}


def test_macros_and_links_to_elsewhere_are_neither_run_nor_followed(saved):
    data = packed(
        {
            "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{paragraph("正文")}</w:body></w:document>',
            "word/vbaProject.bin": b"macro",
            "word/_rels/document.xml.rels": '<Relationships><Relationship Id="r1" TargetMode="External" '
            'Type="attachedTemplate" Target="http://192.0.2.1/x.dotm"/></Relationships>',
        }
    )
    assert texts(saved(data, "纪要.docm")) == ["正文"]


def test_a_bomb_is_refused_before_it_is_unpacked(saved):
    bomb = packed({"word/document.xml": b" " * (400 << 20)})
    assert refusal(saved(bomb)).code == "range_too_large"


def test_entities_are_refused(saved):
    laughs = (
        f'{HEAD}<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        f'<w:document xmlns:w="{MAIN}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    )
    problem = refusal(saved(packed({"word/document.xml": laughs})))
    assert problem.code == "file_has_doctype"
    assert ".docx" in problem.remedy


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-1.7", "word_not_a_document"),
        ("只是文字".encode(), "word_not_a_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "word_old_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "file_encrypted"),
        (packed({"xl/workbook.xml": "<x/>"}), "word_not_a_document"),
        (packed({"word/document.xml": "<x/>", "../out.xml": "<x/>"}), "archive_unsound"),
        (document(paragraph("议定事项"))[:-40], "file_truncated"),
        (packed({"word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>'}), "file_damaged"),
        (document("<w:p>" * 5000 + "</w:p>" * 5000), "file_damaged"),
        (packed({"word/document.xml": "<x/>".encode("utf-16")}), "file_damaged"),
        (document(paragraph("机密★1年")), "secret_marked"),
        (document(paragraph("长" * (MOST_CHARACTERS + 1))), "word_too_much_text"),
    ],
)  # fmt: skip
def test_what_is_no_sound_document_is_refused_with_its_reason(saved, data, code):
    assert refusal(saved(data)).code == code


def test_a_document_under_another_name_is_taken_for_what_it_is(saved):
    assert texts(saved(document(paragraph("正文")), "纪要.doc")) == ["正文"]
    assert refusal(saved(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "纪要.docx")).code == "word_old_format"


def test_ten_megabytes_in_one_paragraph_do_not_hold_up_the_program(saved):
    with Worker() as worker, pytest.raises(Problem) as caught:
        worker.read_word(saved(document(paragraph("长" * (10 << 20)))))
    assert caught.value.code == "word_too_much_text"


def test_the_reading_process_hands_out_what_it_read_and_goes_on_after_a_refusal(saved):
    with Worker() as worker:
        with pytest.raises(Problem):
            worker.read_word(saved(b"%PDF", "a.docx"))
        found = worker.read_word(saved(document(paragraph("正文")), "b.docx"))
    assert (found.file, [line.text for line in found.lines]) == ("b.docx", ["正文"])


def test_text_files_are_read_in_both_encodings(saved):
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        found = read_text_file(saved("会议纪要\n\n一、由市交通委牵头".encode(encoding), "纪要.txt"))
        assert [line.text for line in found.lines] == ["会议纪要", "一、由市交通委牵头"]
    with pytest.raises(Problem):
        read_text_file(saved(b"PK\x03\x04", "纪要.txt"))


def test_numbers_are_written_as_the_format_says():
    shown = [number_words(number, "chineseCounting") for number in (1, 10, 11, 20, 21, 99)]
    assert shown == ["一", "十", "十一", "二十", "二十一", "九十九"]
    others = ("decimal", "upperRoman", "lowerLetter", "decimalEnclosedCircle")
    assert [number_words(3, format) for format in others] == ["3", "III", "c", "③"]
