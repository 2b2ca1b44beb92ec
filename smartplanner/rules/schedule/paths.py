"""The chains of critical items that decide where a plan ends; there may be several, even very many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smartplanner.rules.schedule.network import UNDATED, Network


def critical_paths(
    network: Network,
    starts: Sequence[int],
    late: Sequence[int],
    *,
    ends: Mapping[str | None, int],
    owner: str | None,
    limit: int,
) -> tuple[int, list[list[int]]]:
    """Return how many chains there are and at most *limit* of them as nodes, first to last.

    A chain ends where its plan does, or where a constraint is broken, and goes back over links without any gap.
    """
    tight = _tight(network, starts, late)
    counts: dict[int, int] = {}
    for node in network.order:
        if _critical(network, starts, late, node):
            counts[node] = sum(counts.get(before, 0) for before in tight.get(node, ())) or 1
    last = [node for node in counts if _is_end(network, starts, late, node=node, ends=ends, owner=owner)]
    last.sort(key=lambda node: (late[node] - starts[node], node))
    paths: list[list[int]] = []
    for node in last:
        paths += _back(tight, node, limit - len(paths))
    return sum(counts[node] for node in last), paths


def _critical(network: Network, starts: Sequence[int], late: Sequence[int], node: int) -> bool:
    return late[node] <= starts[node] and starts[node] > UNDATED and not network.done[node]


def _tight(network: Network, starts: Sequence[int], late: Sequence[int]) -> dict[int, list[int]]:
    """Return for each critical node the critical ones before it that touch it."""
    found: dict[int, list[int]] = {}
    for node in network.order:
        if not _critical(network, starts, late, node):
            continue
        for edge in network.incoming[node]:
            before = network.before[edge]
            touching = starts[before] + network.weight[edge] >= starts[node]
            if touching and _critical(network, starts, late, before):
                members = found.setdefault(node, [])
                if before not in members:
                    members.append(before)
    return found


def _is_end(
    network: Network,
    starts: Sequence[int],
    late: Sequence[int],
    *,
    node: int,
    ends: Mapping[str | None, int],
    owner: str | None,
) -> bool:
    own = network.activities[network.of[node]].owner
    if node >= network.size or node in network.parts or (owner is not None and own != owner):
        return False
    broken = starts[node] + network.duration[node] > network.high[node]
    if broken or starts[node] + network.duration[node] == ends.get(own):
        return not _goes_on(network, starts, late, node)
    return False


def _goes_on(network: Network, starts: Sequence[int], late: Sequence[int], node: int) -> bool:
    """Tell whether a critical item at the same end follows without a gap: then the chain ends there."""
    end = starts[node] + network.duration[node]
    for edge in network.outgoing[node]:
        after = network.after[edge]
        if after in network.parts or after >= network.size:
            continue
        touching = starts[node] + network.weight[edge] >= starts[after]
        same_owner = network.activities[after].owner == network.activities[network.of[node]].owner
        reaches = starts[after] + network.duration[after] >= end
        if touching and reaches and same_owner and _critical(network, starts, late, after):
            return True
    return False


def _back(tight: Mapping[int, Sequence[int]], node: int, limit: int) -> list[list[int]]:
    """Return at most *limit* ways back from *node*, each turned to lead to it."""
    found: list[list[int]] = []
    trail = [(node, -1)]  # a node, and the place in the trail of the one that it leads to
    pending = [0]
    while pending and len(found) < limit:
        at = pending.pop()
        before = tight.get(trail[at][0], ())
        if not before:
            path, step = [], at
            while step >= 0:
                path.append(trail[step][0])
                step = trail[step][1]
            found.append(path)
        for other in reversed(before):
            trail.append((other, at))
            pending.append(len(trail) - 1)
    return found
