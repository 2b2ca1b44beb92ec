"""Two moments compared: from a day or step to a day or now; what was added, changed and removed, field by field."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.history.comparing import (
    CHANGED,
    SORTS,
    Comparison,
    Difference,
    compare,
    export_comparison,
    say_comparison,
    since_moment,
    until_moment,
)
from smartplanner.commands.history.words import field_words, known_names
from smartplanner.model import entity as described_entity
from smartplanner.queries.history.names import KnownNames
from smartplanner.ui import icons
from smartplanner.ui.day import open_calendar
from smartplanner.ui.elided import ElidedLabel
from smartplanner.ui.folding import FoldingRow
from smartplanner.ui.history.difference import show_difference
from smartplanner.ui.history.lines import LinesModel, chosen_row, dress
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.stretching import stretch
from smartplanner.ui.theme import SPACE

_LAST = 30
"""Days that are compared at first."""
_FIELDS_NAMED = 4
Count = tuple[str, dict[str, int]]


_LOWEST, _LOW = 56, 260
"""Pixels that each part keeps in a low window; the height up to which a window is low."""
_KIND, _SAID = 12, 160
"""Digits that the column of kinds keeps in a narrow window, and pixels of the words that say what is compared."""


class CompareView(QWidget):
    """The net of what was done between two moments."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._comparison: Comparison | None = None
        self._names: KnownNames = known_names(session.office)
        self._asked = 0
        self._make_moments(session.as_of)
        self._make_narrowing()
        self._make_tables()
        self._make_buttons()
        self._lay_out()
        self._narrow()

    def _make_moments(self, today: date) -> None:
        self.since = _day_field(today - timedelta(_LAST), _("Since"))
        self.until = _day_field(today, _("Through"))
        self.step = _text_field(_("or after step number"), name=_("After step number"))
        self.step.setFixedWidth(120)
        self.step.returnPressed.connect(self.load)
        self.step.textChanged.connect(lambda text: self.since.setEnabled(not text.strip()))
        self.compare_button = QPushButton(_("Compare"))
        self.compare_button.clicked.connect(self.load)

    def _make_narrowing(self) -> None:
        self.sort_box = QComboBox()
        self.sort_box.setAccessibleName(_("What became of it"))
        self.sort_box.addItem(_("All changes"), "")
        for sort, label in SORTS.items():
            self.sort_box.addItem(_(label), sort)
        self.sort_box.currentIndexChanged.connect(lambda _place: self._narrow())
        self.search = _text_field(_("Search names"), name=_("Search names"))
        self.search.textChanged.connect(lambda _text: self._narrow())

    def _make_tables(self) -> None:
        heads = [_("Kind of record"), _("added"), _("changed"), _("removed")]
        self.counts: LinesModel[Count] = LinesModel(heads, _count_cells, self, numbers=(1, 2, 3))
        self.counts_table = _table(self.counts)
        dress(self.counts_table, widths=(120, 52, 52, 52), stretch=(), name=_("Counts by kind of record"))
        stretch(self.counts_table.horizontalHeader(), 0, least=_KIND)
        self.counts_table.selectionModel().selectionChanged.connect(lambda *_both: self._narrow())
        heads = [_("What became of it"), _("Kind of record"), _("Record"), _("Fields")]
        self.model: LinesModel[Difference] = LinesModel(heads, self._cells, self)
        self.table = _table(self.model)
        dress(self.table, widths=(56, 104, 300, 200), stretch=(2, 3), name=_("Differences"))
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_chosen())
        self.table.activated.connect(lambda _index: self.open_record())
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Before and after"))
        self.text.setPlaceholderText(_("Choose a record to see what it was and what it became."))
        for part in (self.counts_table, self.table, self.text):
            part.setMinimumHeight(_LOWEST)

    def _make_buttons(self) -> None:
        self.said = ElidedLabel(_("Choose two days and press Compare."))
        self.said.setObjectName("muted")
        self.copy_button = QPushButton(_("Copy as text"))
        self.export_button = QPushButton(_("Export to Excel"))
        self.open_button = QPushButton(_("Open record"))
        for button, picture, action in (
            (self.copy_button, "copy", self.copy),
            (self.export_button, "export", self.export),
            (self.open_button, "edit", self.open_record),
        ):
            icons.dress(button, picture)
            button.clicked.connect(action)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of a low window to the list while none of its records is chosen."""
        super().resizeEvent(event)
        self.text.setVisible(self.height() > _LOW or chosen_row(self.table) is not None)

    def compare_since(self, number: int) -> None:
        """Compare the book as it was after the step *number* with now."""
        self.step.setText(f"#{number}")
        today = QDate.currentDate()
        self.until.setDate(max(self.until.date(), today))
        self.load()

    def load(self) -> None:
        """Compare the two moments; beside the work, since there may be much between them."""
        office = self.session.office
        since = self.step.text().strip() or self.since.date().toString(Qt.DateFormat.ISODate)
        until = self.until.date().toString(Qt.DateFormat.ISODate)
        self._asked += 1
        asked = self._asked
        self.said.setText(_("Comparing…"))

        def work() -> tuple[int, Comparison]:
            return asked, compare(office, since_moment(office, since), until_moment(office, until))

        self.session.in_background(work, self._take, self._fail)

    def copy(self) -> None:
        """Put the comparison into the clipboard as sentences for a paper."""
        if self._comparison is not None:
            QApplication.clipboard().setText(say_comparison(self._shown()))
            self.session.said.emit(_("The comparison is in the clipboard."))

    def export(self) -> None:
        """Write what is shown to a workbook."""
        if self._comparison is None:
            return
        suggested = self.session.office.path.with_name(f"{_('What changed')}.xlsx")
        path, _filter = QFileDialog.getSaveFileName(self, _("Export to Excel"), str(suggested), _("Workbook (*.xlsx)"))
        if path:
            target = Path(path if path.endswith(".xlsx") else f"{path}.xlsx")
            shown = self._shown()
            lines = self.session.perform(lambda: export_comparison(self.session.office, shown, target), window=self)
            if lines is not None:
                self.session.said.emit(_("Wrote {count} row(s) to {file}.", count=lines, file=target))

    def open_record(self) -> None:
        """Open the chosen record."""
        row = chosen_row(self.table)
        if row is not None and self.open_button.isEnabled():
            change = self.model.things[row].change
            self.session.asked.emit(change.entity, change.id)

    def _take(self, answer: tuple[int, Comparison]) -> None:
        asked, comparison = answer
        if asked != self._asked:
            return
        self._comparison = comparison
        self._names = known_names(self.session.office)
        self.counts.show_things(list(comparison.counts().items()))
        self._narrow()

    def _fail(self, error: BaseException) -> None:
        self.said.setText(_("Choose two days and press Compare."))
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self)

    def _shown(self) -> Comparison:
        assert self._comparison is not None
        row = chosen_row(self.counts_table)
        entity = self.counts.things[row][0] if row is not None else ""
        return self._comparison.narrowed(entity=entity, sort=self.sort_box.currentData(), text=self.search.text())

    def _narrow(self) -> None:
        there = self._comparison is not None
        self.copy_button.setEnabled(there)
        self.export_button.setEnabled(there)
        if self._comparison is not None:
            shown = self._shown()
            self.model.show_things(shown.differences)
            self.said.setText(
                _(
                    "{since} to {until}: {count} record(s)",
                    since=shown.since.words,
                    until=shown.until.words,
                    count=len(shown.differences),
                )
            )
        self._show_chosen()

    def _cells(self, one: Difference) -> tuple[str, ...]:
        words = field_words(one.change, self._names) if one.sort == CHANGED else []
        fields = "、".join(word.label for word in words[:_FIELDS_NAMED]) + ("…" if len(words) > _FIELDS_NAMED else "")
        return _(SORTS[one.sort]), _(described_entity(one.change.entity).label), one.title, fields

    def _show_chosen(self) -> None:
        row = chosen_row(self.table)
        self.text.clear()
        self.text.setVisible(row is not None or self.height() > _LOW)
        self.open_button.setEnabled(False)
        if row is None:
            return
        change = self.model.things[row].change
        self.open_button.setEnabled(not self._names.is_gone(change.entity, change.id))
        words = field_words(change, self._names)
        before = "\n".join(f"{word.label}：{word.before}" for word in words) if change.before is not None else ""
        after = "\n".join(f"{word.label}：{word.after}" for word in words) if change.after is not None else ""
        show_difference(self.text, before, after)

    def _lay_out(self) -> None:
        top = FoldingRow(self)
        for text, field in (
            (_("Since"), self.since),
            ("", self.step),
            (_("Through"), self.until),
        ):
            if text:
                top.line.addWidget(QLabel(text))
            top.line.addWidget(field)
        top.line.addWidget(self.compare_button)
        top.line.addStretch()
        top.line.addWidget(self.export_button)
        top.fold(self.export_button)
        tools = FoldingRow(self)
        self.said.setMinimumWidth(_SAID)
        self.search.setMinimumWidth(100)
        tools.line.addWidget(self.said, 1)
        for tool in (self.search, self.sort_box, self.open_button, self.copy_button):
            tools.line.addWidget(tool)
        tools.fold(self.copy_button, self.open_button, self.sort_box)
        lower = QSplitter(Qt.Orientation.Vertical)
        lower.addWidget(self.table)
        lower.addWidget(self.text)
        lower.setSizes([330, 170])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.counts_table)
        split.addWidget(lower)
        split.setSizes([310, 820])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE, 0, 0)
        layout.addWidget(top)
        layout.addWidget(tools)
        layout.addWidget(split, 1)


def _count_cells(line: Count) -> tuple[str, ...]:
    name, counts = line
    return _(described_entity(name).label), *(str(counts[sort] or "") for sort in SORTS)


def _day_field(day: date, name: str) -> QDateEdit:
    field = QDateEdit()
    open_calendar(field)
    field.setDisplayFormat("yyyy-MM-dd")
    field.setDate(QDate(day.year, day.month, day.day))
    field.setAccessibleName(name)
    return field


def _text_field(hint: str, *, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    return field


def _table(model: LinesModel[Any]) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return table
