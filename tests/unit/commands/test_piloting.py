"""Pilots through their gates in a real book: each act is one step, conditions become matters, cases are carried."""

from contextlib import contextmanager
from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands import piloting
from smartplanner.commands.editing import set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.piloting import Condition
from smartplanner.queries.cases import adoptions_of, matching_districts
from smartplanner.queries.pilots import gates_of, pilot_lines, pilot_view, sheets_of
from smartplanner.rules.assessment import Sheet

DAY, DUE = date(2026, 11, 23), date(2026, 12, 31)
ROWS = (
    ("district", "cy", {"name": "朝阳区", "short_name": "朝阳", "kind": "built", "tier": 2, "order": 1}),
    ("district", "ft", {"name": "丰台区", "kind": "built", "tier": 2, "order": 2}),
    ("district", "yq", {"name": "延庆区", "kind": "built", "tier": 4, "order": 3}),
    ("district", "tz", {"name": "通州区", "kind": "new", "tier": 3, "order": 4}),
    ("organisation", "cyg", {"name": "北京市朝阳区人民政府", "kind": "district"}),
    ("organisation", "ftg", {"name": "北京市丰台区人民政府", "kind": "district"}),
    ("pilot", "p", {"name": "金盏试点", "district": "cy", "stage": "running", "lead": "cyg", "theme": "城市运行"}),
    ("gate", "g0", {"gate": "立项评审", "pilot": "p", "decision": "proceed", "held_on": date(2026, 2, 12)}),
)


@pytest.fixture
def office(journal):
    journal.commit(Label("rows"), [insert(entity, id, values) for entity, id, values in ROWS])
    return Office(journal)


@pytest.fixture
def add(office):
    """Put more rows into the book."""
    return lambda *rows: office.journal.commit(Label("more"), [insert(*row) for row in rows])


@pytest.fixture
def gate(office):
    """The mid-term review of the pilot, planned."""
    return piloting.open_gate(office, "p", "midterm", date(2026, 12, 4))[0]


def checks(office, gate):
    return office.reader.rows_naming("gate_check", "gate", [gate])


def pass_all(office, gate, *, but=()):
    for place, check in enumerate(checks(office, gate)):
        piloting.check_point(office, check.id, passed=place not in but)


def steps(office):
    return len(office.journal.steps())


def stage(office, pilot="p"):
    return office.reader.row("pilot", pilot).stage


@contextmanager
def refused(code):
    """Expect a refusal with this code."""
    with pytest.raises(Problem) as refusal:
        yield
    assert refusal.value.code == code, refusal.value.sentence()


def test_planning_a_review_brings_the_checklist_of_the_tier_in_one_step(office):
    before = steps(office)
    gate, _step = piloting.open_gate(office, "p", "中期评估", DUE)
    assert steps(office) == before + 1
    row = office.reader.row("gate", gate)
    assert (row.gate, row.due, row.pilot) == ("中期评估", DUE, "p")
    texts = [check.text for check in checks(office, gate)]
    assert "第三方监理报告齐全" in texts
    assert texts[0].startswith("★")
    office.journal.undo()
    assert office.reader.row("gate", gate) is None
    assert checks(office, gate) == []


def test_a_lower_tier_has_a_shorter_checklist(office, add):
    add(("pilot", "q", {"name": "延庆试点", "district": "yq", "stage": "running"}))
    gate, _step = piloting.open_gate(office, "q", "acceptance", DUE)
    assert "用户满意度调查完成" not in [check.text for check in checks(office, gate)]
    with refused("gate_not_needed"):
        piloting.open_gate(office, "q", "midterm", DUE)


def test_a_review_is_not_planned_twice_and_an_unknown_one_not_at_all(office, gate):
    with refused("gate_open"):
        piloting.open_gate(office, "p", "midterm", DUE)
    with refused("gate_passed"):
        piloting.open_gate(office, "p", "approval", DUE)
    with refused("unknown_gate"):
        piloting.open_gate(office, "p", "座谈会", DUE)


def test_passing_lets_the_pilot_into_the_stage_of_the_gate(office, gate):
    pass_all(office, gate)
    before = steps(office)
    piloting.decide_gate(office, gate, "proceed", held_on=DAY)
    assert steps(office) == before + 1
    assert stage(office) == "midterm"
    row = office.reader.row("gate", gate)
    assert (row.decision, row.held_on) == ("proceed", DAY)
    office.journal.undo()
    assert stage(office) == "running"
    assert office.reader.row("gate", gate).decision is None


def test_conditions_become_matters_of_the_pilot_in_the_same_step(office, gate):
    pass_all(office, gate, but=(1,))
    failed = checks(office, gate)[1]
    before = steps(office)
    conditions = [Condition("补齐资金支出说明", DUE, check=failed.id), Condition("完善台账")]
    piloting.decide_gate(office, gate, "conditional", held_on=DAY, conditions=conditions)
    assert steps(office) == before + 1
    first, second = sorted(office.reader.rows("task"), key=lambda row: row.due is None)
    assert (first.title, first.due, first.lead, first.district, first.pilot, first.state) == (
        "补齐资金支出说明", DUE, "cyg", "cy", "p", "signing",
    )  # fmt: skip
    assert office.reader.row("gate_check", failed.id).task == first.id
    made = next(check for check in checks(office, gate) if check.text == "完善台账")
    assert (made.task, made.passed) == (second.id, False)
    assert office.reader.row("gate", gate).conditions == "补齐资金支出说明；完善台账"
    assert [event.act for event in office.reader.rows_naming("task_event", "task", [first.id])] == ["register"]
    assert [part.organisation for part in office.reader.rows_naming("party", "task", [first.id])] == ["cyg"]
    assert stage(office) == "midterm"
    office.journal.undo()
    assert office.reader.rows("task") == []
    assert stage(office) == "running"
    office.journal.redo()
    assert len(office.reader.rows("task")) == 2


def test_a_condition_without_a_leading_unit_waits_to_be_assigned(office, add):
    add(("pilot", "q", {"name": "无牵头试点", "district": "cy", "stage": "running"}))
    gate, _step = piloting.open_gate(office, "q", "midterm", None)
    pass_all(office, gate)
    piloting.decide_gate(office, gate, "conditional", held_on=DAY, conditions=[Condition("明确牵头单位")])
    assert [(task.state, task.lead) for task in office.reader.rows("task")] == [("assigning", None)]


def test_a_point_that_must_be_passed_stands_against_going_on_unless_a_reason_is_given(office, gate):
    pass_all(office, gate, but=(0,))
    conditions = [Condition("说明偏差", DUE)]
    before = steps(office)
    with refused("vetoed"):
        piloting.decide_gate(office, gate, "conditional", held_on=DAY, conditions=conditions)
    assert (steps(office), stage(office)) == (before, "running")
    piloting.decide_gate(office, gate, "conditional", held_on=DAY, conditions=conditions, reason="市领导同意先行")
    assert checks(office, gate)[0].remark == "市领导同意先行"
    assert stage(office) == "midterm"


def test_a_review_is_not_decided_before_its_points_are_checked(office, gate):
    with refused("not_checked"):
        piloting.decide_gate(office, gate, "proceed", held_on=DAY)


def test_not_passing_needs_a_reason_and_closes_the_pilot_or_sends_it_back(office, gate):
    with refused("reason_needed"):
        piloting.decide_gate(office, gate, "stop", held_on=DAY)
    with refused("not_back"):
        piloting.decide_gate(office, gate, "stop", held_on=DAY, reason="不达标", back_to="accepted")
    piloting.decide_gate(office, gate, "stop", held_on=DAY, reason="进度严重滞后", back_to="running")
    assert stage(office) == "running"
    assert office.reader.row("gate", gate).conditions == "进度严重滞后"
    again, _step = piloting.open_gate(office, "p", "midterm", DUE)
    assert office.reader.row("gate", again).gate == "中期评估（第2次）"
    piloting.decide_gate(office, again, "stop", held_on=DUE, reason="仍不达标")
    assert stage(office) == "closed"


def test_a_decided_review_is_neither_decided_again_nor_its_points_changed(office, gate):
    pass_all(office, gate)
    piloting.decide_gate(office, gate, "proceed", held_on=DAY)
    with refused("gate_decided"):
        piloting.decide_gate(office, gate, "stop", held_on=DAY, reason="改主意")
    with refused("gate_decided"):
        piloting.check_point(office, checks(office, gate)[0].id, passed=False)


def test_a_stage_is_not_skipped(office, add):
    gate, _step = piloting.open_gate(office, "p", "acceptance", DUE)
    pass_all(office, gate)
    with refused("stage_skipped"):
        piloting.decide_gate(office, gate, "proceed", held_on=DAY)
    assert stage(office) == "running"


def test_a_stage_with_a_gate_is_not_entered_by_hand(office):
    with refused("gate_needed"):
        piloting.enter_stage(office, "p", "midterm", on=DAY)


def test_building_starts_after_the_approval_and_a_pilot_ends_early_only_with_a_reason(office, add):
    add(("pilot", "q", {"name": "新试点", "district": "cy", "stage": "approved"}))
    with refused("gate_needed"):
        piloting.enter_stage(office, "q", "running", on=DAY)
    add(("gate", "g1", {"gate": "立项评审", "pilot": "q", "decision": "conditional"}))
    piloting.enter_stage(office, "q", "running", on=DAY)
    assert (stage(office, "q"), office.reader.row("pilot", "q").start) == ("running", DAY)
    with refused("reason_needed"):
        piloting.enter_stage(office, "q", "closed", on=DAY)
    piloting.enter_stage(office, "q", "closed", on=DAY, reason="主体退出")
    assert stage(office, "q") == "closed"


def test_a_late_record_of_an_earlier_gate_moves_nothing(office, add):
    add(("gate", "old", {"gate": "遴选评审", "pilot": "p"}))
    piloting.decide_gate(office, "old", "proceed", held_on=date(2026, 1, 5))
    assert stage(office) == "running"


def test_conditions_of_a_ledger_can_be_followed_up(office, add):
    words = "补齐数据安全评估报告；12月底前完成路侧设备台账核验"
    held = {"decision": "conditional", "held_on": date(2026, 11, 6), "conditions": words}
    add(("gate", "g2", {"gate": "中期评估", "pilot": "p", **held}))
    piloting.follow_conditions(office, "g2")
    assert sorted((task.title, task.due) for task in office.reader.rows("task") if task.due) == [
        ("12月底前完成路侧设备台账核验", DUE)
    ]
    assert len(office.reader.rows("task")) == 2
    with refused("followed_already"):
        piloting.follow_conditions(office, "g2")
    (view,) = [view for view in gates_of(office.reader, "p", as_of=DAY) if view.row.id == "g2"]
    assert len(view.tasks) == 2


def test_a_pilot_is_lit_by_its_next_gate_and_says_what_is_missing(office, gate):
    (line,) = pilot_lines(office.reader, as_of=DAY)
    assert (line.gate, line.due, line.signal.light, line.district) == ("中期评估", date(2026, 12, 4), "yellow", "朝阳")
    (late,) = pilot_lines(office.reader, as_of=date(2026, 12, 6))
    assert (late.signal.light, late.signal.amount) == ("red", 2)
    view = pilot_view(office.reader, "p", as_of=DAY)
    assert [stop.stage for stop in view.stops if stop.present] == ["running"]
    assert str(len(checks(office, gate))) in view.missing[0]


def test_an_open_condition_lights_the_pilot(office, gate):
    pass_all(office, gate)
    piloting.decide_gate(office, gate, "conditional", held_on=DAY, conditions=[Condition("补报告", date(2026, 11, 30))])
    (line,) = pilot_lines(office.reader, as_of=date(2026, 12, 20))
    assert (line.signal.light, line.open_tasks, line.late_tasks) == ("red", 1, 1)


def test_scores_are_entered_with_the_weight_that_the_sheet_has(office, add):
    with refused("no_weight"):
        piloting.enter_score(office, "p", "成效", "甲组", 90, on=DAY)
    piloting.enter_score(office, "p", "成效", "甲组", 90, on=DAY, weight=100)
    piloting.enter_score(office, "p", "成效", "乙组", 80, on=DAY)
    assert piloting.enter_score(office, "p", "成效", "乙组", 80, on=DAY) is None
    (sheet,) = sheets_of(office.reader, "p").values()
    assert isinstance(sheet, Sheet)
    assert (sheet.total, sheet.grade) == (85.0, "good")
    with pytest.raises(Problem):
        piloting.enter_score(office, "p", "成效", "乙组", 180, on=DAY)


def test_a_sheet_with_wrong_weights_is_a_problem_and_not_a_crash(office):
    piloting.enter_score(office, "p", "成效", "甲组", 90, on=DAY, weight=90)
    (sheet,) = sheets_of(office.reader, "p").values()
    assert isinstance(sheet, Problem)
    assert sheet.code == "weights_not_100"


@pytest.fixture
def case(office, add):
    """A case of a finished pilot, without a word about what it fits."""
    add(("pilot", "done", {"name": "完成试点", "district": "cy", "stage": "accepted", "theme": "城市运行"}))
    return piloting.write_case(office, "done", title="一网统管", common="统一编码", extension="商户共治")[0]


def test_only_a_finished_pilot_is_written_up(office, case):
    row = office.reader.row("case", case)
    assert (row.pilot, row.district, row.area, row.common) == ("done", "cy", "城市运行", "统一编码")
    with refused("not_finished"):
        piloting.write_case(office, "p", title="太早", common="甲")
    with refused("common_needed"):
        piloting.write_case(office, "done", title="空", common=" ")


def test_districts_are_matched_by_class_tier_and_gaps(office, add, case):
    add(
        ("requirement", "r1", {"text": "统一编码", "area": "城市运行", "kind": "built", "tier": 2}),
        ("requirement", "r2", {"text": "停车诱导", "area": "智慧交通", "kind": "built", "tier": 2}),
        ("plan", "pl", {"title": "丰台计划", "district": "ft"}),
        ("commitment", "c1", {"plan": "pl", "text": "建设一网统管", "area": "城市运行"}),
    )
    matches = matching_districts(office.reader, office.reader.row("case", case))
    assert [(match.district, match.degree) for match in matches] == [("ft", "good"), ("yq", "partly"), ("tz", "not")]
    assert matches[0].gaps == ("建设一网统管", "统一编码")
    assert matches[2].against


def test_what_is_covered_is_no_gap(office, add, case):
    add(
        ("requirement", "r1", {"text": "统一编码", "area": "城市运行", "kind": "built", "tier": 2}),
        ("plan", "pl", {"title": "丰台计划", "district": "ft"}),
        ("commitment", "c1", {"plan": "pl", "text": "建", "area": "城市运行", "requirement": "r1", "pilot": "p"}),
    )
    first = next(m for m in matching_districts(office.reader, office.reader.row("case", case)) if m.district == "ft")
    assert (first.gaps, first.degree) == ((), "partly")


def test_a_case_that_says_class_and_tiers_fits_no_other(office, add):
    add(("case", "k", {"title": "例", "district": "cy", "kind": "built", "tiers": "2，3"}))
    found = {m.district: m.degree for m in matching_districts(office.reader, office.reader.row("case", "k"))}
    assert found == {"ft": "good", "yq": "not", "tz": "not"}


def test_adopting_makes_a_matter_in_the_district_and_follows_it(office, case):
    before = steps(office)
    key, _step = piloting.adopt(office, case, "ft", on=DAY, due=DUE)
    assert steps(office) == before + 1
    (task,) = office.reader.rows("task")
    assert (task.district, task.lead, task.due, task.state) == ("ft", "ftg", DUE, "signing")
    assert office.reader.row("adoption", key).task == task.id

    def state(as_of=DAY):
        (line,) = adoptions_of(office.reader, case, as_of=as_of)
        return line.state, line.task.signal.light

    assert state() == ("adopting", "green")
    assert state(date(2027, 3, 1)) == ("adopting", "red")
    set_fields(office, "task", [task.id], {"state": "closed"})
    assert state()[0] == "adopted"
    assert "ft" not in {match.district for match in matching_districts(office.reader, office.reader.row("case", case))}


def test_adopting_is_undone_as_one(office, case):
    piloting.adopt(office, case, "ft", on=DAY, due=DUE)
    office.journal.undo()
    assert (office.reader.rows("task"), office.reader.rows("adoption")) == ([], [])


def test_a_district_adopts_once_not_its_own_case_and_not_in_the_past(office, case):
    piloting.adopt(office, case, "ft", on=DAY, due=DUE)
    with refused("adopted_already"):
        piloting.adopt(office, case, "ft", on=DAY, due=DUE)
    with refused("own_case"):
        piloting.adopt(office, case, "cy", on=DAY, due=DUE)
    with refused("finish_before_start"):
        piloting.adopt(office, case, "tz", on=DAY, due=date(2026, 1, 1))


def test_declining_needs_a_reason_and_can_be_thought_better_of(office, case):
    with refused("reason_needed"):
        piloting.decline(office, case, "ft", on=DAY, reason=" ")
    piloting.decline(office, case, "ft", on=DAY, reason="已有同类平台")
    (line,) = adoptions_of(office.reader, case, as_of=DAY)
    assert (line.state, line.row.remark) == ("declined", "已有同类平台")
    piloting.adopt(office, case, "ft", on=DAY, due=DUE)
    (line,) = adoptions_of(office.reader, case, as_of=DAY)
    assert line.state == "adopting"
    with refused("adopted_already"):
        piloting.decline(office, case, "ft", on=DAY, reason="反悔")
