"""What computing a plan of 20,000 items with 20,000 links costs, and one slip in it.  No book is needed.

Run: ``python tests/bench/schedule_pass.py``
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from smartplanner.commands.reference import calendar
from smartplanner.rules.schedule import Activity, Link, Schedule, make_schedule

ITEMS, LINKS, PLANS = 20_000, 20_000, 200
BEGIN = date(2025, 3, 3)
KINDS = ("finish_start", "finish_start", "finish_start", "start_start", "finish_finish", "start_finish")
FULL_MS, SLIP_MS = 150.0, 20.0


def main() -> int:
    """Measure, print, and return 1 if a limit is passed."""
    activities, links = random_plans()
    full = [elapsed(lambda: make_schedule(activities, links, calendar(), begin=BEGIN)) for _ in range(7)]
    schedule = make_schedule(activities, links, calendar(), begin=BEGIN)
    all_times = elapsed(lambda: schedule.times)
    slips, moved = slip_costs(schedule)
    print(f"full pass, {ITEMS} items, {LINKS} links: {statistics.median(full):6.1f} ms (limit {FULL_MS:.0f})")
    print(f"days of all items from it:               {all_times:6.1f} ms")
    print(f"one slip: median {statistics.median(slips):.2f} ms, longest {max(slips):.2f} ms (limit {SLIP_MS:.0f})")
    print(f"          moves up to {max(moved)} items")
    chain_full, chain_slip, length = chain_costs()
    print(f"one chain of {ITEMS}: full {chain_full:.1f} ms, a slip that moves all {length}: {chain_slip:.1f} ms")
    found = schedule.paths(limit=10)
    print(f"critical paths: {found.count}, in {elapsed(lambda: schedule.paths(limit=10)):.1f} ms")
    passed = statistics.median(full) <= FULL_MS and max(slips) <= SLIP_MS
    print("PASSED" if passed else "FAILED")
    return 0 if passed else 1


def random_plans() -> tuple[list[Activity], list[Link]]:
    """Return plans of a hundred items with links within and, one in twenty, across; the same each time."""
    chance = random.Random(1)
    activities = [
        Activity(
            f"item{number}",
            f"第{number}项",
            chance.choice([0, 1, 3, 5, 10, 20]),
            BEGIN + timedelta(chance.randrange(600)) if chance.random() < 0.5 else None,
            owner=f"plan{number % PLANS}",
        )
        for number in range(ITEMS)
    ]
    links = []
    while len(links) < LINKS:
        before = chance.randrange(ITEMS)
        step = PLANS * chance.randint(1, 8) if chance.random() < 0.95 else chance.randint(1, PLANS)
        if before + step < ITEMS:
            kind = chance.choice(KINDS)
            links.append(Link(f"item{before}", f"item{before + step}", kind, chance.randint(-2, 5)))
    return activities, links


def slip_costs(schedule: Schedule) -> tuple[list[float], list[int]]:
    """Slip 300 items by a hundred days, one at a time; returns milliseconds and how many items moved."""
    spent, moved = [], []
    for number in random.Random(2).sample(range(ITEMS), 300):
        day = schedule.times[f"item{number}"].early_start + timedelta(100)
        begin = time.process_time()
        moves = schedule.slip(f"item{number}", new_start=day)
        spent.append((time.process_time() - begin) * 1000)
        moved.append(len(moves))
    return spent, moved


def chain_costs() -> tuple[float, float, int]:
    """Return the costs of the worst plan: every item waits for the one before, and the first one slips."""
    activities = [Activity(f"item{number}", "", 2) for number in range(ITEMS)]
    links = [Link(f"item{number}", f"item{number + 1}") for number in range(ITEMS - 1)]
    full = elapsed(lambda: make_schedule(activities, links, calendar(), begin=BEGIN))
    schedule = make_schedule(activities, links, calendar(), begin=BEGIN)
    begin = time.process_time()
    moves = schedule.slip("item0", new_start=BEGIN + timedelta(14))
    return full, (time.process_time() - begin) * 1000, len(moves)


def elapsed(action: Callable[[], Any]) -> float:
    """Return how many milliseconds of the processor *action* takes: what else the machine does is left out."""
    begin = time.process_time()
    action()
    return (time.process_time() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
