"""What contradicts itself in a form: told with what to do, mended or kept as the person decides, never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.rules.consistency import doubts_of


def with_doubts_asked(write: Callable[[], bool], accepted: set[Problem], window: QWidget) -> bool:
    """Do *write* again with the doubts that a person keeps, which are put into *accepted*.

    False where the person goes back to mend them; raises the Problem of what cannot be kept.
    """
    while True:
        try:
            return write()
        except Problem as problem:
            doubts = doubts_of(problem)
            if not set(doubts) - accepted:
                raise
            if not keeps(doubts, window):
                return False
            accepted |= set(doubts)


def keeps(doubts: Sequence[Problem], window: QWidget) -> bool:
    """Ask whether to keep what contradicts itself; to go back is the answer of Enter and Esc."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Does this fit together?"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("\n\n".join(doubt.sentence() for doubt in doubts))
    box.setInformativeText(_("Nothing is lost either way: what you typed stays in the form until it is saved."))
    keep = box.addButton(_("Keep it as it is"), QMessageBox.ButtonRole.AcceptRole)
    back = box.addButton(_("Go back and mend it"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    kept = box.clickedButton() is keep
    box.deleteLater()
    return kept
