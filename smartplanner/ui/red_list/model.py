"""The red list as a tree of two levels: a heading for each group, an entry for each row below it.

The entries are the tuples of the query; what a cell shows is made when it is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from smartplanner.base.i18n import _
from smartplanner.queries.marks import Mark
from smartplanner.queries.red_items import KINDS, RedItem, say_item, say_item_fully
from smartplanner.queries.red_list import RedGroup
from smartplanner.rules.lights import Light
from smartplanner.ui.session import literally
from smartplanner.ui.signs import MARKED, answer_marked
from smartplanner.ui.table import LIGHT_ROLE
from smartplanner.ui.tidying import empty_when_gone

Index = QModelIndex | QPersistentModelIndex
LIGHT, TITLE, KIND, UNIT, DISTRICT, DAY, CAUSE, TURN = range(8)
ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 11
_ROOT = QModelIndex()
HEADING = 0
"""The internal id of headings; that of an entry is the number of its group plus one."""


class RedListModel(QAbstractItemModel):
    """Groups and their entries; *units* and *districts* are names by id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        empty_when_gone(self)
        self.groups: Sequence[RedGroup] = ()
        self._mark_of: Callable[[str, str], Mark | None] = lambda _entity, _id: None
        self._units: Mapping[str, str] = {}
        self._districts: Mapping[str, str] = {}
        self._bold = QFont()
        self._bold.setBold(True)
        self._titles = (
            _("Light"), _("Title of the matter"), _("What is lacking"), _("Unit"), _("District"), _("Day that counts"),
            _("Why"), _("Whose turn"),
        )  # fmt: skip
        self._texts: Mapping[int, Callable[[RedItem], str]] = {
            LIGHT: lambda item: "",
            TITLE: lambda item: item.title,
            KIND: lambda item: _(KINDS[item.kind]),
            UNIT: lambda item: self._units.get(item.unit, "") if item.unit else "",
            DISTRICT: lambda item: self._districts.get(item.district, "") if item.district else "",
            DAY: lambda item: _day(item.day),
            CAUSE: say_item,
            TURN: self._turn,
        }

    def show(self, groups: Sequence[RedGroup], *, units: Mapping[str, str], districts: Mapping[str, str]) -> None:
        """Show these groups instead of the present ones."""
        self.beginResetModel()
        self.groups, self._units, self._districts = groups, units, districts
        self.endResetModel()

    def show_marks(self, mark_of: Callable[[str, str], Mark | None]) -> None:
        """Show from now on which records have memos or attachments: *mark_of* is asked by entity and id."""
        self._mark_of = mark_of

    def item_at(self, index: Index) -> RedItem | None:
        """Return the entry of a row; None for a heading."""
        if not index.isValid() or index.internalId() == HEADING:
            return None
        return self.groups[index.internalId() - 1].items[index.row()]

    def place_of(self, key: str) -> QModelIndex:
        """Return where the entry with this key stands; an invalid index if it is gone."""
        for number, group in enumerate(self.groups):
            for row, item in enumerate(group.items):
                if item.key == key:
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    def text(self, item: RedItem, column: int) -> str:
        """Return what a cell of an entry says; of the light its name."""
        if column == LIGHT:
            return _(Light.of(item.light).label)
        return " ".join(self._texts[column](item).split())

    # -- what Qt calls

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a cell."""
        # Asked for each entry when a group unfolds: Qt's own check would call back twice for each.
        if not parent.isValid():
            number, size = HEADING, len(self.groups)
        elif parent.internalId() == HEADING and parent.column() == 0:
            number = parent.row() + 1
            size = len(self.groups[number - 1].items)
        else:
            return QModelIndex()
        if 0 <= row < size and 0 <= column < len(self._titles):
            return self.createIndex(row, column, number)
        return QModelIndex()

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the heading of an entry."""
        if not index.isValid() or index.internalId() == HEADING:
            return QModelIndex()
        return self.createIndex(int(index.internalId()) - 1, 0, HEADING)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of groups, or of a group's entries."""
        if not parent.isValid():
            return len(self.groups)
        if parent.internalId() != HEADING or parent.column() > 0:
            return 0
        return len(self.groups[parent.row()].items)

    def columnCount(self, _parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return len(self._titles)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows."""
        item = self.item_at(index)
        if item is None:
            return self._heading(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._texts[index.column()](item).split())
        if role == LIGHT_ROLE and index.column() == LIGHT:
            return item.light
        if role == ITEM_ROLE:
            return item
        if role in MARKED and index.column() == TITLE and (mark := self._mark_of(item.entity, item.id)) is not None:
            return answer_marked(mark, self.text(item, TITLE), role)
        if role == Qt.ItemDataRole.ToolTipRole:
            full = index.column() in (LIGHT, CAUSE)
            return literally(say_item_fully(item) if full else self.text(item, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.text(item, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return a column's title."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None

    def _heading(self, index: Index, role: int) -> Any:
        group = self.groups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and index.column() == 0:
            return group.title
        if role == Qt.ItemDataRole.FontRole:
            return self._bold
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            lights = "  ".join(f"{_(light.label)} {group.lights[light]}" for light in Light if group.lights.get(light))
            return literally(f"{group.title}  {lights}") if role == Qt.ItemDataRole.ToolTipRole else group.title
        return None

    def _turn(self, item: RedItem) -> str:
        if item.at_the_office:
            return _("the office")
        return (self._units.get(item.unit, "") if item.unit else "") or _("nobody named")


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
