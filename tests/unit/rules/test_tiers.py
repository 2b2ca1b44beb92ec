"""Requirement sets by class and tier, what another set changes, and the light of a commitment."""

import pytest

from smartplanner.base.problems import Problem
from smartplanner.model.requirement import Requirement
from smartplanner.rules.signal import Signal
from smartplanner.rules.tiers import commitment_signal, compare_sets, require_set, requirements_for, say_why


def asked(id, text, *, kind="new", tier=1, area="数字底座", order=None, **more):
    return Requirement(id=id, text=text, kind=kind, tier=tier, area=area, order=order, **more)


def test_a_set_is_that_of_class_and_tier_with_what_belongs_to_all_in_order():
    rows = [
        asked("b", "乙", order=2),
        asked("a", "甲", order=1),
        asked("x", "别的级", tier=2),
        asked("y", "别的类", kind="built"),
        asked("z", "都要", kind=None, tier=None),
    ]
    assert [row.id for row in requirements_for(rows, "new", 1)] == ["a", "b", "z"]
    assert requirements_for(rows, None, 1) == []


@pytest.mark.parametrize(("kind", "tier", "code"), [("new", 4, "no_requirement_set"), (None, 1, "no_class")])
def test_a_tier_without_a_set_is_a_problem_with_a_remedy(kind, tier, code):
    with pytest.raises(Problem) as caught:
        require_set([asked("a", "甲")], kind, tier)
    assert caught.value.code == code
    assert caught.value.remedy


def test_sets_are_compared_by_words_then_by_indicator():
    before = [
        asked("a1", "统一接口", target="95%"),
        asked("b1", "旧说法", indicator="接入率", target="90%"),
        asked("c1", "只在前"),
    ]
    after = [
        asked("a2", "统一接口", tier=2, target="100%"),
        asked("b2", "新说法", tier=2, indicator="接入率", target="90%"),
        asked("d2", "只在后", tier=2),
    ]
    found = compare_sets(before, after)
    assert [row.id for row in found.added] == ["d2"]
    assert [row.id for row in found.dropped] == ["c1"]
    assert [(pair.before.id, pair.after.id, pair.differs) for pair in found.kept] == [
        ("a1", "a2", True),
        ("b1", "b2", True),
    ]


def test_a_commitment_has_the_worst_light_of_what_covers_it():
    lights = [("甲", Signal("green", "on_track")), ("乙", Signal("red", "overdue", 3)), ("丙", Signal("blue", "done"))]
    assert commitment_signal(lights, None).light == "red"
    assert commitment_signal([], None).cause == "not_covered"
    waived = commitment_signal(lights, "无轨道交通")
    assert (waived.light, waived.cause) == ("grey", "waived")
    assert "无轨道交通" in say_why(waived)
