"""The window in the hands of its user: take ledgers in, look, change, undo, write the briefing."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from smartplanner.commands.office import new_office
from smartplanner.queries.history.moments import last_number
from smartplanner.ui.editors import DateEditor
from smartplanner.ui.importing import ImportDialog
from smartplanner.ui.shell import Shell
from smartplanner.ui.task_form import TaskForm

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
LEDGER = SAMPLES / "03-督办事项台账.xlsx"
DAY = date(2026, 11, 23)


@pytest.fixture
def shell(window_on, tmp_path):
    """The window on a new book with the reference data."""
    new_office(tmp_path / "本市.splan").close()
    return window_on(tmp_path / "本市.splan")


def choose(shell, verb):
    """Choose an entry of the menus by the id of its verb."""
    shell.action(verb).trigger()


def menu_text(shell, verb):
    return shell.action(verb).text()


def take_in(qtbot, shell, *paths):
    """Import workbooks through the preview."""
    dialog = ImportDialog(shell.session, list(paths), shell)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: len(dialog.proposals) == len(paths))
    return dialog


@pytest.fixture
def filled(qtbot, shell):
    dialog = take_in(qtbot, shell, LEDGER)
    dialog.accept_button.click()
    return shell


def tasks(shell):
    return shell.session.office.reader.rows("task")


def test_an_empty_book_says_what_to_do_next(qtbot, shell):
    page = shell.go_to("overview")
    assert page._hint.isVisible()
    assert "导入" in page._hint.text()


def test_the_preview_says_what_will_happen_and_writes_nothing_before_it_is_accepted(qtbot, shell):
    dialog = take_in(qtbot, shell, LEDGER)
    assert "45" in dialog.status.text()
    assert dialog.pages.preview_page.list.rowCount() > 0
    assert tasks(shell) == []
    dialog.reject()
    assert tasks(shell) == []


def test_accepting_is_one_step_that_the_menu_names_and_undo_takes_back(qtbot, filled):
    assert len(tasks(filled)) == 45
    assert "导入" in menu_text(filled, "undo")
    assert "03-督办事项台账.xlsx" in menu_text(filled, "undo")
    choose(filled, "undo")
    assert tasks(filled) == []
    assert "03-督办事项台账.xlsx" in menu_text(filled, "redo")
    choose(filled, "redo")
    assert len(tasks(filled)) == 45


def test_a_file_that_is_no_workbook_is_named_and_the_others_go_in(qtbot, shell, tmp_path):
    wrong = tmp_path / "说明.xlsx"
    wrong.write_text("这不是工作簿", "utf-8")
    dialog = take_in(qtbot, shell, wrong, LEDGER)
    remarks = dialog.pages.preview_page.list
    texts = [remarks.item(row, 4).text() for row in range(remarks.rowCount())]
    assert any("不是Excel文件" in text for text in texts)
    dialog.accept_button.click()
    assert len(tasks(shell)) == 45


def test_the_overview_counts_what_was_taken_in_and_a_click_opens_its_list(qtbot, filled):
    page = filled.go_to("overview")
    assert page._cards["total"]._figure.text() == "45"
    red = page.figures.by_light["red"]
    qtbot.mouseClick(page._cards["red"], Qt.MouseButton.LeftButton)
    listed = filled.stack.currentWidget()
    assert listed.entity == "task"
    assert listed.model.rowCount() == red


def test_the_list_filters_by_words_and_says_how_many_of_how_many(qtbot, filled):
    page = filled.go_to("task")
    page.search.setText("数据")
    page.apply_filter()
    assert 0 < page.model.rowCount() < 45
    assert f"{page.model.rowCount()}" in page.count.text()
    page.search.setText("绝对没有的词")
    page.apply_filter()
    assert page.empty.isVisible()


def test_a_deadline_typed_in_words_is_read_and_saved_and_undone(qtbot, filled):
    row = next(task for task in tasks(filled) if task.due_text)
    form = TaskForm(filled.session, row.id)
    qtbot.addWidget(form)
    form.show()
    editor = form.editors["due"]
    assert isinstance(editor, DateEditor)
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "12")
    editor.line.setText("12月底前")
    editor.line.editingFinished.emit()
    assert editor.line.text() == "2026-12-31"
    assert form.save()
    changed = filled.session.office.reader.row("task", row.id)
    assert changed.due == date(2026, 12, 31)
    assert changed.due_text is None
    assert "完成时限" in menu_text(filled, "undo")
    choose(filled, "undo")
    assert filled.session.office.reader.row("task", row.id) == row


def test_what_cannot_be_read_is_marked_and_nothing_is_saved(qtbot, filled, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    form = TaskForm(filled.session, tasks(filled)[0].id)
    qtbot.addWidget(form)
    form.editors["due"].line.setText("2026年2月30日")
    steps = len(filled.session.office.journal.steps())
    assert not form.save()
    assert "2月30日" in said[0] or "30" in said[0]
    assert len(filled.session.office.journal.steps()) == steps


def test_a_dragged_card_changes_its_matter_and_undo_brings_it_back(qtbot, filled):
    from smartplanner.commands.moving import move_task

    page = filled.go_to("board")
    matter = next(task for task in tasks(filled) if task.state == "in_progress")
    move_task(filled.session.office, matter.id, field="state", target="review", as_of=DAY)
    assert filled.session.office.reader.row("task", matter.id).state == "review"
    assert page.isVisible()
    choose(filled, "undo")
    assert filled.session.office.reader.row("task", matter.id) == matter


def test_a_step_is_taken_back_from_the_history_after_a_question(qtbot, filled, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    page = filled.go_to("history")
    page.timeline.choose(last_number(filled.session.office.journal))
    page.rollback_button.click()
    assert tasks(filled) == []
    assert "撤回" in page.timeline.title.text()


def test_removing_asks_once_and_can_be_undone(qtbot, filled, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    page = filled.go_to("task")
    page.table.selectRow(0)
    page.table.selectionModel().selectionChanged.emit(
        page.table.selectionModel().selection(), page.table.selectionModel().selection()
    )
    page.remove()
    assert len(tasks(filled)) == 44
    choose(filled, "undo")
    assert len(tasks(filled)) == 45


def test_the_briefing_is_written_as_word_and_pdf(qtbot, filled, tmp_path):
    choose(filled, "report")
    pane = filled.stack.currentWidget().pane
    qtbot.waitUntil(lambda: pane.paper is not None)
    name = "智慧城市建设工作简报-2026年11月"
    pane.outgoing.write({format: tmp_path / f"{name}.{format}" for format in ("docx", "pdf")})
    qtbot.waitUntil(lambda: "已" in pane.outgoing.status.text())
    written = {path.suffix for path in tmp_path.glob("智慧城市建设工作简报*")}
    assert written == {".docx", ".pdf"}


def test_a_list_is_exported_and_taken_back_without_a_change(qtbot, filled, tmp_path, monkeypatch):
    target = tmp_path / "导出.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    filled.go_to("task")
    choose(filled, "export")
    qtbot.waitUntil(lambda: target.exists())
    dialog = take_in(qtbot, filled, target)
    assert dialog.proposals[0].changes == ()
    assert not dialog.accept_button.isEnabled()


def test_a_second_window_on_the_same_book_is_told_who_has_it(qtbot, shell, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    other = Shell(as_of=DAY)
    qtbot.addWidget(other)
    assert not other.open_book(shell.session.office.path)
    assert "台账库已" in said[0]
    assert other.session is None


def test_every_page_of_the_navigation_opens(qtbot, filled):
    for row in range(filled.navigation.count()):
        item = filled.navigation.item(row)
        name = item.data(Qt.ItemDataRole.UserRole)
        if name:
            filled.navigation.setCurrentRow(row)
            qtbot.waitUntil(lambda name=name: filled.page_name() == name)
            assert filled.stack.currentWidget() is filled.stack.page(name)


def test_a_section_of_the_navigation_folds_and_stays_so(qtbot, filled):
    navigation = filled.navigation
    row = next(row for row in range(navigation.count()) if navigation.name_at(row) == "pilot")
    heading = next(n for n in range(row, -1, -1) if navigation.name_at(n) is None)
    assert not navigation.isRowHidden(row)
    navigation.itemClicked.emit(navigation.item(heading))
    assert navigation.isRowHidden(row)
    navigation.fill()
    assert navigation.isRowHidden(row)
    filled.go_to("pilot")
    assert not navigation.isRowHidden(row)


def test_the_book_of_last_time_is_opened_again(qtbot, shell):
    path = shell.session.office.path
    shell.close_book()
    again = Shell(as_of=DAY)
    qtbot.addWidget(again)
    again.start_with(None)
    assert again.session is not None
    assert again.session.office.path == path
    again.close_book()


def test_closing_a_form_with_changes_asks_first(qtbot, filled, monkeypatch):
    asked = []

    def answer(*args):
        asked.append(args[2])
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "question", answer)
    form = TaskForm(filled.session, tasks(filled)[0].id)
    qtbot.addWidget(form)
    form.show()
    qtbot.keyClicks(form.editors["title"].line, "x")  # Qt's test keys are ASCII
    form.reject()
    assert len(asked) == 1
    assert form.result() == QDialog.DialogCode.Rejected
    assert QApplication.activeModalWidget() is None
