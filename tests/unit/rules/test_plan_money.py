"""Money by year and source against time, and sums that must agree."""

from datetime import date

from smartplanner.model.funding import Funding
from smartplanner.model.plan import Plan
from smartplanner.rules.plan_money import check_money, money_lines, say_gap

PLAN = Plan(
    id="p", district="d", title="计划", period_start=date(2026, 1, 1), period_end=date(2027, 12, 31), budget=300
)


def money(year, source, amount, spent=None):
    return Funding(id=f"{year}{source}", plan="p", year=year, source=source, amount=amount, spent=spent)


def test_each_year_and_all_years_have_their_sum_and_share_of_time():
    rows = [money(2026, "bond", 100, 20), money(2026, "fiscal", 100, 60), money(2027, "fiscal", 100)]
    lines = money_lines(PLAN, rows, as_of=date(2026, 12, 31))
    assert [(line.year, line.source) for line in lines] == [
        (2026, "fiscal"),
        (2026, "bond"),
        (2026, None),
        (2027, "fiscal"),
        (None, None),
    ]
    assert [line.gap for line in lines] == [-40.0, -80.0, -60.0, 0.0, round(26.7 - 50.0, 1)]
    assert "40" in say_gap(lines[0])


def test_sums_that_disagree_and_overspending_are_problems():
    assert check_money(PLAN, [money(2026, "fiscal", 300)]) == []
    assert check_money(PLAN, []) == []
    found = check_money(PLAN, [money(2026, "fiscal", 200, 250)])
    assert [problem.code for problem in found] == ["money_disagrees", "overspent"]
    assert all(problem.remedy for problem in found)


def test_money_without_a_plan_has_no_share():
    (line, total) = money_lines(PLAN, [money(2026, "fiscal", None, 5)], as_of=date(2026, 6, 1))
    assert line.spent_share is None
    assert line.overspent == total.overspent == 5
    assert say_gap(line)
