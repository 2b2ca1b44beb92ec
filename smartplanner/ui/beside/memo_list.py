"""The list of memos: a model over their rows, and how one is drawn: day and person above, the whole text below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smartplanner.base.i18n import _
from smartplanner.ui.theme import SPACE
from smartplanner.ui.theme.tokens import ACCENT, INK, LINE, MUTED, SELECTED

Index = QModelIndex | QPersistentModelIndex
_LINES = 40
"""Lines of a memo that the list shows; a longer one is read whole by rewriting it."""


class MemoModel(QAbstractListModel):
    """The memos of one record, one row each."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[Any] = []

    def show_memos(self, rows: Sequence[Any]) -> None:
        """Show these memos instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def memo(self, place: int) -> Any:
        """Return the memo in the row *place*."""
        return self._rows[place]

    def place(self, id: str) -> int:
        """Return the row of a memo; -1 if it is not here."""
        return next((place for place, row in enumerate(self._rows) if row.id == id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many memos there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a memo, for drawing and for screen readers."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{head_of(self._rows[index.row()])}: {self._rows[index.row()].text}"
        if role == Qt.ItemDataRole.UserRole:
            return self._rows[index.row()]
        return None


def head_of(row: Any) -> str:
    """Return when a memo was written and by whom; a pinned one says so in words and by a sign."""
    day = row.written_on.isoformat() if row.written_on else ""
    parts = [part for part in (day, row.written_by or "") if part]
    return "　".join([_("▲ On top"), *parts] if row.pinned else parts)


class MemoDelegate(QStyledItemDelegate):
    """Draws a memo over as many lines as it needs at the width of the list."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that the whole memo needs."""
        row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        lines = _laid_out(row.text, option.font, width - 2 * SPACE)
        height = option.fontMetrics.lineSpacing()
        return QSize(width - 2, height + round(_height(lines)) + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the head and the text of a memo."""
        row = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, SELECTED)
        inner = rect.adjusted(SPACE, SPACE // 2, -SPACE, -SPACE // 2)
        painter.setPen(ACCENT if row.pinned else MUTED)
        painter.setFont(option.font)
        head = option.fontMetrics.elidedText(head_of(row), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine), head)
        painter.setPen(INK)
        lines = _laid_out(row.text, option.font, inner.width())
        at = inner.topLeft()
        at.setY(at.y() + option.fontMetrics.lineSpacing())
        lines.draw(painter, at)
        painter.setPen(LINE)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """Return the first lines of *text* at this width in pixels."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    for _number in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 40))
        line.setPosition(line.position() + type(line.position())(0.0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(number).height() for number in range(layout.lineCount()))
