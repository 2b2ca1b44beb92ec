"""What stands in the place of a board without cards: why, and what to do now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.theme import SPACE


class Empty(QWidget):
    """``importing`` asks for the import of ledgers, ``clearing`` for all cards."""

    importing = Signal()
    clearing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = QLabel()
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.import_button = QPushButton(_("Import ledgers"))
        self.clear_button = QPushButton(_("Show all cards"))
        self.import_button.clicked.connect(self.importing)
        self.clear_button.clicked.connect(self.clearing)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE * 2)
        layout.addStretch(1)
        layout.addWidget(self.sentence)
        for button in (self.import_button, self.clear_button):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def explain(self, *, total: int) -> None:
        """Say why there is nothing, of *total* cards."""
        self.import_button.setVisible(total == 0)
        self.clear_button.setVisible(total > 0)
        self.sentence.setText(
            _("No card fits what you are looking for.")
            if total
            else _("There are no tasks in this book yet. Import a ledger, and they appear here as cards.")
        )

    def say_reading(self) -> None:
        """Say that the cards are on their way."""
        self.import_button.hide()
        self.clear_button.hide()
        self.sentence.setText(_("Reading …"))
