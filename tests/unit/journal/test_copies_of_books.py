"""Backups are whole, are taken while somebody works, replace nothing by accident, and come back."""

import subprocess
from pathlib import Path

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.journal import create_book, open_book
from smartplanner.journal.books import copy_book, restore_book
from smartplanner.journal.check import check


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def districts(path):
    journal = open_book(path, writable=False)
    with journal.book.read() as connection:
        found = connection.exec_driver_sql("SELECT name FROM district ORDER BY name").scalars().all()
    assert check(journal.book) == []
    journal.close()
    return found


def put(path, name):
    journal = open_book(path)
    journal.commit(Label("test"), [insert("district", name, {"name": name})])
    journal.close()


def refused(call, *arguments):
    with pytest.raises(Problem) as caught:
        call(*arguments)
    return caught.value.code


@pytest.fixture
def worked(book_path):
    put(book_path, "东城区")
    return book_path


def test_a_copy_taken_while_the_book_is_open_holds_what_is_only_in_its_log(worked, tmp_path):
    journal = open_book(worked)
    journal.commit(Label("test"), [insert("district", "x", {"name": "西城区"})])
    copy_book(worked, tmp_path / "备份 %20#?.splan")
    assert districts(tmp_path / "备份 %20#?.splan") == ["东城区", "西城区"]
    journal.close()
    assert names(tmp_path) == ["book.splan", "备份 %20#?.splan"]


def test_a_book_is_not_copied_onto_itself_by_any_name(worked, tmp_path):
    link = tmp_path / "link.splan"
    link.symlink_to(worked)
    for target in (worked, tmp_path / "." / "book.splan", link):
        assert refused(copy_book, worked, target) == "same_file"
        assert refused(restore_book, worked, target) == "same_file"
    assert districts(worked) == ["东城区"]


def test_a_copy_does_not_replace_a_book_that_somebody_works_on(worked, tmp_path):
    journal = create_book(tmp_path / "other.splan")
    assert refused(copy_book, worked, tmp_path / "other.splan") == "book_in_use"
    assert refused(restore_book, worked, tmp_path / "other.splan") == "book_in_use"
    journal.close()
    assert districts(tmp_path / "other.splan") == []


def test_a_newer_copy_takes_the_place_of_an_older_one_and_of_the_log_beside_it(worked, tmp_path):
    copy = tmp_path / "copy.splan"
    copy_book(worked, copy)
    copy.with_name("copy.splan-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(9000))
    put(worked, "西城区")
    copy_book(worked, copy)
    assert districts(copy) == ["东城区", "西城区"]
    assert names(tmp_path) == ["book.splan", "copy.splan"]


def test_what_is_no_book_is_not_copied_and_a_copy_to_nowhere_is_a_problem(worked, tmp_path):
    other = tmp_path / "other.splan"
    other.write_bytes(b"x" * 5000)
    assert refused(copy_book, other, tmp_path / "copy.splan") == "not_a_book"
    assert refused(copy_book, worked, tmp_path / "missing" / "copy.splan") == "not_writable"
    assert refused(restore_book, other, worked) == "not_a_book"
    assert names(tmp_path) == ["book.splan", "other.splan"]


def test_a_damaged_book_is_not_copied_over_a_good_copy(worked, tmp_path):
    copy = tmp_path / "copy.splan"
    copy_book(worked, copy)
    good = copy.read_bytes()
    whole = bytearray(worked.read_bytes())
    for page in range(3, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 8] = b"\xee" * 8
    worked.write_bytes(whole)
    assert refused(copy_book, worked, copy) == "damaged_book"
    assert copy.read_bytes() == good
    assert names(tmp_path) == ["book.splan", "copy.splan"]


def test_a_copy_comes_back_and_the_book_that_stood_there_is_kept(worked, tmp_path):
    copy = tmp_path / "copy.splan"
    copy_book(worked, copy)
    put(worked, "西城区")
    kept = restore_book(copy, worked)
    assert districts(worked) == ["东城区"]
    kept.rename(tmp_path / "kept.splan")
    assert districts(tmp_path / "kept.splan") == ["东城区", "西城区"]
    assert restore_book(copy, worked) != restore_book(copy, worked)


def test_a_copy_comes_back_where_no_book_was_even_beside_an_orphaned_log(worked, tmp_path):
    target = tmp_path / "new.splan"
    target.with_name("new.splan-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(9000))
    assert restore_book(worked, target) is None
    assert districts(target) == ["东城区"]


def test_a_damaged_book_is_replaced_by_its_copy(worked, tmp_path):
    copy = tmp_path / "copy.splan"
    copy_book(worked, copy)
    worked.write_bytes(b"")
    kept = restore_book(copy, worked)
    assert kept.read_bytes() == b""
    assert districts(worked) == ["东城区"]


def test_a_tampered_copy_does_not_come_back_and_the_book_stays(worked, tmp_path):
    import sqlcipher3

    copy = tmp_path / "copy.splan"
    copy_book(worked, copy)
    connection = sqlcipher3.connect(str(copy))
    connection.execute("UPDATE district SET name = '伪造区'")
    connection.commit()
    connection.close()
    before = worked.read_bytes()
    assert refused(restore_book, copy, worked) == "row_differs"
    assert worked.read_bytes() == before
    assert names(tmp_path) == ["book.splan", "copy.splan"]


def test_a_book_is_not_brought_back_into_a_synchronised_folder_but_a_copy_may_lie_there(worked, tmp_path):
    cloud = tmp_path / "OneDrive"
    cloud.mkdir()
    assert refused(restore_book, worked, cloud / "book.splan") == "synchronised_place"
    copy_book(worked, cloud / "copy.splan")
    restore_book(cloud / "copy.splan", tmp_path / "back.splan")
    assert districts(tmp_path / "back.splan") == ["东城区"]


def test_a_full_disk_leaves_the_old_copy_and_no_rest(worked, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        copy_onto_full(worked, disk)
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def copy_onto_full(worked: Path, disk: Path) -> None:
    (disk / "copy.splan").write_bytes(b"the old copy")
    (disk / "ballast").write_bytes(bytes(600_000))
    assert refused(copy_book, worked, disk / "copy.splan") == "disk_full"
    assert refused(restore_book, worked, disk / "back.splan") == "disk_full"
    assert (disk / "copy.splan").read_bytes() == b"the old copy"
    assert names(disk) == ["ballast", "copy.splan"]
