"""How long the window takes to open on a book of 50,000 matters, until it takes input.

Limit: at most 1.0 s more than an empty QMainWindow program takes, in the same run.  Whole processes are
timed from outside, in turn, and end with the first key press that they handle; medians are printed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TASKS = 50_000
RUNS = 5
LIMIT = 1.0

EMPTY = """
import sys
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
"""
PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from smartplanner.ui.application import make_application
from smartplanner.ui.crash import report_bugs
from smartplanner.ui.shell import Shell
app = make_application()
report_bugs()
window = Shell(as_of=date(2026, 11, 23))
window.show()
window.start_with(Path(sys.argv[1]))
"""
TAKES_INPUT = """
import os
class Watch(QObject):
    def eventFilter(self, target, event):
        if target is window and event.type() == QEvent.Type.KeyPress:
            os._exit(0)
        return False
watch = Watch()
app.installEventFilter(watch)
press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
QTimer.singleShot(0, lambda: QApplication.postEvent(window, press))
app.exec()
"""


def make_book(path: Path) -> None:
    """A book of 50,000 matters with units, districts and dates as an office has them."""
    from smartplanner.base.ids import new_id
    from smartplanner.changes import Label, insert
    from smartplanner.commands.office import new_office

    with new_office(path) as office:
        units, districts = list(office.reader.names("organisation")), list(office.reader.names("district"))
        states = ("in_progress", "in_progress", "done", "not_started", "closed")
        changes = [
            insert(
                "task",
                new_id(),
                {
                    "title": f"第{number}项：推进智慧城市重点任务建设",
                    "category": f"领域{number % 12}",
                    "lead": units[number % len(units)],
                    "support": (units[(number + 7) % len(units)],),
                    "district": districts[number % len(districts)],
                    "due": date(2026, 1, 1) + timedelta(number % 500),
                    "state": states[number % 5],
                    "progress": float(number % 101),
                    "amount": number * 1_000,
                },
            )
            for number in range(TASKS)
        ]
        office.journal.commit(Label("bench"), changes)


def seconds(program: str, *arguments: str) -> float:
    """The wall time of one process from its start to the first key press that it handled."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    command = [sys.executable, "-c", program + TAKES_INPUT, *arguments]
    subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SMARTPLANNER_HOME"] = folder
        book = Path(folder) / "large.splan"
        make_book(book)
        seconds(EMPTY)
        seconds(PROGRAM, str(book))
        pairs = [(seconds(EMPTY), seconds(PROGRAM, str(book))) for _ in range(RUNS)]
    empty, program = (statistics.median(column) for column in zip(*pairs, strict=True))
    more = statistics.median(full - bare for bare, full in pairs)
    print(f"empty window {empty:.2f} s, {TASKS:,} matters {program:.2f} s: {more:.2f} s more (limit {LIMIT:.1f} s)")


if __name__ == "__main__":
    main()
