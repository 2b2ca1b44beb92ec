"""The workdays of a book: the notices that the program brings along, and those that the office enters."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import add_row, set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.reference import calendar
from smartplanner.queries.city_calendar import unknown_years
from smartplanner.queries.listing import present_row


@pytest.fixture
def office(journal):
    return Office(journal)


def enter(office, kind, start, end=None, title="春节"):
    return add_row(office, "holiday", {"title": title, "kind": kind, "start": start, "end": end})[0]


def test_a_year_without_a_notice_counts_weekends_and_says_so(office):
    known = calendar(office.reader)
    assert known.add(date(2027, 2, 5), 1) == date(2027, 2, 8)
    note = unknown_years(known, [date(2026, 12, 31), date(2027, 2, 8), None])
    assert "2027" in note
    assert "2026" not in note
    assert unknown_years(known, [date(2026, 12, 31), None]) == ""


def test_the_days_of_a_notice_are_counted_as_soon_as_they_are_entered(office):
    enter(office, "off", date(2027, 2, 5), date(2027, 2, 11))
    enter(office, "worked", date(2027, 2, 13))
    known = calendar(office.reader)
    assert known.add(date(2027, 2, 4), 1) == date(2027, 2, 12)
    assert known.add(date(2027, 2, 12), 1) == date(2027, 2, 13)
    assert unknown_years(known, [date(2027, 2, 8)]) == ""


def test_a_mistake_in_a_notice_is_mended_and_undone_as_any_row(office):
    id = enter(office, "off", date(2027, 2, 5))
    set_fields(office, "holiday", [id], {"start": date(2027, 2, 8)})
    assert calendar(office.reader).is_workday(date(2027, 2, 5))
    assert not calendar(office.reader).is_workday(date(2027, 2, 8))
    office.journal.undo()
    office.journal.undo()
    assert calendar(office.reader).is_workday(date(2027, 2, 8))
    assert not calendar(office.reader).knows(2027)


def test_a_day_that_the_state_council_moves_later_prevails_over_the_notice_of_the_program(office):
    assert not calendar(office.reader).is_workday(date(2026, 10, 1))
    enter(office, "worked", date(2026, 10, 1), title="国庆")
    assert calendar(office.reader).is_workday(date(2026, 10, 1))
    assert not calendar(office.reader).is_workday(date(2026, 10, 2))


def test_a_weekend_that_is_worked_does_not_make_its_year_known(office):
    enter(office, "worked", date(2027, 2, 13))
    assert not calendar(office.reader).knows(2027)


def test_holidays_that_end_before_they_begin_are_refused_and_very_long_ones_end_after_two_months(office):
    with pytest.raises(Problem):
        enter(office, "off", date(2027, 2, 11), date(2027, 2, 5))
    enter(office, "off", date(2027, 2, 5), date(2072, 2, 11))
    assert not calendar(office.reader).knows(2028)
    assert calendar(office.reader).is_workday(date(2027, 6, 1))


def test_dates_of_a_plan_follow_the_holidays_that_are_entered(office):
    plan = [
        insert("district", "east", {"name": "东城区"}),
        insert("plan", "p", {"district": "east", "title": "计划"}),
        insert("milestone", "m", {"plan": "p", "title": "甲", "start": date(2027, 2, 4), "duration": 2}),
    ]
    office.journal.commit(Label("plan"), plan)

    def ends():
        row = office.reader.row("milestone", "m")
        return present_row(office.reader, "milestone", row, as_of=date(2026, 11, 23))["early_finish"]

    assert ends() == "2027-02-05"
    enter(office, "off", date(2027, 2, 5), date(2027, 2, 11))
    assert ends() == "2027-02-12"
