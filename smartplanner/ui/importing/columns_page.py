"""The second page: what each column means, what the table as a whole is, and which words are still unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import N_, _
from smartplanner.excel.apart.preview import SheetView
from smartplanner.excel.choices import TableChoice
from smartplanner.excel.proposal import SheetReading
from smartplanner.fields.description import Entity
from smartplanner.model import entities
from smartplanner.queries.ranks import ordered_names
from smartplanner.ui.editors import PickDialog
from smartplanner.ui.importing.column_entries import MEANS, ColumnEntry, column_entries, shown_columns, side_fields
from smartplanner.ui.importing.field_dragging import FieldList, FieldTarget
from smartplanner.ui.importing.lists import ListModel, Shown, make_list
from smartplanner.ui.importing.number_box import NumberBox
from smartplanner.ui.importing.picking import Option, PickBox, PickDelegate
from smartplanner.ui.importing.questions import Question
from smartplanner.ui.layouts import FlowLayout
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE
from smartplanner.ui.tidying import empty_when_gone

_LEAST = 104
"""Pixels of what is chosen above the columns."""
_AS_RECOGNISED = "?"
UNITS = {1: N_("yuan"), 1_000: N_("thousand yuan"), 10_000: N_("10,000 yuan"), 100_000_000: N_("100 million yuan")}


class ColumnsPage(QWidget):
    """The signals tell what a person chose: the whole choice of the table, or the answer to a question."""

    chosen = Signal(object)
    answered = Signal(object, str)
    asked_place = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        empty_when_gone(self)
        self.session = session
        self._choice = TableChoice()
        self._reading: SheetReading | None = None
        self._options: Callable[[Question], Sequence[Option]] = lambda _question: ()
        self._text: Callable[[Question], str] = lambda _question: ""
        self.model: ListModel[ColumnEntry] = ListModel(shown_columns(), self)
        self.table = FieldTarget.over(self.model, stretched=2)
        self.names: ListModel[Question] = ListModel(_questions(lambda question: self._text(question)), self)
        self.names_table = make_list(self.names, stretched=0)
        self.fields = FieldList()
        self.entity_box, self.district_box = PickBox(), PickBox()
        self.year_box, self.unit_box = NumberBox(2000, 2100), QComboBox()
        self.key_button = QPushButton()
        self.names_title = QLabel()
        self.names_title.setObjectName("subheading")
        self._set_up()
        self._lay_out()

    def show_table(self, reading: SheetReading | None, view: SheetView | None, choice: TableChoice) -> None:
        """Show what was understood of a table and what a person chose about it."""
        self._reading, self._choice = reading, choice
        described = entities()[reading.entity] if reading is not None and reading.entity else None
        entries = column_entries(reading, view, choice, described) if reading is not None else []
        self.model.set_rows(entries)
        self.fields.show_fields(described, {entry.field for entry in entries})
        self._show_settings(described, choice)

    def show_questions(
        self,
        found: Sequence[Question],
        options: Callable[[Question], Sequence[Option]],
        text: Callable[[Question], str],
    ) -> None:
        """Show the open questions; *options* gives a question's possible answers, *text* its answer so far."""
        self._options, self._text = options, text
        self.names.set_rows(list(found))
        waiting = sum(1 for question in found if not question.answer)
        self.names_title.setText(_("Names and values that are not known: {count} open", count=waiting))
        self.below.setVisible(bool(found))

    def choose_field(self, letter: str, field: str) -> None:
        """Let the column *letter* mean *field* (empty: leave it out); another column that meant it is left out."""
        columns = dict(self._choice.columns)
        for entry in self.model.rows:
            if field and entry.field == field and entry.letter != letter:
                columns[entry.letter] = ""
        columns[letter] = field
        self._emit(replace(self._choice, columns=columns))

    def go_to_question(self, words: str) -> None:
        """Go to the open question about *words*, ready to be answered."""
        for place, question in enumerate(self.names.rows):
            if question.words == words:
                index = self.names.index(place, 3)
                self.names_table.setCurrentIndex(index)
                self.names_table.scrollTo(index)
                self.names_table.setFocus()

    # -- inside

    def _emit(self, choice: TableChoice) -> None:
        if choice != self._choice:
            self._choice = choice
            self.chosen.emit(choice)

    def _edit_column(self, row: int, _column: int, field: Any) -> None:
        self.choose_field(self.model.rows[row].letter, str(field or ""))

    def _edit_answer(self, row: int, _column: int, answer: Any) -> None:
        self.answered.emit(self.names.rows[row], str(answer or ""))

    def _field_options(self, row: int) -> Sequence[Option]:
        reading = self._reading
        if reading is None or reading.entity is None:
            return ()
        described, own = entities()[reading.entity], self.model.rows[row].field
        used = {entry.field: entry.letter for entry in self.model.rows if entry.field}
        options = [Option("", _("— leave the column out —"))]
        for field in described.fields:
            if field.name in side_fields(described) and field.name != own:
                continue
            label = _(field.note.label)
            taken = field.name in used and field.name != own
            text = _("{label} (now column {letter})", label=label, letter=used[field.name]) if taken else label
            options.append(Option(field.name, text))
        return options

    def _show_settings(self, described: Entity | None, choice: TableChoice) -> None:
        for box in (self.entity_box, self.unit_box, self.district_box):
            box.blockSignals(True)
        kinds = [Option(each.name, _(each.plural)) for each in entities().values() if each.name != "import_profile"]
        self.entity_box.set_options(kinds, described.name if described else None)
        self.year_box.set_value(choice.year or 0)
        self.unit_box.setCurrentIndex(max(self.unit_box.findData(choice.unit), 0))
        districts = [Option(_AS_RECOGNISED, _("as the ledger says"))]
        districts += [Option(id, name) for id, name in ordered_names(self.session.office.reader, "district").items()]
        self.district_box.set_options(districts, choice.district or _AS_RECOGNISED)
        self.district_box.setEnabled(described is not None and "district" in described.by_name)
        for box in (self.entity_box, self.unit_box, self.district_box):
            box.blockSignals(False)
        key = (
            choice.key
            or (self._reading.key if self._reading is not None else ())
            or (described.key if described else ())
        )
        names = "＋".join(_(described[name].note.label) for name in key) if described else ""
        self.key_button.setText(names or "—")
        self.key_button.setEnabled(described is not None)

    def _choose_key(self) -> None:
        reading = self._reading
        if reading is None or reading.entity is None:
            return
        described = entities()[reading.entity]
        names = {
            field.name: _(field.note.label) for field in described.fields if field.name not in side_fields(described)
        }
        now = self._choice.key or reading.key or described.key
        dialog = PickDialog(_("Rows are the same when these agree"), names, now, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.picked():
            self.choose_key(dialog.picked())

    def choose_key(self, fields: tuple[str, ...]) -> None:
        """Match rows with the book's by *fields*."""
        described = entities()[str(self._reading.entity)] if self._reading is not None else None
        natural = described is not None and fields == described.key
        self._emit(replace(self._choice, key=() if natural else fields))

    def _choose_entity(self) -> None:
        name = self.entity_box.currentData()
        if name:
            # Another kind of records has other fields: what the columns meant does not carry over.
            self._emit(replace(self._choice, entity=name, columns={}, key=(), take=True))

    def _choose_district(self) -> None:
        id = self.district_box.currentData()
        self._emit(replace(self._choice, district=None if id == _AS_RECOGNISED else id))

    def _set_up(self) -> None:
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.year_box.setPlaceholderText(_("as the ledger says"))
        self.unit_box.addItem(_("as the ledger says"), None)
        for unit, label in UNITS.items():
            self.unit_box.addItem(_(label), unit)
        self.table.setItemDelegateForColumn(MEANS, PickDelegate(self._field_options, self.table))
        delegate = PickDelegate(self._name_options, self.names_table)
        self.names_table.setItemDelegateForColumn(3, delegate)
        self.model.edited.connect(self._edit_column)
        self.names.edited.connect(self._edit_answer)
        self.names_table.doubleClicked.connect(
            lambda index: self.asked_place.emit(self.names.rows[index.row()].first) if index.column() < 3 else None
        )
        self.entity_box.activated.connect(lambda _place: self._choose_entity())
        self.district_box.activated.connect(lambda _place: self._choose_district())
        self.unit_box.activated.connect(
            lambda _place: self._emit(replace(self._choice, unit=self.unit_box.currentData()))
        )
        self.year_box.chosen.connect(lambda year: self._emit(replace(self._choice, year=year or None)))
        self.key_button.clicked.connect(self._choose_key)
        self.table.dropped.connect(lambda row, field: self.choose_field(self.model.rows[row].letter, field))

    def _name_options(self, row: int) -> Sequence[Option]:
        return self._options(self.names.rows[row])

    def _lay_out(self) -> None:
        band = QWidget(self)
        settings = FlowLayout(band, gap=SPACE)  # goes on in a second line where the window is narrow
        pairs = (
            (_("Rows are"), self.entity_box),
            (_("Year of dates without one"), self.year_box),
            (_("Unit of bare amounts"), self.unit_box),
            (_("District"), self.district_box),
            (_("Same row when equal"), self.key_button),
        )
        for label, widget in pairs:
            settings.addWidget(_pair(label, widget, band))
            widget.setMinimumWidth(_LEAST)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        title = QLabel(_("Fields without a column"))
        title.setObjectName("muted")
        column.addWidget(title)
        column.addWidget(self.fields, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.table)
        across.addWidget(right)
        across.setStretchFactor(0, 1)
        across.setSizes([700, 140])
        self.below = QWidget()
        names = QVBoxLayout(self.below)
        names.setContentsMargins(0, 0, 0, 0)
        names.addWidget(self.names_title)
        names.addWidget(self.names_table, 1)
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(across)
        down.addWidget(self.below)
        down.setSizes([330, 170])
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(band)
        layout.addWidget(down, 1)


def _pair(label: str, field: QWidget, parent: QWidget) -> QWidget:
    """Return a field below its label."""
    pair = QWidget(parent)
    title = QLabel(label)
    title.setObjectName("muted")
    title.setBuddy(field)
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE // 2)
    column.addWidget(title)
    column.addWidget(field)
    return pair


def _questions(answer: Any) -> list[Shown[Question]]:
    return [
        Shown(_("As written"), 200, lambda question: question.words),
        Shown(_("Should name"), 120, lambda question: question.label),
        Shown(_("Places"), 60, lambda question: str(question.places) if question.places else "✓"),
        Shown(_("Stands for"), 320, answer, value=lambda question: question.answer),
    ]
