"""The span of a contract in one cell, from both ends or from the signing."""

from __future__ import annotations

from datetime import date

import pytest

from smartplanner.fields.date_ranges import Length, read_length, read_range
from smartplanner.fields.dates import DateContext

CONTEXT = DateContext(year=2026, as_of=date(2026, 11, 23))
START, END = date(2025, 3, 1), date(2027, 2, 28)


@pytest.mark.parametrize(
    "words",
    [
        "2025年3月1日至2027年2月28日",
        "2025.3.1-2027.2.28",
        "2025年3月—2027年2月",
        "2025.03-2027.02",
        "2025-03-01至2027-02-28",
        "2025/3/1-2027/2/28",
        "20250301-20270228",
        "自2025年3月1日起至2027年2月28日止",
        "2025年3月1日起24个月",
        "自2025年3月1日起，服务期两年",
        "2年（2025年3月1日至2027年2月28日）",
        "2025年3月1日（含）至2027年2月28日（含）",
        "２０２５年３月１日～２０２７年２月２８日",
    ],
)
def test_both_ends_are_read_from_one_cell(words):
    reading = read_range(words, CONTEXT)
    assert (reading.start, reading.end, reading.problem) == (START, END, None)
    assert reading.words == words


@pytest.mark.parametrize("words", ["自签订之日起两年", "合同签订后24个月", "两年", "服务期2年", "合同生效之日起二年"])
def test_a_length_counts_from_a_day_of_another_cell(words):
    reading = read_range(words, CONTEXT)
    assert (reading.start, reading.end, reading.length) == (None, None, Length(months=24))
    counted = reading.counted(START)
    assert (counted.start, counted.end) == (START, END)


def test_a_length_without_a_day_to_count_from_is_a_warning():
    reading = read_range("自签订之日起两年", CONTEXT).counted(None)
    assert reading.problem is not None
    assert (reading.problem.code, reading.problem.level) == ("range_without_start", "warning")


def test_a_year_is_a_span_and_a_day_is_an_end():
    year, day = read_range("2026年度", CONTEXT), read_range("2027年2月28日", CONTEXT)
    assert (year.start, year.end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (day.start, day.end) == (None, END)


def test_a_span_that_ends_before_it_begins_asks():
    reading = read_range("2027年2月28日至2025年3月1日", CONTEXT)
    assert reading.asks
    assert (reading.start, reading.end) == (None, None)


def test_an_open_end_stays_open():
    reading = read_range("2025年3月1日至长期", CONTEXT)
    assert (reading.start, reading.end, reading.asks) == (START, None, False)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("一年半", Length(months=18)),
        ("半年", Length(months=6)),
        ("30日", Length(days=30)),
        ("365天", Length(days=365)),
        ("3月", Length(months=3)),
        ("2025年", None),
        ("见合同", None),
    ],
)
def test_lengths_are_whole_months_or_days(words, length):
    assert read_length(words) == length


def test_a_month_after_the_end_of_january_is_the_end_of_february():
    assert Length(months=1).after(date(2026, 1, 31)) == date(2026, 2, 28)
