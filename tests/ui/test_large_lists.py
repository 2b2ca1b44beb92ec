"""Lists of a large book are read and sorted beside the window, and still show what is in the book."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.queries.field_values import FieldValues
from smartplanner.ui.board import BoardPage
from smartplanner.ui.session import Session
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)


@pytest.fixture
def session(qtbot, journal, monkeypatch):
    for place in ("list_page", "grid.arranging", "board.page"):
        monkeypatch.setattr(f"smartplanner.ui.{place}.MANY", 10)
    changes = [insert("task", f"t{number}", {"title": f"第{number:02}件事"}) for number in range(30)]
    journal.commit(Label("tasks"), changes)
    made = Session(Office(journal), DAY)
    yield made
    made.pool.waitForDone()
    made.deleteLater()


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_large_list_fills_and_is_sorted_by_the_column_that_was_asked_for(qtbot, session):
    page = shown(qtbot, TasksPage(session))
    assert page.model.total() == 0
    qtbot.waitUntil(lambda: page.model.total() == 30)
    page.table.sortByColumn(page.model.column_of("title"), Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: page.model.id_at(0) == "t29")


def test_a_change_made_while_a_large_list_is_being_read_is_in_it(qtbot, session):
    page = shown(qtbot, TasksPage(session))
    set_fields(session.office, "task", ["t7"], {"title": "改过的事"})
    qtbot.waitUntil(lambda: page.model.total() == 30)
    assert page.model.row_of("t7").title == "改过的事"


def test_a_change_made_while_a_large_board_is_being_read_is_on_it(qtbot, session):
    page = shown(qtbot, BoardPage(session))
    set_fields(session.office, "task", ["t7"], {"title": "改过的事"})
    qtbot.waitUntil(lambda: page.board.shown == 30)
    assert "改过的事" in {card.title for column in page.board.columns for card in column.cards}


def test_very_many_changes_at_once_are_read_beside_a_large_list_and_a_large_board(qtbot, session, monkeypatch):
    for place in ("list_page", "board.page"):
        monkeypatch.setattr(f"smartplanner.ui.{place}.FEW", 5)
    tasks, board = shown(qtbot, TasksPage(session)), shown(qtbot, BoardPage(session))
    qtbot.waitUntil(lambda: tasks.model.total() == 30 and board.board.shown == 30)
    set_fields(session.office, "task", [f"t{number}" for number in range(8)], {"title": "改过的事"})
    assert tasks.model.row_of("t7").title != "改过的事", "the window does not wait for it"
    qtbot.waitUntil(lambda: [tasks.model.row_of(f"t{number}").title for number in range(9)].count("改过的事") == 8)
    qtbot.waitUntil(lambda: sum(card.title == "改过的事" for one in board.board.columns for card in one.cards) == 8)


def test_a_change_of_one_matter_reads_no_column_that_nobody_has_chosen(qtbot, session, monkeypatch):
    page, asked = shown(qtbot, TasksPage(session)), []
    qtbot.waitUntil(lambda: page.model.total() == 30)
    read = FieldValues._read
    monkeypatch.setattr(FieldValues, "_read", lambda self, key: asked.append(key) or read(self, key))
    set_fields(session.office, "task", ["t7"], {"title": "改过的事"})
    assert page.model.row_of("t7").title == "改过的事"
    assert asked == []


def test_a_large_list_that_is_searched_stays_so_when_it_is_read_anew(qtbot, session, monkeypatch):
    monkeypatch.setattr("smartplanner.ui.list_page.FEW", 5)
    page = shown(qtbot, TasksPage(session))
    qtbot.waitUntil(lambda: page.model.total() == 30)
    page.search.setText("改过")
    page.apply_filter()
    assert page.model.shown_count() == 0
    set_fields(session.office, "task", [f"t{number}" for number in range(8)], {"title": "改过的事"})
    qtbot.waitUntil(lambda: page.model.shown_count() == 8)
    set_fields(session.office, "task", ["t0"], {"title": "另一件事"})
    qtbot.waitUntil(lambda: page.model.shown_count() == 7)
    page.typed.use_initials()
    page.search.setText("ggd")
    page.apply_filter()
    qtbot.waitUntil(lambda: page.model.shown_count() == 7)
    set_fields(session.office, "task", [f"t{number}" for number in range(10, 18)], {"title": "嘉刚的事"})
    page.search.setText("jgd")
    page.apply_filter()
    qtbot.waitUntil(lambda: page.model.shown_count() == 8)
