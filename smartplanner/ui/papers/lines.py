"""A list of paragraphs of text, each wrapped and cut after a few lines, with a bar and a word for what is special."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smartplanner.ui.session import literally
from smartplanner.ui.theme import ACCENT, INK, LINE, MUTED, SELECTED, SPACE, WARNING

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_MOST = 4
"""Lines of a paragraph that are shown."""
_BAR = 4


@dataclass(frozen=True, slots=True)
class TextLine:
    """One paragraph: its text, a word that marks it (empty: none), and how it is set."""

    text: str
    mark: str = ""
    heading: bool = False
    indent: int = 0
    warning: bool = False
    """Whether the mark warns rather than tells."""


class TextLines(QListView):
    """The list; ``lines`` are handed over by ``show_lines``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(self))

    def show_lines(self, lines: Sequence[TextLine]) -> None:
        """Show other paragraphs; the same row stays the current one."""
        row = self.currentIndex().row()
        self._lines.show(lines)
        if 0 <= row < len(lines):
            self.setCurrentIndex(self._lines.index(row))

    def lines(self) -> Sequence[TextLine]:
        """Return what is shown."""
        return self._lines.lines

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it in view."""
        index = self._lines.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[TextLine] = ()

    def show(self, lines: Sequence[TextLine]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.mark} {line.text}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return literally(line.text)
        return line if role == LINE_ROLE else None


class _Delegate(QStyledItemDelegate):
    """Draws a paragraph on up to four lines, the last one cut with …"""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: TextLine = index.data(LINE_ROLE)
        box = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, SELECTED)
        parent = self.parent()
        assert isinstance(parent, QListView)
        width = _room(parent)
        tone: QColor = WARNING if line.warning else ACCENT
        if line.mark:
            painter.fillRect(QRectF(box.left(), box.top() + 2, _BAR, box.height() - 4), tone)
        painter.setPen(LINE)
        painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
        top = box.top() + SPACE / 2
        left = box.left() + _left(line)
        font = _font(option, line)
        painter.setFont(font)
        if line.mark:
            painter.setPen(tone)
            height = option.fontMetrics.height()
            painter.drawText(QRectF(left, top, box.width(), height), Qt.AlignmentFlag.AlignLeft, line.mark)
            top += height
        painter.setPen(INK if line.text else MUTED)
        for number, (layout, place) in enumerate(_wrapped(line.text, font, width - SPACE - _left(line))):
            if number < _MOST:
                layout.draw(painter, QPointF(left, top + place))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: TextLine = index.data(LINE_ROLE)
        parent = self.parent()
        assert isinstance(parent, QListView)
        width = _room(parent)
        height = option.fontMetrics.height()
        rows = len(_wrapped(line.text, _font(option, line), width - SPACE - _left(line)))
        pitch = _pitch(_font(option, line))
        return QSize(width, round(pitch * max(1, rows)) + (height if line.mark else 0) + SPACE)


def _room(view: QListView) -> int:
    """Return the width of a row, with or without a scroll bar: rows are measured before it comes."""
    return view.width() - view.verticalScrollBar().sizeHint().width() - 2 * view.frameWidth()


def _left(line: TextLine) -> float:
    return SPACE + 2 + line.indent * 2 * SPACE


def _font(option: QStyleOptionViewItem, line: TextLine) -> QFont:
    font = QFont(option.font)
    font.setBold(line.heading)
    return font


def _pitch(font: QFont) -> float:
    layout = _laid_out("国", font, 1000.0)  # its lines live as long as it does
    return layout.lineAt(0).height()


def _wrapped(text: str, font: QFont, width: float) -> list[tuple[QTextLayout, float]]:
    """Return the lines that a text takes, each laid out by itself, with its height from the top; four at most."""
    whole = _laid_out(text.replace("\n", "\u2028"), font, width)
    found: list[tuple[QTextLayout, float]] = []
    for number in range(min(whole.lineCount(), _MOST)):
        line = whole.lineAt(number)
        part = whole.text()[line.textStart() : line.textStart() + line.textLength()].replace("\u2028", "")
        if number == _MOST - 1 and whole.lineCount() > _MOST:
            part = part[:-1] + "…"
        found.append((_laid_out(part, font, width + 2 * SPACE), line.y()))
    return found


def _laid_out(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout
