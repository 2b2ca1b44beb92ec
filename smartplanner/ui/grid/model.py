"""What the cells of a grid show: texts, the sums beside headers, tints, signs, and which may be typed over.

Which rows there are and where they stand is the ``ArrangedModel`` below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from smartplanner.fields.description import Entity, Field
from smartplanner.queries.marks import Mark
from smartplanner.ui.grid.arranging import ArrangedModel
from smartplanner.ui.grid.columns import Ranks
from smartplanner.ui.grid.filters import filled
from smartplanner.ui.grid.grouping import Group, say_group
from smartplanner.ui.grid.marking import NAME
from smartplanner.ui.grid.state import ColourRule
from smartplanner.ui.grid.sums import say_total, total
from smartplanner.ui.grid.tints import Tints
from smartplanner.ui.signs import MARKED, answer_marked
from smartplanner.ui.table import LIGHT_ROLE, Column
from smartplanner.ui.tidying import empty_when_gone

Index = QModelIndex | QPersistentModelIndex
GROUP_ROLE = LIGHT_ROLE + 1
"""Gives the ``Group`` of a header line; None for a row."""
TINT_ROLE = LIGHT_ROLE + 2
"""Gives the name of the light whose tint lies below a cell; empty for none."""
LATE_ROLE = LIGHT_ROLE + 3
"""Tells whether a cell holds a day that has gone by."""


class Editing(Protocol):
    """What decides which cells may be changed."""

    def editable(self, row_id: str, field: Field) -> bool:
        """Whether a person may change this cell in the list."""


class GridModel(ArrangedModel):
    """The cells of a grid.  The signs of memos and attachments stand in the column that names the rows of *entity*."""

    def __init__(
        self,
        columns: Sequence[Column],
        identity: Callable[[Any], str],
        parent: QWidget | None = None,
        *,
        entity: Entity | None = None,
        as_of: date = date.max,
        ranks: Ranks | None = None,
    ) -> None:
        super().__init__(columns, identity, parent, entity=entity, as_of=as_of, ranks=ranks)
        empty_when_gone(self)
        self._places = {column.name: number for number, column in enumerate(columns)}
        self.name_column = self.column_of(entity.title) if entity is not None else -1
        self.light_column = next((n for n, column in enumerate(columns) if column.light is not None), -1)
        self.editing: Editing | None = None
        self._mark_of: Callable[[str], Mark | None] | None = None
        self._tints = Tints(self._facet_by_name, as_of=as_of)

    def column_of(self, name: str) -> int:
        """Return the place of the column *name*; -1 if there is none."""
        return self._places.get(name, -1)

    def field_at(self, column: int) -> Field | None:
        """Return the field that a column shows as it is stored; None for what is computed."""
        return self.facets[column].field

    def text_at(self, place: int, column: int) -> str:
        """Return the text of a cell; empty on the header of a group."""
        key = self._shown[place]
        return "" if key in self._groups.by_key else self._text(key, column)

    def filling(self, column: int) -> Callable[[int], bool]:
        """Return what tells of a place whether the cell there shows anything; the header of a group does not count.

        It is for walking along a column of any length: each distinct value is looked at once.
        """
        shown, rows, headers, is_filled = self._shown, self._rows, self._groups.by_key, filled(self.facets[column])
        return lambda place: (key := shown[place]) not in headers and is_filled(rows[key])

    def editable(self, row_id: str, field: Field) -> bool:
        """Whether a person may change the cell of *field* in the row."""
        return self.editing is not None and self.editing.editable(row_id, field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        id, field = self.id_at(index.row()), self.field_at(index.column())
        if not id:
            return Qt.ItemFlag.ItemIsEnabled
        return plain | Qt.ItemFlag.ItemIsEditable if field is not None and self.editable(id, field) else plain

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows, or a header's sum."""
        key = self._shown[index.row()]
        group = self._groups.by_key.get(key)
        if role == GROUP_ROLE:
            return group
        if group is not None:
            return self._group_data(group, index.column(), role)
        if role == TINT_ROLE:
            return self._tints.of(self._rows[key], self.columns[index.column()].name)
        if role == LATE_ROLE:
            late = self.columns[index.column()].late
            return late is not None and late(self._rows[key])
        if self._mark_of is not None and role in MARKED and index.column() == self.name_column:
            mark = self._mark_of(key)
            if mark is not None:
                return answer_marked(mark, self._text(key, self.name_column), role)
        return super().data(index, role)

    def say_group(self, group: Group) -> str:
        """Return the text of a header: what its rows share, how many they are, and how many of them are red."""
        light = self.columns[self.light_column].light if self.light_column >= 0 else None
        red = sum(1 for id in group.ids if light(self._rows[id]) == "red") if light is not None else 0
        return say_group(group, red=red)

    def totals(self) -> dict[int, str]:
        """Return the sums of the columns that have one, over all rows that the filters leave."""
        rows = self.shown_rows()
        found = {
            number: say_total(self.facets[number], total(self.facets[number], rows)) for number in self.summed_columns()
        }
        return {number: said for number, said in found.items() if said}

    # -- signs

    def show_marks(self, mark_of: Callable[[str], Mark | None]) -> None:
        """Show beside the names of the rows what *mark_of* gives for their ids."""
        self._mark_of = mark_of
        self.draw_anew()

    def renew_marks(self, ids: Iterable[str]) -> None:
        """Show the marks of these rows anew: what is filtered, sorted or grouped by them as well."""
        known = [key for key in ids if key in self._rows]
        for key in known:
            self._forget(key)
        if not known:
            return
        if self.filter_of(NAME) is not None:
            self.set_filters(self.filters())
        elif NAME in self.grouping():
            self.group_by(self.grouping())
        elif any(one.column == NAME for one in self.sorting()):
            self.sort_by(self.sorting())
        else:
            self.draw_anew()

    def draw_anew(self) -> None:
        """Draw the rows anew; where they stand has not changed."""
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, self.columnCount() - 1))

    # -- colours

    def colour_by(self, rules: Iterable[ColourRule], *, tinted: bool) -> None:
        """Tint cells by these rules; *tinted* lays the tint of its light below each red or yellow row.

        A rule whose words cannot be read is a Problem.
        """
        self._tints.set(rules, by_light=tinted)
        self.arranged.emit()

    def rules(self) -> tuple[ColourRule, ...]:
        """Return the rules that tint cells."""
        return self._tints.rules

    def tinted(self) -> bool:
        """Whether rows carry the tint of their light."""
        return self._tints.by_light

    # -- inside

    def _group_data(self, group: Group, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and self.facets[column].summed:
            return self._groups.sum_of(group, self.facets[column], self._rows.__getitem__)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.say_group(group)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None
