"""A card under way: pressed, carried once the pointer has moved far enough, dropped on a column."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from smartplanner.queries.tasks import TaskLine

EDGE = 48
"""Pixels from the edges within which a carried card makes the board scroll."""
PACE = 14
"""Pixels that it then scrolls at each beat."""
BEAT = 16
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Drag:
    """A card that the pointer holds: where in the card it was taken (*grip*), where the pointer is now."""

    line: TaskLine
    pressed: QPoint
    grip: QPoint
    now: QPoint
    carried: bool = False

    def to(self, point: QPoint) -> Drag:
        """Return the drag with the pointer at *point*; a small tremble is not yet carrying."""
        far = (point - self.pressed).manhattanLength() >= QApplication.startDragDistance()
        return replace(self, now=point, carried=self.carried or far)

    @property
    def corner(self) -> QPoint:
        """Where the left top corner of the carried card is."""
        return self.now - self.grip

    def lift(self, top: int, bottom: int) -> int:
        """Return how far lanes between two heights should scroll up or down now; 0 for not at all."""
        if not self.carried or top + EDGE <= self.now.y() < bottom - EDGE:
            return 0
        return -PACE if self.now.y() < top + EDGE else PACE

    def pull(self, width: int) -> int:
        """Return how far a board that shows *width* pixels should scroll sideways now; 0 for not at all."""
        if not self.carried or EDGE <= self.now.x() < width - EDGE:
            return 0
        return -PACE if self.now.x() < EDGE else PACE
