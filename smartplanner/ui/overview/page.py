"""The first page: what presses in one line, then the view of the office, a convener or a leader."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.base.preferences import ROLES
from smartplanner.base.settings import load_settings, remember, remembered
from smartplanner.queries.overview import Overview
from smartplanner.queries.overview.changed import Since
from smartplanner.queries.overview.scope import WHOLE, Scope, scope_named
from smartplanner.queries.overview.situation import Situation, situation
from smartplanner.queries.units import short_unit_names
from smartplanner.ui.latest import Latest
from smartplanner.ui.overview.dashboard import CONVENER_ORDER, ORDER, SINCE, Dashboard
from smartplanner.ui.overview.last_look import last_look
from smartplanner.ui.overview.leader import LeaderView, one_page_figures
from smartplanner.ui.overview.panel import plain
from smartplanner.ui.overview.words import Names, first_line
from smartplanner.ui.seen_page import SeenPage
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

if TYPE_CHECKING:
    from smartplanner.reports.papers.sheets.one_page import OnePageFigures

MANY = 1_000
"""Matters from which on the figures take longer to compute than a window may keep a person waiting."""
OFFICE, CONVENER, LEADER = "office", "convener", "leader"
_WEEK = 7
_SINCE_KEY = "overview since"
_NO_GROUP = N_("Say in the preferences which working group is yours, and its matters stand here first.")


class _Read(NamedTuple):
    found: Situation
    names: Names
    paper: OnePageFigures | None


class OverviewPage(SeenPage):
    """The first page.  ``going`` asks the shell for a page, with what to do once it is in view."""

    going = Signal(str, object)
    meeting_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.figures: Overview | None = None
        self.found: Situation | None = None
        settings = load_settings()
        self._own = scope_named(session.office.reader, group=settings.own_group, district=settings.own_district)
        self.role_box, self.scope_box = QComboBox(), QComboBox()
        self.line = plain("", "subheading")
        self.line.setWordWrap(True)
        self._hint = plain(
            _("The book is empty. Take in your ledgers with “File → Import ledgers” (Ctrl+I)."), "subheading"
        )
        self.dashboard, self.leader = Dashboard(session), LeaderView(session)
        self._cards = self.dashboard.tiles.tiles
        self._area = QScrollArea()
        self._latest = Latest(session, self)
        self._lay_out(settings.role)
        self._connect()
        self._show_role()

    @property
    def role(self) -> str:
        """Whose view is shown: office, convener or leader."""
        return str(self.role_box.currentData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more where there is room."""
        super().resizeEvent(event)
        self.dashboard.fit(self.height())
        self.leader.fit(self.height())

    def load(self) -> None:
        """Compute and show the figures; those of a large book off the window's thread."""
        self.stale = False
        since, scope, paper = self._since(), self._scope(), self.role == LEADER

        def work() -> _Read:
            reader, as_of = self.session.office.reader, self.session.as_of
            found = situation(reader, self.session.office.journal, as_of=as_of, since=since, scope=scope)
            names = Names(short_unit_names(reader), reader.names("district"))
            return _Read(found, names, one_page_figures(self.session.office, found) if paper else None)

        self._latest.read(work, self._take, beside=self.session.office.reader.count("task") > MANY)

    def _take(self, read: _Read) -> None:
        self.found, self.figures = read.found, read.found.figures
        self.line.setText(first_line(read.found))
        self.line.setVisible(bool(self.line.text()))
        self._hint.setVisible(not read.found.figures.total and read.found.scope.is_whole)
        if read.paper is not None:
            self.leader.show_paper(read.paper, read.found, read.names)
        else:
            self.dashboard.show_situation(read.found, read.names)

    def _since(self) -> Since:
        look = last_look(self.session)
        chosen = str(self.dashboard.since.currentData())
        as_of = self.session.as_of
        if chosen == "look" and look is not None:
            return look
        if chosen == "week":
            return Since(as_of - timedelta(as_of.weekday() + _WEEK))
        return Since(as_of - timedelta(1))

    def _scope(self) -> Scope:
        if self.role == CONVENER:
            return self._own if self.scope_box.currentIndex() == 0 else WHOLE
        return WHOLE

    def _show_role(self) -> None:
        """Bring the page in line with whose view it is."""
        role = self.role
        self.dashboard.setVisible(role != LEADER)
        self.leader.setVisible(role == LEADER)
        self.leader.print_button.setVisible(role == LEADER)
        self.scope_box.setVisible(role == CONVENER and not self._own.is_whole)
        self.no_group.setVisible(role == CONVENER and self._own.is_whole)
        self.dashboard.order(list(CONVENER_ORDER if role == CONVENER else ORDER))

    def _change_role(self) -> None:
        self._show_role()
        self.load()

    def _choose_since(self, name: str) -> None:
        remember(_SINCE_KEY, name)
        self.load()

    def _connect(self) -> None:
        self.session.changed.connect(self.outdate)
        self.role_box.currentIndexChanged.connect(lambda _place: self._change_role())
        self.scope_box.currentIndexChanged.connect(lambda _place: self.load())
        self.dashboard.since_chosen.connect(self._choose_since)
        self.dashboard.meeting_wanted.connect(self.meeting_wanted)
        for view in (self.dashboard, self.leader):
            view.going.connect(self.going)

    def _lay_out(self, role: str) -> None:
        self.role_box.setAccessibleName(_("Whose view"))
        for name, label in ROLES.items():
            self.role_box.addItem(_(label), name)
        self.role_box.setCurrentIndex(max(0, self.role_box.findData(role)))
        self.scope_box.setAccessibleName(_("Of the own group or of the city"))
        self.scope_box.addItem(self._own_name())
        self.scope_box.addItem(_("Whole city"))
        with QSignalBlocker(self.dashboard.since):
            known = str(remembered(_SINCE_KEY, "day"))
            self.dashboard.since.setCurrentIndex(max(0, list(SINCE).index(known) if known in SINCE else 0))
        self.no_group = plain(_(_NO_GROUP), "muted")
        self.no_group.setWordWrap(True)
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(plain(_("Overview"), "heading"))
        top.addWidget(plain(_("as of {day}", day=self.session.as_of.isoformat()), "muted"))
        top.addStretch()
        for widget in (self.leader.print_button, self.scope_box, self.role_box):
            top.addWidget(widget)
        body = QWidget()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(SPACE * 2, SPACE, SPACE * 2, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        for one in (self._hint, self.line, self.no_group):
            one.hide()
            layout.addWidget(one)
        layout.addWidget(self.dashboard)
        layout.addWidget(self.leader)
        layout.addStretch()

    def _own_name(self) -> str:
        reader = self.session.office.reader
        if self._own.group is not None:
            return reader.name("group", self._own.group)
        return reader.name("district", self._own.district) if self._own.district is not None else ""
