"""Plans taken through their life: requirements taken over, covered, another tier, versions, and what is wrong."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, delete, insert, update
from smartplanner.commands.office import Office, new_office
from smartplanner.commands.planning import (
    add_plan,
    adopt_requirements,
    change_tier,
    check_plan,
    compare_tier,
    cover,
    cover_as_suggested,
    open_requirements,
    take_version,
    waive,
)
from smartplanner.commands.planning.finding import find_plan
from smartplanner.queries.plan_versions import differences, find_version, versions_of
from smartplanner.queries.portfolio_coverage import coverage

DAY = date(2026, 11, 23)


def asked(id, area, text, kind, tier, target):
    values = {"area": area, "text": text, "kind": kind, "tier": tier, "indicator": f"{text}率", "target": target}
    return insert("requirement", id, values | {"order": int(id[1:])})


@pytest.fixture
def office(journal):
    rows = [
        insert("district", "d", {"name": "甲区", "short_name": "甲", "kind": "new", "tier": 1}),
        asked("r1", "数字底座", "对接底座", "new", 1, "90%"),
        asked("r2", "智慧社区", "社区减表", "new", 1, "60%"),
        asked("r3", "智慧交通", "信号联网", "new", 1, "80%"),
        asked("r4", "数字底座", "对接底座", "new", 2, "100%"),
        asked("r5", "生态环境", "监测接入", "new", 2, "95%"),
        insert("plan", "p", {"title": "甲区计划", "district": "d", "period_start": date(2026, 1, 1), "budget": 100}),
        insert("milestone", "m1", {"title": "底座对接", "plan": "p", "due": date(2026, 8, 28), "weight": 60.0}),
        insert("milestone", "m2", {"title": "验收", "plan": "p", "due": date(2026, 12, 1), "weight": 40.0}),
        insert("funding", "f", {"plan": "p", "year": 2026, "source": "fiscal", "amount": 100}),
        insert("task", "t", {"title": "社区平台", "category": "智慧社区", "district": "d", "due": date(2026, 11, 1)}),
    ]
    journal.commit(Label("rows"), rows)
    return Office(journal)


def commitments(office):
    return {row.requirement: row for row in office.reader.rows("commitment")}


def change(office, entity, id, **values):
    row = office.reader.row(entity, id)
    office.journal.commit(Label("x"), [update(entity, id, {name: getattr(row, name) for name in values}, values)])


def test_requirements_of_the_districts_class_become_commitments_in_one_step_once(office):
    step = adopt_requirements(office, "p")
    assert step is not None
    assert set(commitments(office)) == {"r1", "r2", "r3"}
    assert (office.reader.row("plan", "p").kind, office.reader.row("plan", "p").tier) == ("new", 1)
    assert commitments(office)["r1"].target == "90%"
    assert adopt_requirements(office, "p") is None
    assert open_requirements(office, "p") == []
    office.journal.undo()
    assert commitments(office) == {}


def test_only_the_ticked_ones_are_taken_over(office):
    adopt_requirements(office, "p", only=["r2"])
    assert set(commitments(office)) == {"r2"}
    assert [row.id for row in open_requirements(office, "p")] == ["r1", "r3"]


def test_a_tier_without_a_set_is_refused_and_nothing_is_written(office):
    steps = len(office.journal.steps())
    for action in (
        lambda: adopt_requirements(office, "p", tier=4),
        lambda: compare_tier(office, "plan", "p", kind="built", tier=1),
    ):
        with pytest.raises(Problem) as caught:
            action()
        assert caught.value.code == "no_requirement_set"
        assert caught.value.remedy
    assert len(office.journal.steps()) == steps
    assert [problem.code for problem in check_plan(office, "p", as_of=DAY)] == []


def test_a_new_plan_comes_with_its_ticked_requirements_in_one_step(office):
    id, _step = add_plan(office, {"title": "新计划", "district": "d", "kind": "new", "tier": 2}, ["r4", "r5"])
    assert {row.requirement for row in office.reader.rows_naming("commitment", "plan", [id])} == {"r4", "r5"}
    office.journal.undo()
    assert office.reader.row("plan", id) is None
    with pytest.raises(Problem):
        add_plan(office, {"title": "", "district": "d"}, ["r4"])
    wrong = {"period_start": date(2027, 1, 1), "period_end": date(2026, 1, 1)}
    with pytest.raises(Problem):
        add_plan(office, {"title": "倒着", "district": "d"} | wrong, [])


def test_what_covers_a_commitment_gives_its_light_and_what_is_near_is_suggested(office):
    adopt_requirements(office, "p")
    lines = {line.requirement: line for line in coverage(office.reader, "p", as_of=DAY)}
    assert all(line.is_open for line in lines.values())
    assert [one.title for one in lines["r2"].suggested] == ["社区平台"]
    assert cover_as_suggested(office, "p", as_of=DAY) is not None
    assert cover_as_suggested(office, "p", as_of=DAY) is None
    cover(office, commitments(office)["r1"].id, milestones=["m1", "m2"])
    waive(office, commitments(office)["r3"].id, "  无信号\n路口 ")
    lines = {line.requirement: line for line in coverage(office.reader, "p", as_of=DAY)}
    assert {id: (line.signal.light, line.signal.cause) for id, line in lines.items()} == {
        "r1": ("red", "overdue"),
        "r2": ("red", "overdue"),
        "r3": ("grey", "waived"),
    }
    assert lines["r3"].waived == "无信号 路口"
    assert cover(office, commitments(office)["r1"].id, milestones=["m1", "m2"]) is None


def test_what_is_covered_cannot_be_waived_and_covering_ends_a_waiver(office):
    adopt_requirements(office, "p")
    id = commitments(office)["r1"].id
    waive(office, id, "不适用")
    cover(office, id, tasks=["t"])
    assert office.reader.row("commitment", id).waived is None
    with pytest.raises(Problem) as caught:
        waive(office, id, "不适用")
    assert caught.value.code == "is_covered"


def test_another_tier_is_said_first_and_keeps_what_is_covered(office):
    adopt_requirements(office, "p")
    cover(office, commitments(office)["r2"].id, tasks=["t"])
    steps = len(office.journal.steps())
    proposal = compare_tier(office, "plan", "p", kind="new", tier=2)
    assert len(office.journal.steps()) == steps
    (plan,) = proposal.plans
    assert [row.id for row in plan.added] == ["r5"]
    assert [row.requirement for row in plan.dropped] == ["r3"]
    assert [row.requirement for row in plan.kept] == ["r2"]
    assert [(pair.before.target, pair.after.target) for pair in plan.retargeted] == [("90%", "100%")]
    assert len(proposal.sentences()) == 4
    change_tier(office, proposal)
    found = commitments(office)
    assert set(found) == {"r2", "r4", "r5"}
    assert found["r4"].target == "100%"
    assert office.reader.row("plan", "p").tier == 2
    assert len(office.journal.steps()) == steps + 1
    office.journal.undo()
    assert set(commitments(office)) == {"r1", "r2", "r3"}


def test_a_target_of_the_plans_own_stays_through_another_tier(office):
    adopt_requirements(office, "p")
    change(office, "commitment", commitments(office)["r1"].id, target="99%")
    proposal = compare_tier(office, "plan", "p", kind="new", tier=2)
    assert [row.requirement for row in proposal.plans[0].own_targets] == ["r1"]
    change_tier(office, proposal)
    assert commitments(office)["r4"].target == "99%"


def test_what_the_plan_left_out_is_not_brought_in_by_another_tier(office):
    adopt_requirements(office, "p", only=["r2"])
    proposal = compare_tier(office, "plan", "p", kind="new", tier=2)
    assert [row.id for row in proposal.plans[0].added] == ["r5"]


def test_a_district_takes_its_plans_along(office):
    adopt_requirements(office, "p")
    proposal = compare_tier(office, "district", "d", kind="new", tier=2)
    assert [plan.title for plan in proposal.plans] == ["甲区计划"]
    change_tier(office, proposal)
    assert office.reader.row("district", "d").tier == office.reader.row("plan", "p").tier == 2
    assert change_tier(office, compare_tier(office, "district", "d", kind="new", tier=2)) is None


def test_a_proposal_that_is_out_of_date_is_refused(office):
    adopt_requirements(office, "p")
    proposal = compare_tier(office, "plan", "p", kind="new", tier=2)
    change(office, "plan", "p", tier=3)
    with pytest.raises(Problem):
        change_tier(office, proposal)
    assert set(commitments(office)) == {"r1", "r2", "r3"}


def test_a_version_holds_dates_money_targets_and_words_together(office):
    adopt_requirements(office, "p")
    take_version(office, "p", kind="批复版", on=date(2026, 3, 2))
    version = find_version(office.reader, "p", "批复版")
    assert differences(office.reader, "p", version.id) == []
    assert {row.what for row in office.reader.rows("baseline_item")} == {"plan", "milestone", "funding", "commitment"}
    change(office, "milestone", "m1", due=date(2026, 10, 9))
    change(office, "funding", "f", amount=80)
    change(office, "commitment", commitments(office)["r1"].id, target="80%")
    office.journal.commit(Label("x"), [delete("milestone", office.reader.row("milestone", "m2"))])
    codes = [one.code for one in differences(office.reader, "p", version.id)]
    assert codes == ["target_lowered", "gone", "due_later", "less_money"]


def test_the_newest_version_of_a_kind_is_found_and_a_missing_one_is_a_problem(office):
    with pytest.raises(Problem) as caught:
        find_version(office.reader, "p")
    assert caught.value.code == "no_version"
    take_version(office, "p", kind="上报版", on=date(2026, 1, 2))
    take_version(office, "p", kind="approved", on=date(2026, 2, 2))
    take_version(office, "p", kind="approved", on=date(2026, 3, 2))
    assert find_version(office.reader, "p").taken_on == date(2026, 3, 2)
    assert find_version(office.reader, "p", "上报版").taken_on == date(2026, 1, 2)
    with pytest.raises(Problem) as caught:
        find_version(office.reader, "p", "调整版")
    assert "2026-03-02" in caught.value.remedy
    for kind, on, code in (("approved", date(2026, 3, 2), "version_there"), ("草案", date(2026, 4, 1), "no_kind")):
        with pytest.raises(Problem) as caught:
            take_version(office, "p", kind=kind, on=on)
        assert caught.value.code == code
    assert len(versions_of(office.reader, "p")) == 3


def test_weights_dates_money_and_open_commitments_are_checked(office):
    assert check_plan(office, "p", as_of=DAY) == []
    adopt_requirements(office, "p")
    change(office, "milestone", "m2", weight=30.0)
    change(office, "milestone", "m1", start=date(2025, 12, 1))
    change(office, "plan", "p", budget=120, period_end=date(2026, 11, 30))
    found = {problem.code: problem for problem in check_plan(office, "p", as_of=DAY)}
    assert set(found) == {"weights_not_100", "before_plan", "after_plan", "money_disagrees", "not_covered"}
    assert "90" in found["weights_not_100"].message
    assert all(problem.remedy for problem in found.values())


def test_a_plan_is_found_by_title_or_district_and_a_missing_one_is_a_problem(office):
    assert find_plan(office, "甲区计划") == find_plan(office, "甲") == find_plan(office, "p") == "p"
    with pytest.raises(Problem) as caught:
        find_plan(office, "乙区")
    assert caught.value.code == "no_plan"
    with pytest.raises(Problem):
        adopt_requirements(office, "gone")


def test_there_and_back_between_all_classes_and_tiers_gives_the_same_requirements(tmp_path):
    with new_office(tmp_path / "new.splan") as office:
        district = office.reader.rows("district")[0].id
        classes = [(kind, tier) for kind in ("new", "built") for tier in (1, 2, 3, 4)]
        rows = [
            insert(
                "plan", f"{kind}{tier}", {"title": f"{kind}{tier}", "district": district, "kind": kind, "tier": tier}
            )
            for kind, tier in classes
        ]
        office.journal.commit(Label("plans"), rows)
        for number, (kind, tier) in enumerate(classes):
            plan = f"{kind}{tier}"
            adopt_requirements(office, plan)
            before = held(office, plan)
            other = classes[(number + 3) % len(classes)]
            change_tier(office, compare_tier(office, "plan", plan, kind=other[0], tier=other[1]))
            assert held(office, plan) != before
            assert open_requirements(office, plan) == []
            change_tier(office, compare_tier(office, "plan", plan, kind=kind, tier=tier))
            assert held(office, plan) == before


def held(office, plan):
    rows = office.reader.rows_naming("commitment", "plan", [plan])
    return {(row.requirement, row.text, row.indicator, row.target) for row in rows}
