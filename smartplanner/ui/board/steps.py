"""Which card comes next when a person walks over the board with the keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt

from smartplanner.ui.board.scene import Scene, Spot

ALONG = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
)
"""Keys that lead to another card of the same column."""


def first(scene: Scene) -> Spot | None:
    """Return the first card of the first column that shows any."""
    return next((spot for column in range(len(scene.board.columns)) for spot in _shown(scene, column)), None)


def beside(scene: Scene, spot: Spot, direction: int) -> Spot:
    """Return the card at about the same height in the next column (1 right, -1 left) that shows any; else itself.

    With lanes a column that has a card in the same lane is gone to first.
    """
    height = scene.card_box(spot).top()
    column = spot[0] + direction
    ahead = range(column, len(scene.board.columns)) if direction > 0 else range(column, -1, -1)
    lane = scene.lane_of(spot)
    for same_lane in (True, False) if lane is not None else (False,):
        for other in ahead:
            shown = [each for each in _shown(scene, other) if not same_lane or scene.lane_of(each) == lane]
            if shown:
                return min(shown, key=lambda each: abs(scene.card_box(each).top() - height))
    return spot


def along(scene: Scene, spot: Spot, key: Qt.Key) -> Spot:
    """Return the card of the same column that an arrow, a page key, Home or End leads to."""
    shown = list(_shown(scene, spot[0]))
    place, last, page = shown.index(spot), len(shown) - 1, scene.layout.page()
    wanted = {
        Qt.Key.Key_Up: place - 1,
        Qt.Key.Key_Down: place + 1,
        Qt.Key.Key_PageUp: place - page,
        Qt.Key.Key_PageDown: place + page,
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: last,
    }[key]
    return shown[min(last, max(0, wanted))]


def _shown(scene: Scene, column: int) -> Iterable[Spot]:
    layout = scene.layout
    return ((column, index) for index in range(len(scene.column(column).cards)) if not layout.is_folded(column, index))
