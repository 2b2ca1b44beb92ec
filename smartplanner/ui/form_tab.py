"""What the tabs of all records' forms have in common: rows of the record, and buttons under them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.session import Session


class FormTab(QWidget):
    """Rows of one record; they are read anew when the record's form says so.

    ``tools`` is the line of buttons in ``tool_row``, which folds what it is told to where a window is narrow.
    """

    def __init__(self, session: Session, id: str) -> None:
        super().__init__()
        self.session, self.id = session, id
        self.tool_row = FoldingRow(self)
        self.tools = self.tool_row.line

    def read(self) -> Sequence[Any]:
        """Return the rows to show."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Return what to say where there are no rows."""
        raise NotImplementedError

    def load(self) -> None:
        """Show the rows as they are now."""
        raise NotImplementedError

    def add_button(self, text: str, action: Callable[[], object]) -> QPushButton:
        """Put a button under the table; Enter in a field of the form does not press it."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setEnabled(self.session.office.writable)
        button.clicked.connect(lambda _on=False: action())
        self.tools.addWidget(button)
        return button
