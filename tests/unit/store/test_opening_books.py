"""What is no book, no longer a book or not our book is refused in a sentence, and stays byte for byte as it was."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import sqlcipher3

from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.journal import create_book, open_book
from smartplanner.store import migrations
from smartplanner.store.engine import APPLICATION_ID

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(400)


def sql(path, *statements):
    connection = sqlcipher3.connect(str(path))
    for statement in statements:
        connection.execute(statement).fetchall()
    connection.commit()
    connection.close()


def contents(folder):
    """What lies in a folder; SQLite's shared memory is no part of anybody's data."""
    found = folder.iterdir() if folder.is_dir() else ()
    return {path: path.read_bytes() for path in found if path.is_file() and path.suffix != ".splan-shm"}


def refused(path, *, writable=True):
    """The Problem of opening *path*, which must leave it and its folder as they were."""
    before = contents(path.parent)
    with pytest.raises(Problem) as caught:
        open_book(path, writable=writable)
    assert contents(path.parent) == before
    problem = caught.value
    assert problem.message
    assert problem.remedy
    assert path.name in problem.sentence()
    return problem


@pytest.mark.parametrize("writable", [True, False])
@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"SQLite format 3\0", JPEG, b"\xd0\xcf\x11\xe0" * 200, "督办台账".encode() * 99],
    ids=["empty", "one byte", "magic only", "jpeg", "old office", "text"],
)
def test_a_file_that_is_no_database_is_refused(tmp_path, content, writable):
    path = tmp_path / "台账.splan"
    path.write_bytes(content)
    assert refused(path, writable=writable).code == "not_a_book"


def test_a_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "other.splan"
    sql(path, "PRAGMA journal_mode=WAL", "CREATE TABLE task (id)", "PRAGMA application_id=12345")
    assert refused(path).code == "not_a_book"
    sql(path, f"PRAGMA application_id={APPLICATION_ID}", f"PRAGMA user_version={migrations.latest()}")
    assert refused(path).code == "foreign_schema"


@pytest.mark.parametrize("writable", [True, False])
def test_a_header_without_its_pages_is_a_damaged_book(book_path, writable):
    book_path.write_bytes(book_path.read_bytes()[:100])
    assert refused(book_path, writable=writable).code == "damaged_book"


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_truncated_book_is_a_damaged_book(book_path, share):
    whole = book_path.read_bytes()
    book_path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(book_path).code == "damaged_book"
    assert refused(book_path, writable=False).code == "damaged_book"


def test_a_book_whose_first_pages_are_noise_is_a_damaged_book(book_path):
    whole = book_path.read_bytes()
    book_path.write_bytes(whole[:100] + b"\x5a" * 8000 + whole[8100:])
    assert refused(book_path).code == "damaged_book"


def test_damage_that_is_met_only_while_reading_is_a_problem_too(book_path):
    with open_book(book_path).book.read() as connection:
        page = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'task'").scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    (book_path.parent / "book.splan.lock").unlink()
    whole = bytearray(book_path.read_bytes())
    whole[(page - 1) * size : page * size] = b"\xa5" * size
    book_path.write_bytes(whole)
    journal = open_book(book_path, writable=False)
    with pytest.raises(Problem) as caught, journal.book.read() as connection:
        connection.exec_driver_sql("SELECT * FROM task").all()
    assert caught.value.code == "damaged_book"
    journal.close()


def test_a_book_of_a_newer_version_names_both_versions(book_path):
    sql(book_path, f"PRAGMA user_version={migrations.latest() + 7}")
    problem = refused(book_path)
    assert problem.code == "newer_book"
    assert str(migrations.latest() + 7) in problem.message
    assert str(migrations.latest()) in problem.message


@pytest.mark.parametrize(
    ("planted", "name"),
    [
        ("CREATE TRIGGER evil AFTER INSERT ON task BEGIN DELETE FROM district; END", "evil"),
        ("CREATE VIEW sneaky AS SELECT * FROM task", "sneaky"),
        ("DROP TABLE payment", "payment"),
        ("ALTER TABLE district DROP COLUMN zone", "district.zone"),
    ],
)
def test_a_structure_changed_from_outside_is_refused_by_name(book_path, planted, name):
    sql(book_path, planted)
    for writable in (True, False):
        problem = refused(book_path, writable=writable)
        assert problem.code == "foreign_schema"
        assert name in problem.message


def test_a_folder_is_no_book(tmp_path):
    folder = tmp_path / "folder.splan"
    folder.mkdir()
    assert refused(folder).code == "not_a_book"


def test_a_book_that_is_not_there_is_said_to_be_missing(tmp_path):
    assert refused(tmp_path / "missing.splan").code == "no_book"
    assert refused(tmp_path / "no folder" / "missing.splan").code == "no_book"


def test_a_name_longer_than_the_system_knows_is_a_problem(tmp_path):
    path = tmp_path / ("长" * 300 + ".splan")
    assert refused(path).code == "bad_name"
    with pytest.raises(Problem) as caught:
        create_book(path)
    assert caught.value.code == "bad_name"


@pytest.mark.parametrize(
    "name",
    [
        "智慧城市 台账（2026）.splan", "a & b %41 100%.splan", "what?mode=memory#frag.splan", "quote'\"quote.splan",
        "line\nbreak.splan", "{braces} {0}.splan", "-dash.splan", "x" * 190 + ".splan",
    ],
)  # fmt: skip
def test_any_name_that_the_system_allows_serves_for_a_book_and_its_folder(tmp_path, name):
    folder = tmp_path / name.removesuffix(".splan")
    folder.mkdir()
    path = folder / name
    journal = create_book(path)
    journal.commit(Label("test"), [insert("district", "d", {"name": "东城区"})])
    journal.close()
    assert [entry.name for entry in folder.iterdir()] == [name]
    assert [entry.name for entry in tmp_path.iterdir()] == [folder.name]
    reopened = open_book(path)
    assert [step.size for step in reopened.steps()] == [1]
    reopened.close()


def test_a_name_of_bytes_that_are_no_text_serves_too(tmp_path):
    path = tmp_path / os.fsdecode(b"\xff\xfe.splan")
    create_book(path).close()
    open_book(path).close()


def test_a_book_is_not_made_over_a_file_a_folder_or_a_dangling_link(tmp_path):
    file, folder, link = tmp_path / "file.splan", tmp_path / "folder.splan", tmp_path / "link.splan"
    file.write_text("keep me")
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere")
    for path in (file, folder, link):
        with pytest.raises(Problem) as caught:
            create_book(path)
        assert caught.value.code == "book_exists"
    assert file.read_text() == "keep me"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_book_made_by_another_in_the_same_moment_is_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "book.splan"
    from smartplanner.store.lock import Lock

    take = Lock.take

    def take_late(lock):
        path.write_bytes(b"made by the other one")
        take(lock)

    monkeypatch.setattr(Lock, "take", take_late)
    with pytest.raises(Problem) as caught:
        create_book(path)
    assert caught.value.code == "book_exists"
    assert path.read_bytes() == b"made by the other one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["book.splan"]


def test_a_missing_folder_is_named_when_a_book_is_made(tmp_path):
    with pytest.raises(Problem) as caught:
        create_book(tmp_path / "missing" / "book.splan")
    assert caught.value.code == "no_folder"


@pytest.mark.parametrize("folder", ["OneDrive - 市局", "坚果云", "Dropbox", "iCloudDrive"])
def test_a_book_is_not_used_in_a_folder_that_another_program_synchronises(tmp_path, empty_book, folder):
    place = tmp_path / folder
    place.mkdir()
    path = shutil.copy(empty_book, place / "book.splan")
    for attempt in (open_book, create_book):
        with pytest.raises(Problem) as caught:
            attempt(place / "book.splan" if attempt is open_book else place / "new.splan")
        assert caught.value.code == "synchronised_place"
        assert folder in caught.value.message
    open_book(path, writable=False).close()


@pytest.fixture
def write_protected(book_path):
    """A book whose file nobody, not even root, can write."""
    if subprocess.run(["chattr", "+i", book_path], capture_output=True, check=False).returncode:
        pytest.skip("the file system cannot protect a file from root")
    yield book_path
    subprocess.run(["chattr", "-i", book_path], check=True)


def test_a_write_protected_book_can_be_read_but_not_opened_for_writing(write_protected):
    assert refused(write_protected).code == "read_only"
    journal = open_book(write_protected, writable=False)
    assert journal.steps() == []
    with pytest.raises(Problem) as caught:
        journal.commit(Label("test"), [insert("district", "d", {"name": "x"})])
    assert caught.value.code == "read_only"
    journal.close()


@pytest.fixture
def closed_folder(book_path, monkeypatch):
    """A folder in which nothing can be made, as on a stick with its switch closed (root would not notice)."""
    answer = os.access

    def access(path, mode):
        return False if mode & os.W_OK else answer(path, mode)

    monkeypatch.setattr(os, "access", access)
    return book_path


def test_a_book_in_a_closed_folder_is_read_alone_without_anything_laid_beside_it(closed_folder):
    journal = open_book(closed_folder, writable=False)
    assert journal.steps() == []
    journal.close()
    assert [entry.name for entry in closed_folder.parent.iterdir()] == ["book.splan"]


def test_a_log_that_cannot_be_read_in_a_closed_folder_is_said_and_not_left_out(closed_folder):
    log = closed_folder.with_name("book.splan-wal")
    log.write_bytes(b"\x37\x7f\x06\x82" + bytes(100))
    problem = refused(closed_folder, writable=False)
    assert problem.code == "log_not_readable"
    assert "-wal" in problem.remedy


def test_a_log_of_another_book_is_not_folded_in(tmp_path, empty_book):
    mine, other = (Path(shutil.copy(empty_book, tmp_path / name)) for name in ("mine.splan", "other.splan"))
    work(mine, "mine").close()
    log = leave_log(other)
    shutil.copy(log, tmp_path / "mine.splan-wal")
    for writable in (True, False):
        assert refused(mine, writable=writable).code == "foreign_log"
    (tmp_path / "mine.splan-wal").unlink()
    open_book(mine).close()


def test_a_log_of_another_day_is_not_folded_in(tmp_path, empty_book):
    book = Path(shutil.copy(empty_book, tmp_path / "book.splan"))
    work(book, "first").close()
    log = leave_log(book)
    work(book, "later").close()
    shutil.copy(log, tmp_path / "book.splan-wal")
    assert refused(book).code == "foreign_log"


def test_a_log_left_by_a_kill_is_folded_in(tmp_path, empty_book):
    book = Path(shutil.copy(empty_book, tmp_path / "book.splan"))
    work(book, "first").close()
    before = book.read_bytes()
    log = leave_log(book)
    for writable in (False, True):
        book.write_bytes(before)
        shutil.copy(log, tmp_path / "book.splan-wal")
        journal = open_book(book, writable=writable)
        assert len(journal.steps()) == 2
        journal.close()
    log.unlink()
    assert [entry.name for entry in tmp_path.iterdir()] == ["book.splan"]


def work(path, name):
    """Open the book and put a row into it."""
    journal = open_book(path)
    journal.commit(Label("test"), [insert("district", new_id(), {"name": name})])
    return journal


def leave_log(path):
    """Do work on the book and keep its log as a kill would leave it; the work itself is done as well."""
    journal = work(path, "in the log")
    kept = Path(shutil.copy(path.with_name(path.name + "-wal"), path.with_name("kept.log")))
    journal.close()
    return kept
