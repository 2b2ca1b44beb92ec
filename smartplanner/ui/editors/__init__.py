"""One small editor per kind of field: a widget, its value, and what it cannot read.

People type as they write in a ledger ("9月底前", "1.2亿", "八成"); the same grammars read it.  An editor
that cannot read what was typed marks itself, says why in its tooltip, and gives a Problem.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from smartplanner.fields.description import Field, Kind
from smartplanner.ui.editors.choices import ChoiceEditor, FlagEditor
from smartplanner.ui.editors.days import DateEditor
from smartplanner.ui.editors.frame import Editor, Options
from smartplanner.ui.editors.lines import LineEditor
from smartplanner.ui.editors.names import PickDialog
from smartplanner.ui.editors.references import ManyEditor, ReferenceEditor
from smartplanner.ui.editors.texts import TextEditor

__all__ = [
    "ChoiceEditor", "DateEditor", "Editor", "FlagEditor", "LineEditor", "ManyEditor", "Options", "PickDialog",
    "ReferenceEditor", "TextEditor", "make_editor",
]  # fmt: skip


def make_editor(field: Field, options: Options, as_of: date, parent: QWidget | None = None) -> Editor:
    """Return the editor for a field, by its kind."""
    made = _make(field, options, as_of, parent)
    made.name_parts()
    return made


def _make(field: Field, options: Options, as_of: date, parent: QWidget | None) -> Editor:
    if field.kind is Kind.DATE:
        return DateEditor(field, as_of, parent)
    if field.kind is Kind.LONG_TEXT:
        return TextEditor(field, parent)
    if field.kind is Kind.CHOICE:
        return ChoiceEditor(field, parent)
    if field.kind is Kind.FLAG:
        return FlagEditor(field, parent)
    if field.kind is Kind.REFERENCE:
        return ReferenceEditor(field, options, parent)
    if field.kind is Kind.MANY:
        return ManyEditor(field, options, parent)
    return LineEditor(field, parent)
