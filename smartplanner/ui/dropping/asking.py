"""What a dropped file is meant for: an attachment, or (a workbook, minutes, a book) work for the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.handling.books import BOOK
from smartplanner.ui.handling.ledgers import LEDGERS, MINUTES

ATTACH, HAND_ON, NOTHING = "attach", "hand_on", ""
"""What a person may answer: attach the files, let the window have them, leave them."""


def is_for_window(paths: Sequence[Path]) -> bool:
    """Whether a book is among the files: nobody attaches one, it is opened."""
    return any(path.suffix.lower() == BOOK for path in paths)


def is_unclear(paths: Sequence[Path]) -> bool:
    """Whether the files may be meant for the window as well as for the record: all workbooks, or a single document.

    What comes together with a picture or a PDF can only be meant to be attached.
    """
    kinds = {path.suffix.lower() for path in paths}
    return kinds <= set(LEDGERS) or (len(paths) == 1 and kinds <= set(MINUTES))


def ask_meaning(paths: Sequence[Path], title: str, window: QWidget) -> str:
    """Ask what files dropped on the record called *title* are meant for; returns what was answered."""
    ledgers = paths[0].suffix.lower() in LEDGERS
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_("Dropped file"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    name = paths[0].name if len(paths) == 1 else _("{name} and {count} more", name=paths[0].name, count=len(paths) - 1)
    box.setText(_("What is “{name}” for?", name=name))
    kept = _("Attach: it is kept beside “{title}” as it is.", title=title)
    if ledgers:
        other = _("Import: its rows are read; you see what would change before anything is written.")
        action = _("Import as a ledger")
    else:
        other = _("Minutes: its decisions become matters; you choose which before anything is written.")
        action = _("Make matters of the minutes")
    box.setInformativeText(f"{kept}\n{other}")
    attaching = box.addButton(_("Attach to this record"), QMessageBox.ButtonRole.AcceptRole)
    handing_on = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(attaching)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    if clicked is attaching:
        return ATTACH
    return HAND_ON if clicked is handing_on else NOTHING
