"""What the references of the book relate a record to, both ways, as a tree: a line for each kind, records below it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QTreeView, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.model import entities
from smartplanner.queries.beside import Key
from smartplanner.queries.related import Related, related
from smartplanner.ui.beside.lists import has_list, show_all
from smartplanner.ui.operation.listing import plain_label
from smartplanner.ui.session import Session, literally
from smartplanner.ui.theme import SPACE

_GROUP, _RECORD = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MOST = 200
"""Records of one kind that stand in the tree; the rest is in the list."""


class RelatedTree(QWidget):
    """The related records of the record *id* of *entity*."""

    def __init__(self, session: Session, entity: str, id: str) -> None:
        super().__init__()
        self.session, self.entity, self.id = session, entity, id
        self.groups: list[Related] = []
        self.model = QStandardItemModel(self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setAccessibleName(_("Related records"))
        self.tree.activated.connect(lambda _index: self.open_chosen())
        self.tree.selectionModel().currentChanged.connect(lambda *_both: self._enable())
        self.empty = plain_label(_("No record names this one, and it names none."), "muted")
        self.empty.setWordWrap(True)
        self.list_button = QPushButton(_("Open all in the list"))
        self.list_button.setAutoDefault(False)
        self.list_button.clicked.connect(lambda _on=False: self.open_all())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.list_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.load()

    def load(self) -> None:
        """Read the related records anew."""
        self.groups = related(self.session.office.reader, self.entity, self.id, first=_MOST)
        self.model.clear()
        for group in self.groups:
            self.model.appendRow(self._line(group))
        self.tree.expandAll() if sum(group.size for group in self.groups) <= 2 * _MOST else None
        self.empty.setVisible(not self.groups)
        self.tree.setVisible(bool(self.groups))
        self._enable()

    def open_chosen(self) -> None:
        """Open the record that is chosen."""
        key: Key | None = self.tree.currentIndex().data(_RECORD)
        if key is not None:
            self.session.asked.emit(*key)

    def chosen_group(self) -> Related | None:
        """Return the kind of related records that is chosen, or to which the chosen record belongs."""
        index = self.tree.currentIndex()
        top = index.parent() if index.parent().isValid() else index
        return self.groups[top.row()] if top.isValid() else None

    def open_all(self) -> None:
        """Close the form and open the list with just the records of the chosen kind."""
        if (group := self.chosen_group()) is not None:
            name = self.session.office.reader.name(self.entity, self.id)
            form: Any = self.window()
            QTimer.singleShot(0, form, lambda: show_all(form, group.entity, group.field, name))

    def _line(self, group: Related) -> QStandardItem:
        item = QStandardItem(say_group(group, self.entity))
        item.setData(group.field, _GROUP)
        for id, title in group.first:
            line = " ".join(title.split())
            child = QStandardItem(line)
            child.setToolTip(literally(title))
            child.setData((group.entity, id), _RECORD)
            item.appendRow(child)
        if group.size > len(group.first):
            rest = QStandardItem(_("… and {count} more", count=group.size - len(group.first)))
            rest.setSelectable(False)
            item.appendRow(rest)
        return item

    def _enable(self) -> None:
        group = self.chosen_group()
        self.list_button.setEnabled(group is not None and not group.outward and has_list(group.entity, group.field))


def say_group(group: Related, entity: str) -> str:
    """Return a kind of related records in words: which field names them, or by which field they name this one."""
    owner = entities()[entity if group.outward else group.entity]
    field, kind = owner[group.field].note.label, entities()[group.entity].label
    if group.outward:
        return _("{field}: {count}", field=_(field), count=group.size)
    return _("{entity}, as “{field}”: {count}", entity=_(kind), field=_(field), count=group.size)
