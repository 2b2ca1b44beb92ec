"""A meeting from its opening to its end: each deed one step, each taken back whole."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands import meetings
from smartplanner.commands.office import Office
from smartplanner.commands.reporting import figures
from smartplanner.commands.supervision import decide_extension
from smartplanner.queries.agenda import agenda_of, propose_agenda
from smartplanner.queries.proceedings import proceedings

DAY = date(2026, 11, 23)
SENTENCE = "由市交通委牵头，市公安局配合，2027年9月底前完成信号灯联网"


@pytest.fixture
def office(journal):
    made = Office(journal)
    made.journal.commit(
        Label("rows"),
        [
            insert("organisation", "traffic", {"name": "北京市交通委员会", "kind": "department", "order": 1}),
            insert("alias", "short", {"organisation": "traffic", "name": "市交通委"}),
            insert("organisation", "police", {"name": "北京市公安局", "kind": "department", "order": 2}),
            insert("alias", "short-2", {"organisation": "police", "name": "市公安局"}),
            insert("group", "g1", {"name": "智慧交通专项工作组", "lead": "traffic"}),
            insert("pilot", "pilot", {"name": "车路云试点", "lead": "traffic"}),
            insert(
                "task", "late",
                {"title": "停车数据接入", "state": "in_progress", "due": date(2026, 9, 30), "group": "g1",
                 "lead": "traffic"},
            ),
            insert(
                "task", "asking",
                {"title": "充电桩监管", "state": "extension", "due": date(2026, 12, 30), "group": "g1",
                 "lead": "traffic"},
            ),
            insert(
                "extension", "asked",
                {"task": "asking", "original_due": date(2026, 12, 30), "new_due": date(2027, 3, 31),
                 "reason": "设备未到", "state": "requested"},
            ),
            insert("gate", "review", {"gate": "中期评估", "pilot": "pilot", "due": date(2026, 11, 18)}),
        ],
    )  # fmt: skip
    return made


@pytest.fixture
def meeting(office):
    lines = propose_agenda(office.reader, as_of=DAY, group="g1")
    opened = meetings.open_meeting(
        office, title="第4次调度会", held_on=DAY, group="g1", chair="分管副市长", items=lines
    )
    return opened.meeting


def item(office, meeting, kind):
    return next(line.item for line in agenda_of(office.reader, meeting, as_of=DAY) if line.kind == kind)


def content(office):
    """All rows that a meeting can touch."""
    names = ("meeting", "agenda_item", "decision", "task", "task_event", "extension", "gate", "party")
    return {name: office.reader.rows(name) for name in names}


def code_of(action):
    with pytest.raises(Problem) as raised:
        action()
    assert raised.value.message
    return raised.value.code


def test_opening_a_meeting_makes_it_and_its_agenda_in_one_step(office, meeting):
    row = office.reader.row("meeting", meeting)
    assert (row.title, row.held_on, row.group, row.chair, row.ended) == (
        "第4次调度会", DAY, "g1", "分管副市长", False,
    )  # fmt: skip
    assert [line.kind for line in agenda_of(office.reader, meeting, as_of=DAY)] == ["red", "extension", "gate"]
    office.journal.undo()
    assert office.reader.rows("meeting") == []
    assert office.reader.rows("agenda_item") == []


def test_a_meeting_without_a_title_or_of_the_same_title_and_day_is_refused(office, meeting):
    assert code_of(lambda: meetings.open_meeting(office, title=" ", held_on=DAY)) == "no_title"
    assert code_of(lambda: meetings.open_meeting(office, title="第4次调度会 ", held_on=DAY)) == "meeting_exists"
    assert len(office.reader.rows("meeting")) == 1


def test_an_instruction_is_noted_on_the_item_and_on_its_matter(office, meeting):
    red = item(office, meeting, "red")
    meetings.note(office, red, " 一周内拿出方案 ")
    meetings.note(office, red, "月底再听汇报")
    assert office.reader.row("agenda_item", red).remark == "一周内拿出方案\n月底再听汇报"
    events = office.reader.rows("task_event")
    assert {(row.task, str(row.act), row.happened_on, row.person, row.meeting) for row in events} == {
        ("late", "instruct", DAY, "分管副市长", meeting)
    }
    assert sorted(row.reason for row in events) == sorted(["一周内拿出方案", "月底再听汇报"])


def test_a_sentence_becomes_a_decision_and_a_matter_with_units_and_deadline(office, meeting):
    red = item(office, meeting, "red")
    meetings.decide(office, meeting, red, SENTENCE, as_of=DAY)
    (made,) = office.reader.rows("decision")
    assert (made.lead, made.support, made.due, made.meeting, made.agenda_item) == (
        "traffic", ("police",), date(2027, 9, 30), meeting, red,
    )  # fmt: skip
    matter = office.reader.row("task", made.task)
    assert (matter.lead, matter.support, matter.due, matter.group) == (
        "traffic", ("police",), date(2027, 9, 30), "g1",
    )  # fmt: skip
    (decided,) = proceedings(office.reader, meeting).decisions
    assert decided.task == made.task


def test_a_decision_that_names_no_unit_goes_to_the_unit_that_leads_the_item(office, meeting):
    meetings.decide(office, meeting, item(office, meeting, "red"), "月底前拿出攻坚方案", as_of=DAY)
    (made,) = office.reader.rows("decision")
    assert (made.lead, made.due) == ("traffic", date(2026, 11, 30))
    assert office.reader.row("task", made.task).lead == "traffic"


def test_a_decision_without_any_unit_waits_to_be_assigned(office, meeting):
    assert code_of(lambda: meetings.decide(office, meeting, None, "  ", as_of=DAY)) == "nothing_said"
    meetings.decide(office, meeting, None, "尽快完善考核办法", as_of=DAY)
    (made,) = office.reader.rows("decision")
    assert made.lead is None
    assert office.reader.row("task", made.task).state == "assigning"


def test_an_extension_is_granted_or_refused_from_its_item(office, meeting):
    extension = item(office, meeting, "extension")
    meetings.decide_item_extension(office, extension, grant=True)
    row = office.reader.row("extension", "asked")
    assert (str(row.state), row.decided_on, row.decided_by) == ("granted", DAY, "分管副市长")
    assert office.reader.row("task", "asking").due == date(2027, 3, 31)
    assert proceedings(office.reader, meeting).extensions[0].title == "充电桩监管"
    assert code_of(lambda: meetings.decide_item_extension(office, extension, grant=True)) == "no_request"
    office.journal.undo()
    meetings.decide_item_extension(office, extension, grant=False, answer="按期完成")
    assert str(office.reader.row("extension", "asked").state) == "refused"
    assert office.reader.row("task", "asking").due == date(2026, 12, 30)


def test_an_item_without_extension_review_or_matter_says_so(office, meeting):
    red, gate = item(office, meeting, "red"), item(office, meeting, "gate")
    assert code_of(lambda: meetings.decide_item_extension(office, red, grant=True)) == "no_extension"
    assert code_of(lambda: meetings.decide_item_gate(office, red, "proceed")) == "no_gate"
    assert code_of(lambda: meetings.set_item_light(office, gate, "red", reason="x")) == "no_matter"


def test_a_review_is_decided_in_the_meeting_and_conditions_have_to_be_said(office, meeting):
    gate = item(office, meeting, "gate")
    assert code_of(lambda: meetings.decide_item_gate(office, gate, "conditional")) == "no_conditions"
    assert code_of(lambda: meetings.decide_item_gate(office, gate, "maybe")) == "unknown_choice"
    meetings.decide_item_gate(office, gate, "conditional", conditions="补齐测评报告")
    row = office.reader.row("gate", "review")
    assert (str(row.decision), row.conditions, row.held_on, row.meeting) == (
        "conditional", "补齐测评报告", DAY, meeting,
    )  # fmt: skip
    assert "补齐测评报告" in proceedings(office.reader, meeting).reviews[0].text


def test_a_light_set_in_the_meeting_needs_its_reason_and_is_kept_beside_the_computed_one(office, meeting):
    red = item(office, meeting, "red")
    assert code_of(lambda: meetings.set_item_light(office, red, "yellow", reason=" ")) == "reason_needed"
    assert code_of(lambda: meetings.set_item_light(office, red, "pink", reason="x")) == "unknown_choice"
    meetings.set_item_light(office, red, "yellow", reason="已恢复推进")
    line = agenda_of(office.reader, meeting, as_of=DAY)[0]
    assert line.light == "yellow"
    assert [str(row.act) for row in office.reader.rows("task_event")] == ["set_light"]


def test_another_item_goes_to_the_end_of_the_agenda(office, meeting):
    meetings.add_item(office, meeting, "临时议题")
    assert agenda_of(office.reader, meeting, as_of=DAY)[-1].title == "临时议题"
    assert code_of(lambda: meetings.add_item(office, meeting, " ")) == "no_title"


def test_a_closed_meeting_takes_nothing_more_until_its_end_is_taken_back(office, meeting):
    red = item(office, meeting, "red")
    meetings.close_meeting(office, meeting)
    assert meetings.close_meeting(office, meeting) is None
    assert code_of(lambda: meetings.note(office, red, "x")) == "meeting_ended"
    assert code_of(lambda: meetings.decide(office, meeting, red, SENTENCE, as_of=DAY)) == "meeting_ended"
    office.journal.undo()
    meetings.note(office, red, "x")


def test_every_deed_is_one_step_and_is_taken_back_whole(office, meeting):
    red, extension, gate = (item(office, meeting, kind) for kind in ("red", "extension", "gate"))
    deeds = [
        lambda: meetings.note(office, red, "一周内拿出方案"),
        lambda: meetings.pass_item(office, red),
        lambda: meetings.decide(office, meeting, red, SENTENCE, as_of=DAY),
        lambda: meetings.decide_item_extension(office, extension, grant=True),
        lambda: meetings.decide_item_gate(office, gate, "proceed"),
        lambda: meetings.set_item_light(office, red, "yellow", reason="已恢复推进"),
        lambda: meetings.add_item(office, meeting, "临时议题"),
        lambda: meetings.close_meeting(office, meeting),
    ]
    for deed in deeds:
        before, steps = content(office), len(office.journal.steps())
        deed()
        assert len(office.journal.steps()) == steps + 1
        office.journal.undo()
        assert content(office) == before


def test_decisions_are_numbered_on_through_the_meeting(office, meeting):
    red = item(office, meeting, "red")
    for title in ("信号灯联网", "路口改造", "点位普查"):
        meetings.decide(office, meeting, red, f"由市交通委牵头，2027年9月底前完成{title}", as_of=DAY)
    assert [row.order for row in office.reader.rows("decision")] == [1, 2, 3]
    assert [one.title for one in proceedings(office.reader, meeting).decisions] == [
        "信号灯联网",
        "路口改造",
        "点位普查",
    ]


def test_the_minutes_say_what_was_decided_on_extensions_and_reviews_and_leave_out_what_nobody_took_up(office, meeting):
    meetings.decide_item_extension(office, item(office, meeting, "extension"), grant=True, answer="下不为例")
    meetings.decide_item_gate(office, item(office, meeting, "gate"), "conditional", conditions="补齐安全测评")
    assert next(row.meeting for row in office.reader.rows("task_event") if row.act == "grant") == meeting
    found = figures(office, "meeting-minutes", as_of=DAY, meeting=meeting)
    assert [one.text for one in found.decided] == [
        "同意“充电桩监管”延期至2027年3月31日，下不为例",
        "“车路云试点：中期评估”评审结论为有条件通过：补齐安全测评",
    ]
    assert [one.title for one in found.heard] == ["充电桩监管", "车路云试点：中期评估"]


def test_an_extension_that_the_office_decided_on_another_day_is_no_outcome_of_the_meeting(office, meeting):
    decide_extension(office, "asked", granted=False, on=date(2026, 11, 20), answer="按期完成")
    assert proceedings(office.reader, meeting).extensions == ()
    assert figures(office, "meeting-minutes", as_of=DAY, meeting=meeting).decided == ()
