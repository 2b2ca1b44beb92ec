"""文件 → 检查台账库: one sentence where all is well; else what is wrong, what to do, and a list that can be copied."""

from datetime import date

import pytest
import sqlcipher3
from PySide6.QtGui import QGuiApplication

from smartplanner.changes import Label, insert
from smartplanner.commands.attachments import attach, folder
from smartplanner.commands.books import check
from smartplanner.commands.office import new_office, open_office
from smartplanner.ui.application import discard
from smartplanner.ui.book_check import BookCheckDialog
from smartplanner.ui.progress import Stopped
from smartplanner.ui.shell import Shell

DAY = date(2026, 11, 23)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "本市.splan"
    paper = tmp_path / "合同.pdf"
    paper.write_bytes(b"%PDF")
    with new_office(path) as office:
        office.journal.commit(Label("made"), [insert("task", "a", {"title": "政务云迁移"})])
        attach(office, "task", "a", paper)
    return path


@pytest.fixture
def checked(qtbot, book):
    """Open the book, choose the verb, and return the answer."""
    made = []

    def run():
        window = Shell(as_of=DAY)
        made.append(window)
        window.show()
        assert window.open_book(book)
        window.action("check_book").trigger()
        qtbot.waitUntil(lambda: bool(window.findChildren(BookCheckDialog)))
        return window.findChildren(BookCheckDialog)[0]

    yield run
    for window in made:
        for dialog in window.findChildren(BookCheckDialog):
            dialog.close()
        window.close_book()
        discard(window)


def test_a_whole_book_is_said_to_be_whole_in_one_sentence(checked):
    dialog = checked()
    assert dialog.answer.text() == "“本市.splan”完好。"
    assert "1个附件与存入时相同" in dialog.advice.text()
    assert dialog.list.isHidden()
    assert dialog.copy_button.isHidden()


def test_damage_is_listed_with_what_to_do_and_can_be_copied(checked, book):
    connection = sqlcipher3.connect(str(book))
    connection.execute("UPDATE task SET title = '别的' WHERE id = 'a'")
    connection.commit()
    connection.close()
    dialog = checked()
    assert dialog.answer.text() == "“本市.splan”不完好，发现1个问题。"
    assert dialog.list.rowCount() == 1
    assert dialog.list.item(0, 1).text()
    assert "备份" in dialog.advice.text()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.problems[0].sentence()


def test_a_missing_attachment_is_no_damage_of_the_book(checked, book):
    for path in book.with_name(book.name + ".files").iterdir():
        path.unlink()
    dialog = checked()
    assert dialog.answer.text() == "“本市.splan”完好，但有1个附件有问题。"
    assert "记录没有丢失" in dialog.advice.text()


def test_the_check_tells_how_far_it_is_and_can_be_stopped(book):
    with open_office(book) as office:
        told = []
        assert check(office, progress=lambda part, words: told.append((part, words))) == []
        parts = [part for part, _words in told]
        assert parts == sorted(parts)
        assert 0 <= parts[0] <= parts[-1] <= 1
        assert all(words for _part, words in told)

        def stop(part, _words):
            if part > 0.3:
                raise Stopped

        with pytest.raises(Stopped):
            check(office, progress=stop)
        assert folder(office).is_dir()
        assert check(office) == []
