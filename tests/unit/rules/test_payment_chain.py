"""A payment is released when all it waits for is there; what is missing says so, and whose turn it is."""

from datetime import date

import pytest

from smartplanner.rules.contract_facts import (
    AmendmentFact,
    ContractFact,
    LevelFact,
    MilestoneFact,
    PaymentFact,
    ScoreFact,
    month_of,
)
from smartplanner.rules.payment_checks import over_what_is_left, payment_problems
from smartplanner.rules.payments import chain, say_light, service_months

DAY = date(2026, 11, 23)
WHOLE = 100_000_00


def payment(id="p", **values):
    return PaymentFact(id, "c", values.pop("title", id), values.pop("amount", WHOLE), **values)


def contract(*payments, **values):
    usual = {
        "title": "运营合同", "amount": sum(one.amount or 0 for one in payments), "state": "active", "buyer": "甲方",
        "operator_unit": "乙方", "signed_on": date(2026, 1, 5), "start": date(2026, 1, 5), "end": date(2027, 1, 4),
    }  # fmt: skip
    return ContractFact(id="c", payments=payments, **(usual | values))


def scores(*values, first=1):
    return tuple(
        ScoreFact(str(number), "c", None, f"2026-{number:02}", value, f"2026-{number:02}")
        for number, value in enumerate(values, first)
    )


def missing(one, **values):
    told = chain(contract(one, **values), as_of=DAY)[0]
    return [(item.code, item.turn, item.unit) for item in told.missing]


APPROVED = {"approved_no": "批1"}


def test_a_payment_waits_for_its_approval_number_unless_it_says_that_none_is_needed():
    assert missing(payment()) == [("approval", "office", None)]
    assert missing(payment(needs_approval=True)) == [("approval", "office", None)]
    assert missing(payment(needs_approval=False)) == []
    assert missing(payment(**APPROVED)) == []


def test_an_acceptance_is_the_turn_of_the_commissioning_unit_until_its_day():
    one = {"condition": "acceptance", **APPROVED}
    assert missing(payment(**one)) == [("acceptance", "buyer", "甲方")]
    assert missing(payment(accepted_on=date(2026, 11, 24), **one)) == [("acceptance", "buyer", "甲方")]
    assert missing(payment(accepted_on=DAY, **one)) == []


def test_a_milestone_is_the_turn_of_who_leads_it_or_of_the_operator():
    one = payment(milestone="m", **APPROVED)
    assert missing(one, milestones=(MilestoneFact("m", "上线"),)) == [("milestone", "operator", "乙方")]
    assert missing(one, milestones=(MilestoneFact("m", "上线", None, "丙局"),)) == [("milestone", "lead", "丙局")]
    assert missing(one, milestones=(MilestoneFact("m", "上线", DAY),)) == []
    assert missing(payment(condition="milestone", **APPROVED)) == [("milestone_unnamed", "office", None)]


def test_a_service_payment_waits_until_all_its_months_are_scored_and_reach_the_threshold():
    one = payment(
        condition="service_score", service_from=date(2026, 1, 1), service_to=date(2026, 3, 31), **APPROVED
    )  # fmt: skip
    assert missing(one, scores=scores(90, 91), score_needed=85.0) == [("service_unscored", "buyer", "甲方")]
    assert missing(one, scores=scores(90, 80, 84.9), score_needed=85.0) == [("service_score", "operator", "乙方")]
    assert missing(one, scores=scores(90, 81, 84), score_needed=85.0) == []
    lower = one._replace(score_needed=60.0)
    assert missing(lower, scores=scores(70, 70, 70), score_needed=85.0) == []


def test_a_contract_that_is_not_signed_or_was_terminated_releases_nothing():
    assert missing(payment(**APPROVED), state="approval", signed_on=None) == [("contract", "buyer", "甲方")]
    assert missing(payment(**APPROVED), state="terminated") == [("ended", "office", None)]


def test_a_paid_payment_is_settled_and_a_part_of_it_leaves_the_rest_outstanding():
    whole = chain(contract(payment(paid_on=DAY, paid=WHOLE)), as_of=DAY)[0]
    assert (whole.settled, whole.released, whole.outstanding, whole.light.light) == (True, True, 0, "blue")
    part = chain(contract(payment(paid_on=DAY, paid=WHOLE // 4)), as_of=DAY)[0]
    assert (part.settled, part.outstanding) == (False, WHOLE - WHOLE // 4)
    later = chain(contract(payment(paid_on=DAY, paid=WHOLE)), as_of=date(2026, 11, 22))[0]
    assert (later.settled, later.paid, later.outstanding) == (False, 0, WHOLE)
    without_sum = chain(contract(payment(paid_on=DAY)), as_of=DAY)[0]
    assert (without_sum.settled, without_sum.paid) == (True, WHOLE)


def test_what_was_deducted_at_the_approval_stands_whatever_the_scores_become():
    values = {"score_needed": 85.0, "deduct_percent": 1.0, "deduct_limit": 10.0, "scores": scores(75.0, first=2)}
    due = date(2026, 3, 5)
    computed = chain(contract(payment(due=due), **values), as_of=DAY)[0]
    assert (computed.deducted, computed.payable) == (WHOLE // 10, WHOLE * 9 // 10)
    recorded = chain(contract(payment(due=due, deducted=500), **values), as_of=DAY)[0]
    assert (recorded.deducted, recorded.deduction.total) == (500, WHOLE // 10)
    less = chain(contract(payment(due=due, paid=WHOLE * 9 // 10, paid_on=DAY), **values), as_of=DAY)[0]
    assert less.settled


def test_a_deduction_takes_a_share_for_each_point_a_sum_for_each_bad_month_and_keeps_to_its_limit():
    fact = contract(
        payment(due=date(2026, 4, 5)),
        score_needed=85.0,
        deduct_percent=1.0,
        deduct_limit=5.0,
        levels=(LevelFact("l", "c", "响应", 60.0, 90.0, 100_00), LevelFact("m", "c", "在线", 40.0)),
        scores=(
            ScoreFact("1", "c", "l", "2026-02", 80.0, "2026-02"),
            ScoreFact("2", "c", "m", "2026-02", 85.0, "2026-02"),
            ScoreFact("3", "c", "l", "2026-03", 95.0, "2026-03"),
            ScoreFact("4", "c", "m", "2026-03", 70.0, "2026-03"),
        ),
    )
    told = chain(fact, as_of=DAY)[0].deduction
    # 2月 80×0.6+85×0.4=82，3月 95×0.6+70×0.4=85，平均83.5，低1.5分
    assert [(line.kind, line.amount) for line in told.lines] == [("share", 1_500_00), ("level", 100_00)]
    assert told.mean == 83.5
    strict = chain(fact._replace(deduct_limit=1.0), as_of=DAY)[0].deduction
    assert strict.lines[-1].amount == -600_00
    assert strict.total == 1_000_00


def test_service_months_are_those_between_two_payments_within_the_contract():
    rows = [payment("a", due=date(2026, 2, 10)), payment("b", due=date(2026, 5, 10)), payment("c", due=None)]
    fact = contract(*rows)
    assert service_months(fact, rows, 0, as_of=DAY) == ["2026-01"]
    assert service_months(fact, rows, 1, as_of=DAY) == ["2026-02", "2026-03", "2026-04"]
    assert service_months(fact, rows, 2, as_of=DAY)[-1] == "2026-10"
    late = [*rows[:2], payment("c", due=date(2028, 1, 10))]
    assert service_months(contract(*late), late, 2, as_of=DAY)[-1] == "2027-01"
    named = [payment("a", service_from=date(2026, 3, 1), service_to=date(2026, 4, 30))]
    assert service_months(contract(*named), named, 0, as_of=DAY) == ["2026-03", "2026-04"]


def test_lights_tell_late_blocked_soon_and_later():
    def light(**values):
        signal = chain(contract(payment(**values)), as_of=DAY)[0].light
        assert say_light(signal)
        return signal.light, signal.cause, signal.amount

    assert light(due=date(2026, 11, 13), **APPROVED) == ("red", "payment_late", 10)
    assert light(due=date(2026, 11, 13)) == ("red", "payment_blocked", 10)
    assert light(due=date(2026, 12, 1)) == ("yellow", "payment_soon", 8)
    assert light(due=date(2027, 3, 1))[0] == "green"
    assert light() == ("grey", "no_day", 0)


def test_a_share_without_a_sum_is_the_share_of_the_running_total_to_the_cent():
    rows = [payment(str(place), amount=None, share=share) for place, share in enumerate((33.3, 33.3, 33.4))]
    fact = contract(*rows, amount=100_01)
    assert sum(one.amount for one in chain(fact, as_of=DAY)) == 100_01
    assert payment_problems(fact) == []


def codes(*payments, **values):
    return [problem.code for problem in payment_problems(contract(*payments, **values))]


def test_payments_that_do_not_add_to_the_contract_are_told_with_the_difference():
    problem = payment_problems(contract(payment(), amount=WHOLE + 5))[0]
    assert (problem.code, "0.05" in problem.message) == ("payments_total", True)
    raised = AmendmentFact("a", "c", "补", amount_change=5)
    assert codes(payment(), amount=WHOLE - 5, amendments=(raised,)) == []
    assert codes(payment(), payment("q", amount=None)) == ["payment_without_amount"]
    assert codes(payment(), amount=None) == ["no_amount"]
    assert codes(amount=5) == ["no_payments"]
    assert codes(amount=5, state="draft") == []


def test_more_than_what_is_left_more_than_due_and_periods_the_wrong_way_round_are_problems():
    over = payment(paid=WHOLE + 1, paid_on=DAY)
    assert codes(over) == ["over_what_is_left", "over_paid"]
    assert codes(payment(deducted=WHOLE + 1)) == ["over_deducted"]
    reversed_ = payment(service_from=date(2026, 5, 1), service_to=date(2026, 4, 1))
    assert codes(reversed_) == ["service_reversed"]
    early = payment(condition="acceptance", paid=WHOLE, paid_on=DAY, accepted_on=date(2026, 12, 1))
    assert codes(early) == ["paid_early"]
    assert codes(payment(share=90.0)) == ["payment_shares"]


def test_service_periods_that_share_a_month_would_deduct_twice_and_are_told():
    first = payment("a", amount=WHOLE, service_from=date(2026, 1, 1), service_to=date(2026, 3, 31))
    after = payment("b", amount=WHOLE, service_from=date(2026, 4, 1), service_to=date(2026, 6, 30))
    assert codes(first, after) == []
    assert codes(first._replace(service_to=date(2026, 4, 1)), after) == ["service_overlap"]


def test_paying_again_may_not_pass_what_is_left():
    fact = contract(payment("a", paid=WHOLE), payment("b"))
    assert over_what_is_left(fact, "b", WHOLE) is None
    assert over_what_is_left(fact, "b", WHOLE + 1).code == "over_what_is_left"


@pytest.mark.parametrize("text", ["2026年9月", "2026-09", "2026.9", "2026/9", "202609", "2026年9月份", " 2026-9 "])
def test_a_month_is_read_however_it_is_written(text):
    assert month_of(text) == "2026-09"


@pytest.mark.parametrize("text", ["", "9月", "2026年", "2026-13", "第三季度", "2026-00", "本月"])
def test_what_names_no_month_is_none(text):
    assert month_of(text) == ""
