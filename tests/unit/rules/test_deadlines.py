"""Deadlines from the office's table, in workdays of the official calendar."""

from dataclasses import dataclass
from datetime import date

from smartplanner.changes import Label
from smartplanner.commands.reference import calendar, reference_changes
from smartplanner.queries import Reader
from smartplanner.rules.deadlines import deadline, fitting_rule, free_day, next_workday


@dataclass
class Rule:
    workdays: int
    order: int | None = None
    source: str | None = None
    priority: str | None = None
    cycle: str | None = None


RULES = [
    Rule(15, 9),
    Rule(20, 3, source="minutes", cycle="monthly"),
    Rule(3, 1, priority="urgent", cycle="weekly"),
    Rule(99, None, source="minutes"),
]


def test_the_first_row_that_fits_is_used_and_an_empty_column_fits_any():
    assert fitting_rule(RULES, "minutes", "normal").workdays == 20
    assert fitting_rule(RULES, "minutes", "urgent").workdays == 3
    assert fitting_rule(RULES, "other", None).workdays == 15
    assert fitting_rule([Rule(5, source="file")], "minutes", None) is None


def test_workdays_leave_out_the_holidays_of_the_official_notice():
    found = deadline(RULES, None, "urgent", date(2026, 9, 30), calendar())
    assert found.due == date(2026, 10, 10)  # 10月1日至7日放假，10月10日（周六）上班
    assert (found.cycle, found.workdays, found.known) == ("weekly", 3, True)


def test_a_year_whose_calendar_is_not_known_is_said():
    assert not deadline(RULES, "minutes", None, date(2035, 1, 4), calendar()).known


def test_no_row_no_deadline():
    assert deadline([], "minutes", None, date(2026, 1, 4), calendar()) is None


def test_a_deadline_on_a_free_day_is_warned_of_with_the_next_workday():
    holiday = date(2026, 10, 1)
    warning = free_day(holiday, calendar())
    assert warning.level == "warning"
    assert next_workday(holiday, calendar()).isoformat() in warning.remedy
    assert free_day(date(2026, 11, 23), calendar()) is None


def test_a_new_book_has_the_table(journal):
    journal.commit(Label("reference"), reference_changes())
    rules = Reader(journal).rows("deadline_rule")
    assert deadline(rules, "minutes", None, date(2026, 11, 2), calendar()).workdays == 20
    assert fitting_rule(rules, None, None) is not None
