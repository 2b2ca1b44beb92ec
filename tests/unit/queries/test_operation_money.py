"""Money across: batches shared by plans, spending against the calendar, and what was spent too much."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.queries import Reader
from smartplanner.queries.contracts import contract_overview
from smartplanner.queries.operation_money import say_burn

DAY = date(2026, 11, 23)


@pytest.fixture
def reader(journal):
    made = Reader(journal)
    journal.commit(
        Label("made"),
        [
            insert("district", "d", {"name": "东城区", "code": "110101"}),
            insert("plan", "p", {"district": "d", "title": "甲计划"}),
            insert("plan", "q", {"district": "d", "title": "乙计划"}),
            insert("budget_batch", "b", {"title": "专项债一批", "year": 2026, "source": "bond", "amount": 1000}),
            insert("budget_batch", "w", {"title": "专项债二批", "year": 2026, "source": "bond", "amount": 900}),
            insert(
                "funding", "f", {"plan": "p", "year": 2026, "source": "bond", "batch": "b", "amount": 600, "spent": 300}
            ),
            insert(
                "funding", "g", {"plan": "q", "year": 2026, "source": "bond", "batch": "b", "amount": 401, "spent": 401}
            ),
            insert(
                "funding", "h",
                {"plan": "q", "year": 2025, "source": "fiscal", "batch": "w", "amount": 100, "spent": 101},
            ),
        ],
    )  # fmt: skip
    return made


def test_a_batch_that_is_given_away_twice_is_red_and_a_problem(reader):
    found = contract_overview(reader, as_of=DAY)
    assert [(use.id, use.allocated, use.users, use.left, use.light) for use in found.batches] == [
        ("b", 1001, 2, -1, "red"), ("w", 100, 1, 800, "green"),
    ]  # fmt: skip
    assert [finding.problem.code for finding in found.findings] == ["over_allocated", "batch_mismatch", "overspent"]


def test_spending_is_weighed_against_the_time_of_the_year_that_is_over(reader):
    burns = contract_overview(reader, as_of=DAY).burns
    assert [(burn.name, burn.amount, burn.spent, burn.light) for burn in burns[1:]] == [
        ("甲计划", 600, 300, "red"), ("乙计划", 401, 401, "green"),
    ]  # fmt: skip
    assert (burns[0].amount, burns[0].spent, burns[0].light) == (1001, 701, "yellow")
    assert "50" in say_burn(burns[1])
