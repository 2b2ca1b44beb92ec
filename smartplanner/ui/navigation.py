"""The navigation at the left: sections and pages, from the descriptions of the entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout

from smartplanner.base.i18n import N_, _
from smartplanner.base.settings import load_settings, save_settings
from smartplanner.model import entities
from smartplanner.ui.icons import ICONS, navigation_icon
from smartplanner.ui.theme import NAVIGATION_HEADING, mark

HOME, BOARD, HISTORY, TASKS = "overview", "board", "history", "task"
PAPERS = "papers"
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


FOLDED_BY_ROLE: Mapping[str, frozenset[str]] = {
    "office": frozenset({"base"}),
    "convener": frozenset({"base", "operation"}),
    "leader": frozenset({"base", "operation", "planning"}),
}
"""The sections that are folded while a person has folded none: a leader looks at what is supervised."""
_SECTION, _TITLE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_SMALLER = 0.9
"""Letters of headings, to those of the program."""
_OPEN, _FOLDED = "▼ ", "▶ "
_CRAMPED = 1000
"""Pixels that a window has to be wide for words beside the icons, unless a person asks for them."""
_NARROW, _LEAST, _MOST = 56, 176, 280
"""Widths in pixels: of icons only, and between which the one with words lies."""


class Navigation(QListWidget):
    """The list of pages under headings that fold.  ``chosen`` tells the page that a person wants.

    A heading is folded and opened by a click, or by Enter, Space, Left and Right; it stays so for this person.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("Navigation"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(18, 18))
        self.narrow = False
        self._folded = _folded_now()
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
        self.show_narrow(narrow=self.narrow)

    def show_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or words beside them."""
        self.narrow = narrow
        mark(self, "narrow", "true" if narrow else "false")
        with QSignalBlocker(self):
            for row in range(self.count()):
                item = self.item(row)
                title = str(item.data(_TITLE))
                item.setToolTip(title if narrow else "")
                if self.name_at(row) is not None:
                    item.setText("" if narrow else title)
        self._show_folds()
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(_NARROW if narrow else max(_LEAST, min(_MOST, self.sizeHintForColumn(0) + bar)))

    def follow_role(self) -> None:
        """Fold what the role of the person has no need of, unless the person folds sections at will."""
        self._folded = _folded_now()
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

    def has(self, name: str) -> bool:
        """Whether there is such a page."""
        return any(self.name_at(row) == name for row in range(self.count()))

    def title_of(self, name: str) -> str:
        """Return what a page is called; empty for one that is not listed."""
        rows = (row for row in range(self.count()) if self.name_at(row) == name)
        return next((str(self.item(row).data(_TITLE)) for row in rows), "")

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
        item.setData(_TITLE, title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        if name is None:
            font = item.font()
            font.setPointSizeF(QApplication.font().pointSizeF() * _SMALLER)
            item.setFont(font)
            item.setForeground(NAVIGATION_HEADING)
        else:
            item.setIcon(navigation_icon(_picture(name)))

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
                words = "" if self.narrow else str(self.item(row).data(_TITLE))
                self.item(row).setText((_FOLDED if section in self._folded else _OPEN) + words)


class Side(QFrame):
    """The navigation with the button below it that shrinks it to icons.  ``narrowed`` tells what a person chose.

    In a small window, such as one of a screen at 150 %, it shrinks by itself; what a person chooses there lasts as
    long as the window does.
    """

    narrowed = Signal(bool)

    def __init__(self, navigation: Navigation) -> None:
        super().__init__()
        self.setObjectName("side")
        self.navigation = navigation
        self.button = QToolButton()
        self.button.setObjectName("narrower")
        self.button.setIconSize(QSize(18, 18))
        self.button.clicked.connect(self.turn)
        self._wished = self._cramped = self._wide_anyway = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(navigation, 1)
        layout.addWidget(self.button)
        self._show()

    def show_narrow(self, *, narrow: bool) -> None:
        """Follow the wish of the person: icons only, or words beside them where there is room."""
        self._wished, self._wide_anyway = narrow, False
        self._show()

    def fit_into(self, width: int) -> None:
        """Show icons only while the window is too narrow for words."""
        if (width < _CRAMPED) != self._cramped:
            self._cramped, self._wide_anyway = width < _CRAMPED, False
            self._show()

    def turn(self) -> None:
        """Do what the button does: the other of the two."""
        if self._cramped and not self._wished:
            self._wide_anyway = not self._wide_anyway
            self._show()
        else:
            self.narrowed.emit(not self._wished)

    def _show(self) -> None:
        narrow = self._wished or (self._cramped and not self._wide_anyway)
        self.navigation.show_narrow(narrow=narrow)
        words = _("Show words in the navigation") if narrow else _("Shrink the navigation to icons")
        self.button.setIcon(navigation_icon("widen" if narrow else "narrow"))
        self.button.setAccessibleName(words)
        self.button.setToolTip(f"{words} (Ctrl+\\)")


def _folded_now() -> set[str]:
    settings = load_settings()
    return set(FOLDED_BY_ROLE[settings.role] if settings.folded is None else settings.folded)


def _picture(name: str) -> str:
    """Return which icon a page has: its own, else that of the entity that it lists."""
    described = entities().get(name)
    return name if name in ICONS or described is None else described.icon


def page_titles() -> dict[str, str]:
    """Return the titles of all pages by name, in the order of the navigation."""
    return {name: title for pages in _pages().values() for name, title in pages}


def _pages() -> dict[str, list[tuple[str, str]]]:
    pages: dict[str, list[tuple[str, str]]] = {section: [] for section in SECTIONS}
    pages[""] = [(HOME, _("Overview")), (PAPERS, _("Papers")), (HISTORY, _("History"))]
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
