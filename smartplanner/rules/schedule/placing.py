"""What the dates and constraints that people wrote mean for each item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smartplanner.rules.schedule.days import Days
from smartplanner.rules.schedule.items import Activity
from smartplanner.rules.schedule.network import FROM_FINISH, NEVER, TO_FINISH, Network

Begin = date | Mapping[str, date] | None
Placed = tuple[int, tuple[date | None, date | None]]
"""The number at which an item may start, and its first and last day as far as they were written."""


def place_all(network: Network, begin: Begin) -> tuple[list[int], list[int]]:
    """Set durations and bounds of every node.

    Returns the nodes that are written to start before their plan begins, and those of parents that go round.
    """
    rings = _place_parts(network)
    early = []
    days = network.days
    for node, activity in enumerate(network.activities):
        start = begin.get(activity.owner or "") if isinstance(begin, Mapping) else begin
        if node in network.parts:
            _place_whole(network, node, activity, start)
            continue
        if _place(network, node, activity, start) and start is not None:
            early.append(node)
        elif start is not None and not activity.done_on and network.low[node] < days.before(start):
            network.low[node] = days.before(start)
            network.written[node] = (start, start) if not network.duration[node] else (start, None)
    return early, rings


def _place_parts(network: Network) -> list[int]:
    """Find which items have parts, and join them with these; returns those whose parents go round."""
    above: dict[int, int] = {}
    for node, activity in enumerate(network.activities):
        if activity.parent and (parent := network.index.get(activity.parent)) is not None:
            above[node] = parent
    rings = [node for node in list(above) if _goes_round(above, node)]
    for node, parent in above.items():
        network.parts.setdefault(parent, []).append(node)
    for whole in network.parts:
        network.add_beginning(whole)
    for whole, parts in network.parts.items():
        for part in parts:
            network.add_edge(part, whole, kind=FROM_FINISH | TO_FINISH, lag=0)
            network.add_edge(network.begins[whole], network.begins.get(part, part), kind=0, lag=0)
    return rings


def _goes_round(above: dict[int, int], node: int) -> bool:
    """Tell whether the way up from *node* leads back to it, and cut it there if so."""
    parent, steps = above.get(node), 0
    while parent is not None and parent != node and steps <= len(above):
        parent, steps = above.get(parent), steps + 1
    if parent == node:
        del above[node]
        return True
    return False


def _place_whole(network: Network, node: int, activity: Activity, begin: date | None) -> None:
    """Hand the constraints of an item with parts to its beginning and its end; its own dates are not used."""
    first = network.begins[node]
    day = activity.constraint_on
    if begin is not None:
        network.low[first] = network.days.before(begin)
    if day is not None and activity.constraint in ("not_before", "fixed"):
        network.low[first] = max(network.low[first], network.days.before(day))
    if day is not None and activity.constraint == "not_after":
        network.high[node] = network.days.through(day)


def _place(network: Network, node: int, activity: Activity, begin: date | None) -> bool:
    """Set duration, bounds and written days of one item; returns whether it is written to start before *begin*."""
    days = network.days
    duration = network.duration[node] = workdays_of(activity, days)
    low, shown = anchor(activity, duration, days)
    day, constraint = activity.constraint_on, activity.constraint
    before_begin = begin is not None and low > NEVER and _first_day(activity, low, days) < begin
    if constraint == "fixed":
        if day is not None:
            finish = activity.finish if activity.start == day else None  # as written, also on a free day
            low, shown = bound_of(day, duration, days), (day, finish if duration else day)
        network.held[node] = low
    elif constraint == "not_before":
        low, shown = held_back(activity, duration, (low, shown), days)
    elif constraint == "not_after" and day is not None:
        network.high[node] = days.through(day)
    if activity.done_on is not None:
        low, shown = _happened(activity, duration, days)
        network.duration[node] = duration = days.through(activity.done_on) - low
        network.held[node] = low
        network.done[node] = 1
    network.low[node] = low
    network.written[node] = shown
    return before_begin and activity.done_on is None


def _first_day(activity: Activity, low: int, days: Days) -> date:
    return activity.start or (activity.finish if not activity.duration else None) or days.day(low)


def workdays_of(activity: Activity, days: Days) -> int:
    """Return the duration: what start and finish say where both are written, else as given, else 0."""
    if activity.duration == 0 and (activity.start is None or activity.start == activity.finish):
        return 0
    if activity.start is not None and activity.finish is not None:
        return max(0, days.through(activity.finish) - days.before(activity.start))
    return activity.duration or 0


def bound_of(day: date, duration: int, days: Days) -> int:
    """Return the number at which work of *day* begins, or at which a milestone of that day is reached."""
    return days.before(day) if duration else days.through(day)


def held_back(activity: Activity, duration: int, placed: Placed, days: Days) -> Placed:
    """Return *placed*, or the day before which the item must not start (a milestone: be reached), if that is later."""
    day = activity.constraint_on
    if activity.constraint != "not_before" or day is None or bound_of(day, duration, days) <= placed[0]:
        return placed
    return bound_of(day, duration, days), (day, None if duration else day)


def anchor(activity: Activity, duration: int, days: Days) -> Placed:
    """Return where the dates that were written put the item, and these dates as they are to be shown."""
    start, finish = activity.start, activity.finish
    if not duration:
        day = finish or start
        return (NEVER, (None, None)) if day is None else (days.through(day), (day, day))
    if start is not None:
        return days.before(start), (start, finish)
    if finish is not None:
        return days.through(finish) - duration, (None, finish)
    return NEVER, (None, None)


def _happened(activity: Activity, duration: int, days: Days) -> Placed:
    """Return when a finished item began, and the days to show: as written, or its duration before it was done."""
    done = activity.done_on
    assert done is not None
    end = days.through(done)
    if not duration:
        return end, (done, done)
    if activity.start is not None and activity.start <= done:
        return days.before(activity.start), (activity.start, done)
    return end - duration, (None, done)
