from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplanner.reports.prose import numbers


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_shares_of_a_non_empty_whole_add_up_to_a_hundred(counts):
    parts = numbers.shares(counts)
    assert round(sum(parts), 1) == (100.0 if sum(counts) else 0.0)
    assert all(part == 0 for part, count in zip(parts, counts, strict=True) if count == 0)
    exact = [100 * count / (sum(counts) or 1) for count in counts]
    assert all(abs(part - true) <= 0.1 + 1e-9 for part, true in zip(parts, exact, strict=True))


def test_equal_counts_get_equal_shares_where_that_is_possible():
    assert numbers.shares([12, 29, 37, 4, 4]) == (14.0, 33.7, 43.1, 4.6, 4.6)
    assert numbers.shares([1, 1, 1]) == (33.4, 33.3, 33.3)


@pytest.mark.parametrize(
    ("value", "words"),
    [(2.31, "提高2.3个百分点"), (-0.44, "下降0.4个百分点"), (0.04, "持平"), (-0.04, "持平"), (0, "持平")],
)
def test_a_difference_has_the_word_that_fits_its_printed_sign(value, words):
    assert numbers.change(value) == words


def test_a_difference_from_the_schedule_is_said_as_the_office_says_it():
    assert numbers.against_schedule(-27.3) == "慢于序时进度27.3个百分点"
    assert numbers.against_schedule(1) == "快于序时进度1.0个百分点"
    assert numbers.against_schedule(0.01) == "达到序时进度"


def test_percentages_are_rounded_half_up_to_one_decimal():
    assert [numbers.percent(value) for value in (47.65, 0.05, 100, -0.01)] == ["47.7%", "0.1%", "100.0%", "0.0%"]


def test_dates_have_no_zeros_in_front():
    assert numbers.date_cn(date(2026, 9, 3)) == "2026年9月3日"
    assert numbers.day_cn(date(2026, 9, 3)) == "9月3日"


def test_lists_of_units_are_joined_and_nothing_is_said_as_nothing():
    assert numbers.units(["市公安局", "市交通委"]) == "市公安局、市交通委"
    assert numbers.units([]) == "无"
    assert numbers.counted(list("甲乙丙丁"), 3) == "甲、乙、丙等4项"


def test_headings_are_numbered_in_chinese():
    assert [numbers.numeral(number) for number in (1, 10, 12, 21)] == ["一", "十", "十二", "二十一"]


def test_amounts_choose_their_unit_and_a_table_cell_leaves_it_out():
    assert numbers.money(12_000_000_000) == "1.2亿元"
    assert numbers.money(3_500_000_000) == "3500万元"
    assert numbers.ten_thousands(350_000_000) == "350"
    assert numbers.ten_thousands(None) == "—"


def test_a_deadline_is_said_as_exactly_as_it_was_named():
    day = date(2026, 12, 31)
    words = {
        "day": "12月31日", "ten_days": "12月下旬", "month": "12月底前", "quarter": "四季度末", "half": "下半年",
        "year": "年底前", "range": "12月底前", None: "12月31日", "ongoing": "长期坚持",
    }  # fmt: skip
    assert {precision: numbers.deadline(day, precision, year=2026) for precision in words} == words
    assert numbers.deadline(day, "month", year=2027) == "2026年12月底前"
    assert numbers.deadline(day, "year", year=2025) == "2026年底前"
    assert numbers.deadline(None, "none", year=2026) == ""
    assert numbers.deadline(None, "ongoing", year=2026) == "长期坚持"
