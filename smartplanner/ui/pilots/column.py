"""One stage of the board: its pilots as painted cards, with the keyboard from card to card and stage to stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smartplanner.base.i18n import _
from smartplanner.queries.pilots import PilotLine, say_signal
from smartplanner.ui.session import literally
from smartplanner.ui.theme import ACCENT, INK, LIGHT_LOOKS, LINE, MUTED, PAPER, RADIUS, SPACE, draw_light, mark

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LAMP = 18


class PilotModel(QAbstractListModel):
    """The pilots of one stage."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[PilotLine] = []

    def show(self, lines: Sequence[PilotLine]) -> None:
        """Show these pilots."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the line itself for painting, and words for those who cannot see it."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return literally("\n".join(filter(None, (line.name, line.lead, say_review(line), say_tasks(line)))))
        return None


def say_review(line: PilotLine) -> str:
    """Return what comes next for a pilot, and when."""
    if not line.gate:
        return _("no review to come")
    if line.due is None:
        return _("{gate}, no day planned", gate=line.gate)
    return _("{gate} {day}", gate=line.gate, day=line.due.isoformat())


def _fitting_review(painter: QPainter, line: PilotLine, width: int) -> str:
    """Return what comes next, where room is short with less of its name: its day is what people look for."""
    said, metrics = say_review(line), painter.fontMetrics()
    over = metrics.horizontalAdvance(said) - width
    if over <= 0 or not line.gate or line.due is None:
        return said
    room = metrics.horizontalAdvance(line.gate) - over
    gate = metrics.elidedText(line.gate, Qt.TextElideMode.ElideRight, max(0, room))
    return _("{gate} {day}", gate=gate, day=line.due.isoformat())


def say_tasks(line: PilotLine) -> str:
    """Return how many matters are open and late; empty for none."""
    if not line.open_tasks:
        return ""
    return _("{open} open matter(s), {late} late", open=line.open_tasks, late=line.late_tasks)


class _Cards(QStyledItemDelegate):
    """Paints a pilot as a card: light and name, district and theme, what comes next, why it is lit."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        line: PilotLine = index.data(int(Qt.ItemDataRole.UserRole))
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(rect).adjusted(1, 2, -1, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ACCENT, 2) if chosen else QPen(LINE, 1))
        painter.setBrush(PAPER)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        inner = box.adjusted(SPACE, SPACE, -SPACE, -SPACE)
        draw_light(painter, line.signal.light, QRectF(inner.left(), inner.top(), _LAMP, _LAMP))
        self._paint_texts(painter, line, inner)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of a card: two lines of name and three of facts, one more where matters are open."""
        line: PilotLine = index.data(int(Qt.ItemDataRole.UserRole))
        height = option.fontMetrics.lineSpacing()
        return QSize(80, height * (6 if line.open_tasks else 5) + SPACE * 3)

    def _paint_texts(self, painter: QPainter, line: PilotLine, inner: QRectF) -> None:
        usual, bold = QFont(painter.font()), QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        height = painter.fontMetrics().lineSpacing()
        painter.setFont(bold)
        painter.setPen(INK)
        top = QRectF(inner.left() + _LAMP + 6, inner.top() - 1, inner.width() - _LAMP - 6, height * 2 + 2)
        upper = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(top, upper, _fitted(painter, line.name, top.width(), lines=2))
        painter.setFont(usual)
        place = top.bottom() + 2
        for text, colour in (
            ("　".join(filter(None, (line.district, line.theme))), MUTED),
            (_fitting_review(painter, line, int(inner.width())), INK),
            (say_signal(line.signal), LIGHT_LOOKS[line.signal.light].ink),
            (say_tasks(line), MUTED),
        ):
            painter.setPen(colour)
            row = QRectF(inner.left(), place, inner.width(), height)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(row.width()))
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            place += height


def _fitted(painter: QPainter, text: str, width: float, *, lines: int) -> str:
    """Return *text* in lines that are not wider than *width*; … stands for what does not go into them."""
    metrics, made = painter.fontMetrics(), [""]
    for place, letter in enumerate(text):
        if metrics.horizontalAdvance(made[-1] + letter) > width:
            if len(made) == lines:
                made[-1] = metrics.elidedText(made[-1] + text[place:], Qt.TextElideMode.ElideRight, int(width))
                break
            made.append("")
        made[-1] += letter
    return "\n".join(made)


class StageColumn(QListView):
    """The cards of one stage.  ``opened`` tells the pilot that a person wants; ``left`` asks for a neighbour stage."""

    opened = Signal(str)
    left = Signal(int)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.pilots = PilotModel(self)
        self.setModel(self.pilots)
        self.setItemDelegate(_Cards(self))
        self.setAccessibleName(title)
        self.setFrameShape(QListView.Shape.NoFrame)
        mark(self, "plain", "true")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; left and right go to the neighbour stage."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.left.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards are as wide as the column."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def chosen(self) -> str:
        """Return the pilot that is chosen, or an empty text."""
        rows = self.selectionModel().selectedIndexes()
        return self.pilots.lines[rows[0].row()].id if rows else ""

    def choose(self, place: int) -> None:
        """Choose the card at *place*, or the nearest."""
        if self.pilots.lines:
            self.setCurrentIndex(self.pilots.index(min(max(place, 0), len(self.pilots.lines) - 1)))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.pilots.lines[index.row()].id)
