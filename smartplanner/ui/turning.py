"""Turning over to a large book: opened beside the window, which goes on answering, then shown in turns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office, open_office, open_ready
from smartplanner.ui.navigation import HOME
from smartplanner.ui.opening import Opening, OpeningPage
from smartplanner.ui.session import show_problem

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

_TURN = 1
"""Milliseconds between two steps: a shot of none goes before the timers that wait, and the steps become one."""


class Turning(QObject):
    """What the window shows and does while a book is being opened beside it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._page_before = HOME
        self.opening = Opening(self, self._may_turn_over)
        self.opening.opened.connect(self._turn_over)
        self.opening.failed.connect(self._stay)
        self._page = OpeningPage()
        shell.stack.addWidget(self._page)

    @property
    def is_shown(self) -> bool:
        """Whether a book is being opened and none can be worked on."""
        return self._shell.stack.currentWidget() is self._page

    def open(self, path: Path) -> None:
        """Say that the book is being opened, and open it on another thread."""
        if self.opening.path is not None and same_file(path, self.opening.path):
            return
        shell = self._shell
        if not self.is_shown:
            self._page_before = shell.page_name() or HOME
        shell.ahead.hurry()
        self.opening.open(path, lambda: open_book_at(path, open_ready))
        self._page.show_book(path)
        shell.stack.setCurrentWidget(self._page)
        shell.show_state()

    def _may_turn_over(self) -> bool:
        """Whether nothing is under way any more that the next book would wait for; the old pages go one by one."""
        shell = self._shell
        is_ready = shell.ahead.is_ready and (shell.session is None or shell.session.comes_to_rest())
        return is_ready and not shell.drop_page()

    def _turn_over(self, office: Office) -> None:
        """Work on the book that has been opened beside the window, in turns that each take a moment."""
        shell = self._shell
        shell.work_on(office)
        shell.stack.setCurrentWidget(self._page)
        shell.show_state()
        self._in_turns(shell.make_first_page, shell.show_first_page)

    def _in_turns(self, *steps: Callable[[], None]) -> None:
        """Take the steps one by one, with what waits in the event loop between them, as long as the book is open."""
        session = self._shell.session

        def take_step() -> None:
            if self._shell.session is session:
                steps[0]()
                self._in_turns(*steps[1:])

        if steps and session is not None:
            QTimer.singleShot(_TURN, session, take_step)

    def _stay(self, error: BaseException) -> None:
        """The book could not be opened: say why, and show again what was shown before."""
        shell = self._shell
        shell.ahead.go_on()
        if shell.session is not None and self.is_shown:
            shell.go_to(self._page_before)
        elif self.is_shown:
            shell.stack.setCurrentWidget(shell.welcome)
        shell.show_state()
        if not isinstance(error, Problem):
            raise error
        show_problem(error, shell)


def open_book_at(path: Path, opening: Callable[..., Office] = open_office) -> Office:
    """Open a book to write it, or only to read it where it cannot be written."""
    try:
        return opening(path)
    except Problem as problem:
        if problem.code != "read_only":
            raise
        return opening(path, writable=False)


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; False where there is none."""
    try:
        return one.samefile(other)
    except OSError:
        return False
