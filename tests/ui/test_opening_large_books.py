"""A large book is opened beside the window, which answers meanwhile; where two are asked for the later one counts."""

import shutil
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from smartplanner.changes import Label, insert
from smartplanner.commands.office import is_older, new_office, open_office
from smartplanner.store import migrations
from smartplanner.store.book import Book
from smartplanner.store.engine import APPLICATION_ID, make_engine, writing
from smartplanner.store.tables import metadata
from smartplanner.ui import opening
from smartplanner.ui.application import discard
from smartplanner.ui.shell import Shell

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def finished_book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "本市.splan"
    with new_office(path) as office:
        office.journal.commit(Label("late"), [insert("task", "late", {"title": "迟了的事", "due": date(2026, 11, 20)})])
    return path


@pytest.fixture
def large(finished_book, tmp_path, monkeypatch):
    """A book that counts as large."""
    monkeypatch.setattr(opening, "LARGE", 1)
    return shutil.copy(finished_book, tmp_path / "大.splan")


@pytest.fixture
def other(finished_book, tmp_path):
    """A second book."""
    return shutil.copy(finished_book, tmp_path / "另一本.splan")


@pytest.fixture
def window(qtbot):
    made = Shell(as_of=DAY)
    made.show()
    yield made
    discard(made)


def in_view(window, book):
    """Whether the first page of *book* is in view."""
    return window.book_path() == book and window.page_name() == "overview"


def test_a_large_book_is_opened_while_the_window_says_so(qtbot, window, large):
    told = []
    window.opened.connect(lambda: told.append(window.page_name()))
    assert window.open_book(large)
    assert window.session is None
    assert window.is_opening
    assert "大" in window.stack.currentWidget().accessibleName()
    assert not window.action("import").isEnabled()
    window.do("import")  # as from a shortcut or a button of another place: nothing, and no fault
    qtbot.waitUntil(lambda: in_view(window, large))
    assert told == ["overview"]
    assert window.action("import").isEnabled()
    assert window.side.isEnabled()
    assert window.go_to("task").model.total() == 1


def test_a_book_that_a_window_starts_with_is_there_at_once(window, large):
    window.start_with(large)
    assert in_view(window, large)


def test_a_large_book_of_an_earlier_version_is_upgraded_while_the_window_that_starts_with_it_says_so(
    qtbot, window, tmp_path, monkeypatch
):
    monkeypatch.setattr(opening, "LARGE", 1)
    path = tmp_path / "旧.splan"
    engine = make_engine(path, mode="rwc")
    with writing(engine) as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        migrations.upgrade(connection, to="0001")
        rows = [{"key": key, "value": key} for key in ("book", "site", "made")]
        connection.execute(metadata().tables["book"].insert(), rows)
    book = Book(path, engine, None)
    book.checkpoint()
    book.close()
    assert is_older(path)
    window.start_with(path)
    assert window.is_opening
    qtbot.waitUntil(lambda: in_view(window, path))
    window.close_book()
    assert not is_older(path)
    assert len(list(tmp_path.glob("*.backup.splan"))) == 1


def test_the_present_book_stays_when_a_large_one_cannot_be_opened(qtbot, window, large, other, problems):
    window.take(lambda: open_office(other))
    window.go_to("task")
    large.write_bytes("不是台账库".encode())
    window.open_book(large)
    assert window.is_opening
    qtbot.waitUntil(lambda: not window.is_opening)
    assert len(problems) == 1
    assert window.book_path() == other
    assert window.page_name() == "task"
    assert window.action("import").isEnabled()


def test_the_welcome_page_comes_back_when_a_large_book_is_held_by_another(qtbot, window, large, problems):
    with open_office(large):
        window.open_book(large)
        qtbot.waitUntil(lambda: len(problems) == 1)
    assert window.stack.currentWidget() is window.welcome
    assert window.session is None


def test_of_two_large_books_asked_for_on_end_the_later_is_opened_and_the_other_left_free(qtbot, window, large, other):
    window.open_book(large)
    window.open_book(other)
    qtbot.waitUntil(lambda: in_view(window, other))
    open_office(large).close()


def test_a_large_book_wanted_again_after_another_one_is_opened(qtbot, window, large, other, problems):
    for book in (large, other, large):
        window.open_book(book)
    window.open_book(large)  # once more: it is under way already
    qtbot.waitUntil(lambda: in_view(window, large))
    open_office(other).close()
    assert problems == []


def test_going_back_to_the_present_book_gives_the_next_one_up(qtbot, window, large, other):
    window.take(lambda: open_office(other))
    window.open_book(large)
    window.open_book(other)
    assert in_view(window, other)
    assert window.action("import").isEnabled()
    window.opening.end()
    open_office(large).close()


def test_a_new_book_made_meanwhile_stays_open(qtbot, window, large, tmp_path):
    window.open_book(large)
    assert window.take(lambda: new_office(tmp_path / "新.splan"))
    assert in_view(window, tmp_path / "新.splan")
    assert window.action("import").isEnabled()
    window.opening.end()
    open_office(large).close()


def test_a_window_closed_while_a_large_book_is_opened_leaves_the_book_free(window, large):
    window.open_book(large)
    window.close()
    open_office(large).close()


def test_a_large_book_waits_for_the_dialog_that_is_open(qtbot, window, large, other):
    window.take(lambda: open_office(other))
    dialog, seen = QDialog(window), []

    def look():
        assert window.opening.path == large
        seen.append(window.book_path())
        dialog.reject()

    window.open_book(large)
    window.opening._pool.waitForDone()
    QTimer.singleShot(150, look)
    dialog.exec()
    assert seen == [other]
    qtbot.waitUntil(lambda: in_view(window, large))


def test_work_under_way_in_the_present_book_is_finished_before_the_next_one_is_shown(qtbot, window, large, other):
    window.take(lambda: open_office(other))
    office, told = window.session.office, []
    window.session.in_background(lambda: office.reader.count("task"), told.append)
    window.open_book(large)
    qtbot.waitUntil(lambda: in_view(window, large))
    QApplication.processEvents()
    assert told == [1]
