"""Reporting periods: their names, how people write them, and which were missed."""

from datetime import date, timedelta

import pytest

from smartplanner.rules.periods import missed_periods, period_before, period_named, period_of

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "cycle", "name", "first", "last", "due"),
    [
        (DAY, "weekly", "2026-W48", date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 27)),
        (DAY, "monthly", "2026-11", date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 30)),
        (DAY, "quarterly", "2026-Q4", date(2026, 10, 1), date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 1), "weekly", "2026-W53", date(2026, 12, 28), date(2027, 1, 3), date(2027, 1, 1)),
        (date(2028, 2, 29), "monthly", "2028-02", date(2028, 2, 1), date(2028, 2, 29), date(2028, 2, 29)),
        (date(2026, 12, 31), "monthly", "2026-12", date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_its_period(day, cycle, name, first, last, due):
    assert period_of(day, cycle) == (name, first, last, due)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-11", "2026-11"), ("2026年11月", "2026-11"), ("2026年11月份", "2026-11"), ("11月", "2026-11"),
        ("11 月份", "2026-11"), ("12月", "2025-12"), ("2026.9", "2026-09"), ("十月", "2026-10"),
        ("第四季度", "2026-Q4"), ("四季度", "2026-Q4"), ("2026年第3季度", "2026-Q3"), ("2026Q4", "2026-Q4"),
        ("2026-Q4", "2026-Q4"), ("2026-W47", "2026-W47"), ("第47周", "2026-W47"), ("2026年第5周", "2026-W05"),
        ("", None), ("13月", None), ("第60周", None), ("某天", None), ("11", None),
    ],
)  # fmt: skip
def test_the_spellings_of_a_period_are_read(text, name):
    found = period_named(text, as_of=DAY)
    assert (found.name if found else None) == name


@pytest.mark.parametrize("cycle", ["weekly", "monthly", "quarterly"])
def test_periods_follow_each_other_without_a_gap(cycle):
    day = date(2025, 12, 20)
    for offset in range(0, 800, 13):
        period = period_of(day + timedelta(offset), cycle)
        assert period.first <= day + timedelta(offset) <= period.last
        assert period_of(period.last + timedelta(1), cycle).first == period.last + timedelta(1)
        assert period_before(period, cycle).last == period.first - timedelta(1)
        assert period_named(period.name, as_of=DAY) == period


def test_missed_are_those_that_were_due_and_did_not_come():
    missed = missed_periods("monthly", date(2026, 8, 10), ["2026年9月", date(2026, 8, 20), None], as_of=DAY)
    assert [period.name for period in missed] == ["2026-10"]
    assert missed_periods("monthly", date(2026, 11, 2), [], as_of=date(2026, 11, 30)) == []
    assert [period.name for period in missed_periods("monthly", date(2026, 11, 2), [], as_of=date(2026, 12, 1))] == [
        "2026-11"
    ]


def test_a_matter_without_a_cycle_misses_nothing():
    assert missed_periods("none", date(2020, 1, 1), [], as_of=DAY) == []
    assert missed_periods(None, date(2020, 1, 1), [], as_of=DAY) == []
