"""The way from a form to a list that shows just the records which name the form's record."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDialog

from smartplanner.fields.description import Kind
from smartplanner.model import entities
from smartplanner.ui.grid.state import ColumnFilter, ViewState


def has_list(entity: str, field: str) -> bool:
    """Whether *entity* has a list of its own whose column *field* can be filtered."""
    described = entities()[entity]
    return bool(described.section) and described[field].note.column is not None


def show_all(form: QDialog, entity: str, field: str, name: str) -> None:
    """Close *form*, asking as ever about what is unsaved, and show the rows of *entity* whose *field* says *name*."""
    shell: Any = form.parentWidget()
    while shell is not None and not hasattr(shell, "go_to"):
        shell = shell.parentWidget()
    form.reject()
    if shell is None or form.isVisible():  # the person stays with what is unsaved
        return
    page = shell.go_to(entity)
    if hasattr(page, "show_state"):
        page.show_state(ViewState(filters=(filter_of(entity, field, name),)))


def filter_of(entity: str, field: str, name: str) -> ColumnFilter:
    """Return the filter of the column *field* for one name; a column of several names holds it among others."""
    if entities()[entity][field].kind is Kind.MANY:
        return ColumnFilter(field, condition="contains", first=name)
    return ColumnFilter(field, values=frozenset({name}))
