"""Contracts with their payments on the time axis of the Gantt, in a window of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.commands.reference import calendar
from smartplanner.queries.gantt import Scope, gantt
from smartplanner.ui.gantt.view import GanttView
from smartplanner.ui.operation.listing import plain_label
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE


class TimelineDialog(QDialog):
    """All contracts, or the one with the id *contract*, from when to when they run and when they are paid."""

    def __init__(self, session: Session, parent: QWidget | None = None, *, contract: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Timeline of contracts"))
        self.session = session
        found = gantt(session.office.reader, as_of=session.as_of, scope=Scope("contract", contract), compare="")
        self.view = GanttView(session.as_of, clock.today(), calendar(session.office.reader), self)
        self.view.show_gantt(found)
        self.empty = plain_label(
            _("There is no contract with a day yet. Enter when a contract starts and ends."), "muted"
        )
        self.empty.setVisible(not found.rows)
        self.view.setVisible(bool(found.rows))
        self.fit_button = QPushButton(_("Whole time"))
        self.today_button = QPushButton(_("Today"))
        self.open_button = QPushButton(_("Open"))
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self.open_current)
        self.view.selected.connect(lambda _id: self.open_button.setEnabled(True))
        self.fit_button.clicked.connect(self.view.fit)
        self.today_button.clicked.connect(lambda: self.view.go_to_day(session.as_of))
        top = QHBoxLayout()
        top.addWidget(plain_label(_("Timeline of contracts"), "heading"))
        top.addStretch()
        for button in (self.open_button, self.fit_button, self.today_button):
            button.setAutoDefault(False)
            top.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        resize_within_screen(self, 1200, 700)
        self.view.fit()

    def open_current(self) -> None:
        """Show the contract that the current row is, or belongs to."""
        row = self.view.current
        while row is not None and row.entity != "contract":
            row = self.view.outline.row(row.parent) if row.parent else None
        if row is not None:
            self.session.asked.emit("contract", row.id)


def show_timeline(session: Session, window: QWidget, *, contract: str = "") -> None:
    """Open the timeline and wait until it is closed."""
    dialog = TimelineDialog(session, window, contract=contract)
    dialog.exec()
    dialog.deleteLater()
