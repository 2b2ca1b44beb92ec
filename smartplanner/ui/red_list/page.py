"""The page of the red list: chips by kind, a search, a choice of grouping, and what can be done with an entry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.commands.red_list import export_red_list
from smartplanner.commands.supervision import perform_act
from smartplanner.queries.initials import Initials, matcher
from smartplanner.queries.red_items import KINDS, RedItem
from smartplanner.queries.red_list import GROUPINGS, SOURCES, counts_by_kind, grouped, red_items
from smartplanner.queries.units import short_unit_names
from smartplanner.rules.life import OPEN, USUAL_STATE
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.red_list.model import RedListModel
from smartplanner.ui.red_list.view import RedListView
from smartplanner.ui.session import Session
from smartplanner.ui.set_light import ask_light
from smartplanner.ui.theme import SPACE, as_chip

MANY = 5_000
"""Matters from which on the list is read beside the window's work."""
FILTER_DELAY = 120
"""Milliseconds after the last key before the list is filtered."""


class RedListPage(QWidget):
    """Everything late, missing or soon due as of the session's day."""

    exported_as = N_("Red list")
    """What the file of an export is called (a msgid)."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.model = RedListModel(self)
        self.view = RedListView(self.model, self)
        self.grouping = QComboBox()
        for name, label in GROUPINGS.items():
            self.grouping.addItem(_(label), name)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Words or pinyin initials (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(240)
        self.chips = {kind: QPushButton() for kind in KINDS}
        self.count = QLabel()
        self.empty = QLabel()
        self._items: list[RedItem] = []
        self._names: tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]] = ({}, {}, {})
        self._haystacks: dict[str, str] = {}
        self._initials = Initials()
        self._stale = True
        self._lay_out()
        self._connect()

    def showEvent(self, event: Any) -> None:
        """Read the list when the page is looked at."""
        super().showEvent(event)
        if self._stale:
            self.load()

    def load(self, *, at_once: bool = False) -> None:
        """Read the list anew; that of a large book beside the window's work, unless it is wanted at once."""
        self._stale = False
        if not at_once and self.session.office.reader.count("task") > MANY:
            self.session.in_background(self._read, self._take)
        else:
            self._take(self._read())

    def _read(self) -> tuple[list[RedItem], tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]]:
        reader = self.session.office.reader
        names = short_unit_names(reader), reader.names("district"), reader.names("organisation")
        return red_items(reader, as_of=self.session.as_of), names

    def _take(self, read: tuple[list[RedItem], tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]]) -> None:
        self._items, self._names = read
        self._haystacks.clear()
        counts = counts_by_kind(self._items)
        for kind, chip in self.chips.items():
            chip.setText(f"{_(KINDS[kind])} {counts[kind]}")
            chip.setVisible(bool(counts[kind]) or chip.isChecked())
        self.apply_filter()

    def apply_filter(self) -> None:
        """Show the entries of the chosen kinds that hold what is typed, in their groups."""
        kinds = {kind for kind, chip in self.chips.items() if chip.isChecked()}
        match = matcher(self.search.text(), self._initials, lambda: map(self._haystack, self._items))
        shown = [
            item
            for item in self._items
            if (not kinds or item.kind in kinds) and (match is None or match(self._haystack(item)))
        ]
        by = str(self.grouping.currentData())
        closed, current = self.view.closed_groups(), self.model.item_at(self.view.currentIndex())
        groups = grouped(self.session.office.reader, shown, by)
        self.model.show(groups, units=self._names[0], districts=self._names[1])
        self.view.show_groups(by, closed=closed)
        if current is not None and (place := self.model.place_of(current.key)).isValid():
            self.view.setCurrentIndex(place)
        self._say_count(len(shown))

    def urge(self) -> None:
        """Urge the units of the selected matters: one step for all, one grade up for each."""
        ids = self._open_matters()
        if ids:
            office = self.session.office
            step = self.session.perform(lambda: perform_act(office, ids, "urge", on=clock.today()), window=self)
            if step is not None:
                self.session.said.emit(_("{count} matter(s) urged.", count=len(ids)))

    def export(self, path: Path) -> int:
        """Write the entries in view, in their groups, to a workbook; returns how many."""
        return export_red_list(self.session.office, self.model.groups, path, as_of=self.session.as_of)

    def set_light(self) -> None:
        """Ask for a light of the selected matter, and why."""
        ids = self._open_matters()
        if len(ids) == 1:
            ask_light(self.session, ids[0], self)

    def _open_matters(self) -> list[str]:
        items = self.view.selected_items()
        return list(
            dict.fromkeys(item.id for item in items if item.entity == "task" and (item.state or USUAL_STATE) in OPEN)
        )

    def menu(self) -> QMenu:
        """Return what can be done with the selected entries."""
        made = QMenu(self)
        items, matters, writable = self.view.selected_items(), self._open_matters(), self.session.office.writable
        offered = (
            (_("Open"), self._open, len(items) == 1),
            (_("Open the matter that caused it"), self._open_cause, len(items) == 1 and bool(items[0].signal.child)),
            (_("Urge ({count})", count=len(matters)), self.urge, bool(matters) and writable),
            (_("Set the light by hand…"), self.set_light, len(matters) == 1 and writable),
            (_("Copy as text"), self.view.copy_selected, bool(items)),
        )
        for title, action, possible in offered:
            entry = made.addAction(title)
            entry.setEnabled(possible)
            entry.triggered.connect(action)
        return made

    def _open(self) -> None:
        for item in self.view.selected_items()[:1]:
            self.session.asked.emit(item.entity, item.id)

    def _open_cause(self) -> None:
        """Open the matter below that a light comes from."""
        for item in self.view.selected_items()[:1]:
            if item.signal.child is not None:
                self.session.asked.emit("task", item.signal.child)

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.exec(self.view.viewport().mapToGlobal(place))
        menu.deleteLater()

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if not SOURCES & rows.keys():
            return
        if self.isVisible():
            self.load()
        else:
            self._stale = True

    def _haystack(self, item: RedItem) -> str:
        text = self._haystacks.get(item.key)
        if text is None:
            short, districts, full = self._names
            parts = [item.title, item.code or "", short.get(item.unit or "", ""), full.get(item.unit or "", "")]
            parts += [districts.get(item.district or "", "")]
            self._haystacks[item.key] = text = "\n".join(parts).casefold()
        return text

    def _say_count(self, shown: int) -> None:
        total = len(self._items)
        self.count.setText(
            _("{total} in all", total=total) if shown == total else _("{shown} of {total}", shown=shown, total=total)
        )
        self.empty.setText(_("Nothing is late, missing or soon due.") if not total else _("No record fits the filter."))
        self.empty.setVisible(not shown)
        self.view.setVisible(bool(shown))

    def _lay_out(self) -> None:
        heading = QLabel(_("Red list"))
        heading.setObjectName("heading")
        as_of = QLabel(_("as of {day}", day=self.session.as_of.isoformat()))
        for label in (as_of, self.count, self.empty):
            label.setObjectName("muted")
        self.empty.setMargin(SPACE * 3)
        by = QLabel(_("Grouped by"))
        by.setBuddy(self.grouping)
        top = QHBoxLayout()
        for label in (heading, as_of, self.count):
            top.addWidget(label)
        top.addStretch()
        top.addWidget(by)
        top.addWidget(self.grouping)
        top.addWidget(self.search)
        band = QWidget()
        chips = FlowLayout(band, gap=SPACE - 2)
        for chip in self.chips.values():
            chip.setCheckable(True)
            as_chip(chip)
            chips.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(band)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(FILTER_DELAY)
        self._typing.timeout.connect(self.apply_filter)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._go_to_entries)
        self.grouping.currentIndexChanged.connect(lambda _place: self.apply_filter())
        for chip in self.chips.values():
            chip.clicked.connect(lambda _checked: self.apply_filter())
        self.view.opened.connect(self.session.asked)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        for key, action, context in (
            (QKeySequence.StandardKey.Find, self.search.setFocus, Qt.ShortcutContext.WindowShortcut),
            (QKeySequence.StandardKey.Copy, self.view.copy_selected, Qt.ShortcutContext.WidgetWithChildrenShortcut),
        ):
            shortcut = QAction(self)
            shortcut.setShortcut(key)
            shortcut.setShortcutContext(context)
            shortcut.triggered.connect(lambda _checked=False, action=action: action())
            self.addAction(shortcut)
        self.session.changed.connect(self._follow)

    def _go_to_entries(self) -> None:
        """Go from the search to the first entry that it left."""
        self._typing.stop()
        self.apply_filter()
        first = self.model.index(0, 0, self.model.index(0, 0))
        if first.isValid():
            self.view.setFocus()
            self.view.setCurrentIndex(first)
