"""Cells between a list and Excel: Ctrl+C, Ctrl+V, the preview, and one step that can be taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from smartplanner.ui import pasting
from smartplanner.ui.pasting import PasteDialog
from smartplanner.ui.records import RecordPage
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)
TWO_TASKS = (
    '任务名称\t牵头单位\t完成时限\t进展情况\r\n甲\t市经信局\t12月底前\t"一期完成\n二期启动"\r\n乙\t市教委\t长期\t\r\n'
)


@pytest.fixture
def session(new_session):
    return new_session()


@pytest.fixture
def page(qtbot, session):
    return opened(qtbot, TasksPage(session))


def opened(qtbot, page):
    """Show a page and give it the keys."""
    qtbot.addWidget(page)
    page.show()
    return page


def press(qtbot, page, key):
    """Press Ctrl and *key* over the list."""
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.table.setFocus() if page.table.isVisible() else page.setFocus()
    qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)


def paste(qtbot, page, text) -> PasteDialog:
    """Press Ctrl+V over the list and wait for the preview."""
    QGuiApplication.clipboard().setText(text)
    dialog = page.paste()
    read(qtbot, dialog)
    return dialog


def read(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.proposal is not None)


def titles(session):
    return sorted(row.title for row in session.office.reader.rows("task"))


def test_a_pasted_block_is_shown_first_and_written_as_one_step(qtbot, session, page):
    dialog = paste(qtbot, page, TWO_TASKS)
    assert dialog.status.text().startswith("2") or "2" in dialog.status.text()
    assert titles(session) == []
    steps = len(session.office.journal.steps())
    dialog.accept_button.click()
    assert titles(session) == ["乙", "甲"]
    assert len(session.office.journal.steps()) == steps + 1
    (first,) = [row for row in session.office.reader.rows("task") if row.title == "甲"]
    assert (first.due, first.progress_text) == (date(2026, 12, 31), "一期完成\n二期启动")


def test_pasting_from_a_clipboard_that_nobody_has_used_says_that_there_are_no_cells(page, monkeypatch):
    QGuiApplication.clipboard().clear()
    told = []
    monkeypatch.setattr(pasting, "show_problem", lambda problem, _window: told.append(problem.code))
    assert page.paste() is None
    assert told == ["no_rows"]


def test_a_paste_is_undone_in_one_go(qtbot, session, page):
    paste(qtbot, page, TWO_TASKS).accept_button.click()
    session.office.journal.undo()
    assert titles(session) == []


def test_the_list_shows_what_was_pasted(qtbot, session, page):
    paste(qtbot, page, TWO_TASKS).accept_button.click()
    assert page.model.total() == 2


def test_pasting_over_known_rows_changes_them(qtbot, session, page):
    paste(qtbot, page, TWO_TASKS).accept_button.click()
    dialog = paste(qtbot, page, "任务名称\t牵头单位\t状态\n甲\t市经信局\t已完成\n乙\t市教委\t\n")
    assert [row.kind for row in dialog.proposal.sheets[0].rows] == ["update", "unchanged"]
    dialog.accept_button.click()
    assert sorted(str(row.state) for row in session.office.reader.rows("task")) == ["None", "done"]


def test_without_a_header_the_columns_are_those_of_the_list(qtbot, session, page):
    dialog = paste(qtbot, page, "T-1\t新事项\t市经信局\t海淀区\t2026-12-31\n")
    assert not dialog.header_box.isChecked()
    assert [box.currentData() for box in dialog._boxes] == ["code", "title", "lead", "district", "due"]
    dialog.accept_button.click()
    (row,) = session.office.reader.rows("task")
    assert (row.code, row.title, row.due) == ("T-1", "新事项", date(2026, 12, 31))


def test_a_person_can_say_what_a_column_means(qtbot, session, page):
    dialog = paste(qtbot, page, "新事项\t请尽快\n")
    box = dialog._boxes[1]
    box.setCurrentIndex(box.findData("note"))
    read(qtbot, dialog)
    dialog.accept_button.click()
    (row,) = session.office.reader.rows("task")
    assert (row.title, row.note, row.lead) == ("新事项", "请尽快", None)


def test_a_cell_that_cannot_be_read_is_shown_with_its_reason_and_its_row_is_left_out(qtbot, session, page):
    dialog = paste(qtbot, page, "任务名称\t完成时限\n甲\t13月底前\n乙\t6月底前\n")
    assert "B2" in dialog.remarks.text()
    dialog.accept_button.click()
    assert titles(session) == ["乙"]


def test_an_empty_clipboard_is_told_and_opens_nothing(qtbot, session, page, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    QGuiApplication.clipboard().setText("")
    assert page.paste() is None
    assert len(told) == 1


def test_selected_rows_are_copied_as_excel_takes_them_and_can_be_pasted_back(qtbot, session, page):
    paste(qtbot, page, TWO_TASKS + "=HYPERLINK(1)\t市教委\t长期\t\n").accept_button.click()
    page.table.selectAll()
    press(qtbot, page, Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().text()
    lines = copied.split("\r\n")
    assert "牵头单位" in lines[0]
    assert len(lines) == 5  # the header, three rows, the end
    assert "\t'=HYPERLINK(1)\t" in copied
    dialog = paste(qtbot, page, copied)
    assert [row.kind for row in dialog.proposal.sheets[0].rows] == ["unchanged"] * 3


def test_control_v_opens_the_preview_over_any_list(qtbot, session):
    page = opened(qtbot, RecordPage(session, "meeting"))
    QGuiApplication.clipboard().setText("会议名称\t会议日期\n专题会\t2026-11-02\n")
    press(qtbot, page, Qt.Key.Key_V)
    (dialog,) = page.findChildren(PasteDialog)
    read(qtbot, dialog)
    assert dialog.accept_button.isEnabled()


def test_closing_the_preview_writes_nothing(qtbot, session, page):
    dialog = paste(qtbot, page, TWO_TASKS)
    dialog.reject()
    assert titles(session) == []
