"""One holder per book: whoever comes second is told who has it; a lock whose process is gone holds nobody up."""

import getpass
import json
import os
import socket
import subprocess
import sys
import time

import psutil
import pytest

from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.journal import open_book

HOLD = """
import sys
from pathlib import Path
from smartplanner.journal import open_book
journal = open_book(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
journal.close()
"""


@pytest.fixture
def another_holder(book_path):
    """Another process that has the book open."""
    command = [sys.executable, "-c", HOLD, book_path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        yield process
        if process.poll() is None:
            let_go(process)


def let_go(process):
    """Have the other process close the book."""
    process.stdin.write("\n")
    process.stdin.flush()
    assert process.wait() == 0


def lock_of(path):
    return path.with_name(path.name + ".lock")


def write_lock(path, **changes):
    """A lock as this computer would write it for a living process, with *changes*."""
    process = psutil.Process()
    holder = {
        "user": "张处", "host": socket.gethostname(), "process": process.pid,
        "started": process.create_time(), "since": "2026-11-23T01:00:00.000Z",
    }  # fmt: skip
    lock_of(path).write_text(json.dumps(holder | changes, ensure_ascii=False), "utf-8")


def refused(path):
    with pytest.raises(Problem) as caught:
        open_book(path)
    return caught.value


def test_the_second_is_told_user_computer_process_and_time(book_path, another_holder):
    problem = refused(book_path)
    assert problem.code == "book_in_use"
    for part in (getpass.getuser(), socket.gethostname(), str(another_holder.pid), time.strftime("%Y-%m-%d")):
        assert part in problem.message
    assert "台账库" in problem.message
    assert lock_of(book_path).exists()


def test_a_second_opening_in_the_same_program_is_refused_too(book_path):
    journal = open_book(book_path)
    assert str(os.getpid()) in refused(book_path).message
    journal.close()
    open_book(book_path).close()


def test_two_links_to_one_book_meet_the_same_lock(book_path, another_holder):
    link = book_path.with_name("link.splan")
    link.symlink_to(book_path)
    assert refused(link).code == "book_in_use"


def test_a_book_that_another_holds_can_be_read_and_shows_what_was_committed(book_path):
    writer = open_book(book_path)
    reader = open_book(book_path, writable=False)
    writer.commit(Label("test"), [insert("district", new_id(), {"name": "东城区"})])
    assert [step.size for step in reader.steps()] == [1]
    reader.close()
    writer.commit(Label("test"), [insert("district", new_id(), {"name": "西城区"})])
    writer.close()
    reader = open_book(book_path, writable=False)
    assert len(reader.steps()) == 2
    reader.close()


def test_reading_a_held_book_leaves_the_holder_his_lock_and_his_log(book_path, another_holder):
    open_book(book_path, writable=False).close()
    assert lock_of(book_path).exists()
    let_go(another_holder)
    assert [path.name for path in book_path.parent.iterdir()] == ["book.splan"]


def test_the_lock_of_a_killed_process_is_broken(book_path, another_holder):
    another_holder.kill()
    another_holder.wait()
    assert lock_of(book_path).exists()
    open_book(book_path).close()
    assert [path.name for path in book_path.parent.iterdir()] == ["book.splan"]


def test_a_process_number_used_again_by_a_younger_process_is_not_the_holder(book_path):
    write_lock(book_path, started=psutil.Process().create_time() - 3600)
    open_book(book_path).close()


def test_the_lock_of_another_computer_is_respected(book_path):
    write_lock(book_path, host="another-computer", process=4_000_000)
    problem = refused(book_path)
    assert "another-computer" in problem.message
    assert "张处" in problem.message
    assert lock_of(book_path).exists()


GARBAGE = [
    b"", b"{", b"null", b"[]", b"42", b'"text"', b"\xff\xfe\x00", b"{}", b'{"user": 1}', b"[" * 100_000,
    b'{"user": "a", "host": "b", "process": "x", "started": 0, "since": ""}',
    b'{"user": "a", "host": "b", "process": -1, "started": 0, "since": ""}',
    b'{"user": "a", "host": "b", "process": 1e400, "started": 0, "since": ""}',
    b'{"user": null, "host": [], "process": 99999999999999999999, "started": 0, "since": 7}',
]  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE)
def test_a_lock_that_is_being_written_is_waited_for_and_an_old_half_written_one_is_broken(book_path, garbage):
    lock_of(book_path).write_bytes(garbage)
    problem = refused(book_path)
    assert problem.code == "book_in_use"
    assert problem.remedy
    os.utime(lock_of(book_path), (time.time() - 60, time.time() - 60))
    open_book(book_path).close()


def test_a_lock_from_the_future_that_names_nobody_is_broken(book_path):
    lock_of(book_path).write_bytes(b"{")
    os.utime(lock_of(book_path), (time.time() + 10**7, time.time() + 10**7))
    open_book(book_path).close()


def test_a_holder_with_an_odd_time_is_still_named(book_path):
    write_lock(book_path, host="elsewhere", since="gestern {x} %s")
    assert "gestern {x} %s" in refused(book_path).message


def test_a_lock_that_cannot_be_made_is_a_problem(book_path):
    lock_of(book_path).mkdir()
    (lock_of(book_path) / "content").write_text("x")
    os.utime(lock_of(book_path), (time.time() - 60, time.time() - 60))
    assert refused(book_path).code in ("book_in_use", "not_writable")


def test_an_opening_that_fails_gives_the_book_free(book_path):
    whole = book_path.read_bytes()
    book_path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    assert refused(book_path).code in ("damaged_book", "foreign_schema")
    assert not lock_of(book_path).exists()
    book_path.write_bytes(whole)
    open_book(book_path).close()


def test_a_program_that_writes_without_asking_for_the_lock_makes_us_wait_and_then_say_so(book_path, monkeypatch):
    import sqlcipher3

    from smartplanner.store import engine

    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 50)
    journal = open_book(book_path)
    other = sqlcipher3.connect(str(book_path))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Problem) as caught:
        journal.commit(Label("test"), [insert("district", new_id(), {"name": "x"})])
    assert caught.value.code == "book_busy"
    other.close()
    journal.commit(Label("test"), [insert("district", new_id(), {"name": "x"})])
    journal.close()
