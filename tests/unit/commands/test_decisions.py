"""Decisions of a meeting made into matters."""

from __future__ import annotations

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.minutes import take_decisions, understand_decision, understand_decisions
from smartplanner.commands.office import Office
from smartplanner.commands.reference import reference_changes

HELD = date(2026, 11, 23)
MINUTES = {"title": "专题会议纪要", "number": "〔2026〕3号"}


@pytest.fixture
def office(journal):
    journal.commit(Label("reference"), reference_changes(), origin="create")
    return Office(journal)


def name(office: Office, id: str | None) -> str:
    return office.reader.name("organisation", id) if id else ""


def test_a_typed_sentence_becomes_a_matter_with_its_parts_in_one_step_that_can_be_undone(office):
    sentence = "由市交通委牵头，市公安局配合，2027年9月底前完成信号灯联网改造"
    step = take_decisions(office, [understand_decision(office, sentence, as_of=HELD)], document=MINUTES, as_of=HELD)
    (task,) = office.reader.rows("task")
    assert (task.title, name(office, task.lead), task.due) == (
        "信号灯联网改造", "北京市交通委员会", date(2027, 9, 30)
    )  # fmt: skip
    assert (task.due_text, task.due_precision, task.goal, task.state) == ("2027年9月底前", "month", sentence, "signing")
    assert [name(office, id) for id in task.support] == ["北京市公安局"]
    assert office.reader.name("document", task.document) == "专题会议纪要"
    assert sorted(party.role for party in office.reader.rows("party")) == ["lead", "support"]
    assert sorted(event.act for event in office.reader.rows("task_event")) == ["assign", "register"]
    assert step.size == 6
    office.journal.undo()
    assert not office.reader.rows("task")
    assert not office.reader.rows("document")


def test_a_decision_of_a_meeting_is_tied_to_the_meeting_and_its_group(office):
    group = office.reader.rows("group")[0].id
    office.journal.commit(
        Label("meeting"), [insert("meeting", "m1", {"title": "调度会", "held_on": HELD, "group": group})]
    )
    proposed = understand_decision(office, "请市经信局研究算力布局，2027年3月底前报告", as_of=HELD)
    take_decisions(office, [proposed], meeting="m1", as_of=HELD)
    (decision,) = office.reader.rows("decision")
    (task,) = office.reader.rows("task")
    assert (decision.meeting, decision.task, decision.due) == ("m1", task.id, date(2027, 3, 31))
    assert (task.group, task.source_text) == (group, "调度会")


def test_a_sentence_without_content_takes_the_title_of_the_item_under_discussion(office):
    office.journal.commit(
        Label("meeting"),
        [
            insert("meeting", "m1", {"title": "调度会", "held_on": HELD}),
            insert("agenda_item", "a1", {"meeting": "m1", "title": "停车联网", "kind": "other"}),
        ],
    )
    proposed = understand_decision(office, "由市交通委牵头，市公安局配合，9月底前完成", as_of=HELD)
    assert not [problem for problem in proposed.problems if problem.level == "error"]
    take_decisions(office, [proposed], meeting="m1", agenda_item="a1", as_of=HELD)
    assert office.reader.rows("task")[0].title == "停车联网"


def test_a_matter_without_a_deadline_gets_that_of_the_rules(office):
    office.journal.commit(
        Label("rule"), [insert("deadline_rule", "r1", {"workdays": 20, "cycle": "monthly", "order": 0})]
    )
    take_decisions(office, [understand_decision(office, "由市水务局牵头治理积水点", as_of=HELD)], as_of=HELD)
    (task,) = office.reader.rows("task")
    assert (task.due, task.due_text, task.cycle) == (date(2026, 12, 21), None, "monthly")


def test_what_goes_on_for_ever_gets_no_deadline(office):
    take_decisions(office, [understand_decision(office, "市水务局负责河道保洁，长期坚持", as_of=HELD)], as_of=HELD)
    (task,) = office.reader.rows("task")
    assert (task.due, task.due_precision, task.due_text) == (None, "ongoing", "长期坚持")


def test_a_decision_that_the_same_document_brought_before_is_not_made_twice(office):
    proposed = [understand_decision(office, "由市水务局牵头治理积水点", as_of=HELD)]
    take_decisions(office, proposed, document=MINUTES, as_of=HELD)
    with pytest.raises(Problem) as refused:
        take_decisions(office, proposed, document=MINUTES, as_of=HELD)
    assert refused.value.code == "already_there"
    assert office.reader.count("task") == 1
    assert office.reader.count("document") == 1


def test_a_matter_without_a_known_unit_waits_to_be_assigned(office):
    take_decisions(office, [understand_decision(office, "由市某某局牵头治理积水点", as_of=HELD)], as_of=HELD)
    (task,) = office.reader.rows("task")
    assert (task.lead, task.lead_text, task.state) == (None, "市某某局", "assigning")


def test_several_duties_in_one_item_are_several_matters(office):
    text = "由市水务局牵头治理积水点，2027年6月底前完成。市交通委负责桥下积水监测，2027年5月底前完成。"
    found = understand_decisions(office, text, as_of=HELD)
    assert [one.title for one in found] == ["治理积水点", "桥下积水监测"]


def test_what_a_person_corrects_is_settled(office):
    proposed = understand_decision(office, "由市某某局牵头治理积水点", as_of=HELD)
    lead = office.reader.rows("organisation")[0].id
    corrected = proposed.corrected(lead=lead, due=date(2027, 1, 8))
    assert (corrected.lead_text, corrected.due_precision) == ("", "day")
    assert not corrected.problems
