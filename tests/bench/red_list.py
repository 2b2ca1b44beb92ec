"""How long the red list and another day's lights take over 50,000 matters, against a plain SQL count of them.

Limits: red list 300 ms, lights of another day 1 s, with the lines of the book at hand as in an open window; the first
reading of the book is printed beside them.

Run: ``python tests/bench/red_list.py``
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

from smartplanner.changes import Change, Label, insert, update
from smartplanner.commands.office import Office, new_office, open_office
from smartplanner.queries.past import last_reports, light_history
from smartplanner.queries.red_list import grouped, red_items
from smartplanner.queries.tasks import task_lines

MATTERS = 50_000
TODAY = date(2026, 11, 23)
STATES = ["in_progress"] * 8 + ["done", "closed", "not_started", "signing", "review", "extension", "terminated"]
RUNS = 5
RED_LIST, OTHER_DAY = 300.0, 1000.0


def main() -> int:
    """Make the book, measure, print; returns 1 if a limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.splan"
        with new_office(path) as office:
            fill(office)
        with open_office(path) as office:
            return report(office)


def report(office: Office) -> int:
    """Measure and print."""
    reader = office.reader
    count = statistics.median(elapsed(lambda: reader.count("task")) for _ in range(9))
    first = elapsed(lambda: task_lines(reader, as_of=TODAY))
    first_list = elapsed(lambda: red_items(reader, as_of=TODAY))
    items = red_items(reader, as_of=TODAY)
    say("first reading of the book, with all lights", first, count)
    say("first red list after it", first_list, count)
    listed = best(lambda: red_items(reader, as_of=TODAY))
    say(f"red list, {len(items)} entries", listed, count, RED_LIST)
    say("  grouped by unit", elapsed(lambda: grouped(reader, items, "unit")), count)
    days = iter(TODAY + timedelta(number) for number in range(1, 99))
    other = best(lambda: task_lines(reader, as_of=next(days)))
    say("lights of another day", other, count, OTHER_DAY)
    task_lines(reader, as_of=TODAY)
    after = best(lambda: commit_and_list(office))
    say("a commit and the red list after it", after, count)
    cards = [item.id for item in items if item.entity == "task"][:200]
    say("twelve lights of 200 cards", elapsed(lambda: light_history(reader, cards, as_of=TODAY)), count)
    say("last reports of 200 cards", elapsed(lambda: last_reports(reader, cards)), count)
    passed = listed <= RED_LIST and other <= OTHER_DAY
    print(f"{'PASSED' if passed else 'FAILED'}: red list {listed:.0f} ms, another day {other:.0f} ms")
    return 0 if passed else 1


def commit_and_list(office: Office) -> None:
    """Change one matter and read the list again."""
    row = office.reader.row("task", "t7")
    change = update("task", "t7", {"progress": row.progress}, {"progress": (row.progress or 0) + 0.5})
    assert change is not None
    office.journal.commit(Label("progress"), [change])
    red_items(office.reader, as_of=TODAY)


def say(what: str, spent: float, count: float, limit: float | None = None) -> None:
    """Print one figure with its ratio to the count."""
    allowed = f"  (limit {limit:.0f} ms)" if limit else ""
    print(f"{what:<46}{spent:8.1f} ms  × {spent / count:7.1f} of a SQL count{allowed}")


def fill(office: Office) -> None:
    """Put the matters with their parties, reports, events and extensions into the book."""
    units = [id for (id,) in office.reader.columns("organisation", ["id"])]
    districts = [id for (id,) in office.reader.columns("district", ["id"])]
    groups = [id for (id,) in office.reader.columns("group", ["id"])]
    changes = list(matters(units, districts, groups))
    for start in range(0, len(changes), 20_000):
        office.journal.commit(Label("matters"), changes[start : start + 20_000])


def matters(units: list[str], districts: list[str], groups: list[str]) -> Iterator[Change]:
    """Yield the changes; the same for the same number."""
    for number in range(MATTERS):
        yield insert("task", f"t{number}", matter(number, units, districts, groups))
        if number % 5 == 0:
            yield insert("party", f"p{number}", party(number, units))
        if number % 10 == 0:
            values = {"task": f"t{number}", "period": f"2026-{number % 11 + 1:02}", "progress": float(number % 90)}
            yield insert("progress_report", f"r{number}", values | {"reported_on": TODAY - timedelta(number % 300)})
        if number % 50 == 0:
            values = {"task": f"t{number}", "state": "requested", "requested_on": TODAY - timedelta(number % 30)}
            yield insert("extension", f"x{number}", values)


def matter(number: int, units: list[str], districts: list[str], groups: list[str]) -> dict[str, object]:
    """Return the values of one matter; every twentieth lies below another one."""
    due = TODAY + timedelta(number * 37 % 430 - 90)
    return {
        "title": f"推进智慧城市重点任务第{number}项，形成可复制推广的工作机制",
        "code": f"2026-{number:05}",
        "lead": units[number % len(units)],
        "district": districts[number % len(districts)],
        "group": groups[number % len(groups)],
        "start": due - timedelta(number % 200 + 30),
        "due": due,
        "state": STATES[number * 7 % len(STATES)],
        "progress": float(number * 13 % 101),
        "cycle": "monthly" if number % 10 == 0 else None,
        "parent": f"t{number - 1}" if number % 20 == 19 else None,
    }


def party(number: int, units: list[str]) -> dict[str, object]:
    """Return one unit's part."""
    signed = TODAY - timedelta(40) if number % 3 else None
    return {"task": f"t{number}", "organisation": units[number % 7], "role": "support", "signed_on": signed}


def best(action: Callable[[], object]) -> float:
    """Return the milliseconds of the fastest of some runs: other programs share the machine."""
    return min(elapsed(action) for _ in range(RUNS))


def elapsed(action: Callable[[], object]) -> float:
    """Return how many milliseconds *action* takes."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
