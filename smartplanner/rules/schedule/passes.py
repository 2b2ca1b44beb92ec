"""The two passes: the earliest starts from the front, the latest from the back."""

from __future__ import annotations

from collections.abc import Sequence

from smartplanner.rules.schedule.network import FOREVER, NEVER, UNDATED, Network


def earliest(network: Network) -> tuple[list[int], list[int]]:
    """Return the earliest start of every node, and the edge that decides it (-1: just its own bound).

    Of a link and a written day that agree, the link decides: it is what would move the item.
    """
    starts = [NEVER] * len(network.of)
    drivers = [-1] * len(network.of)
    low, held, incoming = network.low, network.held, network.incoming
    before, weight = network.before, network.weight
    for node in network.order:
        start = held[node]
        if start == NEVER:
            start = low[node]
            driver = -1
            for edge in incoming[node]:
                asked = starts[before[edge]] + weight[edge]
                if asked >= start:
                    start, driver = asked, edge
            drivers[node] = driver
        starts[node] = start
    return starts, drivers


def ends_of_owners(network: Network, starts: Sequence[int]) -> dict[str | None, int]:
    """Return where each plan ends."""
    ends: dict[str | None, int] = {}
    duration = network.duration
    for node, activity in enumerate(network.activities):
        end = starts[node] + duration[node]
        if end > ends.get(activity.owner, UNDATED):
            ends[activity.owner] = end
    return ends


def latest(network: Network, starts: Sequence[int]) -> list[int]:
    """Return the latest start of every node at which no plan ends later and no constraint is broken."""
    ends = ends_of_owners(network, starts)
    late = [FOREVER] * len(network.of)
    duration, high = network.duration, network.high
    end_of = [ends.get(activity.owner, FOREVER) for activity in network.activities]
    end_of += [end_of[node] for node in network.of[network.size :]]
    outgoing, after, weight = network.outgoing, network.after, network.weight
    done, held = network.done, network.held
    for node in reversed(network.order):
        start = starts[node]
        if start < UNDATED:
            continue
        if done[node]:
            late[node] = start
            continue
        best = end_of[node] - duration[node]
        if high[node] - duration[node] < best:
            best = high[node] - duration[node]
        for edge in outgoing[node]:
            follower = after[edge]
            if not done[follower]:
                asked = late[follower] - weight[edge]
                if asked < best:
                    best = asked
        late[node] = min(best, start) if held[node] != NEVER else best
    return late
