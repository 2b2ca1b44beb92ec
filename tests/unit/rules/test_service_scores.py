"""A month's score is weighted over its items; what falls below is told with how long it lasts."""

from datetime import date

from smartplanner.rules.contract_facts import ContractFact, LevelFact, ScoreFact
from smartplanner.rules.service import (
    breaches,
    latest_breach,
    mean,
    month_scores,
    newest_is_below,
    service_problems,
    trend,
)

DAY = date(2026, 11, 23)


def contract(*scores, levels=(), **values):
    usual = {"score_needed": 85.0, "start": date(2026, 1, 1), "end": date(2026, 12, 31)}
    return ContractFact(id="c", title="合同", levels=tuple(levels), scores=tuple(scores), **(usual | values))


def score(month, value, level=None):
    return ScoreFact(f"{month}{level}", "c", level, month, value, month)


def level(id, weight=None, **values):
    return LevelFact(id, "c", id, weight, **values)


def year(*values):
    return contract(*(score(f"2026-{number:02}", value) for number, value in enumerate(values, 1) if value is not None))


def test_a_month_is_the_mean_of_its_items_by_weight():
    fact = contract(score("2026-01", 90.0, "a"), score("2026-01", 80.1, "b"), levels=(level("a", 70), level("b", 30)))
    assert month_scores(fact)["2026-01"].score * 100 == 8703


def test_items_not_scored_leave_their_weight_to_the_others_and_no_weights_are_equal_weights():
    levels = (level("a", 70), level("b", 20), level("c", 10))
    fact = contract(score("2026-01", 90.0, "b"), score("2026-01", 60.0, "c"), levels=levels)
    assert month_scores(fact)["2026-01"].score == 80
    plain = contract(score("2026-01", 90.0, "a"), score("2026-01", 60.0, "b"), levels=(level("a"), level("b")))
    assert month_scores(plain)["2026-01"].score == 75
    zero = contract(score("2026-01", 90.0, "a"), score("2026-01", 60.0, "b"), levels=(level("a", 0), level("b", 0)))
    assert month_scores(zero)["2026-01"].score == 75


def test_a_single_total_counts_where_no_item_was_scored():
    assert month_scores(contract(score("2026-01", 88.5), levels=(level("a", 100),)))["2026-01"].score == 88.5


def test_months_after_the_day_are_left_out():
    assert list(month_scores(year(90, 91, 92), as_of=date(2026, 2, 1))) == ["2026-01", "2026-02"]


def test_breaches_tell_how_many_months_run_and_a_gap_begins_anew():
    fact = year(80, 80, 80, 90, 80, None, 80)
    found = breaches(fact, month_scores(fact))
    assert [(one.month[-2:], one.running, one.light) for one in found] == [
        ("01", 1, "yellow"), ("02", 2, "yellow"), ("03", 3, "red"), ("05", 1, "yellow"), ("07", 1, "yellow"),
    ]  # fmt: skip
    assert all(one.words for one in found)


def test_only_the_newest_month_is_a_current_breach_and_the_quick_look_agrees():
    for values in ((80, 90), (90, 80), (85,), (84.99,), ()):
        fact = year(*values)
        current = latest_breach(fact, month_scores(fact, as_of=DAY))
        assert newest_is_below(fact, as_of=DAY) == (current is not None)


def test_a_trend_compares_three_months_with_the_three_before():
    def told(*values):
        return trend(list(month_scores(year(*values)).values()))

    assert told(80, 80, 80, 85, 85, 85) == "up"
    assert told(85, 85, 85, 80, 80, 80) == "down"
    assert told(85, 85, 85, 85.5, 85, 85) == "flat"
    assert told(80, 90, 91) == ""
    assert mean([]) is None


def codes(fact):
    return [problem.code for problem in service_problems(fact)]


def test_a_score_outside_the_contract_of_no_month_or_of_a_foreign_item_is_a_problem():
    assert codes(contract(score("2025-12", 90.0))) == ["score_outside"]
    assert codes(contract(score("2027-01", 90.0))) == ["score_outside"]
    assert codes(contract(score("2026-12", 90.0), score("2026-01", 90.0))) == []
    assert codes(contract(ScoreFact("s", "c", None, "上季度", 90.0, ""))) == ["no_month"]
    assert codes(contract(score("2026-01", 90.0, "z"))) == ["foreign_level"]


def test_weights_that_do_not_add_to_a_hundred_are_a_problem():
    assert codes(contract(levels=(level("a", 33.3), level("b", 66.7)))) == []
    assert codes(contract(levels=(level("a", 40), level("b", 50)))) == ["weights"]
    assert codes(contract(levels=(level("a", 100), level("b")))) == ["weights"]
    assert codes(contract(levels=(level("a"), level("b")))) == []
