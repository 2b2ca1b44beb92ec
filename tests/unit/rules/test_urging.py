"""The ladder of reminders."""

import pytest

from smartplanner.rules.urging import grade_of, sharpest


@pytest.mark.parametrize(
    ("overdue_days", "urged", "lead", "grade"),
    [
        (0, 0, True, "reminder"),
        (1, 0, True, "blue"),
        (15, 0, True, "blue"),
        (16, 0, True, "yellow"),
        (30, 1, True, "yellow"),
        (31, 0, True, "red"),
        (0, 1, True, "blue"),
        (0, 2, True, "yellow"),
        (0, 9, True, "red"),
        (90, 9, False, "yellow"),
    ],
)
def test_a_reminder_is_as_sharp_as_the_delay_and_the_earlier_reminders_ask_for(overdue_days, urged, lead, grade):
    assert grade_of(overdue_days=overdue_days, urged=urged, lead=lead) == grade


def test_a_notice_carries_its_sharpest_grade():
    assert sharpest(["blue", "red", "reminder"]) == "red"
    assert sharpest([]) == "reminder"
