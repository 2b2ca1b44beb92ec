"""What is said before a paper is made: the day, and the options that the chosen report takes; the others are hidden."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QDateEdit, QHBoxLayout, QLabel, QLineEdit, QWidget

from smartplanner.base.i18n import N_, _
from smartplanner.commands.reporting import OPTION_LABELS, Options, needed_options, report_options
from smartplanner.queries.ranks import ordered_ids, ordered_names
from smartplanner.rules.periods import period_before, period_of
from smartplanner.ui.day import open_calendar
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.periods import period_words
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_ENTITIES = {
    "district": "district", "group": "group", "unit": "organisation", "meeting": "meeting", "tasks": "task",
    "pilot": "pilot", "contract": "contract", "payment": "payment", "operator": "operator",
    "plan": "plan",
}  # fmt: skip
_COLUMNS = {
    "state": N_("State"), "lead": N_("Lead unit"), "group": N_("Working group"), "district": N_("District"),
}  # fmt: skip
_QUARTERS = 8
_LONGEST = 60
"""Characters of a name in a list to choose from."""
_WIDEST = 128


class OptionFields(QWidget):
    """The day, and one combo box for each option; its data is the id of a row, or the word that the option takes."""

    changed = Signal()
    """A person has said something else."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._report = ""
        row = FlowLayout(self, gap=SPACE)  # goes on in a second line where the window is narrow
        self.day = QDateEdit(_pair(row, _("As of")))
        open_calendar(self.day)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(_("As of"))
        self.set_day(session.as_of)
        self._pairs = {option: _pair(row, _(msgid)) for option, msgid in OPTION_LABELS.items()}
        self.boxes = {option: QComboBox(pair) for option, pair in self._pairs.items()}
        self._filled: set[str] = set()
        self._lay_out()
        self.day.dateChanged.connect(lambda _day: self.changed.emit())

    def chosen_day(self) -> date:
        """Return the day that all figures are true for."""
        picked = self.day.date()
        return date(picked.year(), picked.month(), picked.day())

    def set_day(self, day: date) -> None:
        """Show another day; nobody is told."""
        with QSignalBlocker(self.day):
            self.day.setDate(QDate(day.year, day.month, day.day))

    def offer(self, report: str) -> None:
        """Show the fields of a report; their choices are read when they are first shown."""
        self._report = report
        taken = report_options(report)
        for option, box in self.boxes.items():
            if option in taken and option not in self._filled:
                self._filled.add(option)
                self._fill(option, box)
            self._pairs[option].setVisible(option in taken)

    def refill(self) -> None:
        """Read the choices anew, since the book has changed; what is chosen stays."""
        for option in [*self._filled]:
            box, said = self.boxes[option], self._data(option)
            with QSignalBlocker(box):
                box.clear()
                self._fill(option, box)
                box.setCurrentIndex(max(0, box.findData(said)))

    def choose(self, options: Mapping[str, Any]) -> None:
        """Choose the rows with these ids, by option; what is not named is not chosen.  Nobody is told."""
        for option in report_options(self._report):
            said = options.get(option) or ""
            value = said if isinstance(said, str) else next(iter(said), "")
            box = self.boxes[option]
            box.setCurrentIndex(max(0, box.findData(value)))

    def chosen(self) -> Options:
        """Return what is chosen, as a report is told."""
        said = {option: self._data(option) for option in report_options(self._report)}
        found = Options()
        for option, value in said.items():
            if option == "tasks":
                found["tasks"] = (value,) if value else ()
            elif value:
                found[option] = value  # type: ignore[literal-required]
        return found

    def missing(self) -> str | None:
        """Return the label of an option that the report needs and that is not chosen, or None."""
        for option in needed_options(self._report):
            if not self._data(option):
                label = OPTION_LABELS[option]
                return _(label)
        return None

    def _data(self, option: str) -> str:
        box = self.boxes[option]
        if box.isEditable() and box.currentText() != box.itemText(box.currentIndex()):
            box.setCurrentIndex(max(0, box.findText(box.currentText())))
        return str(box.currentData() or "")

    def _fill(self, option: str, box: QComboBox) -> None:
        if option == "by":
            for name, label in _COLUMNS.items():
                box.addItem(_(label), name)
        elif option == "period":
            for name in self._periods():
                box.addItem(period_words(name), name)
        else:
            box.addItem(_("All") if option not in needed_options(self._report) else "", "")
            for id, name in self._names(option).items():
                box.addItem(name[:_LONGEST], id)
            if not box.isEditable():
                _searchable(box).editingFinished.connect(lambda: self._take_typed(option))

    def _take_typed(self, option: str) -> None:
        """Choose what was typed; only a different choice is told."""
        before = self.boxes[option].currentIndex()
        self._data(option)
        if self.boxes[option].currentIndex() != before:
            self.changed.emit()

    def _names(self, option: str) -> dict[str, str]:
        """Return what can be chosen, by id; payments of one title are told apart by their contracts."""
        reader = self._session.office.reader
        names = ordered_names(reader, _ENTITIES[option])
        if option != "payment":
            return names
        contracts = reader.names("contract")
        owners = reader.columns("payment", ["id", "contract"])
        full = {id: f"{contracts.get(contract, '')}：{names[id]}" for id, contract in owners if id in names}
        return {id: full[id] for id in ordered_ids(reader, "payment", full, full)}

    def _periods(self) -> list[str]:
        as_of = self._session.as_of
        period = period_of(as_of, "quarterly")
        found = []
        for _quarter in range(_QUARTERS):
            found.append(period.name)
            period = period_before(period, "quarterly")
        return [*found[:1], period_of(as_of, "monthly").name, str(as_of.year), *found[1:]]

    def _lay_out(self) -> None:
        _fill_pair(self.day)
        for option, box in self.boxes.items():
            msgid = OPTION_LABELS[option]
            box.setAccessibleName(_(msgid))
            box.setMaxVisibleItems(16)
            box.setMinimumContentsLength(6)
            box.setMaximumWidth(_WIDEST)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(lambda _place: self.changed.emit())
            _fill_pair(box)
            self._pairs[option].hide()


def _pair(row: FlowLayout, label: str) -> QWidget:
    """Return the place of a field in *row*, with its label."""
    pair = QWidget(row.parentWidget())
    layout = QHBoxLayout(pair)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    layout.addWidget(QLabel(label, pair))
    row.addWidget(pair)
    return pair


def _fill_pair(field: QWidget) -> None:
    """Put a field behind the label in its place."""
    pair = field.parentWidget()
    layout = pair.layout() if pair is not None else None
    assert pair is not None
    assert layout is not None
    layout.addWidget(field)
    for label in pair.findChildren(QLabel):
        label.setBuddy(field)


def _searchable(box: QComboBox) -> QLineEdit:
    """Let a person type a part of the name; returns the field that it is typed into."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    line = box.lineEdit()
    assert line is not None  # an editable box has one
    return line
