"""The parts beside a record of a plain form: a slim row of buttons, each of which unfolds one below the fields."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.beside.tabs import Beside
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

_HEIGHT, _WIDTH = 300, 760
"""Device-independent pixels: what an unfolded part adds in height, and the least width of the form then."""


class Fold(QWidget):
    """A button for each part; pressing one shows it and makes the form larger, pressing it again folds it up."""

    def __init__(self, beside: Beside, form: QWidget) -> None:
        super().__init__()
        self._beside, self._form = beside, form
        self.buttons: dict[str, QToolButton] = {}
        self.stack = QStackedWidget()
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for name, part in beside.parts.items():
            button = QToolButton()
            button.setCheckable(True)
            button.setArrowType(Qt.ArrowType.RightArrow)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda on, name=name: self.unfold(name if on else ""))
            self.buttons[name] = button
            self.stack.addWidget(part)
            row.addWidget(button)
        row.addStretch()
        self.stack.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored
        )  # the form's fields stay in view
        self.stack.setMinimumHeight(_HEIGHT - SPACE)
        self.stack.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)
        beside.when_counted(self._say)
        self._say()

    def unfold(self, name: str) -> None:
        """Show the part *name*; an empty name folds everything up."""
        was_open = not self.stack.isHidden()
        for other, button in self.buttons.items():
            button.setChecked(other == name)
            button.setArrowType(Qt.ArrowType.DownArrow if other == name else Qt.ArrowType.RightArrow)
        if name:
            self.stack.setCurrentWidget(self._beside.parts[name])
        self.stack.setVisible(bool(name))
        size = self._form.size()
        if name and not was_open:
            resize_within_screen(self._form, max(size.width(), _WIDTH), size.height() + _HEIGHT)
        elif was_open and not name:
            self._form.resize(size.width(), max(200, size.height() - _HEIGHT))

    def _say(self) -> None:
        for name, button in self.buttons.items():
            button.setText(self._beside.title(name))
            button.setToolTip(_("Show or hide this below the fields"))
