"""The settings that keep a book safe are in force on every connection, not only asked for."""

import pytest

from smartplanner.journal import create_book, open_book
from smartplanner.store import migrations
from smartplanner.store.engine import APPLICATION_ID, WAL_IS_SAFE_FROM, sqlite_version

SETTINGS = {
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "busy_timeout": 5000,
    "journal_mode": "wal",
    "application_id": APPLICATION_ID,
    "user_version": migrations.latest(),
}


def in_force(book):
    with book.read() as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SETTINGS}


@pytest.mark.parametrize("writable", [True, False])
def test_every_setting_is_in_force_on_an_opened_book(book_path, writable):
    journal = open_book(book_path, writable=writable)
    with journal.book.read():  # a second connection beside the first
        assert in_force(journal.book) == SETTINGS
    journal.close()


def test_every_setting_is_in_force_on_a_book_just_made(tmp_path):
    journal = create_book(tmp_path / "new.splan")
    assert in_force(journal.book) == SETTINGS
    journal.close()


def test_sqlite_is_new_enough_for_a_write_ahead_log():
    assert sqlite_version() >= WAL_IS_SAFE_FROM


def test_a_reading_connection_cannot_write(book_path):
    journal = open_book(book_path, writable=False)
    with journal.book.read() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1
    journal.close()


def test_a_closed_book_is_one_file(book_path):
    journal = open_book(book_path)
    assert len(list(book_path.parent.iterdir())) > 1
    journal.close()
    journal.close()
    assert list(book_path.parent.iterdir()) == [book_path]
