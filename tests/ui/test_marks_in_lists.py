"""Rows and cards that have memos or attachments show a quiet sign; a list can be narrowed to them."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from smartplanner.changes import Label, insert
from smartplanner.commands.attachments import attach
from smartplanner.commands.memos import remove_memo, rewrite_memo, write_memo
from smartplanner.queries.marks import Marks
from smartplanner.ui.grid.menus import fill_view_menu
from smartplanner.ui.grid.state import SortKey
from smartplanner.ui.pages import make_page
from smartplanner.ui.signs import MARK_ROLE, signs_of


@pytest.fixture
def session(new_session):
    return new_session(
        [
            insert("task", "a", {"title": "政务云迁移"}),
            insert("task", "b", {"title": "数据共享"}),
            insert("task", "c", {"title": "别的事"}),
            insert("contract", "k", {"title": "云服务合同"}),
        ]
    )


@pytest.fixture
def page(show, session):
    return show(make_page(session, "task"), size=(1366, 700))


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "会议纪要.pdf"
    path.write_bytes(b"%PDF minutes")
    return path


def name_cell(page, id):
    return page.model.index(page.model.place_of(id), page.model.column_of("title"))


def signs(page, id):
    mark = name_cell(page, id).data(MARK_ROLE)
    return signs_of(mark) if mark is not None else ()


def ids(page):
    return {row.id for row in page.model.shown_rows()}


def switch(page, text):
    menu = QMenu(page)
    fill_view_menu(page.table, menu, page.memory.usual, page.set_colours)
    action = next(one for one in menu.actions() if one.text() == text)
    action.trigger()
    return action.isChecked()


def test_a_row_shows_signs_of_its_memos_and_attachments_as_soon_as_they_are_there(page, session, paper):
    assert signs(page, "a") == ()
    key, _step = write_memo(session.office, "task", "a", "已与区里沟通")
    assert signs(page, "a") == ("memo",)
    attach(session.office, "task", "a", paper)
    attach(session.office, "task", "b", paper)
    assert signs(page, "a") == ("memo", "clip")
    assert signs(page, "b") == ("clip",)
    remove_memo(session.office, key)
    assert signs(page, "a") == ("clip",)
    session.office.journal.undo()
    assert signs(page, "a") == ("memo", "clip")


def test_the_tooltip_and_what_is_read_aloud_say_how_the_last_memo_begins(page, session, paper):
    write_memo(session.office, "task", "a", "第一条")
    key, _step = write_memo(session.office, "task", "a", "请<b>张工</b>周五前回复")
    attach(session.office, "task", "a", paper)
    cell = name_cell(page, "a")
    aloud = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "政务云迁移\n批注2条，最近一条：请<b>张工</b>周五前回复\n附件1个"
    assert "&lt;b&gt;张工" in cell.data(Qt.ItemDataRole.ToolTipRole)  # text is text
    rewrite_memo(session.office, key, "已回复")
    assert "最近一条：已回复" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert name_cell(page, "b").data(Qt.ItemDataRole.AccessibleTextRole) is None


def test_a_list_is_narrowed_to_the_rows_with_memos_or_attachments(page, session, paper):
    write_memo(session.office, "task", "a", "记一笔")
    attach(session.office, "task", "a", paper)
    attach(session.office, "task", "b", paper)
    assert switch(page, "只看有批注的")
    assert ids(page) == {"a"}
    assert not switch(page, "只看有批注的")
    assert ids(page) == {"a", "b", "c"}
    assert switch(page, "只看有附件的")
    assert ids(page) == {"a", "b"}
    assert switch(page, "只看有批注的")
    assert ids(page) == {"a"}
    assert page.said_filters() == ["批注和附件：有批注和附件"]
    page.clear_filters()
    assert ids(page) == {"a", "b", "c"}


def test_a_list_that_is_narrowed_to_memos_follows_when_one_is_written(page, session):
    switch(page, "只看有批注的")
    assert ids(page) == set()
    write_memo(session.office, "task", "c", "新的")
    assert ids(page) == {"c"}


def test_the_column_of_memos_and_attachments_is_sorted_and_grouped_by(page, session):
    write_memo(session.office, "task", "b", "记一笔")
    page.table.show_column("beside", shown=True)
    page.model.sort_by([SortKey("beside")])
    assert page.model.id_at(0) == "b"
    page.model.group_by(["beside"])
    assert page.model.say_group(page.model.group_at(0)).startswith("有批注")


def test_other_lists_show_the_signs_as_well(show, session):
    write_memo(session.office, "contract", "k", "续签")
    page = show(make_page(session, "contract"), size=(1366, 700))
    assert signs(page, "k") == ("memo",)


def test_a_sign_takes_its_room_from_the_name_and_not_from_the_cell_beside_it(page, session):
    before = page.table.grab().toImage()
    write_memo(session.office, "task", "a", "记一笔")
    page.table.repaint()
    after = page.table.grab().toImage()
    cell = page.table.visualRect(name_cell(page, "a"))
    origin = page.table.viewport().mapTo(page.table, QPoint(0, 0))
    changed = [
        x
        for x in range(before.width())
        for y in range(cell.top() + origin.y() + 2, cell.bottom() + origin.y() - 2)
        if before.pixel(x, y) != after.pixel(x, y)
    ]
    assert changed
    assert cell.center().x() < min(changed) - origin.x()
    assert max(changed) - origin.x() <= cell.right()


def test_no_row_is_asked_for_by_a_query_of_its_own(page, session, monkeypatch):
    write_memo(session.office, "task", "a", "记一笔")
    session.office.reader.companion(Marks).load()
    for reading in ("rows", "rows_naming", "raw_columns", "columns"):
        monkeypatch.setattr(type(session.office.reader), reading, lambda *_given, **_named: pytest.fail("read again"))
    page.table.grab()
    assert signs(page, "a") == ("memo",)


def test_marks_agree_with_a_book_read_anew_whatever_happens(session, paper, tmp_path):
    office = session.office
    marks = office.reader.companion(Marks)
    marks.load()
    first, _step = write_memo(office, "task", "a", "一")
    write_memo(office, "task", "a", "二")
    attach(office, "task", "b", paper)
    remove_memo(office, first)
    office.journal.undo()
    office.journal.commit(Label("gone"), [])
    fresh = Marks(office.reader)
    for id in "abc":
        assert marks.mark("task", id) == fresh.mark("task", id)
    assert marks.mark("task", "a").memos == 2
    assert marks.mark("contract", "a") is None


@pytest.mark.parametrize("compact", [False, True])
def test_a_card_large_or_small_shows_the_signs_and_says_them(show, session, paper, compact):
    page = show(make_page(session, "board"), size=(1366, 700))
    page.bar.small.setChecked(compact)
    box = page.canvas.card_box("a").toAlignedRect()
    before = page.canvas.viewport().grab(box).toImage()
    write_memo(session.office, "task", "a", "请张工周五前回复")
    attach(session.office, "task", "a", paper)
    assert page.canvas.viewport().grab(box).toImage() != before
    said = page.canvas.words_at(box.center())
    assert "批注1条，最近一条：请张工周五前回复" in said
    assert "附件1个" in said
    session.office.journal.undo()
    session.office.journal.undo()
    assert page.canvas.viewport().grab(box).toImage() == before


def test_a_line_of_the_red_list_shows_the_signs(show, session):
    session.office.journal.commit(Label("late"), [insert("task", "z", {"title": "逾期的事", "due": date(2026, 9, 30)})])
    page = show(make_page(session, "red_list"), size=(1366, 700))
    heading = page.model.index(0, 0)
    title = page.model.index(0, 1, heading)
    assert title.data() == "逾期的事"
    assert title.data(MARK_ROLE) is None
    write_memo(session.office, "task", "z", "已催办两次")
    assert signs_of(title.data(MARK_ROLE)) == ("memo",)
    assert title.data(Qt.ItemDataRole.AccessibleTextRole) == "逾期的事\n批注1条，最近一条：已催办两次"
    page.view.grab()


def test_a_board_is_narrowed_to_the_cards_with_memos_or_attachments(show, session, paper):
    page = show(make_page(session, "board"), size=(1366, 700))
    chips = page.bar.chips
    assert not chips.quick["memos"].isVisible()  # nobody looks for what is not there
    write_memo(session.office, "task", "a", "记一笔")
    attach(session.office, "task", "b", paper)
    assert chips.quick["memos"].text() == "有批注 1"
    chips.quick["memos"].click()
    assert page.canvas.visible_ids() == ["a"]
    save = page.view_bar.place.read()
    chips.all.click()
    chips.quick["attachments"].click()
    assert page.canvas.visible_ids() == ["b"]
    page.view_bar.place.show(save)
    assert page.canvas.visible_ids() == ["a"]
