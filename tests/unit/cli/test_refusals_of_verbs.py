"""What a person types wrong is said in a Chinese line; what is our fault comes with a report; nothing is silent."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from smartplanner.base.paths import resources
from smartplanner.cli.output import printable

CHINESE = re.compile(r"[\u4e00-\u9fff]")
USAGE = [
    [],
    ["nonsense"],
    ["list"],
    ["list", "BOOK"],
    ["list", "BOOK", "tasks"],
    ["list", "BOOK", "task", "--as-of", "2026-02-30"],
    ["list", "BOOK", "task", "--as-of", "30.11.2026"],
    ["list", "BOOK", "task", "--as-of", ""],
    ["list", "BOOK", "task", "--as-of"],
    ["list", "BOOK", "task", "--nonsense"],
    ["list", "BOOK", "task", "extra"],
    ["figures", "BOOK", "--as-of", "today"],
    ["import", "BOOK"],
    ["import", "BOOK", "x.xlsx", "--as", "tasks"],
    ["report"],
    ["report", "BOOK"],
    ["report", "BOOK", "monthly-briefing"],
    ["demo"],
    ["demo", "--out", "x", "--as-of", "2026"],
    ["rollback", "BOOK"],
    ["restore", "BOOK"],
]
REFUSED = [
    (["info", "MISSING"], "no_book"),
    (["list", "MISSING", "task"], "no_book"),
    (["figures", "MISSING"], "no_book"),
    (["check", "MISSING"], "no_book"),
    (["history", "MISSING"], "no_book"),
    (["undo", "MISSING"], "no_book"),
    (["backup", "MISSING"], "no_book"),
    (["restore", "MISSING", "BOOK"], "no_book"),
    (["import", "MISSING", "x.xlsx"], "no_book"),
    (["new", "BOOK"], "book_exists"),
    (["new", "FOLDER/no/such/x.splan"], "no_folder"),
    (["list", "JPEG", "task"], "not_a_book"),
    (["import", "JPEG", "x.xlsx"], "not_a_book"),
    (["list", "FOLDER", "task"], "not_a_book"),
    (["redo", "BOOK"], "nothing_to_do"),
    (["rollback", "BOOK", "99"], "no_step"),
    (["rollback", "BOOK", "{x}'; --"], "no_step"),
    (["rollback", "BOOK", "1"], "not_possible"),
    (["backup", "BOOK", "--out", "BOOK"], "same_file"),
    (["restore", "BOOK", "BOOK"], "same_file"),
    (["report", "BOOK", "nonsense", "--out", "FOLDER/x.docx"], None),
    (["report", "BOOK", "monthly-briefing", "--format", "odt", "--out", "FOLDER/x.odt"], None),
    (["report", "BOOK", "monthly-briefing", "--out", "FOLDER/no/such/x.docx"], None),
    (["export", "BOOK", "task", "FOLDER/no/such/x.xlsx"], None),
    (["demo", "--headless", "--out", "JPEG/x"], "no_folder"),
]


def filled_in(arguments, book, tmp_path):
    jpeg = tmp_path / "图片.splan"
    jpeg.write_bytes(b"\xff\xd8\xff" + bytes(500))
    places = {"BOOK": book, "MISSING": tmp_path / "没有.splan", "JPEG": jpeg, "FOLDER": tmp_path}
    made = []
    for argument in arguments:
        first, slash, rest = argument.partition("/")
        made.append(str(places[first]) + slash + rest if first in places else argument)
    return made


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_ends_with_2_and_one_chinese_line(verb, book, tmp_path, arguments):
    before = book.read_bytes()
    answer = verb(*filled_in(arguments, book, tmp_path))
    assert answer.status == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1
    assert not re.search("error|invalid|required|unrecognized|expected", answer.err)
    assert book.read_bytes() == before
    document = verb(*filled_in(arguments, book, tmp_path), "--json")
    assert document.status == 2
    assert document.json["refused"]["code"] == "usage"


@pytest.mark.parametrize(("arguments", "code"), REFUSED, ids=[" ".join(arguments) for arguments, _code in REFUSED])
def test_a_refusal_ends_with_3_and_one_chinese_line_and_changes_nothing(verb, book, tmp_path, arguments, code):
    typed = filled_in(arguments, book, tmp_path)
    before, names = book.read_bytes(), sorted(path.name for path in tmp_path.rglob("*"))
    answer = verb(*typed)
    assert answer.status == 3
    assert len(answer.err.splitlines()) == 1
    assert CHINESE.search(answer.err)
    document = verb(*typed, "--json")
    assert document.status == 3
    assert document.err == answer.err
    refused = document.json["refused"]
    assert refused["message"]
    if code:
        assert refused["code"] == code
    assert book.read_bytes() == before
    assert sorted(path.name for path in tmp_path.rglob("*")) == names


def test_undo_with_nothing_to_undo_is_refused(verb, tmp_path):
    verb("new", tmp_path / "x.splan")
    answer = verb("undo", tmp_path / "x.splan", "--json")
    assert answer.status == 3
    assert answer.json["refused"]["code"] == "nothing_to_do"


def test_a_fault_of_ours_ends_with_1_a_chinese_line_and_a_report(verb, book, monkeypatch):
    from smartplanner.cli import rows

    words = "{x} in the middle"

    def broken(*_arguments, **_values):
        raise ZeroDivisionError(words)

    monkeypatch.setattr(rows, "list_rows", broken)
    answer = verb("list", book, "task", "--json")
    assert answer.status == 1
    assert "ZeroDivisionError" in answer.err
    assert "main.py" in answer.err
    assert CHINESE.search(answer.err.splitlines()[-1])
    fault = answer.json["fault"]
    with open(fault["report"], encoding="utf-8") as file:  # noqa: PTH123 - the path comes from JSON
        report = file.read()
    assert "ZeroDivisionError" in report
    assert words not in report, "what an error says may be a matter of the book"
    assert not book.with_name(book.name + ".lock").exists()


def test_a_fault_after_the_document_prints_no_second_document(verb, book, monkeypatch):
    from smartplanner.cli import books

    def broken(_self):
        raise RuntimeError("while closing")

    monkeypatch.setattr(books.Office, "close", broken)
    answer = verb("new", book.with_name("neu.splan"), "--json")
    assert answer.status == 1
    assert "counts" in json.loads(answer.out)
    monkeypatch.undo()


def test_being_stopped_from_the_keyboard_is_no_traceback(verb, book, monkeypatch):
    from smartplanner.cli import rows

    def stop(*_arguments, **_values):
        raise KeyboardInterrupt

    monkeypatch.setattr(rows, "list_rows", stop)
    answer = verb("list", book, "task", "--json")
    assert answer.status == 130
    assert "Traceback" not in answer.err


def test_a_damaged_book_is_refused_by_every_reading_verb(verb, book):
    whole = bytearray(book.read_bytes())
    for page in range(2, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 8] = b"\xee" * 8
    book.write_bytes(whole)
    for arguments in (["list", book, "task"], ["figures", book], ["history", book], ["info", book]):
        answer = verb(*arguments, "--json")
        assert answer.status == 3
        assert answer.json["refused"]["code"] == "damaged_book"
    answer = verb("check", book, "--json")
    assert answer.status == 3


def test_a_name_that_is_no_text_can_be_printed_and_imported(book, tmp_path):
    name = os.fsdecode(bytes(tmp_path) + b"/\xff.xlsx")
    answer = called("info", name, "--json")
    assert answer.returncode == 3
    assert json.loads(answer.stdout)["refused"]["code"] == "no_book"
    shutil.copy(resources("samples", "07-数字政务任务台账.xlsx"), name)
    answer = called("import", str(book), name, "--json")
    assert answer.returncode == 0
    assert json.loads(answer.stdout)["files"][0]["step"]
    assert called("history", str(book)).returncode == 0


def called(*arguments):
    return subprocess.run([sys.executable, "-m", "smartplanner", *arguments], capture_output=True, check=False)


@pytest.mark.parametrize("name", ["{x}", "{0}", "%s", "'; DROP TABLE x;--", "<b>", "a\nb", "\x1b[2J", "\u202eabc"])
def test_a_name_is_never_taken_for_a_format_or_a_command(verb, tmp_path, name):
    path = tmp_path / f"{name}.splan"
    assert verb("new", path).status == 0
    answer = verb("new", path)
    assert answer.status == 3
    assert len(answer.err.splitlines()) == 1
    assert "\x1b" not in answer.err
    assert verb("list", path, "district", "--json").status == 0
    missing = verb("import", path, tmp_path / f"{name}.xlsx", "--json")
    assert missing.status == 3
    assert "\x1b" not in missing.err


def test_signs_that_steer_a_terminal_are_made_visible():
    assert printable("a\x1b[31mb\x00c\x7f\x9b\u202e\td") == "a␛[31mb␀c␡��\td"
    assert printable("汉字，“引号”🙂") == "汉字，“引号”🙂"
