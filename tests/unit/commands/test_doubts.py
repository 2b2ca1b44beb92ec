"""What contradicts itself in a form: told with what to do, and kept where the person says so."""

from datetime import date

import pytest

from smartplanner.base.problems import Problem
from smartplanner.changes import Label, insert
from smartplanner.commands.editing import add_row, set_fields
from smartplanner.commands.office import Office
from smartplanner.commands.planning.adopting import add_plan
from smartplanner.commands.supervision import register
from smartplanner.rules.consistency import doubts_of

WAN = 1_000_000
"""分 of 万元."""


@pytest.fixture
def office(journal):
    """A matter with a part; a contract of 100万元 paid in two halves, and one without payments."""
    task = {"start": date(2026, 1, 1), "due": date(2026, 10, 31), "state": "in_progress"}
    rows = [
        insert("task", "whole", task | {"title": "总事项"}),
        insert("task", "part", task | {"title": "分项", "parent": "whole"}),
        insert("district", "east", {"name": "东城区"}),
        insert("contract", "c", {"title": "运营合同", "amount": 100 * WAN}),
        insert("contract", "new", {"title": "新合同", "amount": 100 * WAN}),
        insert("payment", "first", {"contract": "c", "title": "首款", "amount": 50 * WAN}),
        insert("payment", "last", {"contract": "c", "title": "尾款", "amount": 50 * WAN}),
    ]
    journal.commit(Label("Rows"), rows)
    return Office(journal)


def doubts(act):
    """Return what is doubted when *act* is done without anything accepted."""
    with pytest.raises(Problem) as refused:
        act(())
    found = doubts_of(refused.value)
    assert found
    assert all(doubt.remedy for doubt in found)
    return found


def kept(act):
    """Do *act*, keeping what is doubted; returns the codes."""
    found = doubts(act)
    act(found)
    return [doubt.code for doubt in found]


def test_an_end_before_the_beginning_is_asked_about_and_kept(office):
    early = {"due": date(2025, 12, 1)}
    assert kept(lambda yes: set_fields(office, "task", ["part"], early, accepted=yes)) == ["dates_in_wrong_order"]
    assert office.reader.row("task", "part").due == date(2025, 12, 1)


def test_a_part_due_after_the_whole_is_asked_about_and_kept(office):
    late = {"due": date(2026, 12, 1)}
    assert kept(lambda yes: set_fields(office, "task", ["part"], late, accepted=yes)) == ["later_than_parent"]
    new = {"title": "再一项", "parent": "whole", "due": date(2026, 12, 1)}
    assert kept(lambda yes: register(office, new, on=date(2026, 11, 1), accepted=yes)) == ["later_than_parent"]
    assert len(office.reader.rows("task")) == 3


def test_a_whole_due_before_its_parts_is_asked_about_and_kept(office):
    early = {"due": date(2026, 9, 1)}
    assert kept(lambda yes: set_fields(office, "task", ["whole"], early, accepted=yes)) == ["earlier_than_parts"]


def test_a_plan_that_ends_before_it_begins_is_asked_about_and_kept(office):
    values = {"title": "计划", "district": "east", "period_start": date(2027, 1, 1), "period_end": date(2026, 1, 1)}
    assert kept(lambda yes: add_plan(office, values, (), accepted=yes)) == ["dates_in_wrong_order"]


def test_payments_that_do_not_add_up_any_more_are_asked_about_and_kept(office):
    more = {"amount": 60 * WAN}
    assert kept(lambda yes: set_fields(office, "payment", ["last"], more, accepted=yes)) == ["payments_total"]
    back = {"amount": 50 * WAN}
    set_fields(office, "payment", ["last"], back, accepted=())
    smaller = {"amount": 90 * WAN}
    assert kept(lambda yes: set_fields(office, "contract", ["c"], smaller, accepted=yes)) == ["payments_total"]


def test_a_payment_too_many_is_asked_about(office):
    third = {"contract": "c", "title": "追加", "amount": WAN}
    assert kept(lambda yes: add_row(office, "payment", third, accepted=yes)) == ["payments_total"]


def test_payments_that_are_entered_one_by_one_are_not_asked_about_before_they_are_too_many(office):
    for title in ("首款", "中期款"):
        add_row(office, "payment", {"contract": "new", "title": title, "amount": 40 * WAN}, accepted=())
    last = {"contract": "new", "title": "尾款", "amount": 30 * WAN}
    assert kept(lambda yes: add_row(office, "payment", last, accepted=yes)) == ["payments_total"]


def test_what_has_nothing_to_do_with_sums_is_saved_without_a_question(office):
    set_fields(office, "payment", ["last"], {"amount": 60 * WAN})
    set_fields(office, "payment", ["last"], {"title": "末款"}, accepted=())
    assert office.reader.row("payment", "last").title == "末款"


def test_a_mistake_that_cannot_be_kept_is_refused_whatever_else_is_doubted(office):
    with pytest.raises(Problem) as refused:
        set_fields(office, "task", ["part"], {"due": date(2025, 12, 1), "progress": 400.0}, accepted=())
    assert doubts_of(refused.value) == ()
