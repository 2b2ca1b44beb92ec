"""Items that wait for each other in a ring: found, named in order, and cut so that the others keep their dates."""

from __future__ import annotations

from collections.abc import Sequence

from smartplanner.rules.schedule.network import Network

_MOST = 20
"""Rings that are named; a plan with more of them has one cause."""


def cut_loops(network: Network) -> list[list[int]]:
    """Sort *network*; leaves out the links of every ring and returns the rings as nodes in order."""
    rings: list[list[int]] = []
    left_out: set[int] = set()
    while stuck := network.sort():
        among = set(stuck)
        members = _knots(network, among, left_out)
        for knot in members:
            ring = _shortest_ring(network, knot)
            if len(rings) < _MOST:
                rings.append(ring)
            inside = set(knot)
            for node in knot:
                left_out |= {edge for edge in network.outgoing[node] if network.after[edge] in inside}
        network.connect(left_out)
    return rings


def _knots(network: Network, among: set[int], left_out: set[int]) -> list[list[int]]:
    """Return the sets of nodes that all reach each other (Tarjan 1972, without recursion)."""
    found: list[list[int]] = []
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    for root in among:
        if root in number:
            continue
        work = [(root, iter(_followers(network, root, among)))]
        number[root] = lowest[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, followers = work[-1]
            for follower in followers:
                if follower not in number:
                    number[follower] = lowest[follower] = len(number)
                    stack.append(follower)
                    on_stack.add(follower)
                    work.append((follower, iter(_followers(network, follower, among))))
                    break
                if follower in on_stack:
                    lowest[node] = min(lowest[node], number[follower])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    knot = _take(stack, on_stack, node)
                    if len(knot) > 1 or node in _followers(network, node, among):
                        found.append(knot)
    return found


def _take(stack: list[int], on_stack: set[int], last: int) -> list[int]:
    knot = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        knot.append(node)
        if node == last:
            return knot


def _followers(network: Network, node: int, among: set[int]) -> list[int]:
    return [network.after[edge] for edge in network.outgoing[node] if network.after[edge] in among]


def _shortest_ring(network: Network, knot: Sequence[int]) -> list[int]:
    """Return a shortest ring through the first of the nodes, in the order of the items in the plan."""
    inside, first = set(knot), min(knot)
    came_from: dict[int, int] = {}
    line = [first]
    for node in line:
        for follower in _followers(network, node, inside):
            if follower == first:
                ring = [node]
                while ring[-1] != first:
                    ring.append(came_from[ring[-1]])
                return ring[::-1]
            if follower not in came_from:
                came_from[follower] = node
                line.append(follower)
    return [first]


def named_once(network: Network, nodes: Sequence[int]) -> list[str]:
    """Return the titles of the items of *nodes*; the beginning and the end of one item are named once."""
    items: list[int] = []
    for node in nodes:
        item = network.of[node]
        if not items or items[-1] != item:
            items.append(item)
    if len(items) > 1 and items[0] == items[-1]:
        items.pop()
    return [network.title(item) for item in items]
