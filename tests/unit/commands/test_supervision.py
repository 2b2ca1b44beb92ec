"""What the office and the units do with matters: acts, signing, reports, extensions, parts, handing over."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import remove_rows, set_fields
from smartplanner.commands.moving import move_task
from smartplanner.commands.office import Office
from smartplanner.commands.supervision import (
    Child,
    change_deadline,
    decide_extension,
    divide,
    finish_part,
    hand_over,
    perform_act,
    register,
    report_progress,
    request_extension,
    sign,
)
from smartplanner.commands.supervision.extending import pending_extension
from smartplanner.journal.check import stored_rows
from smartplanner.queries.life import (
    events_of,
    extensions_of,
    missed_reports,
    original_due,
    parts_of,
    times_extended,
    who_blocks,
)

DAY = date(2026, 11, 2)
DUE = date(2026, 11, 30)


@pytest.fixture
def office(journal):
    """Three units, a matter to be signed for, one in progress, one reported as done, one with a part."""
    units = [("traffic", "市交通委"), ("police", "市公安局"), ("economy", "市经信局")]
    base = {"lead": "traffic", "support": ("police", "economy"), "due": DUE, "cycle": "monthly"}
    journal.commit(
        Label("rows"),
        [
            *(insert("organisation", id, {"name": name}) for id, name in units),
            insert("task", "new", {"title": "路口改造", "state": "signing", **base}),
            insert("task", "open", {"title": "智慧停车", "state": "in_progress", "progress": 40.0, **base}),
            insert("task", "done", {"title": "一网统管", "state": "done", "done_on": DAY, "progress": 100.0, **base}),
            insert("task", "part", {"title": "停车数据接入", "state": "in_progress", "parent": "open", **base}),
        ],
    )
    return Office(journal)


def rows(office):
    with office.journal.book.read() as connection:
        return stored_rows(connection)


def task(office, id):
    return office.reader.row("task", id)


def refused(office, call):
    """The Problem of a command that must leave the book as it was."""
    before, steps = rows(office), len(office.journal.steps())
    with pytest.raises(Problem) as caught:
        call()
    assert rows(office) == before
    assert len(office.journal.steps()) == steps
    return caught.value


def test_an_act_changes_the_state_and_leaves_an_event_that_undo_takes_back(office):
    before = rows(office)
    step = perform_act(office, ["done"], "close", on=DAY, evidence="验收报告", person="督查室")
    assert step.size == 2
    assert task(office, "done").state == "closed"
    event = events_of(office.reader, "done")[-1]
    assert (event.act, event.before, event.after, event.evidence) == ("close", "done", "closed", "验收报告")
    assert (event.happened_on, event.person) == (DAY, "督查室")
    office.journal.undo()
    assert rows(office) == before


def test_closing_asks_for_evidence_and_ending_for_a_reason(office):
    assert refused(office, lambda: perform_act(office, ["done"], "close", on=DAY)).code == "evidence_needed"
    assert refused(office, lambda: perform_act(office, ["open"], "terminate", on=DAY)).code == "reason_needed"


def test_a_step_over_many_matters_is_taken_by_all_or_none_and_lists_who_cannot(office):
    problem = refused(office, lambda: perform_act(office, ["done", "open", "new"], "close", on=DAY, evidence="材料"))
    assert len(problem.details) == 2
    assert "智慧停车" in problem.message
    assert "路口改造" in problem.message
    step = perform_act(office, ["new", "open", "part"], "instruct", on=DAY, reason="加快办理")
    assert step.size == 3


def test_an_illegal_act_says_what_is_possible_now(office):
    problem = refused(office, lambda: perform_act(office, ["open"], "archive", on=DAY))
    assert problem.code == "illegal_move"
    assert problem.remedy


@pytest.mark.parametrize("act", ["request", "change_due"])
def test_an_act_about_a_day_is_not_done_for_many(office, act):
    assert refused(office, lambda: perform_act(office, ["open"], act, on=DAY, reason="原因")).code == "own_command"


def test_reminders_climb_the_ladder_and_a_person_decides_on_circulating_by_name(office):
    grades = []
    for _turn in range(6):
        perform_act(office, ["open"], "urge", on=DAY)
        grades.append(events_of(office.reader, "open"))
    found = sorted((event.grade for event in grades[-1]), key=str)
    assert sorted(found) == sorted(["reminder", "blue", "yellow", "red", "red", "red"])


def test_each_unit_signs_for_itself_and_the_lead_starts_the_matter(office):
    sign(office, "new", "police", on=DAY)
    assert task(office, "new").state == "signing"
    sign(office, "new", "traffic", on=DAY, person="联络员")
    assert task(office, "new").state == "in_progress"
    signed = {
        part.organisation: part.party and part.party.signed_on for part in parts_of(office.reader, task(office, "new"))
    }
    assert signed == {"traffic": DAY, "police": DAY, "economy": None}
    assert refused(office, lambda: sign(office, "new", "police", on=DAY)).code == "signed_already"


def test_a_unit_without_a_part_cannot_sign(office):
    office.journal.commit(Label("unit"), [insert("organisation", "other", {"name": "市水务局"})])
    problem = refused(office, lambda: sign(office, "new", "other", on=DAY))
    assert problem.code == "not_a_party"
    assert "市水务局" in problem.message


def test_the_lead_sees_who_has_not_signed_not_reported_or_is_held_up(office):
    open_task = task(office, "open")
    assert who_blocks(office.reader, open_task, as_of=DAY) == []  # nobody keeps signatures here
    early = date(2026, 9, 1)
    sign(office, "open", "police", on=early)
    why = {hold.organisation: hold.why for hold in who_blocks(office.reader, open_task, as_of=DAY)}
    assert why == {"police": "unreported", "economy": "unsigned"}
    sign(office, "open", "economy", on=early)
    assert [hold.why for hold in who_blocks(office.reader, open_task, as_of=DAY)] == ["unreported", "unreported"]
    report_progress(office, "open", "police", on=DAY, period="2026年10月", text="数据已接", blocked_by="缺少接口")
    holds = who_blocks(office.reader, open_task, as_of=DAY)
    assert {(hold.organisation, hold.why) for hold in holds} == {("police", "blocked"), ("economy", "unreported")}
    finish_part(office, "open", "police", on=DAY)
    assert {hold.organisation for hold in who_blocks(office.reader, open_task, as_of=DAY)} == {"economy"}


def test_the_leads_report_is_the_progress_of_the_matter_and_a_second_one_replaces_the_first(office):
    report_progress(office, "open", on=DAY, progress=55.0, text="完成过半", next_steps="联调")
    report_progress(office, "open", on=DAY, progress=60.0, text="完成六成")
    row = task(office, "open")
    assert (row.progress, row.progress_text, row.next_steps) == (60.0, "完成六成", "联调")
    assert [report.progress for report in office.reader.rows("progress_report")] == [60.0]
    report_progress(office, "open", "police", on=DAY, progress=10.0, text="配合情况")
    assert task(office, "open").progress == 60.0
    assert refused(office, lambda: report_progress(office, "done", on=DAY, text="补充")).code == "illegal_move"


def test_the_periods_without_a_report_are_known_from_the_day_of_signing(office):
    assert missed_reports(office.reader, task(office, "open"), as_of=DAY) == []
    sign(office, "open", "traffic", on=date(2026, 8, 20))
    report_progress(office, "open", on=date(2026, 9, 28), text="九月进展")
    missed = missed_reports(office.reader, task(office, "open"), as_of=DAY)
    assert [period.name for period in missed] == ["2026-08", "2026-10"]
    perform_act(office, ["open"], "finish", on=DAY, reason="另行立项")
    assert missed_reports(office.reader, task(office, "open"), as_of=DAY) == []


def test_an_extension_is_asked_for_decided_and_counted_and_the_original_date_stays(office):
    later, latest = date(2026, 12, 31), date(2027, 1, 29)
    request_extension(office, "open", to=later, reason="设备未到货", progress="已完成六成", on=DAY)
    assert task(office, "open").state == "extension"
    decide_extension(office, pending_extension(office, "open").id, granted=True, on=DAY, decided_by="分管领导")
    assert (task(office, "open").state, task(office, "open").due) == ("in_progress", later)
    request_extension(office, "open", to=latest, reason="仍未到货", progress="八成", on=date(2026, 12, 1))
    decide_extension(office, pending_extension(office, "open").id, granted=True, on=date(2026, 12, 2))
    asked = extensions_of(office.reader, "open")
    assert original_due(task(office, "open").due, asked) == DUE
    assert times_extended(asked) == 2


def test_a_refused_extension_says_why_and_leaves_the_deadline(office):
    request_extension(office, "open", to=date(2026, 12, 31), reason="设备未到货", progress="已完成六成", on=DAY)
    waiting = pending_extension(office, "open").id
    assert refused(office, lambda: decide_extension(office, waiting, granted=False, on=DAY)).code == "reason_needed"
    decide_extension(office, waiting, granted=False, on=DAY, answer="理由不充分")
    assert (task(office, "open").state, task(office, "open").due) == ("in_progress", DUE)
    assert original_due(DUE, extensions_of(office.reader, "open")) == DUE


@pytest.mark.parametrize(
    ("to", "reason", "progress", "on", "code"),
    [
        (date(2026, 12, 31), "有", "有", date(2026, 12, 1), "expired"),
        (date(2026, 12, 27), "有", "有", DAY, "no_workday"),
        (date(2026, 11, 20), "有", "有", DAY, "not_later"),
        (date(2026, 12, 31), " ", "有", DAY, "reason_needed"),
        (date(2026, 12, 31), "有", "", DAY, "progress_needed"),
    ],
)
def test_a_request_that_breaks_a_rule_is_refused(office, to, reason, progress, on, code):
    call = lambda: request_extension(office, "open", to=to, reason=reason, progress=progress, on=on)  # noqa: E731
    problem = refused(office, call)
    assert problem.code == code
    assert problem.remedy


def test_the_office_sets_another_deadline_with_a_reason_even_after_expiry(office):
    assert refused(office, lambda: change_deadline(office, "open", to=DAY, reason="", on=DAY)).code == "reason_needed"
    change_deadline(office, "open", to=date(2026, 12, 31), reason="会议决定", on=date(2026, 12, 5))
    assert task(office, "open").due == date(2026, 12, 31)
    assert events_of(office.reader, "open")[-1].act == "change_due"


def test_a_matter_is_registered_with_its_first_event(office):
    id, step = register(office, {"title": "新事项", "lead": "traffic"}, on=DAY)
    assert step.size == 2
    assert task(office, id).state == "registered"
    assert [(event.act, event.after) for event in events_of(office.reader, id)] == [("register", "registered")]
    late = {"title": "子项", "parent": "open", "due": date(2027, 1, 4)}
    assert refused(office, lambda: register(office, late, on=DAY)).code == "later_than_parent"
    assert refused(office, lambda: register(office, {"title": " "}, on=DAY)).code == "required"


def test_parts_inherit_what_they_do_not_say(office):
    parts = [Child(title="数据接入", lead="police", due=date(2026, 11, 20)), Child(title="设备安装")]
    divide(office, "open", parts, on=DAY)
    made = {row.title: row for row in office.reader.rows("task") if row.parent == "open"}
    assert (made["设备安装"].lead, made["设备安装"].due, made["设备安装"].state) == ("traffic", DUE, "assigning")
    assert (made["数据接入"].lead, made["数据接入"].due) == ("police", date(2026, 11, 20))


def test_a_part_is_due_later_only_with_a_reason(office):
    late = date(2026, 12, 31)
    problem = refused(office, lambda: divide(office, "open", [Child(title="收尾", due=late)], on=DAY))
    assert problem.code == "later_than_parent"
    divide(office, "open", [Child(title="收尾", due=late, reason="汛期后施工")], on=DAY)
    made = next(row for row in office.reader.rows("task") if row.title == "收尾")
    assert [event.reason for event in events_of(office.reader, made.id) if event.act == "change_due"] == ["汛期后施工"]
    assert refused(office, lambda: set_fields(office, "task", ["part"], {"due": late})).code == "later_than_parent"


def test_a_matter_is_not_done_before_its_parts_unless_one_says_why(office):
    problem = refused(office, lambda: perform_act(office, ["open"], "finish", on=DAY))
    assert "停车数据接入" in problem.message
    perform_act(office, ["open"], "finish", on=DAY, reason="数据接入另行立项")
    assert task(office, "open").state == "done"


def test_a_ring_of_parents_is_refused_and_named(office):
    problem = refused(office, lambda: set_fields(office, "task", ["open"], {"parent": "part"}))
    assert "停车数据接入" in problem.message
    assert "智慧停车" in problem.message


def test_a_unit_that_leads_something_is_handed_over_before_it_is_removed(office):
    problem = refused(office, lambda: remove_rows(office, "organisation", ["traffic"]))
    assert "4" in problem.message
    before = rows(office)
    sign(office, "new", "police", on=DAY)
    hand_over(office, "traffic", "police")
    row = task(office, "open")
    assert (row.lead, row.support) == ("police", ("economy",))
    remove_rows(office, "organisation", ["traffic"])
    for _turn in range(3):
        office.journal.undo()
    assert rows(office) == before


def test_a_card_that_is_dragged_is_an_act_and_asks_for_what_the_act_needs(office):
    drag = lambda **more: move_task(office, "done", field="state", target="closed", as_of=DAY, **more)  # noqa: E731
    assert refused(office, drag).code == "evidence_needed"
    drag(evidence="验收报告")
    assert task(office, "done").state == "closed"
    assert events_of(office.reader, "done")[-1].act == "close"


def test_a_deadline_before_that_of_its_parts_is_refused_and_named(office):
    problem = refused(office, lambda: set_fields(office, "task", ["open"], {"due": date(2026, 11, 20)}))
    assert problem.code == "earlier_than_parts"
    assert "停车数据接入" in problem.message
    set_fields(office, "task", ["open", "part"], {"due": date(2026, 11, 20)})
    set_fields(office, "task", ["part", "open"], {"due": date(2026, 12, 18)})
    assert {task(office, id).due for id in ("open", "part")} == {date(2026, 12, 18)}


def test_the_parts_follow_when_another_unit_takes_the_lead(office):
    sign(office, "new", "police", on=DAY)
    set_fields(office, "task", ["new"], {"lead": "police", "support": ("economy",)})
    parts = {part.organisation: (part.role, part.party and part.party.signed_on)
             for part in parts_of(office.reader, task(office, "new"))}  # fmt: skip
    assert parts == {"police": ("lead", DAY), "economy": ("support", None)}
    move_task(office, "new", field="lead", target="traffic", as_of=DAY)
    assert [part.organisation for part in parts_of(office.reader, task(office, "new")) if part.role == "lead"] == [
        "traffic"
    ]
    office.journal.undo()
    office.journal.undo()
    assert [(row.organisation, row.role) for row in office.reader.rows("party")] == [("police", "support")]


def test_handing_over_joins_the_reports_of_both_units_for_one_period_and_keeps_the_words_of_each(office):
    report_progress(office, "open", "traffic", on=DAY, period="2026-10", progress=50.0, text="泊位已接入")
    report_progress(office, "open", "police", on=DAY, period="2026-10", text="数据已接", problems="缺少接口")
    report_progress(office, "open", "police", on=DAY, period="2026-11", text="继续接入")
    before = rows(office)
    hand_over(office, "police", "traffic")
    reports = {row.period: row for row in office.reader.rows("progress_report") if row.task == "open"}
    assert len(office.reader.rows("progress_report")) == len(reports) == 2
    october = reports["2026-10"]
    assert (october.organisation, october.progress) == ("traffic", 50.0)
    assert (october.text, october.problems) == ("市交通委：泊位已接入\n市公安局：数据已接", "市公安局：缺少接口")
    assert (reports["2026-11"].organisation, reports["2026-11"].text) == ("traffic", "继续接入")
    office.journal.undo()
    assert rows(office) == before
