# ruff: noqa: E501
"""The bad-input catalogue as files: how each is made and what must become of it.

``expected`` is the code of the refusal, or the number of rows that must be taken in.  ``slow`` ones are large
to make and belong to the bench.
"""

import io
import os
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hostile_crafting import (
    DECLARATION,
    HEADS,
    MAIN,
    RELATION,
    directory_entry,
    ledger_rows,
    number_cell,
    opendocument,
    opendocument_rows,
    pack,
    packed,
    parts,
    relations,
    sheet,
    text_cell,
    workbook,
)

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Case:
    number: str
    name: str
    expected: str | int
    make: Callable[[Path], Path]
    slow: bool = False
    names_sheet: bool = False

    @property
    def id(self):
        return f"{self.number}-{self.name}".replace(" ", "-")


CASES: list[Case] = []


def case(number, name, expected, *, slow=False):
    def keep(make):
        CASES.append(Case(number, name, expected, make, slow))
        return make

    return keep


def bytes_case(number, name, expected, file, data):
    def make(folder):
        path = folder / file
        path.write_bytes(data() if callable(data) else data)
        return path

    CASES.append(Case(number, name, expected, make))


def parts_case(number, name, expected, contents):
    CASES.append(Case(number, name, expected, lambda folder: pack(folder / "a.xlsx", contents())))


def sheet_case(number, name, expected, body, **around):
    parts_case(number, name, expected, lambda: parts(sheet(body() if callable(body) else body, **around)))


# -- A: container and file

bytes_case("1", "0 bytes", "file_empty", "a.xlsx", b"")
bytes_case("2", "text named xlsx", "not_a_workbook", "a.xlsx", "任务名称\n".encode())
bytes_case("2", "HTML named xls", "not_a_workbook", "a.xls", b"<html><body><table><tr><td>1</td></tr></table></html>")
bytes_case(
    "2", "HTML of another system named xls", "not_a_workbook", "a.xls", b"\xef\xbb\xbf\r\n<META charset=utf-8><table>"
)
bytes_case(
    "2", "GBK CSV named xlsx", "not_a_workbook", "a.xlsx", "序号,任务名称,责任单位\n1,建设,市经信局\n".encode("gbk")
)
bytes_case(
    "2",
    "XML of Excel 2003",
    "not_a_workbook",
    "a.xls",
    f"{DECLARATION}<?mso-application progid='Excel.Sheet'?><Workbook/>".encode(),
)
bytes_case("2", "PDF named xlsx", "not_a_workbook", "a.xlsx", b"%PDF-1.7\n%\xe2\xe3")
bytes_case("2", "zeros", "not_a_workbook", "a.xlsx", bytes(5000))
bytes_case("2", "only PK", "file_truncated", "a.xlsx", b"PK")
bytes_case("3", "half a file", "file_truncated", "a.xlsx", lambda: bytes(packed(parts(sheet(ledger_rows(20))))[:900]))
bytes_case(
    "3", "last byte missing", "file_truncated", "a.xlsx", lambda: bytes(packed(parts(sheet(ledger_rows(20))))[:-1])
)


def _ole2(*names):
    data = OLE2.ljust(1024, b"\0")
    for name in names:
        data += name.encode("utf-16-le").ljust(128, b"\0")
    return data


bytes_case("4", "password on an xlsx", "file_encrypted", "a.xlsx", _ole2("EncryptionInfo", "EncryptedPackage"))
bytes_case("4", "damaged OLE2 with a workbook", "file_damaged", "a.xls", _ole2("Workbook"))


@case("4", "password on an xls", "file_encrypted")
def _(folder):
    data = bytearray(legacy_bytes([HEADS, ("1", "建设", "市经信局", "9月")]))
    at = data.find(b"\xe1\x00\x02\x00\xb0\x04")  # INTERFACEHDR becomes FILEPASS
    assert at > 0
    data[at : at + 2] = b"\x2f\x00"
    (folder / "a.xls").write_bytes(data)
    return folder / "a.xls"


@case("4", "password on an ods", "file_encrypted")
def _(folder):
    return opendocument(folder / "a.ods", "", manifest="<manifest:encryption-data/>")


def legacy_bytes(rows, change=lambda sheet: None):
    import xlwt

    book = xlwt.Workbook()
    written = book.add_sheet("台账")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            written.write(number, column, value)
    change(written)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


LEGACY_ROWS = [HEADS, *((str(n), f"建设第{n}号", "市经信局", "2026年9月30日") for n in range(1, 6))]
bytes_case("5", "xls", 5, "a.xls", lambda: legacy_bytes(LEGACY_ROWS))
bytes_case("5", "et of WPS is an xls", 5, "a.et", lambda: legacy_bytes(LEGACY_ROWS))
bytes_case("5", "et of WPS is an xlsx", 5, "a.et", lambda: bytes(packed(parts(sheet(ledger_rows(5))))))
bytes_case("5", "xls of 1995", "format_unsupported", "a.xls", b"\x09\x08\x06\x00" + bytes(600))
bytes_case("5", "xls cut in the middle", "file_truncated", "a.xls", lambda: legacy_bytes(LEGACY_ROWS)[:3000])
bytes_case(
    "5", "xls with corner cells", "range_too_large", "a.xls",
    lambda: legacy_bytes(LEGACY_ROWS, lambda written: written.write(65535, 255, 1)),
)  # fmt: skip


def _circle(place):
    """An .xls whose chain from the sector that stands at *place* of the header comes back to itself."""
    data = bytearray(legacy_bytes(LEGACY_ROWS))
    (first,) = struct.unpack_from("<I", data, place)
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (table + 1) * 512 + first * 4, first)
    return bytes(data)


bytes_case("5", "xls whose directory is a circle", "file_damaged", "a.xls", lambda: _circle(48))


@case("5", "xls whose sectors are a circle", "file_damaged")
def _(folder):
    data = bytearray(legacy_bytes(LEGACY_ROWS))
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (table + 1) * 512 + 4, 0)  # the first stream begins in sector 0
    (folder / "a.xls").write_bytes(data)
    return folder / "a.xls"


@case("5", "xls with corner cells on 20 sheets", "range_too_large")
def _(folder):
    import xlwt

    book = xlwt.Workbook()
    for number in range(20):
        written = book.add_sheet(f"S{number}")
        written.write(0, 0, 1)
        written.write(65535, 255, 1)
    book.save(str(folder / "a.xls"))
    return folder / "a.xls"


def _table(body, name="台账"):
    return f'<table:table table:name="{name}">{body}</table:table>'


REAL_CELL = '<table:table-cell office:value-type="float" office:value="1"{}><text:p>1</text:p></table:table-cell>'


@case("5", "ods", 5)
def _(folder):
    return opendocument(folder / "a.ods", _table(opendocument_rows(5)))


@case("5", "ods with a million blank rows and columns", 5)
def _(folder):
    blank = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    return opendocument(folder / "a.ods", _table(opendocument_rows(5) + blank))


@case("5", "ods repeating a filled cell", "range_too_large")
def _(folder):
    cell = REAL_CELL.format(' table:number-columns-repeated="16000"')
    row = f"<table:table-row>{cell}</table:table-row>"
    return opendocument(folder / "a.ods", _table(opendocument_rows(5) + row))


@case("5", "ods repeating a filled row", "range_too_large")
def _(folder):
    row = f'<table:table-row table:number-rows-repeated="1000000">{REAL_CELL.format("")}</table:table-row>'
    return opendocument(folder / "a.ods", _table(row))


@case("5", "ods repeating a row 10 to the 18 times", "range_too_large")
def _(folder):
    row = f'<table:table-row table:number-rows-repeated="{10**18}">{REAL_CELL.format("")}</table:table-row>'
    return opendocument(folder / "a.ods", _table(row))


@case("5", "ods repeating minus one row", "file_damaged")
def _(folder):
    row = f'<table:table-row table:number-rows-repeated="-1">{REAL_CELL.format("")}</table:table-row>'
    return opendocument(folder / "a.ods", _table(row))


@case("5", "ods with a far cell", "range_too_large")
def _(folder):
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="16000"/>{REAL_CELL.format("")}</table:table-row>'
    )
    return opendocument(folder / "a.ods", _table(opendocument_rows(5) + row))


@case("5", "ods without a table", "file_damaged")
def _(folder):
    return opendocument(folder / "a.ods", "")


@case("5", "text document of ods kind", "not_a_workbook")
def _(folder):
    return opendocument(folder / "a.ods", "", mimetype="application/vnd.oasis.opendocument.text")


def _zip_case(number, name, expected, contents, file="a.xlsx"):
    bytes_case(number, name, expected, file, lambda: bytes(packed(contents)))


_zip_case("6", "docx named xlsx", "file_is_word", {"word/document.xml": "<w/>"})
_zip_case("6", "pptx named xlsx", "not_a_workbook", {"ppt/presentation.xml": "<p/>"})
_zip_case("6", "xlsb", "format_unsupported", {"xl/workbook.bin": "x"}, "a.xlsb")
bytes_case("6", "doc named xls", "file_is_word", "a.xls", _ole2("WordDocument"))


def _repeated(head, piece, count, tail):
    yield head.encode()
    block = piece.encode() * 2000
    for _number in range(count // 2000):
        yield block
    yield tail.encode()


def _sheet_start():
    return f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>'


@case("7", "a million rows of 20 cells", "range_too_large", slow=True)
def _(folder):
    rows = _repeated(_sheet_start(), f"<row>{'<c><v>1</v></c>' * 20}</row>", 1_048_000, "</sheetData></worksheet>")
    return pack(folder / "a.xlsx", parts(rows))


@case("7", "250,000 rows of 6 cells", "range_too_large")
def _(folder):
    rows = "".join(
        f'<row r="{n}">' + "".join(number_cell(f"{c}{n}", n) for c in "ABCDEF") + "</row>" for n in range(1, 250_001)
    )
    return pack(folder / "a.xlsx", parts(sheet(rows)))


@case("7", "three million cells in 150,000 rows", "range_too_large", slow=True)
def _(folder):
    cells = "ABCDEFGHIJKLMNOPQRST"
    rows = "".join(
        f'<row r="{n}">' + "".join(number_cell(f"{c}{n}", 1) for c in cells) + "</row>" for n in range(1, 150_001)
    )
    return pack(folder / "a.xlsx", parts(sheet(rows)))


@case("7", "five million cells without addresses", "range_too_large", slow=True)
def _(folder):
    rows = _repeated(_sheet_start(), f"<row>{'<c><v>1</v></c>' * 30}</row>", 166_000, "</sheetData></worksheet>")
    return pack(folder / "a.xlsx", parts(rows))


@case("8", "500 MB of a comment", "range_too_large", slow=True)
def _(folder):
    comment = _repeated(_sheet_start() + "<!--", "x" * 1000, 500_000, "--></sheetData></worksheet>")
    return pack(folder / "a.xlsx", parts(comment))


@case("8", "200 MB of a comment", "no_rows", slow=True)
def _(folder):
    comment = _repeated(_sheet_start() + "<!--", "x" * 1000, 200_000, "--></sheetData></worksheet>")
    return pack(folder / "a.xlsx", parts(comment))


def _patched(change):
    def make():
        data = packed(parts(sheet(ledger_rows(20)), sheet(ledger_rows(3))))
        return bytes(change(data) or data)

    return make


def _set(part, offset, code, value):
    def change(data):
        struct.pack_into(code, data, directory_entry(data, part) + offset, value)

    return change


bytes_case("9", "size in the directory too small", "archive_unsound", "a.xlsx", _patched(_set(SHEET, 24, "<I", 50)))
bytes_case("9", "size in the directory too large", "file_damaged", "a.xlsx", _patched(_set(SHEET, 24, "<I", 90_000)))
bytes_case("9", "400 MB said in the directory", "range_too_large", "a.xlsx", _patched(_set(SHEET, 24, "<I", 400 << 20)))
bytes_case("9", "two parts at one place", "archive_unsound", "a.xlsx", _patched(_set(SHEET, 42, "<I", 0)))
bytes_case("9", "an unknown packing", "archive_unsound", "a.xlsx", _patched(_set(SHEET, 10, "<H", 12)))
bytes_case("9", "another packing in the local header", "archive_unsound", "a.xlsx", _patched(_set(SHEET, 10, "<H", 0)))
bytes_case("9", "a wrong checksum", "file_damaged", "a.xlsx", _patched(_set(SHEET, 16, "<I", 1)))
bytes_case("9", "a part with a password", "file_encrypted", "a.xlsx", _patched(_set(SHEET, 8, "<H", 1)))
bytes_case(
    "9",
    "bytes before the archive",
    "archive_unsound",
    "a.xlsx",
    lambda: b"PK" + bytes(packed(parts(sheet(ledger_rows(2))))),
)


@case("9", "a checksum of the visible half only", "archive_unsound")
def _(folder):
    """The directory tells size and checksum of the harmless beginning; a reader that goes on sees all."""
    import zlib

    hidden = sheet(ledger_rows(2)).encode()
    data = packed(parts(hidden + b"<!--" + b"x" * 100_000 + b"-->"))
    at = directory_entry(data, SHEET)
    struct.pack_into("<I", data, at + 16, zlib.crc32(hidden))
    struct.pack_into("<I", data, at + 24, len(hidden))
    (folder / "a.xlsx").write_bytes(data)
    return folder / "a.xlsx"


@case("9", "another name in the local header", "archive_unsound")
def _(folder):
    data = packed(parts(sheet(ledger_rows(2))))
    at = data.find(SHEET.encode())
    data[at : at + len(SHEET)] = b"xl/worksheets/sheet9.xml"
    (folder / "a.xlsx").write_bytes(data)
    return folder / "a.xlsx"


@case("9", "two directories by zip64", "archive_unsound")
def _(folder):
    data = packed(parts(sheet(ledger_rows(2))))
    at = data.rfind(b"PK\x05\x06")
    count, size, place = struct.unpack_from("<HII", data, at + 10)
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, place)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, at, 1)
    end = bytes(data[at:])
    (folder / "a.xlsx").write_bytes(bytes(data[:at]) + record + locator + end)
    return folder / "a.xlsx"


for _name in ("../../evil.xml", "/evil.xml", "C:\\evil.xml", "xl/CON", "xl\\..\\..\\evil", "NUL.txt"):
    parts_case(
        "10",
        f"part {_name}".replace("/", "∕"),
        "archive_unsound",
        lambda name=_name: parts(sheet(ledger_rows(2))) | {name: "x"},
    )


@case("11", "two sheets of one name", "archive_unsound")
def _(folder):
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pack(folder / "a.xlsx", parts(sheet(ledger_rows(2))), extra=[(SHEET, sheet(ledger_rows(3)))])


parts_case(
    "11",
    "names that differ in case",
    "archive_unsound",
    lambda: parts(sheet(ledger_rows(2))) | {"XL/Worksheets/Sheet1.xml": "x"},
)
_zip_case("12", "xlsx in a zip", "not_a_workbook", {"a.xlsx": bytes(packed(parts(sheet(ledger_rows(2)))))})
parts_case(
    "12",
    "a packed bomb inside",
    2,
    lambda: parts(sheet(ledger_rows(2))) | {"xl/embeddings/a.zip": bytes(packed({"a": bytes(10**6)}))},
)
parts_case(
    "9", "20,000 parts", "archive_unsound", lambda: parts(sheet(ledger_rows(2))) | {f"x/{n}": "" for n in range(20_000)}
)


@case("13", "external links", 2)
def _(folder):
    link = f'{DECLARATION}<externalLink xmlns="{MAIN}"/>'
    outside = (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{RELATION}/externalLinkPath" Target="http://192.0.2.1/a.xlsx" TargetMode="External"/></Relationships>'
    )
    extra = {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": outside}
    return pack(folder / "a.xlsx", parts(sheet(ledger_rows(2))) | extra)


@case("14", "51 MB", "file_too_large")
def _(folder):
    with (folder / "a.xlsx").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(51 << 20)
    return folder / "a.xlsx"


@case("15", "a file that is gone", "file_unreadable")
def _(folder):
    return folder / "gone.xlsx"


@case("15", "a folder", "file_unreadable")
def _(folder):
    (folder / "a.xlsx").mkdir()
    return folder / "a.xlsx"


@case("15", "a name that is too long", "file_unreadable")
def _(folder):
    return folder / ("长" * 300 + ".xlsx")


if hasattr(os, "mkfifo"):

    @case("15", "a pipe that nobody fills", "file_unreadable")
    def _(folder):
        os.mkfifo(folder / "a.xlsx")
        return folder / "a.xlsx"


@case("15", "a name with an emoji", 2)
def _(folder):
    return pack(folder / "台账😀 最终版 & 100%.xlsx", parts(sheet(ledger_rows(2))))


# -- B: XML

LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">' + "".join(
    f'<!ENTITY b{n} "{("&b" + str(n - 1) if n > 1 else "&b") + ";" }{("&b" + str(n - 1) if n > 1 else "&b") + ";"}">' for n in range(1, 40)
) + "]>"  # fmt: skip


def _with_definition(definition):
    return sheet(ledger_rows(2), head=DECLARATION + definition)


parts_case("16", "billion laughs in the sheet", "file_has_doctype", lambda: parts(_with_definition(LAUGHS)))
parts_case(
    "16",
    "billion laughs in the texts",
    "file_has_doctype",
    lambda: parts(sheet(ledger_rows(2))) | {"xl/sharedStrings.xml": DECLARATION + LAUGHS + f'<sst xmlns="{MAIN}"/>'},
)
parts_case(
    "16",
    "billion laughs in the list of sheets",
    "file_has_doctype",
    lambda: {
        **parts(sheet(ledger_rows(2))),
        "xl/workbook.xml": DECLARATION + LAUGHS + workbook(["台账"])[len(DECLARATION) :],
    },
)
parts_case(
    "16",
    "billion laughs in the styles",
    "file_has_doctype",
    lambda: parts(sheet(ledger_rows(2))) | {"xl/styles.xml": DECLARATION + LAUGHS + f'<styleSheet xmlns="{MAIN}"/>'},
)
parts_case(
    "17", "one small entity", "file_has_doctype", lambda: parts(_with_definition('<!DOCTYPE a [<!ENTITY b "c">]>'))
)
parts_case(
    "18",
    "quadratic blow-up",
    "file_has_doctype",
    lambda: parts(_with_definition(f'<!DOCTYPE a [<!ENTITY b "{"x" * 50_000}">]>')),
)
parts_case(
    "19",
    "external DTD",
    "file_has_doctype",
    lambda: parts(_with_definition('<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">')),
)
parts_case(
    "19",
    "external entity of a file",
    "file_has_doctype",
    lambda: parts(_with_definition('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>')),
)


@case("19", "DOCTYPE over the seam of two pieces", "file_has_doctype")
def _(folder):
    padding = DECLARATION + "<!--" + "x" * ((4 << 20) - len(DECLARATION) - 4 - 3 - 5) + "-->"
    return pack(folder / "a.xlsx", parts(sheet(ledger_rows(2), head=padding + '<!DOCTYPE a [<!ENTITY b "c">]>')))


@case("19", "ods with a DOCTYPE", "file_has_doctype")
def _(folder):
    path = opendocument(folder / "a.ods", _table(opendocument_rows(2)))
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents["content.xml"] = contents["content.xml"].replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)
    return pack(path, contents)


parts_case("20", "XML cut in a cell", "file_damaged", lambda: parts(sheet(ledger_rows(20))[:1500]))
parts_case(
    "20", "XML cut between rows", "file_damaged", lambda: parts(sheet(ledger_rows(20)).split("</row>")[0] + "</row>")
)
parts_case(
    "20",
    "list of sheets cut",
    "file_damaged",
    lambda: {**parts(sheet(ledger_rows(2))), "xl/workbook.xml": workbook(["台账"])[:-20]},
)
parts_case("20", "no bytes in the sheet", "file_damaged", lambda: parts(""))
parts_case(
    "21",
    "declared GBK",
    "file_damaged",
    lambda: parts(sheet(ledger_rows(2), head='<?xml version="1.0" encoding="GBK"?>').encode("gbk")),
)
parts_case(
    "21",
    "declared GBK with blanks",
    "file_damaged",
    lambda: parts(sheet(ledger_rows(2), head='<?xml version="1.0" encoding = "GBK" ?>').encode("gbk")),
)
parts_case(
    "21",
    "UTF-16",
    "file_damaged",
    lambda: parts(sheet(ledger_rows(2), head='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16")),
)
parts_case(
    "21",
    "UTF-16 without a mark",
    "file_damaged",
    lambda: parts(sheet(ledger_rows(2), head='<?xml version="1.0"?>').encode("utf-16-le")),
)
parts_case(
    "21",
    "declared UTF-16 in UTF-8 bytes",
    "file_damaged",
    lambda: parts(sheet(ledger_rows(2), head='<?xml version="1.0" encoding="UTF-16"?>')),
)
parts_case("21", "declared UTF-8 in GBK bytes", "file_damaged", lambda: parts(sheet(ledger_rows(2)).encode("gbk")))


def _shared(*texts, attributes=""):
    return (
        f'{DECLARATION}<sst xmlns="{MAIN}"{attributes}>'
        + "".join(f"<si><t>{text}</t></si>" for text in texts)
        + "</sst>"
    )


def _by_index(*indexes):
    cells = "".join(f'<c r="{"ABCD"[at]}2" t="s"><v>{index}</v></c>' for at, index in enumerate(indexes))
    heads = "".join(text_cell(f"{'ABCD'[at]}1", words) for at, words in enumerate(HEADS))
    return sheet(f'<row r="1">{heads}</row><row r="2">{cells}</row>')


parts_case("22", "no table of texts", "file_damaged", lambda: parts(_by_index(0, 1, 2, 3)))
parts_case(
    "23",
    "a text of number 99",
    "file_damaged",
    lambda: parts(_by_index(0, 1, 2, 99)) | {"xl/sharedStrings.xml": _shared("1", "建设", "市经信局")},
)
parts_case(
    "23",
    "a text of number -1",
    "file_damaged",
    lambda: parts(_by_index(0, 1, 2, -1)) | {"xl/sharedStrings.xml": _shared("1", "建设", "市经信局")},
)
parts_case(
    "24",
    "four billion texts promised",
    "file_damaged",
    lambda: (
        parts(_by_index(0, 1, 2, 3))
        | {
            "xl/sharedStrings.xml": _shared(
                "1", "建设", "市经信局", "9月", attributes=' count="4" uniqueCount="4000000000"'
            )
        }
    ),
)
parts_case(
    "24",
    "texts promised in single quotes",
    "file_damaged",
    lambda: (
        parts(_by_index(0, 1, 2, 3))
        | {"xl/sharedStrings.xml": _shared("1", "建设", "市经信局", "9月", attributes=" uniqueCount = '4000000000'")}
    ),
)


@case("24", "texts promised far behind", "file_damaged")
def _(folder):
    texts = (
        DECLARATION
        + "<!--"
        + "x" * 10_000
        + "-->"
        + _shared("1", attributes=' uniqueCount="4000000000"')[len(DECLARATION) :]
    )
    return pack(folder / "a.xlsx", parts(_by_index(0)) | {"xl/sharedStrings.xml": texts})


@case("24", "six million texts", "range_too_large", slow=True)
def _(folder):
    texts = _repeated(f'{DECLARATION}<sst xmlns="{MAIN}">', "<si><t>a</t></si>", 6_000_000, "</sst>")
    return pack(folder / "a.xlsx", parts(_by_index(0)) | {"xl/sharedStrings.xml": texts})


parts_case("25", "no sheets", "file_damaged", lambda: {**parts(sheet("")), "xl/workbook.xml": workbook([])})
parts_case("25", "only a hidden sheet", 2, lambda: parts(sheet(ledger_rows(2)), states=["hidden"]))
parts_case(
    "25",
    "a very hidden sheet beside another",
    2,
    lambda: parts(sheet(ledger_rows(2)), sheet(ledger_rows(9)), states=["", "veryHidden"]),
)
parts_case("25", "only a chart sheet", "no_rows", lambda: {
    **parts(f'{DECLARATION}<chartsheet xmlns="{MAIN}"/>', targets=["chartsheets/sheet1.xml"]),
    "xl/_rels/workbook.xml.rels": relations(["chartsheets/sheet1.xml"], "chartsheet"),
})  # fmt: skip
parts_case(
    "25",
    "a sheet whose part is missing",
    "file_damaged",
    lambda: {k: v for k, v in parts(sheet(ledger_rows(2))).items() if k != SHEET},
)
parts_case(
    "25",
    "no list of parts",
    "file_damaged",
    lambda: {k: v for k, v in parts(sheet(ledger_rows(2))).items() if not k.endswith("workbook.xml.rels")},
)
parts_case("25", "one part as 5,000 sheets", "file_damaged", lambda: parts(sheet(ledger_rows(2))) | {
    "xl/workbook.xml": workbook([f"S{n}" for n in range(5000)]), "xl/_rels/workbook.xml.rels": relations(["worksheets/sheet1.xml"] * 5000),
})  # fmt: skip
parts_case(
    "25",
    "two sheets of one title",
    "file_damaged",
    lambda: parts(sheet(ledger_rows(2)), sheet(ledger_rows(3)), names=["台账", "台账"]),
)

# -- C: grid

ROWS_2 = ledger_rows(2)
sheet_case("26", "dimension of the whole sheet", 2, ROWS_2, before='<dimension ref="A1:XFD1048576"/>')
sheet_case("27", "dimension A1 over 5,000 rows", 5000, lambda: ledger_rows(5000), before='<dimension ref="A1"/>')
sheet_case("27", "dimension A1:B2 over 500 rows", 500, lambda: ledger_rows(500), before='<dimension ref="A1:B2"/>')
sheet_case("27", "dimension of nonsense", "file_damaged", lambda: ledger_rows(5), before='<dimension ref="!!"/>')
CORNERS = f'<row r="1">{number_cell("A1", 1)}</row><row r="1048576">{number_cell("XFD1048576", 1)}</row>'
sheet_case("28", "cells in two corners", "range_too_large", CORNERS)
sheet_case("28", "cells in two corners, another form", "range_too_large", CORNERS.replace('"', "'"))
sheet_case(
    "28",
    "a far row",
    "range_too_large",
    f'<row r="1">{number_cell("A1", 1)}</row><row r="300000">{number_cell("B300000", 1)}</row>',
)
sheet_case(
    "28",
    "a box of many cells",
    "range_too_large",
    f'<row r="1">{number_cell("A1", 1)}</row><row r="199999">{number_cell("SA199999", 1)}</row>',
)


@case("28", "a sheet with corners that only some readers find", "range_too_large")
def _(folder):
    return pack(folder / "a.xlsx", parts(sheet(CORNERS), targets=["worksheets/sheet1.dat"]))


@case("28", "boxes on 60 sheets", "range_too_large")
def _(folder):
    body = f'<row r="1">{number_cell("A1", 1)}</row><row r="190000">{number_cell("T190000", 1)}</row>'
    return pack(folder / "a.xlsx", parts(*[sheet(body)] * 60))


sheet_case("29", "row 4294967295", "file_damaged", f'<row r="4294967295">{number_cell("A4294967295", 1)}</row>')
sheet_case("29", "row 4294967295 without addresses", "file_damaged", '<row r="4294967295"><c><v>1</v></c></row>')
sheet_case("29", "row 2000000", "file_damaged", f'<row r="2000000">{number_cell("A2000000", 1)}</row>')
sheet_case("29", "row 0", "file_damaged", f'<row r="0">{number_cell("A0", 1)}</row>')
sheet_case("29", "row minus one", "file_damaged", '<row r="-1"><c><v>1</v></c></row>')
sheet_case("30", "column ZZZZZZ", "file_damaged", f'<row r="1">{number_cell("ZZZZZZ1", 1)}</row>')
sheet_case("30", "column ZZZ", "file_damaged", f'<row r="1">{number_cell("ZZZ1", 1)}</row>')
sheet_case("30", "address !!", "file_damaged", f'<row r="1">{number_cell("!!", 1)}</row>')
sheet_case("30", "address without letters", "file_damaged", f'<row r="1">{number_cell("12", 1)}</row>')
sheet_case(
    "31",
    "one merge of the whole sheet",
    "range_too_large",
    ROWS_2,
    after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
)
sheet_case(
    "31",
    "a merge from nowhere",
    "file_damaged",
    ROWS_2,
    after='<mergeCells count="1"><mergeCell ref="!!:??"/></mergeCells>',
)
sheet_case("31", "a merge backwards", 2, ROWS_2, after='<mergeCells count="1"><mergeCell ref="D3:A1"/></mergeCells>')
sheet_case(
    "32", "200,000 merges", "range_too_large", ROWS_2,
    after="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(10, 200_010)) + "</mergeCells>",
)  # fmt: skip


@case("33", "300,000 blank rows under 500", 500)
def _(folder):
    blank = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(502, 300_000)
    )
    return pack(folder / "a.xlsx", parts(sheet(ledger_rows(500) + blank)))


@case("33", "a million blank rows under 500", "range_too_large", slow=True)
def _(folder):
    def rows():
        yield (_sheet_start() + ledger_rows(500)).encode()
        columns = "ABCDEFGHIJKLMNOPQRST"
        for start in range(502, 1_048_577, 5000):
            yield "".join(
                f'<row r="{n}" s="1">' + "".join([f'<c r="{c}{n}" s="1"/>' for c in columns]) + "</row>"
                for n in range(start, min(start + 5000, 1_048_577))
            ).encode()
        yield b"</sheetData></worksheet>"

    return pack(folder / "a.xlsx", parts(rows()))


@case("33", "blank rows of 320 MB under 500", "range_too_large")
def _(folder):
    blanks = '<c s="1"/>' * 46

    def rows():
        yield (_sheet_start() + ledger_rows(500)).encode()
        for start in range(502, 700_000, 5000):
            yield "".join([f'<row r="{n}" s="1">{blanks}</row>' for n in range(start, start + 5000)]).encode()
        yield b"</sheetData></worksheet>"

    return pack(folder / "a.xlsx", parts(rows()))


sheet_case("37", "an empty sheet", "no_rows", "")
sheet_case("37", "a header only", "no_rows", lambda: ledger_rows(0))
parts_case(
    "38",
    "20 sheets",
    40,
    lambda: parts(
        *[sheet(ledger_rows(2).replace("建设", f"街道{n}建设")) for n in range(20)],
        names=[f"街道{n}" for n in range(20)],
    ),
)
sheet_case(
    "38",
    "cells without addresses",
    2,
    lambda: (
        ledger_rows(2)
        .replace(' r="A', ' x="A')
        .replace(' r="B', ' x="B')
        .replace(' r="C', ' x="C')
        .replace(' r="D', ' x="D')
    ),
)

# -- D: secrecy marks

for _number, _mark in enumerate(("秘密★5年", "机密★", "绝密", "密级：秘密", "★★ 机密 ★★".replace(" ", ""))):
    sheet_case(
        "58", f"mark {_number}", "secret_marked", lambda mark=_mark: ledger_rows(2).replace("建设第1号智慧社区", mark)
    )
parts_case(
    "58",
    "mark in the shared texts",
    "secret_marked",
    lambda: parts(_by_index(0, 1, 2, 3)) | {"xl/sharedStrings.xml": _shared("1", "机密★10年", "市经信局", "9月")},
)
parts_case(
    "58",
    "mark on a hidden sheet",
    "secret_marked",
    lambda: parts(
        sheet(ledger_rows(2)), sheet(ledger_rows(2).replace("建设第1号智慧社区", "绝密★")), states=["", "hidden"]
    ),
)
sheet_case(
    "58", "a word that only holds the sign", 2, lambda: ledger_rows(2).replace("智慧社区", "秘密花园商用密码改造")
)
bytes_case(
    "58", "mark in an xls", "secret_marked", "a.xls", lambda: legacy_bytes([*LEGACY_ROWS, ("6", "秘密★", "", "")])
)
bytes_case("58", "mark in a csv", "secret_marked", "a.csv", "序号,任务名称,责任单位\n1,机密★建设,市经信局\n".encode())

# -- not named there

parts_case(
    "+",
    "3 MB of nested tags in the list of sheets",
    "file_damaged",
    lambda: {**parts(sheet(ledger_rows(2))), "xl/workbook.xml": DECLARATION + "<a>" * 10**6},
)
parts_case(
    "+",
    "nested tags closed in the list of sheets",
    "file_damaged",
    lambda: {**parts(sheet(ledger_rows(2))), "xl/workbook.xml": DECLARATION + "<a>" * 500_000 + "</a>" * 500_000},
)
parts_case(
    "+",
    "40 MB of styles",
    "range_too_large",
    lambda: (
        parts(sheet(ledger_rows(2)))
        | {
            "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 8_000_000}</cellXfs></styleSheet>'
        }
    ),
)
sheet_case(
    "+",
    "formulas without values",
    "no_rows",
    lambda: '<row r="1">' + "".join(f'<c r="{c}1"><f>1+1</f></c>' for c in "ABCD") + "</row>",
)
sheet_case(
    "+",
    "a date of the year 10 to the 300",
    0,
    lambda: ledger_rows(1).replace(text_cell("D2", "2026年9月30日"), number_cell("D2", "1e300")),
)
sheet_case(
    "+", "numbers that are none", 1, lambda: ledger_rows(1).replace(text_cell("A2", "1"), number_cell("A2", "NaN1x"))
)
bytes_case("+", "csv of one huge quoted cell", "no_header", "a.csv", b'"' + b"x" * 1_000_000)
bytes_case("+", "csv of a million columns", "range_too_large", "a.csv", b"," * 1_000_000)
bytes_case("+", "csv of a million rows", "range_too_large", "a.csv", b"1,2\n" * 1_000_000)
bytes_case("+", "csv with NUL", "not_a_workbook", "a.csv", b"a,b\n\0,1\n")
bytes_case("+", "csv with a late NUL", "no_header", "a.csv", b"a,b\n" * 3000 + b"\0,1\n")


@case("+", "a text of 32,000 characters in 100,000 cells", "reader_memory", slow=True)
def _(folder):
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}" t="s"><v>0</v></c>' for c in "ABCDE") + "</row>"
        for n in range(1, 20_001)
    )
    return pack(folder / "a.xlsx", parts(sheet(rows)) | {"xl/sharedStrings.xml": _shared("长" * 32_000)})
