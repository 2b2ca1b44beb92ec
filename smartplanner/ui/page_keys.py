"""Keys that do something on a page or in a table, as actions: so the list of shortcuts finds them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

HERE = Qt.ShortcutContext.WidgetShortcut
"""The widget itself has the focus."""
WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
"""The widget or something in it has the focus."""
WINDOW = Qt.ShortcutContext.WindowShortcut
"""The widget is in view, wherever in its window the focus is."""


def add_key(
    widget: QWidget,
    key: str | QKeySequence.StandardKey,
    do: Callable[[], object],
    *,
    where: Qt.ShortcutContext,
    text: str = "",
) -> QAction:
    """Let *key* (as Qt writes it, such as ``Ctrl+L``) do something, and return the action.

    *text* says in the list of shortcuts what it does; the keys of the system have words there already.
    """
    action = QAction(text, widget)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(where)
    action.triggered.connect(lambda _checked=False: do())
    widget.addAction(action)
    return action
