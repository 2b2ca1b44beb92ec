"""The fields for the options of a report: those that the chosen report takes are shown, the others hidden."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout

from smartplanner.base.i18n import N_, _
from smartplanner.commands.reporting import OPTION_LABELS, Options, needed_options, report_options
from smartplanner.rules.periods import period_before, period_of
from smartplanner.ui.session import Session

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


class OptionFields:
    """One combo box for each option; its data is the id of a row, or the word that the option takes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._form: QFormLayout | None = None
        self._report = ""
        self.boxes = {option: QComboBox() for option in OPTION_LABELS}
        self._filled: set[str] = set()
        for box in self.boxes.values():
            box.setMaxVisibleItems(16)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def add_to(self, form: QFormLayout) -> None:
        """Put the fields into a form, hidden until a report takes them."""
        self._form = form
        for option, box in self.boxes.items():
            form.addRow(_(OPTION_LABELS[option]), box)
            form.setRowVisible(box, False)

    def offer(self, report: str) -> None:
        """Show the fields of a report; their choices are read when they are first shown."""
        self._report = report
        taken = report_options(report)
        for option, box in self.boxes.items():
            if option in taken and option not in self._filled:
                self._filled.add(option)
                self._fill(option, box)
            if self._form is not None:
                self._form.setRowVisible(box, option in taken)

    def choose(self, options: Mapping[str, str]) -> None:
        """Choose the rows with these ids, by option."""
        for option, value in options.items():
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
                return _(OPTION_LABELS[option])
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
                box.addItem(name, name)
        else:
            box.addItem(_("All") if option not in needed_options(self._report) else "", "")
            for id, name in self._names(option).items():
                box.addItem(name[:_LONGEST], id)
            _searchable(box)

    def _names(self, option: str) -> dict[str, str]:
        """Return what can be chosen, by id; payments of one title are told apart by their contracts."""
        reader = self._session.office.reader
        names = reader.names(_ENTITIES[option])
        if option != "payment":
            return names
        contracts = reader.names("contract")
        owners = reader.columns("payment", ["id", "contract"])
        return {id: f"{contracts.get(contract, '')}：{names[id]}" for id, contract in owners if id in names}

    def _periods(self) -> list[str]:
        as_of = self._session.as_of
        period = period_of(as_of, "quarterly")
        found = []
        for _quarter in range(_QUARTERS):
            found.append(period.name)
            period = period_before(period, "quarterly")
        return [*found[:1], period_of(as_of, "monthly").name, str(as_of.year), *found[1:]]


def _searchable(box: QComboBox) -> None:
    """Let a person type a part of the name."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
