"""A small dialog that asks just what an act needs, and stays open with the reason while the act is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Field, Kind
from smartplanner.model import entity as described_entity
from smartplanner.queries.ranks import ordered_names
from smartplanner.ui.editors import Editor, make_editor
from smartplanner.ui.session import Session
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE, set_tone


class Question(NamedTuple):
    """One thing to ask: under which name, the field that says how it is typed, whether it must be said, what stands
    there at first, what it is called (the field's label without it), and the choices of a reference, if not all."""

    name: str
    field: Field
    needed: bool = False
    value: Any = None
    label: str = ""
    choices: Mapping[str, str] | None = None


def question(
    name: str,
    field: str,
    *,
    needed: bool = False,
    value: Any = None,
    label: str = "",
    choices: Mapping[str, str] | None = None,
) -> Question:
    """Return a question about a *field*, given as ``entity.field``."""
    owner, own = field.split(".")
    return Question(name, described_entity(owner)[own], needed, value, label, choices)


class AskDialog(QDialog):
    """Asks the *questions* and hands the answers to *perform*; a Problem is shown and nothing typed is lost."""

    def __init__(
        self,
        session: Session,
        title: str,
        questions: Sequence[Question],
        perform: Callable[[dict[str, Any]], object],
        parent: QWidget | None = None,
        *,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._questions = list(questions)
        self._perform = perform
        self.editors: dict[str, Editor] = {}
        form = QFormLayout()
        form.setSpacing(SPACE)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for each in self._questions:
            form.addRow(self._label(each), self._editor(session, each))
        self.refusal = _plain("")
        set_tone(self.refusal, "error")
        self.refusal.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        if hint:
            told = _plain(hint)
            told.setObjectName("muted")
            layout.addWidget(told)
        layout.addLayout(form)
        layout.addWidget(self.refusal)
        layout.addStretch()
        layout.addWidget(self._buttons(title))
        resize_within_screen(self, 560, 115 + sum(_height(each) for each in self._questions))
        self._height = self.height()
        self._go_to_first()

    def accept(self) -> None:
        """Do it with what was answered; stay, saying why, where that may not be."""
        try:
            self._perform(self._answers())
        except Problem as problem:
            self.refusal.setText(problem.sentence())
            self.refusal.show()
            room = self.refusal.heightForWidth(self.width()) + SPACE
            resize_within_screen(self, self.width(), max(self.height(), self._height + room))
            if problem.field in self.editors:
                self.editors[problem.field].setFocus()
            return
        super().accept()

    def _answers(self) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for each in self._questions:
            editor = self.editors[each.name]
            if problem := editor.check():
                editor.setFocus()
                raise problem
            answers[each.name] = editor.value()
            if each.needed and answers[each.name] in (None, "", ()):
                label = each.label or _(each.field.note.label)
                message = _("“{label}” must be filled in.", label=label)
                raise Problem(code="required", message=message, field=each.name)
        return answers

    def _editor(self, session: Session, each: Question) -> Editor:
        choices = each.choices
        options = partial(ordered_names, session.office.reader) if choices is None else (lambda _entity: dict(choices))
        made = make_editor(each.field, options, session.as_of)
        made.set_value(each.value if each.value is not None else each.field.default)
        made.setAccessibleName(each.label or _(each.field.note.label))
        self.editors[each.name] = made
        return made

    def _label(self, each: Question) -> QLabel:
        text = each.label or _(each.field.note.label)
        return _plain(text + (" *" if each.needed else ""))

    def _buttons(self, title: str) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        box.button(QDialogButtonBox.StandardButton.Ok).setText(title if len(title) <= _LONGEST else _("Do it"))
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.done_button = box.button(QDialogButtonBox.StandardButton.Ok)
        return box

    def _go_to_first(self) -> None:
        """Start where something is still to be said."""
        for each in self._questions:
            if each.value in (None, "", ()):
                self.editors[each.name].setFocus()
                return


_LONGEST = 14
"""Characters of a title that a button has room for."""


def _height(each: Question) -> int:
    """Return the pixels that a question asks for."""
    return 63 if each.field.kind is Kind.LONG_TEXT else 40


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(bool(text) is False or len(text) > _LONGEST)
    return label
