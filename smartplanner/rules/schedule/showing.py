"""Workday numbers as the days that people read, and the chain that decides one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smartplanner.rules.schedule.network import FROM_FINISH, Network


class Shown:
    """The days of the items of one computed plan.

    A day that a person wrote is shown as written, even on a weekend.  A milestone is shown on the day at whose end it
    is reached, or on the day that begins then, if it waits for the start of work.
    """

    def __init__(self, network: Network, starts: Sequence[int], drivers: Sequence[int]) -> None:
        self._network = network
        self._starts = starts
        self._drivers = drivers

    def days(self, node: int) -> tuple[date, date]:
        """Return first and last day of an item as early as it can be."""
        network, start = self._network, self._starts[node]
        days, duration = network.days, network.duration[node]
        first, last = network.written[node]
        if not duration:
            if first is not None and start == network.low[node]:
                return first, first
            day = days.day(start if self._with_a_start(node) else start - 1)
            return day, day
        if first is None or days.before(first) != start:
            first = days.day(start)
        if last is None or days.through(last) != start + duration:
            last = days.day(start + duration - 1)
        return first, last

    def workdays(self, node: int, start: int) -> tuple[date, date]:
        """Return first and last day of an item that starts at the number *start*."""
        days, duration = self._network.days, self._network.duration[node]
        if not duration:
            day = days.day(start - 1)
            return day, day
        return days.day(start), days.day(start + duration - 1)

    def _with_a_start(self, node: int) -> bool:
        """Tell whether a milestone goes back, over milestones, to the start of some work."""
        network = self._network
        edge = self._drivers[node]
        while edge >= 0:
            before = network.before[edge]
            if network.duration[before]:
                return not network.kind[edge] & FROM_FINISH
            edge = self._drivers[before]
        return False


def driving_chain(network: Network, drivers: Sequence[int], node: int) -> list[int]:
    """Return the nodes that decide the start of *node*, from the first to *node*."""
    chain = [node]
    while (edge := drivers[node]) >= 0:
        node = network.before[edge]
        chain.append(node)
    return chain[::-1]
