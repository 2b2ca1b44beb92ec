"""A computed plan: its dates, its problems, what decides each date, and what a slip would move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from smartplanner.base.problems import Problem
from smartplanner.rules.schedule import problems as say
from smartplanner.rules.schedule.days import Days
from smartplanner.rules.schedule.items import Activity, CriticalPaths, Link, Moved, Times
from smartplanner.rules.schedule.loops import cut_loops, named_once
from smartplanner.rules.schedule.network import FOREVER, NEVER, UNDATED, Network, add_links
from smartplanner.rules.schedule.passes import earliest, ends_of_owners, latest
from smartplanner.rules.schedule.paths import critical_paths
from smartplanner.rules.schedule.placing import Begin, place_all
from smartplanner.rules.schedule.showing import Shown, driving_chain
from smartplanner.rules.schedule.slipping import Slip, work_out
from smartplanner.rules.workdays import Calendar


def make_schedule(
    activities: Iterable[Activity], links: Iterable[Link], calendar: Calendar, *, begin: Begin = None
) -> Schedule:
    """Compute all dates.

    *begin* is the day before which nothing without dates of its own begins: one for all, or one for each owner.
    An item without a date that nothing with a date precedes has no times.  What is wrong with the plan is in
    ``problems`` of the answer; the links of a ring do not count, so that the other items have their dates.
    """
    network = Network(list(activities), Days(calendar))
    early, round_parents = place_all(network, begin)
    links = list(links)
    unknown, unfit = add_links(network, links)
    network.connect()
    rings = cut_loops(network)
    schedule = Schedule(network)
    found = [say.loop(named_once(network, ring)) for ring in rings]
    found += [say.parts_go_round(network.title(node)) for node in round_parents]
    found += [say.unknown_link(link.before if link.before not in network.index else link.after) for link in unknown]
    found += [
        say.unfit_link(network.title(network.index[link.before]), network.title(network.index[link.after]))
        for link in unfit
    ]
    found += _early_problems(network, early, begin)
    found += _contradictions(network)
    schedule.problems = (*found, *schedule.broken_constraints())
    return schedule


class Schedule:
    """The dates of a plan.  ``problems``: rings, broken constraints with their chains, days before the begin."""

    problems: tuple[Problem, ...]

    def __init__(self, network: Network) -> None:
        self._network = network
        self.problems = ()
        self._starts, self._drivers = earliest(network)
        self._late = latest(network, self._starts)
        self._shown = Shown(network, self._starts, self._drivers)

    @property
    def calendar(self) -> Calendar:
        """The calendar that its days are counted by."""
        return self._network.days.calendar

    def __contains__(self, id: str) -> bool:
        return id in self._network.index

    @cached_property
    def times(self) -> dict[str, Times]:
        """The times of every item that has any, by id."""
        found: dict[str, Times] = {}
        network, shown = self._network, self._shown
        free = self._free_slack()
        for node, activity in enumerate(network.activities):
            start, late = self._starts[node], self._late[node]
            if node not in network.parts and start > UNDATED:
                first, last = shown.days(node)
                late_first, late_last = (first, last) if late == start else shown.workdays(node, late)
                slack = late - start
                critical = slack <= 0 and not network.done[node]
                found[activity.id] = Times(first, last, late_first, late_last, slack, free[node], critical)
        for whole in self._wholes_from_below:
            self._span(whole, found)
        return found

    @cached_property
    def activities(self) -> dict[str, Activity]:
        """The activities by id."""
        return {activity.id: activity for activity in self._network.activities}

    def days(self, id: str) -> tuple[date, date] | None:
        """Return first and last day of one item without parts, as early as it can be; None if it has no date."""
        node = self._network.index[id]
        return self._shown.days(node) if self._starts[node] > UNDATED else None

    def workdays(self, id: str) -> int:
        """Return how many workdays an item takes; 0 is a milestone (or an item with parts)."""
        return self._network.duration[self._network.index[id]]

    def parts(self, id: str) -> tuple[str, ...]:
        """Return the ids of the items that are part of this one."""
        ids = self._network.activities
        return tuple(ids[part].id for part in self._network.parts.get(self._network.index[id], ()))

    def owned(self, owner: str | None) -> tuple[str, ...]:
        """Return the ids of the items of a plan (or pilot, or contract)."""
        return tuple(activity.id for activity in self._network.activities if activity.owner == owner)

    def chain(self, id: str) -> tuple[str, ...]:
        """Return what decides the date of an item, from the one that nothing pushes to the item itself."""
        nodes = driving_chain(self._network, self._drivers, self._network.index[id])
        return self._ids(nodes)

    def holder(self, owner: str | None) -> str | None:
        """Return the item that holds a plan up: the first not done of the chain to the item that ends it last.

        None if nothing of the plan is left to do, or nothing of it has a date.
        """
        ends = {
            node: self._starts[node] + self._network.duration[node]
            for node, activity in enumerate(self._network.activities)
            if activity.owner == owner and self._starts[node] > UNDATED and node not in self._network.parts
        }
        open_ones = [node for node in ends if not self._network.done[node]]
        if not open_ones:
            return None
        chain = driving_chain(self._network, self._drivers, max(open_ones, key=ends.__getitem__))
        first = next(node for node in chain if not self._network.done[node] and node < self._network.size)
        return self._network.activities[first].id

    def paths(self, owner: str | None = None, *, limit: int = 10) -> CriticalPaths:
        """Return the chains of critical items that decide the end of the plan *owner* (None: of every plan)."""
        ends = ends_of_owners(self._network, self._starts)
        count, paths = critical_paths(self._network, self._starts, self._late, ends=ends, owner=owner, limit=limit)
        return CriticalPaths(count, tuple(self._ids(path) for path in paths))

    def slip(
        self, id: str, *, new_start: date | None = None, new_finish: date | None = None, duration: int | None = None
    ) -> tuple[Moved, ...]:
        """Return what would move if an item began or ended on other days, or took longer; nothing is changed.

        A milestone moves as a whole.  Work keeps its duration when only its start is given, and its start when
        only its finish is; duration and finish together give the start.  What follows moves later as far as it
        must, and earlier no further than its own dates say.  A done item, and one with parts, moves nothing.
        """
        network = self._network
        slip = Slip(network.index[id], new_start, new_finish, duration)
        return work_out(
            network,
            self._starts,
            self._shown,
            drivers=self._drivers,
            slip=slip,
            wholes=self._wholes_from_below,
        )

    def broken_constraints(self) -> list[Problem]:
        """Return a Problem for each item whose constraint what comes before it does not allow."""
        network, starts = self._network, self._starts
        found = []
        for node, activity in enumerate(network.activities):
            end = starts[node] + network.duration[node]
            if end > network.high[node] and starts[node] > UNDATED and not network.done[node]:
                assert activity.constraint_on is not None
                chain = self._titles(driving_chain(network, self._drivers, node))
                _first, finish = self._shown.days(node)
                found.append(
                    say.too_late(network.title(node), limit=activity.constraint_on, finish=finish, chain=chain)
                )
            elif network.held[node] != NEVER and not network.done[node]:
                found += self._fixed_too_early(node)
        return found

    def _fixed_too_early(self, node: int) -> list[Problem]:
        network, starts = self._network, self._starts
        asked = [(starts[network.before[edge]] + network.weight[edge], edge) for edge in network.incoming[node]]
        bound, edge = max(asked, default=(NEVER, -1))
        if bound <= network.held[node]:
            return []
        before = driving_chain(network, self._drivers, network.before[edge])
        fixed, _finish = self._shown.days(node)
        possible, _finish = self._shown.workdays(node, bound)
        return [
            say.fixed_too_early(
                network.title(node), fixed=fixed, possible=possible, chain=self._titles([*before, node])
            )
        ]

    def _titles(self, nodes: Sequence[int]) -> list[str]:
        return named_once(self._network, nodes)

    def _ids(self, nodes: Sequence[int]) -> tuple[str, ...]:
        of, activities = self._network.of, self._network.activities
        return tuple(dict.fromkeys(activities[of[node]].id for node in nodes))

    def _free_slack(self) -> list[int]:
        """Return for each node how far it can slip before another node moves."""
        network, starts = self._network, self._starts
        ends = ends_of_owners(network, starts)
        free = [FOREVER] * len(network.of)
        for edge, (before, after) in enumerate(zip(network.before, network.after, strict=True)):
            gap = starts[after] - starts[before] - network.weight[edge]
            if gap < free[before] and after not in network.parts and starts[after] > UNDATED:
                free[before] = gap
        for node, activity in enumerate(network.activities):
            if free[node] == FOREVER:
                end = min(ends.get(activity.owner, 0), network.high[node])
                free[node] = end - starts[node] - network.duration[node]
            if network.held[node] != NEVER:
                free[node] = 0
        return free

    @cached_property
    def _wholes_from_below(self) -> list[int]:
        """The items with parts, each after the parts of its own that have parts."""
        return [node for node in self._network.order if node in self._network.parts]

    def _span(self, whole: int, found: dict[str, Times]) -> None:
        activities = self._network.activities
        ids = [activities[part].id for part in self._network.parts[whole]]
        parts = [found[id] for id in ids if id in found]
        if parts:
            found[activities[whole].id] = Times(
                min(part.early_start for part in parts),
                max(part.early_finish for part in parts),
                min(part.late_start for part in parts),
                max(part.late_finish for part in parts),
                min(part.slack for part in parts),
                min(part.free for part in parts),
                any(part.critical for part in parts),
            )


def _early_problems(network: Network, nodes: Sequence[int], begin: Begin) -> list[Problem]:
    found = []
    for node in nodes:
        activity = network.activities[node]
        first = begin if isinstance(begin, date) or begin is None else begin[activity.owner or ""]
        day = activity.start or activity.finish
        if first is not None and day is not None:
            found.append(say.before_begin(network.title(node), day=day, begin=first))
    return found


def _contradictions(network: Network) -> list[Problem]:
    return [
        say.finish_before_start(activity.title or activity.id, start=activity.start, finish=activity.finish)
        for node, activity in enumerate(network.activities)
        if activity.start is not None
        and activity.finish is not None
        and activity.finish < activity.start
        and node not in network.parts
    ]
