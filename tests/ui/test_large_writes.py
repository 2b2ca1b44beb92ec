"""Very many cells at once: written beside the window as one step, stopped without a trace, taken back by one undo."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import remove_rows
from smartplanner.commands.office import new_office
from smartplanner.excel.clipboard import parse_block
from smartplanner.journal.check import stored_rows
from smartplanner.ui.application import discard
from smartplanner.ui.grid.clipboard_preview import CellsPreview
from smartplanner.ui.history.page import BIN, HistoryPage
from smartplanner.ui.pasting import PasteDialog
from smartplanner.ui.progress import LARGE, ProgressForm
from smartplanner.ui.shell import Shell
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)
COUNT = LARGE + 20
CONTROL = Qt.KeyboardModifier.ControlModifier
TITLES = "".join(f"改过的第{number}项\r\n" for number in range(COUNT))


@pytest.fixture
def session(new_session):
    rows = [{"title": f"平台{n}", "code": f"T-{n:05}", "state": "in_progress"} for n in range(COUNT)]
    return new_session([insert("task", f"t{n:05}", row) for n, row in enumerate(rows)])


@pytest.fixture
def page(show, session):
    made = show(TasksPage(session), size=(1366, 768), active=True)
    made.model.sort(made.model.column_of("code"))
    made.table.setFocus()
    return made


@pytest.fixture
def held(session):
    """Keep work beside the window from beginning until it is let go."""
    gate = threading.Event()
    for _thread in range(session.pool.maxThreadCount()):
        session.in_background(gate.wait, lambda _none: None)
    yield gate
    gate.set()


def select(page, field, last=COUNT - 1):
    """Select a column of cells from the first row down."""
    column = page.model.column_of(field)
    begin, end = page.model.index(0, column), page.model.index(last, column)
    page.table.selectionModel().setCurrentIndex(begin, QItemSelectionModel.SelectionFlag.NoUpdate)
    page.table.selectionModel().select(QItemSelection(begin, end), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def press(qtbot, page, key, modifiers=CONTROL):
    page.table.setFocus()
    qtbot.keyClick(page.table, key, modifiers)


def clip(text):
    QGuiApplication.clipboard().setText(text)


def waiting():
    """The form that stands before everything while cells are written."""
    form = QApplication.activeModalWidget()
    return form if isinstance(form, ProgressForm) else None


def finish(qtbot, session):
    qtbot.waitUntil(lambda: waiting() is None and session.pool.activeThreadCount() == 0)


def stored(session):
    with session.office.journal.book.read() as connection:
        return stored_rows(connection)


def titles(session):
    return [row.title for row in sorted(session.office.reader.rows("task"), key=lambda row: row.id)]


def do_paste(qtbot, page):
    select(page, "title", last=0)
    clip(TITLES)
    press(qtbot, page, Qt.Key.Key_V)


def do_fill_down(qtbot, page):
    select(page, "title")
    press(qtbot, page, Qt.Key.Key_D)


def do_empty(qtbot, page):
    select(page, "code")
    press(qtbot, page, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)


def do_type_into_all(qtbot, page):
    select(page, "title")
    page.editing.open_current("都一样")
    qtbot.keyClick(page.editing.opened.editor.line(), Qt.Key.Key_Return, CONTROL)


WRITES = {"paste": do_paste, "fill": do_fill_down, "empty": do_empty, "type": do_type_into_all}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_many_cells_are_one_step_that_one_undo_takes_back(qtbot, session, page, write):
    before, steps = stored(session), len(session.office.journal.steps())
    write(qtbot, page)
    assert waiting() is not None
    finish(qtbot, session)
    assert len(session.office.journal.steps()) == steps + 1
    assert stored(session) != before
    session.office.journal.undo()
    assert stored(session) == before


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_who_stops_it_finds_the_book_as_it_was(qtbot, session, page, held, write):
    before, steps = stored(session), len(session.office.journal.steps())
    write(qtbot, page)
    waiting().stopping.click()
    held.set()
    finish(qtbot, session)
    assert stored(session) == before
    assert len(session.office.journal.steps()) == steps


def test_what_is_typed_while_cells_are_written_does_nothing(qtbot, session, page, held):
    steps = len(session.office.journal.steps())
    do_paste(qtbot, page)
    handle = page.window().windowHandle()
    for key, modifiers in ((Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_D, CONTROL)):
        QTest.keyClick(handle, key, modifiers)
    held.set()
    finish(qtbot, session)
    assert len(session.office.journal.steps()) == steps + 1
    assert titles(session)[-1] == f"改过的第{COUNT - 1}项"


def test_the_form_comes_up_when_it_takes_long_and_says_how_far_it_is(qtbot, session, page, held):
    do_paste(qtbot, page)
    form = waiting()
    assert form.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # short work shows nothing
    qtbot.waitUntil(lambda: not form.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen))
    assert waiting() is form
    held.set()
    finish(qtbot, session)


def test_a_large_paste_that_empties_cells_is_looked_at_first_and_then_written_beside(qtbot, session, page):
    before = stored(session)
    select(page, "code", last=0)
    clip("".join("\t第一\r\n" if number % 2 else f"X-{number}\t第二\r\n" for number in range(COUNT)))
    press(qtbot, page, Qt.Key.Key_V)
    finish(qtbot, session)
    preview = page.findChild(CellsPreview)
    assert preview.pasting.emptied == COUNT // 2
    assert stored(session) == before
    preview.blank_box.setChecked(True)
    finish(qtbot, session)
    assert preview.pasting.emptied == 0
    preview.accept_button.click()
    finish(qtbot, session)
    qtbot.waitUntil(lambda: page.findChild(CellsPreview) is None)
    assert titles(session)[:2] == ["第二", "第一"]
    assert session.office.reader.row("task", "t00001").code == "T-00001"
    session.office.journal.undo()
    assert stored(session) == before


def test_a_reading_that_is_stopped_leaves_the_preview_as_it_was(qtbot, session, page):
    select(page, "code", last=0)
    clip("".join("\t第一\r\n" for _number in range(COUNT)))
    press(qtbot, page, Qt.Key.Key_V)
    finish(qtbot, session)
    preview = page.findChild(CellsPreview)
    gate = threading.Event()
    for _thread in range(session.pool.maxThreadCount()):
        session.in_background(gate.wait, lambda _none: None)
    preview.blank_box.setChecked(True)
    waiting().stopping.click()
    gate.set()
    finish(qtbot, session)
    assert not preview.blank_box.isChecked()
    assert preview.pasting.emptied == COUNT


def test_replacing_in_very_many_cells_is_listed_and_written_beside(qtbot, session, page):
    before, steps = stored(session), len(session.office.journal.steps())
    page.editing.find(replacing=True)
    dialog = page.editing.find_dialog
    dialog.text.setText("平台")
    dialog.by.setText("系统")
    dialog.list_button.click()
    finish(qtbot, session)
    assert dialog.model.rowCount() == COUNT
    dialog.replace_button.click()
    finish(qtbot, session)
    assert set(titles(session)) == {f"系统{number}" for number in range(COUNT)}
    assert len(session.office.journal.steps()) == steps + 1
    session.office.journal.undo()
    assert stored(session) == before


def test_replacing_that_is_stopped_writes_nothing_and_keeps_the_list(qtbot, session, page):
    page.editing.find(replacing=True)
    dialog = page.editing.find_dialog
    dialog.text.setText("平台")
    dialog.by.setText("系统")
    dialog.list_button.click()
    finish(qtbot, session)
    before, gate = stored(session), threading.Event()
    for _thread in range(session.pool.maxThreadCount()):
        session.in_background(gate.wait, lambda _none: None)
    dialog.replace_button.click()
    waiting().stopping.click()
    gate.set()
    finish(qtbot, session)
    assert stored(session) == before
    assert dialog.model.rowCount() == COUNT


def test_very_many_rows_with_heads_are_pasted_beside_the_window(qtbot, session, page):
    before = stored(session)
    clip("任务名称\t序号\r\n" + "".join(f"新事项{number}\tN-{number}\r\n" for number in range(COUNT)))
    dialog = page.paste()
    assert isinstance(dialog, PasteDialog)
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    dialog.accept_button.click()
    finish(qtbot, session)
    qtbot.waitUntil(lambda: page.findChild(PasteDialog) is None)
    assert session.office.reader.count("task") == 2 * COUNT
    session.office.journal.undo()
    assert stored(session) == before


def test_a_large_step_is_taken_back_and_done_again_beside_the_window(qtbot, tmp_path):
    with new_office(tmp_path / "本市.splan") as office:
        office.journal.commit(Label("many"), [insert("task", f"t{n}", {"title": f"平台{n}"}) for n in range(COUNT)])
    shell = Shell(as_of=DAY)
    shell.show()
    shell.open_book(tmp_path / "本市.splan")
    for verb, left in (("undo", 0), ("redo", COUNT)):
        shell.do(verb)
        assert waiting() is not None
        finish(qtbot, shell.session)
        assert shell.session.office.reader.count("task") == left
    shell.close_book()
    discard(shell)


@pytest.fixture
def full_bin(show, session):
    """The bin in view, with more records in it than are brought back while the window waits."""
    remove_rows(session.office, "task", [f"t{n:05}" for n in range(COUNT)])
    made = show(HistoryPage(session), size=(1366, 768))
    made.tabs.setCurrentIndex(BIN)
    return made.bin


@pytest.mark.parametrize("stops", [False, True], ids=["to the end", "stopped"])
def test_very_many_records_come_back_from_the_bin_in_one_step_or_not_at_all(qtbot, session, full_bin, stops):
    qtbot.waitUntil(lambda: full_bin.model.rowCount() == COUNT)
    before, steps = stored(session), len(session.office.journal.steps())
    full_bin.table.selectAll()
    assert full_bin.restore_button.text() == f"恢复{COUNT}条记录"
    gate = threading.Event()
    for _thread in range(session.pool.maxThreadCount()):
        session.in_background(gate.wait, lambda _none: None)
    full_bin.restore_button.click()
    if stops:
        waiting().stopping.click()
    gate.set()
    finish(qtbot, session)
    assert session.office.reader.count("task") == (0 if stops else COUNT)
    assert len(session.office.journal.steps()) == (steps if stops else steps + 1)
    if not stops:
        session.office.journal.undo()
    assert stored(session) == before


def test_a_large_block_is_copied_beside_the_window_and_pasted_as_it_was(qtbot, session, page):
    columns = [page.model.column_of(name) for name in ("code", "title")]
    shown = [page.table.horizontalHeader().visualIndex(column) for column in columns]
    page.table.selectAll()
    press(qtbot, page, Qt.Key.Key_C)
    finish(qtbot, session)
    copied = parse_block(QGuiApplication.clipboard().text())
    assert len(copied) == COUNT + 1  # whole rows carry their heads along
    assert copied[1][min(shown)] == "T-00000"
    assert f"平台{COUNT - 1}" in copied[-1]


def test_cells_are_cut_only_after_they_are_on_the_clipboard(qtbot, session, page):
    before = stored(session)
    select(page, "code")
    clip("")
    press(qtbot, page, Qt.Key.Key_X)
    finish(qtbot, session)
    assert len(parse_block(QGuiApplication.clipboard().text())) == COUNT
    assert session.office.reader.row("task", "t00000").code is None
    session.office.journal.undo()
    assert stored(session) == before


def test_very_many_records_are_removed_beside_the_window_and_come_back_by_one_undo(qtbot, session, page, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    before = stored(session)
    page.table.selectAll()
    page.remove()
    assert waiting() is not None
    finish(qtbot, session)
    assert session.office.reader.count("task") == 0
    session.office.journal.undo()
    assert stored(session) == before
