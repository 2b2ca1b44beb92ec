"""What editing cells costs on a list of fifty thousand matters: a paste, one cell, a search, against limits.

Run: ``python tests/bench/cells.py [ROWS]``
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from smartplanner.changes import Label, insert
from smartplanner.commands.cells import Search
from smartplanner.commands.cells.clips import as_text
from smartplanner.commands.office import new_office
from smartplanner.ui.application import make_application
from smartplanner.ui.grid.clipboard import clipped_block, paste_block
from smartplanner.ui.grid.finding import find_cell
from smartplanner.ui.session import Session
from smartplanner.ui.tasks import TasksPage

TODAY = date(2026, 11, 23)
ROWS = 50_000
PASTED_ROWS, PASTED_COLUMNS = 1_000, ("code", "title", "lead", "district", "due")
LIMITS = {"paste": 2000.0, "edit": 100.0, "find": 500.0}
"""Milliseconds."""


def main() -> int:
    """Measure, print, and return 1 if a limit is passed."""
    make_application()
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        session = Session(new_office(Path(folder) / "large.splan"), TODAY)
        fill(session, rows)
        page = TasksPage(session)
        page.resize(1366, 768)
        page.show()
        while page.model.rowCount() < rows:
            QApplication.processEvents()
        page.model.prepare(60)
        QApplication.processEvents()
        figures = {"paste": paste(page), "edit": edit(page), "find": find(page)}
        page.close()
        session.close()
    for name, spent in figures.items():
        print(f"{name:>6}: {spent:8.1f} ms of {LIMITS[name]:.0f} allowed, on {rows} rows")
    failed = [name for name, spent in figures.items() if spent > LIMITS[name]]
    print("FAILED: " + ", ".join(failed) if failed else "PASSED")
    return 1 if failed else 0


def fill(session: Session, rows: int) -> None:
    """Make this many matters."""
    units = list(session.office.reader.names("organisation"))
    districts = list(session.office.reader.names("district"))
    changes = [
        insert(
            "task", f"task-{number}",
            {
                "title": f"推进智慧城市重点任务第{number}项，形成可复制推广的工作机制", "code": f"2026-{number:05}",
                "lead": units[number % len(units)], "district": districts[number % len(districts)],
                "due": TODAY + timedelta(number % 400 - 100), "due_precision": "day", "state": "in_progress",
                "progress": float(number % 100), "amount": number * 10_000,
            },
        )
        for number in range(rows)
    ]  # fmt: skip
    session.office.journal.commit(Label("rows"), changes)


def paste(page: TasksPage) -> float:
    """Paste five thousand cells as Excel gives them, and paint."""
    names = list(page.session.office.reader.names("organisation").values())
    districts = list(page.session.office.reader.names("district").values())
    block = [
        [f"P-{n:05}", f"粘贴的第{n}项", names[n % len(names)], districts[n % len(districts)], f"{n % 12 + 1}月底前"]
        for n in range(PASTED_ROWS)
    ]
    page.table.setCurrentIndex(page.model.index(first_row(page), page.model.column_of(PASTED_COLUMNS[0])))
    QGuiApplication.clipboard().setText(as_text(block))

    def work() -> None:
        steps = len(page.session.office.journal.steps())
        dialog = paste_block(page.session, page.table, "task", clipped_block())
        assert dialog is None, [problem.sentence() for problem in dialog.pasting.preview.problems[:3]]
        while len(page.session.office.journal.steps()) == steps:  # written beside the window
            QApplication.processEvents()
        page.table.viewport().grab()

    return elapsed(work)


def first_row(page: TasksPage) -> int:
    """Return the place of the first row that heads no group."""
    return next(place for place in range(page.model.rowCount()) if page.model.id_at(place))


def edit(page: TasksPage) -> float:
    """Open a cell, write it and paint; the middle one of nine."""

    def work() -> None:
        page.table.setCurrentIndex(page.model.index(first_row(page), page.model.column_of("progress")))
        assert page.editing.open_current("7%")
        assert page.editing.close()
        page.table.viewport().grab()

    def other() -> None:
        page.editing.open_current("8%")
        page.editing.close()

    spent = []
    for _turn in range(9):
        spent.append(elapsed(work))
        other()
    print(f"  one edit: longest {max(spent):.1f} ms")
    return statistics.median(spent)


def find(page: TasksPage) -> float:
    """Look through all cells for a text that stands in none."""
    spent = [elapsed(lambda: find_cell(page.table, Search(text="没有的字样"), 1)) for _turn in range(5)]
    page.table.setCurrentIndex(page.model.index(0, 1))
    begun = elapsed(lambda: find_cell(page.table, Search(text="重点任务第"), -1))
    print(f"  next hit: {begun:.1f} ms")
    return statistics.median(spent)


def elapsed(action: Callable[[], object]) -> float:
    """Return how many milliseconds *action* takes."""
    begin = time.perf_counter()
    action()
    QApplication.processEvents()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
