"""What a list leaves out and how it is ordered, in words below its title on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.grid import GridModel
from smartplanner.ui.grid.filters import say_filter

_MARKS = ("light_box", "state_box")
"""What a list may have above it to filter by, beside its heads; the first entry of each lets everything through."""


def notes_of(page: QWidget) -> tuple[str, ...]:
    """Return the lines below the title: filters, then order, groups and the number of rows."""
    filters = list(_filters(page))
    said = [_("Filter: {filters}", filters=_("; ").join(filters))] if filters else []
    about = list(_order(page))
    count = getattr(page, "count", None)
    if isinstance(count, QLabel) and count.text():
        about.append(count.text())
    return (*said, *(["　".join(about)] if about else []))


def _filters(page: QWidget) -> Iterator[str]:
    for name in _MARKS:
        box = getattr(page, name, None)
        if isinstance(box, QComboBox) and box.currentIndex() > 0:
            yield box.currentText()
    chips: Any = getattr(page, "chips", None)
    if isinstance(chips, dict):
        for chip in chips.values():
            if isinstance(chip, QAbstractButton) and chip.isChecked():
                yield chip.text()
    model = getattr(page, "model", None)
    if isinstance(model, GridModel):
        for one in model.filters():
            yield say_filter(one, model.facets[model.column_of(one.column)])
    search = getattr(page, "search", None)
    if isinstance(search, QLineEdit) and search.text().strip():
        yield _("Contains “{words}”", words=search.text().strip())


def _order(page: QWidget) -> Iterator[str]:
    period = getattr(page, "period", None)
    if isinstance(period, QComboBox):
        yield period.currentText()
    model, grouping = getattr(page, "model", None), getattr(page, "grouping", None)
    if isinstance(grouping, QComboBox):
        yield _("Grouped by {columns}", columns=grouping.currentText())
    if not isinstance(model, GridModel):
        return
    for label, names in (
        (_("Grouped by {columns}"), model.grouping()),
        (_("Sorted by {columns}"), [key.column for key in model.sorting()]),
    ):
        if names:
            yield label.replace("{columns}", "、".join(model.columns[model.column_of(name)].title for name in names))
