"""What stands in the place of a list that shows nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.theme import SPACE


class EmptyPlace(QWidget):
    """What stands in the place of a list without rows: why, and what to do next."""

    def __init__(self, clear: Callable[[], object]) -> None:
        super().__init__()
        self.label = QLabel()
        self.label.setObjectName("muted")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(_("Clear the filters"))
        self.button.clicked.connect(lambda: clear())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 3, SPACE * 6, SPACE * 3, SPACE * 3)
        layout.addWidget(self.label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def say(self, plural: str, *, filtered: bool) -> None:
        """Say why there is nothing: no rows yet, or none that the filters leave."""
        self.button.setVisible(filtered)
        self.label.setText(
            _("None of “{entities}” fits the filters.", entities=plural)
            if filtered
            else _("Nothing here yet. Add a record with “Add”, or take in a ledger with “File → Import ledgers”.")
        )
