"""The red list in the hands of its user: groups that fold, chips, the search, opening, urging, setting a light."""

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.queries.red_items import say_item
from smartplanner.ui.red_list import RedListPage
from smartplanner.ui.session import Session
from smartplanner.ui.set_light import LightDialog

DAY = date(2026, 11, 23)
NASTY = "<b>粗体</b> & {x}\n第二行"


@pytest.fixture
def session(session_on, journal):
    journal.commit(
        Label("matters"),
        [
            insert("organisation", "u1", {"name": "北京市甲局"}),
            insert("organisation", "u2", {"name": "北京市乙局"}),
            insert(
                "task", "late", {"title": "甲事逾期", "lead": "u1", "due": date(2026, 11, 1), "state": "in_progress"}
            ),
            insert("task", "later", {"title": NASTY, "lead": "u1", "due": date(2026, 11, 2), "state": "in_progress"}),
            insert(
                "task", "soon", {"title": "乙事临期", "lead": "u2", "due": date(2026, 11, 30), "state": "in_progress"}
            ),
            insert("task", "sign", {"title": "待签收的事", "lead": "u2", "due": date(2027, 6, 1), "state": "signing"}),
            insert("task", "done", {"title": "办结的事", "lead": "u2", "due": date(2026, 1, 1), "state": "done"}),
        ],
    )
    return session_on(Office(journal))


@pytest.fixture
def page(show, session):
    return show(RedListPage(session), size=(1200, 600))


def shown(page):
    return [[item.id for item in group.items] for group in page.model.groups]


def all_shown(page):
    return [id for ids in shown(page) for id in ids]


def titles(page):
    return [group.title for group in page.model.groups]


def choose(page, group, row):
    page.view.setCurrentIndex(page.model.index(row, 0, page.model.index(group, 0)))


def test_the_entries_stand_under_their_units_the_reddest_first(page):
    assert titles(page) == ["北京市甲局", "北京市乙局"]
    assert shown(page) == [["late", "later"], ["soon", "sign"]]
    assert all(page.view.isExpanded(page.model.index(row, 0)) for row in range(2))


def test_a_chip_keeps_one_kind_and_says_how_many_there_are(page):
    assert page.chips["overdue"].text().endswith(" 2")
    assert not page.chips["contract"].isVisible()
    page.chips["unsigned"].click()
    assert shown(page) == [["sign"]]
    page.chips["unsigned"].click()
    assert sum(map(len, shown(page))) == 4


def test_words_and_pinyin_initials_find_entries_and_enter_leads_to_them(qtbot, page):
    qtbot.keyClicks(page.search, "jsyq")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert shown(page) == [["late"]]
    with qtbot.waitSignal(page.session.asked) as asked:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert asked.args == ["task", "late"]


def test_a_folded_group_stays_folded_when_the_list_is_read_again(qtbot, page):
    page.view.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.view.closed_groups() == {"u1"}
    set_fields(page.session.office, "task", ["soon"], {"title": "改了名"})
    assert page.view.closed_groups() == {"u1"}


def test_grouping_by_another_thing_regroups_and_hides_the_column_that_the_headings_say(page):
    page.grouping.setCurrentIndex(page.grouping.findData("kind"))
    assert shown(page) == [["late", "later"], ["soon"], ["sign"]]
    assert page.view.isColumnHidden(2)


def test_what_is_mended_leaves_the_list_and_undo_brings_it_back(page):
    set_fields(page.session.office, "task", ["late"], {"due": date(2027, 5, 1), "progress": 90.0})
    assert "late" not in all_shown(page)
    page.session.office.journal.undo()
    assert "late" in all_shown(page)


def test_urging_a_whole_group_is_one_step_with_an_event_for_each_matter(page):
    page.view.setCurrentIndex(page.model.index(0, 0))
    before = len(page.session.office.journal.steps())
    page.urge()
    assert len(page.session.office.journal.steps()) == before + 1
    events = page.session.office.reader.rows("task_event")
    assert sorted((event.task, event.act) for event in events) == [("late", "urge"), ("later", "urge")]


def test_from_a_light_that_comes_from_below_one_click_leads_to_its_cause(qtbot, page):
    set_fields(page.session.office, "task", ["late"], {"parent": "sign"})
    entry = next(
        item for group in page.model.groups for item in group.items if (item.kind, item.id) == ("behind", "sign")
    )
    assert "甲事逾期" in say_item(entry)
    page.view.setCurrentIndex(page.model.place_of(entry.key))
    with qtbot.waitSignal(page.session.asked) as asked:
        page.menu().actions()[1].trigger()
    assert asked.args == ["task", "late"]


def test_selected_entries_are_copied_as_lines_of_text(page):
    choose(page, 0, 0)
    page.view.copy_selected()
    head, line = QGuiApplication.clipboard().text().splitlines()
    assert head.count("\t") == line.count("\t") == 7
    assert "甲事逾期" in line


def test_text_that_looks_like_markup_is_text(page):
    index = page.model.index(1, 1, page.model.index(0, 0))
    assert index.data() == "<b>粗体</b> & {x} 第二行"
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_light_set_by_hand_needs_a_reason_and_takes_the_matter_off_the_list(qtbot, page, monkeypatch):
    refusals = []
    monkeypatch.setattr("smartplanner.ui.session.show_problem", lambda problem, _window: refusals.append(problem.code))
    dialog = LightDialog(page.session, "late", page)
    qtbot.addWidget(dialog)
    dialog.light.setCurrentIndex(dialog.light.findData("green"))
    dialog.accept()
    assert refusals == ["reason_needed"]
    assert dialog.result() == 0
    dialog.reason.setPlainText("已按会议要求改期，待补文件")
    dialog.accept()
    assert dialog.result() == 1
    assert "late" not in all_shown(page)


def test_an_empty_list_says_so(qtbot, journal):
    session = Session(Office(journal), DAY)
    page = RedListPage(session)
    qtbot.addWidget(page)
    page.show()
    assert page.empty.isVisible()
    assert not page.view.isVisible()
    assert page.model.rowCount(QModelIndex()) == 0
    session.deleteLater()


def test_many_entries_make_no_widgets(qtbot, session):
    rows = [insert("task", f"m{n}", {"title": f"第{n}件", "due": date(2026, 10, 1)}) for n in range(2000)]
    session.office.journal.commit(Label("many"), rows)
    page = RedListPage(session)
    qtbot.addWidget(page)
    page.show()
    assert sum(map(len, shown(page))) == 2004
    assert len(page.findChildren(type(page.chips["overdue"]))) == len(page.chips)


def test_the_entries_in_view_are_written_to_a_workbook(page, tmp_path):
    page.search.setText("甲事")
    page.apply_filter()
    assert page.export(tmp_path / "红灯清单.xlsx") == 1
    sheet = load_workbook(tmp_path / "红灯清单.xlsx").active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert "甲事逾期" in cells
    assert "北京市甲局" in cells
    assert "待签收的事" not in cells


@pytest.fixture
def large(qtbot, show, session, monkeypatch):
    """The page with a book that counts as large: it is read and filtered beside the window's work."""
    monkeypatch.setattr("smartplanner.ui.red_list.page.MANY", 1)
    monkeypatch.setattr("smartplanner.ui.red_list.view._AT_ONCE", 1)
    monkeypatch.setattr("smartplanner.ui.red_list.view._SLICE", 1)
    made = show(RedListPage(session), size=(1200, 600))
    qtbot.waitUntil(lambda: sum(map(len, shown(made))) == 4)
    return made


def unfolded(page):
    return [page.view.isExpanded(page.model.index(row, 0)) for row in range(len(page.model.groups))]


def test_all_groups_of_a_large_list_unfold_by_and_by_and_count_as_unfolded_meanwhile(qtbot, large):
    large.grouping.setCurrentIndex(large.grouping.findData("kind"))
    qtbot.waitUntil(lambda: len(large.model.groups) == 3)
    assert unfolded(large)[0]
    assert large.view.closed_groups() == set()
    qtbot.waitUntil(lambda: all(unfolded(large)))


def test_a_group_that_was_folded_stays_folded_in_a_large_list(qtbot, large):
    qtbot.waitUntil(lambda: all(unfolded(large)))
    large.view.setCurrentIndex(large.model.index(1, 0))
    qtbot.keyClick(large.view, Qt.Key.Key_Return)
    set_fields(large.session.office, "task", ["late"], {"title": "改了名"})
    qtbot.waitUntil(lambda: "改了名" in {item.title for group in large.model.groups for item in group.items})
    assert large.view.closed_groups() == {"u2"}


def test_what_is_typed_last_is_what_a_large_list_shows_and_enter_leads_to_it(qtbot, large):
    large.search.setText("待签收")
    large.apply_filter()
    large.search.setText("jsyq")
    qtbot.keyClick(large.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(large) == [["late"]])
    assert large.model.item_at(large.view.currentIndex()).id == "late"


def test_a_heading_is_folded_by_a_click_anywhere_on_it(qtbot, page):
    place = page.view.visualRect(page.model.index(0, 5)).center()
    assert page.model.item_at(page.view.indexAt(place)) is None
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.view.closed_groups() == {"u1"}
