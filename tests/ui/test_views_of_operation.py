"""Saved views of 运营总览: the list in sight and what it is asked for come back, and are shown before a meeting."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from smartplanner.base.i18n import _
from smartplanner.changes import Label, insert
from smartplanner.commands.office import Office
from smartplanner.commands.views import briefing_views, find_view
from smartplanner.ui.pages import make_page
from smartplanner.ui.views.managing import page_title
from smartplanner.ui.views.slides import make_slide

WAN = 1_000_000


@pytest.fixture
def session(session_on, journal):
    plain = {"amount": 60 * WAN, "signed_on": date(2025, 1, 1), "start": date(2025, 1, 1), "state": "active"}
    journal.commit(
        Label("rows"),
        [
            insert("contract", "a", {"title": "甲合同", "end": date(2026, 12, 10), **plain}),
            insert("contract", "b", {"title": "乙合同", "end": date(2027, 1, 30), **plain}),
            insert("payment", "p1", {"contract": "a", "title": "首付款", "amount": 9 * WAN, "due": date(2026, 11, 10),
                                     "approved_no": "示例1号"}),
            insert("payment", "p2", {"contract": "b", "title": "初验款", "amount": 5 * WAN, "due": date(2026, 11, 28),
                                     "condition": "acceptance"}),
        ],
    )  # fmt: skip
    return session_on(Office(journal))


@pytest.fixture
def page(show, session):
    return show(make_page(session, "operation"), size=(1366, 700))


def shown(listing):
    return [row.title for row in listing.model.shown_rows()]


def save(page, name, *, briefing=False):
    dialog = page.view_bar.save_as()
    dialog.editors["name"].set_value(name)
    dialog.editors["briefing"].set_value(briefing)
    dialog.accept()


def choose(page, text):
    next(one for one in page.view_bar.menu_entries().actions() if one.text().split("\t")[0] == text).trigger()


def test_the_list_in_sight_with_its_question_words_and_order_comes_back(page):
    page.payments.ask("blocked")
    page.payments.search.setText("乙")
    page.payments.listing.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    save(page, "卡住的款")
    kept = page.view_bar.place.read()
    choose(page, _("As at first"))
    assert shown(page.payments.listing) == ["首付款", "初验款"]
    page.tabs.setCurrentWidget(page.mix)
    choose(page, "卡住的款")
    assert page.tabs.currentWidget() is page.payments
    assert shown(page.payments.listing) == ["初验款"]
    assert page.view_bar.place.read() == kept


def test_a_rung_of_what_runs_out_and_the_cuts_of_the_other_lists_come_back(page):
    page.ask("expiring")
    page.expiring.ask(30)
    page.money.cut.setCurrentIndex(2)
    page.concentration.ask("district")
    save(page, "一个月内")
    choose(page, _("As at first"))
    assert page.expiring.rung is None
    choose(page, "一个月内")
    assert page.tabs.currentWidget() is page.expiring
    assert shown(page.expiring.listing) == ["甲合同"]
    assert page.money.cut.currentIndex() == 2
    assert page.concentration.cut.currentData() == "district"


def test_a_view_says_when_another_list_is_looked_at(qtbot, page):
    save(page, "甲")
    assert not page.view_bar.differs()
    page.tabs.setCurrentWidget(page.problems)
    qtbot.waitUntil(lambda: page.view_bar.text() == _("{view} (changed)", view=_("View: {name}", name="甲")))


def test_the_usual_views_of_the_page_are_offered_and_shown(page):
    page.view_bar.take_usual("可以支付")
    assert shown(page.payments.listing) == ["首付款"]
    page.view_bar.take_usual("30天内到期")
    assert shown(page.expiring.listing) == ["甲合同"]


def test_nothing_in_a_content_can_break_the_page(page):
    place = page.view_bar.place
    for content in (
        {},
        {"list": 3, "rung": [1], "sort": [["payments"], "x", ["payments", "nope", True], ["nope", "due", False]]},
        {"list": "nope", "payments": "nope", "expiring": None, "money": {}, "rung": True},
    ):
        place.show(content)
    assert place.show({"sort": [["payments", "gone", True]]})
    assert page.payments.mode.currentIndex() >= 0


def test_a_view_of_it_is_shown_before_a_meeting_with_its_rows_and_lights(page, session):
    page.payments.ask("ready")
    save(page, "可支付的款", briefing=True)
    view = find_view(session.office.reader, "可支付的款", "operation")
    assert briefing_views(session.office.reader) == [view]
    slide = make_slide(session, view)
    assert slide.count == 1
    assert "首付款" in slide.lines[0].texts
    assert slide.lights
    assert page_title("operation") == "运营总览"
