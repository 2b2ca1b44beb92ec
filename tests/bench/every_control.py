"""Whether the window answers whatever a person presses: every control of every page on a book of 50,000 matters.

As ``heartbeat.py`` measures it: what blocks the loop of events for longer than 100 ms is felt as a hitch.  Each button,
tab, box and field of each page is used once, each verb of the menus is done, each column of the list of matters is
filtered, sorted and walked along; dialogs that come up are looked at for a moment and closed.

    every_control.py [PAGE…]     all pages (some ten minutes), or these; "verbs" and "list" stand for the other two
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 0.1
LOOKED_AT = 0.35
"""Seconds that a dialog or popup is looked at."""
MOST = 60.0
"""Seconds that are waited for the work that a control begins."""
CHOICES = 5
"""Entries of a box that are chosen, at most."""
NOT_DONE = {"quit", "close", "open", "new"}
"""Verbs that end what is measured."""


def main(wanted: list[str]) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SMARTPLANNER_HOME"] = str(Path(folder) / "home")
        from open_window import make_book

        book = Path(folder) / "large.splan"
        make_book(book)
        used = Playing(book)
        for part in wanted or [*used.pages(), "list", "verbs"]:
            {"list": used.list_of_matters, "verbs": used.verbs}.get(part, partial(used.page, part))()
        used.tell()
    sys.stdout.flush()
    os._exit(0)


class Playing:
    """A window on *book*, and the longest gaps that its use has had."""

    def __init__(self, book: Path) -> None:
        from heartbeat import DAY, Heart
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from smartplanner.ui.ahead import Ahead
        from smartplanner.ui.application import make_application
        from smartplanner.ui.shell import Shell

        self.application: QApplication = make_application()
        self.shell, self.heart = Shell(as_of=DAY), Heart()
        self.shell.resize(1366, 768)
        self.shell.show()
        self.found: dict[str, float] = {}
        self._seen: tuple[object, float] = (None, 0.0)
        self._closer = QTimer()
        self._closer.timeout.connect(self._close_what_is_open)
        self._closer.start(50)
        self.play("open the book", lambda: self.shell.open_book(book))
        ahead = self.shell.findChild(Ahead)
        self.heart.during(lambda: None, lambda: ahead.is_done and self._is_idle())

    def play(self, name: str, action: Callable[[], object]) -> None:
        gap = self.heart.during(action, self._is_idle, most=MOST)
        self.found[name] = gap.longest
        if gap.longest > LIMIT:
            print(f"{name:60} {gap.longest * 1000:5.0f} ms  TOO LONG", flush=True)

    def tell(self) -> None:
        gaps = sorted(self.found.values())
        missing = sum(gap > LIMIT for gap in gaps)
        worst = max(self.found, key=self.found.__getitem__)
        print(
            f"{len(gaps)} uses of controls: longest gap {gaps[-1] * 1000:.0f} ms ({worst}), 95 of 100 within"
            f" {gaps[len(gaps) * 95 // 100] * 1000:.0f} ms; {missing} over {LIMIT * 1000:.0f} ms"
        )

    # -- what is used

    def pages(self) -> list[str]:
        from smartplanner.ui.navigation import page_titles

        return list(page_titles())

    def page(self, name: str) -> None:
        from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTabBar, QWidget
        from shiboken6 import isValid

        ways = {QTabBar: self._tabs, QComboBox: self._box, QAbstractButton: self._button, QLineEdit: self._field}
        self.play(f"{name}: go", lambda: self.shell.go_to(name))
        page, used = self.shell.go_to(name), set[tuple[str, str]]()
        for _turn in range(2):  # some are there only after others were used
            for control in page.findChildren(QWidget):
                way = next((ways[kind] for kind in ways if isValid(control) and isinstance(control, kind)), None)
                if way is None or not control.isVisible() or not control.isEnabled():
                    continue
                key = (type(control).__name__, _name_of(control))
                if key not in used:
                    used.add(key)
                    way(f"{name}: {key[1]}", control)
                    if self.shell.page_name() != name:
                        self.play(f"{name}: back", lambda: self.shell.go_to(name))

    def list_of_matters(self) -> None:
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        self.play("list: go", lambda: self.shell.go_to("task"))
        page = self.shell.go_to("task")
        grid, model, order = page.table, page.model, Qt.SortOrder
        for number, column in enumerate(model.columns):
            if grid.isColumnHidden(number):
                continue
            self.play(f"list: filter of {column.name}", lambda number=number: grid.open_filter(number))
            self.play(f"list: sort by {column.name}", lambda n=number: grid.sortByColumn(n, order.AscendingOrder))
            self.play(
                f"list: from the end by {column.name}", lambda n=number: grid.sortByColumn(n, order.DescendingOrder)
            )
            if model.facets[number].raw is not column.text:
                self.play(f"list: group by {column.name}", lambda column=column: model.group_by([column.name]))
                self.play("list: fold", lambda: model.fold(model.group_keys(), away=True))
                self.play("list: no groups", lambda: model.group_by([]))
        for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_A):
            press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.ControlModifier)
            self.play(f"list: Ctrl+{key.name}", lambda press=press: self.application.sendEvent(grid, press))
        for words in ("建", "js", "49999", ""):
            self.play(f"list: type “{words}”", lambda words=words: page.search.setText(words))

    def verbs(self) -> None:
        from smartplanner.commands.verbs import VERBS

        for verb in VERBS:
            if verb.id not in NOT_DONE and self.shell.action(verb.id).isEnabled():
                self.play(f"verb {verb.id}", lambda verb=verb: self.shell.do(verb.id))

    # -- how it is used

    def _button(self, name, button) -> None:
        self.play(name, button.click)

    def _field(self, name, field) -> None:
        if not field.isReadOnly():
            self.play(f"{name}: type", lambda: field.setText("建设"))
            self.play(f"{name}: clear", lambda: field.setText(""))

    def _tabs(self, name, tabs) -> None:
        for place in range(tabs.count()):
            self.play(f"{name} {tabs.tabText(place)}", lambda place=place: tabs.setCurrentIndex(place))

    def _box(self, name, box) -> None:
        from shiboken6 import isValid

        for place in [*range(min(box.count(), CHOICES)), 0]:
            if isValid(box):
                self.play(f"{name} {box.itemText(place)}", lambda place=place: box.setCurrentIndex(place))

    # -- what comes up

    def _open_window(self):
        from PySide6.QtWidgets import QDialog

        application = self.application
        dialogs = (one for one in application.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
        return application.activePopupWidget() or application.activeModalWidget() or next(dialogs, None)

    def _is_idle(self) -> bool:
        from PySide6.QtCore import QThreadPool

        working = any(pool.activeThreadCount() for pool in self.shell.findChildren(QThreadPool))
        return not working and self._open_window() is None

    def _close_what_is_open(self) -> None:
        from PySide6.QtWidgets import QDialog

        from smartplanner.ui.progress import ProgressForm

        window, now = self._open_window(), time.perf_counter()
        if window is None or isinstance(window, ProgressForm) or window is not self._seen[0]:
            self._seen = (window, now)
        elif now - self._seen[1] > LOOKED_AT:
            self._seen = (None, 0.0)
            window.reject() if isinstance(window, QDialog) else window.close()


def _name_of(control) -> str:
    texts = (control.accessibleName(), getattr(control, "text", str)(), control.toolTip(), control.objectName())
    return next((text.replace("\n", " ")[:30] for text in texts if text), "")


if __name__ == "__main__":
    main(sys.argv[1:])
