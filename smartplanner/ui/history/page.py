"""History as a place: the timeline, two moments compared, and the bin."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.changes import Step
from smartplanner.queries.history.steps import touched_entities
from smartplanner.ui.history.bin import BinView
from smartplanner.ui.history.comparing import CompareView
from smartplanner.ui.history.timeline import Timeline
from smartplanner.ui.making import Lazy, room_of
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

TIMELINE, COMPARE, BIN = range(3)
MANY = 5_000
"""Matters from which on their names are read off the window's thread."""


class HistoryPage(QWidget):
    """The steps of the book, newest first; any of them can be taken back, looked back to, or compared with now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.looking: Any = None
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.timeline = Timeline(session, room_of(self.tabs))
        self._comparison = Lazy(partial(CompareView, session))
        self._bin = Lazy(self._make_bin)
        views = {_("Timeline"): self.timeline, _("Compare"): self._comparison, _("Bin"): self._bin}
        for title, view in views.items():
            self.tabs.addTab(view, title)
        self.timeline.looking.connect(self.look_back)
        self.timeline.comparing.connect(self._compare)
        self.tabs.currentChanged.connect(lambda _place: self._load_stale())
        self._stale = {TIMELINE, BIN}
        self._reading = self._closed = False
        self._asked_step: int | None = None
        self._lay_out()
        session.changed.connect(self._outdate)
        session.closing.connect(self._close)

    @property
    def comparison(self) -> CompareView:
        """The tab that compares two moments."""
        return self._comparison.ready()

    @property
    def bin(self) -> BinView:
        """The tab of what was removed."""
        return self._bin.ready()

    @property
    def rollback_button(self) -> QPushButton:
        """What takes the chosen step back."""
        return self.timeline.rollback_button

    def showEvent(self, event: Any) -> None:
        """Read the steps when the page is looked at."""
        super().showEvent(event)
        self._load_stale()

    def load(self) -> None:
        """Read what is in view anew."""
        self._stale = {TIMELINE, BIN}
        self._load_stale()

    def show_step(self, number: int) -> None:
        """Show one step in the timeline."""
        self.tabs.setCurrentIndex(TIMELINE)
        if self._reading:
            self._asked_step = number
        else:
            self.timeline.choose(number)

    def look_back(self, step: Step) -> None:
        """Open the book as it was after *step* in a window of its own."""
        from smartplanner.ui.history.past_window import look_back_from

        self.looking = look_back_from(self.session, step, self)

    def _compare(self, number: int) -> None:
        self.tabs.setCurrentIndex(COMPARE)
        self.comparison.compare_since(number)

    def _load_stale(self) -> None:
        if self._reading or self.tabs.currentIndex() not in self._stale:
            return
        office = self.session.office
        if office.reader.count("task") <= MANY:
            self._load_tab()
            return
        self._reading = True
        self.timeline.say_reading()

        def read() -> set[str]:
            office.reader.names("task")
            return touched_entities(office.journal)

        self.session.in_background(read, self._take, asker=self)

    def _take(self, touched: set[str]) -> None:
        """Go on now that the names of the matters are known, unless nobody looks any more."""
        self._reading = False
        if self._closed:
            return
        self.timeline.offer_entities(touched)
        self._load_tab()
        number, self._asked_step = self._asked_step, None
        if number is not None:
            self.timeline.choose(number)

    def _load_tab(self) -> None:
        place = self.tabs.currentIndex()
        if place in self._stale:
            self._stale.discard(place)
            (self.timeline if place == TIMELINE else self.bin).load()

    def _make_bin(self) -> BinView:
        made = BinView(self.session)
        made.showing.connect(self.show_step)
        return made

    def _close(self) -> None:
        self._closed = True

    def _outdate(self, _rows: dict[str, set[str]]) -> None:
        self._stale = {TIMELINE, BIN}
        if self.isVisible():
            self._load_stale()

    def _lay_out(self) -> None:
        heading = QLabel(_("History"))
        heading.setObjectName("heading")
        hint = QLabel(_("Every step is kept and can be taken back, imports too."))
        hint.setObjectName("muted")
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addWidget(hint)
        top.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.addLayout(top)
        layout.addWidget(self.tabs, 1)
