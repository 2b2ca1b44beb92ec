"""How long related records take in a book of 50,000 matters: of a unit that leads a thousand of them, and of a plan.

Run: ``python tests/bench/related.py``
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from smartplanner.changes import Change, Label, insert
from smartplanner.commands.office import Office, new_office, open_office
from smartplanner.queries.beside import counts_of, goes_along
from smartplanner.queries.related import related

MATTERS, UNITS, DISTRICTS = 50_000, 50, 16
ALLOWED = 100.0
"""Milliseconds."""


def main() -> int:
    """Make the book, measure, print; returns 1 if the limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.splan"
        with new_office(path) as office:
            fill(office)
        with open_office(path) as office:
            return report(office)


def fill(office: Office) -> None:
    """Write the made-up records."""
    units = [insert("organisation", unit(number), {"name": f"第{number}号局"}) for number in range(UNITS)]
    districts = [insert("district", f"district-{number}", {"name": f"第{number}区"}) for number in range(DISTRICTS)]
    office.journal.commit(Label("filled"), [*units, *districts])
    office.journal.commit(Label("filled"), [matter(number) for number in range(MATTERS)])
    memos = [
        insert("memo", f"memo-{number}", {"entity": "task", "of": f"task-{number:036}", "text": "已电话催办"})
        for number in range(0, MATTERS, 10)
    ]
    office.journal.commit(Label("filled"), memos)


def unit(number: int) -> str:
    """Return the id of a unit, as long as real ones."""
    return f"unit-{number % UNITS:031}"


def matter(number: int) -> Change:
    """Return one made-up matter with three supporting units."""
    values = {
        "title": f"第{number}项重点任务", "lead": unit(number), "district": f"district-{number % DISTRICTS}",
        "support": tuple(unit(number + step) for step in (1, 2, 3)),
    }  # fmt: skip
    return insert("task", f"task-{number:036}", values)


def report(office: Office) -> int:
    """Measure and print."""
    reader, worst = office.reader, 0.0
    for entity, id in (("organisation", unit(7)), ("district", "district-3"), ("task", f"task-{4000:036}")):
        for name, call in (
            ("related", lambda entity=entity, id=id: related(reader, entity, id)),
            ("counts", lambda entity=entity, id=id: counts_of(reader, entity, id)),
        ):
            first = elapsed(call)
            again = statistics.median(elapsed(call) for _ in range(7))
            worst = max(worst, again)
            print(f"{name} of a record of {entity:>12}: {again:6.1f} ms (the first time {first:.1f})")
        found = sum(group.size for group in related(reader, entity, id))
        print(f"    {found} related records")
    many = [f"task-{number:036}" for number in range(5_000)]
    print(f"what goes along with 5,000 matters: {elapsed(lambda: goes_along(reader, 'task', many)):.0f} ms")
    print(f"limit: {ALLOWED:.0f} ms, slowest {worst:.1f} ms")
    return 0 if worst <= ALLOWED else 1


def elapsed(call: object) -> float:
    """Return the milliseconds that a call takes."""
    start = time.perf_counter()
    call()  # type: ignore[operator]
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
