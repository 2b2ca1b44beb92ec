"""序时进度: one reckoning by whole months and days of a month, for the overview, money and papers alike."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartplanner.rules.elapsed import elapsed_share, rounded, year_share

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "share"),
    [(date(2026, 9, 30), 75.0), (date(2026, 1, 31), 8.3), (date(2028, 2, 29), 16.7), (date(2026, 11, 23), 89.7),
     (date(2026, 12, 31), 100.0), (date(2026, 1, 1), 0.3)],
)  # fmt: skip
def test_the_end_of_a_month_is_so_many_twelfths_of_the_year(day, share):
    assert rounded(year_share(day.year, as_of=day)) == share


def test_another_year_is_over_or_has_not_begun():
    assert year_share(2025, as_of=date(2026, 11, 23)) == 100
    assert year_share(2027, as_of=date(2026, 11, 23)) == 0


def test_a_period_of_several_years_goes_by_its_months_and_one_within_a_month_by_its_days():
    assert elapsed_share(date(2026, 1, 1), date(2027, 12, 31), as_of=date(2026, 9, 30)) == Fraction(75, 2)
    assert elapsed_share(date(2026, 11, 11), date(2026, 11, 20), as_of=date(2026, 11, 13)) == 30
    assert elapsed_share(date(2026, 3, 1), date(2026, 8, 31), as_of=date(2026, 5, 31)) == 50


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_share_lies_between_nothing_and_all_and_never_falls(begin, end, day, later):
    day, later = sorted((day, later))
    shares = [elapsed_share(begin, end, as_of=one) for one in (day, later)]
    assert 0 <= shares[0] <= shares[1] <= 100
