"""Minutes in the window: pasted or opened, looked through with the keyboard, corrected, accepted."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from smartplanner.base.paths import resources
from smartplanner.ui.handling import ledgers
from smartplanner.ui.minutes import MinutesDialog
from smartplanner.ui.minutes import dialog as dialog_room
from smartplanner.ui.shell import Shell

SAMPLE = resources("samples") / "08-会议纪要.docx"
PASTED = """会议纪要

会议议定：
一、由市某某局牵头，2027年3月底前完成网络梳理。
二、市交通委负责信号灯维护，2027年6月底前完成。
三、原则同意实施方案。"""


@pytest.fixture
def session(new_session):
    return new_session()


@pytest.fixture
def shown(show, session):
    return show(MinutesDialog(session))


@pytest.fixture
def pasted(qtbot, shown):
    shown.text.setPlainText(PASTED)
    qtbot.waitUntil(lambda: bool(shown.model.entries))
    return shown


def test_an_opened_file_shows_its_text_and_all_its_decisions_ticked(qtbot, shown):
    shown.open_file(SAMPLE)
    qtbot.waitUntil(lambda: bool(shown.model.entries))
    assert "（一）由市交通委牵头" in shown.text.toPlainText()
    assert shown.text.isReadOnly()
    assert all(entry.ticked for entry in shown.model.entries)
    assert len(shown.text.extraSelections()) >= len(shown.model.entries)


def test_a_dropped_file_is_read(qtbot, shown):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    shown.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    qtbot.waitUntil(lambda: bool(shown.model.entries))


def test_only_what_needs_no_decision_of_a_person_is_ticked_at_first(pasted):
    assert [entry.ticked for entry in pasted.model.entries] == [False, True, False]


def test_space_ticks_enter_goes_on_and_nothing_is_accepted_by_enter(qtbot, session, pasted):
    qtbot.keyClick(pasted.list, Qt.Key.Key_Return)
    assert pasted.list.currentIndex().row() == 1
    qtbot.keyClick(pasted.list, Qt.Key.Key_Space)
    assert not pasted.model.entries[1].ticked
    qtbot.keyClick(pasted.form.editors["title"].line, Qt.Key.Key_Return)
    assert session.office.reader.count("task") == 0
    assert pasted.isVisible()


def test_a_corrected_matter_is_written_as_corrected(qtbot, session, pasted):
    lead = pasted.form.editors["lead"]
    lead.box.setCurrentText("北京市水务局")  # no key of a keyboard, as an input method enters it
    lead.edited.emit()
    due = pasted.form.editors["due"]
    due.line.selectAll()
    qtbot.keyClicks(due.line, "2027-05-07")
    pasted.model.tick(0)
    pasted.accept_ticked()
    rows = {row.title: row for row in session.office.reader.rows("task")}
    row = rows["网络梳理"]
    assert (session.office.reader.name("organisation", row.lead), row.due) == ("北京市水务局", date(2027, 5, 7))
    assert (row.lead_text, row.due_text) == (None, None)
    assert set(rows) == {"网络梳理", "信号灯维护"}


def test_what_was_accepted_is_one_step_and_cannot_be_accepted_again(session, pasted):
    pasted.accept_ticked()
    assert [entry.taken for entry in pasted.model.entries] == [False, True, False]
    assert not pasted.accepting.isEnabled()
    pasted.model.tick(1)
    assert not pasted.model.entries[1].ticked
    session.office.journal.undo()
    assert session.office.reader.count("task") == 0


def test_a_refused_file_is_told_and_text_can_still_be_pasted(qtbot, shown, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(dialog_room, "show_problem", lambda problem, _window: told.append(problem.code))
    path = tmp_path / "旧.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    shown.open_file(path)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["word_old_format"]
    assert not shown.text.isReadOnly()


def test_a_stopped_reading_leaves_the_dialog_ready(qtbot, session, shown):
    shown.open_file(SAMPLE)
    shown.stop()
    assert shown.opening.isEnabled()
    shown.clear()
    shown.text.setPlainText(PASTED)
    qtbot.waitUntil(lambda: len(shown.model.entries) == 3)


def test_characters_beyond_the_basic_plane_do_not_shift_the_marks(qtbot, shown):
    shown.text.setPlainText("会议议定：𠮷𠮷\n一、由市交通委牵头，2027年3月底前完成𠮷处梳理。")
    qtbot.waitUntil(lambda: bool(shown.model.entries))
    words = [selection.cursor.selectedText() for selection in shown.text.extraSelections()]
    assert "市交通委" in words
    assert "2027年3月底前" in words


def test_minutes_dropped_on_the_window_open_the_dialog(qtbot, session, monkeypatch):
    opened = []
    monkeypatch.setattr(ledgers, "take_minutes", lambda _window, path: opened.append(path))
    window = Shell()
    qtbot.addWidget(window)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [SAMPLE]
