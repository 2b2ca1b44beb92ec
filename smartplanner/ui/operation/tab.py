"""What the tabs of a contract and of an operator have in common: a table, a sentence where it is empty, buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smartplanner.ui.operation.listing import Listing
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE


class PartTab(QWidget):
    """A table over rows of one record; it is read anew when the record's form says so."""

    def __init__(self, session: Session, id: str, columns: Sequence[Column], identity: Callable[[Any], str]) -> None:
        super().__init__()
        self.session, self.id = session, id
        self.listing = Listing(columns, identity, nothing=self.nothing())
        self.table, self.model = self.listing.table, self.listing.model
        self.table.horizontalHeader().setStretchLastSection(not columns[-1].right)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(SPACE)
        self.above = QVBoxLayout()
        self.above.setSpacing(SPACE)
        self.below = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.addLayout(self.above)
        layout.addWidget(self.listing, 1)
        layout.addLayout(self.below)
        layout.addLayout(self.tools)

    def read(self) -> Sequence[Any]:
        """Return the rows to show."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return what to say where there are no rows."""
        raise NotImplementedError

    def load(self) -> None:
        """Show the rows as they are now."""
        self.listing.show_rows(self.read())

    def add_button(self, text: str, action: Callable[[], object]) -> QPushButton:
        """Put a button under the table; Enter in a field of the form does not press it."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setEnabled(self.session.office.writable)
        button.clicked.connect(lambda _on=False: action())
        self.tools.addWidget(button)
        return button
