"""A file that is attached is kept beside the book under its hash, shown as a copy, and missed when it is gone."""

import hashlib
import os
import tempfile

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands import attachments
from smartplanner.commands.attachment_copies import kept_files
from smartplanner.commands.attachments import (
    attach,
    attachments_of,
    clean_name,
    folder,
    open_path,
    verify,
    verify_record,
)
from smartplanner.commands.books import backup, check, facts, restore
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.shown_copies import SHOWN


@pytest.fixture
def office(journal):
    made = Office(journal)
    journal.commit(
        Label("made"), [insert("contract", "c", {"title": "合同"}), insert("contract", "d", {"title": "二"})]
    )
    return made


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "验收报告（盖章）.pdf"
    path.write_bytes(b"%PDF- acceptance")
    return path


def refused(action):
    with pytest.raises(Problem) as caught:
        action()
    assert caught.value.sentence()
    return caught.value.code


def test_a_file_is_kept_under_its_hash_and_shown_as_a_copy_with_its_name(office, scan):
    attach(office, "contract", "c", scan)
    row = attachments_of(office, "contract", "c")[0]
    digest = hashlib.sha256(scan.read_bytes()).hexdigest()
    assert (row.name, row.sha256, row.size) == (scan.name, digest, scan.stat().st_size)
    assert [path.name for path in folder(office).iterdir()] == [digest]
    shown = open_path(office, row.id)
    assert (shown.name, shown.read_bytes()) == (scan.name, scan.read_bytes())
    assert verify(office) == []


def test_the_same_bytes_are_kept_once_for_two_records_and_not_attached_twice_to_one(office, scan):
    attach(office, "contract", "c", scan)
    attach(office, "contract", "d", scan)
    assert len(list(folder(office).iterdir())) == 1
    assert refused(lambda: attach(office, "contract", "c", scan)) == "attached_already"


def test_undo_keeps_the_bytes_so_that_redo_finds_them(office, scan):
    attach(office, "contract", "c", scan)
    office.journal.undo()
    assert attachments_of(office, "contract", "c") == []
    office.journal.redo()
    assert verify(office) == []


def test_a_missing_or_changed_file_is_a_problem_and_is_not_opened(office, scan):
    attach(office, "contract", "c", scan)
    row = attachments_of(office, "contract", "c")[0]
    kept = folder(office) / row.sha256
    kept.write_bytes(b"other")
    assert [problem.code for problem in verify(office)] == ["attachment_changed"]
    assert refused(lambda: open_path(office, row.id)) == "attachment_changed"
    attach(office, "contract", "d", scan)
    assert verify(office) == []
    kept.unlink()
    assert {problem.code for problem in verify(office)} == {"attachment_missing"}


def test_what_could_run_is_empty_too_large_or_no_file_is_refused_and_leaves_nothing(office, tmp_path, monkeypatch):
    for name in ("安装.exe", "a.pdf.LNK", "报告\u202efdp.exe", "x.js ", "y.bat."):
        path = tmp_path / name
        path.write_bytes(b"MZ")
        assert refused(lambda path=path: attach(office, "contract", "c", path)) == "runs"
    (tmp_path / "empty.pdf").touch()
    assert refused(lambda: attach(office, "contract", "c", tmp_path / "empty.pdf")) == "empty_file"
    monkeypatch.setattr(attachments, "LARGEST", 4)
    (tmp_path / "large.pdf").write_bytes(b"12345")
    assert refused(lambda: attach(office, "contract", "c", tmp_path / "large.pdf")) == "too_large"
    assert refused(lambda: attach(office, "contract", "c", tmp_path)) == "no_file"
    assert refused(lambda: attach(office, "contract", "c", tmp_path / "none.pdf")) == "not_attached"
    assert office.reader.count("attachment") == 0
    assert not folder(office).exists() or not list(folder(office).iterdir())


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name are of other systems")
def test_a_pipe_does_not_keep_the_program_waiting(office, tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    assert refused(lambda: attach(office, "contract", "c", tmp_path / "pipe.pdf")) == "no_file"


def test_a_record_that_is_gone_gets_no_file(office, scan):
    assert refused(lambda: attach(office, "contract", "x", scan)) == "row_gone"
    assert refused(lambda: attach(office, "nothing", "c", scan)) == "row_gone"


def test_a_foreign_hash_in_the_book_leads_nowhere(office, scan, tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    values = {"entity": "contract", "of": "c", "name": "a.pdf", "sha256": "../secret", "size": 6}
    office.journal.commit(Label("planted"), [insert("attachment", "x", values)])
    assert refused(lambda: open_path(office, "x")) == "attachment_missing"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", ".._.._etc_passwd".strip(".")),
        ("a\u202egpj.exe", "agpj.exe"),
        ("con.pdf", "_con.pdf"),
        ("x:y|z?.pdf", "x_y_z_.pdf"),
        (" . ", "_"),
        ("长" * 300 + ".pdf", "长" * 78 + ".pdf"),
        ("a" * 300 + ".pdf", "a" * 96 + ".pdf"),
        ("长" * 300, "长" * 80),
    ],
)
def test_a_name_is_made_harmless(given, kept):
    assert clean_name(given) == kept


def test_a_copy_of_the_book_takes_the_attachments_along_and_brings_them_back(office, scan, tmp_path):
    attach(office, "contract", "c", scan)
    copy = backup(office.path, tmp_path / "copy.splan")
    assert len(kept_files(copy)) == 1
    sha256 = attachments_of(office, "contract", "c")[0].sha256
    other = tmp_path / "elsewhere" / "book.splan"
    other.parent.mkdir()
    restore(copy, other)
    with open_office(other, writable=False) as restored:
        assert verify(restored) == check(restored) == []
        assert open_path(restored, restored.reader.rows("attachment")[0].id).read_bytes() == scan.read_bytes()
    (folder(office) / sha256).write_bytes(b"other")
    assert [problem.code for problem in check(office)] == ["attachment_changed"]
    assert kept_files(backup(office.path, tmp_path / "second.splan")) == []


def test_what_stands_in_the_way_of_the_attachments_is_told_and_the_copy_of_the_book_stays(office, scan, tmp_path):
    attach(office, "contract", "c", scan)
    (tmp_path / "copy.splan.files").write_text("in the way")
    assert refused(lambda: backup(office.path, tmp_path / "copy.splan")) == "attachments_not_copied"
    with open_office(tmp_path / "copy.splan", writable=False) as copied:
        assert copied.reader.count("attachment") == 1


def test_only_files_under_their_hash_count_as_attachments(office, scan, tmp_path):
    assert kept_files(office.path) == []
    attach(office, "contract", "c", scan)
    (folder(office) / ".left.tmp").write_bytes(b"half")
    (folder(office) / ("0" * 64)).symlink_to(scan)
    assert facts(office).files == len(kept_files(backup(office.path, tmp_path / "copy.splan"))) == 1


def test_copies_that_were_shown_long_ago_go_away(office, scan, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old = tmp_path / f"{SHOWN}old"
    old.mkdir()
    (old / "报告.pdf").write_bytes(b"x")
    (old / "报告.pdf").chmod(0o400)
    os.utime(old, (0, 0))
    attach(office, "contract", "c", scan)
    shown = open_path(office, attachments_of(office, "contract", "c")[0].id)
    assert shown.is_file()
    assert not old.exists()


def test_two_files_of_one_name_are_told_apart_when_they_are_verified(office, scan):
    attach(office, "contract", "c", scan)
    first = attachments_of(office, "contract", "c")[0]
    scan.write_bytes(b"%PDF- another")
    attach(office, "contract", "c", scan)
    (folder(office) / first.sha256).unlink()
    found = verify_record(office, "contract", "c")
    assert {id for id, problem in found.items() if problem is not None} == {first.id}
    assert len(found) == 2


def test_a_book_that_is_only_read_takes_no_file_and_none_is_left_beside_it(office, scan, tmp_path):
    copy = backup(office.path, tmp_path / "copy.splan")
    with open_office(copy, writable=False) as looked_at:
        assert refused(lambda: attach(looked_at, "contract", "c", scan)) == "read_only"
        assert not folder(looked_at).exists()
