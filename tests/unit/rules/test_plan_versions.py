"""What a version held against what the plan says now, in words and by weight."""

from datetime import date

import pytest

from smartplanner.rules.plan_versions import Held, compare_versions
from smartplanner.rules.workdays import Calendar

CALENDAR = Calendar({})


def one(before, after):
    found = compare_versions([before], [after], CALENDAR)
    assert len(found) == 1
    return found[0]


def test_a_later_due_day_says_both_days_and_the_workdays_between():
    found = one(
        Held("milestone", "m", "上线", due=date(2026, 8, 28)), Held("milestone", "m", "上线", due=date(2026, 10, 9))
    )
    assert found.code == "due_later"
    assert found.shift == 30
    assert all(words in found.sentence for words in ("上线", "8", "28", "10", "+30"))


def test_a_milestone_that_moves_whole_is_told_once():
    before = Held("milestone", "m", "上线", date(2026, 8, 3), date(2026, 8, 7))
    assert one(before, before._replace(start=date(2026, 8, 10), due=date(2026, 8, 14))).code == "due_later"
    longer = compare_versions([before], [before._replace(start=date(2026, 8, 4), due=date(2026, 8, 14))], CALENDAR)
    assert [found.code for found in longer] == ["due_later", "start_later"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("98%", "90%", "target_lowered"),
        ("90%", "98%", "target_raised"),
        ("≤30分钟", "≤45分钟", "target_lowered"),
        ("不超过3天", "不超过2天", "target_raised"),
        ("已建立", "已运行", "target_changed"),
        ("8个", None, "target_lowered"),
        (None, "8个", "target_raised"),
        ("2次/年", "1次/季度", "target_changed"),
    ],
)
def test_a_target_is_lowered_when_less_is_asked(old, new, code):
    before = Held("commitment", "c", "接入", target=old, text="接入")
    assert one(before, before._replace(target=new)).code == code


def test_money_days_and_words_that_come_and_go_are_told():
    before = [
        Held("funding", "f", "2026年财政资金", amount=100_000_000),
        Held("milestone", "gone", "取消的节点"),
        Held("milestone", "m", "上线", due=date(2026, 8, 28)),
        Held("commitment", "c", "承诺", text="原来的话"),
    ]
    after = [
        Held("funding", "f", "2026年财政资金", amount=80_000_000),
        Held("milestone", "new", "新节点", due=date(2026, 9, 1)),
        Held("milestone", "m", "上线"),
        Held("commitment", "c", "承诺", text="后来的话"),
    ]
    codes = [found.code for found in compare_versions(before, after, CALENDAR)]
    assert codes == ["gone", "due_taken", "less_money", "added", "text_changed"]


def test_what_is_the_same_is_not_told():
    held = [Held("plan", "p", "计划", date(2026, 1, 1), date(2027, 12, 31), 5)]
    assert compare_versions(held, held, CALENDAR) == []
