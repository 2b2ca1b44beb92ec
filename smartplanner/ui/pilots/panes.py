"""What the tabs of a pilot's form have in common: a small table with a sentence where it is empty, and buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from smartplanner.ui.session import Session
from smartplanner.ui.table import Column, Table, TableModel
from smartplanner.ui.theme import SPACE

_LEAST = 96
"""The least height of a table: its head and two rows, in device-independent pixels."""


class Pane(QWidget):
    """A heading, a table or a sentence in its place, and a row of buttons."""

    def __init__(self, session: Session, title: str, columns: Sequence[Column], identity: Callable[[Any], str]) -> None:
        super().__init__()
        self.session = session
        self.heading = plain(title)
        self.heading.setObjectName("subheading")
        self.heading.setVisible(bool(title))
        self.model = TableModel(columns, identity, self)
        self.table = Table(self.model, self)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(_LEAST)  # the form has two of them, one above the other
        self.empty = plain("")
        self.empty.setObjectName("muted")
        self.empty.setWordWrap(True)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.heading)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.tools)
        layout.addStretch(0)

    def show_rows(self, rows: Sequence[Any], nothing: str) -> None:
        """Show these rows, keeping the choice, or the sentence *nothing*."""
        kept = self.table.selected_ids()
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.empty.setText(nothing)
        if kept and self.model.place_of(kept[0]) >= 0:
            self.table.select(kept[0])
        elif rows:
            self.table.selectRow(0)

    def chosen(self) -> Any | None:
        """Return the row that is chosen."""
        ids = self.table.selected_ids()
        return self.model.row_of(ids[0]) if ids else None

    def add_button(self, text: str, action: Callable[[], object]) -> QPushButton:
        """Put a button under the table."""
        made = button(self.session, text, action)
        self.tools.addWidget(made)
        return made


def button(session: Session, text: str, action: Callable[[], object]) -> QPushButton:
    """Return a button that a book for reading only has switched off; Enter in a field does not press it."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setEnabled(session.office.writable)
    made.clicked.connect(lambda _on=False: action())
    return made


def plain(text: str) -> QLabel:
    """Return a label that takes text as text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
