"""Which gate lets a pilot into which stage, by the tier of its district; what a decision needs."""

from datetime import date
from typing import NamedTuple

import pytest

from smartplanner.queries.gate_reference import gate_kinds
from smartplanner.rules import pilots as rules

DAY = date(2026, 11, 23)


class Gate(NamedTuple):
    gate: str
    decision: str | None = None
    due: date | None = None


class Check(NamedTuple):
    text: str
    passed: bool | None = True


def test_every_kind_of_gate_has_points_for_every_tier_and_names_a_stage():
    for kind in gate_kinds():
        assert kind.stage in rules.STAGES
        for tier in (1, 2, 3, 4):
            assert rules.points_of(kind, tier)
        assert any(point.must for point in kind.points)


def test_a_higher_tier_has_more_points_to_check():
    counts = [sum(len(rules.points_of(kind, tier)) for kind in gate_kinds()) for tier in (1, 2, 3, 4)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_without_a_known_tier_everything_applies():
    for kind in gate_kinds():
        assert len(rules.points_of(kind, None)) == len(kind.points)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("中期评估", "midterm"), ("中期检查", "midterm"), ("midterm", "midterm"), ("验收评审（第2次）", "acceptance"),
        ("立项评审", "approval"), ("遴选", "selection"), ("推广评审", "spreading"),
    ],
)  # fmt: skip
def test_a_name_in_a_ledger_is_known(name, key):
    assert rules.kind_of(gate_kinds(), name).key == key


def test_an_unknown_name_is_no_gate():
    assert rules.kind_of(gate_kinds(), "座谈会") is None


@pytest.mark.parametrize(
    ("stage", "tier", "key"),
    [
        (None, 2, "selection"), ("proposed", 2, "selection"), ("selected", 2, "approval"), ("approved", 2, "midterm"),
        ("running", 2, "midterm"), ("running", 4, "acceptance"), ("midterm", 2, "acceptance"),
        ("accepted", 2, "spreading"), ("assessed", 2, "spreading"), ("spreading", 2, None), ("closed", 2, None),
    ],
)  # fmt: skip
def test_the_next_gate_follows_from_the_stage_and_the_tier(stage, tier, key):
    found = rules.next_kind(gate_kinds(), stage, tier)
    assert (found.key if found else None) == key


def test_a_gate_that_waits_comes_before_the_next_one():
    found = rules.following_kind(gate_kinds(), "selected", [Gate("遴选评审")], 4)
    assert found.key == "selection"


@pytest.mark.parametrize("target", [stage for stage in rules.STAGES if stage not in ("proposed", "closed")])
def test_no_stage_is_entered_from_two_stages_before(target):
    kinds = gate_kinds()
    place = rules.position(target)
    if place < 2:
        return
    problem = rules.refuse_stage(kinds, rules.STAGES[place - 2], target, [Gate("立项评审", "proceed")], 1)
    assert problem is not None
    assert problem.code == "stage_skipped"
    assert problem.remedy


@pytest.mark.parametrize("target", [kind.stage for kind in gate_kinds()])
def test_each_stage_is_entered_from_the_one_before(target):
    before = rules.STAGES[rules.position(target) - 1]
    assert rules.refuse_stage(gate_kinds(), before, target, [], 1) is None


def test_building_starts_only_when_the_approval_was_passed():
    assert rules.refuse_stage(gate_kinds(), "approved", "running", [], 1).code == "gate_needed"
    assert rules.refuse_stage(gate_kinds(), "approved", "running", [Gate("立项评审", "stop")], 1).code == "gate_needed"
    assert rules.refuse_stage(gate_kinds(), "approved", "running", [Gate("立项评审", "conditional")], 1) is None


def test_a_tier_without_midterm_goes_from_building_to_acceptance():
    assert rules.refuse_stage(gate_kinds(), "running", "accepted", [], 4) is None
    assert rules.refuse_stage(gate_kinds(), "running", "accepted", [], 3).code == "stage_skipped"


def test_an_earlier_gate_that_waits_has_to_be_decided_first():
    problem = rules.refuse_stage(gate_kinds(), "selected", "approved", [Gate("遴选评审"), Gate("立项评审")], 1)
    assert problem.code == "gate_waits"


def test_a_closed_pilot_goes_nowhere():
    assert rules.refuse_stage(gate_kinds(), "closed", "spreading", [], 1).code == "pilot_closed"


@pytest.mark.parametrize(
    ("checks", "decision", "conditions", "reason", "code"),
    [
        ([Check("甲")], "proceed", 0, "", None),
        ([], "proceed", 0, "", None),
        ([Check("甲", None)], "proceed", 0, "", "not_checked"),
        ([Check("甲", False)], "proceed", 0, "", "points_failed"),
        ([Check("甲", False)], "conditional", 1, "", None),
        ([Check("甲", False)], "conditional", 0, "", "conditions_needed"),
        ([Check("甲")], "proceed", 1, "", "conditions_left"),
        ([Check("★甲", False)], "conditional", 1, "", "vetoed"),
        ([Check("★甲", False)], "conditional", 1, "市领导同意先行", None),
        ([Check("★甲", False)], "proceed", 0, "市领导同意先行", "points_failed"),
        ([Check("★甲", False)], "stop", 0, "", "reason_needed"),
        ([Check("★甲", False)], "stop", 0, "材料不全", None),
        ([Check("甲", None)], "stop", 0, "材料不全", None),
    ],
)
def test_what_a_decision_needs(checks, decision, conditions, reason, code):
    problem = rules.refuse_decision(checks, decision, conditions=conditions, reason=reason)
    assert (problem.code if problem else None) == code


def test_a_pilot_that_did_not_pass_goes_back_or_stays_but_not_on():
    assert rules.refuse_return("midterm", "running") is None
    assert rules.refuse_return("midterm", "midterm") is None
    assert rules.refuse_return("midterm", "accepted").code == "not_back"


def test_a_gate_is_planned_once_until_it_was_not_passed():
    midterm = rules.kind_of(gate_kinds(), "midterm")
    assert rules.refuse_opening(midterm, [Gate("中期评估")], 2).code == "gate_open"
    assert rules.refuse_opening(midterm, [Gate("中期评估", "conditional")], 2).code == "gate_passed"
    assert rules.refuse_opening(midterm, [Gate("中期评估", "stop")], 2) is None
    assert rules.refuse_opening(midterm, [], 4).code == "gate_not_needed"
    assert rules.gate_name(midterm, [Gate("中期评估", "stop")]) == "中期评估（第2次）"


@pytest.mark.parametrize(
    ("due", "light", "amount"),
    [
        (date(2026, 11, 22), "red", 1),
        (DAY, "yellow", 0),
        (date(2026, 12, 8), "yellow", 15),
        (date(2026, 12, 9), None, 0),
    ],
)
def test_a_gate_that_is_near_or_past_is_lit(due, light, amount):
    signal = rules.gate_signal(Gate("中期评估", None, due), as_of=DAY)
    assert (signal.light if signal else None) == light
    assert signal is None or signal.amount == amount
    assert rules.gate_signal(Gate("中期评估", "proceed", due), as_of=DAY) is None
