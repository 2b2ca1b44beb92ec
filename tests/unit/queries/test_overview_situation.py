"""What the overview says beside the counts: what changed, who is silent, money against the year, one's own part."""

from datetime import date, timedelta

import pytest

from smartplanner.base import clock
from smartplanner.changes import Label, insert, update
from smartplanner.queries import Reader
from smartplanner.queries.overview.changed import Since, last_step, what_changed
from smartplanner.queries.overview.scope import WHOLE, Scope, scope_named
from smartplanner.queries.overview.situation import end_of_week, situation
from smartplanner.queries.tasks import task_lines

DAY = date(2026, 11, 23)
BEFORE, NOW = "2026-11-10T02:00:00.000Z", "2026-11-23T02:00:00.000Z"


@pytest.fixture
def at(journal, monkeypatch):
    """Commit changes at a moment."""

    def commit(moment, *changes):
        monkeypatch.setattr(clock, "now", lambda: moment)
        return journal.commit(Label("x"), list(changes))

    return commit


def matter(id, **values):
    return insert("task", id, {"title": id, "state": "in_progress"} | values)


def changed(journal, since=None):
    reader = Reader(journal)
    since = since or Since(DAY - timedelta(1))
    return what_changed(reader, journal, task_lines(reader, as_of=DAY), since=since, as_of=DAY)


def ids(lines):
    return {line.id for line in lines}


def test_what_changed_tells_new_done_put_off_and_red_apart(journal, at):
    at(
        BEFORE,
        matter("kept", due=date(2027, 5, 1)),
        matter("late", due=date(2026, 11, 22)),
        matter("long_late", due=date(2026, 10, 1)),
        matter("moved", due=date(2026, 12, 1)),
        matter("sooner", due=date(2026, 12, 30)),
        matter("ended", due=date(2026, 12, 1)),
    )
    at(
        NOW,
        matter("fresh", due=date(2026, 1, 1)),
        update("task", "moved", {"due": date(2026, 12, 1)}, {"due": date(2027, 1, 1)}),
        update("task", "sooner", {"due": date(2026, 12, 30)}, {"due": date(2026, 12, 20)}),
        update("task", "ended", {"state": "in_progress"}, {"state": "done"}),
    )
    found = changed(journal)
    assert found.known
    assert (ids(found.added), ids(found.finished), ids(found.put_off)) == ({"fresh"}, {"ended"}, {"moved"})
    assert ids(found.reddened) == {"late"}
    assert found.removed == 0


def test_a_matter_whose_deadline_was_drawn_forward_into_the_past_has_turned_red(journal, at):
    at(BEFORE, matter("drawn", due=date(2026, 12, 30), start=date(2026, 11, 20)))
    at(NOW, update("task", "drawn", {"due": date(2026, 12, 30)}, {"due": date(2026, 11, 20)}))
    assert ids(changed(journal).reddened) == {"drawn"}


def test_a_book_begun_later_has_nothing_to_compare_with(journal, at):
    at(NOW, matter("fresh", due=date(2026, 1, 1)))
    found = changed(journal)
    assert not found.known
    assert found.is_quiet


def test_changes_since_a_step_leave_out_what_was_there_when_the_person_looked(journal, at):
    at(NOW, matter("seen", due=date(2027, 1, 1)))
    seen = last_step(journal)
    at(NOW, matter("unseen", due=date(2027, 1, 1)))
    assert ids(changed(journal, Since(DAY, seen)).added) == {"unseen"}


def test_the_week_ends_on_sunday_and_what_is_done_is_not_due(journal, at):
    assert end_of_week(DAY) == date(2026, 11, 29) == end_of_week(date(2026, 11, 29))
    at(
        NOW,
        matter("today", due=DAY),
        matter("sunday", due=date(2026, 11, 29)),
        matter("monday", due=date(2026, 11, 30)),
        matter("ended", due=DAY, state="done"),
        matter("late", due=date(2026, 11, 22)),
    )
    found = situation(Reader(journal), journal, as_of=DAY)
    assert [line.id for line in found.due_week] == ["today", "sunday"]
    assert ids(found.due_soon) == {"today", "sunday", "monday"}
    assert found.figures.overdue == 1


def test_units_that_owe_reports_are_named_once_with_all_they_owe(journal, at):
    silent = {"cycle": "monthly", "start": date(2026, 8, 1), "due": date(2027, 6, 1)}
    at(
        NOW,
        insert("organisation", "u1", {"name": "甲局"}),
        insert("organisation", "u2", {"name": "乙局"}),
        matter("a", lead="u1", **silent),
        matter("b", lead="u1", **silent),
        matter("c", lead="u2"),
    )
    found = situation(Reader(journal), journal, as_of=DAY)
    assert [one.unit for one in found.silent] == ["u1"]
    assert set(found.silent[0].matters) == {"a", "b"}
    assert found.silent[0].reports == sum(item.amount for item in found.red if item.kind == "unreported")


def test_money_of_the_year_counts_planned_approved_and_paid_apart(journal, at):
    contract = {"title": "运维合同", "state": "in_force", "signed_on": date(2026, 1, 5), "amount": 1000}
    at(
        NOW,
        insert("contract", "c", contract),
        insert("payment", "p1", {"contract": "c", "title": "首付", "amount": 300, "due": date(2026, 3, 1),
                                 "paid_on": date(2026, 3, 9), "paid": 300}),
        insert("payment", "p2", {"contract": "c", "title": "二期", "amount": 500, "due": date(2026, 12, 1),
                                 "approved_no": "批1"}),
        insert("payment", "p3", {"contract": "c", "title": "尾款", "amount": 200, "due": date(2027, 3, 1)}),
    )  # fmt: skip
    money = situation(Reader(journal), journal, as_of=DAY).money
    assert (money.planned, money.due, money.approved, money.paid) == (800, 300, 800, 300)
    assert money.by_month[2] == (300, 300)
    assert money.by_month[11] == (500, 0)
    assert sum(planned for planned, _paid in money.by_month) == money.planned


def test_a_group_sees_its_matters_and_those_of_no_group_in_its_field(journal, at):
    at(
        NOW,
        insert("group", "g1", {"name": "数据组", "field": "数据资源"}),
        insert("group", "g2", {"name": "安全组"}),
        matter("own", group="g1", due=date(2026, 1, 1)),
        matter("field", category="数据资源"),
        matter("other", group="g2", category="数据资源", due=date(2026, 1, 1)),
    )
    reader = Reader(journal)
    scope = scope_named(reader, group="数据组")
    found = situation(reader, journal, as_of=DAY, scope=scope)
    assert ids(found.lines) == {"own", "field"}
    assert {item.id for item in found.red} == {"own"}
    assert found.figures.total == 2
    assert scope_named(reader, group="没有这个组") == WHOLE
    assert Scope(district="d").within(found.lines[0]) is False


def test_an_empty_book_has_a_quiet_situation(journal):
    found = situation(Reader(journal), journal, as_of=DAY)
    assert not (found.red)
    assert not (found.silent)
    assert not (found.payments)
    assert not (found.alarms)
    assert not (found.meetings)
    assert not (found.agenda)
    assert found.money.paid_share is None
