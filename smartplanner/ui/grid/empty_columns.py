"""Columns in which little stands: empty ones are put away at first, rarely filled ones go to the end of the list.

So what is filled has the room.  A column that was put away comes back as soon as something is written into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from smartplanner.ui.grid.view import Grid

FEWEST = 20
"""Rows from which an empty column says something: whoever is just beginning needs the columns to type into."""
RARELY = 0.25
"""The share of rows below which a column counts as rarely filled."""
STAYING = frozenset({"light", "title", "name", "lead", "due", "state", "progress"})
"""What a person looks for in a list although it is empty."""


Filled = Mapping[str, int]
"""How many rows fill a column, by its name."""


class EmptyColumns:
    """Puts the empty columns of *grid* away and brings them back; what a person shows or hides is left alone."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._away: set[str] = set()

    def countable(self) -> list[str]:
        """Return the columns of which a count of the filled cells is needed."""
        columns = self._grid.grid_model.columns
        return [column.name for column in columns if column.name not in STAYING and not column.spare]

    def count(self, rows: Sequence[Any], names: Iterable[str]) -> Filled:
        """Return how many of *rows* fill each of the columns *names*; it may run off the window's thread."""
        model = self._grid.grid_model
        texts = {name: model.columns[model.column_of(name)].text for name in names}
        return {name: sum(1 for row in rows if text(row)) for name, text in texts.items()}

    def put_away(self, rows: Sequence[Any], filled: Filled | None = None) -> None:
        """Hide the columns that none of *rows* fills, and move those to the end that few fill; of few rows none.

        *filled* is what was counted already.
        """
        if len(rows) < FEWEST:
            return
        heads = self._grid.heads
        counts = filled if filled is not None else self.count(rows, self.countable())
        for number, column in enumerate(self._grid.grid_model.columns):
            if column.name in STAYING or column.spare:
                continue
            if not counts[column.name]:
                self._grid.show_column(column.name, shown=False)
                self._away.add(column.name)
            elif counts[column.name] < RARELY * len(rows):
                heads.moveSection(heads.visualIndex(number), heads.count() - 1)

    def bring_back(self, rows: Sequence[Any], filled: Filled | None = None) -> bool:
        """Show again what was put away and is filled by one of *rows* now; returns whether there was any."""
        model, found = self._grid.grid_model, set[str]()
        for name in self._away:
            text = model.columns[model.column_of(name)].text
            if filled[name] if filled is not None else any(text(row) for row in rows):
                found.add(name)
        for name in found:
            self._grid.show_column(name, shown=True)
        self._away -= found
        return bool(found)
