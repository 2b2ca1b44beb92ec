"""A synchroniser puts another file in the place of an open book: that is told, and nothing that was saved is lost."""

import shutil

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.journal import open_book
from smartplanner.journal.check import check
from smartplanner.queries import Reader


def add(journal, title):
    journal.commit(Label("add"), [insert("task", title, {"title": title})])


def titles(path):
    journal = open_book(path)
    try:
        assert check(journal.book) == []
        return sorted(row.title for row in Reader(journal).rows("task"))
    finally:
        journal.close()


def replace_with(book_path, other):
    """Put a copy of *other* in the place of the book, as a synchroniser does: the old file loses its name."""
    shutil.copy(other, book_path.with_name("arriving"))
    book_path.with_name("arriving").replace(book_path)


@pytest.fixture
def opened(book_path):
    journal = open_book(book_path)
    add(journal, "甲")
    yield journal
    journal.close()


def rescued(book_path):
    return sorted(book_path.parent.glob("*.rescued.splan"))


def test_a_change_after_the_file_was_replaced_is_refused_and_what_was_saved_is_kept_beside_it(
    opened, book_path, empty_book
):
    replace_with(book_path, empty_book)
    with pytest.raises(Problem) as told:
        add(opened, "乙")
    assert told.value.code == "book_replaced"
    (kept,) = rescued(book_path)
    assert kept.name in told.value.remedy
    with pytest.raises(Problem):
        add(opened, "丙")
    opened.close()
    assert rescued(book_path) == [kept]
    assert titles(kept) == ["甲"]
    assert titles(book_path) == []


def test_a_book_that_was_replaced_is_rescued_even_if_nothing_is_written_before_it_is_closed(
    opened, book_path, empty_book
):
    replace_with(book_path, empty_book)
    opened.close()
    (kept,) = rescued(book_path)
    assert titles(kept) == ["甲"]
    assert titles(book_path) == []


def test_a_book_whose_file_was_removed_is_rescued(opened, book_path):
    book_path.unlink()
    with pytest.raises(Problem) as told:
        add(opened, "乙")
    assert told.value.code == "book_replaced"
    opened.close()
    (kept,) = rescued(book_path)
    assert titles(kept) == ["甲"]


def test_what_is_on_the_screen_can_still_be_read(opened, book_path, empty_book):
    replace_with(book_path, empty_book)
    assert [row.title for row in Reader(opened).rows("task")] == ["甲"]


def test_a_second_program_that_wants_the_same_book_is_told_who_has_it(opened, book_path):
    with pytest.raises(Problem) as told:
        open_book(book_path)
    assert told.value.remedy
    add(opened, "乙")
    reading = open_book(book_path, writable=False)
    assert len(Reader(reading).rows("task")) == 2
    reading.close()


def test_an_ordinary_day_leaves_no_copy_behind(opened, book_path):
    add(opened, "乙")
    opened.close()
    assert rescued(book_path) == []
    assert titles(book_path) == ["乙", "甲"]
