"""The default light of a matter at every threshold of its rule, as of any day."""

from datetime import date, timedelta

import pytest

from smartplanner.base.i18n import LANGUAGES, use_language
from smartplanner.model.task import TaskState
from smartplanner.rules.lights import (
    CAUSES,
    ENDED,
    FINISHED,
    LETTERS,
    Light,
    Signal,
    expected_progress,
    overdue_days,
    say_cause,
    task_signal,
)  # fmt: skip

START, DUE = date(2026, 1, 1), date(2026, 4, 10)
"""A hundred days, so that day *n* expects *n* percent."""
OPEN = sorted({str(state) for state in TaskState} - FINISHED - ENDED)


def day(number):
    return START + timedelta(number - 1)


def signal(progress, on, *, state="in_progress", start=START, due=DUE, **more):
    return task_signal(state, progress, start, due, as_of=on, **more)._replace(rule=None)


@pytest.mark.parametrize(
    ("progress", "light", "cause"),
    [
        (100, "green", "on_track"),
        (50, "green", "on_track"),
        (40.1, "green", "on_track"),
        (40, "yellow", "behind"),
        (20, "yellow", "behind"),
        (19.9, "red", "far_behind"),
        (0, "red", "far_behind"),
    ],
)
def test_ten_points_behind_is_yellow_and_more_than_thirty_is_red(progress, light, cause):
    assert signal(progress, day(50))[:2] == (light, cause)


def test_the_amount_of_a_delay_is_its_points_or_days():
    assert signal(30, day(50)).amount == 20
    assert signal(0, day(50)).amount == 50
    assert signal(80, DUE + timedelta(7)).amount == 7
    assert signal(80, DUE - timedelta(7)).amount == 7


@pytest.mark.parametrize(
    ("progress", "days_left", "light"),
    [
        (89.9, 15, "yellow"),
        (90, 15, "green"),
        (89.9, 16, "green"),
        (89.9, 0, "yellow"),
        (90, 0, "yellow"),
        (91, 0, "green"),
    ],
)
def test_the_last_fifteen_days_want_ninety_percent(progress, days_left, light):
    assert signal(progress, DUE - timedelta(days_left)).light == light


def test_the_last_day_is_due_today_and_not_overdue():
    assert signal(85, DUE) == Signal("yellow", "due_today", 0)
    assert signal(100, DUE).light == "green"


@pytest.mark.parametrize("progress", [None, 0, 50, 99.9, 100])
@pytest.mark.parametrize("state", OPEN)
def test_the_day_after_is_red_whatever_the_progress_and_the_open_state(progress, state):
    assert signal(progress, DUE + timedelta(1), state=state) == Signal("red", "overdue", 1)


@pytest.mark.parametrize("on", [day(1), DUE, DUE + timedelta(400)])
def test_what_is_done_is_blue_and_what_ended_without_result_is_grey_for_ever(on):
    assert {signal(0, on, state=state).light for state in FINISHED} == {"blue"}
    assert {signal(0, on, state=state).light for state in ENDED} == {"grey"}


def test_what_is_not_started_is_grey_until_its_last_fifteen_days():
    assert signal(None, day(1), state="not_started") == Signal("grey", "not_started")
    assert signal(0, DUE - timedelta(16), state="not_started") == Signal("grey", "not_started")
    assert signal(None, DUE - timedelta(15), state="not_started") == Signal("yellow", "due_soon", 15)
    assert signal(0, DUE - timedelta(15), state="not_started").light == "red"
    assert signal(None, DUE + timedelta(1), state="not_started").light == "red"
    assert signal(None, DUE, state="not_started", start=None, due=None) == Signal("grey", "not_started")


def test_what_has_no_deadline_is_green_and_says_why():
    assert signal(0, DUE, due=None) == Signal("green", "no_due")
    assert signal(0, DUE, due=None, ongoing=True) == Signal("green", "ongoing")


def test_without_a_figure_only_the_deadline_counts():
    assert signal(None, day(50)) == Signal("green", "no_figure")
    assert signal(None, DUE - timedelta(15)) == Signal("yellow", "due_soon", 15)


def test_without_a_state_a_matter_is_at_work():
    assert task_signal(None, 50, START, DUE, as_of=day(50)).light == "green"
    assert signal(None, day(50), state=None, start=None, due=None) == Signal("green", "no_due")


def test_the_same_matter_changes_its_light_with_the_day():
    lights = [signal(35, day(number)).light for number in range(1, 103)]
    assert lights.index("yellow") == 45 - 1
    assert lights.index("red") == 66 - 1
    assert set(lights[65:]) == {"red"}


@pytest.mark.parametrize(
    ("start", "on", "percent"),
    [
        (START, day(1), 1), (START, DUE, 100), (START, DUE + timedelta(9), 100), (START, START - timedelta(9), 0),
        (None, DUE, 100), (None, day(25), 25), (None, date(2025, 12, 31), 0), (DUE, DUE, 100), (DUE, day(99), 0),
        (DUE + timedelta(1), day(50), 50),
    ],
)  # fmt: skip
def test_the_expected_progress_is_the_elapsed_share_of_the_days(start, on, percent):
    assert expected_progress(start, DUE, as_of=on) == percent


def test_a_whole_year_expects_three_quarters_at_the_end_of_september():
    assert expected_progress(None, date(2026, 12, 31), as_of=date(2026, 9, 30)) == pytest.approx(75, abs=0.3)
    assert expected_progress(None, date(2024, 12, 31), as_of=date(2024, 12, 31)) == 100


def test_overdue_days_count_from_the_day_after_and_only_for_open_matters():
    assert [overdue_days("in_progress", DUE, as_of=DUE + timedelta(n)) for n in (-1, 0, 1, 30)] == [0, 0, 1, 30]
    assert overdue_days(None, DUE, as_of=DUE + timedelta(3)) == 3
    assert overdue_days("in_progress", None, as_of=DUE) == 0
    assert {overdue_days(state, DUE, as_of=DUE + timedelta(9)) for state in FINISHED | ENDED} == {0}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_light_has_a_letter_and_every_cause_a_sentence(language):
    use_language(language)
    assert set(LETTERS) == {str(light) for light in Light}
    sentences = {say_cause(Signal("red", cause, 12)) for cause in CAUSES}
    assert all(sentence and "{" not in sentence for sentence in sentences)
