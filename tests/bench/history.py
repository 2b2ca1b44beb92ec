"""How long history as a place takes: a page over 50,000 steps, a step of 50,000 changes, a moment, a comparison.

Limits: open the page 300 ms, show a step 100 ms, a moment 50,000 changes back 5 s, compare over 50,000 changes 2 s.
Beside each stands its ratio to a plain reading of as many rows of the journal through SQL.

Run: ``python tests/bench/history.py``
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from sqlalchemy import text

from smartplanner.changes import Label, insert, update
from smartplanner.commands.history.comparing import compare, since_moment, until_moment
from smartplanner.commands.history.moment import look_back
from smartplanner.commands.history.plan import plan_rollback
from smartplanner.commands.history.resolve import Choice, resolve, same_choice
from smartplanner.commands.office import Office, new_office, open_office
from smartplanner.queries.history.bin import gone_records
from smartplanner.queries.history.steps import Wanted, marks
from smartplanner.store.tables import table

COUNT = 50_000
TODAY = date(2026, 11, 23)
OPEN, SHOW, MOMENT, COMPARE = 300.0, 100.0, 5000.0, 2000.0


def main() -> int:
    """Make two books, measure, print; returns 1 if a limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        kept = [*many_steps(Path(folder) / "steps.splan"), *large_steps(Path(folder) / "large.splan")]
    print("PASSED" if all(kept) else "FAILED")
    return 0 if all(kept) else 1


def many_steps(path: Path) -> list[bool]:
    """Measure the page over a book of very many steps."""
    with new_office(path) as office:
        office.journal.commit(Label("one"), [insert("task", "t", {"title": "甲"})])
        multiply_steps(office)
    with open_office(path) as office:
        plain = min(elapsed(lambda: read_plainly(office)) for _ in range(3))
        kept = [say("open the page over 50,000 steps", page_opens(office), plain, OPEN)]
        say("  the steps of one kind", elapsed(lambda: marks(office.journal, Wanted(kind="act"))), plain)
        say("  the steps with a word", elapsed(lambda: marks(office.journal, Wanted(text="乙9"))), plain)
    return kept


def multiply_steps(office: Office) -> None:
    """Lay very many steps into the journal: committed one by one they would take minutes."""
    steps, rows = table("journal_step"), table("journal_change")
    with office.journal.book.read() as connection:
        last = dict(connection.execute(steps.select().order_by(steps.c.number.desc())).mappings().first() or {})
    records, changes, before = [], [], "甲"
    for number in range(last["number"] + 1, COUNT + 1):
        day = TODAY - timedelta((COUNT - number) // 60)
        at = f"{day.isoformat()}T{number % 12:02}:{number % 60:02}:00.000Z"
        records.append(last | {"number": number, "id": f"step{number}", "at": at, "origin": "user", "size": 1})
        after = f"乙{number}"
        change = {"step": number, "position": 0, "entity": "task", "row": "t"}
        changes.append(change | {"before": f'{{"title":"{before}"}}', "after": f'{{"title":"{after}"}}'})
        before = after
    with office.journal.book.write() as connection:
        connection.execute(steps.insert(), records)
        connection.execute(rows.insert(), changes)
        connection.execute(text("UPDATE task SET title = :title WHERE id = 't'"), {"title": before})


def page_opens(office: Office) -> float:
    """Return the milliseconds from asking for the page to its first picture."""
    from smartplanner.ui.application import make_application
    from smartplanner.ui.history import HistoryPage
    from smartplanner.ui.session import Session

    make_application(("-platform", "offscreen"))
    session = Session(office, TODAY)

    def open_page() -> None:
        page = HistoryPage(session)
        page.resize(1190, 700)
        page.show()
        page.grab()
        pages.append(page)

    pages: list[HistoryPage] = []
    open_page()  # fonts and styles are loaded once
    spent = min(elapsed(open_page) for _ in range(3))
    for page in pages:
        page.close()
    return spent


def large_steps(path: Path) -> list[bool]:
    """Measure steps of very many changes: shown, looked back over, compared, planned, binned."""
    with new_office(path) as office:
        units = [id for (id,) in office.reader.columns("organisation", ["id"])]
        rows = {f"t{number}": matter(number, units) for number in range(COUNT)}
        first = office.journal.commit(Label("made"), [insert("task", id, row) for id, row in rows.items()])
        changes = [update("task", id, row, {"title": row["title"] + "改", "progress": 1.0}) for id, row in rows.items()]
        second = office.journal.commit(Label("changed"), [change for change in changes if change])
        assert first is not None
        assert second is not None
    with open_office(path) as office:
        journal = office.journal
        plain = min(elapsed(lambda: read_plainly(office)) for _ in range(3))
        shown = elapsed(lambda: journal.changes(second, limit=200))
        kept = [say("first page of a step of 50,000 changes", shown, plain, SHOW)]
        say("  all of its changes", elapsed(lambda: journal.changes(second)), plain)
        past = []
        kept.append(
            say("the book 50,000 changes ago", elapsed(lambda: past.append(look_back(office, first))), plain, MOMENT)
        )
        past[0].remove()
        ends = since_moment(office, f"#{first.number}"), until_moment(office)
        kept.append(say("compare over 50,000 changes", elapsed(lambda: compare(office, *ends)), plain, COMPARE))
        plans = []
        say(
            "plan to take back the first, 50,000 conflicts",
            elapsed(lambda: plans.append(plan_rollback(office, first.id))),
            plain,
        )
        choices = same_choice(plans[0], Choice.RESTORE)
        say("  what restoring all of them comes to", elapsed(lambda: resolve(office, plans[0], choices)), plain)
        journal.rollback(second.id)
        journal.rollback(first.id)
        say("the bin with 50,000 records", elapsed(lambda: gone_records(journal, office.reader)), plain)
    return kept


def matter(number: int, units: list[str]) -> dict[str, object]:
    """Return the values of one matter."""
    due = TODAY + timedelta(number % 300)
    return {
        "title": f"推进智慧城市重点任务第{number}项",
        "lead": units[number % len(units)],
        "due": due,
        "progress": 0.5,
    }


def read_plainly(office: Office) -> None:
    """Read 50,000 changes as SQL gives them."""
    with office.journal.book.read() as connection:
        connection.execute(text("SELECT * FROM journal_change LIMIT 50000")).all()


def say(what: str, spent: float, plain: float, limit: float | None = None) -> bool:
    """Print one figure; returns whether its limit is kept."""
    allowed = f"  (limit {limit:.0f} ms)" if limit else ""
    print(f"{what:<48}{spent:8.0f} ms  × {spent / plain:6.1f} of a plain reading{allowed}", flush=True)
    return limit is None or spent <= limit


def elapsed(action: Callable[[], object]) -> float:
    """Return how many milliseconds *action* takes."""
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
