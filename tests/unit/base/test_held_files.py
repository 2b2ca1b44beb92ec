"""A file that another program holds: tried again for a moment, then refused with the name of who has it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from smartplanner.base.held import ATTEMPTS, held, holder_of, put_in_place
from smartplanner.base.problems import Problem


def word_owner(name: str) -> bytes:
    """What Word lays beside a document: 162 bytes."""
    narrow = name.encode("gb18030")[:52]
    wide = name.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow.ljust(53, b"\0")
    return head + struct.pack("<H", len(name)) + wide.ljust(106, b"\0")


def excel_owner(name: str) -> bytes:
    """What Excel and WPS lay beside a workbook: 165 bytes."""
    narrow = name.encode("gb18030")[:52]
    wide = name.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow.ljust(54, b" ")
    return head + struct.pack("<H", len(name)) + wide.ljust(108, b"\0")


@pytest.mark.parametrize(
    ("file", "owner"),
    [("a.docx", "~$a.docx"), ("1234567.docx", "~$234567.docx"), ("工作简报二〇二六年.docx", "~$简报二〇二六年.docx")],
)
def test_word_says_who_has_a_document_whatever_it_cuts_off_its_name(tmp_path, file, owner):
    (tmp_path / owner).write_bytes(word_owner("某处室甲"))
    assert holder_of(tmp_path / file) == "某处室甲"


@pytest.mark.parametrize("name", ["某处室甲", "Office User"])
def test_excel_and_wps_say_who_has_a_workbook(tmp_path, name):
    (tmp_path / "~$督办事项台账.xlsx").write_bytes(excel_owner(name))
    assert holder_of(tmp_path / "督办事项台账.xlsx") == name


def test_an_owner_with_a_name_in_the_old_code_page_only_is_read(tmp_path):
    (tmp_path / "~$a.xls").write_bytes(bytes([8]) + "某处室甲".encode("gbk"))
    assert holder_of(tmp_path / "a.xls") == "某处室甲"


def test_libreoffice_says_who_has_a_workbook(tmp_path):
    (tmp_path / ".~lock.a.xlsx#").write_text(",某处室甲,pc-01,23.11.2026 09:00,file:///x;", "utf-8")
    assert holder_of(tmp_path / "a.xlsx") == "某处室甲"


@pytest.mark.parametrize("content", [b"", b"\x05", b"\xff" * 165, b"\x00" * 165, b"\x06ab\ncd\x07" + b"\0" * 160])
def test_an_owner_file_that_names_nobody_names_nobody(tmp_path, content):
    (tmp_path / "~$a.xlsx").write_bytes(content)
    assert holder_of(tmp_path / "a.xlsx") == ""


def test_a_refusal_says_who_has_the_file_and_what_to_do(tmp_path):
    (tmp_path / "~$a.xlsx").write_bytes(excel_owner("某处室甲"))
    named, unnamed = held(tmp_path / "a.xlsx"), held(tmp_path / "b.xlsx")
    assert named.code == unnamed.code == "file_locked"
    assert "某处室甲" in named.message
    assert "某处室甲" not in unnamed.message
    assert named.remedy
    assert unnamed.remedy


@pytest.fixture
def busy(monkeypatch):
    """Let the system refuse to replace files as often as the list says; the list holds the refusals to come."""
    refusals: list[int] = []
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if refusals:
            refusals.pop()
            raise PermissionError(13, "Access is denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    return refusals


def test_a_file_that_is_let_go_after_a_moment_is_replaced(tmp_path, busy):
    scratch, target = tmp_path / "new", tmp_path / "a.docx"
    scratch.write_bytes(b"new")
    target.write_bytes(b"old")
    busy.extend(range(ATTEMPTS - 1))
    put_in_place(scratch, target)
    assert target.read_bytes() == b"new"


def test_a_file_that_is_not_let_go_stays_as_it_was(tmp_path, busy):
    scratch, target = tmp_path / "new", tmp_path / "简报.docx"
    scratch.write_bytes(b"new")
    target.write_bytes(b"old")
    (tmp_path / "~$简报.docx").write_bytes(word_owner("某处室乙"))
    busy.extend(range(ATTEMPTS))
    with pytest.raises(Problem, match="某处室乙"):
        put_in_place(scratch, target)
    assert target.read_bytes() == b"old"


def test_a_workbook_that_cannot_be_read_since_somebody_has_it_open_names_the_person(tmp_path, monkeypatch):
    from smartplanner.excel.reading.container import read_once

    def refuse(path: Path, *_arguments: object, **_named: object) -> object:
        raise PermissionError(13, "sharing violation", str(path))

    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"PK")
    (tmp_path / "~$台账.xlsx").write_bytes(excel_owner("某处室甲"))
    opened = Path.open
    monkeypatch.setattr(Path, "open", lambda one, *rest: refuse(one) if one == path else opened(one, *rest))
    with pytest.raises(Problem, match="某处室甲"):
        read_once(path)
