"""Books of every earlier version are copied, then brought to ours in one piece; the tables are as described."""

import os
import shutil
import subprocess
import sys
import time

import pytest
import sqlcipher3
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.journal import open_book
from smartplanner.journal.books import copy_book, restore_book
from smartplanner.journal.check import check
from smartplanner.store import migrations
from smartplanner.store.book import Book
from smartplanner.store.engine import APPLICATION_ID, make_engine, writing
from smartplanner.store.tables import metadata

EARLIER = [f"{number:04d}" for number in range(1, migrations.latest())]


@pytest.fixture(scope="session", params=EARLIER)
def earlier_book(request, tmp_path_factory):
    """A book as that version of the program made it, with a step in it."""
    path = tmp_path_factory.mktemp("earlier") / "earlier.splan"
    engine = make_engine(path, mode="rwc")
    with writing(engine) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        migrations.upgrade(connection, to=request.param)
        rows = [{"key": key, "value": key} for key in ("book", "site", "made")]
        connection.execute(metadata().tables["book"].insert(), rows)
    book = Book(path, engine, None)
    book.checkpoint()
    book.close()
    connection = sqlcipher3.connect(str(path))
    connection.execute("INSERT INTO district (id, name) VALUES ('d', '东城区')")
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def old_book(earlier_book, tmp_path):
    """A copy of an earlier book of this test's own."""
    return shutil.copy(earlier_book, tmp_path / "book.splan")


def version(path):
    connection = sqlcipher3.connect(str(path))
    number = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return number


def differences(connection):
    """What Alembic finds between tables and description; it cannot read the foreign keys of added columns."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found = compare_metadata(context, metadata())
    return [one for one in found if one[0] not in ("add_fk", "remove_fk")]


def foreign_keys(connection):
    query = (
        "SELECT m.name, f.'from', f.'table', f.on_delete FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f"
    )
    return set(map(tuple, connection.exec_driver_sql(query)))


def test_the_tables_are_as_the_entities_are_described(journal):
    described = {
        (table.name, key.parent.name, key.column.table.name, "RESTRICT")
        for table in metadata().tables.values()
        for key in table.foreign_keys
    }
    with journal.book.read() as connection:
        assert differences(connection) == []
        assert foreign_keys(connection) == described


def test_revisions_are_numbered_without_a_gap_and_follow_each_other():
    from alembic.script import ScriptDirectory

    folder = migrations.__path__[0]
    script = ScriptDirectory(folder)
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert revisions[::-1] == [f"{number:04d}" for number in range(1, migrations.latest() + 1)]


def test_a_new_book_is_of_our_version(book_path):
    assert version(book_path) == migrations.latest()


def test_an_earlier_book_is_copied_and_then_upgraded_when_it_is_opened_to_write(old_book):
    before = version(old_book)
    journal = open_book(old_book)
    with journal.book.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM district").scalars().all() == ["东城区"]
        assert differences(connection) == []
    journal.commit(Label("test"), [insert("district", "e", {"name": "西城区"})])
    journal.close()
    assert version(old_book) == migrations.latest()
    copy = old_book.with_name(f"book.v{before:04d}.backup.splan")
    assert version(copy) == before
    assert sorted(path.name for path in old_book.parent.iterdir()) == sorted([old_book.name, copy.name])


def test_an_earlier_book_can_be_looked_into_and_is_upgraded_for_that(old_book):
    journal = open_book(old_book, writable=False)
    assert journal.steps() == []
    journal.close()
    assert version(old_book) == migrations.latest()


def test_an_earlier_book_that_cannot_be_written_says_what_to_do(old_book, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    with pytest.raises(Problem) as caught:
        open_book(old_book, writable=False)
    assert caught.value.code == "older_book"
    assert caught.value.remedy


def test_an_earlier_book_can_be_backed_up_as_it_is(old_book, tmp_path):
    copy_book(old_book, tmp_path / "copy.splan")
    assert version(tmp_path / "copy.splan") == version(old_book)


def test_an_earlier_backup_is_upgraded_where_it_is_brought_back(old_book, tmp_path):
    before = old_book.read_bytes()
    with pytest.raises(Problem) as caught:
        restore_book(old_book, tmp_path / "back.splan")
    assert caught.value.code == "row_differs"  # the row of this old book was put in by hand
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.splan"]
    connection = sqlcipher3.connect(str(old_book))
    connection.execute("DELETE FROM district")
    connection.commit()
    connection.close()
    restore_book(old_book, tmp_path / "back.splan")
    assert version(tmp_path / "back.splan") == migrations.latest()
    assert version(old_book) < migrations.latest()
    assert len(old_book.read_bytes()) == len(before)
    journal = open_book(tmp_path / "back.splan")
    assert check(journal.book) == []
    journal.close()


def test_an_upgrade_that_fails_leaves_the_old_book(old_book, monkeypatch):
    before = version(old_book)
    upgrade = migrations.upgrade

    def upgrade_and_fail(connection):
        upgrade(connection)
        raise RuntimeError("in the middle")

    monkeypatch.setattr(migrations, "upgrade", upgrade_and_fail)
    with pytest.raises(RuntimeError, match="in the middle"):
        open_book(old_book)
    monkeypatch.undo()
    assert version(old_book) == before
    assert not old_book.with_name("book.splan.lock").exists()
    open_book(old_book).close()
    assert version(old_book) == migrations.latest()


OPEN = """
import sys
from pathlib import Path
from smartplanner.journal import open_book
print("go", flush=True)
open_book(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4])
def test_an_upgrade_that_is_killed_leaves_the_old_book_or_the_new_one(old_book, after):
    before = version(old_book)
    with subprocess.Popen([sys.executable, "-c", OPEN, old_book], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "go\n"
        time.sleep(after)
        process.kill()
    assert version(old_book) in (before, migrations.latest())
    journal = open_book(old_book)
    with journal.book.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM district").scalars().all() == ["东城区"]
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    journal.close()
