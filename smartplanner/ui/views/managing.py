"""The list of all views: their order, which are shown before a meeting, renaming, removing, showing, printing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.commands.views import (
    ENTITY,
    arrange_views,
    missing_usual_views,
    remove_view,
    rename_view,
    take_usual_views,
    views_of,
)
from smartplanner.model import entities
from smartplanner.model.saved_view import SavedView
from smartplanner.ui.life.asking import AskDialog, question
from smartplanner.ui.navigation import BOARD, GANTT, OPERATION, PORTFOLIO, RED_LIST
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE

PAGE_TITLES = {
    BOARD: N_("Board"),
    RED_LIST: N_("Red list"),
    GANTT: N_("Gantt chart"),
    PORTFOLIO: N_("Class and tier"),
    OPERATION: N_("Operation overview"),
}
"""What pages that list no entity are called (msgids)."""
_ID, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


def page_title(name: str) -> str:
    """Return what a page is called; its name where there is no such page."""
    known = entities().get(name)
    label = PAGE_TITLES.get(name) or (known.plural if known is not None else "")
    return _(label) if label else name


class ViewsDialog(QDialog):
    """All views of the book.  Order and ticks are kept by OK as one step; renaming and removing at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Views"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Views"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setAlternatingRowColors(True)
        self.list.setSpacing(2)
        self.hint = QLabel()
        self.hint.setObjectName("muted")
        self.hint.setWordWrap(True)
        self.up_button, self.down_button = QPushButton(_("Up")), QPushButton(_("Down"))
        self.rename_button, self.remove_button = QPushButton(_("Rename…")), QPushButton(_("Remove"))
        self.usual_button = QPushButton(_("Add the usual views"))
        self.show_button, self.print_button = QPushButton(_("Show on the full screen")), QPushButton(_("Print…"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._lay_out()
        self._connect()
        resize_within_screen(self, 620, 520)
        self.load()

    def load(self) -> None:
        """List the views of the book; the current one stays."""
        current = self.current_id()
        self.list.clear()
        for row in views_of(self.session.office.reader):
            self._add(row)
        places = [place for place in range(self.list.count()) if self.list.item(place).data(_ID) == current]
        self.list.setCurrentRow(places[0] if places else 0)
        self.usual_button.setEnabled(
            self.session.office.writable and bool(missing_usual_views(self.session.office.reader))
        )
        words = N_("Tick the views to show before a meeting; drag them into their order.")
        if not self.list.count():
            words = N_("No view is kept yet. Keep how a page is set up with Ctrl+Shift+S, or add the usual views.")
        self.hint.setText(_(words))
        self._enable()

    def current_id(self) -> str:
        """Return the id of the current view; empty if there is none."""
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def order(self) -> list[str]:
        """Return the ids as they stand."""
        return [str(self.list.item(place).data(_ID)) for place in range(self.list.count())]

    def ticked(self) -> list[str]:
        """Return the ids of the ticked views, in order."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return [str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def shift(self, by: int) -> None:
        """Move the current view up or down."""
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            item = self.list.takeItem(place)
            self.list.insertItem(place + by, item)
            self.list.setCurrentRow(place + by)

    def keep(self) -> None:
        """Keep order and ticks: one step, or none if they are as before."""
        office = self.session.office
        if office.writable:
            self.session.perform(lambda: arrange_views(office, self.order(), self.ticked()), window=self)

    def accept(self) -> None:
        """Keep order and ticks, and close."""
        self.keep()
        super().accept()

    def rename(self) -> None:
        """Ask for another name of the current view."""
        office, id = self.session.office, self.current_id()
        if not id:
            return
        asked = [question("name", "saved_view.name", needed=True, value=self.list.currentItem().data(_NAME))]

        def rename(said: dict[str, Any]) -> object:
            return rename_view(office, id, str(said["name"] or ""))

        dialog = AskDialog(self.session, _("Rename the view"), asked, rename, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def remove(self) -> None:
        """Remove the current view; it can be undone."""
        office, id = self.session.office, self.current_id()
        if id:
            self.session.perform(lambda: remove_view(office, id), window=self)

    def take_usual(self) -> None:
        """Take the usual views into the book."""
        self.session.perform(lambda: take_usual_views(self.session.office), window=self)

    def present(self) -> None:
        """Keep order and ticks, and show the ticked views on the full screen."""
        from smartplanner.ui.views.briefing import show_briefing

        self.keep()
        show_briefing(self.session, self)

    def print(self) -> None:
        """Keep order and ticks, and show the ticked views as pages."""
        from smartplanner.ui.views.briefing_paper import preview_briefing

        self.keep()
        preview_briefing(self.session, self)

    def _add(self, row: SavedView) -> None:
        item = QListWidgetItem(f"{row.name}    {page_title(row.page)}", self.list)
        item.setData(_ID, row.id)
        item.setData(_NAME, row.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
        item.setCheckState(Qt.CheckState.Checked if row.briefing else Qt.CheckState.Unchecked)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if ENTITY in rows:
            self.load()

    def _enable(self) -> None:
        writable, place = self.session.office.writable, self.list.currentRow()
        for button in (self.rename_button, self.remove_button):
            button.setEnabled(writable and place >= 0)
        self.up_button.setEnabled(writable and place > 0)
        self.down_button.setEnabled(writable and 0 <= place < self.list.count() - 1)
        for button in (self.show_button, self.print_button):
            button.setEnabled(bool(self.ticked()))

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        for button in (self.up_button, self.down_button, self.rename_button, self.remove_button, self.usual_button):
            button.setAutoDefault(False)
            beside.addWidget(button)
        beside.addStretch()
        bottom = QHBoxLayout()
        for button in (self.show_button, self.print_button):
            button.setAutoDefault(False)
            bottom.addWidget(button)
        bottom.addWidget(self.buttons, 1)
        self.up_button.setShortcut(QKeySequence("Ctrl+Up"))
        self.down_button.setShortcut(QKeySequence("Ctrl+Down"))
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(beside)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(self.hint)
        layout.addLayout(middle, 1)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.up_button.clicked.connect(lambda: self.shift(-1))
        self.down_button.clicked.connect(lambda: self.shift(1))
        self.rename_button.clicked.connect(self.rename)
        self.remove_button.clicked.connect(self.remove)
        self.usual_button.clicked.connect(self.take_usual)
        self.show_button.clicked.connect(self.present)
        self.print_button.clicked.connect(self.print)
        self.list.currentRowChanged.connect(lambda _place: self._enable())
        self.list.itemChanged.connect(lambda _item: self._enable())
        self.session.changed.connect(self._follow)
