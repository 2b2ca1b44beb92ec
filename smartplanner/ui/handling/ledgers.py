"""The verbs that take work in from other offices: ledgers, minutes, fill-in workbooks; and files dropped for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.ui.handling.books import BOOK
from smartplanner.ui.session import show_problem

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

LEDGERS = (".xlsx", ".xls", ".et", ".ods", ".csv")
MINUTES = (".docx", ".doc")


def local_paths(dragged: QMimeData) -> list[Path]:
    """Return the files that are dragged over the window."""
    return [Path(url.toLocalFile()) for url in dragged.urls()]


def can_take(paths: Sequence[Path]) -> bool:
    """Say whether the window can do something with one of *paths*."""
    return bool(_kind(paths, *LEDGERS, *MINUTES, BOOK))


def take_dropped(shell: Shell, paths: Sequence[Path]) -> None:
    """Import dropped workbooks, look through dropped minutes, or open a dropped book."""
    books, ledgers, minutes = _kind(paths, BOOK), _kind(paths, *LEDGERS), _kind(paths, *MINUTES)
    if books:
        shell.open_book(books[0])
    elif ledgers and shell.session is None:
        from smartplanner.ui.first.dropping import take_into_new_book

        take_into_new_book(shell, ledgers)
    elif ledgers:
        import_ledgers(shell, ledgers)
    elif minutes:
        take_minutes(shell, minutes[0])


def import_ledgers(shell: Shell, paths: Sequence[Path] = ()) -> None:
    """Ask for workbooks (unless *paths* are given) and show what taking them in would do."""
    if shell.session is None:
        message = _("Ledgers are taken into a book, and none is open.")
        remedy = _("Open a book or make a new one first.")
        show_problem(Problem(code="no_book", message=message, remedy=remedy), shell)
        return
    if not shell.session.office.writable:
        message = _("The book is open to read only; nothing can be taken into it.")
        show_problem(Problem(code="read_only", message=message), shell)
        return
    chosen = list(paths) or _ask_for_ledgers(shell)
    if chosen:
        from smartplanner.ui.importing import ImportDialog

        dialog = ImportDialog(shell.session, chosen, shell)
        dialog.exec()
        dialog.deleteLater()


def take_minutes(shell: Shell, path: Path | None = None) -> None:
    """Find the decisions in minutes of a meeting and make matters of them."""
    if shell.session is not None and shell.session.office.writable:
        from smartplanner.ui.minutes import MinutesDialog

        dialog = MinutesDialog(shell.session, path, shell)
        dialog.exec()
        dialog.deleteLater()


def collect(shell: Shell) -> None:
    """Ask the units with a fill-in workbook each."""
    if shell.session is not None:
        from smartplanner.ui.collecting import CollectDialog

        dialog = CollectDialog(shell.session, shell)
        dialog.exec()
        dialog.deleteLater()


def _ask_for_ledgers(shell: Shell) -> list[Path]:
    patterns = " ".join(f"*{suffix}" for suffix in LEDGERS)
    names, _filter = QFileDialog.getOpenFileNames(
        shell, _("Import ledgers"), "", _("Workbooks ({patterns})", patterns=patterns)
    )
    return [Path(name) for name in names]


def _kind(paths: Sequence[Path], *suffixes: str) -> list[Path]:
    return [path for path in paths if path.suffix.lower() in suffixes]
