"""Whether the window answers while it works: the longest time in which its event loop does not come round, per action.

A timer of 10 ms runs in the event loop of a window on a book of 50,000 matters while a person's actions are played.
What blocks the loop for longer than 100 ms is felt as a hitch.  Actions are started from the loop, as a key press is.
All of it is played several times, each time in a new program on a new copy of the book: of the longest gaps of an
action the median is held against the limit, and the worst is told.  Beside them stands what the program itself
computed in them: where that is much less, other programs had the machine.

    heartbeat.py [TIMES] [ACTION…]      five times, all actions; "page" stands for all that begin so
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 23)
LIMIT = 0.1
BEAT = 10
TIMES = 5
ROWS_TO_IMPORT = 20_000
PLAYED = "--played-in"
BOOK, OTHER, LEDGER = "large.splan", "other.splan", "大台账.xlsx"


class Gap(NamedTuple):
    """The longest gap of an action, what the program computed in it, and how long the action took; in seconds."""

    longest: float
    own: float
    whole: float


def main(arguments: list[str]) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if arguments[:1] == [PLAYED]:
        folder = Path(arguments[1])
        found = measure(folder / BOOK, folder / OTHER, folder / LEDGER, only=arguments[2:])
        print(json.dumps(found, ensure_ascii=False), flush=True)
        os._exit(0)
    times, only = (int(arguments[0]), arguments[1:]) if arguments[:1] and arguments[0].isdigit() else (TIMES, arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SMARTPLANNER_HOME"] = str(Path(folder) / "home")
        from open_window import make_book

        make_book(Path(folder) / BOOK)
        make_ledger(Path(folder) / LEDGER, rows=ROWS_TO_IMPORT)
        passes = [play_once(Path(folder), number, only) for number in range(1, times + 1)]
    tell(passes)


def play_once(folder: Path, number: int, only: list[str]) -> dict[str, Gap]:
    """Play all actions in a program of their own, with settings and books of their own."""
    print(f" pass {number}", file=sys.stderr, flush=True)
    own = folder / f"pass{number}"
    own.mkdir()
    for name in (BOOK, OTHER):
        shutil.copy(folder / BOOK, own / name)
    shutil.copy(folder / LEDGER, own / LEDGER)
    environment = {**os.environ, "SMARTPLANNER_HOME": str(own / "home"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, __file__, PLAYED, str(own), *only]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    shutil.rmtree(own, ignore_errors=True)
    return {name: Gap(*gap) for name, gap in json.loads(done.stdout.splitlines()[-1]).items()}


def tell(passes: list[dict[str, Gap]]) -> None:
    """Print a line for each action, and at the end which of them miss the limit."""
    missing, missing_once = [], []
    for name in passes[0]:
        gaps = sorted(found[name] for found in passes)
        median, worst = statistics.median_high(gaps), gaps[-1]
        verdict = ""
        if median.longest > LIMIT:
            missing.append(name)
            verdict = "  MISSES"
        elif worst.longest > LIMIT:
            missing_once.append(name)
            verdict = "  misses at worst"
        print(
            f"{name:26} longest gap {_ms(median)}, worst {_ms(worst)} (limit {LIMIT * 1000:.0f} ms),"
            f" done in {median.whole:5.1f} s{verdict}"
        )
    print(f"{len(passes)} passes, {len(passes[0])} actions: {len(missing)} miss the limit by the median of their gaps")
    for title, names in (("by the median", missing), ("at worst only", missing_once)):
        if names:
            print(f"  {title}: {', '.join(names)}")


def _ms(gap: Gap) -> str:
    return f"{gap.longest * 1000:5.0f} ms (own work {gap.own * 1000:4.0f})"


def make_ledger(path: Path, *, rows: int) -> Path:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("台账")
    sheet.append(["序号", "任务名称", "牵头单位", "完成时限", "进展情况"])
    for number in range(1, rows + 1):
        sheet.append([number, f"新台账第{number}项任务：平台建设", "市经济和信息化局", "2026年12月底前", "正在推进"])
    workbook.save(path)
    return path


class Heart:
    """Notes the longest time between two beats of the event loop."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest = self.own = 0.0
        self._last, self._worked = time.perf_counter(), time.process_time()
        self._timer = QTimer()
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.process_time()
        if now - self._last > self.longest:
            self.longest, self.own = now - self._last, worked - self._worked
        self._last, self._worked = now, worked

    def during(self, action, is_done, *, most: float = 120.0) -> Gap:
        """Return the longest gap, the work in it, and the time until *is_done* and half a second of quiet."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        began = time.perf_counter()
        self.longest, self.own, self._last, self._worked = 0.0, 0.0, began, time.process_time()
        quiet = [began]

        def look() -> None:
            now = time.perf_counter()
            if now - began > most:
                loop.quit()
            elif not is_done():
                quiet[0] = now
            elif now - quiet[0] > 0.5:
                loop.quit()

        timer = QTimer()
        timer.timeout.connect(look)
        QTimer.singleShot(0, action)
        QTimer.singleShot(1, lambda: timer.start(BEAT))
        loop.exec()
        timer.stop()
        return Gap(self.longest, self.own, max(time.perf_counter() - began - 0.5, 0))


def measure(book: Path, other: Path, ledger: Path, *, only: list[str]) -> dict[str, Gap]:
    from PySide6.QtCore import Qt, QThreadPool
    from PySide6.QtTest import QTest

    from smartplanner.ui.ahead import Ahead
    from smartplanner.ui.application import make_application
    from smartplanner.ui.importing import ImportDialog
    from smartplanner.ui.navigation import page_titles
    from smartplanner.ui.shell import Shell

    make_application()
    shell = Shell(as_of=DAY)
    shell.resize(1366, 768)
    shell.show()
    heart = Heart()
    found: dict[str, Gap] = {}

    def idle() -> bool:
        return all(pool.activeThreadCount() == 0 for pool in shell.findChildren(QThreadPool))

    def opened() -> bool:
        return bool(shell.page_name()) and idle()

    def wanted(name) -> bool:
        return not only or any(name.startswith(one) for one in only)

    def play(name, action, is_done=idle) -> None:
        QTest.mouseMove(shell)  # somebody is there: what is put off until nobody works is not due
        if wanted(name):
            found[name] = heart.during(action, is_done)
            print(f"  {name}: {found[name].longest * 1000:.0f} ms", file=sys.stderr, flush=True)

    play("nothing", lambda: None)
    if wanted("open the book"):
        play("open the book", lambda: shell.open_book(book), opened)
    else:
        heart.during(lambda: shell.open_book(book), opened)
    # Who has opened a book looks at it for some seconds, while the parts of the other pages are loaded.
    ahead = shell.findChild(Ahead)
    if wanted("load ahead"):
        play("load ahead", lambda: None, lambda: ahead.is_done and idle())
    else:
        heart.during(lambda: None, lambda: ahead.is_done and idle())
    for name in page_titles():
        play(f"page {name}", lambda name=name: shell.go_to(name))
    if wanted("page task again"):
        shell.go_to("red_list")
    play("page task again", lambda: shell.go_to("task"))
    page = shell.go_to("task")
    heart.during(lambda: None, idle)
    play("filter the list", lambda: page.search.setText("建设"))
    view = page.findChildren(_table())[0]
    play("sort the list", lambda: view.sortByColumn(2, Qt.SortOrder.DescendingOrder))
    task = next(iter(shell.session.office.reader.rows("task")))
    play("open a form", lambda: _show(shell.make_form("task", task.id)))
    play("change a matter", lambda: _change(shell, task))
    play("take it back", lambda: shell.do("undo"))
    papers = shell.go_to("papers") if wanted("write a paper") else None
    play("write a paper", lambda: papers.load(), lambda: not papers.pane.busy and papers.pane.view.idle and idle())
    play("make a backup", lambda: shell.do("backup"))
    if wanted("read 20,000 rows"):
        dialog = ImportDialog(shell.session, [ledger], shell)
        play("read 20,000 rows", dialog.show, lambda: len(dialog.proposals) == 1 and idle())
        play("import 20,000 rows", dialog.accept_button.click, lambda: not dialog.isVisible() and idle())
        play("take the import back", lambda: shell.do("undo"))
    play("page board after that", lambda: shell.go_to("board"))
    play("page overview after that", lambda: shell.go_to("overview"))
    play("open another book", lambda: shell.open_book(other), opened)
    return found


def _table() -> type:
    from PySide6.QtWidgets import QTableView

    return QTableView


def _show(form) -> None:
    form.show()
    form.grab()
    form.close()
    form.deleteLater()  # as the window does: one that stays would follow each change that comes later


def _change(shell, task) -> None:
    from smartplanner.commands.editing import set_fields

    set_fields(shell.session.office, "task", [task.id], {"title": "改过的事项"})


if __name__ == "__main__":
    main(sys.argv[1:])
