"""The changes of one step, grouped by record, before and after in words; a page of them at a time."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.changes import Change, Step
from smartplanner.commands.history.words import field_words, known_names, record_name
from smartplanner.model import entity as described_entity
from smartplanner.queries.history.names import KnownNames
from smartplanner.ui import icons
from smartplanner.ui.history.difference import show_difference
from smartplanner.ui.history.lines import LinesModel, chosen_row, dress
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_PAGE = 200
"""Changes read at once."""
_LONG = 24
"""Signs from which on the two versions of a text are worth being laid over one another."""


class ChangeLine(NamedTuple):
    """One field of a change, or a whole record that was made or removed."""

    change: Change
    record: str
    field: str
    before: str
    after: str


class ChangesView(QWidget):
    """What a step did.  ``narrowing`` asks for the history of one record alone: entity and id."""

    narrowing = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._step: Step | None = None
        self._read = 0
        heads = [_("Record"), _("Field"), _("Before"), _("After")]
        self.model: LinesModel[ChangeLine] = LinesModel(heads, _cells, self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        dress(self.table, widths=(200, 96, 120, 120), stretch=(0, 2, 3), name=_("Changes of the step"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.activated.connect(lambda _index: self.open_record())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer)
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_chosen())
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Before and after"))
        self.text.setMinimumHeight(40)
        self.text.setMaximumHeight(84)
        self.table.setMinimumHeight(56)
        self.text.hide()
        self.more_button = QPushButton(_("Show more"))
        self.more_button.clicked.connect(self.show_more)
        self.open_button = QPushButton(_("Open record"))
        icons.dress(self.open_button, "edit")
        self.open_button.clicked.connect(self.open_record)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self._lay_out()
        self.show_step(None)

    def show_step(self, step: Step | None) -> None:
        """Show the first changes of *step*, or nothing."""
        self._step, self._read = step, 0
        self.model.show_things(())
        self.text.hide()
        self.show_more()
        self.table.selectRow(0)

    def save_height(self, *, on: bool) -> None:
        """Leave out, or not, what is said or offered elsewhere as well: the count, and opening by double click."""
        self.count.setVisible(not on)
        self.open_button.setVisible(not on)

    def show_more(self) -> None:
        """Show the next changes of the step."""
        step = self._step
        if step is not None:
            page = self.session.office.journal.changes(step, limit=_PAGE, offset=self._read)
            self._read += len(page)
            names = known_names(self.session.office)
            self.model.add_things(
                [line for change in page for line in lines_of(change, record_name(change, names), names)]
            )
        left = step.size - self._read if step is not None else 0
        self.more_button.setVisible(left > 0)
        self.more_button.setText(_("Show more ({count} left)", count=left))
        self.count.setText(_("{count} change(s)", count=step.size) if step is not None else "")
        self._show_chosen()

    def open_record(self) -> None:
        """Open the record of the chosen change."""
        line = self._chosen()
        if line is not None:
            self.session.asked.emit(line.change.entity, line.change.id)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addWidget(self.more_button)
        foot.addStretch()
        foot.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.text)
        layout.addLayout(foot)

    def _chosen(self) -> ChangeLine | None:
        row = chosen_row(self.table)
        return self.model.things[row] if row is not None else None

    def _show_chosen(self) -> None:
        line = self._chosen()
        there = line is not None and self.session.office.reader.row(line.change.entity, line.change.id) is not None
        self.open_button.setEnabled(there)
        long = line is not None and bool(line.field) and max(len(line.before), len(line.after)) > _LONG
        self.text.setVisible(long)
        if line is not None and long:
            show_difference(self.text, line.before, line.after)

    def _offer(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)
        line = self.model.things[index.row()]
        menu = QMenu(self)
        menu.addAction(_("Open record"), self.open_record).setEnabled(self.open_button.isEnabled())
        menu.addAction(
            _("Only the steps of this record"), lambda: self.narrowing.emit(line.change.entity, line.change.id)
        )
        menu.exec(self.table.viewport().mapToGlobal(place))
        menu.deleteLater()


def lines_of(change: Change, record: str, names: KnownNames) -> list[ChangeLine]:
    """Return the lines of one change: each field that changed, or one line for a record made or removed."""
    title = f"{_(described_entity(change.entity).label)}：{record}"
    words = field_words(change, names)
    if change.before is None:
        return [
            ChangeLine(change, title, _("Record made"), "", "；".join(f"{one.label}：{one.after}" for one in words))
        ]
    if change.after is None:
        return [
            ChangeLine(change, title, _("Record removed"), "；".join(f"{one.label}：{one.before}" for one in words), "")
        ]
    return [ChangeLine(change, title, one.label, one.before, one.after) for one in words]


def _cells(line: ChangeLine) -> tuple[str, str, str, str]:
    empty = _("(empty)") if line.change.before is not None and line.change.after is not None else "—"
    return line.record, line.field, line.before or empty, line.after or empty
