"""Holidays that the office enters: the chart counts and shades by them, and says where only weekends are known."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.editing import add_row
from smartplanner.commands.office import Office
from smartplanner.ui.gantt.page import GanttPage


@pytest.fixture
def page(qtbot, session_on, journal):
    plan = [
        insert("district", "east", {"name": "东城区"}),
        insert("plan", "p", {"district": "east", "title": "计划"}),
        insert("milestone", "m", {"plan": "p", "title": "甲", "start": date(2027, 2, 4), "due": date(2027, 2, 26)}),
    ]
    journal.commit(Label("plan"), plan)
    page = GanttPage(session_on(Office(journal)))
    qtbot.addWidget(page)
    page.show()
    page.load()
    return page


def test_a_chart_that_reaches_into_a_year_without_a_notice_says_so_until_it_is_entered(page, qtbot):
    office = page.session.office
    assert "2027" in page.bar.note.text()
    assert page.canvas.look.calendar.is_workday(date(2027, 2, 8))
    holiday = {"title": "春节", "kind": "off", "start": date(2027, 2, 5), "end": date(2027, 2, 11)}
    add_row(office, "holiday", holiday)
    qtbot.waitUntil(lambda: "2027" not in page.bar.note.text())
    assert not page.canvas.look.calendar.is_workday(date(2027, 2, 8))
