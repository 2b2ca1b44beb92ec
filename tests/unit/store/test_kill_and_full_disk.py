"""Nothing that was said to be saved is lost, and nothing is there by half: killed at any moment, on a full disk."""

import random
import subprocess
import sys
import time

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.journal import create_book, open_book
from smartplanner.journal.check import check, stored_rows
from smartplanner.journal.journal import Journal

KILLS = 30
WORK = """
import sys
from pathlib import Path
from smartplanner.base.ids import new_id
from smartplanner.changes import Label, insert
from smartplanner.journal import open_book
journal = open_book(Path(sys.argv[1]))
number = len(journal.steps())
print("open", flush=True)
while True:
    number += 1
    unit = new_id()
    rows = [insert("organisation", unit, {"name": f"单位{number}"})]
    rows += [insert("task", new_id(), {"title": f"{number}-{part}", "lead": unit}) for part in range(number % 7 + 1)]
    journal.commit(Label("{n}", {"n": str(number)}), rows)
    print(number, flush=True)
    if number % 9 == 0:
        journal.undo()
        number += 1
        print(number, flush=True)
    if number % 25 == 0:
        journal.book.checkpoint()
"""


def killed_at_work(path, after):
    """Let a process work on the book, kill it, and return the number of the last step that it acknowledged."""
    process = subprocess.Popen([sys.executable, "-c", WORK, path], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "open\n"
    time.sleep(after)
    process.kill()
    said = process.communicate()[0].split("\n")[:-1]  # the last line may be cut
    return int(said[-1]) if said else 0


def test_of_thirty_kills_at_work_none_loses_or_halves_a_step(book_path):
    moments, steps = random.Random(7), 0
    for kill in range(KILLS):
        acknowledged = killed_at_work(book_path, after=moments.uniform(0, 0.12))
        journal = open_book(book_path)
        found = len(journal.steps())
        assert found >= max(acknowledged, steps)
        steps = found
        if kill % 6 == 5:
            assert check(journal.book) == []
        journal.close()
    assert steps > KILLS


MAKE = """
import sys
from pathlib import Path
from smartplanner.commands.office import new_office
new_office(Path(sys.argv[1])).close()
print("made", flush=True)
"""


@pytest.mark.parametrize("after", [0.3, 0.45, 0.6, 0.75])
def test_a_book_whose_making_is_killed_is_whole_or_refused_and_its_lock_holds_nobody_up(tmp_path, after):
    path = tmp_path / "new.splan"
    process = subprocess.Popen([sys.executable, "-c", MAKE, path], stdout=subprocess.PIPE)
    time.sleep(after)
    process.kill()
    made = process.communicate()[0] == b"made\n"
    if made:
        assert broken(path) == ""
    else:
        assert broken(path) in ("", "no_book", "not_a_book", "foreign_schema", "damaged_book")


def broken(path) -> str:
    """Why the book cannot be opened; empty if it can, and is whole."""
    try:
        journal = open_book(path)
    except Problem as problem:
        return problem.code
    assert check(journal.book) == []
    journal.close()
    return ""


def fill(journal: Journal, name: str = "事项", rows: int = 200, size: int = 2000) -> None:
    """Commit one step of about half a megabyte."""
    row = {"title": name, "goal": "目" * size}
    journal.commit(Label("fill"), [insert("task", f"{name}-{number}", row) for number in range(rows)])


def test_a_full_disk_is_said_and_what_was_saved_stays(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        fill_the_disk(disk)
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def fill_up(journal):
    """Commit steps until it cannot go on; how many were saved, and the Problem."""
    saved = 0
    while True:
        try:
            fill(journal, f"事项{saved}", rows=100)
        except Problem as problem:
            return saved, problem
        saved += 1


def fill_the_disk(disk):
    path = disk / "book.splan"
    journal = create_book(path)
    saved, problem = fill_up(journal)
    assert problem.code in ("disk_full", "not_writable")
    assert problem.remedy
    assert saved > 0
    assert len(journal.steps()) == saved
    journal.close()  # cannot fold its log in, and must not fail for that
    journal = open_book(path, writable=False)
    assert len(journal.steps()) == saved
    assert check(journal.book) == []
    journal.close()
    with pytest.raises(Problem) as caught:
        create_book(disk / "second.splan")
    assert caught.value.code in ("disk_full", "not_writable")
    assert not (disk / "second.splan").exists()
    assert not (disk / "second.splan.lock").exists()


def test_a_step_that_does_not_fit_is_taken_back_whole_and_the_book_works_on(journal):
    with journal.book.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        before = stored_rows(connection)
    with journal.book.read() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 20}")
    with pytest.raises(Problem) as caught:
        fill(journal)
    assert caught.value.code == "disk_full"
    assert "磁盘" in caught.value.message
    with journal.book.read() as connection:
        assert stored_rows(connection) == before
        connection.exec_driver_sql(f"PRAGMA max_page_count={10**9}")
    fill(journal, rows=3)
    assert check(journal.book) == []


LIMITED = """
import resource, sys
from pathlib import Path
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.journal import open_book
journal = open_book(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))
saved = 0
try:
    while True:
        rows = [insert("task", f"{saved}-{number}", {"title": "事项", "goal": "目" * 2000}) for number in range(20)]
        journal.commit(Label("fill"), rows)
        saved += 1
except Problem as problem:
    print(saved, problem.code)
journal.close()
"""


def test_a_file_that_may_not_grow_is_said_and_what_was_saved_stays(book_path):
    answer = subprocess.run(
        [sys.executable, "-c", LIMITED, book_path], capture_output=True, text=True, encoding="utf-8", check=True
    )
    saved, code = answer.stdout.split()
    assert code in ("not_writable", "disk_full")
    journal = open_book(book_path)
    assert len(journal.steps()) == int(saved) > 0
    assert check(journal.book) == []
    journal.close()
