"""How soon the pages of a PDF are there, how a scroll and a search in them fare.  Prints figures against limits.

Run: ``python tests/bench/preview.py``
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from smartplanner.ui.application import discard, make_application
from smartplanner.ui.preview import PageView

FEW, MANY = 3, 100
LINE = "截至2026年11月23日，全市共督办重点任务472项，已办结148项。"
SIZE = (760, 700)
FIRST_PAGE, FRAME, SEARCH, RATIO = 300.0, 33.0, 100.0, 3.0
"""Limits: milliseconds, and how much longer many pages may take than few until the first one is there."""


def main() -> int:
    """Measure, print, and return 1 if a limit is passed."""
    make_application()
    few, many = pdf(FEW), pdf(MANY)
    opened(few)  # fonts and the library are warm for both alike
    first = {count: statistics.median(opened(data)[0] for _ in range(5)) for count, data in ((FEW, few), (MANY, many))}
    _spent, view = opened(many, keep=True)
    wait(lambda: len(view.marks.texts) == MANY)
    frames = [frame(view, step) for step in range(60)]
    began = time.perf_counter()
    view.search("重点任务")
    search = (time.perf_counter() - began) * 1000
    found = len(view.marks.hits)
    discard(view)
    worst = sorted(frames)[int(len(frames) * 0.95)]
    ratio = first[MANY] / first[FEW]
    print(f"first page drawn: {first[FEW]:.0f} ms of {FEW} pages, {first[MANY]:.0f} ms of {MANY} (limit {FIRST_PAGE})")
    print(f"  ratio {ratio:.2f} (limit {RATIO})")
    print(f"a frame while scrolling, 95 of 100: {worst:.1f} ms (limit {FRAME})")
    print(f"search over {MANY} pages, {found} hits: {search:.0f} ms (limit {SEARCH})")
    return int(first[MANY] > FIRST_PAGE or ratio > RATIO or worst > FRAME or search > SEARCH)


def pdf(pages: int) -> bytes:
    """Return a PDF of full pages of text."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for _page in range(pages):
        canvas.setFont("STSong-Light", 16)
        for row in range(22):
            canvas.drawString(80, 740 - 29 * row, LINE[:28])
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def opened(data: bytes, *, keep: bool = False) -> tuple[float, PageView]:
    """Return the milliseconds until the first page is drawn."""
    view = PageView()
    view.resize(*SIZE)
    view.show()
    began = time.perf_counter()
    view.show_pdf(data)
    wait(lambda: view.first_drawn)
    spent = (time.perf_counter() - began) * 1000
    if not keep:
        discard(view)
    return spent, view


def frame(view: PageView, step: int) -> float:
    """Scroll on by some pages and return the milliseconds until the window has painted."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    began = time.perf_counter()
    view.verticalScrollBar().setValue(step * 900)
    view.render(image)
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def wait(ready: Callable[[], bool]) -> None:
    """Let the window work until *ready*."""
    until = time.monotonic() + 30
    while not ready() and time.monotonic() < until:
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
