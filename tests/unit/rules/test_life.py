"""The life of a matter as the office reads it: the table below says what may follow what, and what it needs."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.model.task import TaskState
from smartplanner.model.task_event import TaskAct
from smartplanner.rules import life
from smartplanner.rules.moves import move

TODAY = date(2026, 11, 23)

STATES = {
    "立项": "registered", "待交办": "assigning", "待签收": "signing", "未启动": "not_started", "办理中": "in_progress",
    "申请延期": "extension", "待审核": "review", "退办": "returned", "办结": "done", "销号": "closed",
    "归档": "archived", "中止": "terminated", "常态化": "routine",
}  # fmt: skip

LIFE = """
办理动作     谁办    从哪个状态                                      到哪个状态   须写明
分解         督查室  立项                                            待交办       -
交办         督查室  立项 待交办 退办                                待签收       牵头单位
签收         单位    待签收 待交办                                   办理中       -
反馈         单位    未启动                                          办理中       -
反馈         单位    待签收 办理中 退办 申请延期 待审核              不变         -
提交审核     单位    办理中 未启动 退办 申请延期                     待审核       -
报办结       单位    待签收 未启动 办理中 退办 申请延期 待审核       办结         -
销号         督查室  办结                                            销号         佐证
归档         督查室  销号 中止 常态化                                归档         -
退办         督查室  待审核 办结                                     退办         原因
退办         单位    待签收                                          待交办       原因
催办         督查室  立项 待交办 待签收 未启动 办理中 申请延期 待审核 退办  不变  -
申请延期     单位    未启动 办理中 退办 待审核                       申请延期     原因 日期
同意延期     督查室  申请延期                                        办理中       -
不同意延期   督查室  申请延期                                        办理中       原因
重新办理     督查室  办结 销号 归档 中止 常态化                      办理中       原因
中止         督查室  立项 待交办 待签收 未启动 办理中 申请延期 待审核 退办 办结   中止   原因
转常态化     督查室  立项 待交办 待签收 未启动 办理中 申请延期 待审核 退办 办结   常态化 原因
批示         督查室  全部                                            不变         原因
调整时限     督查室  立项 待交办 待签收 未启动 办理中 申请延期 待审核 退办 办结   不变   原因 日期
"""

ACTS = {
    "分解": "divide", "交办": "assign", "签收": "sign", "反馈": "report", "提交审核": "submit", "报办结": "finish",
    "销号": "close", "归档": "archive", "退办": "return", "催办": "urge", "申请延期": "request", "同意延期": "grant",
    "不同意延期": "refuse", "重新办理": "reopen", "中止": "terminate", "转常态化": "make_routine", "批示": "instruct",
    "调整时限": "change_due",
}  # fmt: skip
NEEDS = {"牵头单位": "unit", "原因": "reason", "佐证": "evidence", "日期": "date"}


def table():
    """The lines of the table above as (act, doer, states before, state after or None, needs)."""
    found = []
    for text in LIFE.strip().splitlines()[1:]:
        act, doer, *rest = text.split()
        needs = tuple(NEEDS[word] for word in rest if word in NEEDS and word != "-")
        words = [word for word in rest if word not in NEEDS and word != "-"]
        *before, after = words
        states = list(STATES.values()) if before == ["全部"] else [STATES[word] for word in before]
        target = None if after == "不变" else STATES[after]
        found.append((ACTS[act], {"督查室": "office", "单位": "unit"}[doer], set(states), target, needs))
    return found


def test_the_life_of_a_matter_is_the_table_of_the_office():
    ours = [(line.act, line.doer, set(line.before), line.target, line.needs) for line in life.LINES if not line.by_hand]
    assert sorted(ours, key=str) == sorted(table(), key=str)


@pytest.mark.parametrize("before", list(STATES.values()))
@pytest.mark.parametrize("act", sorted(set(ACTS.values())))
def test_no_act_is_possible_but_those_of_the_table(act, before):
    expected = any(line[0] == act and before in line[2] for line in table())
    assert (life.line_of(act, before) is not None) == expected
    assert (act in life.legal_acts(before)) == expected


def test_every_act_has_a_label_and_every_state_a_way_out():
    assert set(life.ACT_LABELS) == {str(act) for act in TaskAct}
    for state in TaskState:
        assert life.reachable(str(state)), state


BEGUN = ["not_started", "in_progress", "review", "returned", "extension"]


@pytest.mark.parametrize("before", BEGUN)
@pytest.mark.parametrize("after", BEGUN)
def test_a_card_may_be_set_right_among_the_states_of_work(before, after):
    if before != after:
        assert life.act_between(before, after) is not None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("registered", "done"), ("in_progress", "closed"), ("in_progress", "archived"), ("closed", "done"),
        ("archived", "closed"), ("terminated", "done"), ("done", "archived"), ("review", "closed"),
    ],
)  # fmt: skip
def test_a_move_that_skips_a_step_is_refused_with_what_is_possible(before, after):
    assert life.act_between(before, after) is None
    refusal = life.refuse_move(before, after, title="智慧停车")
    assert refusal.code == "illegal_move"
    assert "智慧停车" in refusal.message
    for act in life.legal_acts(before):
        if act not in ("instruct", "urge"):
            assert life.label_of(act) in refusal.remedy


def test_a_matter_without_a_state_counts_as_in_progress():
    assert life.legal_acts(None) == life.legal_acts("in_progress")


def test_an_act_says_what_it_still_needs():
    close = life.line_of("close", "done")
    assert life.missing(close, reason="", evidence=" ").code == "evidence_needed"
    assert life.missing(close, reason="", evidence="报告") is None
    assert life.missing(life.line_of("assign", "assigning"), reason="", evidence="", unit=False).code == "unit_needed"


class Matter:
    """A matter on the board."""

    def __init__(self, state, done_on=None):
        self.state, self.done_on = state, done_on


def to(target, state="in_progress", done_on=None, **said):
    return move(Matter(state, done_on), field="state", target=target, as_of=TODAY, **said)


def test_done_sets_full_progress_and_the_day_and_going_back_empties_it():
    earlier = date(2026, 9, 1)
    assert to("done") == {"state": "done", "progress": 100.0, "done_on": TODAY}
    assert to("done", done_on=earlier)["done_on"] == earlier
    assert to("in_progress", "done", earlier, reason="发现问题") == {"state": "in_progress", "done_on": None}


def test_a_move_asks_for_the_reason_or_the_evidence_that_its_act_needs():
    assert to("terminated").code == "reason_needed"
    assert to("closed", "done").code == "evidence_needed"
    assert to("closed", "done", TODAY, evidence="报告") == {"state": "closed"}


def test_a_state_cannot_be_taken_away_and_an_empty_one_can_be_filled():
    assert to(None).code == "state_needed"
    assert to("in_progress", None) == {"state": "in_progress", "done_on": None}
    assert to("in_progress") == {}


@pytest.mark.parametrize("field", ["lead", "group", "district"])
def test_a_reference_is_set_or_emptied(field):
    assert move(Matter("done"), field=field, target="id", as_of=TODAY) == {field: "id"}
    assert move(Matter("done"), field=field, target=None, as_of=TODAY) == {field: None}


def test_a_light_is_never_set_by_a_move():
    answer = move(Matter("done"), field="light", target="green", as_of=TODAY)
    assert isinstance(answer, Problem)
    assert answer.code == "light_is_computed"
    with pytest.raises(KeyError):
        move(Matter("done"), field="title", target="x", as_of=TODAY)
