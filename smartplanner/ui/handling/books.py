"""The verbs of the book itself: a new one, another one, a copy, its check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from smartplanner.base.i18n import _
from smartplanner.commands.books import backup
from smartplanner.commands.office import new_office
from smartplanner.ui.first.sample import documents
from smartplanner.ui.progress import LongWork

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

BOOK = ".splan"


def new_book(shell: Shell) -> None:
    """Make a book with the reference data of the city and open it."""
    suggested = str(documents() / _("Smart city work.splan"))
    path, _filter = QFileDialog.getSaveFileName(shell, _("New book"), suggested, _("Books (*.splan)"))
    if path:
        target = Path(path if path.endswith(BOOK) else f"{path}{BOOK}")
        if shell.take(lambda: new_office(target)) and shell.session is not None:
            shell.first_steps.begin(shell.session)


def open_asked(shell: Shell) -> None:
    """Ask for a book and open it."""
    path, _filter = QFileDialog.getOpenFileName(shell, _("Open book"), "", _("Books (*.splan)"))
    if path:
        shell.open_book(Path(path))


def back_up(shell: Shell) -> None:
    """Make a verified copy beside the book."""
    if shell.session is not None:
        path, said = shell.session.office.path, shell.session.said
        LongWork(
            shell.session,
            _("A verified copy is being made"),
            lambda progress, _cancelled: backup(path, progress=progress),
            lambda target: said.emit(_("Verified copy: {file}", file=target)),
            window=shell,
        )


def check_book(shell: Shell) -> None:
    """Check whether the book is whole, and say what is wrong and what to do."""
    from smartplanner.ui.book_check import check_the_book

    check_the_book(shell)
