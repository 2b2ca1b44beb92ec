"""What a unit's score is made of, as somebody of a supervision office reads it."""

from dataclasses import dataclass
from datetime import date

import pytest

from smartplanner.rules.scoring import Entry, Fact, ranks, score, total

DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Row:
    """A rule as the book holds it."""

    title: str
    condition: str
    points: float
    limit: float | None = None
    support_factor: float | None = None
    order: int | None = None
    id: str = ""


BASE = Row("基础分", "base", 100, order=1, id="base")
OVERDUE = Row("逾期未办结", "overdue", -1, support_factor=50, order=2, id="overdue")
RETURNED = Row("退办", "returned", -2, order=3, id="returned")
MISSED = Row("漏报", "unreported", -0.5, limit=1, order=4, id="missed")
LATE = Row("迟报", "reported_late", -0.1, support_factor=33, order=5, id="late")
HAND = Row("人工认定", "by_hand", 0, limit=3, order=6, id="hand")
RULES = (HAND, LATE, MISSED, RETURNED, OVERDUE, BASE)


def facts(condition, count, *, lead=True):
    return [Fact(condition, f"事项{number}", DAY, lead) for number in range(count)]


@pytest.mark.parametrize(
    ("happened", "given", "expected"),
    [
        ([], [], 100),
        (facts("overdue", 2), [], 98),
        (facts("overdue", 2, lead=False), [], 99),
        (facts("overdue", 1) + facts("returned", 1), [], 97),
        (facts("unreported", 5), [], 99),
        (facts("reported_late", 3), [], 99.7),
        (facts("reported_late", 3, lead=False), [], 99.91),
        ([], [Entry(1, "获肯定性批示", DAY)], 101),
        ([], [Entry(2, "甲", DAY), Entry(2, "乙", DAY)], 103),
        ([], [Entry(-2, "失实", DAY), Entry(-2, "失实", DAY)], 97),
        (facts("extended", 3), [], 100),
    ],
    ids=[
        "nothing happened: the base",
        "each overdue matter costs a point",
        "a co-operating unit bears half of it",
        "deductions add up",
        "a limit ends the deductions",
        "small deductions stay exact",
        "a share is rounded to hundredths for each matter",
        "an instruction of praise adds a point",
        "a limit ends the additions as well",
        "and the deductions by hand",
        "what no rule counts costs nothing",
    ],
)
def test_a_score_is_the_base_with_deductions_and_additions(happened, given, expected):
    assert total(score(RULES, happened, given)) == expected


def test_lines_stand_in_the_order_of_the_table_and_name_what_they_count():
    lines = score(RULES, [Fact("overdue", "智慧停车", DAY, lead=False, detail="3"), *facts("returned", 1)])
    assert [(line.title, line.count, line.points) for line in lines] == [
        ("基础分", 1, 100), ("逾期未办结", 1, -0.5), ("退办", 1, -2),
    ]  # fmt: skip
    (item,) = lines[1].items
    assert (item.title, item.day, item.points, item.detail) == ("智慧停车", DAY, -0.5, "3")


def test_what_a_limit_cuts_off_is_told():
    missed = next(line for line in score(RULES, facts("unreported", 5)) if line.title == "漏报")
    assert (missed.count, missed.cut, missed.points) == (5, 1.5, -1)


def test_the_share_of_a_co_operating_unit_never_touches_the_base():
    rules = (Row("基础分", "base", 100, support_factor=50), OVERDUE)
    assert total(score(rules, facts("overdue", 2, lead=False))) == 99


def test_points_by_hand_belong_to_the_rule_that_they_name():
    lines = score(RULES, [], [Entry(-2, "逾期情节严重", DAY, rule="overdue"), Entry(1, "表扬", DAY)])
    assert [(line.title, line.points) for line in lines] == [("基础分", 100), ("逾期未办结", -2), ("人工认定", 1)]


def test_points_by_hand_count_even_where_no_rule_foresees_them():
    assert total(score((BASE,), [], [Entry(1.5, "表扬", DAY), Entry(1, "旧规则", DAY, rule="gone")])) == 102.5


def test_equal_scores_share_a_rank():
    assert ranks([98, 100, 98, 97]) == [2, 1, 2, 4]
