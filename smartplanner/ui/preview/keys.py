"""Which key does what in a view of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from smartplanner.ui.preview.layout import FIT_WIDTH

if TYPE_CHECKING:
    from smartplanner.ui.preview.view import PageView

STEP = 1.2
"""How much one step zooms."""
_OVERLAP = 48
"""Pixels of the old sight that a Page Down leaves in view."""


def act_of(view: PageView, event: QKeyEvent) -> Callable[[], Any] | None:
    """Return what a key does to *view*; None for a key that is not its own."""
    if event.matches(QKeySequence.StandardKey.Copy):
        return view.copy
    key = Qt.Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return _with_control(view).get(key)
    bar, page = view.verticalScrollBar(), max(_OVERLAP, view.viewport().height() - _OVERLAP)
    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    acts: dict[Qt.Key, Callable[[], Any]] = {
        Qt.Key.Key_PageDown: lambda: bar.setValue(bar.value() + page),
        Qt.Key.Key_PageUp: lambda: bar.setValue(bar.value() - page),
        Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + (-page if back else page)),
        Qt.Key.Key_Home: lambda: bar.setValue(bar.minimum()),
        Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
        Qt.Key.Key_F3: lambda: view.next_hit(-1 if back else 1),
    }
    return acts.get(key)


def _with_control(view: PageView) -> dict[Qt.Key, Callable[[], Any]]:
    return {
        Qt.Key.Key_Plus: lambda: view.zoom_by(STEP),
        Qt.Key.Key_Equal: lambda: view.zoom_by(STEP),
        Qt.Key.Key_Minus: lambda: view.zoom_by(1 / STEP),
        Qt.Key.Key_0: lambda: view.set_zoom(FIT_WIDTH),
        Qt.Key.Key_A: view.mark_all,
        Qt.Key.Key_Home: lambda: view.go_to(1),
        Qt.Key.Key_End: lambda: view.go_to(view.count),
    }
