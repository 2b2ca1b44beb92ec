"""Whether the window takes input while a large ledger is read, read again and taken in.

Run: ``python tests/bench/import_window.py [rows]``.  Opens the import window on a workbook of 20,000 × 60, lets a
timer of 10 ms tick on the window's thread, and prints the longest gap between two ticks in each phase beside its
limit of 100 ms.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]
LIMIT = 100


class Pulse:
    """Ticks on the window's thread and remembers the longest gap since ``begin``."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(10)
        self.begin()

    def begin(self) -> None:
        self._last = self._started = time.perf_counter()
        self._longest = 0.0

    def report(self, phase: str) -> None:
        seconds, gap = time.perf_counter() - self._started, self._longest * 1000
        print(f"{phase:<28}{seconds:6.1f} s   longest gap {gap:5.0f} ms (limit {LIMIT} ms)", flush=True)

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now


def wait(condition) -> None:
    """Let the window live until *condition* holds."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(20)
    loop.exec()


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SMARTPLANNER_HOME"] = name
        from import_speed import make_workbook

        from smartplanner.commands.office import new_office
        from smartplanner.ui.application import make_application
        from smartplanner.ui.importing import ImportDialog
        from smartplanner.ui.shell import Shell

        make_workbook(folder / "large.xlsx", rows)
        new_office(folder / "book.splan").close()
        make_application()
        shell = Shell(as_of=date(2026, 11, 23))
        shell.show()
        shell.open_book(folder / "book.splan")
        wait(lambda: True)
        pulse = Pulse()
        dialog = ImportDialog(shell.session, [folder / "large.xlsx"], shell)
        dialog.show()
        wait(lambda: not dialog.reading.busy)
        pulse.report("open and read")
        pulse.begin()
        dialog.pages.tabs.setCurrentIndex(1)
        wait(lambda: True)
        dialog.pages.columns_page.chosen.emit(dialog.works[0].table_choice(dialog.works[0].proposal.sheets[0].table))
        wait(lambda: not dialog.reading.busy)
        pulse.report("read again after a choice")
        pulse.begin()
        dialog.accept_button.click()
        wait(lambda: not dialog.isVisible())
        pulse.report("take in")
        print(f"{len(shell.session.office.reader.columns('task', ['id'])):,} matters in the book")
    os._exit(0)


if __name__ == "__main__":
    main()
