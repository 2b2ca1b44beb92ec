"""Remembers how a person set up the list of a page; filters are forgotten, lest a list seem shorter than it is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from smartplanner.base.settings import remember, remembered
from smartplanner.ui.grid.state import ViewState
from smartplanner.ui.grid.view import Grid

DELAY = 600
"""Milliseconds after the last change before it is written down."""


class Memory(QObject):
    """What is remembered of one grid under a page's name.  ``usual`` is how it is without being set up."""

    def __init__(self, grid: Grid, page: str) -> None:
        super().__init__(grid)
        self._grid = grid
        self._key = f"list.{page}"
        self.usual = ViewState()
        self._kept = ViewState()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.keep)
        self._following = False
        self._silent = False

    def restore(self) -> None:
        """Take the present set-up for the usual one, then bring back the remembered one; from now on follow."""
        self.usual = self._kept = _lasting(self._grid.view_state())
        text = remembered(self._key)
        if isinstance(text, str):
            self._grid.show_state(ViewState.from_json(text))
            self._kept = _lasting(self._grid.view_state())
        if not self._following:
            self._following = True
            self._grid.laid_out.connect(self._timer.start)
            self._grid.grid_model.arranged.connect(self._timer.start)

    def take_for_usual(self) -> None:
        """Take the present set-up for the usual one where it is as usual but for what was just shown."""
        if self._kept == self.usual:
            self.usual = self._kept = _lasting(self._grid.view_state())

    def differs(self) -> bool:
        """Whether the list is set up otherwise than usual, what it only shows differently aside."""
        present = _lasting(self._grid.view_state())
        return (present.columns, present.sort, present.group) != (self.usual.columns, self.usual.sort, self.usual.group)

    def let_go(self) -> None:
        """Remember nothing of this list from now on: it was made to be read, not to be set up."""
        self._silent = True

    def keep(self) -> None:
        """Write down what has changed since it was last written."""
        self._timer.stop()
        if self._silent:
            return
        present = _lasting(self._grid.view_state())
        if present != self._kept:
            self._kept = present
            remember(self._key, None if present == self.usual else present.to_json())


def _lasting(state: ViewState) -> ViewState:
    return replace(state, filters=(), text="", quick=())
