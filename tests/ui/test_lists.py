"""Lists in the hands of their user: type, sort, remove, undo; however large they are, whatever their data look like."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from smartplanner.changes import Label, insert, update
from smartplanner.commands.editing import set_fields
from smartplanner.commands.lights import set_light
from smartplanner.commands.office import Office
from smartplanner.ui.records import RecordPage
from smartplanner.ui.table import Column, TableModel
from smartplanner.ui.tasks import TasksPage

DAY = date(2026, 11, 23)
NASTY = "<b>粗体</b> & {x} %s\n第二行 😀" + "很" * 120


@pytest.fixture
def session(session_on, journal):
    changes = [insert("organisation", "unit", {"name": "市甲局"})]
    changes += [
        insert("task", f"t{number}", {"title": f"第{number}件事", "lead": "unit", "state": state, "due": due})
        for number, (state, due) in enumerate(
            [("in_progress", date(2026, 1, 1)), ("done", date(2026, 2, 1)), ("in_progress", date(2027, 1, 1))] * 4
        )
    ]
    journal.commit(Label("tasks"), changes)
    return session_on(Office(journal))


@pytest.fixture
def page(show, session):
    return show(TasksPage(session))


@pytest.fixture
def consenting(monkeypatch):
    """Whoever is asked says yes."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)


def shown(page):
    return {row.id for row in page.model.shown_rows()}


def type_filter(qtbot, page, text):
    page.search.setText(text)
    page.apply_filter()
    qtbot.waitUntil(lambda: not page.typed.is_waiting)


def test_the_delete_key_removes_the_selected_rows_and_undo_brings_them_back(qtbot, page, consenting):
    page.table.selectRow(0)
    first = page.table.selected_ids()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.model.total() == 11
    assert not page.remove_button.isEnabled()
    page.session.office.journal.undo()
    assert set(first) <= shown(page)


def test_enter_opens_the_current_row(qtbot, page):
    page.table.selectRow(2)
    with qtbot.waitSignal(page.session.asked) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["task", page.table.selected_ids()[0]]


def test_the_filters_of_light_state_and_words_hold_through_changes_and_undo(qtbot, page):
    page.light_box.setCurrentIndex(page.light_box.findData("red"))
    page.state_box.setCurrentIndex(page.state_box.findData("in_progress"))
    type_filter(qtbot, page, "件事 市甲局")
    assert shown(page) == {"t0", "t3", "t6", "t9"}
    set_fields(page.session.office, "task", ["t0", "t1"], {"state": "done"})
    assert shown(page) == {"t3", "t6", "t9"}
    set_fields(page.session.office, "task", ["t3"], {"title": "改名"})
    assert shown(page) == {"t6", "t9"}
    page.session.office.journal.undo()
    page.session.office.journal.undo()
    assert shown(page) == {"t0", "t3", "t6", "t9"}
    page.show_light("")
    page.apply_filter()
    assert len(shown(page)) == 12


def test_the_selection_goes_with_its_rows_when_they_are_sorted_anew(qtbot, page):
    page.table.selectRow(1)
    chosen = page.table.selected_ids()
    for column in (1, 2, 5):
        page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        assert page.table.selected_ids() == chosen
    set_fields(page.session.office, "task", ["t5"], {"title": "改名"})
    assert page.table.selected_ids() == chosen


def test_a_renamed_unit_is_renamed_in_every_row_even_if_the_step_changed_only_one(qtbot, page):
    changes = [
        update("organisation", "unit", {"name": "市甲局"}, {"name": "市乙局"}),
        update("task", "t0", {"title": "第0件事"}, {"title": "改名"}),
    ]
    page.session.office.journal.commit(Label("both"), changes)
    names = {page.model.data(page.model.index(row, 3)) for row in range(page.model.rowCount())}
    assert names == {"市乙局"}


def test_a_large_list_is_made_searchable_bit_by_bit_and_typing_never_waits_for_all_of_it(qtbot):
    columns = [Column("name", "名称", 10, lambda row: f"第{row}行")]
    model = TableModel(columns, str)
    model.set_rows(range(5000))
    turns = 1
    while not model.prepare(0):
        turns += 1
    assert 10 < turns < 100
    model.filter("第4999行")
    assert model.shown_rows() == [4999]


def test_what_was_typed_too_early_is_looked_for_as_soon_as_it_can_be(qtbot, page, monkeypatch):
    monkeypatch.setattr(page.model, "prepare", lambda _seconds: False)
    page.search.setText("第7件事")
    page.apply_filter()
    assert len(shown(page)) == 12
    monkeypatch.undo()
    qtbot.waitUntil(lambda: shown(page) == {"t7"})


def test_text_that_looks_like_markup_is_text_in_cells_and_tooltips(qtbot, session):
    set_fields(session.office, "organisation", ["unit"], {"name": NASTY})
    page = RecordPage(session, "organisation")
    qtbot.addWidget(page)
    page.show()
    index = page.model.index(0, next(n for n, column in enumerate(page.model.columns) if column.name == "name"))
    assert page.model.data(index) == " ".join(NASTY.split())
    assert "<b>" not in page.model.data(index, int(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;" in page.model.data(index, int(Qt.ItemDataRole.ToolTipRole))


def test_a_list_without_rows_says_what_to_do_and_offers_nothing_to_remove(qtbot, session):
    page = RecordPage(session, "pilot")
    qtbot.addWidget(page)
    page.show()
    assert page.empty.isVisible()
    assert not page.remove_button.isEnabled()
    assert not page.open_button.isEnabled()
    type_filter(qtbot, page, "什么")
    assert page.empty.isVisible()


def test_from_the_filter_enter_leads_to_the_rows_and_enter_again_opens_the_first(qtbot, page):
    page.search.setFocus()
    page.search.setText("第7件")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert shown(page) == {"t7"}
    with qtbot.waitSignal(page.session.asked) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["task", "t7"]


def test_a_light_set_by_hand_shows_the_computed_one_beside_it(qtbot, page):
    assert page.menu(["t0"]).actions()[-2].isSeparator()
    set_light(page.session.office, "t0", "green", reason="已改期", on=DAY)
    line = page.model.row_of("t0")
    assert (line.signal.light, line.computed.light) == ("green", "red")
    text = next(column for column in page.model.columns if column.name == "cause").text(line)
    assert "已改期" in text
    assert "红灯" in text
