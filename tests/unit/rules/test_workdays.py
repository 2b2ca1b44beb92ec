"""Workdays of 2026 as the official notice has them, and counting with them."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplanner.commands.reference import calendar
from smartplanner.rules.workdays import Calendar, YearCalendar

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def test_every_day_of_2026_is_worked_or_free_as_in_the_notice():
    known = calendar()
    assert known.knows(2026)
    first = date(2026, 1, 1)
    different = [
        day
        for day in (first + timedelta(number) for number in range(365))
        if known.is_workday(day) != chinese_calendar.is_workday(day)
    ]
    assert different == []


def test_a_year_without_a_notice_counts_weekends_only_and_says_so():
    known = Calendar()
    assert not known.knows(2031)
    assert known.is_workday(date(2031, 10, 1))
    assert not known.is_workday(date(2031, 10, 4))


def test_a_worked_weekend_and_a_free_weekday_count_as_their_notice_says():
    friday, saturday, monday = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)
    known = Calendar({2026: YearCalendar(frozenset({monday}), frozenset({saturday}))})
    assert known.add(friday, 1) == saturday
    assert known.add(friday, 2) == date(2026, 3, 10)
    assert known.add(date(2026, 3, 10), -1) == saturday
    assert known.between(friday, date(2026, 3, 10)) == 2


def test_ten_workdays_over_the_national_holiday_of_2026():
    assert calendar().between(date(2026, 9, 30), calendar().add(date(2026, 9, 30), 10)) == 10


@pytest.mark.parametrize("workdays", [0, 1, -1, 250])
def test_adding_workdays_ends_on_a_workday(workdays):
    end = calendar().add(date(2026, 10, 3), workdays)
    assert workdays == 0 or calendar().is_workday(end)


@given(DAYS, st.integers(-300, 300))
def test_what_was_added_is_counted_between(day, workdays):
    known = calendar()
    end = known.add(day, workdays)
    if known.is_workday(day):
        assert known.between(day, end) == workdays
    assert known.between(day, end) == -known.between(end, day)


@given(DAYS, DAYS, DAYS)
def test_counting_in_two_parts_gives_the_whole(one, two, three):
    first, middle, last = sorted([one, two, three])
    known = calendar()
    assert known.between(first, last) == known.between(first, middle) + known.between(middle, last)


@given(DAYS)
def test_the_number_of_a_workday_leads_back_to_it(day):
    known = calendar()
    number = known.workdays_before(day)
    assert known.workdays_through(day) - number == known.is_workday(day)
    assert known.is_workday(known.workday(number))
    assert known.workday(number) >= day
    assert known.workdays_before(known.workday(number)) == number


def test_numbers_beyond_the_calendar_of_the_computer_give_the_outermost_days():
    assert Calendar().workday(-1) == date.min
    assert Calendar().workday(10**9) == date.max
    assert Calendar().workday(0) == date.min
