"""The names that a reference can say: as a model that costs nothing to make, in a box, and in a list to tick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.ui.editors.choices import StillBox
from smartplanner.ui.sizes import resize_within_screen

_ROOT = QModelIndex()


class NamesBox(StillBox):
    """An editable combo box as large as an empty one: Qt would ask all its items, fifty thousand times over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumContentsLength(8)
        self._size = super().sizeHint()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._rows = QListView(self)
        self._rows.setUniformItemSizes(True)
        self._rows.setLayoutMode(QListView.LayoutMode.Batched)
        self.setView(self._rows)

    def showPopup(self) -> None:
        """Lay out all names only now, so that the present one is in sight."""
        self._rows.setLayoutMode(QListView.LayoutMode.SinglePass)
        self._rows.doItemsLayout()
        super().showPopup()

    def sizeHint(self) -> QSize:
        """Return the size of an empty box."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Return the size of an empty box."""
        return self._size


class Names(QAbstractListModel):
    """The rows that a reference can name, after an empty one; a list of fifty thousand costs nothing to make."""

    def __init__(self, names: dict[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._names = names

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._names) + 1

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> str | None:
        """Return a name."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        return self._name(index.row()) if shown else None

    def id_at(self, place: int) -> str | None:
        """Return the id of a row; None of the empty one."""
        return self._ids[place - 1] if place else None

    def name_at(self, place: int) -> str:
        """Return the name of a row as it would be typed; an empty text for no row."""
        return self._name(place).strip() if place >= 0 else ""

    def known(self) -> list[tuple[str, str]]:
        """Return all rows, as id and name."""
        return list(self._names.items())

    def place_of_id(self, id: str | None) -> int:
        """Return the row of an id; the empty one if there is none."""
        return self._ids.index(id) + 1 if id in self._names else 0

    def place_of_name(self, name: str) -> int:
        """Return the first row of a name; -1 if there is none."""
        if not name:
            return 0
        return next((place for place, known in enumerate(self._names.values(), 1) if known.strip() == name), -1)

    @cached_property
    def _ids(self) -> list[str]:
        return list(self._names)

    def _name(self, place: int) -> str:
        return self._names[self._ids[place - 1]] if place else ""


class PickDialog(QDialog):
    """A list to tick names in, with a filter; the ticked ones keep the order they had."""

    def __init__(self, title: str, names: dict[str, str], ticked: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_within_screen(self, 420, 520)
        self._before = tuple(ticked)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Filter"))
        self._search.textChanged.connect(self._filter)
        self._list = QListWidget()
        first = [id for id in ticked if id in names]
        for id in [*first, *(id for id in names if id not in set(first))]:
            item = QListWidgetItem(names[id], self._list)
            item.setData(Qt.ItemDataRole.UserRole, id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if id in first else Qt.CheckState.Unchecked)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self._search, self._list, buttons):
            layout.addWidget(widget)

    def picked(self) -> tuple[str, ...]:
        """Return the ids of the ticked names."""
        items = (self._list.item(row) for row in range(self._list.count()))
        ticked = [
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        ]
        return tuple(ticked)

    def _filter(self, text: str) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())
