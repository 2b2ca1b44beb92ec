"""The terms of payment as contracts word them, and the payments that they come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from smartplanner.base.problems import Problem
from smartplanner.fields.date_ranges import Length
from smartplanner.fields.payment_parts import split_amount
from smartplanner.fields.payment_terms import read_terms

AMOUNT = 1_000_000_000
"""分: ten million yuan."""
AS_OF = date(2026, 11, 23)


def parts(words, *, amount=AMOUNT, signed_on=None):
    return split_amount(read_terms(words, as_of=AS_OF), amount, signed_on=signed_on)


def told(words):
    return [(part.term.title, part.share, part.term.condition) for part in parts(words)]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (
            "签订后30%，初验40%，终验25%，质保5%",
            [("首付款", 30, ""), ("初验款", 40, "acceptance"), ("终验款", 25, "acceptance"), ("质保金", 5, "")],
        ),
        ("首付款：300万元；尾款：余款", [("首付款", 30, ""), ("尾款", 70, "")]),
        ("3:4:3", [("第一期款", 30, ""), ("第二期款", 40, ""), ("第三期款", 30, "")]),
        ("初验后付至60%，终验后付清余款", [("初验款", 60, "acceptance"), ("终验款", 40, "acceptance")]),
        ("上线后50%；年度考核合格后50%", [("上线款", 50, "milestone"), ("考核款", 50, "service_score")]),
        ("签订后支付人民币叁佰万元整，验收后支付余款", [("首付款", 30, ""), ("验收款", 70, "acceptance")]),
        ("进度款50%；进度款50%", [("进度款", 50, ""), ("进度款（二）", 50, "")]),
        ("无预付款；验收合格后支付100%", [("验收款", 100, "acceptance")]),
        ("一次性支付", [("一次性付款", 100, "")]),
    ],
)
def test_clauses_become_payments_with_titles_shares_and_conditions(words, meant):
    assert told(words) == meant


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("签订后40%，验收后50%", "terms_not_whole"),
        ("签订后60%，验收后50%", "terms_not_whole"),
        ("按季度平均支付", "terms_rhythm"),
        ("每月支付", "terms_rhythm"),
        ("见合同正文", "terms_unreadable"),
        ("签约30 初验40 终验30", "terms_unreadable"),
    ],
)
def test_what_names_no_whole_sums_is_kept_as_words_with_a_warning(words, code):
    reading = read_terms(words)
    assert (reading.terms, reading.words) == ((), words)
    assert reading.problem is not None
    assert (reading.problem.code, reading.problem.level) == (code, "warning")


def test_an_empty_cell_says_nothing():
    assert (read_terms("").terms, read_terms("/").problem) == ((), None)


def test_days_are_read_where_the_words_name_them():
    found = parts("签订后15日内支付50%；2026年12月底前支付50%", signed_on=date(2026, 3, 1))
    assert [part.due for part in found] == [date(2026, 3, 16), date(2026, 12, 31)]
    assert found[0].term.after_signing == Length(days=15)


def test_workdays_after_the_signing_are_left_as_words():
    (first, _second) = parts("签订后10个工作日内支付50%；验收后50%", signed_on=date(2026, 3, 1))
    assert (first.due, first.term.after_signing) == (None, None)


def test_a_score_that_the_words_ask_for_is_read():
    assert read_terms("年度考核得分不低于85分支付100%").terms[0].score_needed == 85


def test_the_last_share_takes_what_rounding_leaves():
    found = parts("签订后33.33%，初验33.33%，终验33.34%", amount=1_000_001)
    assert sum(part.amount for part in found) == 1_000_001
    assert [part.amount for part in found[:2]] == [333_300, 333_300]
    assert sum(Decimal(str(part.share)) for part in found) == 100


def test_amounts_that_differ_from_the_contract_are_not_split():
    with pytest.raises(Problem) as raised:
        parts("首付款300万元，尾款300万元")
    assert raised.value.code == "terms_differ_from_amount"


@pytest.mark.parametrize("aside", ["，逾期按日0.05%计违约金", "；税率6%", "，含6%增值税"])
def test_percentages_of_penalties_and_taxes_are_no_shares(aside):
    assert [part.share for part in parts(f"签订后50%，验收后50%{aside}")] == [50, 50]
