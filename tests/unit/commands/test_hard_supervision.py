"""What people try with matters beside the usual way: acts of the wrong unit, late requests, whole families at once."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.board import Place, move_card
from smartplanner.commands.editing import set_fields
from smartplanner.commands.meetings import note, open_meeting
from smartplanner.commands.moving import move_task
from smartplanner.commands.office import Office
from smartplanner.commands.supervision import (
    change_deadline,
    decide_extension,
    perform_act,
    report_progress,
    request_extension,
    sign,
)
from smartplanner.commands.supervision.extending import pending_extension
from smartplanner.queries.agenda import propose_agenda
from smartplanner.queries.agenda_lines import AgendaLine
from smartplanner.queries.life import extensions_of, parts_of
from smartplanner.queries.red_list import red_items

DAY = date(2026, 11, 2)
DUE = date(2026, 11, 30)
LATER = date(2026, 12, 10)


@pytest.fixture
def office(journal):
    """Two units; a matter that is registered, one in progress, and a part of that."""
    base = {"lead": "traffic", "support": ("police",), "due": DUE}
    journal.commit(
        Label("rows"),
        [
            insert("organisation", "traffic", {"name": "市交通委"}),
            insert("organisation", "police", {"name": "市公安局"}),
            insert("task", "new", {"title": "路口改造", "state": "registered", **base}),
            insert("task", "open", {"title": "智慧停车", "state": "in_progress", **base}),
            insert("task", "part", {"title": "停车数据接入", "state": "in_progress", "parent": "open", **base}),
        ],
    )
    return Office(journal)


def task(office, id):
    return office.reader.row("task", id)


def refused(code, act):
    with pytest.raises(Problem) as found:
        act()
    assert found.value.code == code
    return found.value


def ask(office, id="open", on=DAY):
    return request_extension(office, id, to=LATER, reason="原因", progress="已完成一半", on=on)


@pytest.mark.parametrize("act", ["sign", "report", "submit", "finish"])
def test_a_co_operating_unit_does_not_move_the_whole_matter(office, act):
    perform_act(office, ["new"], "assign", on=DAY)
    id = "new" if act == "sign" else "open"
    problem = refused("not_the_lead", lambda: perform_act(office, [id], act, on=DAY, organisation="police"))
    assert "市公安局" in problem.sentence()
    assert task(office, id).state == ("signing" if act == "sign" else "in_progress")


def test_a_matter_that_is_assigned_again_is_signed_for_again(office):
    for act in ("assign", "sign", "submit", "return", "assign"):
        perform_act(office, ["new"], act, on=DAY, reason="材料不全")
    lead = parts_of(office.reader, task(office, "new"))[0]
    assert lead.party.signed_on is None
    sign(office, "new", on=date(2026, 11, 5))
    assert task(office, "new").state == "in_progress"
    assert parts_of(office.reader, task(office, "new"))[0].party.signed_on == date(2026, 11, 5)


def test_a_matter_and_its_parts_are_finished_together(office):
    refused("reason_needed", lambda: perform_act(office, ["open"], "finish", on=DAY))
    perform_act(office, ["open", "part"], "finish", on=DAY)
    assert {task(office, id).state for id in ("open", "part")} == {"done"}


def test_a_card_is_dragged_to_the_extensions_on_the_last_day_but_not_after_it(office):
    late = date(2026, 12, 1)

    def drag(on):
        return move_task(office, "open", field="state", target="extension", as_of=on, reason="原因")

    refused("expired", lambda: drag(late))
    assert extensions_of(office.reader, "open") == []
    drag(DUE)
    assert task(office, "open").state == "extension"


def test_a_matter_that_goes_back_to_its_request_asks_no_second_time(office):
    ask(office)
    move_task(office, "open", field="state", target="in_progress", as_of=DAY)
    move_task(office, "open", field="state", target="extension", as_of=DAY, reason="原因")
    assert [row.new_due for row in extensions_of(office.reader, "open")] == [LATER]


def test_an_extension_moves_a_deadline_only_later_than_it_is_by_now(office):
    ask(office)
    waiting = pending_extension(office, "open").id
    early = date(2026, 11, 10)
    refused("not_later", lambda: decide_extension(office, waiting, granted=True, on=DAY, new_due=early))
    change_deadline(office, "open", to=date(2026, 12, 31), reason="市领导批示", on=DAY)
    refused("not_later", lambda: decide_extension(office, waiting, granted=True, on=DAY))
    assert task(office, "open").due == date(2026, 12, 31)


def test_what_is_done_is_extended_no_more_and_leaves_the_agenda(office):
    ask(office, "part")
    perform_act(office, ["part"], "finish", on=DAY)
    waiting = pending_extension(office, "part").id
    refused("illegal_move", lambda: decide_extension(office, waiting, granted=True, on=DAY))
    assert [line.task for line in propose_agenda(office.reader, as_of=DAY, kinds=("extension",))] == []
    decide_extension(office, waiting, granted=False, on=DAY, answer="事项已办结")
    assert (task(office, "part").state, task(office, "part").due) == ("done", DUE)


@pytest.mark.parametrize("turned", [False, True])
def test_a_card_moved_to_another_unit_and_state_is_assigned_to_that_unit(office, turned):
    office.journal.commit(Label("unit"), [insert("organisation", "economy", {"name": "市经信局"})])
    places = [Place("state", "signing"), Place("lead", "economy")]
    column, lane = reversed(places) if turned else places
    move_card(office, "new", column=column, lane=lane, as_of=DAY)
    assert (task(office, "new").lead, task(office, "new").state) == ("economy", "signing")
    assert [(part.organisation, part.role) for part in parts_of(office.reader, task(office, "new"))] == [
        ("economy", "lead"),
        ("police", "support"),
    ]


def test_the_red_list_waits_for_the_unit_that_leads_now_and_for_each_unit_once(office):
    perform_act(office, ["new"], "assign", on=DAY)
    set_fields(office, "task", ["new"], {"lead": "police"})
    waiting = [item.unit for item in red_items(office.reader, as_of=DUE) if item.kind == "unsigned"]
    assert waiting == ["police"]


def test_a_report_is_for_a_period_that_there_is_and_by_its_one_name(office):
    refused("bad_period", lambda: report_progress(office, "open", on=DAY, period="2026-99", progress=50.0))
    for period in ("2026-10", "2026年10月", "10月"):
        report_progress(office, "open", on=DAY, period=period, progress=50.0)
    assert [row.period for row in office.reader.rows("progress_report")] == ["2026-10"]


def test_words_that_no_file_can_keep_are_refused(office):
    words = "批示\udcff"
    refused("unprintable", lambda: perform_act(office, ["open"], "instruct", on=DAY, reason=words))
    refused("unprintable", lambda: open_meeting(office, title=words, held_on=DAY))
    item = open_meeting(
        office, title="调度会", held_on=DAY, items=[AgendaLine(kind="red", title="智慧停车", task="open")]
    )
    agenda = office.reader.rows_naming("agenda_item", "meeting", [item.meeting])
    refused("unprintable", lambda: note(office, agenda[0].id, words))
