"""The page of papers: kinds and kept issues at the left, one paper with all that is done to it beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.settings import remember, remembered
from smartplanner.ui.papers.issues import IssueList
from smartplanner.ui.papers.kinds import KindList
from smartplanner.ui.papers.pane import LOW, PaperPane
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

KIND = "papers.kind"
"""The key under which the kind of last time is remembered."""
_LEFT, _LEAST = 224, 140
_SMALL = 900
"""Pixels below which the left column is as narrow as it may be."""


class PapersPage(QWidget):
    """Choose a kind of paper: it is there as pages at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._narrow = False
        side = QWidget(self._across)
        left = QSplitter(Qt.Orientation.Vertical, side)
        self.kinds = KindList(left)
        self.issues = IssueList(session, left)
        self.templates_button = QPushButton(_("Templates…"), side)
        self.pane = PaperPane(session, self._across)
        self._lay_out(side, left)
        self.kinds.chosen.connect(self.show_report)
        self.issues.opened.connect(self._open_issue)
        self.pane.outgoing.issued.connect(self._mark_issue)
        self.templates_button.clicked.connect(self._show_templates)
        session.changed.connect(self._book_changed)
        last, names = remembered(KIND), self.kinds.names()
        self.show_report(last if last in names else names[0])

    def load(self) -> None:
        """Make the paper anew."""
        self.issues.load()
        self.pane.load()

    def show_report(self, name: str) -> None:
        """Show a kind of paper."""
        self.kinds.mark(name)
        self.issues.tree.clearSelection()
        self.issues.show_report(name)
        self.pane.show_report(name)
        remember(KIND, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of a small or enlarged screen to the pages."""
        super().resizeEvent(event)
        self.issues.save_height(on=self.height() < LOW)
        narrow = self.width() < _SMALL
        if narrow != self._narrow:
            self._narrow = narrow
            left = _LEAST if narrow else _LEFT
            self._across.setSizes([left, self.width() - left])

    def _open_issue(self, issue: str) -> None:
        if issue:
            self.pane.show_issue(self.pane.report, issue)
        else:
            self.pane.show_report(self.pane.report)

    def _show_templates(self) -> None:
        """Open the wording of the kind of paper in view."""
        from smartplanner.ui.wording import WordingDialog

        dialog = WordingDialog(self.session, self, report=self.pane.report)
        dialog.exec()
        dialog.deleteLater()

    def _mark_issue(self, issue: str) -> None:
        """Choose in the list what the pane shows by itself after issuing."""
        with QSignalBlocker(self.issues):
            self.issues.load()
            self.issues.choose(issue)

    def _book_changed(self, rows: Mapping[str, set[str]]) -> None:
        if "issue" in rows:
            before = self.issues.chosen()
            self.issues.load()
            if before and not self.issues.chosen():
                self.pane.show_report(self.pane.report)  # the issue in view is gone

    def _lay_out(self, side: QWidget, left: QSplitter) -> None:
        title = QLabel(_("Papers"), side)
        title.setObjectName("heading")
        left.setChildrenCollapsible(False)
        left.addWidget(self.kinds)
        left.addWidget(self.issues)
        left.setSizes([420, 220])
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(title)
        column.addWidget(left, 1)
        column.addWidget(self.templates_button)
        side.setMinimumWidth(_LEAST)
        across = self._across
        across.setChildrenCollapsible(False)
        across.setHandleWidth(2 * SPACE)
        across.addWidget(side)
        across.addWidget(self.pane)
        across.setStretchFactor(1, 1)
        across.setSizes([_LEFT, 10 * _LEFT])
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        row.addWidget(across)
