"""What one slip moves, computed for just the items that it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from typing import NamedTuple

from smartplanner.rules.schedule.items import NOT_LINKED, Moved
from smartplanner.rules.schedule.network import NEVER, UNDATED, Network
from smartplanner.rules.schedule.placing import Placed, held_back
from smartplanner.rules.schedule.showing import Shown


class Slip(NamedTuple):
    """What is asked for: the item (as a node), and its new start, finish or duration."""

    node: int
    start: date | None
    finish: date | None
    duration: int | None


def work_out(
    network: Network, starts: Sequence[int], shown: Shown, *, drivers: Sequence[int], slip: Slip, wholes: Iterable[int]
) -> tuple[Moved, ...]:
    """Return what would move; see ``Schedule.slip``.  *wholes*: the items with parts, inner ones first."""
    if network.done[slip.node] or slip.node in network.parts:
        return ()
    other = _with(network, starts, shown, slip=slip)
    if other is None:
        return ()
    new_starts, new_drivers = list(starts), list(drivers)
    reached = _push(other, new_starts, new_drivers, first=slip.node)
    after = Shown(other, new_starts, new_drivers)
    found = []
    for node in reached:
        if node < network.size and node not in network.parts and new_starts[node] > UNDATED:
            days = after.days(node)
            old = shown.days(node) if starts[node] > UNDATED else days
            if old != days or starts[node] < UNDATED:
                edge = -1 if node == slip.node and new_starts[node] == other.low[node] else new_drivers[node]
                because = NOT_LINKED if edge < 0 else network.activities[network.of[network.before[edge]]].id
                found.append(Moved(network.activities[node].id, old[0], days[0], old[1], days[1], because))
    return (*found, *_wholes(network, other, found, before=(starts, shown), after=(new_starts, after), wholes=wholes))


def _with(network: Network, starts: Sequence[int], shown: Shown, *, slip: Slip) -> Network | None:
    """Return the network in which the item stands where the slip puts it; None if it asks for nothing."""
    node = slip.node
    duration, (low, written) = _place(network, starts, shown, slip=slip)
    if low < UNDATED:
        return None
    other = copy(network)
    other.low, other.written = list(network.low), list(network.written)
    placed = held_back(network.activities[node], duration, (low, written), network.days)
    other.low[node], other.written[node] = placed
    if network.held[node] != NEVER:
        other.held = list(network.held)
        other.held[node] = low
    if duration != network.duration[node]:
        other.duration, other.weight = list(network.duration), list(network.weight)
        other.duration[node] = duration
        for edge in (*network.incoming[node], *network.outgoing[node]):
            other.weight[edge] = network.weigh(edge, other.duration)
    return other


def _place(network: Network, starts: Sequence[int], shown: Shown, *, slip: Slip) -> tuple[int, Placed]:
    """Return the duration and the place that a slip asks for."""
    node, start, finish, days = slip.node, slip.start, slip.finish, network.days
    duration = slip.duration if slip.duration is not None else network.duration[node]
    if slip.duration is None and start is not None and finish is not None and start < finish:
        duration = days.through(finish) - days.before(start)
    at = starts[node]
    if not duration:
        day = finish or start
        if at > UNDATED and not network.duration[node] and day in (None, shown.days(node)[1]):
            return 0, (at, shown.days(node))
        day = day or (shown.days(node)[1] if at > UNDATED else None)
        return 0, (NEVER if day is None else days.through(day), (day, day))
    if start is not None:
        return duration, (days.before(start), (start, finish))
    if finish is None:
        keeps = at if network.duration[node] or at < UNDATED else days.before(shown.days(node)[0])
        return duration, (keeps, shown.days(node) if keeps > UNDATED else (None, None))
    end = days.through(finish)
    if slip.duration is None and at > UNDATED and end > at:
        return end - at, (at, (shown.days(node)[0], finish))
    return duration, (end - duration, (None, finish))


def _push(network: Network, starts: list[int], drivers: list[int], *, first: int) -> list[int]:
    """Bring *starts* and *drivers* up to date from the node *first* on; returns the nodes looked at that may differ."""
    order, place = network.order, network.place
    due = bytearray(len(order))
    at = place[first]
    due[at] = 1
    reached = []
    low, held, incoming, outgoing = network.low, network.held, network.incoming, network.outgoing
    before, after, weight = network.before, network.after, network.weight
    while at >= 0:
        node = order[at]
        start, driver = held[node], -1
        if start == NEVER:
            start = low[node]
            for edge in incoming[node]:
                asked = starts[before[edge]] + weight[edge]
                if asked >= start:
                    start, driver = asked, edge
        if start != starts[node] or node == first:
            reached.append(node)
            starts[node] = start
            for edge in outgoing[node]:
                due[place[after[edge]]] = 1
        drivers[node] = driver
        at = due.find(1, at + 1)
    return reached


def _wholes(
    network: Network,
    other: Network,
    moved: Sequence[Moved],
    *,
    before: tuple[Sequence[int], Shown],
    after: tuple[Sequence[int], Shown],
    wholes: Iterable[int],
) -> list[Moved]:
    """Return the items whose span changes because some part of theirs moved."""
    if not network.parts or not moved:
        return []
    index, activities = network.index, network.activities
    touched = {index[one.id] for one in moved}
    found: list[Moved] = []
    spans: dict[int, tuple[int, int]] = {}
    later: dict[int, tuple[int, int]] = {}
    for whole in wholes:
        parts = network.parts[whole]
        old = spans[whole] = _ends(network, before[0], parts, spans)
        new = later[whole] = _ends(other, after[0], parts, later)
        because = next((part for part in parts if part in touched), None)
        if because is None or min(*old, *new) < 0:
            continue
        touched.add(whole)
        first, last = before[1].days(old[0])[0], before[1].days(old[1])[1]
        new_first, new_last = after[1].days(new[0])[0], after[1].days(new[1])[1]
        if (first, last) != (new_first, new_last):
            found.append(Moved(activities[whole].id, first, new_first, last, new_last, activities[because].id))
    return found


def _ends(
    network: Network, starts: Sequence[int], parts: Sequence[int], inner: dict[int, tuple[int, int]]
) -> tuple[int, int]:
    """Return the parts (of parts) that begin first and end last; -1 where none has a date."""
    duration = network.duration
    firsts = [inner[part][0] if part in inner else part for part in parts]
    lasts = [inner[part][1] if part in inner else part for part in parts]
    firsts = [part for part in firsts if part >= 0 and starts[part] > UNDATED]
    lasts = [part for part in lasts if part >= 0 and starts[part] > UNDATED]
    if not firsts:
        return -1, -1
    return (
        min(firsts, key=lambda part: starts[part] if duration[part] else starts[part] - 1),
        max(lasts, key=lambda part: starts[part] + duration[part]),
    )
