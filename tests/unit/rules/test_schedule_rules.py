"""Dates of plans over 调休 weeks: links, constraints, parts, rings, and what is said when they contradict."""

from datetime import date

import pytest

from smartplanner.commands.reference import calendar
from smartplanner.rules.schedule import Activity, Link, make_schedule

BEGIN = date(2026, 1, 5)


def schedule(*activities, links=(), begin=None):
    return make_schedule(activities, links, calendar(), begin=begin)


def span(made, id):
    times = made.times[id]
    return times.early_start, times.early_finish


def codes(made):
    return [problem.code for problem in made.problems]


def test_work_runs_over_the_national_day_holiday_and_the_weekend_day_worked_for_it():
    made = schedule(Activity("a", duration=6, start=date(2026, 9, 28)))
    assert span(made, "a") == (date(2026, 9, 28), date(2026, 10, 10))
    assert calendar().is_workday(date(2026, 10, 10))


def test_written_days_stay_even_where_no_work_is_done():
    made = schedule(
        Activity("deadline", finish=date(2026, 10, 4)),
        Activity("work", start=date(2026, 10, 3), finish=date(2026, 10, 11)),
    )
    assert span(made, "deadline") == (date(2026, 10, 4), date(2026, 10, 4))
    assert span(made, "work") == (date(2026, 10, 3), date(2026, 10, 11))


@pytest.mark.parametrize(
    ("kind", "lag", "first"),
    [
        ("finish_start", 0, date(2026, 1, 12)),
        ("finish_start", 2, date(2026, 1, 14)),
        ("finish_start", -1, date(2026, 1, 9)),
        ("start_start", 1, date(2026, 1, 6)),
        ("finish_finish", 0, date(2026, 1, 8)),
        ("start_finish", 4, date(2026, 1, 7)),
    ],
)
def test_each_kind_of_link_with_its_lag(kind, lag, first):
    made = schedule(
        Activity("a", duration=5, start=BEGIN),
        Activity("b", duration=2),
        links=[Link("a", "b", kind, lag)],
    )
    assert made.times["b"].early_start == first


def test_a_milestone_after_work_is_on_its_last_day_and_one_with_its_start_on_the_first():
    made = schedule(
        Activity("work", duration=5, start=BEGIN),
        Activity("end"),
        Activity("begin"),
        links=[Link("work", "end"), Link("work", "begin", "start_start")],
    )
    assert span(made, "end") == (date(2026, 1, 9), date(2026, 1, 9))
    assert span(made, "begin") == (BEGIN, BEGIN)


def test_slack_counts_workdays_to_the_end_of_the_own_plan():
    made = schedule(
        Activity("long", duration=10, start=BEGIN, owner="甲"),
        Activity("short", duration=4, start=BEGIN, owner="甲"),
        Activity("other", duration=1, start=BEGIN, owner="乙"),
    )
    assert [made.times[id].slack for id in ("long", "short", "other")] == [0, 6, 0]
    assert [made.times[id].critical for id in ("long", "short", "other")] == [True, False, True]
    assert made.times["short"].late_finish == date(2026, 1, 16)


def test_several_critical_paths_are_shown_as_such_and_counted_where_there_are_very_many():
    made = schedule(
        Activity("a", duration=2, start=BEGIN),
        Activity("b", duration=3),
        Activity("c", duration=3),
        Activity("d", duration=1),
        links=[Link("a", "b"), Link("a", "c"), Link("b", "d"), Link("c", "d")],
    )
    assert set(made.paths().paths) == {("a", "b", "d"), ("a", "c", "d")}
    layers = 40
    activities, links = [Activity("0a", duration=1, start=BEGIN)], []
    for layer in range(1, layers):
        activities += [Activity(f"{layer}{side}", duration=1) for side in "ab"]
        links += [Link(f"{layer - 1}{one}", f"{layer}{two}") for one in ("ab" if layer > 1 else "a") for two in "ab"]
    found = make_schedule(activities, links, calendar()).paths(limit=3)
    assert found.count == 2 ** (layers - 1)
    assert len(found.paths) == 3


def test_the_chain_of_an_item_names_what_holds_it_up_in_order():
    made = schedule(
        Activity("底座", duration=5, start=BEGIN),
        Activity("平台", duration=5),
        Activity("旁支", duration=1, start=BEGIN),
        Activity("开通"),
        links=[Link("底座", "平台"), Link("平台", "开通"), Link("旁支", "开通")],
    )
    assert made.chain("开通") == ("底座", "平台", "开通")


def test_who_holds_a_plan_up_is_the_first_that_is_not_done_also_of_another_plan():
    made = schedule(
        Activity("立项", done_on=BEGIN, owner="底座"),
        Activity("底座", duration=5, owner="底座"),
        Activity("平台", duration=5, owner="区"),
        Activity("旁支", duration=1, start=BEGIN, owner="区"),
        links=[Link("立项", "底座"), Link("底座", "平台")],
    )
    assert made.holder("区") == "底座"
    assert made.holder("没有") is None


def test_a_ring_is_named_by_its_members_in_order_and_others_keep_their_dates():
    made = schedule(
        Activity("a", "甲", 2, BEGIN),
        Activity("b", "乙", 2),
        Activity("c", "丙", 2),
        Activity("d", "丁", 2, BEGIN),
        links=[Link("a", "b"), Link("b", "c"), Link("c", "a"), Link("d", "a")],
    )
    assert codes(made) == ["schedule_loop"]
    assert "甲 → 乙 → 丙 → 甲" in made.problems[0].message
    assert span(made, "d") == (BEGIN, date(2026, 1, 6))


def test_a_ring_by_way_of_parts_is_a_ring():
    made = schedule(
        Activity("whole", "总体"),
        Activity("part", "分项", 2, BEGIN, parent="whole"),
        Activity("after", "后续", 1),
        links=[Link("whole", "after"), Link("after", "part")],
    )
    assert codes(made) == ["schedule_loop"]
    assert {"总体", "分项", "后续"} <= set(made.problems[0].message.replace("：", " ").replace("。", " ").split())


def test_parents_that_go_round_are_said_and_cut():
    made = schedule(Activity("a", "甲", 1, BEGIN, parent="b"), Activity("b", "乙", 1, BEGIN, parent="a"))
    assert "parts_go_round" in codes(made)
    assert made.times


def test_an_item_with_parts_spans_them_and_what_waits_for_it_waits_for_all():
    made = schedule(
        Activity("whole", "总体"),
        Activity("one", duration=3, start=BEGIN, parent="whole"),
        Activity("two", duration=8, start=BEGIN, parent="whole"),
        Activity("after", duration=1),
        Activity("before", duration=2, start=BEGIN),
        links=[Link("whole", "after"), Link("before", "whole")],
    )
    assert span(made, "whole") == (date(2026, 1, 7), date(2026, 1, 16))
    assert span(made, "one")[0] == date(2026, 1, 7)
    assert span(made, "after")[0] == date(2026, 1, 19)
    assert made.parts("whole") == ("one", "two")


def test_a_limit_that_cannot_be_kept_is_said_with_the_chain_and_gives_negative_slack():
    made = schedule(
        Activity("a", "底座", 10, BEGIN),
        Activity("b", "开通", 5, constraint="not_after", constraint_on=date(2026, 1, 20)),
        links=[Link("a", "b")],
    )
    assert codes(made) == ["constraint_impossible"]
    assert "底座 → 开通" in made.problems[0].message
    assert "2026-01-20" in made.problems[0].message
    assert "2026-01-23" in made.problems[0].message
    assert made.times["a"].slack == -3
    assert made.paths().paths[0] == ("a", "b")


def test_a_fixed_day_holds_against_what_comes_before_and_the_chain_is_said():
    made = schedule(
        Activity("a", "底座", 10, BEGIN),
        Activity("b", "大会", 1, constraint="fixed", constraint_on=date(2026, 1, 13)),
        links=[Link("a", "b")],
    )
    assert span(made, "b") == (date(2026, 1, 13), date(2026, 1, 13))
    assert codes(made) == ["constraint_impossible"]
    assert "底座 → 大会" in made.problems[0].message
    assert "2026-01-19" in made.problems[0].message


def test_what_is_done_holds_where_it_happened_and_lets_others_go():
    made = schedule(
        Activity("a", duration=10, start=BEGIN, done_on=date(2026, 1, 7)),
        Activity("b", duration=1),
        links=[Link("a", "b")],
    )
    assert span(made, "a") == (BEGIN, date(2026, 1, 7))
    assert span(made, "b")[0] == date(2026, 1, 8)
    assert not made.times["a"].critical
    assert made.slip("a", new_finish=date(2026, 3, 2)) == ()


def test_a_day_before_the_plan_begins_is_said_and_stays():
    made = schedule(Activity("a", "甲", 1, date(2025, 12, 1), owner="计划"), begin={"计划": BEGIN})
    assert codes(made) == ["before_plan_begins"]
    assert span(made, "a")[0] == date(2025, 12, 1)


def test_what_has_no_date_begins_with_its_plan_or_has_no_times():
    assert span(schedule(Activity("a", duration=2), begin=BEGIN), "a") == (BEGIN, date(2026, 1, 6))
    assert schedule(Activity("a", duration=2)).times == {}
    assert schedule().times == {}
    assert schedule().paths().count == 0


def test_a_finish_before_the_start_is_said():
    assert codes(schedule(Activity("a", "甲", None, BEGIN, date(2026, 1, 1)))) == ["finish_before_start"]


def test_links_that_cannot_count_are_said():
    made = schedule(
        Activity("whole", "总体"),
        Activity("part", "分项", 2, BEGIN, parent="whole"),
        Activity("b", "后续", 1),
        links=[Link("whole", "b", "start_start"), Link("gone", "b")],
    )
    assert sorted(codes(made)) == ["link_of_whole", "link_unknown"]


def test_a_slip_moves_the_span_of_the_whole_and_says_because_of_what():
    made = schedule(
        Activity("whole", "总体"),
        Activity("one", duration=3, start=BEGIN, parent="whole"),
        Activity("two", duration=3, parent="whole"),
        links=[Link("one", "two")],
    )
    moved = made.slip("one", new_start=date(2026, 1, 7))
    assert [(one.id, one.because) for one in moved] == [("one", ""), ("two", "one"), ("whole", "one")]
    assert moved[2].start == date(2026, 1, 7)
    assert moved[2].finish == date(2026, 1, 14)


def test_days_beyond_all_calendars_do_not_break_anything():
    made = schedule(
        Activity("a", duration=10_000, start=date(9990, 1, 1)),
        Activity("b", duration=5),
        links=[Link("a", "b", lag=999)],
    )
    assert made.times["b"].early_finish == date.max
    assert schedule(Activity("a", duration=10_000, finish=date.min)).times["a"].early_start == date.min
