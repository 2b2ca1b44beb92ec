"""The rows of the Gantt: plans with what is below them, their lights, versions and links."""

from datetime import date

import pytest

from smartplanner.changes import Label, insert
from smartplanner.queries import Reader
from smartplanner.queries.gantt import EVERYTHING, LOOSE, Scope, gantt
from smartplanner.queries.schedule import read_schedule
from smartplanner.rules.workdays import Calendar

TODAY = date(2026, 11, 23)


@pytest.fixture
def reader(journal):
    changes = [
        insert("district", "east", {"name": "东城区", "order": 2}),
        insert("district", "west", {"name": "西城区", "order": 1}),
        insert("organisation", "unit", {"name": "北京市经济和信息化局"}),
        insert("plan", "plan-east", {"title": "东城计划", "district": "east", "period_start": date(2026, 1, 1)}),
        insert("plan", "plan-west", {"title": "西城计划", "district": "west"}),
        insert("milestone", "item", {"title": "数字底座", "plan": "plan-east"}),
        milestone("late", "部署", "plan-east", start=date(2026, 9, 1), due=date(2026, 10, 30),
                  parent="item", lead="unit"),
        milestone("done", "选型", "plan-east", start=date(2026, 8, 3), due=date(2026, 8, 28), parent="item",
                  done_on=date(2026, 8, 27)),
        milestone("live", "上线", "plan-east", due=date(2026, 12, 31), parent="item"),
        milestone("west-one", "接入", "plan-west", start=date(2027, 1, 4), due=date(2027, 2, 26), after=("live",)),
        insert("milestone", "nobody", {"title": "无主节点", "due": date(2026, 12, 1)}),
        insert("dependency", "link", {"before": "late", "after": "live", "kind": "finish_start", "lag": 2}),
        insert("baseline", "old", {
            "plan": "plan-east", "title": "批复版", "kind": "approved", "taken_on": date(2026, 1, 5)}),
        insert("baseline", "new", {
            "plan": "plan-east", "title": "批复版二", "kind": "approved", "taken_on": date(2026, 3, 5)}),
        held("old", "late", due=date(2026, 9, 1)),
        held("new", "late", start=date(2026, 8, 10), due=date(2026, 9, 30)),
    ]  # fmt: skip
    journal.commit(Label("Sample"), changes)
    return Reader(journal)


def milestone(id, title, plan, **values):
    return insert("milestone", id, {"title": title, "plan": plan, **values})


def held(version, of, **values):
    return insert("baseline_item", f"{version}-{of}", {"baseline": version, "what": "milestone", "of": of, **values})


def rows(reader, scope=EVERYTHING, **values):
    return {row.id: row for row in gantt(reader, as_of=TODAY, scope=scope, **values).rows}


def test_plans_come_in_the_order_of_the_districts_with_what_is_below_each(reader):
    found = list(rows(reader))

    assert found == ["plan-west", "west-one", "plan-east", "item", "done", "late", "live", LOOSE, "nobody"]


def test_work_has_a_bar_a_day_alone_is_a_point_and_what_has_parts_is_a_summary(reader):
    found = rows(reader)

    assert [found[id].shape for id in ("late", "live", "item", "plan-east")] == ["bar", "point", "summary", "summary"]
    assert [found[id].level for id in ("plan-east", "item", "late")] == [0, 1, 2]


def test_a_summary_spans_its_parts_and_takes_the_worst_light_with_its_cause(reader):
    item = rows(reader)["item"]

    assert (item.start, item.due) == (date(2026, 8, 3), date(2026, 12, 31))
    assert item.signal.light == "red"
    assert item.because == "部署"
    assert not item.movable


def test_what_is_done_is_blue_and_complete(reader):
    done = rows(reader)["done"]

    assert (done.signal.light, done.progress) == ("blue", 100.0)


def test_the_newest_version_of_the_kind_is_compared_with(reader):
    late = rows(reader)["late"]

    assert (late.planned_start, late.planned_due) == (date(2026, 8, 10), date(2026, 9, 30))
    assert rows(reader, compare="submitted")["late"].planned_due is None
    assert rows(reader, compare="")["late"].planned_due is None


def test_links_are_those_of_both_kinds_between_rows_that_are_shown(reader):
    everything = gantt(reader, as_of=TODAY).links
    west = gantt(reader, as_of=TODAY, scope=Scope("plan", "plan-west")).links

    assert {(link.before, link.after, link.lag) for link in everything} == {
        ("late", "live", 2),
        ("live", "west-one", 0),
    }
    assert west == ()


def test_a_scope_shows_one_plan_one_district_or_all_of_a_kind(reader):
    assert list(rows(reader, Scope("plan", "plan-west"))) == ["plan-west", "west-one"]
    assert list(rows(reader, Scope("district", "west"))) == ["plan-west", "west-one"]
    assert list(rows(reader, Scope("pilot"))) == []


def test_a_contract_shows_its_payments_as_points(reader, journal):
    journal.commit(
        Label("Contract"),
        [
            insert("contract", "deal", {"title": "运营合同", "start": date(2026, 1, 1), "end": date(2026, 12, 31)}),
            insert("payment", "first", {"title": "首付款", "contract": "deal", "due": date(2026, 3, 1)}),
        ],
    )

    found = rows(reader, Scope("contract"))

    assert list(found) == ["deal", "first"]
    assert (found["first"].shape, found["first"].signal.light) == ("point", "red")
    assert (found["deal"].start, found["deal"].due) == (date(2026, 1, 1), date(2026, 12, 31))
    assert "deal" not in rows(reader)


def test_dates_of_the_schedule_stand_beside_those_written_down(reader):
    times = read_schedule(reader, Calendar()).times

    live = rows(reader, times=times)["live"]

    assert live.due == date(2026, 12, 31)
    assert live.early_finish == times["live"].early_finish
    assert live.slack == times["live"].slack


def test_the_outermost_days_include_the_version_compared_with(reader):
    found = gantt(reader, as_of=TODAY, scope=Scope("plan", "plan-east"))

    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 12, 31))


def test_parents_that_go_round_lose_no_row(journal):
    journal.commit(
        Label("Ring"),
        [
            insert("milestone", "one", {"title": "甲"}),
            insert("milestone", "two", {"title": "乙", "parent": "one"}),
        ],
    )
    from smartplanner.changes import update

    journal.commit(Label("Close it"), [update("milestone", "one", {"parent": None}, {"parent": "two"})])

    assert set(rows(Reader(journal))) == {LOOSE, "one", "two"}


def test_an_empty_book_has_no_rows_and_no_days(journal):
    found = gantt(Reader(journal), as_of=TODAY)

    assert (found.rows, found.first, found.last) == ((), None, None)
