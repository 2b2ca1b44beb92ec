"""The line below a grid that counts and adds up the cells that are selected."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from smartplanner.ui.grid.selection import pieces
from smartplanner.ui.grid.sums import Tally, say_tally
from smartplanner.ui.grid.view import Grid
from smartplanner.ui.slices import Slices, all_at_once

DELAY = 60
"""Milliseconds after the selection changed before it is counted."""
MANY = 5_000
"""Selected cells from which on they are counted a slice at a time, so that the window goes on."""
LOW = 400
"""Pixels of a page up to which each line counts."""


class TallyLine(QLabel):
    """Says what is selected in *grid*, the list of *page*, when the selection rests."""

    def __init__(self, grid: Grid, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("muted")
        self._grid, self._page = grid, page
        self._counting: Slices[Tally] | None = None
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(DELAY)
        self._resting.timeout.connect(self._count)
        grid.selectionModel().selectionChanged.connect(lambda *_change: self._resting.start())
        grid.model().modelReset.connect(self._resting.start)

    def fit(self) -> None:
        """Keep the line, which else moves the rows; not in a low window while it says nothing, nor below no rows."""
        wanted = bool(self.text()) or self._page.height() > LOW
        self.setVisible(wanted and self._grid.model().rowCount() > 0)

    def _count(self) -> None:
        if self._counting is not None and isValid(self._counting):
            self._counting.stop()
        work = self._grid.tallying()
        if sum(piece.width() * piece.height() for piece in pieces(self._grid)) < MANY:
            self._say(all_at_once(work))
        else:
            self._counting = Slices(work, self._say, parent=self)

    def _say(self, found: Tally) -> None:
        self.setText(say_tally(found) if found.count > 1 else "")
        self.fit()
