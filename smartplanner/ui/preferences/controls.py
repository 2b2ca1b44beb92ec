"""The control of each kind of preference: shows a value, and tells when a person chose another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.preferences import LANGUAGE_NAMES, Kind, Preference
from smartplanner.ui.folder_field import ask_folder
from smartplanner.ui.icons import dress
from smartplanner.ui.theme import SPACE

Told = Callable[[Any], None]


def make_control(about: Preference, value: Any, told: Told, *, names: Sequence[str] = ()) -> QWidget:
    """Return the control of *about* showing *value*; *told* hears each change.

    *names* are those of the records that a RECORD is chosen from.
    """
    if about.kind is Kind.SWITCH:
        made: QWidget = _switch(about, told, on=bool(value))
    elif about.kind is Kind.PERCENT:
        made = _percent(about, int(value), told)
    elif about.kind is Kind.FOLDER:
        made = _Folder(about, str(value), told)
    else:
        choices = dict(_choices(about)) if about.kind is Kind.CHOICE else {"": _("None"), **{one: one for one in names}}
        made = _choice(choices, str(value), told)
    made.setAccessibleName(_(about.label))
    made.setAccessibleDescription(_(about.help))
    return made


def _choices(about: Preference) -> list[tuple[str, str]]:
    own = about.choices is LANGUAGE_NAMES
    return [(value, label if own else _(label)) for value, label in about.choices.items()]


def _choice(choices: dict[str, str], value: str, told: Told) -> QComboBox:
    made = QComboBox()
    if value not in choices:  # a record of another book
        choices = {**choices, value: value}
    for known, label in choices.items():
        made.addItem(label, known)
    with QSignalBlocker(made):
        made.setCurrentIndex(made.findData(value))
    made.currentIndexChanged.connect(lambda _place: told(made.currentData()))
    return made


def _switch(about: Preference, told: Told, *, on: bool) -> QCheckBox:
    made = QCheckBox(_(about.label))
    made.setChecked(on)
    made.toggled.connect(told)
    return made


def _percent(about: Preference, value: int, told: Told) -> QSpinBox:
    made = QSpinBox()
    made.setRange(about.lowest, about.highest)
    made.setSingleStep(10)
    made.setSuffix("%")
    made.lineEdit().setTextMargins(SPACE // 2, 0, 0, 0)  # as the letters of the other controls
    made.setKeyboardTracking(False)
    made.setValue(value)
    made.valueChanged.connect(told)
    return made


class _Folder(QWidget):
    """A path with a button that asks for it and one that takes it away."""

    def __init__(self, about: Preference, value: str, told: Told) -> None:
        super().__init__()
        self._label, self._told = _(about.label), told
        self.path = QLineEdit(value)
        self.path.setReadOnly(True)
        self.path.setAccessibleName(self._label)
        self.path.setPlaceholderText(_("Beside the book"))
        asking, clearing = QPushButton(_("Choose…")), QPushButton(_("Clear"))
        dress(asking, "folder")
        asking.clicked.connect(self._ask)
        clearing.clicked.connect(lambda: self._take(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.path, 1)
        row.addWidget(asking)
        row.addWidget(clearing)
        self.setFocusProxy(asking)

    def _ask(self) -> None:
        chosen = ask_folder(self, self.path.text(), title=self._label)
        if chosen is not None:
            self._take(str(chosen))

    def _take(self, path: str) -> None:
        self.path.setText(path)
        self._told(path)
