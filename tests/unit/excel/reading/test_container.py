"""Which files are refused, by which code, before any reader of workbooks touches them."""

import io
import struct
import zipfile

import pytest

from smartplanner.base.problems import Problem
from smartplanner.excel.reading.container import open_container
from smartplanner.excel.reading.reader import read_grids

WORKBOOK = (
    '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
)
ROOT_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="xl/workbook.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def sheet(body, *, after="", root="worksheet"):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{body}</sheetData>{after}</{root}>"
    )


def cell(reference, value="1"):
    return f'<c r="{reference}"><v>{value}</v></c>'


@pytest.fixture
def packed(tmp_path):
    """Writes an .xlsx of given parts; further parts go in as they are."""

    def make(sheet_xml, extra=(), file="book.xlsx"):
        path = tmp_path / file
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", TYPES)
            archive.writestr("_rels/.rels", ROOT_RELATIONS)
            archive.writestr("xl/workbook.xml", WORKBOOK)
            archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
            archive.writestr("xl/worksheets/sheet1.xml", sheet_xml)
            for name, content in extra:
                archive.writestr(name, content)
        return path

    return make


def refusal(path):
    with pytest.raises(Problem) as caught:
        read_grids(open_container(path))
    assert caught.value.file == path.name
    assert caught.value.message
    assert caught.value.remedy
    return caught.value.code


def write(path, data):
    path.write_bytes(data)
    return path


def test_an_empty_file_is_refused(tmp_path):
    assert refusal(write(tmp_path / "a.xlsx", b"")) == "file_empty"


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "none.xlsx") == "file_unreadable"


@pytest.mark.parametrize(
    "data",
    [
        b"just text",
        b"<html><table><tr><td>1</td></tr></table></html>",
        "任务,单位".encode("gbk"),
        b"%PDF-1.7",
        b"\x89PNG\r\n",
    ],
)
def test_what_is_no_workbook_is_refused_whatever_its_name(tmp_path, data):
    assert refusal(write(tmp_path / "a.xlsx", data)) == "not_a_workbook"


def test_half_a_file_is_refused(packed, tmp_path):
    data = packed(sheet("")).read_bytes()
    assert refusal(write(tmp_path / "half.xlsx", data[: len(data) // 2])) == "file_truncated"


def test_an_encrypted_workbook_is_refused(tmp_path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0")
    data += "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0")
    assert refusal(write(tmp_path / "a.xlsx", data)) == "file_encrypted"


def test_a_word_document_is_refused(tmp_path):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(write(tmp_path / "a.xlsx", memory.getvalue())) == "file_is_word"


def test_a_file_of_more_than_fifty_megabytes_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate((50 << 20) + 1)
    assert refusal(path) == "file_too_large"


@pytest.mark.parametrize("name", ["../evil.xml", "/evil.xml", "C:\\evil.xml", "xl/../../evil.xml", "xl/CON"])
def test_a_part_that_leads_out_of_the_file_is_refused(packed, name):
    assert refusal(packed(sheet(""), [(name, "x")])) == "archive_unsound"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(packed):
    assert refusal(packed(sheet(""), [("xl/worksheets/sheet1.xml", sheet(""))])) == "archive_unsound"


def test_sizes_beyond_the_budget_are_refused_before_unpacking(packed, tmp_path):
    data = bytearray(packed(sheet("")).read_bytes())
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 400 << 20)
    assert refusal(write(tmp_path / "b.xlsx", bytes(data))) == "range_too_large"


def test_overlapping_parts_are_refused(packed, tmp_path):
    data = bytearray(packed(sheet("")).read_bytes())
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 42, 0)
    assert refusal(write(tmp_path / "b.xlsx", bytes(data))) == "archive_unsound"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entity_definitions_are_refused_in_any_part(packed, tmp_path, part):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(packed(sheet(""))) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, bomb)
    assert refusal(path) == "file_has_doctype"


def test_two_cells_at_the_corners_of_a_sheet_are_refused(packed):
    body = f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'
    assert refusal(packed(sheet(body))) == "range_too_large"


def test_corner_cells_are_refused_however_they_are_written(packed):
    assert (
        refusal(packed(sheet("<row><c r='A1'><v>1</v></c></row><row><c r='XFD1048576'><v>1</v></c></row>")))
        == "range_too_large"
    )
    hidden = f'<row r="1">{cell("A1")}<c s="1" r="XFD1048576"><v>1</v></c></row>'
    assert refusal(packed(sheet(hidden))) == "range_too_large"
    prefixed = (
        sheet(hidden)
        .replace("<c ", "<x:c ")
        .replace("</c>", "</x:c>")
        .replace("<worksheet", '<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"')
    )
    assert refusal(packed(prefixed)) == "range_too_large"


def test_a_cell_far_from_its_row_is_refused(packed):
    body = f'<row r="1">{cell("A1")}{cell("SA150000")}</row>'
    assert refusal(packed(sheet(body))) == "range_too_large"


@pytest.mark.parametrize("reference", ["ZZZZZZ1", "!!", "A4294967295"])
def test_an_address_outside_of_any_sheet_is_refused(packed, reference):
    assert refusal(packed(sheet(f'<row r="1">{cell(reference)}</row>'))) in ("file_damaged", "range_too_large")


def test_formatted_blanks_far_outside_are_accepted(packed):
    blanks = "".join(f'<row r="{number}"><c r="XFD{number}" s="0"/></row>' for number in range(2, 400))
    grids = read_grids(open_container(packed(sheet(f'<row r="1">{cell("A1")}</row>{blanks}'))))
    assert [len(row) for row in grids[0].rows] == [1]


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576"])
def test_a_lying_dimension_changes_nothing(packed, dimension):
    body = "".join(f'<row r="{number}">{cell(f"A{number}")}</row>' for number in range(1, 301))
    xml = sheet(body).replace("<sheetData>", f'<dimension ref="{dimension}"/><sheetData>')
    assert len(read_grids(open_container(packed(xml)))[0].rows) == 300


def test_one_merge_over_the_whole_sheet_is_refused(packed):
    merges = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert refusal(packed(sheet(f'<row r="1">{cell("A1")}</row>', after=merges))) == "range_too_large"


def test_too_many_merges_are_refused(packed):
    merges = "".join(f'<mergeCell ref="A{number}:B{number}"/>' for number in range(1, 20_002))
    xml = sheet(f'<row r="1">{cell("A1")}</row>', after=f"<mergeCells>{merges}</mergeCells>")
    assert refusal(packed(xml)) == "range_too_large"


def test_a_table_of_texts_that_promises_too_much_is_refused(packed):
    strings = '<?xml version="1.0"?><sst uniqueCount="4294967295" count="1"><si><t>a</t></si></sst>'
    assert refusal(packed(sheet(""), [("xl/sharedStrings.xml", strings)])) == "file_damaged"


def test_broken_xml_is_refused_with_its_part(packed):
    assert refusal(packed('<worksheet xmlns="x"><sheetData><row r="1"><c')) == "file_damaged"


@pytest.mark.parametrize("mark", ["秘密★1年", "机密 ★ 10年", "绝密★", "密级：机密", "秘密"])
def test_a_secrecy_mark_in_a_cell_refuses_the_file(packed, mark):
    body = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{mark}</t></is></c></row>'
    assert refusal(packed(sheet(body))) == "secret_marked"


def test_ordinary_words_with_the_sign_of_secrecy_are_no_mark(packed):
    body = '<row r="1"><c r="A1" t="inlineStr"><is><t>商业秘密保护与密码应用</t></is></c></row>'
    assert read_grids(open_container(packed(sheet(body))))[0].rows[0] == ["商业秘密保护与密码应用"]


def test_the_error_of_a_formula_is_seen(packed):
    body = '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><v>1</v></c></row>'
    assert read_grids(open_container(packed(sheet(body))))[0].rows[0] == ["#DIV/0!", 1.0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_the_usual_encodings(tmp_path, encoding):
    path = write(tmp_path / "a.csv", "任务名称,责任单位\n某事,某局\n".encode(encoding))
    assert [list(row) for row in read_grids(open_container(path))[0].rows] == [
        ["任务名称", "责任单位"],
        ["某事", "某局"],
    ]
