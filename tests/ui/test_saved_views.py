"""Saved views in the hands of their user: kept, chosen, changed, renamed, removed, on lists, board, chart and matrix."""

from datetime import date

import pytest

from smartplanner.base.i18n import _
from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.ui.application import make_application
from smartplanner.ui.grid.state import ColumnFilter
from smartplanner.ui.pages import make_page
from smartplanner.ui.session import Session

DAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def qapp_cls():
    return type(make_application())


@pytest.fixture
def session(qtbot, journal):
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
    made = Session(Office(journal), DAY)
    yield made
    made.deleteLater()


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
