"""History: of one record as a list of changes in words, and of the whole book as steps that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.changes import Step
from smartplanner.commands.history import change_title, describe_change, step_name
from smartplanner.ui.session import Session, literally
from smartplanner.ui.theme import SPACE

ORIGINS = {
    "create": N_("new book"),
    "user": N_("by hand"),
    "import": N_("import"),
    "undo": N_("undo"),
    "redo": N_("redo"),
    "rollback": N_("rollback"),
    "merge": N_("merge"),
    "upgrade": N_("upgrade"),
}
_SHOWN = 500
"""Steps and changes that are listed at most; the rest is counted."""


class RecordHistory(QTableWidget):
    """What happened to one record: when, who, which field, from what to what."""

    def __init__(self, session: Session, entity: str, id: str, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        _dress(self, [_("When"), _("Who"), _("What"), _("Step")], stretch=2)
        for step, change in session.office.journal.history(id)[:_SHOWN]:
            for text in describe_change(session.office, change):
                _append(self, [local_time(step.at), step.person, text, step_name(session.office, step)])


class HistoryPage(QWidget):
    """The steps of the book, newest first; any of them can be taken back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.steps = QTableWidget(0, 6)
        _dress(self.steps, [_("No."), _("When"), _("Who"), _("Step"), _("How"), _("Changes")], stretch=3)
        self.details = QTableWidget(0, 2)
        _dress(self.details, [_("Record"), _("What")], stretch=1)
        self.rollback_button = QPushButton(_("Take back this step"))
        self.rollback_button.clicked.connect(self.rollback)
        self.steps.itemSelectionChanged.connect(self._show_details)
        self._known: list[Step] = []
        self._stale = True
        self._lay_out()
        session.changed.connect(self._outdate)

    def showEvent(self, event: Any) -> None:
        """Read the steps when the page is looked at."""
        super().showEvent(event)
        if self._stale:
            self.load()

    def load(self) -> None:
        """Read the steps anew."""
        self._stale = False
        self._known = self.session.office.journal.steps(limit=_SHOWN)
        self.steps.setRowCount(0)
        for step in self._known:
            cells = [
                str(step.number),
                local_time(step.at),
                step.person,
                step_name(self.session.office, step),
                _(ORIGINS.get(step.origin, step.origin)),
                str(step.size),
            ]
            _append(self.steps, cells)
        if self._known:
            self.steps.selectRow(0)

    def rollback(self) -> None:
        """Take back the selected step after asking; conflicts are named and nothing is half done."""
        step = self._selected()
        if step is None:
            return
        name = step_name(self.session.office, step)
        question = literally(_("Take back “{name}” with its {count} change(s)?", name=name, count=step.size))
        buttons = QMessageBox.StandardButton
        if QMessageBox.question(self, _("Take back"), question, buttons.Yes | buttons.No) == buttons.Yes:
            self.session.perform(lambda: self.session.office.journal.rollback(step.id), window=self)

    def _lay_out(self) -> None:
        heading = QLabel(_("History"))
        heading.setObjectName("heading")
        hint = QLabel(_("Every step is kept and can be taken back, imports too."))
        hint.setObjectName("muted")
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addWidget(hint)
        top.addStretch()
        top.addWidget(self.rollback_button)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.steps)
        split.addWidget(self.details)
        split.setSizes([380, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE)
        layout.addLayout(top)
        layout.addWidget(split, 1)

    def _selected(self) -> Step | None:
        rows = self.steps.selectionModel().selectedRows()
        return self._known[rows[0].row()] if rows else None

    def _show_details(self) -> None:
        step = self._selected()
        self.details.setRowCount(0)
        can_roll_back = step is not None and step.origin != "create" and self.session.office.writable
        self.rollback_button.setEnabled(can_roll_back)
        if step is None:
            return
        changes = self.session.office.journal.changes(step)
        for change in changes[:_SHOWN]:
            text = "；".join(describe_change(self.session.office, change))
            _append(self.details, [change_title(self.session.office, change), text])
        if len(changes) > _SHOWN:
            _append(self.details, ["…", _("and {count} more", count=len(changes) - _SHOWN)])

    def _outdate(self, _rows: dict[str, set[str]]) -> None:
        self._stale = True
        if self.isVisible():
            self.load()


def local_time(moment: str) -> str:
    """Return a moment of the journal (UTC) in this computer's time zone, to the minute."""
    return datetime.fromisoformat(moment.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%d %H:%M")


def _dress(table: QTableWidget, titles: Sequence[str], *, stretch: int) -> None:
    table.setHorizontalHeaderLabels(list(titles))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column in range(len(titles)):
        mode = QHeaderView.ResizeMode.Stretch if column == stretch else QHeaderView.ResizeMode.ResizeToContents
        header.setSectionResizeMode(column, mode)


def _append(table: QTableWidget, cells: Sequence[str]) -> None:
    row = table.rowCount()
    table.insertRow(row)
    for column, text in enumerate(cells):
        item = QTableWidgetItem(text)
        item.setToolTip(literally(text))
        table.setItem(row, column, item)
