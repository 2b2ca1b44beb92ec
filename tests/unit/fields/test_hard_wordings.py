"""Wordings that were once read wrongly: each with its one meaning, or a question."""

from datetime import date
from decimal import Decimal

import pytest

from smartplanner.fields.dates import DateContext, read_date
from smartplanner.fields.money import read_money

CONTEXT = DateContext(year=2026, as_of=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026,9,30", date(2026, 9, 30)),
        ("2026，9，30前", date(2026, 9, 30)),
        ("2026、4、11", date(2026, 4, 11)),
        ("10月中上旬", date(2026, 10, 20)),
        ("11月中下旬", date(2026, 11, 30)),
        ("按季度推进，年底前完成", date(2026, 12, 31)),
        ("每月调度，9月底前办结", date(2026, 9, 30)),
    ],
)
def test_a_time_has_one_meaning(words, day):
    assert read_date(words, CONTEXT).value == day


@pytest.mark.parametrize("words", ["2026年暑期前", "2026年汛期前", "供暖季前", "2026年春季开学前", "6月30日/12月31日"])
def test_a_time_that_names_no_day_is_asked_about(words):
    reading = read_date(words, CONTEXT)
    assert reading.value is None
    assert reading.asks


@pytest.mark.parametrize("words", ["每月底", "每季度末"])
def test_what_comes_round_has_no_deadline(words):
    assert (read_date(words, CONTEXT).value, read_date(words, CONTEXT).precision) == (None, "ongoing")


@pytest.mark.parametrize(
    ("words", "yuan"), [("12万3千", 123_000), ("3万5千元", 35_000), ("1亿2000万", 120_000_000), ("一百二十", 1_200_000)]
)
def test_an_amount_with_ten_thousands_inside_is_whole_whatever_its_column_counts_in(words, yuan):
    assert read_money(words, header_unit=Decimal(10_000)).value == yuan * 100
