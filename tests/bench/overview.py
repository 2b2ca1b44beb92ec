"""How long the whole overview takes over 5,000 and 50,000 matters, against a plain SQL count of them.

Limits: 300 ms over 5,000 matters, 1 s over 50,000, with the lines of the book at hand as in an open window, also
right after a commit; the first reading of the book is printed beside them.

Run: ``python tests/bench/overview.py``
"""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from red_list import MATTERS, TODAY, best, elapsed, matters, say

from smartplanner.base import clock
from smartplanner.changes import Label, update
from smartplanner.commands.office import Office, new_office, open_office
from smartplanner.queries.overview.scope import Scope
from smartplanner.queries.overview.situation import situation

SIZES = {MATTERS // 10: 300.0, MATTERS: 1000.0}
"""Matters, and milliseconds that their overview may take."""
CHANGED = 500
"""Matters that were changed since yesterday."""
EARLIER, MORNING = "2026-10-20T01:00:00.000Z", f"{TODAY.isoformat()}T01:00:00.000Z"


def main() -> int:
    """Make the books, measure, print; returns 1 if a limit is not kept."""
    passed = True
    for size, limit in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "large.splan"
            with new_office(path) as office:
                fill(office, size)
            with open_office(path) as office:
                passed &= report(office, size, limit)
    print("PASSED" if passed else "FAILED")
    return 0 if passed else 1


def fill(office: Office, size: int) -> None:
    """Put *size* matters into the book as of some days ago, then change some of them."""
    units, districts, groups = (
        [id for (id,) in office.reader.columns(name, ["id"])] for name in ("organisation", "district", "group")
    )
    now = clock.now
    clock.now = lambda: EARLIER  # so that there is something to compare with
    changes = list(itertools.takewhile(lambda change: change.id != f"t{size}", matters(units, districts, groups)))
    for start in range(0, len(changes), 20_000):
        office.journal.commit(Label("matters"), changes[start : start + 20_000])
    clock.now = lambda: MORNING
    for number in range(0, size, size // CHANGED):
        commit(office, f"t{number}", 7)
    clock.now = now


def report(office: Office, size: int, limit: float) -> bool:
    """Measure and print; returns whether the limit is kept."""
    reader, journal = office.reader, office.journal
    count = statistics.median(elapsed(lambda: reader.count("task")) for _ in range(9))
    print(f"{size} matters")
    say("first overview of a book just opened", elapsed(lambda: situation(reader, journal, as_of=TODAY)), count)
    again = best(lambda: situation(reader, journal, as_of=TODAY))
    say("the whole overview", again, count, limit)
    after = best(lambda: (commit(office, "t7", 1), situation(reader, journal, as_of=TODAY)))
    say("a commit and the overview after it", after, count, limit)
    group = next(iter(reader.names("group")))
    own = best(lambda: situation(reader, journal, as_of=TODAY, scope=Scope(group=group)))
    say("the overview of one working group", own, count, limit)
    return max(again, after, own) <= limit


def commit(office: Office, id: str, days: int) -> None:
    """Put the deadline of a matter off."""
    row = office.reader.row("task", id)
    change = update("task", id, {"due": row.due}, {"due": row.due + timedelta(days)})
    if change is not None:
        office.journal.commit(Label("put off"), [change])


if __name__ == "__main__":
    sys.exit(main())
