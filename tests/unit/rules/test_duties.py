"""Reports: what is missed, what is owed and what is still to come."""

from datetime import date

import pytest

from smartplanner.rules.duties import (
    Reporting,
    Told,
    can_owe,
    duty_began,
    missed_reports,
    owed_reports,
    part_began,
    report_to_come,
)

DAY = date(2026, 11, 23)
AUGUST = date(2026, 8, 10)


def names(periods):
    return [period.name for period in periods]


def monthly(*told, since=AUGUST, done=None):
    return Reporting("monthly", since, tuple(Told(*one) for one in told), done)


@pytest.mark.parametrize(
    ("told", "missed", "owed"),
    [
        ((), ["2026-08", "2026-09", "2026-10"], ["2026-08", "2026-09", "2026-10"]),
        ((("2026年9月", None),), ["2026-08", "2026-10"], ["2026-10"]),
        ((("2026-10", None),), ["2026-08", "2026-09"], []),
        ((("2026-11", None),), ["2026-08", "2026-09", "2026-10"], []),
        (((None, date(2026, 10, 9)),), ["2026-08", "2026-09"], []),
        ((("2026-09", date(2026, 10, 9)),), ["2026-08", "2026-10"], ["2026-10"]),
        ((("进展一", date(2026, 10, 9)),), ["2026-08", "2026-09"], []),
    ],
)
def test_a_later_report_ends_what_is_owed_and_not_what_was_missed(told, missed, owed):
    duty = monthly(*told)
    assert (names(missed_reports(duty, DAY)), names(owed_reports(duty, DAY))) == (missed, owed)


def test_a_report_that_came_after_the_day_is_not_known_on_it():
    duty = monthly(("2026-10", date(2026, 11, 5)))
    assert names(owed_reports(duty, date(2026, 11, 4))) == ["2026-08", "2026-09", "2026-10"]
    assert owed_reports(duty, date(2026, 11, 5)) == ()


def test_a_period_that_names_a_month_counts_for_the_quarter_in_which_it_ends():
    duty = Reporting("quarterly", AUGUST, (Told("2026-09", None),))
    assert owed_reports(duty, DAY) == ()


def test_the_report_of_the_running_period_is_to_come_and_not_owed():
    duty = monthly(("2026-10", None))
    assert (report_to_come(duty, DAY), owed_reports(duty, DAY)) == (True, ())
    assert not report_to_come(monthly(("2026-11", None)), DAY)
    assert not report_to_come(monthly(since=date(2026, 12, 1)), DAY)


def test_who_did_its_part_owes_nothing_more_but_what_it_missed_until_then():
    duty = monthly(done=date(2026, 10, 5))
    assert (owed_reports(duty, DAY), names(missed_reports(duty, DAY))) == ((), ["2026-08", "2026-09"])
    assert not report_to_come(duty, DAY)


@pytest.mark.parametrize("cycle", ["none", None])
def test_without_a_cycle_or_a_beginning_nothing_is_owed(cycle):
    for duty in (Reporting(cycle, AUGUST), Reporting("monthly", None)):
        assert (owed_reports(duty, DAY), missed_reports(duty, DAY), report_to_come(duty, DAY)) == ((), [], False)


def test_the_duty_begins_with_the_assignment_else_the_start_else_the_signature_else_the_entry():
    days = {"entered": DAY, "signed": date(2026, 9, 9), "start": AUGUST, "assigned": date(2026, 7, 1)}
    known = {"assigned": None, "start": None}
    for name, day in days.items():
        known[name] = day
        assert duty_began(**known) == day


def test_a_co_operating_unit_owes_reports_from_when_it_took_its_part():
    october = date(2026, 10, 8)
    assert part_began(AUGUST, signed=None, told=()) is None
    assert part_began(AUGUST, signed=october, told=()) == october
    assert part_began(AUGUST, signed=None, told=(Told("2026-10", october),)) == october
    assert part_began(AUGUST, signed=date(2026, 1, 1), told=()) == AUGUST


@pytest.mark.parametrize(
    ("state", "owes"),
    [("registered", False), ("assigning", False), ("signing", True), ("in_progress", True), (None, True),
     ("review", True), ("extension", True), ("done", False), ("archived", False), ("routine", False)],
)  # fmt: skip
def test_reports_are_owed_from_the_assignment_until_the_end(state, owes):
    assert can_owe(state) is owes
