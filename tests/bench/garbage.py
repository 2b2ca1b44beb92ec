"""How long Python's search for garbage stops the program on a book of 50,000 matters, and whether memory grows.

While a search is made no thread runs, so each is held against the limit of what a person feels as a hitch.  Told are,
for each action, the longest search of each kind (of young, of middle and of all values), in time of the processor, so
that other programs do not count; how many values the searches found to be garbage, which others should have dropped;
and the memory of the program before and after.  Then a day's work is played: edits, papers, imports taken back and
another day looked at, with the memory after each part; at the end what a full search would take and find.

    garbage.py [ROUNDS]     3 rounds of 20 edits, 2 papers, an import that is taken back, and another day
"""

import gc
import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 0.1
GROWTH = 1.25
"""Memory after the last round to that after the second, at most."""
ROUNDS = 3
EDITS, PAPERS = 20, 2
ROWS_TO_IMPORT = 2_000
BOOK, OTHER, LEDGER = "large.splan", "other.splan", "大台账.xlsx"
PAGES = (
    "overview", "papers", "history", "board", "red_list", "task", "scores", "portfolio", "gantt", "operation", "plan",
)  # fmt: skip
KINDS = ("young", "middle", "all")


class Searches:
    """The searches that Python makes: how long each kind took at most, in seconds, and how many values they found."""

    def __init__(self) -> None:
        self.longest = [0.0, 0.0, 0.0]
        self.found = 0
        self._began = 0.0
        gc.callbacks.append(self._note)

    def begin(self) -> None:
        """Forget what was."""
        self.longest, self.found = [0.0, 0.0, 0.0], 0

    def _note(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.thread_time()
            return
        kind = info["generation"]
        self.longest[kind] = max(self.longest[kind], time.thread_time() - self._began)
        self.found += info["collected"]


class Player:
    """Plays actions in a window and tells what each cost."""

    def __init__(self) -> None:
        from heartbeat import DAY, Heart

        from smartplanner.ui.application import make_application
        from smartplanner.ui.shell import Shell

        make_application()
        self.searches = Searches()
        self.worst = 0.0
        self.shell = Shell(as_of=DAY)
        self.shell.resize(1366, 768)
        self.shell.show()
        self.heart = Heart()

    def idle(self) -> bool:
        from PySide6.QtCore import QThreadPool

        return all(pool.activeThreadCount() == 0 for pool in self.shell.findChildren(QThreadPool))

    def wait(self, action, is_done=None) -> None:
        """Do *action* and wait until all is quiet."""
        self.heart.during(action, is_done or self.idle)

    @contextmanager
    def told(self, name: str):
        """Tell what searches were made meanwhile."""
        before = memory()
        self.searches.begin()
        yield
        longest = self.searches.longest
        self.worst = max(self.worst, *longest)
        searched = ", ".join(f"{kind} {took * 1000:5.1f}" for kind, took in zip(KINDS, longest, strict=True))
        verdict = "" if max(longest) <= LIMIT else "  TOO LONG"
        print(
            f"{name:24} longest search, ms: {searched} (limit {LIMIT * 1000:.0f}); found {self.searches.found:6,};"
            f" memory {before:5.0f} -> {memory():5.0f} MB{verdict}",
            flush=True,
        )

    def play(self, name: str, action, is_done=None) -> None:
        """Do *action*, wait until all is quiet, and tell."""
        with self.told(name):
            self.wait(action, is_done)


def main() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SMARTPLANNER_HOME"] = str(folder / "home")
        from heartbeat import make_ledger
        from open_window import make_book

        make_book(folder / BOOK)
        shutil.copy(folder / BOOK, folder / OTHER)
        make_ledger(folder / LEDGER, rows=ROWS_TO_IMPORT)
        gc.collect()
        player = Player()
        once(player, folder)
        again_and_again(player, folder, rounds)
        at_the_end(player, folder)
    sys.stdout.flush()
    os._exit(0)


def once(player: Player, folder: Path) -> None:
    """Play each action once."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QTableView

    shell = player.shell
    player.play("open the book", lambda: shell.open_book(folder / BOOK), opened(player))
    player.play("load ahead", lambda: None, lambda: shell.ahead.is_done and player.idle())
    for name in PAGES:
        player.play(f"page {name}", lambda name=name: shell.go_to(name))
    page = shell.go_to("task")
    player.play("filter the list", lambda: page.search.setText("建设"))
    view = page.findChildren(QTableView)[0]
    player.play("sort the list", lambda: view.sortByColumn(2, Qt.SortOrder.DescendingOrder))
    for entity in ("task", "organisation"):
        player.play(f"open a form: {entity}", lambda entity=entity: open_a_form(shell, entity))
    player.play("change a matter", lambda: change(shell, "改过的事项"))
    player.play("take it back", lambda: shell.do("undo"))


def again_and_again(player: Player, folder: Path, rounds: int) -> None:
    """Play a day's work, and hold the memory at its end against that near its beginning."""
    shell, settled = player.shell, 0.0
    for number in range(1, rounds + 1):
        with player.told(f"round {number}: edits"):
            for edit in range(EDITS):
                player.shell.go_to("task")
                player.wait(lambda edit=edit: change(shell, f"第{edit}次改动"))
        with player.told(f"round {number}: papers"):
            for _paper in range(PAPERS):
                write_a_paper(player)
        with player.told(f"round {number}: import, undo"):
            take_in_and_back(player, folder / LEDGER)
        with player.told(f"round {number}: another day"):
            player.wait(lambda: shell.look_as_of(shell.as_of + timedelta(1)))
        if number == min(2, rounds):
            settled = memory()
    times = memory() / settled
    verdict = "" if times <= GROWTH else "  GROWS"
    print(f"memory after {rounds} rounds is {times:.2f} times that after the second (limit {GROWTH}){verdict}")


def at_the_end(player: Player, folder: Path) -> None:
    """Open another book, close it, and tell what is left."""
    from smartplanner.base.memory import search_all

    shell = player.shell
    before = sys.getallocatedblocks()
    player.play("open another book", lambda: shell.open_book(folder / OTHER), opened(player))
    player.play("close it", shell.close_book)
    closed = sys.getallocatedblocks()
    print(f"longest search of all actions {player.worst * 1000:.1f} ms (limit {LIMIT * 1000:.0f} ms)")
    player.searches.begin()
    search_all()
    took, found = player.searches.longest[2], player.searches.found
    print(f"values in memory: {before:,} with the book, {closed:,} closed, {sys.getallocatedblocks():,} searched")
    print(f"the full search behind another program takes {took * 1000:.0f} ms and finds {found:,}; {memory():.0f} MB")


def opened(player: Player):
    return lambda: bool(player.shell.page_name()) and player.idle()


def open_a_form(shell, entity: str) -> None:
    form = shell.make_form(entity, next(iter(shell.session.office.reader.names(entity))))
    form.show()
    form.grab()
    form.close()
    form.deleteLater()


def change(shell, title: str) -> None:
    from smartplanner.commands.editing import set_fields

    id = next(iter(shell.session.office.reader.names("task")))
    set_fields(shell.session.office, "task", [id], {"title": title})


def write_a_paper(player: Player) -> None:
    page = player.shell.go_to("papers")
    player.wait(page.load, lambda: not page.pane.busy and page.pane.view.idle and player.idle())


def take_in_and_back(player: Player, ledger: Path) -> None:
    from smartplanner.ui.importing import ImportDialog

    dialog = ImportDialog(player.shell.session, [ledger], player.shell)
    player.wait(dialog.show, lambda: len(dialog.proposals) == 1 and player.idle())
    player.wait(dialog.accept_button.click, lambda: not dialog.isVisible() and player.idle())
    dialog.deleteLater()
    player.wait(lambda: player.shell.do("undo"))


def memory() -> float:
    """Return the memory of the program in MB."""
    return psutil.Process().memory_info().rss / 1e6


if __name__ == "__main__":
    main()
