"""The payments that terms are split into add up to the contract's amount, to the 分, and their shares to 100 %."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from smartplanner.base.problems import Problem
from smartplanner.fields.date_ranges import read_range
from smartplanner.fields.dates import DateContext
from smartplanner.fields.payment_parts import split_amount
from smartplanner.fields.payment_terms import read_terms

STAGES = ("签订后", "初验合格后支付", "上线试运行后", "终验后支付", "考核合格支付", "质保期满支付", "第一年", "第二年")


@st.composite
def whole_shares(draw):
    """Shares in percent that add up to 100, some with decimals."""
    cuts = sorted(draw(st.sets(st.integers(1, 9999), min_size=1, max_size=7)))
    ends = [0, *cuts, 10000]
    return [Decimal(after - before) / 100 for before, after in pairwise(ends)]


@given(whole_shares(), st.integers(10**6, 10**13), st.sampled_from("，；、\n"))
@settings(max_examples=150, deadline=None)
def test_shares_of_any_amount_add_up_to_it(shares, amount, sign):
    words = sign.join(f"{stage}{share:f}%" for stage, share in zip(STAGES, shares, strict=False))
    parts = split_amount(read_terms(words), amount, signed_on=None)
    assert len(parts) == len(shares)
    assert sum(part.amount for part in parts) == amount
    assert sum(Decimal(str(part.share)) for part in parts) == 100
    assert len({part.term.title for part in parts}) == len(parts)
    for part, share in zip(parts[:-1], shares, strict=False):
        assert abs(part.amount - amount * share / 100) <= Decimal("0.5")


@given(st.lists(st.integers(1, 20), min_size=2, max_size=8), st.integers(100, 10**12))
@example([1, 3, 9, 9, 17, 1], 100)
@example([1, 1, 1, 1, 1, 1, 1, 1], 100)
@settings(max_examples=80, deadline=None)
def test_a_ratio_splits_any_amount_without_rest(ratio, amount):
    parts = split_amount(read_terms(":".join(map(str, ratio))), amount, signed_on=None)
    assert [len(parts), sum(part.amount for part in parts)] == [len(ratio), amount]


@given(
    st.text(
        alphabet="签订后初终验质保支付至余款首尾考核分期按季月年元万亿%％0123456789.:：，；、（）\n 三七成百",
        max_size=60,
    ),
    st.integers(1, 10**12),
)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_the_cell_is_split_wholly_or_not_at_all(words, amount):
    reading = read_terms(words, as_of=date(2026, 11, 23))
    try:
        parts = split_amount(reading, amount, signed_on=date(2025, 3, 1))
    except Problem:
        return
    assert not parts or sum(part.amount for part in parts) == amount
    assert all(part.amount >= 0 for part in parts)


@given(st.text(alphabet="自签订之日起两一年半月日至到—-.~/20253678年期限（）长期 ", max_size=40))
@settings(max_examples=300, deadline=None)
def test_a_span_never_ends_before_it_begins(words):
    reading = read_range(words, DateContext(year=2026, as_of=date(2026, 11, 23)))
    assert reading.start is None or reading.end is None or reading.start <= reading.end
