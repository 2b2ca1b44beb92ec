"""How much longer the Gantt takes to open with 5,000 bars and 5,000 links than with 50: reading, laying out, painting.

Run: ``python tests/bench/gantt_open.py``
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from gantt_sample import TODAY, programme
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from smartplanner.changes import Label
from smartplanner.commands.office import Office
from smartplanner.journal import create_book
from smartplanner.ui.application import make_application
from smartplanner.ui.gantt import GanttPage
from smartplanner.ui.session import Session

SMALL, LARGE = 3, 264
"""Plans: 19 bars and 18 links in each."""
ALLOWED = 0.7
SIZE = (1920, 1080)


def main() -> int:
    """Measure, print, and return 1 if the large book takes more than 0.7 s longer."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        books = {count: book(Path(folder) / f"{count}.splan", count) for count in (SMALL, LARGE)}
        opened = {}
        for count, office in books.items():
            opening(office)
            opened[count] = statistics.median(opening(office) for _ in range(5))
        for office in books.values():
            office.close()
    more = opened[LARGE] - opened[SMALL]
    for count, seconds in opened.items():
        print(f"open with {count * 19:>5} bars and {count * 18:>5} links: {seconds * 1000:7.0f} ms")
    print(f"{'PASSED' if more <= ALLOWED else 'FAILED'}: {more * 1000:.0f} ms more, allowed {ALLOWED * 1000:.0f} ms")
    return 0 if more <= ALLOWED else 1


def book(path: Path, plans: int) -> Office:
    """Return a book with so many plans."""
    office = Office(create_book(path))
    office.journal.commit(Label("Sample"), programme(plans))
    return office


def opening(office: Office) -> float:
    """Return the seconds from asking for the page to its first picture."""
    session = Session(office, TODAY)
    begin = time.perf_counter()
    page = GanttPage(session)
    page.resize(*SIZE)
    page.show()
    image = QImage(page.size(), QImage.Format.Format_ARGB32_Premultiplied)
    page.render(image)
    QApplication.processEvents()
    spent = time.perf_counter() - begin
    discard(page)
    return spent


def discard(page: QWidget) -> None:
    """Close a page for good."""
    page.hide()
    page.deleteLater()
    QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
