"""The menus of a grid: what can be done with a cell, and how the list is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QMenu

from smartplanner.base.i18n import _
from smartplanner.ui.grid.columns_dialog import choose_columns
from smartplanner.ui.grid.filters import flat
from smartplanner.ui.grid.marking import NAME as MARKS
from smartplanner.ui.grid.marking import only, wanted
from smartplanner.ui.grid.state import ColumnFilter, ViewState

if TYPE_CHECKING:
    from smartplanner.ui.grid.view import Grid

Index = QModelIndex | QPersistentModelIndex
MOST_FROZEN = 4


def add_cell_verbs(grid: Grid, menu: QMenu, index: Index) -> None:
    """Offer to filter by a cell's value, to group by its column and to hide it."""
    model = grid.grid_model
    column = model.columns[index.column()]
    if id := model.id_at(index.row()):
        value = flat(column.text(model.row_of(id)))
        shown = value if len(value) <= 16 else value[:15] + "…"
        text = _("Filter by “{value}”", value=shown or _("(empty)")).replace("&", "&&")
        wanted = ColumnFilter(column.name, frozenset({value}))
        menu.addAction(text, lambda: model.set_filter(column.name, wanted))
    if model.filter_of(column.name) is not None:
        menu.addAction(_("Clear the filter of this column"), lambda: model.set_filter(column.name, None))
    menu.addSeparator()
    title = column.title.replace("&", "&&")
    menu.addAction(_("Group by “{column}”", column=title), lambda: model.group_by([column.name]))
    menu.addAction(_("Hide “{column}”", column=title), lambda: grid.show_column(column.name, shown=False))


def fill_view_menu(grid: Grid, menu: QMenu, usual: ViewState, colouring: Callable[[], object]) -> None:
    """Offer how the list is shown; *usual* is what resetting goes back to, *colouring* opens the colour rules."""
    menu.clear()
    _add_columns(grid, menu.addMenu(_("Columns")))
    _add_freezing(grid, menu.addMenu(_("Freeze columns")))
    _add_groups(grid, menu.addMenu(_("Group the rows")))
    menu.addSeparator()
    _add_mark_filters(grid, menu)
    menu.addSeparator()
    _add_switch(menu, _("Rows as high as their text"), grid.wrapped(), lambda on: grid.wrap(on=on))
    model = grid.grid_model
    if model.light_column >= 0:
        _add_switch(
            menu, _("Tint rows by their light"), model.tinted(), lambda on: model.colour_by(model.rules(), tinted=on)
        )
    menu.addAction(_("Colour rules…"), colouring)
    menu.addAction(grid.funnels_action)
    menu.addSeparator()
    menu.addAction(_("Show the list as at first"), lambda: grid.show_state(usual))


def _add_mark_filters(grid: Grid, menu: QMenu) -> None:
    """Offer to show only the rows with memos, or with attachments."""
    model = grid.grid_model
    if model.column_of(MARKS) < 0:
        return
    memos, attachments = wanted(model)
    _add_switch(menu, _("Only with memos"), memos, lambda on: only(model, memos=on, attachments=attachments))
    _add_switch(menu, _("Only with attachments"), attachments, lambda on: only(model, memos=memos, attachments=on))


def _add_switch(menu: QMenu, text: str, on: bool, switch: Callable[[bool], object]) -> None:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(on)
    action.toggled.connect(lambda now: switch(now))


def _add_columns(grid: Grid, menu: QMenu) -> None:
    """Offer the usual columns and those that were chosen beside them; all others of the record by a dialog."""
    model, heads = grid.grid_model, grid.heads
    for number in (heads.logicalIndex(place) for place in range(heads.count())):
        if not model.is_asleep(number):
            column = model.columns[number]
            switch = partial(_show_column, grid, column.name)
            _add_switch(menu, column.title.replace("&", "&&"), not heads.isSectionHidden(number), switch)
    menu.addSeparator()
    menu.addAction(_("Show all"), partial(_show_all, grid))
    menu.addAction(_("More columns…"), partial(choose_columns, grid))


def _show_all(grid: Grid) -> None:
    """Show the usual columns; those in reserve stay as they are."""
    for column in grid.grid_model.columns:
        if not column.spare:
            grid.show_column(column.name, shown=True)


def _show_column(grid: Grid, name: str, shown: bool) -> None:
    grid.show_column(name, shown=shown)


def _add_freezing(grid: Grid, menu: QMenu) -> None:
    present = grid.frozen_columns()
    for count in range(MOST_FROZEN + 1):
        text = _("The first {count} column(s)", count=count) if count else _("None")
        action = menu.addAction(text, partial(grid.freeze, count))
        action.setCheckable(True)
        action.setChecked(count == present)
    index = grid.currentIndex()
    if index.isValid():
        count = sum(
            1
            for place in range(grid.heads.visualIndex(index.column()) + 1)
            if not grid.heads.isSectionHidden(grid.heads.logicalIndex(place))
        )
        menu.addAction(_("Up to the current column"), partial(grid.freeze, count))


def _add_groups(grid: Grid, menu: QMenu) -> None:
    model = grid.grid_model
    present = model.grouping()
    none = menu.addAction(_("None"), partial(model.group_by, []))
    none.setCheckable(True)
    none.setChecked(not present)
    _add_group_columns(grid, menu, ())
    if present:
        menu.addSeparator()
        _add_group_columns(grid, menu.addMenu(_("Then by")), present[:1])
        menu.addAction(_("Fold all"), lambda: model.fold(model.group_keys(), away=True))
        menu.addAction(_("Open all"), lambda: model.fold(model.group_keys(), away=False))


def _add_group_columns(grid: Grid, menu: QMenu, before: tuple[str, ...]) -> None:
    model = grid.grid_model
    present = model.grouping()
    for number, column in enumerate(model.columns):
        wanted = (*before, column.name)
        if column.name in before or model.is_asleep(number):
            continue
        action = menu.addAction(column.title.replace("&", "&&"), partial(model.group_by, wanted))
        action.setCheckable(True)
        action.setChecked(present[: len(wanted)] == wanted)
