"""The editors of a form in panels, two columns of them, each under its heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.operation.listing import plain_label
from smartplanner.ui.record_form import Form
from smartplanner.ui.theme import SPACE


def two_columns(form: Form, groups: Mapping[str, Sequence[str]]) -> QWidget:
    """Return the panels of *groups* (fields by heading, msgids): the first at the left, the others at the right."""
    columns = [QVBoxLayout(), QVBoxLayout()]
    for number, (title, names) in enumerate(groups.items()):
        columns[number > 0].addWidget(_panel(form, _(title), names), 1 if number == 0 else 0)
    content = QWidget()
    layout = QHBoxLayout(content)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    for column in columns:
        column.setSpacing(SPACE)
        layout.addLayout(column, 1)
    columns[1].addStretch(1)
    return content


def _panel(form: Form, title: str, names: Sequence[str]) -> QWidget:
    panel = QFrame()
    panel.setObjectName("panel")
    layout = QVBoxLayout(panel)
    layout.addWidget(plain_label(title, "subheading"))
    fields = QFormLayout()
    fields.setSpacing(SPACE - 2)
    fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for name in names:
        fields.addRow(form.label(form.described[name]), form.editor(name))
    layout.addLayout(fields)
    layout.addStretch(1)
    return panel
