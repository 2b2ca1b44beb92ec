"""Several records in one cell: typed with 、 between them, or ticked in a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QToolButton, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Field
from smartplanner.ui.editors import Editor, Options, PickDialog


class NamesEditor(Editor):
    """A line of names with a button that opens the list; names of several records are told apart by the list only."""

    def __init__(self, field: Field, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._options = options
        self._ids: tuple[str, ...] = ()
        self._shown = ""
        self.line = QLineEdit()
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.button = QToolButton()
        self.button.setText("…")
        self.button.setAccessibleName(_("Choose…"))
        self.button.clicked.connect(self.choose)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def value(self) -> tuple[str, ...]:
        """Return the ids that were shown or ticked; a Problem where the line was typed into since."""
        if self.line.text() != self._shown:
            raise Problem(code="typed", message=_("The names were typed."))
        return self._ids

    def set_value(self, value: Sequence[str] | None) -> None:
        """Show these records."""
        self._ids = tuple(value or ())
        names = self._options(self.field.target)
        self._shown = "、".join(names.get(id, "") for id in self._ids)
        self.line.setText(self._shown)
        self.line.selectAll()

    def choose(self) -> None:
        """Open the list of all names."""
        dialog = PickDialog(_(self.field.note.label), self._options(self.field.target), self._ids, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.set_value(dialog.picked())
            self.edited.emit()
        dialog.deleteLater()
        self.line.setFocus()
