"""How the tree of the red list is drawn and used: lamps, headings with their counts, Enter and the clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.queries.red_items import RedItem
from smartplanner.queries.red_list import RedGroup
from smartplanner.rules.lights import Light
from smartplanner.ui.red_list.model import (
    CAUSE,
    DAY,
    DISTRICT,
    HEADING,
    KIND,
    LIGHT,
    TITLE,
    TURN,
    UNIT,
    RedListModel,
)
from smartplanner.ui.signs import MARK_ROLE, put_signs
from smartplanner.ui.stretching import stretch
from smartplanner.ui.table import LIGHT_ROLE
from smartplanner.ui.theme import GROUND, INK, MUTED, ROW_HEIGHT, SELECTED, draw_light

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {LIGHT: 6, TITLE: 40, KIND: 14, UNIT: 16, DISTRICT: 10, DAY: 12, CAUSE: 28, TURN: 14}
"""Widths of columns in digits."""
_GROUPED = {"unit": UNIT, "district": DISTRICT, "kind": KIND}
"""The columns that say what the headings say already."""
_LAMP = 18
_AT_ONCE, _SLICE = 2_000, 1_000
"""Entries that are unfolded at once, and then in one turn of the event loop: Qt asks for each of them."""


class _Rows(QStyledItemDelegate):
    """Draws lamps in their cells, and a heading as one band with the counts of its lights."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() == TITLE and (mark := index.data(MARK_ROLE)):
            put_signs(option, mark)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.internalId() == HEADING:
            self._draw_heading(painter, option, index)
            return
        light = index.data(LIGHT_ROLE)
        if light is None:
            super().paint(painter, option, index)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, option.palette.highlight())
        middle = QRectF(option.rect).center()
        draw_light(painter, light, QRectF(middle.x() - _LAMP / 2, middle.y() - _LAMP / 2, _LAMP, _LAMP))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the part of a heading's band that lies in one cell.

        A heading is not one cell over all columns (``setFirstColumnSpanned``): as long as there is such a row Qt asks
        for each of the others twice when groups unfold.
        """
        view = self.parent()
        assert isinstance(view, RedListView)
        group = view.group_at(index)
        painter.save()
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(option.rect, SELECTED if chosen else GROUND)
        painter.setClipRect(option.rect)
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(INK)
        left = view.visualRect(view.model().index(index.row(), 0)).left() + 6
        room = QRect(left, option.rect.top(), view.viewport().width() - left - 6, option.rect.height())
        metrics = painter.fontMetrics()
        title = metrics.elidedText(group.title, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        left += metrics.horizontalAdvance(title) + 12
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(MUTED)
        total = _("{total} in all", total=len(group.items))
        painter.drawText(room.adjusted(left - room.left(), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, total)
        left += painter.fontMetrics().horizontalAdvance(total) + 18
        for light in Light:
            count = group.lights.get(str(light))
            if not count:
                continue
            draw_light(painter, str(light), QRectF(left, room.center().y() - 7, 15, 15))
            painter.setPen(MUTED)
            text = str(count)
            place = QRectF(left + 20, room.top(), 80, room.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            left += 20 + painter.fontMetrics().horizontalAdvance(text) + 16
        painter.restore()


class RedListView(QTreeView):
    """The tree.  ``opened`` tells which entry a person wants to see, by entity and id."""

    opened = Signal(str, str)

    def __init__(self, model: RedListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_Rows(self))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(18)
        header = self.header()
        letter = self.fontMetrics().horizontalAdvance("0")
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, letter * width + 16)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        stretch(header, TITLE, least=30)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(False)
        self._to_unfold: set[int] = set()
        self._unfolding = QTimer(self)
        self._unfolding.timeout.connect(self._unfold_more)
        self.collapsed.connect(lambda index: self._to_unfold.discard(index.row()))
        self.clicked.connect(self._fold)
        self.doubleClicked.connect(self._open)

    def show_groups(self, by: str, *, closed: set[str | None]) -> None:
        """Unfold every group but those in *closed* after the model has been filled with groups by *by*.

        Of many entries the first groups are unfolded at once, the others in the next turns of the event loop.
        """
        for name, column in _GROUPED.items():
            self.setColumnHidden(column, name == by)
        wanted = [row for row, group in enumerate(self._model.groups) if group.key not in closed]
        done = self._unfold(wanted, most=_AT_ONCE)
        self._to_unfold = set(wanted[done:])
        if self._to_unfold:
            self._unfolding.start()

    def closed_groups(self) -> set[str | None]:
        """Return the keys of the groups that are folded."""
        return {
            group.key
            for row, group in enumerate(self._model.groups)
            if row not in self._to_unfold and not self.isExpanded(self._model.index(row, 0))
        }

    def group_at(self, index: Index) -> RedGroup:
        """Return the group with this heading."""
        return self._model.groups[index.row()]

    def selected_items(self) -> list[RedItem]:
        """Return the selected entries from top to bottom; a heading stands for all its entries."""
        found: dict[str, RedItem] = {}
        chosen = self.selectionModel().selectedRows()
        for index in sorted(chosen, key=lambda index: index.parent().row() if index.parent().isValid() else -1):
            item = self._model.item_at(index)
            for one in self._model.groups[index.row()].items if item is None else (item,):
                found.setdefault(one.key, one)
        return list(found.values())

    def copy_selected(self) -> None:
        """Put the selected entries on the clipboard as text, a line each, as Excel takes it."""
        columns = range(self._model.columnCount())
        lines = ["\t".join(self._model.text(item, column) for column in columns) for item in self.selected_items()]
        if lines:
            titles = [str(self._model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
            QGuiApplication.clipboard().setText("\n".join(["\t".join(titles), *lines]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open an entry or fold a heading with Enter; the arrows go as in any tree."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex(), folding=True)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for room for some rows."""
        return QSize(900, 480)

    def _unfold_more(self) -> None:
        """Unfold some more groups; what is in view keeps its place."""
        rows = sorted(self._to_unfold)
        top = self.indexAt(QPoint(0, 0))
        done = rows[: self._unfold(rows, most=_SLICE)]
        self._to_unfold.difference_update(done)
        if not self._to_unfold:
            self._unfolding.stop()
        group = top.parent().row() if top.parent().isValid() else top.row()
        if done and done[0] < group:
            self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)

    def _unfold(self, rows: Sequence[int], *, most: int) -> int:
        """Unfold groups from the first on until *most* entries are reached; return how many groups."""
        entries = 0
        for count, row in enumerate(rows):
            if entries >= most:
                return count
            self.setExpanded(self._model.index(row, 0), True)
            entries += len(self._model.groups[row].items)
        return len(rows)

    def _open(self, index: Index, *, folding: bool = False) -> None:
        item = self._model.item_at(index)
        if item is not None:
            self.opened.emit(item.entity, item.id)
        elif folding and index.isValid():
            self._turn(index)

    def _fold(self, index: Index) -> None:
        """Fold a heading that is clicked on its text; its own arrow folds by itself."""
        item = self._model.item_at(index)
        if item is None and not QGuiApplication.keyboardModifiers():
            self._turn(index)

    def _turn(self, index: Index) -> None:
        """Fold or unfold the group with this heading."""
        heading = self._model.index(index.row(), 0)
        self.setExpanded(heading, not self.isExpanded(heading))
