"""One panel of the overview: a heading, the way to the whole list, its first lines, or what to say instead of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.overview.rows import Row, RowList
from smartplanner.ui.theme import SPACE, as_chip


class Panel(QFrame):
    """A panel called *title*; ``asked`` is for the whole list, ``opened`` for one record by entity and id."""

    asked = Signal()
    opened = Signal(str, str)

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.title, self._nothing = title, nothing
        self.heading = plain(title, "subheading")
        self.all_button = QPushButton()
        as_chip(self.all_button)
        self.all_button.hide()
        self.empty = plain(nothing, "muted")
        self.empty.setWordWrap(True)
        self.list = RowList(title)
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE)
        self.head.addWidget(self.heading)
        self.head.addStretch()
        self.head.addWidget(self.all_button)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(SPACE + 2, SPACE - 2, SPACE, SPACE - 2)
        self.inside.setSpacing(2)
        self.inside.addLayout(self.head)
        self.inside.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addWidget(self.list)
        self.inside.addStretch()
        self.all_button.clicked.connect(self.asked)
        self.list.opened.connect(self.opened)

    def show_rows(self, rows: Sequence[Row], *, count: int | None = None, nothing: str = "") -> None:
        """Show the first of these lines; *count* is how many there are in all, if that is not their number."""
        total = len(rows) if count is None else count
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setText(nothing or self._nothing)
        self.empty.setVisible(not rows)
        self.say_all(_("{total} in all", total=total) if total else "")

    def say_all(self, words: str) -> None:
        """Write on the button that opens the whole list; empty hides it."""
        self.all_button.setText(f"{words} ›")
        self.all_button.setAccessibleName(f"{self.title} {words}")
        self.all_button.setVisible(bool(words))


def plain(text: str, name: str = "") -> QLabel:
    """Return a label that takes its text as it is."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if name:
        label.setObjectName(name)
    return label


def quiet(widget: QWidget) -> QWidget:
    """Let the mouse go through a widget to what lies below it."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return widget
