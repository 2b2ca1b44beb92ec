"""Saved views in the hands of their user: kept, chosen, changed, renamed, removed; on lists, board, chart, matrix."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from smartplanner.base.i18n import _
from smartplanner.base.settings import load_settings, save_settings
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import remove_rows
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.views import find_view, save_view, views_of
from smartplanner.model import entity
from smartplanner.queries.board_filters import Wish
from smartplanner.queries.gantt import Scope
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.pages import make_page
from smartplanner.ui.session import Session

DAY = date(2026, 11, 23)


@pytest.fixture
def session(session_on, journal):
    open_ = {"state": "in_progress"}
    journal.commit(
        Label("matters"),
        [
            insert("organisation", "u1", {"name": "北京市甲局"}),
            insert("organisation", "u2", {"name": "北京市乙局"}),
            insert("district", "d1", {"name": "海淀区"}),
            insert("district", "d2", {"name": "西城区"}),
            insert("group", "g1", {"name": "数据组"}),
            insert(
                "task", "late", {"title": "甲事逾期", "lead": "u1", "district": "d1", "due": date(2026, 11, 1)} | open_
            ),
            insert(
                "task", "week", {"title": "乙事本周", "lead": "u2", "group": "g1", "due": date(2026, 11, 27)} | open_
            ),
            insert(
                "task", "next", {"title": "丙事下周", "lead": "u2", "district": "d2", "due": date(2026, 12, 3)} | open_
            ),
            insert("task", "done", {"title": "办结的事", "lead": "u2", "due": date(2026, 11, 26), "state": "done"}),
            insert("plan", "p1", {"title": "海淀计划", "district": "d1"}),
        ],
    )
    return session_on(Office(journal))


@pytest.fixture
def open_page(qtbot, session):
    def open_page(name):
        page = make_page(session, name)
        qtbot.addWidget(page)
        page.resize(1366, 700)
        page.show()
        return page

    return open_page


def shown(page):
    return {row.id for row in page.model.shown_rows()}


def choose(page, text):
    action = next(one for one in page.view_bar.menu_entries().actions() if one.text().split("\t")[0] == text)
    action.trigger()


def save(page, name, *, briefing=False):
    dialog = page.view_bar.save_as()
    dialog.editors["name"].set_value(name)
    dialog.editors["briefing"].set_value(briefing)
    dialog.accept()


def test_a_list_is_kept_under_a_name_and_comes_back_as_it_was(open_page, session):
    page = open_page("task")
    page.model.set_filter("lead", ColumnFilter("lead", frozenset({"北京市乙局"})))
    page.model.group_by(["lead"])
    page.table.show_column("code", shown=False)
    page.table.freeze(2)
    page.search.setText("本周")
    page.apply_filter()
    save(page, "乙局本周")
    assert page.view_bar.text() == _("View: {name}", name="乙局本周")
    kept = page.view_state()
    choose(page, _("As at first"))
    assert shown(page) == {"late", "week", "next", "done"}
    choose(page, "乙局本周")
    assert page.view_state() == kept
    assert shown(page) == {"week"}


def test_a_view_that_was_changed_says_so_until_it_keeps_the_change(qtbot, open_page, session):
    page = open_page("task")
    page.search.setText("本周")
    save(page, "甲")
    page.model.group_by(["lead"])
    changed = _("{view} (changed)", view=_("View: {name}", name="甲"))
    qtbot.waitUntil(lambda: page.view_bar.text() == changed)
    choose(page, _("Change “{name}” to what is in sight", name="甲"))
    assert page.view_bar.text() == _("View: {name}", name="甲")
    session.office.journal.undo()
    assert page.view_bar.text() == changed
    choose(page, "甲")
    assert page.model.grouping() == ()


def test_other_widths_alone_are_no_change(qtbot, open_page):
    page = open_page("task")
    save(page, "甲")
    page.table.heads.resizeSection(page.model.column_of("title"), 600)
    page.view_bar.tell()
    assert not page.view_bar.differs()


def test_a_view_is_renamed_and_removed_by_its_menu_and_removing_is_undone(open_page, session):
    page = open_page("task")
    save(page, "甲")
    dialog = page.view_bar.rename()
    dialog.editors["name"].set_value("乙")
    dialog.accept()
    assert page.view_bar.text() == _("View: {name}", name="乙")
    choose(page, _("Remove “{name}”", name="乙"))
    assert page.view_bar.text() == _("View: {name}", name=_("As at first"))
    session.office.journal.undo()
    assert [row.name for row in page.view_bar.views()] == ["乙"]


def test_a_name_that_is_taken_is_refused_and_nothing_typed_is_lost(open_page, session):
    page = open_page("task")
    save(page, "甲")
    dialog = page.view_bar.save_as()
    dialog.editors["name"].set_value("甲")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.editors["name"].value() == "甲"
    assert len(views_of(session.office.reader)) == 1
    dialog.reject()


def test_alt_and_a_digit_open_the_first_views_of_the_page(qtbot, open_page, session):
    save_view(session.office, "task", "本周", {"kind": "list", "text": "本周"})
    save_view(session.office, "task", "逾期", {"kind": "list", "text": "逾期"})
    page = open_page("task")
    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert shown(page) == {"late"}
    qtbot.keyClick(page.table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert shown(page) == {"week"}
    qtbot.keyClick(page.table, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert shown(page) == {"week"}


def test_the_usual_views_are_added_by_one_click_and_show_what_they_say(open_page, session):
    save_settings(replace(load_settings(), own_group="数据组"))
    page = open_page("task")
    page.view_bar.take_usual("本周到期")
    assert shown(page) == {"week"}
    page.view_bar.take_usual("逾期未办结")
    assert shown(page) == {"late"}
    page.view_bar.take_usual("我的工作组")
    assert shown(page) == {"week"}
    page.view_bar.take_usual("各区红灯")
    assert shown(page) == {"late"}
    assert page.model.grouping() == ("district",)


def test_a_column_and_a_district_that_are_gone_are_left_out_with_a_quiet_note(open_page, session):
    content = {
        "kind": "list",
        "columns": [{"name": "title"}, {"name": "nowhere"}],
        "sort": [{"column": "elsewhere"}],
        "filters": [{"column": "district", "values": ["海淀区", "崇文区"]}, {"column": "due", "condition": "strange"}],
    }
    save_view(session.office, "task", "旧", content)
    said = []
    session.said.connect(said.append)
    page = open_page("task")
    page.view_bar.open(find_view(session.office.reader, "旧").id)
    assert shown(page) == {"late"}
    assert all(word in said[-1] for word in ("nowhere", "elsewhere", "崇文区"))
    assert not page.view_bar.differs()


HOSTILE = (
    {"columns": 7, "filters": "x", "sort": [None, 1], "group": {"a": 1}, "frozen": 10**12, "text": []},
    {"columns": [{"name": "title", "width": -(10**9), "shown": False}], "group": ["title"] * 50, "wrapped": "yes"},
    {"grouping": ["state"], "lanes": {}, "columns": [[1, 2], "x", [{}, {}, {}]], "folded_lanes": 3, "group": "g9"},
    {"grouping": "nothing", "lights": ["purple"], "quick": [["overdue"]], "folded_lanes": [["a", "b"]]},
    {"scope": "plan/none", "compare": 5, "zoom": 10**300, "folded": ["x"], "critical": "no"},
    {"scope": "/////", "zoom": -1, "text": {"a": []}, "mode": "x", "rows": [], "area": "zzz", "kinds": [1]},
)


@pytest.mark.parametrize("name", ["task", "board", "red_list", "gantt", "portfolio"])
@pytest.mark.parametrize("content", HOSTILE)
def test_no_setting_however_wrong_breaks_a_page(open_page, session, name, content):
    save_view(session.office, name, "坏", content)
    page = open_page(name)
    page.view_bar.open(find_view(session.office.reader, "坏").id)
    page.grab()
    page.view_bar.reset()
    page.grab()


def test_a_text_that_is_no_setting_is_refused_and_the_page_stays(open_page, session, monkeypatch):
    values = {"name": "坏", "page": "task", "content": "[" * 9000, "order": 1}
    session.office.journal.commit(Label("view"), [insert("saved_view", "v", values)])
    told = []
    monkeypatch.setattr("smartplanner.ui.session.show_problem", lambda problem, _window: told.append(problem.code))
    page = open_page("task")
    page.view_bar.open("v")
    assert told == ["view_unreadable"]
    assert page.view_bar.current == ""
    assert len(shown(page)) == 4


def test_the_board_comes_back_with_columns_lanes_chips_and_words(open_page, session):
    page = open_page("board")
    page.bar.group_by("lead")
    page.bar.lane_by("district")
    page.bar.chips.wish = Wish(frozenset({"red"}), frozenset({"overdue"}), None)
    page.bar.search.setText("甲事")
    page.bar.changed.emit()
    page.bar.small.setChecked(True)
    save(page, "红灯")
    kept = page.view_bar.place.read()
    page.view_bar.reset()
    assert page.board.shown == 4
    assert page.board.field == "state"
    page.view_bar.open_nth(0)
    assert page.view_bar.place.read() == kept
    assert (page.board.field, page.board.lane_field, page.board.shown) == ("lead", "district", 1)


def test_the_red_list_comes_back_with_kinds_words_and_groups(open_page):
    page = open_page("red_list")
    page.chips["overdue"].click()
    page.grouping.setCurrentIndex(page.grouping.findData("district"))
    save(page, "逾期")
    kept = page.view_bar.place.read()
    page.view_bar.reset()
    assert not page.chips["overdue"].isChecked()
    page.view_bar.open_nth(0)
    assert page.view_bar.place.read() == kept
    assert [item.id for group in page.model.groups for item in group.items] == ["late"]


def test_the_chart_comes_back_with_what_it_shows_and_how_far_it_is_zoomed(open_page):
    page = open_page("gantt")
    page.bar.show_scope(Scope("plan", "p1"))
    page.bar.search.setText("海淀")
    page.apply()
    page.canvas.zoom(3.0)
    save(page, "海淀")
    kept = page.view_bar.place.read()
    page.view_bar.reset()
    assert page.bar.scope == Scope()
    page.view_bar.open_nth(0)
    assert page.view_bar.place.read() == kept
    assert page.bar.scope == Scope("plan", "p1")


def test_a_plan_that_is_gone_leaves_the_chart_with_everything_and_a_note(open_page, session):
    save_view(session.office, "gantt", "旧", {"kind": "gantt", "scope": "plan/p1"})
    remove_rows(session.office, "plan", ["p1"])
    said = []
    session.said.connect(said.append)
    page = open_page("gantt")
    page.view_bar.open_nth(0)
    assert page.bar.scope == Scope()
    assert _(entity("plan").label) in said[-1]


def test_the_matrix_comes_back_by_what_it_was_made_of(open_page):
    page = open_page("portfolio")
    page.bar.mode_buttons["tier"].click()
    page.bar.rows_box.setCurrentIndex(page.bar.rows_box.findData("kind"))
    save(page, "按级")
    page.view_bar.reset()
    assert page.mode == "area"
    page.view_bar.open_nth(0)
    assert (page.mode, page.bar.rows) == ("tier", "kind")


def test_a_page_that_is_no_list_has_no_views(open_page):
    assert not hasattr(open_page("papers"), "view_bar")


def test_a_book_that_cannot_be_written_shows_views_and_offers_no_change(qtbot, session):
    save_view(session.office, "task", "甲", {"kind": "list", "text": "本周"})
    with open_office(session.office.path, writable=False) as office:
        reading = Session(office, DAY)
        page = make_page(reading, "task")
        qtbot.addWidget(page)
        page.show()
        choose(page, "甲")
        assert shown(page) == {"week"}
        entries = page.view_bar.menu_entries().actions()
        can = {one.text().split("\t")[0] for one in entries if one.isEnabled()}
        assert _("Save as view…") not in can
        assert _("Remove “{name}”", name="甲") not in can
        page.hide()
        reading.deleteLater()
