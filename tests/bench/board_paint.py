"""How the board's first paint, a scroll and a filter grow with the number of cards.  Prints ratios; no book is needed.

Run: ``python tests/bench/board_paint.py``
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from smartplanner.model.task import TaskState
from smartplanner.queries.board import Cards
from smartplanner.queries.board_names import BoardNames
from smartplanner.queries.tasks import TaskLine
from smartplanner.rules.lights import overdue_days, task_signal
from smartplanner.ui.application import make_application
from smartplanner.ui.board.canvas import BoardCanvas
from smartplanner.ui.board.details import LAMPS, Detail

TODAY = date(2026, 11, 23)
SUBJECTS = ("数字政务", "智慧交通", "智慧社区", "医疗数据互通", "生态环境监测", "公共数据共享", "网络安全测评")
STATES = ["in_progress"] * 6 + [state.value for state in TaskState]
UNITS = {f"unit-{number}": f"北京市第{number}号局" for number in range(40)}
GROUPS = {f"group-{number}": f"第{number}专项工作组" for number in range(8)}
DISTRICTS = {f"district-{number}": f"第{number}区" for number in range(16)}
NAMES = BoardNames(UNITS, UNITS, UNITS, GROUPS, DISTRICTS)
PAST = Detail(("red", "yellow", "green", "blue", "grey", None) * (LAMPS // 6), None)
SMALL, LARGE, HUGE = 50, 2_000, 5_000
SIZE = (1366 - 180, 768 - 110)
ALLOWED = 3.0


def main() -> int:
    """Measure, print, and return 1 if painting many cards takes more than three times as long as painting few."""
    make_application()
    sizes = (SMALL, LARGE, HUGE)
    for count in sizes:
        first_paint(cards(count))  # fonts and glyphs are warm for all alike
    paint = {count: statistics.median(first_paint(cards(count)) for _ in range(9)) for count in sizes}
    for count in sizes:
        print(
            f"first paint of {count:>5} cards: {paint[count]:7.1f} ms  × {paint[count] / paint[SMALL]:.2f} of {SMALL}"
        )
    for count in (LARGE, HUGE):
        report_use(count)
    for lanes in ("district", "group"):
        held = cards(HUGE)
        canvas = shown(held, lanes=lanes)
        frames = [scroll_frame(canvas, step) for step in range(40)]
        grouped = statistics.median(elapsed(lambda h=held, f=lanes: h.board("state", lanes=f)) for _ in range(5))
        print(
            f"{HUGE} cards in lanes by {lanes}: grouped {grouped:.1f} ms, "
            f"scroll frame {statistics.median(frames):.1f} ms, longest {max(frames):.1f} ms"
        )
    children = {count: len(shown(cards(count)).findChildren(QWidget)) for count in sizes}
    print(f"child widgets: {children}")
    ratio = paint[LARGE] / paint[SMALL]
    passed = ratio <= ALLOWED and len(set(children.values())) == 1
    print(f"{'PASSED' if passed else 'FAILED'}: {LARGE} against {SMALL} cards × {ratio:.2f}, allowed × {ALLOWED}")
    return 0 if passed else 1


def report_use(count: int) -> None:
    """Print what a frame of scrolling, a keystroke in the search and a drop cost."""
    held = cards(count)
    canvas = shown(held)
    frames = [scroll_frame(canvas, step) for step in range(40)]
    print(f"scroll frame with {count} cards: {statistics.median(frames):.1f} ms, longest {max(frames):.1f} ms")
    for query in ("智慧", "zhjt"):
        held.board("state", query=query)  # the first time learns the characters
        spent = statistics.median(elapsed(lambda query=query: use(canvas, held, query)) for _ in range(5))
        print(f"filter {query!r} with {count} cards, painted: {spent:.1f} ms")
    line = held.board("state").columns[3].cards[0]
    moved = line._replace(state="done")
    print(f"one card moved among {count}, painted: {elapsed(lambda: drop(canvas, held, moved)):.1f} ms")


def cards(count: int) -> Cards:
    """Return this many made-up matters."""
    return Cards(map(line, range(count)), NAMES, as_of=TODAY)


def line(number: int) -> TaskLine:
    """Return one made-up matter; the same for the same number."""
    due = TODAY + timedelta(days=number * 37 % 230 - 80)
    state = STATES[number * 7 % len(STATES)]
    progress = float(number * 13 % 101)
    return TaskLine(
        id=f"task-{number}",
        code=f"2026-{number:04}",
        title=f"推进{SUBJECTS[number % len(SUBJECTS)]}重点任务第{number}项，形成可复制推广的工作机制和典型经验",
        category=None,
        lead=f"unit-{number % len(UNITS)}",
        support=(),
        district=f"district-{number % len(DISTRICTS)}",
        group=f"group-{number % len(GROUPS)}",
        start=None,
        due=due,
        due_text=None,
        due_precision="day",
        state=state,
        progress=progress,
        amount=None,
        signal=task_signal(state, progress, None, due, as_of=TODAY),
        overdue_days=overdue_days(state, due, as_of=TODAY),
    )


def shown(held: Cards, *, lanes: str = "") -> BoardCanvas:
    """Return a canvas that shows the cards, with the past of each already read."""
    canvas = BoardCanvas(TODAY)
    canvas.set_names(NAMES, TODAY)
    canvas.resize(*SIZE)
    board = held.board("state", lanes=lanes)
    canvas.set_board(board)
    canvas.take_details({card.id: PAST for column in board.columns for card in column.cards})
    return canvas


def first_paint(held: Cards) -> float:
    """Return the milliseconds from cards in memory to the first picture of them, on a new canvas."""
    return elapsed(lambda: picture(shown(held)))


def picture(canvas: BoardCanvas) -> None:
    """Draw the canvas as it is."""
    image = QImage(canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.render(image)


def scroll_frame(canvas: BoardCanvas, step: int) -> float:
    """Scroll the fullest column by a turn of the wheel and draw; returns milliseconds."""
    canvas._scroll_to(3, step * 120)
    return elapsed(lambda: picture(canvas))


def use(canvas: BoardCanvas, held: Cards, query: str) -> None:
    """Filter and draw, as after a keystroke."""
    canvas.set_board(held.board("state", query=query))
    picture(canvas)


def drop(canvas: BoardCanvas, held: Cards, moved: TaskLine) -> None:
    """Take in a changed card and draw, as after a drop."""
    held.replace([moved.id], [moved])
    use(canvas, held, "")


def elapsed(action: Callable[[], object]) -> float:
    """Return how many milliseconds *action* takes."""
    begin = time.perf_counter()
    action()
    QApplication.processEvents()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
