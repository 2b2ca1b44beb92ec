"""A list used as a sheet of Excel: blocks and keys, header filters, several orders, groups, columns, sums, memory."""

from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from shiboken6 import isValid

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.ui.grid import arranging, tally_line
from smartplanner.ui.grid.menus import fill_view_menu
from smartplanner.ui.grid.model import LATE_ROLE, TINT_ROLE
from smartplanner.ui.grid.state import ColourRule, ColumnFilter, SortKey, ViewState
from smartplanner.ui.records import RecordPage
from smartplanner.ui.slices import all_at_once
from smartplanner.ui.tasks import TasksPage

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)  # said by the offscreen platform of popups
DAY = date(2026, 11, 23)
WAN = 1_000_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(session_on, journal):
    changes = [
        insert("district", "haidian", {"name": "海淀区", "order": 1}),
        insert("district", "changping", {"name": "昌平区", "order": 3}),
        insert("district", "dongcheng", {"name": "东城区", "order": 2}),
    ]
    matters = [
        ("a", "张家湾治理", "haidian", date(2026, 11, 1), 500, "in_progress"),
        ("b", "安防升级", "haidian", date(2026, 11, 25), 1200, "in_progress"),
        ("c", "北苑改造", "changping", date(2027, 3, 1), 20000, "in_progress"),
        ("d", "城市大脑", "dongcheng", date(2026, 12, 30), None, "done"),
        ("e", "Apple 接入", None, None, 300, "not_started"),
    ]
    for id, title, district, due, wan, state in matters:
        values = {"title": title, "district": district, "due": due, "state": state}
        values["amount"] = wan * WAN if wan is not None else None
        changes.append(insert("task", id, values))
    journal.commit(Label("matters"), changes)
    return session_on(Office(journal))


@pytest.fixture
def page(show, session):
    made = show(TasksPage(session), size=(1200, 700))
    made.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    return made


def column(page, name):
    return page.model.column_of(name)


def ids(page):
    return [row.id for row in page.model.shown_rows()]


def titles_of(page, name):
    return [value.text for value in page.model.values_of(column(page, name))]


def click_head(qtbot, page, name, *, with_shift=False, on_funnel=False):
    """Click on the head of a column, or on its funnel."""
    heads, place = page.table.heads, column(page, name)
    page.table.horizontalScrollBar().setValue(heads.sectionPosition(place))
    spot = heads.funnel_box(place).center() if on_funnel else QPoint(heads.sectionViewportPosition(place) + 14, 12)
    modifier = SHIFT if with_shift else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, modifier, spot)


def go_to(page, id, name):
    """Make a cell the current one."""
    index = page.model.index(page.model.place_of(id), column(page, name))
    page.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    page.table.setFocus()


def choose(menu, *path):
    """Choose an entry of a menu by its texts."""
    for text in path[:-1]:
        menu = next(action.menu() for action in menu.actions() if action.text() == text)
    next(action for action in menu.actions() if action.text() == path[-1]).trigger()


# -- selecting


def test_a_block_of_cells_is_counted_summed_and_averaged(qtbot, page):
    page.model.sort_by([SortKey("amount")])
    go_to(page, "e", "amount")
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    assert page.table.selected_ids() == ["e", "a", "b"]
    found = all_at_once(page.table.tallying())
    assert (found.count, found.sum, found.average) == (3, "2,000.00", "666.67")
    qtbot.waitUntil(lambda: "2,000.00" in page.tally.text())


def test_amounts_and_percentages_together_are_only_counted(page):
    set_fields(page.session.office, "task", ["a"], {"progress": 40.0})
    go_to(page, "a", "progress")
    page.table.selectAll()
    found = all_at_once(page.table.tallying())
    assert found.sum == ""
    assert found.count > 10


def test_very_many_selected_cells_are_counted_while_the_window_goes_on_and_the_last_selection_is_told(
    qtbot, page, monkeypatch
):
    monkeypatch.setattr(tally_line, "MANY", 2)
    page.model.sort_by([SortKey("amount")])
    page.table.selectAll()
    go_to(page, "e", "amount")
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    qtbot.waitUntil(lambda: "2,000.00" in page.tally.text())
    qtbot.keyClick(page.table, Qt.Key.Key_Up, SHIFT)
    qtbot.waitUntil(lambda: "800.00" in page.tally.text())


def test_control_and_an_arrow_go_to_the_edge_of_the_data(qtbot, page):
    page.model.sort_by([SortKey("amount")])
    go_to(page, ids(page)[0], "amount")
    qtbot.keyClick(page.table, Qt.Key.Key_Down, CONTROL)
    assert page.table.current_id() == "c"  # the last with an amount
    qtbot.keyClick(page.table, Qt.Key.Key_Down, CONTROL)
    assert page.table.current_id() == "d"
    qtbot.keyClick(page.table, Qt.Key.Key_Home, CONTROL)
    assert page.table.currentIndex().row() == 0
    qtbot.keyClick(page.table, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert len(page.table.selected_ids()) >= 4


def test_control_end_takes_the_selection_along_so_that_delete_empties_what_is_in_sight(qtbot, page):
    go_to(page, ids(page)[0], "amount")
    qtbot.keyClick(page.table, Qt.Key.Key_End, CONTROL)
    assert page.table.selected_ids() == [ids(page)[-1]]
    qtbot.keyClick(page.table, Qt.Key.Key_Home, CONTROL)
    assert page.table.selected_ids() == [ids(page)[0]]
    assert list(page.table.selected_cells()) == [page.table.heads.logicalIndex(0)]


def test_shift_with_home_and_end_selects_up_to_there(qtbot, page):
    go_to(page, ids(page)[2], "due")
    qtbot.keyClick(page.table, Qt.Key.Key_End, CONTROL | SHIFT)
    assert page.table.selected_ids() == ids(page)[2:]
    shown = [one.name for one in page.table.shown_columns()]
    right = shown[shown.index("due") :]
    assert sorted(page.table.selected_cells()) == sorted(column(page, name) for name in right)
    qtbot.keyClick(page.table, Qt.Key.Key_Home, CONTROL | SHIFT)
    assert page.table.selected_ids() == ids(page)[:3]
    go_to(page, ids(page)[2], "due")
    qtbot.keyClick(page.table, Qt.Key.Key_Home, SHIFT)
    assert page.table.selected_ids() == [ids(page)[2]]
    left = shown[: shown.index("due") + 1]
    assert sorted(page.table.selected_cells()) == sorted(column(page, name) for name in left)


def test_control_shift_and_arrows_select_what_lies_between_on_the_screen_after_a_column_was_moved(qtbot, page):
    heads = page.table.heads
    heads.moveSection(heads.visualIndex(column(page, "amount")), heads.visualIndex(column(page, "due")) + 1)
    page.model.sort_by([SortKey("amount")])
    go_to(page, ids(page)[0], "due")
    qtbot.keyClick(page.table, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert sorted(page.table.selected_cells()) == sorted(column(page, name) for name in ("due", "amount"))
    assert len(page.table.selected_ids()) > 1


def test_tab_goes_from_cell_to_cell_and_f6_leaves_the_list(qtbot, page):
    page.activateWindow()
    shown = [one.name for one in page.table.shown_columns()]
    go_to(page, ids(page)[0], shown[-2])
    qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    assert page.table.current_id() == ids(page)[1]
    assert page.table.currentIndex().column() == column(page, shown[0])
    qtbot.keyClick(page.table, Qt.Key.Key_Backtab, SHIFT)
    assert page.table.current_id() == ids(page)[0]
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F6)
    assert not page.table.hasFocus()


def test_tab_in_the_last_cell_of_all_leaves_the_list(qtbot, page):
    page.activateWindow()
    go_to(page, ids(page)[-1], page.table.shown_columns()[-1].name)
    qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    assert not page.table.hasFocus()


def test_control_space_selects_the_column_and_shift_space_the_row(qtbot, page):
    page.activateWindow()
    go_to(page, "b", "title")
    qtbot.keyClick(page.table, Qt.Key.Key_Space, CONTROL)
    assert page.table.selected_ids() == ids(page)
    assert list(page.table.selected_cells()) == [column(page, "title")]
    go_to(page, "b", "title")
    qtbot.keyClick(page.table, Qt.Key.Key_Space, SHIFT)
    assert page.table.selected_ids() == ["b"]
    assert len(page.table.selected_cells()) == len(page.table.shown_columns())


# -- filters of the heads


def test_a_funnel_offers_the_values_with_counts_and_leaves_what_is_ticked(qtbot, page):
    with qtbot.waitSignal(page.table.heads.filtering):
        click_head(qtbot, page, "district", on_funnel=True)
    panel = page.table.filter_panel
    assert [(value.text, value.count) for value in panel.values.values] == [
        ("海淀区", 2), ("东城区", 1), ("昌平区", 1), ("", 1),
    ]  # fmt: skip
    panel.all_box.click()
    first = panel.values.index(0)
    panel.values.setData(first, Qt.CheckState.Checked, int(Qt.ItemDataRole.CheckStateRole))
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert ids(page) == ["a", "b"]
    assert page.model.sorting() == ()  # the click on the funnel does not sort
    assert "海淀区" in page.chips.buttons[0].text()


def test_filters_of_several_columns_combine_and_each_offers_what_the_others_leave(page):
    page.model.set_filter("district", ColumnFilter("district", frozenset({"海淀区", ""})))
    assert titles_of(page, "title") == ["安防升级", "Apple 接入", "张家湾治理"]
    page.model.set_filter("amount", ColumnFilter("amount", None, "greater", "400万"))
    assert set(ids(page)) == {"a", "b"}
    assert titles_of(page, "district") == ["海淀区", "昌平区"]
    page.model.set_filter("district", None)
    assert set(ids(page)) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("condition", "first", "second", "left"),
    [
        ("greater", "1亿", "", "c"), ("smaller", "0.05亿", "", "e"), ("between", "1200", "300万", "abe"),
        ("blank", "", "", "d"), ("is", "500", "", "a"),
    ],
)  # fmt: skip
def test_amounts_are_compared_as_people_write_them(page, condition, first, second, left):
    page.model.set_filter("amount", ColumnFilter("amount", None, condition, first, second))
    assert set(ids(page)) == set(left)


@pytest.mark.parametrize(
    ("condition", "first", "second", "left"),
    [
        ("before", "2026-11-20", "", "a"), ("after", "2026年底", "", "c"), ("this_week", "", "", "b"),
        ("this_month", "", "", "ab"), ("overdue", "", "", "a"), ("between", "2026-12-01", "2027-12-31", "cd"),
    ],
)  # fmt: skip
def test_days_are_compared_by_what_a_person_types_or_by_the_day_that_is_looked_from(
    page, condition, first, second, left
):
    page.model.set_filter("due", ColumnFilter("due", None, condition, first, second))
    assert set(ids(page)) == set(left)


def test_what_cannot_be_read_is_said_and_the_panel_stays_open(page):
    panel = page.table.open_filter(column(page, "amount"))
    panel.condition_box.setCurrentIndex(panel.condition_box.findData("greater"))
    panel.first.setText("很多")
    panel.ok_button.click()
    assert panel.isVisible()
    assert "很多" in panel.said.text()
    assert page.model.filters() == []
    panel.first.setText("1000万")
    panel.ok_button.click()
    assert set(ids(page)) == {"b", "c"}


def test_values_are_found_by_pinyin_initials_and_no_filter_leaves_nothing(page):
    panel = page.table.open_filter(column(page, "district"))
    panel.search.setText("hd")
    assert [value.text for value in panel.values.found] == ["海淀区"]
    panel.search.setText("没有这个区")
    assert panel.said.isVisible()
    panel.ok_button.click()
    assert panel.isVisible(), "as in Excel, a filter that fits nothing is not taken"
    assert page.model.filters() == []
    panel.search.setText("hd")
    panel.ok_button.click()
    assert set(ids(page)) == {"a", "b"}


def test_searching_the_values_means_what_was_found(page):
    panel = page.table.open_filter(column(page, "title"))
    panel.search.setText("改造")
    panel.ok_button.click()
    assert ids(page) == ["c"]


def test_a_filter_follows_what_is_written(page):
    page.model.set_filter("district", ColumnFilter("district", frozenset({"海淀区"})))
    set_fields(page.session.office, "task", ["c"], {"district": "haidian"})
    assert set(ids(page)) == {"a", "b", "c"}
    set_fields(page.session.office, "district", ["haidian"], {"name": "海淀"})
    assert page.empty.isVisible()


def test_a_list_that_filters_have_emptied_offers_to_clear_them(page):
    page.light_box.setCurrentIndex(page.light_box.findData("red"))
    page.model.set_filter("title", ColumnFilter("title", None, "begins", "没有"))
    assert page.empty.isVisible()
    assert "督办事项" in page.empty.label.text()
    page.empty.button.click()
    assert not page.empty.isVisible()
    assert len(ids(page)) == 5
    assert page.light_box.currentIndex() == 0


def test_a_chip_takes_one_filter_back_and_clear_all_takes_all(page):
    page.model.set_filter("title", ColumnFilter("title", None, "contains", "改造"))
    page.model.set_filter("district", ColumnFilter("district", frozenset({"昌平区"})))
    assert len(page.chips.buttons) == 2
    page.chips.buttons[0].click()
    assert [one.column for one in page.model.filters()] == ["district"]
    page.chips.clear_button.click()
    assert page.model.filters() == []
    assert not page.chips.isVisible()


def test_the_current_cell_stays_when_a_filter_is_set(page):
    go_to(page, "b", "due")
    page.model.set_filter("district", ColumnFilter("district", frozenset({"海淀区"})))
    assert page.table.current_id() == "b"
    assert page.table.currentIndex().column() == column(page, "due")


def test_initials_of_pinyin_find_rows(page):
    while not page.model.prepare(1):
        pass
    page.typed.use_initials()
    page.search.setText("csdn")
    page.apply_filter()
    assert ids(page) == ["d"]


# -- order


def test_names_sort_by_pinyin_and_districts_in_the_office_s_order(qtbot, page):
    click_head(qtbot, page, "title")
    assert ids(page) == ["b", "e", "c", "d", "a"]
    click_head(qtbot, page, "title")
    assert ids(page) == ["a", "d", "c", "e", "b"]
    click_head(qtbot, page, "district")
    assert ids(page)[2:] == ["d", "c", "e"]  # 海淀、东城、昌平, the one without a district last


def test_shift_and_a_click_add_a_column_to_the_order(qtbot, page):
    click_head(qtbot, page, "district")
    click_head(qtbot, page, "amount", with_shift=True)
    click_head(qtbot, page, "amount", with_shift=True)
    assert page.model.sorting() == (SortKey("district"), SortKey("amount", True))
    assert ids(page) == ["b", "a", "d", "c", "e"]
    click_head(qtbot, page, "amount", with_shift=True)
    assert page.model.sorting() == (SortKey("district"),)


# -- groups


def test_rows_are_grouped_with_counts_reds_and_sums_and_groups_fold(qtbot, page):
    page.model.group_by(["district"])
    group = page.model.group_at(0)
    assert page.model.say_group(group).startswith("海淀区")
    assert page.model.id_at(0) == ""
    assert page.model.index(0, column(page, "amount")).data() == "1,700.00"
    rows = page.model.rowCount()
    page.table.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    assert page.model.rowCount() == rows - 2
    assert page.model.shown_count() == 5
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.model.rowCount() == rows
    page.model.group_by(["district", "state"])
    assert [page.model.group_at(place).level for place in (0, 1)] == [0, 1]


def test_a_header_of_a_group_is_no_record(page):
    page.model.group_by(["district"])
    page.table.selectAll()
    assert sorted(page.table.selected_ids()) == ["a", "b", "c", "d", "e"]
    assert not page.model.flags(page.model.index(0, 2)) & Qt.ItemFlag.ItemIsSelectable


def test_the_foot_sums_what_the_filters_leave(page):
    assert page.foot.sums()[column(page, "amount")] == "22,000.00"
    page.model.set_filter("district", ColumnFilter("district", frozenset({"海淀区"})))
    assert page.foot.sums()[column(page, "amount")] == "1,700.00"


def test_an_amount_is_drawn_with_its_thousands_parted_and_found_as_it_is_typed(page):
    place, amount = page.model.place_of("b"), column(page, "amount")
    assert page.model.index(place, amount).data() == "1,200.00"
    assert page.model.text_at(place, amount) == "1200"
    page.model.filter("1200")
    assert page.model.place_of("b") >= 0


def test_the_foot_of_a_large_list_is_written_after_the_list_is_drawn(qtbot, page, monkeypatch):
    written = page.foot.grab().toImage()
    monkeypatch.setattr("smartplanner.ui.grid.foot.MANY", 1)
    page.model.sort_by([])
    assert page.foot.grab().toImage() != written
    qtbot.waitUntil(lambda: page.foot.grab().toImage() == written)


def test_a_sum_whose_column_is_scrolled_out_of_sight_is_said_beside_the_words_of_the_foot(qtbot, page):
    amount = column(page, "amount")
    page.resize(700, 600)
    assert amount not in page.foot.below()
    assert page.foot.words().endswith(f"{page.model.columns[amount].title} 22,000.00")
    bar = page.table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    page.table.scrollTo(page.model.index(0, amount))
    assert amount in page.foot.below()
    assert "22,000.00" not in page.foot.words()
    page.table.setColumnHidden(amount, True)
    assert "22,000.00" not in page.foot.words()


# -- columns


def test_columns_are_hidden_from_the_menu_and_the_usual_list_comes_back(page):
    menu = QMenu(page)
    fill_view_menu(page.table, menu, page.memory.usual, page.set_colours)
    title = page.model.columns[column(page, "code")].title
    columns = menu.actions()[0].menu()
    choose(columns, title)
    assert page.table.isColumnHidden(column(page, "code"))
    page.table.heads.moveSection(0, 3)
    page.table.show_state(page.memory.usual)
    assert not page.table.isColumnHidden(column(page, "code"))
    assert page.table.heads.visualIndex(0) == 0


def test_frozen_columns_stay_in_view_and_take_part_in_the_selection(qtbot, page):
    page.table.freeze(3)
    frozen = page.table.frozen
    page.table.horizontalScrollBar().setValue(500)
    QApplication.processEvents()
    assert frozen.isVisible()
    assert [place for place in range(page.model.columnCount()) if not frozen.isColumnHidden(place)] == [0, 1, 2]
    spot = frozen.visualRect(page.model.index(1, 2)).center()
    qtbot.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert page.table.currentIndex().column() == 2
    page.table.freeze(0)
    assert not frozen.isVisible()


def test_a_cell_reached_by_keys_is_not_left_below_the_frozen_columns(qtbot, page):
    page.table.freeze(3)
    page.table.horizontalScrollBar().setValue(page.table.horizontalScrollBar().maximum())
    go_to(page, "b", "support")
    while page.table.currentIndex().column() > 3:
        qtbot.keyClick(page.table, Qt.Key.Key_Left)
    left = page.table.columnViewportPosition(page.table.currentIndex().column())
    assert left >= page.table.frozen.width()


def test_red_rows_of_matters_are_tinted_and_days_gone_by_are_marked(page):
    late = page.model.index(page.model.place_of("a"), column(page, "due"))
    fine = page.model.index(page.model.place_of("c"), column(page, "due"))
    assert (late.data(TINT_ROLE), late.data(LATE_ROLE)) == ("red", True)
    assert (fine.data(TINT_ROLE), fine.data(LATE_ROLE)) == ("", False)


def test_frozen_columns_stay_in_line_with_their_rows(qtbot, session, page):
    many = [insert("task", f"m{number}", {"title": f"第{number}件事", "district": "haidian"}) for number in range(80)]
    session.office.journal.commit(Label("many"), many)
    page.table.freeze(2)
    frozen = page.table.frozen
    page.table.scrollToBottom()
    page.model.group_by(["district"])
    page.model.fold(page.model.group_keys(), away=True)
    QApplication.processEvents()
    page.model.fold(page.model.group_keys(), away=False)
    page.table.scrollToBottom()
    QApplication.processEvents()
    last = page.model.rowCount() - 1
    assert frozen.rowViewportPosition(last) == page.table.rowViewportPosition(last)
    assert frozen.verticalScrollBar().value() == page.table.verticalScrollBar().value() > 0


def test_rows_grow_to_their_text_and_shrink_again(qtbot, page):
    set_fields(page.session.office, "task", ["a"], {"title": "很长的标题" * 30})
    page.table.wrap(on=True)
    place = page.model.place_of("a")
    qtbot.waitUntil(lambda: page.table.rowHeight(place) > 60)
    assert page.table.rowHeight(page.model.place_of("b")) < 40
    page.table.wrap(on=False)
    assert page.table.rowHeight(place) < 40


def test_a_colour_rule_tints_the_cells_that_fit(page):
    dialog = page.set_colours()
    dialog.column_box.setCurrentIndex(dialog.column_box.findData("amount"))
    dialog.condition_box.setCurrentIndex(dialog.condition_box.findData("greater"))
    dialog.first.setText("不知道")
    dialog.add_button.click()
    assert dialog.rules == []
    dialog.first.setText("1亿")
    dialog.tint_box.setCurrentIndex(dialog.tint_box.findData("blue"))
    dialog.add_button.click()
    dialog.accept()
    assert page.model.rules() == (ColourRule("amount", "greater", "1亿", "", "blue"),)


# -- what is remembered


def test_a_list_is_found_as_it_was_left_but_unfiltered(qtbot, session, page):
    page.table.show_column("code", shown=False)
    page.table.heads.resizeSection(column(page, "title"), 333)
    page.model.sort_by([SortKey("due", True), SortKey("title")])
    page.model.set_filter("district", ColumnFilter("district", frozenset({"海淀区"})))
    page.hide()
    again = TasksPage(session)
    qtbot.addWidget(again)
    again.show()
    assert again.table.isColumnHidden(column(again, "code"))
    assert again.table.columnWidth(column(again, "title")) == 333
    assert again.model.sorting() == (SortKey("due", True), SortKey("title"))
    assert len(ids(again)) == 5


def test_a_state_goes_through_json_and_sets_another_list_up_alike(qtbot, session, page):
    page.table.heads.moveSection(column(page, "due"), 1)
    page.table.freeze(2)
    page.table.show_column("code", shown=False)
    page.model.set_filter("district", ColumnFilter("district", frozenset({"海淀区", "昌平区"})))
    page.model.group_by(["district"])
    page.model.colour_by([ColourRule("amount", "greater", "1亿")], tinted=True)
    page.state_box.setCurrentIndex(page.state_box.findData("in_progress"))
    page.search.setText("治理")
    page.apply_filter()
    state = page.view_state()
    read = ViewState.from_json(state.to_json())
    assert read == state
    page.hide()
    other = TasksPage(session)
    qtbot.addWidget(other)
    other.show_state(read)
    other.show()
    assert other.view_state() == state
    assert ids(other) == ["a"]


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{", '{"columns": 7, "sort": [1], "filters": [{"column": "x", "values": [1]}]}', "[" * 9999],
)
def test_a_damaged_state_is_as_if_never_set(page, text):
    before = page.view_state()
    page.show_state(ViewState.from_json(text))
    assert {one.name for one in page.view_state().columns} == {one.name for one in before.columns}


def test_a_state_with_columns_and_conditions_of_another_version_is_taken_as_far_as_it_goes(page):
    text = (
        '{"columns": [{"name": "due", "width": 200}, {"name": "gone"}], "sort": [{"column": "gone"}],'
        ' "filters": [{"column": "due", "condition": "full moon"}, {"column": "amount", "condition": "greater",'
        ' "first": "??"}], "rules": [{"column": "due", "condition": "blank", "tint": "pink"}], "group": ["gone"]}'
    )
    page.show_state(ViewState.from_json(text))
    assert page.table.heads.visualIndex(column(page, "due")) == 0
    assert page.table.columnWidth(column(page, "due")) == 200
    assert page.model.filters() == []
    assert len(ids(page)) == 5


def test_plain_entities_filter_and_sort_as_well(qtbot, session):
    page = RecordPage(session, "district")
    qtbot.addWidget(page)
    page.show()
    assert page.model.sorting() == ()  # in the entity's usual order
    page.model.set_filter("order", ColumnFilter("order", None, "greater", "1"))
    page.model.sort_by([SortKey("name")])
    assert [row.name for row in page.model.shown_rows()] == ["昌平区", "东城区"]


def test_the_menu_of_a_cell_filters_by_its_value_and_hides_its_column(page):
    index = page.model.index(page.model.place_of("c"), column(page, "district"))
    menu = page.table.cell_menu(index)
    next(action for action in menu.actions() if "昌平区" in action.text()).trigger()
    assert ids(page) == ["c"]
    title = page.model.columns[column(page, "district")].title
    [action for action in menu.actions() if f"“{title}”" in action.text()][-1].trigger()
    assert page.table.isColumnHidden(column(page, "district"))


def test_a_large_selection_stays_at_its_place_while_the_rows_change_theirs(qtbot, session, page):
    many = [insert("task", f"m{number}", {"title": f"第{number}件事"}) for number in range(1200)]
    session.office.journal.commit(Label("many"), many)
    page.table.selectAll()
    page.model.sort_by([SortKey("title", True)])
    assert page.table.selected_ids() == ids(page)
    assert page.table.current_id()
    page.model.set_filter("title", ColumnFilter("title", None, "is", "第7件事"))
    assert page.table.selected_ids() in ([], ["m7"])


def test_very_many_values_are_counted_beside_the_window_and_nothing_is_filtered_before(qtbot, page, monkeypatch):
    monkeypatch.setattr(arranging, "MANY", 0)
    before, wanted = ids(page), titles_of(page, "title")
    panel = page.table.open_filter(column(page, "title"))
    assert not panel.ok_button.isEnabled()
    panel.search.setText(wanted[0])
    panel.accept()  # as Enter does
    assert ids(page) == before
    qtbot.waitUntil(panel.ok_button.isEnabled)
    assert [value.text for value in panel.values.values] == wanted
    assert [value.text for value in panel.values.found] == [text for text in wanted if wanted[0] in text]
    panel.accept()
    assert {row.title for row in page.model.shown_rows()} == {text for text in wanted if wanted[0] in text}


def test_values_that_come_after_the_filter_was_closed_are_for_nobody(qtbot, page, session, monkeypatch):
    monkeypatch.setattr(arranging, "MANY", 0)
    panel = page.table.open_filter(column(page, "title"))
    panel.close()
    qtbot.waitUntil(lambda: not isValid(panel) and session.pool.activeThreadCount() == 0)
    assert page.table.open_filter(column(page, "title")).isVisible()
