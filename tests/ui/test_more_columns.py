"""Fields that a list does not show at first are chosen as columns: found, sorted, filtered, edited, written out."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from smartplanner.base.i18n import _
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.model import entity
from smartplanner.queries.field_values import FieldValues
from smartplanner.reports.printed import PaperChoice
from smartplanner.ui.grid.columns_dialog import ColumnsDialog
from smartplanner.ui.grid.menus import fill_view_menu
from smartplanner.ui.grid.state import ColumnFilter, SortKey, ViewState
from smartplanner.ui.list_export import as_shown
from smartplanner.ui.pages import make_page

WAN = 1_000_000


@pytest.fixture
def session(session_on, journal):
    journal.commit(
        Label("rows"),
        [
            insert("organisation", "u", {"name": "市经信局"}),
            insert("district", "d", {"name": "海淀区"}),
            insert("plan", "p1", {"title": "东城计划", "district": "d"}),
            insert("plan", "p2", {"title": "海淀计划", "district": "d"}),
            insert("task", "a", {"title": "政务云迁移", "lead": "u", "progress_text": "完成割接\n正在测试",
                                 "plan": "p2", "start": date(2026, 3, 1), "amount_year": 300 * WAN,
                                 "priority": "normal"}),
            insert("task", "b", {"title": "数据共享", "lead": "u", "progress_text": "尚未启动",
                                 "plan": "p1", "start": date(2026, 1, 5), "amount_year": 200 * WAN,
                                 "priority": "top"}),
            insert("task", "c", {"title": "别的事"}),
            insert("contract", "k", {"title": "云服务合同"}),
        ],
    )  # fmt: skip
    return session_on(Office(journal))


@pytest.fixture
def page(show, session):
    return show(make_page(session, "task"), size=(1366, 700))


def columns_menu(page):
    """Open 显示 → 显示的列."""
    menu = QMenu(page)
    fill_view_menu(page.table, menu, page.memory.usual, page.set_colours)
    return next(one for one in menu.actions() if one.text() == "显示的列").menu()


def dialog_of(page):
    """Choose 更多列… in it."""
    next(one for one in columns_menu(page).actions() if one.text() == "更多列…").trigger()
    return page.table.findChildren(ColumnsDialog)[-1]


def choose(page, title):
    dialog = dialog_of(page)
    dialog.choose(title)
    dialog.close()


def titles(page):
    return [column.title for column in page.table.shown_columns()]


def ids(page):
    return [row.id for row in page.model.shown_rows()]


def text(page, id, name):
    return page.model.text_at(page.model.place_of(id), page.model.column_of(name))


def test_a_field_that_is_not_shown_at_first_is_chosen_as_a_column(page):
    assert "进展情况" not in titles(page)
    choose(page, "进展情况")
    assert titles(page)[-1] == "进展情况"
    assert text(page, "a", "progress_text") == "完成割接 正在测试"
    assert text(page, "c", "progress_text") == ""
    next(one for one in columns_menu(page).actions() if one.text() == "进展情况").trigger()
    assert "进展情况" not in titles(page)


def test_a_chosen_column_is_brought_into_sight(page):
    choose(page, "备注")
    left = page.table.heads.sectionViewportPosition(page.model.column_of("note"))
    assert 0 <= left < page.table.viewport().width()


def test_every_field_of_a_matter_can_be_chosen_and_showing_all_shows_the_usual_ones(page):
    usual = titles(page)
    offered = dialog_of(page).titles()
    known = {column.name for column in page.model.columns}
    assert {field.name for field in entity("task").fields} <= known
    assert sorted(offered) == sorted(column.title for column in page.model.columns)
    next(one for one in columns_menu(page).actions() if one.text() == _("Show all")).trigger()
    assert titles(page) == usual


def test_a_column_is_looked_for_by_words_and_by_pinyin_initials_and_its_tick_shows_it_at_once(page):
    dialog = dialog_of(page)
    dialog.search.setText("开始")
    assert dialog.titles() == ["开始时间"]
    dialog.search.setText("czwt")
    assert dialog.titles() == ["存在问题"]
    dialog.search.clear()
    dialog.choose("存在问题")
    assert "存在问题" in titles(page)
    dialog.show_usual()
    assert "存在问题" not in titles(page)


def test_the_last_column_keeps_its_tick(page):
    dialog = dialog_of(page)
    for title in titles(page):
        dialog.choose(title, shown=False)
    assert len(titles(page)) == 1
    ticked = [item.text() for item in dialog._lines() if item.checkState() == Qt.CheckState.Checked]
    assert ticked == titles(page)


def test_a_chosen_column_follows_what_is_written_and_taken_back(page, session):
    choose(page, "进展情况")
    set_fields(session.office, "task", ["b"], {"progress_text": "已启动"})
    assert text(page, "b", "progress_text") == "已启动"
    session.office.journal.undo()
    assert text(page, "b", "progress_text") == "尚未启动"


def test_words_are_looked_for_in_a_chosen_column_and_not_in_one_that_is_out_of_sight(page):
    page.search.setText("割接")
    page.apply_filter()
    assert ids(page) == []
    choose(page, "进展情况")
    assert ids(page) == ["a"]


def test_a_chosen_column_is_filtered_sorted_and_grouped(page):
    for title in ("开始时间", "紧急程度", "区级建设计划"):
        choose(page, title)
    page.model.sort_by([SortKey("start")])
    assert ids(page) == ["b", "a", "c"]
    page.model.sort_by([SortKey("priority")])
    assert ids(page) == ["b", "a", "c"]
    page.model.sort_by([SortKey("plan")])
    assert ids(page) == ["b", "a", "c"]
    page.model.set_filter("start", ColumnFilter("start", None, "after", "2026-02-01"))
    assert ids(page) == ["a"]
    page.model.set_filters([])
    page.model.group_by(["plan"])
    assert [page.model.say_group(page.model.group_at(place)) for place in (0, 2, 4)] == [
        "东城计划（1项）", "海淀计划（1项）", "（空）（1项）",
    ]  # fmt: skip


def test_amounts_are_added_up_only_in_columns_that_are_chosen(page):
    number = page.model.column_of("amount_year")
    assert number not in page.model.totals()
    choose(page, "年度计划投资（万元）")
    assert page.model.totals()[number] == "500.00"


def test_a_cell_of_a_chosen_column_is_written_into(qtbot, page, session):
    choose(page, "备注")
    index = page.model.index(page.model.place_of("c"), page.model.column_of("note"))
    page.table.setCurrentIndex(index)
    assert page.editing.open_current("等")
    page.editing.opened.editor.editor.text.setPlainText("等领导批示")
    assert page.editing.close()
    assert session.office.reader.row("task", "c").note == "等领导批示"
    assert text(page, "c", "note") == "等领导批示"


def test_chosen_columns_are_exported_and_printed(page, tmp_path):
    choose(page, "进展情况")
    choose(page, "开始时间")
    target = tmp_path / "列表.xlsx"
    assert as_shown(page)(target) == 3
    sheet = openpyxl.load_workbook(target).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in cells if "进展情况" in row)
    matter = next(row for row in cells if "政务云迁移" in row)
    assert "完成割接" in matter[head.index("进展情况")]
    assert matter[head.index("开始时间")].date() == date(2026, 3, 1)

    from smartplanner.reports.printed import SheetTexts
    from smartplanner.ui.printing.gathering import gather_table

    printed = gather_table(page.table, SheetTexts(title="督办事项", as_of="2026-11-23"))(PaperChoice())
    assert [column.title for column in printed.columns][-2:] == ["进展情况", "开始时间"]


def test_what_was_chosen_is_kept_in_a_view_and_remembered(show, session, page):
    choose(page, "进展情况")
    state = page.view_state()
    assert ViewState.from_json(state.to_json()) == state
    assert {one.name for one in state.columns if one.shown} >= {"progress_text"}
    assert "note" not in {one.name for one in state.columns}  # what nobody chose needs no word
    page.hide()
    other = show(make_page(session, "task"), size=(1366, 700))
    assert "进展情况" in titles(other)


def test_a_plain_list_offers_its_other_fields_as_well(show, session):
    page = show(make_page(session, "contract"), size=(1366, 700))
    spare = [field for field in entity("contract").fields if field.note.column is None]
    assert spare
    assert not {field.name for field in spare} & {column.name for column in page.table.shown_columns()}
    page.table.show_column(spare[0].name, shown=True)
    assert page.table.shown_columns()[-1].name == spare[0].name


def test_a_field_is_read_once_for_all_rows_and_then_only_where_it_changed(session, monkeypatch):
    reader = session.office.reader
    values = reader.companion(FieldValues)
    assert values.value("task", "note", "a") is None
    asked, read = [], type(reader).raw_columns
    monkeypatch.setattr(
        type(reader), "raw_columns",
        lambda reader, entity, fields, *given, **named: (
            asked.append(fields) or read(reader, entity, fields, *given, **named)
        ),
    )  # fmt: skip
    assert values.value("task", "note", "b") is None
    set_fields(session.office, "task", ["b"], {"note": "新"})
    assert values.value("task", "note", "b") == "新"
    session.office.journal.undo()
    assert values.value("task", "note", "b") is None
    assert ("id", "note") not in asked


def test_the_keys_reach_a_chosen_column(qtbot, page):
    choose(page, "进展情况")
    page.table.setCurrentIndex(page.model.index(0, page.model.column_of("support")))
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    assert page.table.currentIndex().column() == page.model.column_of("progress_text")
