"""The editors of a form in panels, two columns of them, each under its heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.operation.listing import plain_label
from smartplanner.ui.record_form import Form
from smartplanner.ui.theme import SPACE


def two_columns(form: Form, groups: Mapping[str, Sequence[str]], parent: QWidget) -> QWidget:
    """Return the panels of *groups* (fields by heading, msgids): the first at the left, the others at the right."""
    content = QWidget(parent)
    layout = QHBoxLayout(content)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    columns = [QVBoxLayout(), QVBoxLayout()]
    for column in columns:
        column.setSpacing(SPACE)
        layout.addLayout(column, 1)
    for number, (title, names) in enumerate(groups.items()):
        columns[number > 0].addWidget(_panel(form, content, _(title), names), 1 if number == 0 else 0)
    columns[1].addStretch(1)
    return content


def _panel(form: Form, parent: QWidget, title: str, names: Sequence[str]) -> QWidget:
    panel = QFrame(parent)
    panel.setObjectName("panel")
    layout = QVBoxLayout(panel)
    layout.addWidget(plain_label(title, "subheading"))
    fields = QFormLayout()
    fields.setSpacing(SPACE - 2)
    fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    layout.addLayout(fields)
    for name in names:
        fields.addRow(form.label(form.described[name]), form.editor(name, panel))
    layout.addStretch(1)
    return panel
