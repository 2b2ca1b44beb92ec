"""What a list shows beside the cells of its usual columns: signs at the names of rows, and columns in reserve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from smartplanner.queries.marks import Mark
from smartplanner.ui.grid.searching import SearchModel
from smartplanner.ui.session import literally
from smartplanner.ui.signs import MARK_ROLE, say_mark
from smartplanner.ui.table import Column

MARKED = frozenset({MARK_ROLE, int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)})
"""What the cell of a name answers otherwise where its row has a mark."""


class ShowingModel(SearchModel):
    """A ``SearchModel`` with signs and spare columns.  ``arranged`` tells that what is shown is another than before.

    *title* names the column that rows are known by (empty: none): the signs stand there.
    """

    arranged = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        identity: Callable[[Any], str],
        parent: QWidget | None = None,
        *,
        title: str = "",
    ) -> None:
        super().__init__(columns, identity, parent)
        self.name_column = next((number for number, column in enumerate(columns) if column.name == title), -1)
        self._mark_of: Callable[[str], Mark | None] | None = None
        self._asleep = {number for number, column in enumerate(columns) if column.spare}

    def show_marks(self, mark_of: Callable[[str], Mark | None]) -> None:
        """Show beside the names of the rows what *mark_of* gives for their ids."""
        self._mark_of = mark_of
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw the rows anew; where they stand has not changed."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, self.columnCount() - 1))

    def is_asleep(self, column: int) -> bool:
        """Whether a column is one that nobody has chosen: it is neither searched nor summed."""
        return column in self._asleep

    def wake(self, column: int, *, awake: bool) -> None:
        """Search and sum a spare column from now on, or no longer."""
        if not self.columns[column].spare or awake != (column in self._asleep):
            return
        self._asleep ^= {column}
        self._haystacks.clear()
        self._unprepared = list(self._rows)
        if self._words:
            self.filter(" ".join(self._words), self._accepts)
        else:
            self.arranged.emit()

    def _mark_data(self, key: str, role: int) -> Any:
        """Return what the cell of a name answers where its row has memos or attachments; None where it has none."""
        mark = self._mark_of(key) if self._mark_of is not None else None
        if mark is None or role == MARK_ROLE:
            return mark
        said = f"{self._text(key, self.name_column)}\n{say_mark(mark)}"
        return literally(said) if role == Qt.ItemDataRole.ToolTipRole else said

    def _searched(self) -> Sequence[Column]:
        return [column for number, column in enumerate(self.columns) if number not in self._asleep]
