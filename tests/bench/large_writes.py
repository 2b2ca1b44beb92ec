"""Whether the window answers while 50,000 cells are pasted, filled, replaced, taken back: the longest gap per action.

As ``heartbeat.py`` measures it: what blocks the loop of events for longer than 100 ms is felt as a hitch.

Run: ``python tests/bench/large_writes.py [ROWS]``
"""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)
LIMIT = 0.1
ROWS = 50_000


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SMARTPLANNER_HOME"] = str(Path(folder) / "home")
        book = Path(folder) / "large.splan"
        make_book(book, rows)
        found = measure(book)
    for name, gap in found.items():
        verdict = "" if gap.longest <= LIMIT else "  TOO LONG"
        limit = f"(limit {LIMIT * 1000:.0f} ms)"
        said = f"longest gap {gap.longest * 1000:6.0f} ms {limit}, of it computed {gap.own * 1000:5.0f} ms"
        print(f"{name:34} {said}, done in {gap.whole:5.1f} s{verdict}")
    sys.stdout.flush()
    os._exit(0)


def make_book(path: Path, rows: int) -> None:
    from smartplanner.changes import Label, insert
    from smartplanner.commands.office import new_office

    with new_office(path) as office:
        units = list(office.reader.names("organisation"))
        same = {"state": "in_progress", "due": date(2026, 12, 31), "due_precision": "day"}
        matters = [
            {"title": f"推进重点任务第{n}项", "code": f"T-{n:05}", "lead": units[n % len(units)]} | same
            for n in range(rows)
        ]
        changes = [insert("task", f"t{n:05}", matter) for n, matter in enumerate(matters)]
        office.journal.commit(Label("rows"), changes)


def measure(book: Path):
    from heartbeat import Heart
    from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QThreadPool, QTimer
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from smartplanner.ui.application import make_application
    from smartplanner.ui.grid.filling import clear_cells, fill_cells_down
    from smartplanner.ui.progress import ProgressForm
    from smartplanner.ui.shell import Shell

    make_application()
    shell = Shell(as_of=DAY)
    shell.resize(1366, 768)
    shell.show()
    heart = Heart()
    found = {}

    def idle() -> bool:
        working = any(pool.activeThreadCount() for pool in shell.findChildren(QThreadPool))
        return not working and not isinstance(QApplication.activeModalWidget(), ProgressForm)

    def play(name, action) -> None:
        found[name] = heart.during(action, idle)
        print(f"  {name}: {found[name].longest * 1000:.0f} ms", file=sys.stderr, flush=True)

    heart.during(lambda: shell.open_book(book), idle)
    heart.during(lambda: shell.go_to("task"), idle)
    page, session = shell.go_to("task"), shell.session
    heart.during(lambda: page.table.sortByColumn(page.model.column_of("code"), Qt.SortOrder.AscendingOrder), idle)
    count = page.model.rowCount()

    def select(field: str, last: int) -> None:
        column, flags = page.model.column_of(field), QItemSelectionModel.SelectionFlag
        begin = page.model.index(0, column)
        page.table.selectionModel().setCurrentIndex(begin, flags.NoUpdate)
        chosen = QItemSelection(begin, page.model.index(last, column))
        page.table.selectionModel().select(chosen, flags.ClearAndSelect)

    def stop() -> None:
        form = QApplication.activeModalWidget()
        if isinstance(form, ProgressForm):
            form.stopping.click()

    def paste_and_stop() -> None:
        page.editing.paste_all()
        QTimer.singleShot(500, stop)

    QGuiApplication.clipboard().setText("".join(f"粘贴的第{n}项\r\n" for n in range(count)))
    select("title", 0)
    steps = len(session.office.journal.steps())
    play("paste, stopped after half a second", paste_and_stop)
    assert len(session.office.journal.steps()) == steps
    play(f"paste {count:,} cells", page.editing.paste_all)
    assert len(session.office.journal.steps()) == steps + 1
    play("take it back", lambda: shell.do("undo"))
    select("lead", count - 1)
    play(f"fill {count:,} cells down", lambda: fill_cells_down(session, page.table, "task"))
    select("code", count - 1)
    play(f"empty {count:,} cells", lambda: clear_cells(session, page.table, "task"))
    page.editing.find(replacing=True)
    dialog = page.editing.find_dialog
    dialog.text.setText("重点")
    dialog.by.setText("关键")
    play("list what would be replaced", dialog.list_changes)
    play(f"replace in {dialog.model.rowCount():,} cells", dialog.replace)
    dialog.reject()
    select("title", count - 1)
    play(f"copy {count:,} cells", page.editing.copy)
    history = shell.go_to("history")
    play("bin: all matters removed", lambda: remove_all(session))
    play("bin: opened", lambda: history.tabs.setCurrentIndex(2))
    began = time.perf_counter()
    history.bin.table.selectAll()
    print(f"  all chosen in {time.perf_counter() - began:.1f} s", file=sys.stderr)
    play("bin: all brought back", history.bin.bring_back)
    return found


def remove_all(session) -> None:
    from smartplanner.commands.editing import remove_rows

    def remove():
        return remove_rows(session.office, "task", [id for (id,) in session.office.reader.columns("task", ["id"])])

    session.in_background(remove, lambda _step: None)


if __name__ == "__main__":
    main()
