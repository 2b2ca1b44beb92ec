"""The editors of closed lists: one of several, yes or no."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from smartplanner.base.i18n import _
from smartplanner.fields.description import Field
from smartplanner.ui.editors.frame import Editor


class StillBox(QComboBox):
    """A combo box that the wheel scrolls past: who scrolls a form must not change what it passes over."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class ChoiceEditor(Editor):
    """One of a closed list."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = StillBox(self)
        assert field.choices is not None
        if not field.required:
            self.box.addItem("", None)
        for choice in field.choices:
            self.box.addItem(_(choice.label), str(choice))
        self.box.activated.connect(lambda _place: self.edited.emit())
        self._row.addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> str | None:
        found: str | None = self.box.currentData()
        return found

    def set_value(self, value: str | None) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(None if value is None else str(value))))


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QCheckBox(self)
        self.box.clicked.connect(lambda _on: self.edited.emit())
        self._row.addWidget(self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.box.setChecked(bool(value))
