"""What a screen reader says of a control that was given no name: its hint, or what the page or form is called.

Only what a page keeps as its own is looked at.  The parts that Qt makes inside its controls are left alone: Python must
not hold on to them, for Qt throws them away without saying so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_NAMED = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)


def name_controls(root: QWidget, title: str) -> None:
    """Name every field, list and table of *root* that has no name; *title* says what *root* is about."""
    for control in _own(root, root, set()):
        if isinstance(control, _NAMED) and not control.accessibleName():
            control.setAccessibleName(_hint(control) or title)


def _own(owner: object, root: QWidget, seen: set[int]) -> Iterator[QWidget]:
    """Yield the widgets below *root* that *owner* keeps, and those that they keep."""
    for value in vars(owner).values():
        for part in _parts(value):
            if id(part) not in seen and root.isAncestorOf(part):
                seen.add(id(part))
                yield part
                if hasattr(part, "__dict__"):
                    yield from _own(part, root, seen)


def _parts(value: Any) -> Iterator[QWidget]:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else (value,)
    return (one for one in values if isinstance(one, QWidget))


def _hint(control: QWidget) -> str:
    if isinstance(control, QLineEdit | QPlainTextEdit | QTextEdit):
        return control.placeholderText()
    return ""
