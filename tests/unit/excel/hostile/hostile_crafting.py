# ruff: noqa: E501
"""Makes workbooks part by part and byte by byte, as no office program would."""

import io
import struct
import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
HEADS = ("序号", "任务名称", "责任单位", "完成时限")


def text_cell(reference, words):
    place = f' r="{reference}"' if reference else ""
    return f'<c{place} t="inlineStr"><is><t>{words}</t></is></c>'


def number_cell(reference, value):
    return f'<c r="{reference}"><v>{value}</v></c>'


def ledger_row(number, cells):
    return (
        f'<row r="{number}">'
        + "".join(text_cell(f"{'ABCDEFG'[at]}{number}", words) for at, words in enumerate(cells))
        + "</row>"
    )


def ledger_rows(count, first=1):
    """A header and *count* rows of a task ledger."""
    rows = [ledger_row(first, HEADS)]
    rows += [
        ledger_row(first + number, (str(number), f"建设第{number}号智慧社区", "市经信局", "2026年9月30日"))
        for number in range(1, count + 1)
    ]
    return "".join(rows)


def sheet(body, *, before="", after="", head=DECLARATION):
    return f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'


def relations(targets, kind="worksheet"):
    rows = "".join(
        f'<Relationship Id="rId{number}" Target="{target}" Type="{RELATION}/{kind}"/>'
        for number, target in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def workbook(names, states=()):
    rows = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{state}/>'
        for (number, name), state in zip(
            enumerate(names, 1),
            [*(f' state="{state}"' if state else "" for state in states), *[""] * len(names)],
            strict=False,
        )
    )
    return f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{rows}</sheets></workbook>'


def parts(*sheets, names=None, states=(), targets=None):
    """The parts of a workbook of these sheets, as a dict that a case may change before it is packed."""
    names = names or [f"台账{number}" if number > 1 else "台账" for number in range(1, len(sheets) + 1)]
    targets = targets or [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    made = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(["xl/workbook.xml"], "officeDocument"),
        "xl/workbook.xml": workbook(names, states),
        "xl/_rels/workbook.xml.rels": relations(targets),
    }
    return made | {f"xl/{target}": content for target, content in zip(targets, sheets, strict=True)}


def pack(path: Path, contents, *, extra=()) -> Path:
    """Pack the parts; a content may be text, bytes or an iterable of bytes for very large ones."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in [*contents.items(), *extra]:
            if isinstance(content, str | bytes):
                archive.writestr(name, content)
                continue
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in content:
                    part.write(piece)
    return path


def packed(contents) -> bytearray:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return bytearray(memory.getvalue())


def directory_entry(data, name):
    """Where the directory speaks about the part *name*."""
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length] == name.encode():
            return at
        at = data.find(b"PK\x01\x02", at + 4)
    raise KeyError(name)


def opendocument(path, body, *, manifest="", mimetype="application/vnd.oasis.opendocument.spreadsheet"):
    """An .ods whose tables are *body*."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f'{DECLARATION}<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return pack(
        path,
        {
            "mimetype": mimetype,
            "META-INF/manifest.xml": f"{DECLARATION}<manifest:manifest xmlns:manifest='urn:x'>{manifest}</manifest:manifest>",
            "content.xml": content,
        },
    )


def opendocument_rows(count):
    def cell(words):
        return f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'

    rows = [HEADS, *((str(n), f"建设第{n}号智慧社区", "市经信局", "2026年9月30日") for n in range(1, count + 1))]
    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
