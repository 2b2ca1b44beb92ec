"""The plan as a graph of starts: each link says that one start lies at least so many workdays after another.

Durations are fixed while it is computed, so all four kinds of link come to that one form.  Of an item with parts the
network holds two points: its end, which comes after the ends of all parts, and its beginning, before their starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from smartplanner.rules.schedule.days import Days
from smartplanner.rules.schedule.items import Activity, Link

NEVER = -(10**12)
"""The start of what has no date at all."""
UNDATED = -(10**11)
"""Whatever lies below has no date: ``NEVER`` and some workdays."""
FOREVER = 10**12

FROM_FINISH, TO_FINISH = 1, 2
KINDS = {"finish_start": FROM_FINISH, "start_start": 0, "finish_finish": 3, "start_finish": TO_FINISH}


class Network:
    """Lists with one place for each node (an activity, then the beginnings of those with parts) or edge."""

    def __init__(self, activities: Sequence[Activity], days: Days) -> None:
        self.activities = activities
        self.days = days
        self.index = {activity.id: node for node, activity in enumerate(activities)}
        size = self.size = len(activities)
        self.duration = [0] * size
        self.low = [NEVER] * size
        self.high = [FOREVER] * size
        self.held = [NEVER] * size
        self.done = bytearray(size)
        self.parts: dict[int, list[int]] = {}
        self.written: list[tuple[date | None, date | None]] = [(None, None)] * size
        self.of = list(range(size))
        self.begins: dict[int, int] = {}
        self.before: list[int] = []
        self.after: list[int] = []
        self.kind: list[int] = []
        self.lag: list[int] = []
        self.weight: list[int] = []
        self.incoming: list[list[int]] = []
        self.outgoing: list[list[int]] = []
        self.order: list[int] = []
        self.place: list[int] = []

    def add_beginning(self, node: int) -> int:
        """Add the point before all parts of *node*; returns it."""
        point = len(self.of)
        self.of.append(node)
        self.duration.append(0)
        self.low.append(NEVER)
        self.high.append(FOREVER)
        self.held.append(NEVER)
        self.done.append(0)
        self.begins[node] = point
        return point

    def add_edge(self, before: int, after: int, *, kind: int, lag: int) -> None:
        """Let *after* wait for *before*."""
        self.before.append(before)
        self.after.append(after)
        self.kind.append(kind)
        self.lag.append(lag)

    def connect(self, left_out: frozenset[int] | set[int] = frozenset()) -> None:
        """Lay out the edges at their nodes, without those *left_out*, and weigh them."""
        self.outgoing = _at_nodes(self.before, len(self.of), left_out)
        self.incoming = _at_nodes(self.after, len(self.of), left_out)
        self.weight = [self.weigh(edge, self.duration) for edge in range(len(self.before))]

    def weigh(self, edge: int, duration: Sequence[int] | Mapping[int, int]) -> int:
        """Return how many workdays after the start of its first node the start of its second may lie."""
        kind, weight = self.kind[edge], self.lag[edge]
        if kind & FROM_FINISH:
            weight += duration[self.before[edge]]
        if kind & TO_FINISH:
            weight -= duration[self.after[edge]]
        return weight

    def sort(self) -> list[int]:
        """Order the nodes so that each comes after those it waits for; returns those in or behind loops."""
        waiting = [len(edges) for edges in self.incoming]
        order = [node for node, count in enumerate(waiting) if not count]
        after, outgoing = self.after, self.outgoing
        for node in order:
            for edge in outgoing[node]:
                follower = after[edge]
                waiting[follower] -= 1
                if not waiting[follower]:
                    order.append(follower)
        self.order = order
        if len(order) == len(waiting):
            self.place = [0] * len(order)
            for place, node in enumerate(order):
                self.place[node] = place
        return [node for node, count in enumerate(waiting) if count] if len(order) < len(waiting) else []

    def title(self, node: int) -> str:
        """Return what people call the item of *node*."""
        activity = self.activities[self.of[node]]
        return activity.title or activity.id


def _at_nodes(ends: Sequence[int], nodes: int, left_out: frozenset[int] | set[int]) -> list[list[int]]:
    """Return the edges at each node; the many nodes without any share one empty list, which nobody changes."""
    nothing: list[int] = []
    found = [nothing] * nodes
    for edge, node in enumerate(ends):
        if edge not in left_out:
            if found[node] is nothing:
                found[node] = [edge]
            else:
                found[node].append(edge)
    return found


def add_links(network: Network, links: Sequence[Link]) -> tuple[list[Link], list[Link]]:
    """Add *links*; returns those that name no item, and those from the start or to the finish of one with parts."""
    unknown, unfit = [], []
    index, parts, begins = network.index, network.parts, network.begins
    edges: list[tuple[int, int, int, int]] = []
    for link in links:
        before, after = index.get(link.before), index.get(link.after)
        if before is None or after is None:
            unknown.append(link)
            continue
        kind = KINDS[link.kind]
        if (before in parts and not kind & FROM_FINISH) or (after in parts and kind & TO_FINISH):
            unfit.append(link)
            continue
        if after in parts:
            after = begins[after]
        edges.append((before, after, kind, link.lag or 0))
    network.before += [edge[0] for edge in edges]
    network.after += [edge[1] for edge in edges]
    network.kind += [edge[2] for edge in edges]
    network.lag += [edge[3] for edge in edges]
    return unknown, unfit
