"""A list of rows as a virtual table: sorts, filters and refreshes by itself, whatever the rows are.

The columns say how a row is shown and compared; nothing here knows an entity.  Shown texts are made when a
cell is painted and kept, so that fifty thousand rows cost nothing until they are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.rules.lights import Light
from smartplanner.ui.session import literally
from smartplanner.ui.table_dress import dress_lines
from smartplanner.ui.theme import draw_light

Index = QModelIndex | QPersistentModelIndex
LIGHT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NUMBER_GAP = "\N{EN SPACE}"
"""Behind a number, which else runs into the words of the next column."""
_ROOT = QModelIndex()
_DISPLAY, _ALIGNMENT, _TOOL_TIP = (
    int(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.ToolTipRole)
)
_ANSWERED = frozenset({_DISPLAY, _ALIGNMENT, LIGHT_ROLE, _TOOL_TIP})
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
"""Made once: they are asked for at each drawing of each cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title (in the user's language), width in characters, a row's text and its sort key.

    ``light`` gives the light to draw instead of the text; ``tip`` a longer text for the tooltip.  ``raw`` gives
    something hashable that the text follows from, where that is quicker to tell apart than the text; ``late`` tells
    whether a row is overdue by this column's date.  A ``spare`` column is hidden until a person chooses it; ``stored``
    gives the value of its field where a row does not hold it under the column's name.  ``shown`` is what is drawn
    where that is not the text: an amount is drawn with its thousands parted, and found and copied as it is typed.
    """

    name: str
    title: str
    width: int
    text: Callable[[Any], str]
    key: Callable[[Any], Any] | None = None
    right: bool = False
    light: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    raw: Callable[[Any], Any] | None = None
    late: Callable[[Any], bool] | None = None
    spare: bool = False
    stored: Callable[[Any], Any] | None = None
    shown: Callable[[Any], str] | None = None

    def drawn(self, row: Any) -> str:
        """Return what a person sees of a row in this column."""
        return self.text(row) if self.shown is None else self.shown(row)


class TableModel(QAbstractTableModel):
    """The rows behind a table: all of them, and in which order which of them are shown.

    *identity* gives a row's id.  ``counted`` tells how many rows are shown after a change.
    """

    counted = Signal(int)

    def __init__(
        self, columns: Sequence[Column], identity: Callable[[Any], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._identity = identity
        self._rows: dict[str, Any] = {}
        self._shown: list[str] = []
        self._texts: dict[tuple[str, int], str] = {}
        self._haystacks: dict[str, str] = {}
        self._unprepared: list[str] = []
        self._words: tuple[str, ...] = ()
        self._accepts: Callable[[Any], bool] | None = None
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._ordered: list[str] | None = None

    # -- what the pages call

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows instead of the present ones."""
        self.beginResetModel()
        self._rows = {self._identity(row): row for row in rows}
        self._texts.clear()
        self._haystacks.clear()
        self._unprepared = list(self._rows)
        self._order_anew()
        self._arrange()
        self.endResetModel()
        self.counted.emit(self.shown_count())

    def refresh(self, ids: Iterable[str], rows: Iterable[Any]) -> None:
        """Take over the present state of the rows *ids*: those among *rows* are there, the others are gone."""
        gone = set(ids)
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_indexes()
        for row in rows:
            key = self._identity(row)
            gone.discard(key)
            self._rows[key] = row
            self._forget(key)
        for key in gone:
            self._rows.pop(key, None)
            self._forget(key)
        self._order_anew()
        self._arrange()
        self._move_indexes(kept)
        self.layoutChanged.emit()
        self.counted.emit(self.shown_count())

    def filter(self, text: str, accepts: Callable[[Any], bool] | None = None) -> None:
        """Show the rows whose cells contain all words of *text* and that *accepts* takes."""
        self.beginResetModel()
        self._words = tuple(text.casefold().split())
        self._accepts = accepts
        self._arrange()
        self.endResetModel()
        self.counted.emit(self.shown_count())

    def prepare(self, seconds: float) -> bool:
        """Spend at most about *seconds* on making the rows ready to be searched; returns whether all are.

        Fifty thousand rows take a second: a list prepares them bit by bit while nobody waits.
        """
        end = perf_counter() + seconds
        number = 0
        while self._unprepared:
            key = self._unprepared.pop()
            if key in self._rows:
                self._haystack(key)
            number += 1
            if number % 100 == 0 and perf_counter() > end:
                return not self._unprepared
        return True

    def searchable(self, key: str) -> str:
        """Return all texts of the row *key* in small letters: what holds no word of a search is passed over at once."""
        return self._haystack(key)

    def id_at(self, place: int) -> str:
        """Return the id of the row shown at *place*."""
        return self._shown[place]

    def row_of(self, key: str) -> Any:
        """Return the row with the id *key*."""
        return self._rows[key]

    def place_of(self, key: str) -> int:
        """Return where the row *key* is shown; -1 if it is not."""
        return self._shown.index(key) if key in self._shown else -1

    def places_of(self, keys: Sequence[str]) -> list[int]:
        """Return where the rows *keys* are shown, from the top; those that are not shown are left out."""
        wanted = set(keys)
        return [place for place, key in enumerate(self._shown) if key in wanted]

    def shown_rows(self) -> list[Any]:
        """Return the shown rows in their order."""
        return [self._rows[key] for key in self._shown]

    def shown_count(self) -> int:
        """Return the number of rows that the filters leave."""
        return len(self._shown)

    def total(self) -> int:
        """Return the number of rows before the filter."""
        return len(self._rows)

    # -- what Qt calls

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of shown rows."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a cell shows."""
        if role == _DISPLAY:
            return self._drawn(self._shown[index.row()], index.column())
        if role not in _ANSWERED:  # most of what Qt asks for at each drawing
            return None
        column = self.columns[index.column()]
        if role == _ALIGNMENT:
            return _RIGHT if column.right else _LEFT
        if role == LIGHT_ROLE and column.light is not None:
            return column.light(self._rows[self._shown[index.row()]])
        if role == _TOOL_TIP:
            row = self._rows[self._shown[index.row()]]
            return literally(column.tip(row) if column.tip is not None else column.text(row))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Return a column's title, or a row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].title if orientation == Qt.Orientation.Horizontal else section + 1

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; empty cells come last in either direction."""
        self.layoutAboutToBeChanged.emit()
        kept = self._kept_indexes()
        self._order = (column, order) if column >= 0 else None
        self._ordered = None
        self._arrange()
        self._move_indexes(kept)
        self.layoutChanged.emit()

    # -- inside

    def _drawn(self, key: str, column: int) -> str:
        shown = self.columns[column].shown
        return self._text(key, column) if shown is None else shown(self._rows[key])

    def _text(self, key: str, column: int) -> str:
        text = self._texts.get((key, column))
        if text is None:
            text = self.columns[column].text(self._rows[key])
            self._texts[key, column] = text = text if "\n" not in text else " ".join(text.split())
        return text

    def _kept_indexes(self) -> list[tuple[QModelIndex, str]]:
        return [(index, self._shown[index.row()]) for index in self.persistentIndexList()]

    def _move_indexes(self, kept: Sequence[tuple[QModelIndex, str]]) -> None:
        """Let what Qt holds on to follow its rows; one that is not shown any more is nowhere."""
        if not kept:
            return
        places = {key: place for place, key in enumerate(self._shown)}
        for index, key in kept:
            place = places.get(key)
            new = QModelIndex() if place is None else self.index(place, index.column())
            self.changePersistentIndex(index, new)

    def _forget(self, key: str) -> None:
        self._haystacks.pop(key, None)
        for column in range(len(self.columns)):
            self._texts.pop((key, column), None)

    def _searched(self) -> Sequence[Column]:
        """Return the columns in which words are looked for."""
        return self.columns

    def _haystack(self, key: str) -> str:
        text = self._haystacks.get(key)
        if text is None:
            row = self._rows[key]
            self._haystacks[key] = text = "\n".join(column.text(row) for column in self._searched()).casefold()
        return text

    def _order_anew(self) -> None:
        """Put the rows in order again when they are arranged next."""
        self._ordered = None

    def _arrange(self) -> None:
        keys = self._ordered_keys()
        if self._accepts is not None:
            accepts = self._accepts
            keys = [key for key in keys if accepts(self._rows[key])]
        if self._words:
            keys = [key for key in keys if all(word in self._haystack(key) for word in self._words)]
        self._shown = keys

    def _ordered_keys(self) -> list[str]:
        """Return all rows in their order, sorted only when the rows or the order have changed."""
        if self._ordered is None:
            keys = list(self._rows)
            self._ordered = self._sorted(keys, *self._order) if self._order is not None else keys
        return self._ordered

    def _sorted(self, keys: list[str], number: int, order: Qt.SortOrder) -> list[str]:
        column = self.columns[number]
        value = column.key or column.text
        keyed = [(value(self._rows[key]), key) for key in keys]
        filled = [pair for pair in keyed if pair[0] not in (None, "")]
        empty = [key for found, key in keyed if found in (None, "")]
        filled.sort(key=lambda pair: pair[0], reverse=order == Qt.SortOrder.DescendingOrder)
        return [key for _value, key in filled] + empty


class _LightDelegate(QStyledItemDelegate):
    """Draws a light in the middle of its cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        light = index.data(LIGHT_ROLE)
        if light is None:
            super().paint(painter, option, index)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        box = QRectF(option.rect)
        draw_light(painter, light, QRectF(box.center().x() - 9, box.center().y() - 9, 18, 18))


class _NumberDelegate(QStyledItemDelegate):
    """Keeps a number at the right apart from the words of the next column."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text += NUMBER_GAP


class Table(QTableView):
    """A table over a ``TableModel``.  ``opened`` tells which row a person wants to see (double click, Enter)."""

    opened = Signal(str)
    head_room = 30
    """Device-independent pixels beside the title of a head, for its signs and margins."""

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        dress_lines(self)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self._set_columns(model)
        self.doubleClicked.connect(self._open_clicked)
        self.opening_action = QAction(_("Open"), self)
        self.opening_action.setShortcuts([QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)])
        self.opening_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.opening_action.triggered.connect(self._open_current)
        self.addAction(self.opening_action)

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected rows, top to bottom."""
        return [self._model.id_at(index.row()) for index in self.selectionModel().selectedRows()]

    def select(self, key: str) -> None:
        """Select the row *key* and bring it into view."""
        place = self._model.place_of(key)
        if place >= 0:
            self.selectRow(place)
            self.scrollTo(self._model.index(place, 0))

    def sizeHint(self) -> QSize:
        """Ask for room for some rows."""
        return QSize(900, 480)

    def _set_columns(self, model: TableModel) -> None:
        letter = self.fontMetrics().horizontalAdvance("0")  # half of a Chinese character
        delegate, numbers = _LightDelegate(self), _NumberDelegate(self)
        for number, column in enumerate(model.columns):
            title = self.fontMetrics().horizontalAdvance(column.title) + self.head_room
            self.setColumnWidth(number, max(title, letter * column.width + 16))
            if column.light is not None:
                self.setItemDelegateForColumn(number, delegate)
            elif column.right:
                self.setItemDelegateForColumn(number, numbers)

    def _open_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.id_at(index.row()))

    def _open_current(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.opened.emit(self._model.id_at(index.row()))


LIGHT_ORDER = {str(light): place for place, light in enumerate(Light)}
"""Lights from the worst to the best, for sorting."""
