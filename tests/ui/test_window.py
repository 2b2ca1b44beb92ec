"""The window as a whole: books opened and closed, days changed, files dropped, things done in the wrong moment."""

import gc
import os
import weakref
from datetime import date

import pytest
from examples import example_changes
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import new_office, open_office
from smartplanner.ui import crash
from smartplanner.ui.application import discard
from smartplanner.ui.board import BoardPage
from smartplanner.ui.handling import views
from smartplanner.ui.history.taking_back import TakeBackDialog
from smartplanner.ui.navigation import page_titles
from smartplanner.ui.overview import OverviewPage
from smartplanner.ui.papers import PapersPage
from smartplanner.ui.session import Session
from smartplanner.ui.shell import Shell
from smartplanner.ui.task_form import TaskForm
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def finished_book(tmp_path_factory):
    """A book with one row of everything and a late matter, made once."""
    path = tmp_path_factory.mktemp("book") / "本市.splan"
    with new_office(path) as office:
        office.journal.commit(Label("examples"), example_changes())
        late = {"title": "迟了的事", "due": date(2026, 11, 20), "state": "in_progress"}
        office.journal.commit(Label("late"), [insert("task", "late", late)])
    return path


@pytest.fixture
def book(finished_book, tmp_path):
    path = tmp_path / "本市.splan"
    path.write_bytes(finished_book.read_bytes())
    return path


@pytest.fixture
def window(qtbot):
    made = Shell(as_of=DAY)
    made.show()
    yield made
    made.close_book()
    discard(made)


def finish_deleting():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def living():
    """Return the ids of all forms, dialogs, pages and sessions that are still held by something."""
    kinds = (TaskForm, PapersPage, TasksPage, OverviewPage, BoardPage, Session)
    return {id(one) for one in gc.get_objects() if isinstance(one, kinds)}


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    QApplication.processEvents()


def test_looking_as_of_another_day_stays_on_the_page_and_shows_other_lights(window, book, monkeypatch):
    window.open_book(book)
    page = window.go_to("task")
    assert {line.id: line.signal.light for line in page.model.shown_rows()}["late"] == "red"
    monkeypatch.setattr(views, "ask_day", lambda *_args: date(2026, 11, 10))
    window.action("as_of").trigger()
    again = window.stack.currentWidget()
    assert isinstance(again, TasksPage)
    assert again is not page
    assert {line.id: line.signal.light for line in again.model.shown_rows()}["late"] != "red"
    assert "2026-11-10" in window.day.text()
    finish_deleting()
    window.session.office.journal.undo()  # the pages of the other day must not be asked any more
    assert "late" not in {line.id for line in again.model.shown_rows()}


def test_opening_the_book_that_is_open_changes_nothing(window, book, problems):
    window.open_book(book)
    session = window.session
    assert window.open_book(book.parent / "." / book.name)
    assert window.session is session
    assert problems == []


def test_a_book_that_cannot_be_opened_leaves_the_present_one_open(window, book, tmp_path, problems):
    window.open_book(book)
    wrong = tmp_path / "坏.splan"
    wrong.write_text("不是台账库", "utf-8")
    assert not window.open_book(wrong)
    assert len(problems) == 1
    assert window.session.office.path == book
    assert window.go_to("task").model.total() == 2


def test_a_ledger_dropped_before_a_book_is_open_is_answered(window, tmp_path, problems):
    drop(window, tmp_path / "台账.xlsx")
    assert len(problems) == 1


def test_a_dropped_book_is_opened_however_its_ending_is_written(window, book):
    shouting = book.rename(book.with_suffix(".SPLAN"))
    drop(window, shouting)
    assert window.session is not None


@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="the root user can write everything")
def test_a_book_that_cannot_be_written_is_opened_to_read(window, book):
    book.chmod(0o400)
    assert window.open_book(book)


def test_in_a_book_opened_to_read_nothing_can_be_changed(window, book, monkeypatch, problems):
    window.take(lambda: open_office(book, writable=False))
    assert "只读" in window.windowTitle()
    for verb in ("import", "undo", "redo", "add"):
        assert not window.action(verb).isEnabled()
    page = window.go_to("task")
    page.table.selectRow(0)
    assert not page.add_button.isEnabled()
    assert not page.remove_button.isEnabled()
    form = TaskForm(window.session, "late")
    assert not any(editor.isEnabled() for editor in form.editors.values())
    discard(form)
    history = window.go_to("history")
    assert not history.rollback_button.isEnabled()
    drop(window, book.with_name("台账.xlsx"))
    assert len(problems) == 1


def test_pages_forms_and_sessions_are_gone_when_their_book_is_closed(window, book, monkeypatch):
    monkeypatch.setattr(TaskForm, "exec", lambda _form: QDialog.DialogCode.Rejected)
    before, kept = living(), []
    for _round in range(3):
        window.open_book(book)
        for row in range(window.navigation.count()):
            if name := window.navigation.name_at(row):
                window.go_to(name)
        window.open_record("task", "late")
        window.do("report")
        kept += [weakref.ref(page) for page in window.stack.pages.values()]
        kept.append(weakref.ref(window.session))
        window.close_book()
        finish_deleting()
    assert [found for found in (one() for one in kept) if found is not None] == []
    assert living() - before == set()


def test_a_book_may_be_closed_while_work_runs(window, book):
    window.open_book(book)
    told = []
    office = window.session.office
    window.session.in_background(lambda: len(office.reader.rows("task")), told.append)
    window.close_book()
    finish_deleting()
    assert window.session is None


def test_an_export_to_a_place_that_cannot_be_written_is_a_message_not_a_fault(
    qtbot, window, book, tmp_path, monkeypatch, problems
):
    window.open_book(book)
    window.go_to("task")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "没有这个文件夹" / "表.xlsx"), "")
    )
    window.action("export").trigger()
    qtbot.waitUntil(lambda: len(problems) == 1)


def test_a_conflict_in_taking_back_a_step_is_named_and_changes_nothing(window, book, monkeypatch, problems):
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    window.open_book(book)
    office = window.session.office
    first = set_fields(office, "task", ["late"], {"title": "一"})
    set_fields(office, "task", ["late"], {"title": "<b>二</b>"})
    page = window.go_to("history")
    page.timeline.choose(first.number)
    seen = []
    monkeypatch.setattr(TakeBackDialog, "exec", lambda dialog: seen.extend(dialog.plan.conflicts))
    page.rollback_button.click()
    assert [(one.then, one.now) for one in seen] == [("迟了的事", "<b>二</b>")]
    assert office.reader.row("task", "late").title == "<b>二</b>"


def test_undo_and_redo_pressed_many_times_end_at_both_ends(window, book, problems):
    window.open_book(book)
    page = window.go_to("task")
    office = window.session.office
    for number in range(6):
        set_fields(office, "task", ["late"], {"title": f"第{number}次"})
    for _press in range(20):
        window.action("undo").trigger()
    assert page.model.total() == 0
    for _press in range(20):
        window.action("redo").trigger()
    assert office.reader.row("task", "late").title == "第5次"
    assert page.model.row_of("late").title == "第5次"
    assert problems == []


def test_a_problem_without_a_window_is_a_message_too(window, book, problems):
    def fail():
        raise Problem(code="x", message="做不到")

    window.open_book(book)
    assert window.session.perform(fail) is None
    assert problems == ["做不到"]


@pytest.mark.parametrize("name", ["overview", "board", "task", "history", "papers"])
def test_every_screen_fits_a_window_of_a_small_or_enlarged_display(window, book, name):
    window.open_book(book)
    window.go_to(name)
    window.resize(910, 480)
    QApplication.processEvents()
    assert window.width() <= 960  # 1920×1080 at 200 %
    assert window.height() <= 500  # 1366×768 at 150 %


@pytest.mark.parametrize(("card", "rows"), [("soon", {"soon"}), ("red", {"late"}), ("done", {"done"}), ("total", None)])
def test_every_figure_of_the_overview_opens_what_it_counts(qtbot, window, book, card, rows):
    window.open_book(book)
    office = window.session.office
    example = {row.id for row in office.reader.rows("task")} - {"late"}
    soon = {"title": "快到期的事", "due": date(2026, 12, 1), "state": "in_progress"}
    done = {"title": "办完的事", "state": "done"}
    office.journal.commit(Label("more"), [insert("task", "soon", soon), insert("task", "done", done)])
    qtbot.mouseClick(window.go_to("overview")._cards[card], Qt.MouseButton.LeftButton)
    page = window.stack.currentWidget()
    assert {line.id for line in page.model.shown_rows()} - example == (rows or {"late", "soon", "done"})


def test_a_fault_while_its_report_is_open_opens_no_second_one(window):
    reports = []

    def look():
        report = QApplication.activeModalWidget()
        reports.append(report)
        crash._show(ValueError, ValueError("again"), None)
        report.reject()

    QTimer.singleShot(0, look)
    crash._show(ZeroDivisionError, ZeroDivisionError("first"), None)
    assert len(reports) == 1
    assert "程序" in reports[0].windowTitle()


def test_the_titles_on_the_overview_stay_readable_in_a_narrow_window(window, book):
    window.open_book(book)
    page = window.go_to("overview")
    window.resize(910, 480)
    QApplication.processEvents()
    worst = page.dashboard.panels["worst"].list
    assert worst.viewport().width() >= 300


def test_what_the_pages_showed_goes_with_them_and_waits_for_no_search(window, book):
    window.open_book(book)
    gc.collect()
    shown = [weakref.ref(window.go_to(name)) for name in page_titles()]
    gc.disable()
    try:
        window.close_book()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = [type(page()).__name__ for page in shown if page() is not None]
        assert left == []
    finally:
        gc.enable()
