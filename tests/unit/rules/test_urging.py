"""The ladder of reminders."""

import pytest

from smartplanner.rules.urging import next_grade, sharpest


@pytest.mark.parametrize(
    ("overdue_days", "earlier", "lead", "grade"),
    [
        (0, [], True, "reminder"),
        (1, [], True, "blue"),
        (15, [], True, "blue"),
        (16, [], True, "yellow"),
        (30, ["reminder"], True, "yellow"),
        (31, [], True, "red"),
        (0, ["reminder"], True, "blue"),
        (0, [None, "reminder"], True, "blue"),
        (0, ["yellow", "blue"], True, "red"),
        (0, ["reminder", "blue", "yellow", "red"], True, "red"),
        (0, ["notice"], True, "red"),
        (90, ["red"], False, "yellow"),
    ],
)
def test_a_reminder_is_as_sharp_as_the_delay_and_the_earlier_reminders_ask_for(overdue_days, earlier, lead, grade):
    assert next_grade(earlier, overdue_days=overdue_days, lead=lead) == grade


def test_a_notice_carries_its_sharpest_grade():
    assert sharpest(["blue", "red", "reminder"]) == "red"
    assert sharpest([]) == "reminder"
