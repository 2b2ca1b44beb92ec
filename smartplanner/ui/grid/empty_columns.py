"""Columns in which no row has anything: put away at first, so that what is filled has the room; back once it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smartplanner.ui.grid.view import Grid

FEWEST = 20
"""Rows from which an empty column says something: whoever is just beginning needs the columns to type into."""
STAYING = frozenset({"light", "title", "name", "lead", "due", "state", "progress"})
"""What a person looks for in a list although it is empty."""


class EmptyColumns:
    """Puts the empty columns of *grid* away and brings them back; what a person shows or hides is left alone."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._away: set[str] = set()

    def put_away(self, rows: Sequence[Any]) -> None:
        """Hide the columns that none of *rows* fills; of few rows none."""
        if len(rows) < FEWEST:
            return
        for column in self._grid.grid_model.columns:
            if column.name not in STAYING and not any(column.text(row) for row in rows):
                self._grid.show_column(column.name, shown=False)
                self._away.add(column.name)

    def bring_back(self, rows: Sequence[Any]) -> bool:
        """Show again what was put away and is filled by one of *rows* now; returns whether there was any."""
        model, found = self._grid.grid_model, set[str]()
        for name in self._away:
            column = model.columns[model.column_of(name)]
            if any(column.text(row) for row in rows):
                found.add(name)
        for name in found:
            self._grid.show_column(name, shown=True)
        self._away -= found
        return bool(found)
