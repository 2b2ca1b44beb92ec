"""Lists in the hands of a careless person: odd texts, undo under an open cell, popups of a book that is closed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smartplanner.changes import insert
from smartplanner.commands.editing import remove_rows
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)
ODD = (
    "长" * 5_000,
    "🚦\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u202eمرحبا\u202c",
    "两\n行\t字",
    "<b>&amp;</b>",
    "=1+1",
)


@pytest.fixture
def session(new_session):
    rows = [insert("task", f"t{number}", {"title": text, "state": "in_progress"}) for number, text in enumerate(ODD)]
    return new_session(rows)


@pytest.fixture
def page(show, session):
    return show(TasksPage(session), size=(1190, 700), active=True)


def go(page, id, column):
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(page.model.place_of(id), page.model.column_of(column)))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_odd_texts_are_drawn_filtered_copied_and_opened(qtbot, session, page):
    page.table.wrap(on=True)
    assert not page.grab().isNull()
    page.table.selectAll()
    assert page.editing.copy() == len(ODD)
    for place in range(len(ODD)):
        go(page, f"t{place}", "title")
        assert page.editing.open_current()
        assert page.editing.opened.editor.answer() == ODD[place]
        page.editing.cancel()
    panel = page.table.open_filter(page.model.column_of("title"))
    assert not panel.grab().isNull()
    panel.close()


def test_undo_under_an_open_cell_that_made_its_row_leaves_no_cell_open_on_nothing(qtbot, session, page):
    go(page, "t1", "title")
    assert page.editing.open_current("新的")
    session.office.journal.undo()  # the rows are gone
    assert page.model.total() == 0
    page.editing.close()
    page.editing.cancel()
    assert session.office.reader.rows("task") == []


def test_a_row_that_leaves_the_filter_when_it_is_edited_is_written_and_the_list_goes_on(qtbot, session, page):
    page.model.set_filter("title", ColumnFilter("title", frozenset({ODD[4], ODD[5]})))
    go(page, "t4", "title")
    assert page.editing.open_current("改了")
    qtbot.keyClick(page.editing.opened.editor.line(), Qt.Key.Key_Return)
    assert session.office.reader.row("task", "t4").title == "改了"
    assert page.editing.opened is None
    assert page.model.shown_count() == 1


def test_removing_the_row_of_an_open_cell_says_so_and_writes_nothing(qtbot, session, page):
    go(page, "t5", "title")
    assert page.editing.open_current("改了")
    remove_rows(session.office, "task", ["t5"])
    page.editing.close()
    page.editing.cancel()
    assert session.office.reader.row("task", "t5") is None


def test_a_list_of_no_row_and_of_one_takes_every_key(qtbot, session, page):
    for kept in (1, 0):
        ids = [row.id for row in session.office.reader.rows("task")]
        remove_rows(session.office, "task", ids[kept:])
        page.table.selectAll()
        for key in (Qt.Key.Key_C, Qt.Key.Key_D, Qt.Key.Key_R, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Space):
            qtbot.keyClick(page.table, key, Qt.KeyboardModifier.ControlModifier)
        page.editing.find_next()
        page.editing.find_dialog.reject()
        assert page.model.total() == kept


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_page_that_goes_away_takes_its_popups_along(qtbot, session):
    made = TasksPage(session)
    made.resize(900, 500)
    made.show()
    panel = made.table.open_filter(1)
    made.editing.find()
    made.close()
    made.deleteLater()
    qtbot.waitUntil(lambda: not any(one is panel for one in QApplication.topLevelWidgets()))
