"""The page without a book: make one, open one, or go on with a recent one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.icons import dress
from smartplanner.ui.theme import SPACE


class WelcomePage(QWidget):
    """``making`` asks for a new book, ``opening`` for the book of a path (empty: ask which)."""

    making = Signal()
    opening = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        heading = QLabel(_("SmartPlanner"))
        heading.setObjectName("heading")
        hint = QLabel(_("Take your ledgers in as they are, see what is late and why, write the briefing."))
        hint.setObjectName("muted")
        new, open_ = QPushButton(_("New book…")), QPushButton(_("Open book…"))
        new.setDefault(True)
        dress(new, "new", on_accent=True)
        dress(open_, "open")
        new.clicked.connect(self.making)
        open_.clicked.connect(lambda: self.opening.emit(""))
        buttons = QHBoxLayout()
        buttons.addWidget(new)
        buttons.addWidget(open_)
        buttons.addStretch()
        self._title = QLabel(_("Recent books"))
        self._title.setObjectName("subheading")
        self._list = QListWidget()
        self._list.setMaximumHeight(240)
        self._list.itemActivated.connect(lambda item: self.opening.emit(item.data(Qt.ItemDataRole.UserRole)))
        column = QVBoxLayout()
        column.setSpacing(SPACE * 2)
        column.addStretch(2)
        column.addWidget(heading)
        column.addWidget(hint)
        column.addLayout(buttons)
        column.addWidget(self._title)
        column.addWidget(self._list)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column, 3)
        row.addStretch(1)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the books of last time that are still there."""
        self._list.clear()
        for path in paths:
            item = QListWidgetItem(f"{path.stem}    {path.parent}", self._list)
            item.setData(Qt.ItemDataRole.UserRole, str(path))
        self._title.setVisible(bool(paths))
        self._list.setVisible(bool(paths))
