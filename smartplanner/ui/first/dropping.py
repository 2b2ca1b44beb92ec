"""Ledgers that are dropped before there is a book: a book is made for them, beside them, and they are taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from smartplanner.base.i18n import _
from smartplanner.ui.handling.ledgers import import_ledgers
from smartplanner.ui.session import literally

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def take_into_new_book(shell: Shell, ledgers: Sequence[Path]) -> None:
    """Ask whether a book is to be made for *ledgers*, make it where the person says, and show their preview."""
    names = "\n".join(path.name for path in ledgers[:5])
    question = _(
        "No book is open.  Make a new book and take these ledgers in?\n{names}\n"
        "A preview shows everything before anything is written.",
        names=names,
    )
    box = QMessageBox(QMessageBox.Icon.Question, _("New book"), literally(question), parent=shell)
    making = box.addButton(_("Make a new book"), QMessageBox.ButtonRole.AcceptRole)
    opening = box.addButton(_("Open a book"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(making)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    if chosen is making:
        shell.do("new")
    elif chosen is opening:
        shell.do("open")
    if shell.session is not None:
        import_ledgers(shell, ledgers)
