"""The editor of several lines of text."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from smartplanner.fields.description import Field
from smartplanner.ui.editors.frame import Editor


class TextEditor(Editor):
    """Several lines of text."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(54)
        # Without a wish of its own for height it takes what the form has left.
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.text.textChanged.connect(self.edited.emit)
        self._row.addWidget(self.text)
        self.setFocusProxy(self.text)

    def value(self) -> str | None:
        return self.text.toPlainText().strip() or None

    def set_value(self, value: str | None) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(value or "")
