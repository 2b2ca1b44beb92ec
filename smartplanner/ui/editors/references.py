"""The editors of references: one row of another entity, or several in a meant order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Field
from smartplanner.ui.editors.frame import Editor, Options
from smartplanner.ui.editors.names import Names, NamesBox, PickDialog
from smartplanner.ui.editors.proposals import Proposals


class ReferenceEditor(Editor):
    """One row of another entity: picked or typed, found by any part of its name."""

    def __init__(self, field: Field, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = NamesBox(self)
        self._names = Names(options(field.target), self)
        self.box.setModel(self._names)
        self.proposals = Proposals(self._names, self)
        self.box.setCompleter(None)  # type: ignore[arg-type]  # Qt's own knows no initials
        self.box.activated.connect(lambda _place: self.edited.emit())
        if line := self.box.lineEdit():
            line.textEdited.connect(self.proposals.look_for)  # before the line shows what it found
            line.setCompleter(self.proposals)
            line.textEdited.connect(lambda _text: self.edited.emit())
        self.proposals.picked.connect(self.pick)
        self._row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def value(self) -> str | None:
        text = self.box.currentText().strip()
        if not text:
            return None
        place = self.box.currentIndex()  # of two of the same name, the one that was picked
        if self._names.name_at(place) != text:
            place = self._names.place_of_name(text)
        if place < 0:
            raise Problem(
                code="unknown_name",
                message=_("“{label}”: there is no “{text}”.", label=_(self.field.note.label), text=text),
                remedy=_("Choose a name from the list."),
            )
        return self._names.id_at(place)

    def set_value(self, value: str | None) -> None:
        self.box.setCurrentIndex(self._names.place_of_id(value))

    def pick(self, id: str) -> None:
        """Take the record *id*, as a person who chose it from the list does."""
        self.set_value(id)
        self.edited.emit()

    def proposed(self) -> list[tuple[str, str]]:
        """Return the records that fit what is typed, as id and name."""
        return self.proposals.found


class ManyEditor(Editor):
    """Several rows of another entity, in a meant order."""

    def __init__(self, field: Field, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._options = options
        self._ids: tuple[str, ...] = ()
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        self._button = QPushButton(_("Choose…"), self)
        self._button.clicked.connect(self._choose)
        self._row.addWidget(self.line)
        self._row.addWidget(self._button)
        self.setFocusProxy(self._button)

    def value(self) -> tuple[str, ...]:
        return self._ids

    def set_value(self, value: Sequence[str] | None) -> None:
        self._ids = tuple(value or ())
        names = self._options(self.field.target)
        self.line.setText("、".join(names.get(id, "") for id in self._ids))
        self.line.setCursorPosition(0)

    def _choose(self) -> None:
        dialog = PickDialog(_(self.field.note.label), self._options(self.field.target), self._ids, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.picked() != self._ids:
            self.set_value(dialog.picked())
            self.edited.emit()
        dialog.deleteLater()
