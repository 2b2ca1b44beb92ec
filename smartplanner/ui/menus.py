"""The menus of the window: an entry for each verb, in the words, with the letter and the keys that it has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from smartplanner.base.i18n import N_, _
from smartplanner.commands.verbs import MENU_LETTERS, VERBS, Verb
from smartplanner.ui.icons import ICONS, icon
from smartplanner.ui.menu_text import lettered, lettered_with
from smartplanner.ui.shortcuts import put_keys

_LABELLED = {"undo": N_("Undo: {label}"), "redo": N_("Redo: {label}")}
"""How an entry reads that names what it would take back or do again."""


class Menus:
    """The menus of *window*; *do* is told the verb of the entry that was chosen."""

    def __init__(self, window: QMainWindow, do: Callable[[str], None]) -> None:
        self.actions: dict[str, QAction] = {}
        """The entries by the ids of their verbs."""
        self._menus: dict[str, QMenu] = {}
        for verb in VERBS:
            menu = self._menus.get(verb.menu)
            if menu is None:
                menu = window.menuBar().addMenu(lettered(_(verb.menu), MENU_LETTERS[verb.menu]))
                self._menus[verb.menu] = menu
            action = QAction(lettered(_(verb.label), verb.letter), window)
            if verb.id in ICONS:
                action.setIcon(icon(verb.id))
            action.triggered.connect(lambda _checked=False, id=verb.id: do(id))
            if verb.parted:
                menu.addSeparator()
            menu.addAction(action)
            self.actions[verb.id] = action
        self.take_keys()

    def take_keys(self) -> None:
        """Give the entries the shortcuts that this person has chosen."""
        put_keys(self.actions)

    def translate(self) -> None:
        """Say everything in the language in use."""
        for label, menu in self._menus.items():
            menu.setTitle(lettered(_(label), MENU_LETTERS[label]))
        for verb in VERBS:
            self.actions[verb.id].setText(lettered(_(verb.label), verb.letter))

    def show_usable(self, *, is_open: bool, writable: bool) -> None:
        """Offer what can be done with a book that is open, and written to, or not."""
        for verb in VERBS:
            self.actions[verb.id].setEnabled(_usable(verb, is_open=is_open, writable=writable))

    def show_step(self, id: str, label: str, *, usable: bool) -> None:
        """Say which step *id* (undo or redo) is about; without a *label* there is none."""
        action, verb = self.actions[id], next(one for one in VERBS if one.id == id)
        action.setEnabled(bool(label) and usable)
        plain = lettered(_(verb.label), verb.letter)
        action.setText(lettered_with(_LABELLED[id], label, verb.letter) if label else plain)


def _usable(verb: Verb, *, is_open: bool, writable: bool) -> bool:
    return (is_open or not verb.needs_book) and (writable or not verb.writes)
