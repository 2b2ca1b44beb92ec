"""What all editors have in common: a field, a value, and the mark of what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Field
from smartplanner.fields.values import check_value
from smartplanner.ui.session import literally
from smartplanner.ui.theme import SPACE, mark

Options = Callable[[str], dict[str, str]]
"""Gives the names of the rows of an entity by id."""


class Editor(QWidget):
    """The base of all editors: ``value`` reads, ``set_value`` shows, ``edited`` tells of a person's change."""

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE // 2)

    def value(self) -> Any:
        """Return the value; raises a Problem when what was typed cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show *value*."""
        raise NotImplementedError

    def check(self) -> Problem | None:
        """Return what is wrong with what stands in the editor, and mark it; None if all is well."""
        try:
            value = self.value()
            problems = check_value(self.field, value) if value not in (None, "", ()) else []
            if value in (None, "") and self.field.required:
                message = _("“{label}” must be filled in.", label=_(self.field.note.label))
                problems = [Problem(code="required", message=message)]
        except Problem as problem:
            problems = [problem]
        self.mark(problems[0] if problems else None)
        return problems[0].at(field=self.field.name) if problems else None

    def show_beside(self, widget: QWidget) -> None:
        """Put a label or a button at the end of the editor's line."""
        self._row.addWidget(widget)

    def name_parts(self) -> None:
        """Say of its parts which field they are of; asked for when all of them are there."""
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox):
            for part in self.findChildren(kind, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if not part.accessibleName():
                    part.setAccessibleName(_(self.field.note.label))

    def mark(self, problem: Problem | None) -> None:
        """Show or clear the mark of a problem."""
        for kind in (QLineEdit, QPlainTextEdit, QComboBox):
            for field in self.findChildren(kind, options=Qt.FindChildOption.FindDirectChildrenOnly):
                mark(field, "wrong", "true" if problem else "")
        help = _(self.field.note.help) if self.field.note.help else ""
        self.setToolTip(literally(problem.sentence() if problem else help))


def unreadable(field: Field, text: str) -> Problem:
    """Return the Problem of a text that no grammar of the field's kind reads."""
    message = _("“{label}” cannot be read from “{text}”.", label=_(field.note.label), text=text)
    return Problem(code="unreadable", message=message)
