"""How long the matrix of 20 districts with 50 plans each over 12 areas takes, against plain SQL counts of its rows.

12,000 commitments, 10,000 matters and 8,000 milestones stand behind it.  Limit: 300 ms with the lights of the matters
at hand, as in an open window; the first reading of the book is printed beside it.

Run: ``python tests/bench/portfolio_matrix.py``
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smartplanner.changes import Change, Label, insert
from smartplanner.commands.office import Office, new_office, open_office
from smartplanner.queries.portfolio import matrix
from smartplanner.queries.portfolio_areas import area_words

DISTRICTS, PLANS, MILESTONES, MATTERS = 20, 50, 8, 10_000
TODAY = date(2026, 11, 23)
RUNS = 7
LIMIT = 300.0
COUNTED = ("plan", "commitment", "task", "milestone", "requirement")


def main() -> int:
    """Make the book, measure, print; returns 1 if the limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "portfolio.splan"
        with new_office(path) as office:
            changes = list(rows(office))
            for start in range(0, len(changes), 20_000):
                office.journal.commit(Label("rows"), changes[start : start + 20_000])
        with open_office(path, writable=False) as office:
            return report(office)


def report(office: Office) -> int:
    """Measure and print."""
    reader = office.reader
    counted = statistics.median(elapsed(lambda: [reader.count(name) for name in COUNTED]) for _ in range(9))
    say("first matrix, with all lights", elapsed(lambda: matrix(reader, as_of=TODAY)), counted)
    found = matrix(reader, as_of=TODAY)
    spent = min(elapsed(lambda: matrix(reader, as_of=TODAY)) for _ in range(RUNS))
    size = (
        f"{len(found.rows)} districts × {len(found.columns)} areas, {sum(len(c.things) for c in found.cells.values())}"
    )
    say(f"matrix, {size} things", spent, counted, LIMIT)
    say("by tier", min(elapsed(lambda: matrix(reader, as_of=TODAY, columns="tier")) for _ in range(3)), counted)
    passed = spent <= LIMIT
    print(f"{'PASSED' if passed else 'FAILED'}: matrix {spent:.0f} ms of {LIMIT:.0f} ms")
    return 0 if passed else 1


def say(what: str, spent: float, counted: float, limit: float | None = None) -> None:
    """Print one figure with its ratio to the counts."""
    allowed = f"  (limit {limit:.0f} ms, ratio {spent / limit:.2f})" if limit else ""
    print(f"{what:<62}{spent:8.1f} ms  × {spent / counted:7.1f} of SQL counts{allowed}")


def rows(office: Office) -> Iterator[Change]:
    """Yield what stands behind the matrix; the same each time."""
    districts = [row.id for row in office.reader.rows("district")]
    for number in range(len(districts), DISTRICTS):
        values = {"name": f"示例{number}区", "kind": "new", "tier": number % 4 + 1, "order": number + 1}
        districts.append(f"district{number}")
        yield insert("district", f"district{number}", values)
    areas = list(area_words())
    for number in range(MATTERS):
        due = TODAY + timedelta(number * 37 % 430 - 90)
        values = {"title": f"第{number}项", "category": areas[number % 12], "district": districts[number % DISTRICTS]}
        values |= {"state": "in_progress", "due": due, "start": due - timedelta(200), "progress": float(number % 101)}
        yield insert("task", f"t{number}", values)
    for number in range(DISTRICTS * PLANS):
        plan = f"p{number}"
        values = {"title": f"第{number}号计划", "district": districts[number % DISTRICTS]}
        yield insert("plan", plan, values | {"kind": ("new", "built")[number % 2], "tier": number % 4 + 1})
        for place in range(MILESTONES):
            due = TODAY + timedelta((number + place) * 29 % 500 - 150)
            values = {"title": f"节点{place}", "plan": plan, "due": due, "start": due - timedelta(60)}
            yield insert(
                "milestone", f"{plan}m{place}", values | {"done_on": due if due < TODAY and place % 5 else None}
            )
        for place, area in enumerate(areas):
            values = {"plan": plan, "area": area, "text": f"{area}承诺"}
            values["tasks"] = (f"t{(number * 12 + place) % MATTERS}",) if place % 3 else ()
            values["milestones"] = (f"{plan}m{place % MILESTONES}",) if place % 4 else ()
            yield insert("commitment", f"{plan}c{place}", values)


def elapsed(action: Callable[[], object]) -> float:
    """Return how many milliseconds *action* takes."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
