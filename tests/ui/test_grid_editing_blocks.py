"""Blocks of cells in lists: copied for Excel, pasted with or without a preview, found and replaced, taken back."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from smartplanner.changes import Label, insert
from smartplanner.commands.office import open_office
from smartplanner.journal.check import stored_rows
from smartplanner.ui.grid.clipboard_preview import CellsPreview
from smartplanner.ui.grid.editing_range import select_cells
from smartplanner.ui.pasting import PasteDialog
from smartplanner.ui.session import Session
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(new_session):
    return new_session(
        [
            insert(
                "task", f"t{number}",
                {"title": f"平台{number}", "code": f"T-{number}", "state": "in_progress", "progress": float(number),
                 "amount": 123_456_789 + number},
            )
            for number in range(1, 6)
        ]
    )  # fmt: skip


@pytest.fixture
def page(show, session):
    made = show(TasksPage(session), size=(1366, 768), active=True)
    made.model.sort(made.model.column_of("code"))
    made.table.setFocus()
    return made


def block(page, first, left, last, right):
    """Select from one cell to another."""
    begin = page.model.index(page.model.place_of(first), page.model.column_of(left))
    end = page.model.index(page.model.place_of(last), page.model.column_of(right))
    page.table.selectionModel().setCurrentIndex(begin, QItemSelectionModel.SelectionFlag.NoUpdate)
    page.table.selectionModel().select(QItemSelection(begin, end), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def press(qtbot, page, key, held=CONTROL):
    page.table.setFocus()
    qtbot.keyClick(page.table, key, held)


def clip(text):
    QGuiApplication.clipboard().setText(text)


def row(session, id):
    return session.office.reader.row("task", id)


def stored(session):
    with session.office.journal.book.read() as connection:
        return stored_rows(connection)


def preview(page):
    return page.findChild(CellsPreview)


def test_a_clean_block_is_pasted_at_once_as_one_step_and_one_undo_takes_it_back(qtbot, session, page):
    before, steps = stored(session), len(session.office.journal.steps())
    block(page, "t2", "code", "t2", "code")
    clip("X-1\t甲\r\nX-2\t乙\r\n")
    press(qtbot, page, Qt.Key.Key_V)
    assert preview(page) is None
    assert [(row(session, f"t{n}").code, row(session, f"t{n}").title) for n in (2, 3)] == [("X-1", "甲"), ("X-2", "乙")]
    assert len(session.office.journal.steps()) == steps + 1
    session.office.journal.undo()
    assert stored(session) == before


def test_what_was_pasted_is_selected_wherever_the_order_of_the_list_has_put_it(qtbot, session, page):
    block(page, "t1", "title", "t1", "title")
    clip("平台9\n平台2\n平台0\n")
    press(qtbot, page, Qt.Key.Key_V)
    title = page.model.column_of("title")
    page.model.sort(title)
    select_cells(page.table, ["t1", "gone meanwhile", "t2", "t3"], title, width=1)
    chosen = page.table.selectionModel().selectedIndexes()
    assert sorted(index.row() for index in chosen) == [0, 1, 4]
    assert {(page.model.id_at(index.row()), index.column()) for index in chosen} == {
        ("t1", title),
        ("t2", title),
        ("t3", title),
    }
    assert page.model.id_at(page.table.currentIndex().row()) == "t1"


def test_a_copied_block_pasted_back_changes_nothing(qtbot, session, page):
    steps = len(session.office.journal.steps())
    block(page, "t1", "code", "t4", "amount")
    press(qtbot, page, Qt.Key.Key_C)
    press(qtbot, page, Qt.Key.Key_V)
    assert preview(page) is None
    assert len(session.office.journal.steps()) == steps


def test_a_copied_block_is_text_and_a_table_for_excel(qtbot, session, page):
    session.office.journal.commit(Label("row"), [insert("task", "t0", {"title": "=1+1", "code": "T-0"})])
    block(page, "t0", "title", "t1", "title")
    press(qtbot, page, Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "'=1+1\r\n平台1\r\n"
    assert "mso-number-format" in data.html()


def test_whole_rows_are_copied_with_their_heads(qtbot, session, page):
    page.table.selectRow(0)
    press(qtbot, page, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().count("\r\n") == 2
    assert "牵头单位" in QGuiApplication.clipboard().text()
    press(qtbot, page, Qt.Key.Key_V)  # rows with heads are matched with the rows of the list
    assert page.findChild(PasteDialog) is not None


def test_one_cell_fills_the_selection(qtbot, session, page):
    block(page, "t1", "progress", "t3", "progress")
    clip("50%")
    press(qtbot, page, Qt.Key.Key_V)
    assert [row(session, f"t{n}").progress for n in range(1, 5)] == [50.0, 50.0, 50.0, 4.0]


def test_rows_beyond_the_last_are_shown_first_and_added(qtbot, session, page):
    block(page, "t5", "title", "t5", "title")
    clip("甲\r\n乙\r\n")
    press(qtbot, page, Qt.Key.Key_V)
    dialog = preview(page)
    assert len(dialog.pasting.preview.added) == 1
    assert row(session, "t5").title == "平台5"
    dialog.accept_button.click()
    assert sorted(each.title for each in session.office.reader.rows("task") if len(each.title) == 1) == ["乙", "甲"]
    session.office.journal.undo()
    assert row(session, "t5").title == "平台5"


def test_what_cannot_be_taken_is_shown_with_its_reason_and_left_out(qtbot, session, page):
    block(page, "t1", "progress", "t1", "progress")
    clip("30%\r\n很多\r\n")
    press(qtbot, page, Qt.Key.Key_V)
    dialog = preview(page)
    assert len(dialog.pasting.preview.problems) == 1
    assert dialog.model.data(dialog.model.index(0, 4))
    dialog.accept_button.click()
    assert (row(session, "t1").progress, row(session, "t2").progress) == (30.0, 2.0)


def test_what_only_an_act_changes_is_not_pasted_over(qtbot, session, page):
    block(page, "t1", "state", "t1", "state")
    clip("已办结")
    press(qtbot, page, Qt.Key.Key_V)
    assert not preview(page).accept_button.isEnabled()
    preview(page).reject()
    assert row(session, "t1").state == "in_progress"


def test_blank_cells_empty_or_stay_as_the_person_says(qtbot, session, page):
    block(page, "t1", "progress", "t1", "progress")
    clip("30%\r\n\r\n40%\r\n")
    press(qtbot, page, Qt.Key.Key_V)
    dialog = preview(page)
    assert dialog.pasting.emptied == 1
    dialog.blank_box.setChecked(True)
    assert dialog.pasting.emptied == 0
    dialog.accept_button.click()
    assert [row(session, f"t{n}").progress for n in (1, 2, 3)] == [30.0, 2.0, 40.0]


def test_rows_that_are_filtered_out_are_passed_over_and_it_says_so(qtbot, session, page):
    said = []
    session.said.connect(said.append)
    page.model.filter("", lambda line: line.id != "t2")
    block(page, "t1", "progress", "t1", "progress")
    clip("30%\r\n40%\r\n")
    press(qtbot, page, Qt.Key.Key_V)
    assert [row(session, f"t{n}").progress for n in (1, 2, 3)] == [30.0, 2.0, 40.0]
    assert len(said[-1]) > 20


def test_cut_empties_what_it_copied(qtbot, session, page):
    block(page, "t1", "progress", "t2", "progress")
    press(qtbot, page, Qt.Key.Key_X)
    assert [row(session, f"t{n}").progress for n in (1, 2, 3)] == [None, None, 3.0]
    assert QGuiApplication.clipboard().text() == "1%\r\n2%\r\n"


def test_a_book_that_is_only_read_is_copied_from_but_not_pasted_into(qtbot, session):
    path = session.office.path
    session.office.journal.close()
    reading = Session(open_office(path, writable=False), DAY)
    page = TasksPage(reading)
    qtbot.addWidget(page)
    page.show()
    said = []
    reading.said.connect(said.append)
    block(page, "t1", "title", "t1", "title")
    assert page.editing.copy() == 1
    assert page.editing.paste() is True
    assert len(said) == 2
    reading.close()


def test_an_empty_clipboard_is_told(qtbot, session, page, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    QGuiApplication.clipboard().setMimeData(QMimeData())
    block(page, "t1", "title", "t1", "title")
    press(qtbot, page, Qt.Key.Key_V)
    assert len(told) == 1


def find(qtbot, page, text, *, replacing=False):
    """Open the dialog by its key and say what is looked for."""
    press(qtbot, page, Qt.Key.Key_H if replacing else Qt.Key.Key_F)
    dialog = page.editing.find_dialog
    dialog.text.setText(text)
    return dialog


def here(page):
    index = page.table.currentIndex()
    return page.model.id_at(index.row()), page.model.columns[index.column()].name


def test_finding_goes_from_cell_to_cell_and_around(qtbot, session, page):
    block(page, "t3", "code", "t3", "code")
    dialog = find(qtbot, page, "平台")
    met = []
    for _turn in range(6):
        dialog.next_button.click()
        met.append(here(page))
    assert met == [(f"t{n}", "title") for n in (3, 4, 5, 1, 2, 3)]
    dialog.previous_button.click()
    assert here(page) == ("t2", "title")
    dialog.text.setText("没有")
    dialog.next_button.click()
    assert "没有" in dialog.status.text()
    dialog.close()


def test_replacing_lists_all_first_and_writes_what_is_ticked_as_one_step(qtbot, session, page):
    before, steps = stored(session), len(session.office.journal.steps())
    block(page, "t1", "code", "t1", "code")
    dialog = find(qtbot, page, "平台", replacing=True)
    dialog.by.setText("系统")
    assert not dialog.replace_button.isEnabled()
    dialog.list_button.click()
    assert dialog.model.rowCount() == 5
    dialog.model.setData(dialog.model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    dialog.replace_button.click()
    titles = sorted(each.title[:2] for each in session.office.reader.rows("task"))
    assert titles == ["平台"] + ["系统"] * 4
    assert len(session.office.journal.steps()) == steps + 1
    session.office.journal.undo()
    assert stored(session) == before
    dialog.close()


def test_another_question_forgets_the_list(qtbot, session, page):
    dialog = find(qtbot, page, "平台", replacing=True)
    dialog.list_button.click()
    dialog.text.setText("平台1")
    assert dialog.model.rowCount() == 0
    assert not dialog.replace_button.isEnabled()
    dialog.close()


def test_the_dialog_stays_small_beside_what_is_found_until_changes_are_listed(qtbot, session, page):
    dialog = find(qtbot, page, "平台", replacing=True)
    small = dialog.height()
    assert dialog.by.isVisible()
    assert not dialog.table.isVisible()
    dialog.list_button.click()
    qtbot.waitUntil(dialog.table.isVisible)
    assert dialog.height() > small
    dialog.text.setText("另一个")
    assert not dialog.table.isVisible()


def test_replacing_keeps_to_the_selection(qtbot, session, page):
    block(page, "t1", "title", "t2", "title")
    dialog = find(qtbot, page, "平台", replacing=True)
    dialog.list_button.click()
    assert dialog.model.rowCount() == 2
    dialog.close()


def test_names_of_records_are_replaced_by_names_that_there_are(qtbot, session, page):
    unit = next(id for id, name in session.office.reader.names("organisation").items() if name == "北京市教育委员会")
    other = next(id for id, name in session.office.reader.names("organisation").items() if name == "北京市财政局")
    session.office.journal.commit(Label("row"), [insert("task", "t0", {"title": "零", "lead": unit})])
    block(page, "t1", "code", "t1", "code")
    dialog = find(qtbot, page, "教育委员会", replacing=True)
    dialog.by.setText("火星总局")
    dialog.list_button.click()
    assert dialog.model.wanted() == set()
    dialog.by.setText("财政局")
    dialog.list_button.click()
    dialog.replace_button.click()
    assert row(session, "t0").lead == other
    dialog.close()
