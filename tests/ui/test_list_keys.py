"""Keys of lists: one key does one thing, wherever the focus is, and the list of shortcuts names it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from smartplanner.changes import insert
from smartplanner.commands.verbs import VERBS
from smartplanner.ui.shortcuts import keys_of_page
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(new_session):
    rows = [insert("task", f"t{number}", {"title": f"平台{number}", "state": "in_progress"}) for number in (1, 2, 3)]
    return new_session(rows)


@pytest.fixture
def page(show, session):
    return show(TasksPage(session), active=True)


def test_the_filter_says_its_key_which_leads_to_it_from_inside_the_cells(qtbot, page):
    page.search.setText("平台")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_L, CONTROL)
    assert "Ctrl+L" in page.search.placeholderText()
    assert page.search.hasFocus()
    assert page.search.selectedText() == "平台"


def test_finding_comes_up_from_the_cells_and_from_beside_them(qtbot, page):
    for begin in (page.table, page.search, page.add_button):
        begin.setFocus()
        qtbot.keyClick(begin, Qt.Key.Key_F, CONTROL)
        dialog = page.editing.find_dialog
        assert dialog is not None
        assert dialog.isVisible()
        dialog.reject()
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)


def test_the_list_of_shortcuts_names_the_keys_of_cells(page):
    named = {key.keys: key.does for key in keys_of_page(page)}
    for action in page.editing.actions.all:
        for sequence in action.shortcuts():
            assert sequence.toString(QKeySequence.SequenceFormat.NativeText) in named
    assert {"F2", "Ctrl+D", "Ctrl+R", "Ctrl+H", "F3", "Ctrl+L"} <= set(named)


def test_no_key_of_the_cells_is_one_of_the_window(page):
    of_window = {QKeySequence(verb.shortcut).toString() for verb in VERBS if verb.shortcut}
    assert of_window.isdisjoint(key.keys for key in keys_of_page(page))


def test_a_key_of_the_cells_acts_once_although_the_page_has_it_too(qtbot, session, page):
    page.table.selectRow(0)
    page.table.setFocus()
    said = []
    session.said.connect(said.append)
    qtbot.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    assert len(said) == 1
    assert "平台1" in QApplication.clipboard().text()
