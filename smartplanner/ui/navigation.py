"""The navigation at the left: sections and pages, from the descriptions of the entities."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from smartplanner.base.i18n import N_, _
from smartplanner.model import entities

HOME, BOARD, HISTORY, TASKS = "overview", "board", "history", "task"
GANTT = "gantt"
SCORES = "scores"
RED_LIST = "red_list"
LIGHT_RULES = "light_rule"
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


class Navigation(QListWidget):
    """The list of pages.  ``chosen`` tells the page that a person wants."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(176)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._tell)

    def fill(self) -> None:
        """List all pages."""
        with QSignalBlocker(self):
            self.clear()
            for section, pages in _pages().items():
                if section and pages:
                    self._add(_(SECTIONS[section]), None)
                for name, title in pages:
                    self._add(title, name)

    def empty(self) -> None:
        """List nothing, and ask for nothing while doing so."""
        with QSignalBlocker(self):
            self.clear()

    def mark(self, name: str) -> None:
        """Show which page is in view."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                if self.name_at(row) == name:
                    self.setCurrentRow(row)

    def name_at(self, row: int) -> str | None:
        """Return the page of a row; None for a heading."""
        found: str | None = self.item(row).data(Qt.ItemDataRole.UserRole)
        return found

    def _add(self, title: str, name: str | None) -> None:
        item = QListWidgetItem(title, self)
        item.setData(Qt.ItemDataRole.UserRole, name)
        if name is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _tell(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        name = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if name:
            self.chosen.emit(name)


def _pages() -> dict[str, list[tuple[str, str]]]:
    pages: dict[str, list[tuple[str, str]]] = {section: [] for section in SECTIONS}
    pages[""] = [(HOME, _("Overview")), (HISTORY, _("History"))]
    pages["supervision"].append((BOARD, _("Board")))
    pages["supervision"].append((RED_LIST, _("Red list")))
    pages["supervision"].append((SCORES, _("Scores")))
    pages["planning"].append((GANTT, _("Gantt chart")))
    for described in entities().values():
        if described.section:
            pages[described.section].append((described.name, _(described.plural)))
    pages["supervision"].sort(key=lambda page: _FIRST.index(page[0]) if page[0] in _FIRST else len(_FIRST))
    return pages
