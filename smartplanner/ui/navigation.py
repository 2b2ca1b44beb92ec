"""The navigation at the left: sections and pages, from the descriptions of the entities."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from smartplanner.base.i18n import N_, _
from smartplanner.base.settings import load_settings, save_settings
from smartplanner.model import entities

HOME, BOARD, HISTORY, TASKS = "overview", "board", "history", "task"
GANTT = "gantt"
SCORES = "scores"
RED_LIST = "red_list"
LIGHT_RULES = "light_rule"
OPERATION = "operation"
PORTFOLIO = "portfolio"
SECTIONS = {
    "": "",
    "supervision": N_("Supervision"),
    "planning": N_("Plans and pilots"),
    "operation": N_("Operators and contracts"),
    "base": N_("Reference data"),
}
"""The headings by section; an entity names its section in its description."""
_FIRST = (BOARD, RED_LIST, TASKS)
"""Matters come first among what is supervised, right after their board."""


_SECTION = Qt.ItemDataRole.UserRole + 1
_HEADING = QColor("#8FA1BA")
_OPEN, _FOLDED = "▼ ", "▶ "


class Navigation(QListWidget):
    """The list of pages under headings that fold.  ``chosen`` tells the page that a person wants.

    A heading is folded and opened by a click, or by Enter, Space, Left and Right; it stays so for this person.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(176)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        folded = load_settings().folded
        self._folded = {"base"} if folded is None else set(folded)
        self.currentItemChanged.connect(self._tell)
        self.itemClicked.connect(self._fold_clicked)

    def fill(self) -> None:
        """List all pages."""
        with QSignalBlocker(self):
            self.clear()
            for section, pages in _pages().items():
                if section and pages:
                    self._add(_(SECTIONS[section]), None, section)
                for name, title in pages:
                    self._add(title, name, section)
        self._show_folds()

    def empty(self) -> None:
        """List nothing, and ask for nothing while doing so."""
        with QSignalBlocker(self):
            self.clear()

    def mark(self, name: str) -> None:
        """Show which page is in view, opening its section."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                if self.name_at(row) == name:
                    if self.isRowHidden(row):
                        self._folded.discard(self.item(row).data(_SECTION))
                        self._show_folds()
                    self.setCurrentRow(row)

    def name_at(self, row: int) -> str | None:
        """Return the page of a row; None for a heading."""
        found: str | None = self.item(row).data(Qt.ItemDataRole.UserRole)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and open the heading that the cursor stands on."""
        item = self.currentItem()
        if item is not None and item.data(Qt.ItemDataRole.UserRole) is None:
            section = item.data(_SECTION)
            folded = section in self._folded
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                return self._fold(section, folded=not folded)
            if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                return self._fold(section, folded=event.key() == Qt.Key.Key_Left)
        return super().keyPressEvent(event)

    def _add(self, title: str, name: str | None, section: str) -> None:
        item = QListWidgetItem(title, self)
        item.setData(Qt.ItemDataRole.UserRole, name)
        item.setData(_SECTION, section)
        if name is None:
            font = item.font()
            font.setPixelSize(12)
            item.setFont(font)
            item.setForeground(_HEADING)

    def _tell(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        name = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if name:
            self.chosen.emit(name)

    def _fold_clicked(self, item: QListWidgetItem) -> None:
        if item.data(Qt.ItemDataRole.UserRole) is None:
            section = item.data(_SECTION)
            self._fold(section, folded=section not in self._folded)

    def _fold(self, section: str, *, folded: bool) -> None:
        (self._folded.add if folded else self._folded.discard)(section)
        self._show_folds()
        save_settings(replace(load_settings(), folded=tuple(sorted(self._folded))))

    def _show_folds(self) -> None:
        for row in range(self.count()):
            section = self.item(row).data(_SECTION)
            if self.name_at(row) is not None:
                self.setRowHidden(row, section in self._folded)
            else:
                self.item(row).setText((_FOLDED if section in self._folded else _OPEN) + _(SECTIONS[section]))


def _pages() -> dict[str, list[tuple[str, str]]]:
    pages: dict[str, list[tuple[str, str]]] = {section: [] for section in SECTIONS}
    pages[""] = [(HOME, _("Overview")), (HISTORY, _("History"))]
    pages["supervision"].append((BOARD, _("Board")))
    pages["supervision"].append((RED_LIST, _("Red list")))
    pages["supervision"].append((SCORES, _("Scores")))
    pages["planning"].append((PORTFOLIO, _("Class and tier")))
    pages["planning"].append((GANTT, _("Gantt chart")))
    pages["operation"].append((OPERATION, _("Operation overview")))
    for described in entities().values():
        if described.section:
            pages[described.section].append((described.name, _(described.plural)))
    pages["supervision"].sort(key=lambda page: _FIRST.index(page[0]) if page[0] in _FIRST else len(_FIRST))
    return pages
