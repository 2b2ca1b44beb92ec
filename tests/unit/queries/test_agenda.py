"""What a meeting should go through, and what its screen says of each item."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.commands.meetings import close_meeting, note, open_meeting, pass_item
from smartplanner.commands.office import Office
from smartplanner.queries.agenda import KINDS, agenda_of, meetings_under_way, propose_agenda
from smartplanner.queries.proceedings import proceedings

DAY = date(2026, 11, 23)


@pytest.fixture
def office(journal):
    """Two groups; of the traffic group two red matters, one at risk, one asked to be extended, a late review."""
    made = Office(journal)
    made.journal.commit(
        Label("rows"),
        [
            insert("organisation", "traffic", {"name": "北京市交通委员会", "order": 1}),
            insert("alias", "short", {"organisation": "traffic", "name": "交通委"}),
            insert("organisation", "police", {"name": "北京市公安局", "order": 2}),
            insert("alias", "short-2", {"organisation": "police", "name": "公安局"}),
            insert("group", "g1", {"name": "智慧交通专项工作组", "field": "智慧交通", "lead": "traffic"}),
            insert("group", "g2", {"name": "数字政务专项工作组", "field": "数字政务"}),
            insert("plan", "plan", {"district": district(made), "title": "海淀区建设计划"}),
            insert("pilot", "pilot", {"name": "车路云试点", "lead": "traffic"}),
            insert("pilot", "other-pilot", {"name": "政务大模型试点"}),
            task("late", "信号灯联网", due=date(2026, 11, 13), group="g1", lead="traffic", support=("police",)),
            task("later", "停车数据接入", due=date(2026, 9, 30), due_text="9月底前", group="g1", problems="接口未开放"),
            task("field", "公交到站预报", due=date(2026, 11, 20), category="智慧交通"),
            task("risk", "路口感知设备", due=date(2026, 11, 30), group="g1", progress=85.0),
            task("asking", "充电桩监管", due=date(2027, 6, 30), group="g1", state="extension"),
            task("elsewhere", "一网通办", due=date(2026, 10, 1), group="g2"),
            task("promised", "拥堵治理方案", due=date(2027, 12, 31), group="g1"),
            task("kept", "潮汐车道", due=date(2026, 11, 1), group="g1", state="closed", done_on=date(2026, 10, 30)),
            extension("asked", "asking", date(2027, 9, 30), requested_on=date(2026, 11, 20)),
            extension("asked-late", "late", date(2026, 12, 31), requested_on=date(2026, 11, 10)),
            extension("old", "later", date(2026, 9, 30), state="granted"),
            insert("gate", "review", {"gate": "中期评估", "pilot": "pilot", "due": date(2026, 11, 18)}),
            insert("gate", "far", {"gate": "验收", "pilot": "pilot", "due": date(2027, 5, 1)}),
            insert("gate", "done", {"gate": "遴选", "pilot": "pilot", "due": date(2026, 1, 1), "decision": "proceed"}),
            insert("gate", "foreign", {"gate": "验收", "pilot": "other-pilot", "due": date(2026, 11, 30)}),
            insert("meeting", "before", {"title": "第3次调度会", "held_on": date(2026, 10, 20), "group": "g1"}),
            insert("meeting", "long-ago", {"title": "第2次调度会", "held_on": date(2026, 9, 1), "group": "g1"}),
            decision("d1", "before", "制定拥堵治理方案", task="promised", order=1),
            decision("d2", "before", "开通潮汐车道", task="kept", order=2),
            decision("d3", "before", "信号灯联网", task="late", order=3),
            decision("d4", "before", "每周通报一次", order=4),
            decision("d5", "long-ago", "更早议定的事", order=1),
        ],
    )
    return made


def district(office):
    office.journal.commit(Label("district"), [insert("district", "hd", {"name": "海淀区", "order": 1})])
    return "hd"


def task(id, title, **values):
    return insert("task", id, {"title": title, "state": "in_progress", **values})


def extension(id, task, new_due, **values):
    return insert(
        "extension", id, {"task": task, "new_due": new_due, "reason": "设备未到", "state": "requested", **values}
    )


def decision(id, meeting, text, **values):
    return insert("decision", id, {"meeting": meeting, "text": text, **values})


def proposed(office, **wanted):
    return propose_agenda(office.reader, as_of=DAY, **wanted)


def items(lines):
    return [(line.kind, line.title) for line in lines]


def test_reds_come_first_then_extensions_reviews_and_what_the_last_meeting_left_open(office):
    assert items(proposed(office, group="g1")) == [
        ("red", "停车数据接入"),
        ("red", "信号灯联网"),
        ("red", "公交到站预报"),
        ("extension", "充电桩监管"),
        ("gate", "车路云试点：中期评估"),
        ("other", "拥堵治理方案"),
        ("other", "每周通报一次"),
    ]


def test_matters_at_risk_are_taken_only_when_wanted_and_follow_the_reds(office):
    assert items(proposed(office, group="g1", kinds=KINDS))[3] == ("yellow", "路口感知设备")
    assert items(proposed(office, group="g1", kinds=["yellow"])) == [("yellow", "路口感知设备")]


def test_a_red_matter_carries_its_extension_and_stands_there_once(office):
    lines = proposed(office, group="g1")
    late = [line for line in lines if line.task == "late"]
    assert [(line.kind, line.extension, line.waiting) for line in late] == [("red", "asked-late", True)]
    assert "2026年12月31日" in late[0].asked or "2026-12-31" in late[0].asked
    assert "设备未到" in late[0].asked


def test_the_limit_holds_for_red_and_yellow_matters_only(office):
    kinds = [line.kind for line in proposed(office, group="g1", limit=1)]
    assert kinds.count("red") == 1
    assert kinds.count("gate") == 1
    assert "extension" in kinds


def test_without_a_group_the_agenda_is_of_all_groups(office):
    titles = [line.title for line in proposed(office)]
    assert "一网通办" in titles
    assert "政务大模型试点：验收" in titles


def test_a_line_says_who_leads_who_helps_how_late_it_is_and_why(office):
    late = next(line for line in proposed(office, group="g1") if line.task == "late")
    assert (late.lead, late.support, late.due, late.late, late.light) == (
        "交通委", ("公安局",), date(2026, 11, 13), 10, "red",
    )  # fmt: skip
    assert "10" in late.cause
    assert len(late.lamps) == 12
    assert late.lamps[-1] == "red"


def test_a_line_names_the_units_that_have_not_signed_or_say_what_holds_them_up(office):
    office.journal.commit(
        Label("parties"),
        [
            insert("party", "p1", {"task": "late", "organisation": "traffic", "role": "lead"}),
            insert(
                "party", "p2",
                {"task": "late", "organisation": "police", "role": "support", "signed_on": DAY,
                 "blocked_by": "等点位清单"},
            ),
        ],
    )  # fmt: skip
    late = next(line for line in proposed(office, group="g1") if line.task == "late")
    assert "交通委" in late.holds
    assert "公安局：等点位清单" in late.holds


def test_the_last_report_stands_on_one_line_with_its_day(office):
    report = {"task": "late", "organisation": "traffic", "text": "完成\n两成", "reported_on": date(2026, 11, 2)}
    office.journal.commit(Label("report"), [insert("progress_report", "r", report)])
    late = next(line for line in proposed(office, group="g1") if line.task == "late")
    assert late.last == "2026-11-02 完成 两成"


def test_a_review_says_who_answers_for_it_and_how_many_points_are_passed(office):
    points = [
        insert("gate_check", f"c{number}", {"gate": "review", "text": f"要点{number}", "passed": number < 2})
        for number in range(3)
    ]
    office.journal.commit(Label("points"), points)
    review = next(line for line in proposed(office, group="g1") if line.gate)
    assert (review.lead, review.late, review.light) == ("交通委", 5, "red")
    assert "2" in review.last
    assert "3" in review.last


def test_an_opened_meeting_keeps_its_agenda_and_knows_what_it_is_through_with(office):
    opened = open_meeting(office, title="第4次调度会", held_on=DAY, group="g1", items=proposed(office, group="g1"))
    lines = agenda_of(office.reader, opened.meeting, as_of=DAY)
    assert items(lines) == items(proposed(office, group="g1"))
    assert not any(line.handled for line in lines)
    pass_item(office, lines[0].item)
    note(office, lines[1].item, "一周内拿出方案")
    again = agenda_of(office.reader, opened.meeting, as_of=DAY)
    assert [line.handled for line in again] == [True, True, *[False] * 5]
    assert again[1].said == "一周内拿出方案"


def test_a_meeting_is_under_way_until_it_is_closed(office):
    assert meetings_under_way(office.reader) == []
    opened = open_meeting(office, title="第4次调度会", held_on=DAY, group="g1")
    assert [row.id for row in meetings_under_way(office.reader)] == [opened.meeting]
    close_meeting(office, opened.meeting)
    assert meetings_under_way(office.reader) == []
    assert proceedings(office.reader, opened.meeting).ended


def test_the_meeting_that_is_under_way_is_not_the_last_one(office):
    open_meeting(office, title="第4次调度会", held_on=DAY, group="g1")
    assert ("other", "拥堵治理方案") in items(proposed(office, group="g1"))


def test_an_empty_book_has_an_empty_agenda(journal):
    assert propose_agenda(Office(journal).reader, as_of=DAY) == []
