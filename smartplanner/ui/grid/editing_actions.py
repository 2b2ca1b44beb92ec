"""What can be done with cells: as a menu with keys, Excel's where Excel has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.ui.grid.filling import clear_cells, continue_series, fill_cells_down, fill_cells_right

if TYPE_CHECKING:
    from smartplanner.ui.grid.editing import GridEditing


class EditingActions(QObject):
    """The actions of the cells of one grid; ``all`` stand in its menu."""

    def __init__(self, editing: GridEditing) -> None:
        super().__init__(editing)
        self._editing = editing
        session, grid, entity = editing.session, editing.grid, editing.entity
        self.all: list[QAction] = []
        self._menu: QMenu | None = None
        self._by_key: dict[str, QAction] = {}
        self._add(_("Edit the cell"), "F2", editing.open_current, writes=True)
        self._add(_("Write the date of today"), "Ctrl+;", lambda: editing.open_current(_today()), writes=True)
        self._separate()
        self._add(_("Cut cells"), "Ctrl+X", editing.cut, writes=True)
        self._add(_("Copy cells"), "Ctrl+C", editing.copy)
        self._add(_("Copy with heads"), "Ctrl+Shift+C", lambda: editing.copy(with_heads=True))
        self._add(_("Paste cells"), "Ctrl+V", editing.paste_all, writes=True)
        self._add(_("Empty the cells"), "Del", lambda: clear_cells(session, grid, entity), writes=True)
        self._open_menu(_("Fill"))
        self._add(_("Fill down"), "Ctrl+D", lambda: fill_cells_down(session, grid, entity), writes=True)
        self._add(_("Fill right"), "Ctrl+R", lambda: fill_cells_right(session, grid, entity), writes=True)
        self._add(_("Continue the series"), "Ctrl+Shift+D", lambda: continue_series(session, grid, entity), writes=True)
        self._open_menu(_("Find and replace"))
        self._add(_("Find in the list…"), "Ctrl+F", editing.find)
        self._add(_("Find next"), "F3", editing.find_next)
        self._add(_("Find previous"), "Shift+F3", lambda: editing.find_next(-1))
        self._add(_("Replace…"), "Ctrl+H", lambda: editing.find(replacing=True), writes=True)

    def for_key(self, key: QKeySequence) -> QAction | None:
        """Return the action of a key; None if there is none, or it can do nothing now."""
        action = self._by_key.get(key.toString())
        return action if action is not None and action.isEnabled() else None

    def run(self, key: QKeySequence) -> None:
        """Do what the key says."""
        if (action := self.for_key(key)) is not None:
            action.trigger()

    def _add(self, text: str, key: str, run: Callable[[], object], *, writes: bool = False) -> None:
        keys = QKeySequence(key)
        # The grid itself takes the key (``GridEditing``) and does not own the action: the page has Ctrl+C and Del of
        # its own, and two actions of one key do nothing.  Here the key is for menus and the list of shortcuts.
        action = QAction(text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        self._by_key[keys.toString()] = action
        action.setEnabled(not writes or self._editing.session.office.writable)
        action.triggered.connect(lambda _checked=False: run())
        if self._menu is not None:
            self._menu.addAction(action)
        else:
            self.all.append(action)

    def _open_menu(self, title: str) -> None:
        """Put what follows into a menu of its own: the menu of a cell has to fit a small screen."""
        self._menu = QMenu(title, self._editing.grid)
        self.all.append(self._menu.menuAction())

    def _separate(self) -> None:
        line = QAction(self)
        line.setSeparator(True)
        self.all.append(line)


def _today() -> str:
    """Return the day of today as a ledger writes it, for the open cell, as Excel does: Enter takes it over."""
    return clock.today().isoformat()
