# ruff: noqa: E501
"""Real small workbooks with random damage: flipped bytes, cut ends, changed XML, changed numbers in the directory."""

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

from hostile_cases import LEGACY_ROWS, legacy_bytes
from hostile_crafting import HEADS, ledger_rows, opendocument, opendocument_rows, packed, parts, sheet
from openpyxl import Workbook

SPOILERS = (
    b"", b"<", b">", b'"', b"&", b"&#0;", b"\xff\xfe", b"\0", b"4294967295", b"-1", b"1e999", b"NaN", b"ZZZ999999999",
    b"A1:XFD1048576", b"<c r=\"XFD1048576\"><v>1</v></c>", b't="s"', b't="e"', b't="d"', b't="b"', b"<!--", b"]]>", b"<![CDATA[",
    b"<!DOCTYPE a>", "密级：机密".encode(), b"</row>", b"<row>", b"9" * 400, b"\xed\xa0\x80", b'r="A0"', b"<mergeCell ref=\"A1:A1048576\"/>",
)  # fmt: skip


def _office_workbook() -> bytes:
    book = Workbook()
    first = book.active
    first.append(["2026年重点任务台账"])
    first.merge_cells("A1:D1")
    first.append(list(HEADS))
    for number in range(12):
        first.append([number + 1, f"任务{number}", "市经信局", "2026年9月底前"])
    first["E3"] = "=1/0"
    book.create_sheet("汇总").sheet_state = "hidden"
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def _originals(folder: Path) -> list[tuple[str, bytes]]:
    path = opendocument(folder / "original.ods", f'<table:table table:name="台账">{opendocument_rows(9)}</table:table>')
    text = "\r\n".join(",".join((f"“{n}”", f"任务{n}", "市经信局", "9月底")) for n in range(30))
    return [
        ("xlsx", _office_workbook()),
        ("xlsx", bytes(packed(parts(sheet(ledger_rows(30)), sheet(ledger_rows(3)))))),
        ("xls", legacy_bytes(LEGACY_ROWS)),
        ("ods", path.read_bytes()),
        ("csv", (",".join(HEADS) + "\r\n" + text).encode("gb18030")),
    ]


def mutants(folder: Path, count: int, *, seed: int) -> Iterator[Path]:
    """Give *count* damaged files, one after the other, each gone when the next one comes."""
    draw = random.Random(seed)
    originals = _originals(folder)
    for number in range(count):
        kind, data = originals[number % len(originals)]
        path = folder / f"mutant-{number}.{kind}"
        if data.startswith(b"PK") and draw.random() < 0.7:
            path.write_bytes(_spoil_part(data, draw))
        else:
            path.write_bytes(_spoil(bytearray(data), draw))
        yield path
        path.unlink(missing_ok=True)


def _spoil_part(data: bytes, draw: random.Random) -> bytes:
    """Change the content of parts and pack them soundly again, so that the change reaches the readers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    for _round in range(draw.randint(1, 3)):
        name = draw.choice([name for name, content in contents.items() if content])
        contents[name] = _spoil(bytearray(contents[name]), draw)
        if draw.random() < 0.05:
            del contents[name]
    return bytes(packed(contents))


def _spoil(data: bytearray, draw: random.Random) -> bytes:
    for _round in range(draw.randint(1, 6)):
        if not data:
            break
        at = draw.randrange(len(data))
        match draw.randrange(6):
            case 0:
                data[at] ^= 1 << draw.randrange(8)
            case 1:
                data[at : at + draw.randint(1, 8)] = draw.choice(SPOILERS)
            case 2:
                del data[at : at + draw.randint(1, 200)]
            case 3:
                data[at:at] = data[max(at - draw.randint(1, 300), 0) : at]
            case 4:
                _spoil_number(data, draw)
            case _:
                data[at : at + 4] = draw.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80"))
    if draw.random() < 0.1:
        del data[draw.randrange(len(data) + 1) :]
    return bytes(data)


def _spoil_number(data: bytearray, draw: random.Random) -> None:
    """Put a number in the place of another one, where text holds one."""
    places = [at for at in range(len(data)) if 48 <= data[at] <= 57]
    if places:
        at = draw.choice(places)
        data[at : at + 1] = draw.choice((b"0", b"9999999", b"4294967296", b"-1", b"18446744073709551616"))
