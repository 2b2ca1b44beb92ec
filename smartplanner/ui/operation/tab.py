"""What the tabs of a contract and of an operator have in common: a table, a sentence where it is empty, buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from smartplanner.ui.form_tab import FormTab
from smartplanner.ui.operation.listing import Listing
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column
from smartplanner.ui.theme import SPACE


class PartTab(FormTab):
    """A table over rows of one record; it is read anew when the record's form says so."""

    def __init__(self, session: Session, id: str, columns: Sequence[Column], identity: Callable[[Any], str]) -> None:
        super().__init__(session, id)
        self.listing = Listing(columns, identity, nothing=self.nothing(), parent=self)
        self.table, self.model = self.listing.table, self.listing.model
        self.table.horizontalHeader().setStretchLastSection(not columns[-1].right)
        self.above = QVBoxLayout()
        self.above.setSpacing(SPACE)
        self.below = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.addLayout(self.above)
        layout.addWidget(self.listing, 1)
        layout.addLayout(self.below)
        layout.addWidget(self.tool_row)

    def load(self) -> None:
        """Show the rows as they are now."""
        self.listing.show_rows(self.read())
