"""The keys of the chart, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from smartplanner.ui.gantt.canvas import GanttCanvas

_ZOOM = 1.4
_SIDEWAYS = 40
"""Pixels."""
_WEEK = 7
_ZOOMS = {Qt.Key.Key_Plus: _ZOOM, Qt.Key.Key_Equal: _ZOOM, Qt.Key.Key_Minus: 1 / _ZOOM}


def press(canvas: GanttCanvas, event: QKeyEvent) -> bool:
    """Do what a key asks for; returns whether it asks for anything here.

    Arrows and pages walk, Alt and an arrow move the current row by a day (with Shift a week), + and - zoom, Home
    shows the day in question, Space folds, Enter opens, Esc drops what is dragged.
    """
    key, row = Qt.Key(event.key()), canvas.current
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        _sideways(canvas, event, 1 if key == Qt.Key.Key_Right else -1)
    elif key in _ZOOMS:
        canvas.zoom(canvas.timeline.scale * _ZOOMS[key])
    elif key == Qt.Key.Key_Home:
        canvas.go_to_day(canvas.look.as_of)
    elif key in (steps := _steps(canvas)):
        canvas.step(steps[key])
    elif row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        canvas.commands.open(row)
    elif row is not None and key == Qt.Key.Key_Space:
        canvas.fold(row.id if row.id in canvas.outline.below else row.parent or "")
    else:
        return key == Qt.Key.Key_Escape and canvas.let_go()
    return True


def _sideways(canvas: GanttCanvas, event: QKeyEvent, direction: int) -> None:
    modifiers = event.modifiers()
    if modifiers & Qt.KeyboardModifier.AltModifier:
        canvas.nudge(direction * (_WEEK if modifiers & Qt.KeyboardModifier.ShiftModifier else 1))
    else:
        bar = canvas.horizontalScrollBar()
        bar.setValue(bar.value() + direction * _SIDEWAYS)


def _steps(canvas: GanttCanvas) -> dict[Qt.Key, int]:
    page = canvas.page
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
