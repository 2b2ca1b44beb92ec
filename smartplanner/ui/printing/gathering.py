"""Lists of the window as values to print: columns as shown, rows as filtered, sorted and grouped.

What belongs to Qt is read in the window's thread at once; the texts of the rows of a large list are made later, off it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QTreeView

from smartplanner.base.i18n import _
from smartplanner.reports.printed import Line, LineKind, PaperChoice, PrintedColumn, PrintedList, SheetTexts
from smartplanner.reports.printed.fitting import USUAL
from smartplanner.ui.grid import Grid
from smartplanner.ui.grid.grouping import Group
from smartplanner.ui.grid.selection import places as places_of
from smartplanner.ui.printing.marks import light_marks
from smartplanner.ui.table import LIGHT_ROLE, Column, Table

Gather = Callable[[PaperChoice], PrintedList]
_DISPLAY = Qt.ItemDataRole.DisplayRole
_LEAST_LIGHT = 24.0
"""Points that a light and its word need."""
_WHOLE = 480.0
"""Points of a list without columns."""


def gather_table(table: Table, texts: SheetTexts) -> Gather:
    """Return what makes the print of a table or grid as it is now."""
    model, lights = table.model(), light_marks()
    places = _shown_places(table.horizontalHeader())
    columns: list[Column] = [model.columns[place] for place in places]  # type: ignore[attr-defined]
    printed = [
        PrintedColumn(
            column.title, _points(table, table.columnWidth(place)), column.right, light=column.light is not None
        )
        for place, column in zip(places, columns, strict=True)
    ]
    printed = [_room_for_light(one) for one in printed]
    entries = [_entry(table, row) for row in range(model.rowCount())]
    chosen = {index.row() for index in table.selectionModel().selectedIndexes()} if _small(table) else set()
    if isinstance(table, Grid):
        chosen = {row for row in places_of(table) if table.grid_model.id_at(row)}
    sums = _sums(table, places)

    def gather(choice: PaperChoice) -> PrintedList:
        wanted = enumerate(entries)
        kept = [entry for row, entry in wanted if not choice.selected or row in chosen]
        lines = [_line(entry, columns) for entry in kept]
        if sums and not choice.selected:
            lines.append(sums)
        return PrintedList(texts=texts, columns=printed, lines=lines, lights=lights)

    return gather


def gather_view(view: QAbstractItemView, texts: SheetTexts) -> Gather:
    """Return what makes the print of any other list or tree: what its cells show; the rows are read now."""
    model = view.model()
    header = _header_of(view)
    places = _shown_places(header) if header is not None else [0]
    titles = [str(model.headerData(place, Qt.Orientation.Horizontal, _DISPLAY) or "") for place in places]
    if header is None:
        columns = [PrintedColumn(texts.title, _WHOLE)]
    else:
        columns = [
            PrintedColumn(title, _points(view, header.sectionSize(place)), light=_has_light(model, place))
            for title, place in zip(titles, places, strict=True)
        ]
    columns = [_room_for_light(one) for one in columns]
    lines: list[Line] = []
    _walk(view, QModelIndex(), places, lines, 0)
    lights = light_marks()
    return lambda _choice: PrintedList(texts=texts, columns=columns, lines=lines, lights=lights)


def selected_rows(view: QAbstractItemView) -> int:
    """Return how many rows of a list are selected."""
    if isinstance(view, Grid):
        return len(view.selected_ids())
    return len(view.selectionModel().selectedRows()) if isinstance(view, Table) else 0


def _entry(table: Table, row: int) -> Any:
    """Return a row of the model, or the header of a group with its sums."""
    if isinstance(table, Grid):
        model = table.grid_model
        group = model.group_at(row)
        if group is not None:
            places = _shown_places(table.horizontalHeader())
            said = [str(model.data(model.index(row, place)) or "") for place in places]
            return _Head(group, model.say_group(group), said)
        return model.row_of(model.id_at(row))
    source: Any = table.model()
    return source.row_of(source.id_at(row))


class _Head:
    """The header of a group as it is printed."""

    def __init__(self, group: Group, title: str, sums: Sequence[str]) -> None:
        self.level, self.title, self.sums = group.level, title, sums


def _line(entry: Any, columns: Sequence[Column]) -> Line:
    if isinstance(entry, _Head):
        title = "　".join(filter(None, (entry.title, entry.sums[0] if entry.sums else "")))
        return Line(entry.sums, LineKind.GROUP, title, entry.level)
    return Line([column.light(entry) if column.light is not None else column.drawn(entry) for column in columns])


def _sums(table: Table, places: Sequence[int]) -> Line | None:
    if not isinstance(table, Grid):
        return None
    totals = table.grid_model.totals()
    cells = [totals.get(place, "") for place in places]
    if not any(cells):
        return None
    empty = next((place for place, cell in enumerate(cells) if not cell), None)
    if empty is not None:
        cells[empty] = _("Total")
    return Line(cells, LineKind.TOTAL)


def _small(table: Table) -> bool:
    return not isinstance(table, Grid)


def _shown_places(header: QHeaderView) -> list[int]:
    order = (header.logicalIndex(place) for place in range(header.count()))
    return [place for place in order if not header.isSectionHidden(place)]


def _header_of(view: QAbstractItemView) -> QHeaderView | None:
    if isinstance(view, QTableView):
        return view.horizontalHeader()
    if isinstance(view, QTreeView) and not view.isHeaderHidden():
        return view.header()
    return None


def _points(view: QAbstractItemView, pixels: int) -> float:
    """Return a width of the screen as points at the usual size: as many letters as on the screen."""
    return max(pixels, 1) / max(QFontInfo(view.font()).pixelSize(), 1) * USUAL


def _room_for_light(column: PrintedColumn) -> PrintedColumn:
    if not column.light or column.width >= _LEAST_LIGHT:
        return column
    return PrintedColumn(column.title, _LEAST_LIGHT, column.right, light=True)


def _has_light(model: QAbstractItemModel, place: int) -> bool:
    first = model.index(0, place)
    below = model.index(0, place, model.index(0, 0))
    return any(index.isValid() and index.data(LIGHT_ROLE) for index in (first, below))


def _walk(view: QAbstractItemView, parent: QModelIndex, places: Sequence[int], lines: list[Line], level: int) -> None:
    """Add what stands below *parent*: what has something below it becomes the header of a group."""
    model = view.model()
    for row in range(model.rowCount(parent)):
        if _is_hidden(view, row, parent):
            continue
        first = model.index(row, 0, parent)
        cells = [str(_shown(model.index(row, place, parent))) for place in places]
        if model.rowCount(first):
            lines.append(Line([""] * len(places), LineKind.GROUP, "　".join(filter(None, cells)), level))
            if not isinstance(view, QTreeView) or view.isExpanded(first):
                _walk(view, first, places, lines, level + 1)
        else:
            lines.append(Line(cells))


def _is_hidden(view: QAbstractItemView, row: int, parent: QModelIndex) -> bool:
    if isinstance(view, QTreeView):
        return view.isRowHidden(row, parent)
    return isinstance(view, QTableView) and view.isRowHidden(row)


def _shown(index: QModelIndex) -> Any:
    light = index.data(LIGHT_ROLE)
    if light:
        return light
    shown = index.data(_DISPLAY)
    return "" if shown is None else shown
