"""What the forms of a contract and of an operator have in common: where the record stands, its tabs, all its facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from smartplanner.ui.editors import Editor
from smartplanner.ui.operation.listing import Tabs
from smartplanner.ui.record_form import Form
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE


class StandingForm(Form):
    """The form of one record, or of a new one, which has nothing but its facts."""

    entity: ClassVar[str]
    living: ClassVar[frozenset[str]]
    """A commit that touches one of these can show in the form."""
    _stands = False
    """Whether the record is in the book, and the form shows where it stands."""

    def __init__(self, session: Session, id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, self.entity, id, parent)
        resize_within_screen(self, 1160, 720)
        session.changed.connect(self._follow)

    def facts(self, parent: QWidget) -> QWidget:
        """Return the panels with all fields, made in *parent*."""
        raise NotImplementedError

    def facts_title(self) -> str:
        """Return what the tab of the facts is called."""
        raise NotImplementedError

    def make_head(self) -> QWidget:
        """Return what says in a few lines where the record stands."""
        raise NotImplementedError

    def make_parts(self) -> Sequence[tuple[str, QWidget]]:
        """Return the tabs before that of the facts, with their titles."""
        raise NotImplementedError

    def show_standing(self) -> None:
        """Read the record with all that hangs on it, and show it."""
        raise NotImplementedError

    def lay_out(self, body: QWidget) -> None:
        """Put the panels on *body*; of a record in the book also where it stands, and tabs about its life."""
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        if self.row is None:
            layout.addWidget(self.facts(body), 1)
            return
        layout.addWidget(self.make_head())
        self.tabs = Tabs(body)
        layout.addWidget(self.tabs, 1)
        for title, part in self.make_parts():
            self.tabs.addTab(part, title)
        self._scrolled = QScrollArea(self.tabs)  # here, so that the tables of the other tabs keep to the window
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self.tabs.addTab(self._scrolled, self.facts_title())
        self._scrolled.setWidget(self.facts(self._scrolled.viewport()))
        self.add_beside(self.tabs)
        self._stands = True
        self.show_standing()

    def show_editor(self, editor: Editor) -> None:
        """Bring *editor* in sight, also from behind another tab."""
        if self.row is not None:
            self.tabs.setCurrentWidget(self._scrolled)
            self._scrolled.ensureWidgetVisible(editor)
        super().show_editor(editor)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        """Show what an act, or a hand elsewhere, changed; what the person is typing stays."""
        if not self._stands or not rows.keys() & self.living:
            return
        row = self.session.office.reader.row(self.entity, self.id)
        if row is None:
            return
        self.show_standing()
        if self.id in rows.get(self.entity, ()):
            self.row = row
            self.refill()
