"""What happened to one record: when, who, which field, from what to what; one value can be brought back."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.changes import Change, Step
from smartplanner.commands.editing import set_fields
from smartplanner.commands.history import step_name
from smartplanner.commands.history.words import field_words, known_names
from smartplanner.model import entity as described_entity
from smartplanner.ui.history.difference import show_difference
from smartplanner.ui.history.lines import LinesModel, chosen_row, dress
from smartplanner.ui.history.times import local_time
from smartplanner.ui.session import Session
from smartplanner.ui.theme import SPACE

_LONG = 24
"""Signs from which on the two versions of a text are laid over one another below."""


class RecordLine(NamedTuple):
    """One field that a step changed; ``name`` is empty where the record was made or removed."""

    step: Step
    change: Change
    name: str
    label: str
    before: str
    after: str


class RecordHistory(QWidget):
    """The history of one record, newest first, all fields or one of them."""

    def __init__(self, session: Session, entity: str, id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.entity, self.id = session, entity, id
        self._lines: list[RecordLine] = []
        heads = [_("When"), _("Who"), _("Field"), _("Before"), _("After"), _("Step")]
        self.model: LinesModel[RecordLine] = LinesModel(heads, self._cells, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress(self.table, widths=(130, 72, 104, 150, 150, 170), stretch=(3, 4), name=_("History of the record"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_both: self._show_chosen())
        self.field_box = QComboBox()
        self.field_box.setAccessibleName(_("Only this field"))
        self.field_box.currentIndexChanged.connect(lambda _place: self._narrow())
        self.before_button = QPushButton(_("Restore the value before"))
        self.after_button = QPushButton(_("Restore the value after"))
        self.before_button.clicked.connect(lambda: self._restore(after=False))
        self.after_button.clicked.connect(lambda: self._restore(after=True))
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Before and after"))
        self.text.setFixedHeight(84)
        self._lay_out()
        self.load()
        session.changed.connect(self._follow)

    def load(self) -> None:
        """Read the history anew."""
        names = known_names(self.session.office)
        self._lines = []
        for step, change in self.session.office.journal.history(self.id):
            if change.before is None or change.after is None:
                label = _("Record made") if change.before is None else _("Record removed")
                words = "；".join(f"{one.label}：{one.after or one.before}" for one in field_words(change, names))
                sides = ("", words) if change.before is None else (words, "")
                self._lines.append(RecordLine(step, change, "", label, *sides))
                continue
            self._lines += [
                RecordLine(step, change, one.name, one.label, one.before, one.after)
                for one in field_words(change, names)
            ]
        self._fill_fields()
        self._narrow()

    def _fill_fields(self) -> None:
        chosen = self.field_box.currentData() or ""
        there = {line.name: line.label for line in self._lines if line.name}
        self.field_box.blockSignals(True)
        self.field_box.clear()
        self.field_box.addItem(_("All fields"), "")
        for field in described_entity(self.entity).fields:
            if field.name in there:
                self.field_box.addItem(_("Only {field}", field=there[field.name]), field.name)
        self.field_box.setCurrentIndex(max(0, self.field_box.findData(chosen)))
        self.field_box.blockSignals(False)

    def _narrow(self) -> None:
        name = self.field_box.currentData() or ""
        # A field's first value stands where the record was made.
        self.model.show_things([line for line in self._lines if not name or line.name == name or not line.name])
        self._show_chosen()

    def _cells(self, line: RecordLine) -> tuple[str, ...]:
        empty = _("(empty)") if line.name else ""
        name = step_name(self.session.office, line.step)
        return (
            local_time(line.step.at),
            line.step.person,
            line.label,
            line.before or empty,
            line.after or empty,
            name,
        )

    def _chosen(self) -> RecordLine | None:
        row = chosen_row(self.table)
        return self.model.things[row] if row is not None else None

    def _show_chosen(self) -> None:
        line = self._chosen()
        long = line is not None and max(len(line.before), len(line.after)) > _LONG
        self.text.setVisible(long)
        if line is not None and long:
            show_difference(self.text, line.before, line.after)
        row = self.session.office.reader.row(self.entity, self.id) if line is not None and line.name else None
        for button, after in ((self.before_button, False), (self.after_button, True)):
            can = row is not None and line is not None and self.session.office.writable
            differs = can and line is not None and getattr(row, line.name) != _side(line, after=after)
            button.setEnabled(bool(differs))

    def _restore(self, *, after: bool) -> None:
        line = self._chosen()
        if line is None:
            return
        values = {line.name: _side(line, after=after)}
        # A date comes back with the words that it was read from, where the same step wrote them.
        described = described_entity(self.entity)
        for companion in (described[line.name].note.words, f"{line.name}_precision"):
            side = (line.change.after if after else line.change.before) or {}
            if companion in side:
                values[companion] = side[companion]
        self.session.perform(lambda: set_fields(self.session.office, self.entity, [self.id], values), window=self)

    def _follow(self, rows: dict[str, set[str]]) -> None:
        if self.id in rows.get(self.entity, ()):
            self.load()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        label = QLabel(_("Show"))
        label.setBuddy(self.field_box)
        top.addWidget(label)
        top.addWidget(self.field_box)
        top.addStretch()
        top.addWidget(self.before_button)
        top.addWidget(self.after_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.text)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _side(line: RecordLine, *, after: bool) -> object:
    return ((line.change.after if after else line.change.before) or {}).get(line.name)
