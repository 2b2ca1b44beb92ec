"""How long the installed program takes to show its window, against Qt alone."""

from __future__ import annotations

import time

from prefix import HOME, INSTALLED, Check

STARTS = 5
PLAIN_START = "import PySide6.QtWidgets"
# Up to the first painted window, with the book of last time if there is one; the end of the process is not timed.
WINDOW_START = """
import os
from smartplanner.base.clock import today
from smartplanner.ui.application import make_application
application = make_application(("-platform", "offscreen"))
from smartplanner.ui.crash import report_bugs
from smartplanner.ui.shell import Shell
report_bugs()
shell = Shell(as_of=today())
shell.show()
shell.start_with(None)
application.processEvents()
os._exit(0 if shell.isVisible() and bool(shell.session) == bool(os.environ.get("WITH_BOOK")) else 1)
"""


def measure_start(check: Check, _installer: object) -> None:
    """Measure in turns, so that whatever else the computer does meets all alike."""
    settings = HOME / "AppData" / "Roaming" / "SmartPlanner" / "settings.json"
    aside = settings.with_suffix(".aside")
    times: dict[str, list[float]] = {"Qt": [], "window": [], "book": []}
    for _turn in range(STARTS):
        times["Qt"].append(_seconds(check, PLAIN_START))
        settings.replace(aside)
        times["window"].append(_seconds(check, WINDOW_START))
        aside.replace(settings)
        times["book"].append(_seconds(check, WINDOW_START, WITH_BOOK="1"))
    plain, window, book = (min(times[name]) for name in ("Qt", "window", "book"))
    for what, seconds in (("start to window", window), ("start to the overview of a book", book)):
        ratio = seconds / plain
        text = f"{seconds:.2f} s / {plain:.2f} s = {ratio:.2f}"
        check.that(f"{what} ≤ 2.5 × that of Qt alone", ratio <= 2.5, text)


def _seconds(check: Check, code: str, **setting: str) -> float:
    began = time.monotonic()
    answer = check.wine(INSTALLED / "python" / "python.exe", "-c", code, setting=setting)
    seconds = time.monotonic() - began
    if answer.returncode:
        raise OSError(f"exit {answer.returncode} {answer.stderr[-800:]}")
    return seconds
