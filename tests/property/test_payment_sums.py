"""Whatever the sums, shares and scores: money is exact to the 分, against Python's decimal."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from smartplanner.queries.operation_money import money_across
from smartplanner.rules.concentration import Stake, measure
from smartplanner.rules.contract_facts import AmendmentFact, ContractFact, LevelFact, PaymentFact, ScoreFact
from smartplanner.rules.contracts import running_total
from smartplanner.rules.payment_checks import payment_problems
from smartplanner.rules.payments import chain
from smartplanner.rules.sums import half_up, split_by_shares

DAY = date(2026, 11, 23)
MONEY = st.integers(0, 10**13)
SCORE = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
PERCENT = st.integers(0, 100_000).map(lambda thousandths: thousandths / 1000)


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**6))
def test_a_cut_cent_is_rounded_half_up_as_decimal_does(numerator, denominator):
    with localcontext() as context:
        context.prec = 80
        told = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_UP)
    assert half_up(Fraction(numerator, denominator)) == int(told)


@given(MONEY, st.lists(st.integers(1, 999), min_size=1, max_size=12))
def test_shares_that_make_the_whole_are_divided_without_a_cent_lost(total, weights):
    tenths = [weight * 1000 // sum(weights) for weight in weights]
    tenths[-1] += 1000 - sum(tenths)
    shares = [tenth / 10 for tenth in tenths]
    parts = split_by_shares(total, shares)
    assert sum(parts) == total
    for part, share in zip(parts, shares, strict=True):
        assert abs(Decimal(part) - Decimal(total) * Decimal(str(share)) / 100) < 1


def contract(amount, scores, *, needed, percent, limit, fine=0):
    month = [f"2026-{number + 1:02}" for number in range(len(scores))]
    return ContractFact(
        id="c", title="合同", amount=amount, signed_on=date(2026, 1, 1), start=date(2026, 1, 1), state="active",
        end=date(2028, 12, 31), score_needed=needed, deduct_percent=percent, deduct_limit=limit,
        payments=(PaymentFact("p", "c", "年度款", amount, date(2026, len(scores) + 1, 20), needs_approval=False),),
        levels=(LevelFact("l", "c", "响应", 100.0, needed, fine),),
        scores=tuple(ScoreFact(name, "c", "l", name, score, name) for name, score in zip(month, scores, strict=True)),
    )  # fmt: skip


@given(MONEY, st.lists(SCORE, min_size=1, max_size=9), SCORE, PERCENT, PERCENT, st.integers(0, 10**9))
def test_a_deduction_is_what_decimal_says_and_its_lines_add_up(amount, scores, needed, percent, limit, fine):
    fact = contract(amount, scores, needed=needed, percent=percent, limit=limit, fine=fine)
    told = chain(fact, as_of=DAY)[0]
    with localcontext() as context:
        context.prec = 120
        # All scores share a denominator, so that no third of a point is ever cut off before the end.
        short = max(Decimal(0), Decimal(str(needed)) * len(scores) - sum(Decimal(str(score)) for score in scores))
        share = amount * short * Decimal(str(percent)) / 100
        cents = (share / len(scores)).quantize(Decimal(1), ROUND_HALF_UP)
        fines = fine * sum(1 for score in scores if score < needed)
        most = min(amount, int((amount * Decimal(str(limit)) / 100).quantize(Decimal(1), ROUND_HALF_UP)))
    assert told.deducted == min(int(cents) + fines, most)
    assert sum(line.amount for line in told.deduction.lines) == told.deducted
    assert told.payable + told.deducted == amount
    assert all(line.words for line in told.deduction.lines)


PAYMENTS = st.lists(
    st.tuples(
        MONEY, st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.booleans(), st.sampled_from((None, "fiscal", "bond"))
    ),
    max_size=12,
)


@given(st.lists(PAYMENTS, max_size=6))
def test_every_cut_of_the_money_adds_to_the_same_sum(contracts):
    facts = []
    for number, payments in enumerate(contracts):
        id = f"c{number}"
        rows = [
            PaymentFact(
                f"{id}-{place}", id, "款", amount, due, paid=amount // 2 if paid else None,
                paid_on=due if paid else None, source=source,
            )
            for place, (amount, due, paid, source) in enumerate(payments)
        ]  # fmt: skip
        facts.append(
            ContractFact(id=id, title=id, state="active", area="甲" if number % 2 else None, payments=tuple(rows))
        )
    money = money_across(facts, {fact.id: None for fact in facts}, {}, as_of=DAY)
    planned = sum(Decimal(amount) for payments in contracts for amount, *_rest in payments)
    paid = sum(
        Decimal(amount // 2) for payments in contracts for amount, due, done, _source in payments if done and due <= DAY
    )
    assert (money.planned, money.paid) == (planned, paid)
    for rows in (money.by_month, money.by_year, money.by_source, money.by_district, money.by_area):
        assert sum(row.planned for row in rows) == planned
        assert sum(row.paid for row in rows) == paid


@given(MONEY, st.lists(st.integers(-(10**12), 10**12), max_size=6), st.integers(1, 6))
def test_payments_that_add_to_the_running_total_are_no_problem_and_a_cent_more_is(amount, changes, parts):
    amendments = tuple(AmendmentFact(str(n), "c", "补", amount_change=change) for n, change in enumerate(changes))
    total = running_total(amount, amendments)
    assert total == int(Decimal(amount) + sum(map(Decimal, changes)))
    if total < parts:
        return
    sums = [total // parts] * (parts - 1)
    sums.append(total - sum(sums))

    def problems(extra):
        rows = [PaymentFact(str(n), "c", "款", sum_ + extra * (n == 0)) for n, sum_ in enumerate(sums)]
        fact = ContractFact(id="c", title="合同", amount=amount, amendments=amendments, payments=tuple(rows))
        return [problem.code for problem in payment_problems(fact)]

    assert problems(0) == []
    assert problems(1) == ["payments_total"]


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(1, 10**13)), min_size=1, max_size=20))
def test_shares_of_operators_add_to_the_whole_and_the_index_is_between_its_bounds(sums):
    stakes = [Stake(str(n), operator, amount, None, None, None) for n, (operator, amount) in enumerate(sums)]
    found = measure(stakes, cut="city", as_of=DAY)
    count = len(found.operators)
    assert sum(one.percent for one in found.operators) == 100
    assert sum(one.amount for one in found.operators) == found.total
    assert Fraction(10_000, count) <= found.hhi <= 10_000
    assert found.hhi == sum(one.percent**2 for one in found.operators)
    assert found.largest <= found.top_three <= 100
