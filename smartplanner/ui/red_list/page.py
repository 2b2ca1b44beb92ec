"""The page of the red list: chips by kind, a search, a choice of grouping, and what can be done with an entry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.commands.red_list import export_red_list
from smartplanner.commands.supervision import perform_act
from smartplanner.queries.initials import Initials
from smartplanner.queries.marks import MARKING, Marks
from smartplanner.queries.red_items import KINDS, RedItem
from smartplanner.queries.red_list import GROUPINGS, SOURCES
from smartplanner.rules.life import OPEN, USUAL_STATE
from smartplanner.ui.attaching import choose_files
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.latest import Latest
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.page_keys import WINDOW, WITHIN, add_key
from smartplanner.ui.red_list.finding import Entries, Finder, Found, Names, Texts, read_entries
from smartplanner.ui.red_list.model import RedListModel
from smartplanner.ui.red_list.view import RedListView
from smartplanner.ui.search_field import SearchField
from smartplanner.ui.session import Session
from smartplanner.ui.set_light import ask_light
from smartplanner.ui.theme import SPACE, as_chip

MANY = 5_000
"""Matters from which on the list is read beside the window's work, and entries from which on it is filtered there."""


class RedListPage(QWidget):
    """Everything late, missing or soon due as of the session's day."""

    exported_as = N_("Red list")
    """What the file of an export is called (a msgid)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.model = RedListModel(self)
        self.model.show_marks(session.office.reader.companion(Marks).mark)
        self.view = RedListView(self.model, self)
        self.grouping = QComboBox()
        self.grouping.setAccessibleName(_("Grouped by"))
        for name, label in GROUPINGS.items():
            self.grouping.addItem(_(label), name)
        self.search = SearchField(_("Words or pinyin initials (Ctrl+F)"), least=120, most=240)
        self.chips = {kind: QPushButton() for kind in KINDS}
        self.count = QLabel()
        self.empty = QLabel()
        self._items: Sequence[RedItem] = ()
        self._texts = Texts(Names({}, {}, {}))
        self._initials = Initials()
        self._stale = True
        self._latest = Latest(session, self)
        self._finding = self._find_again = self._going = self._at_once = False
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
        self._at_once = at_once
        reader, as_of = self.session.office.reader, self.session.as_of
        beside = not at_once and reader.count("task") > MANY
        if beside and not self._items:
            self.count.setText(_("Reading …"))
        self._latest.read(lambda: read_entries(reader, as_of=as_of), self._take, beside=beside)

    def _take(self, read: Entries) -> None:
        self._items, self._texts = read.items, Texts(read.names)
        for kind, chip in self.chips.items():
            chip.setText(_say_kind(kind, read.matters[kind], read.per_kind[kind]))
            chip.setVisible(bool(read.per_kind[kind]) or chip.isChecked())
        self.apply_filter()

    def apply_filter(self) -> None:
        """Show the entries of the chosen kinds that hold what is typed, in their groups; of many a little later."""
        if self._finding:
            self._find_again = True
        elif self._at_once or len(self._items) <= MANY:
            self._show(self._finder().find())
        else:
            self._finding = True
            self.session.in_background(self._finder().find, self._take_found, asker=self)

    def _finder(self) -> Finder:
        """Return what finds the entries that fit, from what is chosen and read now."""
        return Finder(
            items=self._items,
            kinds=frozenset(kind for kind, chip in self.chips.items() if chip.isChecked()),
            words=self.search.text(),
            by=str(self.grouping.currentData()),
            texts=self._texts,
            initials=self._initials,
            reader=self.session.office.reader,
        )

    def _take_found(self, found: Found) -> None:
        """Show what was found, unless something else is looked for meanwhile."""
        self._finding = False
        if self._find_again:
            self._find_again = False
            self.apply_filter()
        else:
            self._show(found)

    def _show(self, found: Found) -> None:
        closed, current = self.view.closed_groups(), self.model.item_at(self.view.currentIndex())
        self.model.show(found.groups, units=self._texts.names.units, districts=self._texts.names.districts)
        self.view.show_groups(found.by, closed=closed)
        if current is not None and (place := self.model.place_of(current.key)).isValid():
            self.view.setCurrentIndex(place)
        self._say_count(found.total)
        if self._going:
            self._go_to_first()

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

    def attach(self) -> None:
        """Ask for files and attach them to the record of the selected entry."""
        for item in self.view.selected_items()[:1]:
            choose_files(self.session, item.entity, item.id, window=self)

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
            (_("Attach files…"), self.attach, len(items) == 1 and writable),
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
        if rows.keys() & set(MARKING):
            self.view.viewport().update()
        if not SOURCES & rows.keys():
            return
        if self.isVisible():
            self.load()
        else:
            self._stale = True

    def _say_count(self, shown: int) -> None:
        total = len(self._items)
        self.count.setText(
            _("{total} in all", total=total) if shown == total else _("{shown} of {total}", shown=shown, total=total)
        )
        words = _("No record fits the filter.") if total else _("Nothing is late, missing or soon due.")
        if not total and not self.session.office.reader.count("task"):
            words = _("There is no matter yet. Take in the ledgers of the units first (Ctrl+I).")
        self.empty.setText(words)
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
        self.head = FoldingRow(self)
        top = self.head.line
        for label in (heading, as_of, self.count):
            top.addWidget(label)
        top.addStretch()
        for widget in (by, self.grouping, self.search):
            top.addWidget(widget)
        self.head.fold(by, as_of, self.grouping)
        band = QWidget(self)
        chips = FlowLayout(band, gap=SPACE - 2)
        for chip in self.chips.values():
            chip.setCheckable(True)
            as_chip(chip)
            chips.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.head)
        layout.addWidget(band)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self.search.paused.connect(self.apply_filter)
        self.search.returnPressed.connect(self._go_to_entries)
        self.grouping.currentIndexChanged.connect(lambda _place: self.apply_filter())
        for chip in self.chips.values():
            chip.clicked.connect(lambda _checked: self.apply_filter())
        self.view.opened.connect(self.session.asked)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        add_key(self, QKeySequence.StandardKey.Find, self.search.setFocus, where=WINDOW)
        add_key(self, QKeySequence.StandardKey.Copy, self.view.copy_selected, where=WITHIN)
        self.session.changed.connect(self._follow)

    def _go_to_entries(self) -> None:
        """Go from the search to the first entry that it left, as soon as that is known."""
        self.search.settle()
        self._going = True
        self.apply_filter()

    def _go_to_first(self) -> None:
        self._going = False
        first = self.model.index(0, 0, self.model.index(0, 0))
        if first.isValid():
            self.view.setFocus()
            self.view.setCurrentIndex(first)


def _say_kind(kind: str, matters: int, entries: int) -> str:
    """Return a kind with its matters, as the board counts them, and the entries where units have one each."""
    label = _(KINDS[kind])
    if entries == matters:
        return f"{label} {matters}"
    return _("{kind} {matters} ({count} units)", kind=label, matters=matters, count=entries)
