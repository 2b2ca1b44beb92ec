"""A short list of things to look at: a lamp, what it is, and at the right why or whose turn; a click opens it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smartplanner.base.i18n import _
from smartplanner.rules.lights import Light
from smartplanner.ui.session import literally
from smartplanner.ui.theme import ACCENT, INK, MUTED, SELECTED, SPACE, draw_light, mark

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LAMP = 16
_NOTE_SHARE = 0.55
"""How much of a row the words at the right take at most."""


class Row(NamedTuple):
    """One line: its light (empty: none), what it is, the words at the right, and the record that it opens."""

    light: str
    title: str
    note: str
    entity: str = ""
    id: str = ""


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return literally("\n".join(filter(None, (row.title, row.note))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            light = _(Light.of(row.light).label) if row.light else ""
            return " ".join(filter(None, (light, row.title, row.note)))
        return None


class _Lines(QStyledItemDelegate):
    """Draws a line; where there is little room the words at the right give way last."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model: Any = index.model()
        row: Row = model.rows[index.row()]
        painter.save()
        state = option.state
        chosen = state & QStyle.StateFlag.State_MouseOver or state & QStyle.StateFlag.State_Selected
        if chosen:
            painter.fillRect(option.rect, SELECTED)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(ACCENT)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        room = QRectF(option.rect).adjusted(4, 0, -4, 0)
        if row.light:
            draw_light(painter, row.light, QRectF(room.left(), room.center().y() - _LAMP / 2, _LAMP, _LAMP))
            room.setLeft(room.left() + _LAMP + SPACE)
        view: Any = option.widget
        font = enlarged(option.font, view.scale)
        metrics, middle = QFontMetrics(font), Qt.AlignmentFlag.AlignVCenter
        wanted = metrics.horizontalAdvance(row.title)
        most = max(room.width() * _NOTE_SHARE, room.width() - wanted - SPACE * 2)
        note = metrics.elidedText(row.note, Qt.TextElideMode.ElideRight, int(most))
        wide = metrics.horizontalAdvance(note)
        painter.setFont(font)
        painter.setPen(MUTED)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, note)
        left = room.adjusted(0, 0, -(wide + SPACE * 2 if note else 0), 0)
        painter.setPen(INK)
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, int(left.width()))
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view: Any = option.widget
        return QSize(80, view.line_height())


def enlarged(font: QFont, scale: float) -> QFont:
    """Return a font so many times as large."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * scale)
    else:
        made.setPixelSize(round(font.pixelSize() * scale))
    return made


class RowList(QListView):
    """The lines; ``opened`` tells which record a person wants to see, by entity and id (empty: the line has none).

    It is as high as its lines, *most* of them at most (0: it scrolls).
    """

    opened = Signal(str, str)

    def __init__(self, name: str, *, most: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._model = _Model(self)
        self.most, self.scale = most, 1.0
        self.setModel(self._model)
        self.setItemDelegate(_Lines(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if most:
            mark(self, "plain", "true")
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these lines, or the first of them."""
        self._rows = rows
        self._model.beginResetModel()
        self._model.rows = list(rows[: self.most] if self.most else rows)
        self._model.endResetModel()
        if self.most:
            self.setFixedHeight(self.line_height() * max(len(self._model.rows), 1) + 4)

    def enlarge(self, scale: float) -> None:
        """Write so many times as large."""
        self.scale = scale
        self.show_rows(self._rows)

    def line_height(self) -> int:
        """Return how high a line is, in pixels."""
        return QFontMetrics(enlarged(self.font(), self.scale)).height() + SPACE

    def show_most(self, most: int) -> None:
        """Show so many lines at most."""
        if most != self.most:
            self.most = most
            self.show_rows(self._rows)

    @property
    def rows(self) -> list[Row]:
        """The lines that are shown."""
        return self._model.rows

    @property
    def every(self) -> Sequence[Row]:
        """All lines, shown or not."""
        return self._rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a line with Enter; the arrows go as in any list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        row = self._model.rows[index.row()]
        self.opened.emit(row.entity, row.id)
