"""Random plans: every date respects every link, slack means what it says, and a slip equals computing anew."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smartplanner.commands.reference import calendar
from smartplanner.rules.schedule import Activity, Link, make_schedule

BEGIN = date(2026, 1, 5)
KINDS = ("finish_start", "start_start", "finish_finish", "start_finish")
DAYS = st.integers(0, 400).map(lambda offset: BEGIN + timedelta(offset))
CALENDAR = calendar()


@st.composite
def plans(draw, *, constraints=True):
    """Activities and links without a ring: each link leads to a later item."""
    size = draw(st.integers(1, 12))
    activities = []
    for number in range(size):
        start = draw(st.none() | DAYS)
        constraint = draw(st.sampled_from([None, "soon", "not_before"])) if constraints else None
        activities.append(
            Activity(
                f"item{number}",
                f"第{number}项",
                draw(st.integers(0, 15)),
                start,
                None,
                constraint,
                draw(DAYS) if constraint == "not_before" else None,
                owner=draw(st.sampled_from(["甲", "乙"])),
            )
        )
    links = []
    for _ in range(draw(st.integers(0, 2 * size))):
        before, after = sorted((draw(st.integers(0, size - 1)), draw(st.integers(0, size - 1))))
        if before < after:
            links.append(Link(f"item{before}", f"item{after}", draw(st.sampled_from(KINDS)), draw(st.integers(-4, 9))))
    return activities, links


def ends(schedule, id):
    """Return the workday numbers at which an item begins and ends."""
    network = schedule._network
    node = network.index[id]
    return schedule._starts[node], schedule._starts[node] + network.duration[node]


@given(plans())
def test_dates_respect_all_links_and_what_was_written(plan):
    activities, links = plan
    schedule = make_schedule(activities, links, CALENDAR, begin=BEGIN)
    for link in links:
        before, after = ends(schedule, link.before), ends(schedule, link.after)
        from_end, to_end = link.kind.startswith("finish"), link.kind.endswith("finish")
        assert after[to_end] >= before[from_end] + link.lag
    for activity in activities:
        times = schedule.times[activity.id]
        assert times.early_start <= times.early_finish
        if activity.start:
            assert times.early_start >= activity.start
        if activity.constraint == "not_before":
            assert times.early_start >= activity.constraint_on


@given(plans())
def test_each_start_is_the_earliest_that_its_bounds_allow(plan):
    activities, links = plan
    schedule = make_schedule(activities, links, CALENDAR, begin=BEGIN)
    for activity in activities:
        chain = schedule.chain(activity.id)
        first = schedule._network.index[chain[0]]
        assert chain[-1] == activity.id
        assert schedule._starts[first] == schedule._network.low[first]


@given(plans())
def test_slack_is_never_negative_without_an_impossible_constraint(plan):
    activities, links = plan
    schedule = make_schedule(activities, links, CALENDAR, begin=BEGIN)
    assert schedule.problems == () or {problem.code for problem in schedule.problems} == {"before_plan_begins"}
    for times in schedule.times.values():
        assert times.slack >= 0
        assert 0 <= times.free <= max(times.slack, times.free)
        assert times.late_start >= times.early_start or times.slack == 0
        assert times.critical == (times.slack == 0)


@given(plans(), st.data())
def test_an_item_that_slips_by_its_slack_ends_no_plan_later_and_one_more_day_does(plan, data):
    activities, links = plan
    schedule = make_schedule(activities, links, CALENDAR, begin=BEGIN)
    id = data.draw(st.sampled_from(activities)).id
    start, end = ends(schedule, id)
    slack = schedule.times[id].slack
    for more, later in ((0, False), (1, True)):
        other = [one for one in activities if one.id != id]
        old = schedule.activities[id]
        begin = CALENDAR.workday(start + slack + more - (start == end))
        other.append(old._replace(start=begin, constraint=None, constraint_on=None))
        assert (last_days(make_schedule(other, links, CALENDAR, begin=BEGIN)) != last_days(schedule)) == later


def last_days(schedule):
    """Return where each plan ends, as a workday number."""
    found = {}
    for id, activity in schedule.activities.items():
        found[activity.owner] = max(found.get(activity.owner, 0), ends(schedule, id)[1])
    return found


@given(plans())
def test_a_critical_path_reaches_from_an_unpushed_item_to_the_end_of_its_plan_without_a_gap(plan):
    activities, links = plan
    schedule = make_schedule(activities, links, CALENDAR, begin=BEGIN)
    found = schedule.paths(limit=5)
    assert found.count >= len(found.paths) > 0
    assert min(found.count, 5) == len(found.paths)
    lags = {}
    for link in links:
        lags.setdefault((link.before, link.after), []).append(link)
    for path in found.paths:
        assert all(schedule.times[id].critical for id in path)
        length = 0
        for before, after in pairwise(path):
            step = ends(schedule, after)[0] - ends(schedule, before)[0]
            assert any(weight(schedule, link) == step for link in lags[before, after])
            length += step
        last = schedule.activities[path[-1]]
        length += ends(schedule, last.id)[1] - ends(schedule, last.id)[0]
        assert ends(schedule, path[0])[0] + length == last_days(schedule)[last.owner]
        first = schedule._network.index[path[0]]
        assert schedule._starts[first] == schedule._network.low[first]


def weight(schedule, link):
    """Return how far the start of the follower lies after that of the first."""
    before, after = ends(schedule, link.before), ends(schedule, link.after)
    made = link.lag
    made += before[1] - before[0] if link.kind.startswith("finish") else 0
    return made - (after[1] - after[0] if link.kind.endswith("finish") else 0)


@given(plans(), st.data())
def test_a_slip_by_nothing_moves_nothing(plan, data):
    activities, links = plan
    schedule = make_schedule(activities, links, CALENDAR, begin=BEGIN)
    id = data.draw(st.sampled_from(activities)).id
    times = schedule.times[id]
    assert schedule.slip(id) == ()
    assert schedule.slip(id, new_finish=times.early_finish) == ()
    if times.early_start != times.early_finish:
        assert schedule.slip(id, new_start=times.early_start) == ()


@settings(max_examples=300)
@given(plans(), st.data())
def test_a_slip_equals_computing_the_changed_plan_anew(plan, data):
    activities, links = plan
    schedule = make_schedule(activities, links, CALENDAR, begin=BEGIN)
    old = data.draw(st.sampled_from(activities))
    new_start, duration = data.draw(DAYS), data.draw(st.none() | st.integers(0, 15))
    assume(new_start != schedule.times[old.id].early_finish)  # a milestone that stays where it is is not written anew
    moved = {one.id: one for one in schedule.slip(old.id, new_start=new_start, duration=duration)}
    new = old._replace(start=new_start, duration=old.duration if duration is None else duration)
    others = [one if one.id != old.id else new for one in activities]
    again = make_schedule(others, links, CALENDAR, begin=BEGIN)
    for id, times in again.times.items():
        before = schedule.times[id]
        expected = (before.early_start, times.early_start, before.early_finish, times.early_finish)
        if id in moved:
            assert moved[id][1:5] == expected
        else:
            assert expected[0] == expected[1]
            assert expected[2] == expected[3]


@given(plans(), st.data())
def test_a_ring_is_named_by_its_members_and_leaves_the_other_dates(plan, data):
    activities, links = plan
    size = len(activities)
    ring = data.draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=4, unique=True))
    turning = [Link(f"item{one}", f"item{other}") for one, other in zip(ring, ring[1:] + ring[:1], strict=True)]
    schedule = make_schedule(activities, [*links, *turning], CALENDAR, begin=BEGIN)
    assert any(problem.code == "schedule_loop" for problem in schedule.problems)
    assert len(schedule.times) == size
