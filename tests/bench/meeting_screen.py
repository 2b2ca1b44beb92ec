"""How long a convener waits in a book of 50,000 matters: for the proposed agenda, and from a key to the next screen.

Limits (ours): an agenda 1 s, the next item 100 ms, an instruction until the screen shows it 300 ms.  The ratios are
to the same deeds in a book of 500 matters.

Run: ``QT_QPA_PLATFORM=offscreen python tests/bench/meeting_screen.py``
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import red_list as large
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smartplanner.commands.meetings import open_meeting, sentences
from smartplanner.commands.office import new_office
from smartplanner.queries.agenda import KINDS, propose_agenda
from smartplanner.ui.application import discard, make_application
from smartplanner.ui.meeting.window import MeetingWindow
from smartplanner.ui.session import Session

SENTENCE = "由市交通委牵头，市公安局配合，9月底前完成信号灯联网"
LIMITS = {"proposed agenda": 1000.0, "next item, painted": 100.0, "instruction noted and shown": 300.0}
SIZES = (500, 50_000)
RUNS = 5


def main() -> int:
    """Measure both books and print; returns 1 if a limit is not kept."""
    make_application()
    small, whole = (measured(size) for size in SIZES)
    passed = True
    for what, spent in whole.items():
        limit = LIMITS.get(what)
        kept = limit is None or spent <= limit
        passed = passed and kept
        allowed = f"  (limit {limit:.0f} ms)" if limit else ""
        print(f"{what:<34}{spent:8.1f} ms  × {spent / small[what]:6.1f} of {SIZES[0]} matters{allowed}")
    print("PASSED" if passed else "FAILED")
    return 0 if passed else 1


def measured(matters: int) -> dict[str, float]:
    """Return the milliseconds of each deed in a book of so many matters."""
    large.MATTERS = matters
    with tempfile.TemporaryDirectory() as folder:
        office = new_office(Path(folder) / "book.splan")
        large.fill(office)
        session = Session(office, large.TODAY)
        propose_agenda(office.reader, as_of=large.TODAY)  # the lines of the book are at hand in an open window

        def agenda() -> None:
            propose_agenda(office.reader, as_of=large.TODAY, group=group, kinds=KINDS)

        group = office.reader.rows("group")[0].id
        found = {"proposed agenda": middle(agenda)}
        items = propose_agenda(office.reader, as_of=large.TODAY, group=group, kinds=KINDS)
        opened = open_meeting(office, title="调度会", held_on=large.TODAY, group=group, items=items)
        window = MeetingWindow(session, opened.meeting)
        window.resize(1920, 1080)
        window.show()
        found["next item, painted"] = middle(lambda: (QTest.keyClick(window, Qt.Key.Key_Right), window.grab()))
        found["instruction noted and shown"] = middle(lambda: instruct(window))
        read = sentences(office, None, as_of=large.TODAY)
        found["a sentence read while it is typed"] = middle(lambda: read(SENTENCE))
        discard(window)
        session.close()
        return found


def instruct(window: MeetingWindow) -> None:
    """Note something on the item in view and paint the screen."""
    QTest.keyClick(window, Qt.Key.Key_N)
    window.strip.line.setText("一周内拿出方案")
    QTest.keyClick(window.strip.line, Qt.Key.Key_Return)
    window.grab()


def middle(action: Callable[[], object]) -> float:
    """Return the median of some runs in milliseconds."""
    spent = []
    for _run in range(RUNS):
        began = time.perf_counter()
        action()
        spent.append(1000 * (time.perf_counter() - began))
    return statistics.median(spent)


if __name__ == "__main__":
    sys.exit(main())
