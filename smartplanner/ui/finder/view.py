"""How the lines of an answer are drawn: headings, and entries with what was found emphasised, on two lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smartplanner.base.i18n import _
from smartplanner.rules.lights import Light
from smartplanner.ui.finder.answers import Line, group_title
from smartplanner.ui.finder.entries import Entry, Heading
from smartplanner.ui.icons import icon
from smartplanner.ui.session import literally
from smartplanner.ui.theme import ACCENT, DISABLED_INK, INK, MUTED, SELECTED, SPACE, draw_light

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_LAMP = 20
_SMALLER = 0.86
_INDENT = SPACE * 2


class LinesModel(QAbstractListModel):
    """The lines of one answer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Take over a new answer."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def complete(self, lines: Sequence[Line]) -> None:
        """Take over the same lines with more said about them."""
        self._lines = list(lines)
        if lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def line(self, row: int) -> Line | None:
        """Return one line; None if there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    @property
    def lines(self) -> list[Line]:
        """All lines."""
        return list(self._lines)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return what a line says."""
        line = self.line(index.row())
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole and line is not None:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(line, Entry):
            light = _(Light.of(line.light).label) if line.light else ""
            return "，".join(
                part for part in (group_title(line.group), line.title, light, line.below, line.reason) if part
            )
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Entry):
            return literally("\n".join(part for part in (line.title, line.below, line.reason) if part))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if isinstance(self.line(index.row()), Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Lines(QStyledItemDelegate):
    """Draws the lines.  Everything is painted as plain text: nothing in a title can be taken for markup."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        letter = option.fontMetrics.height()
        if isinstance(line, Heading):
            return QSize(0, round(letter * 1.7))
        two = isinstance(line, Entry) and (line.place is not None or line.below or line.reason)
        return QSize(0, round(letter * 2.6) if two else round(letter * 1.8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        painter.save()
        if isinstance(line, Heading):
            self._draw_heading(painter, option, line)
        elif isinstance(line, Entry):
            self._draw_entry(painter, option, line)
        painter.restore()

    def _draw_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: Heading) -> None:
        painter.setFont(_font(option.font, _SMALLER, bold=True))
        painter.setPen(MUTED)
        room = option.rect.adjusted(_INDENT, 0, -_INDENT, -2)
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, line.title)

    def _draw_entry(self, painter: QPainter, option: QStyleOptionViewItem, line: Entry) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, SELECTED)
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), ACCENT)
        room = option.rect.adjusted(_INDENT, 2, -_INDENT, -2)
        picture = QRect(room.left(), room.center().y() - _LAMP // 2, _LAMP, _LAMP)
        if line.light:
            draw_light(painter, line.light, QRectF(picture))
        else:
            mode = QIcon.Mode.Disabled if line.reason else QIcon.Mode.Normal
            icon(line.icon).paint(painter, picture, Qt.AlignmentFlag.AlignCenter, mode)
        room.setLeft(room.left() + _LAMP + SPACE)
        room = self._draw_aside(painter, option, line, room)
        below = line.reason or line.below
        two = bool(below) or line.place is not None
        upper = QRect(room.left(), room.top(), room.width(), room.height() * 55 // 100 if two else room.height())
        self._draw_title(painter, option.font, line, upper)
        if below:
            painter.setFont(_font(option.font, _SMALLER))
            painter.setPen(MUTED)
            lower = room.adjusted(0, upper.height(), 0, 0)
            text = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, lower.width())
            painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _draw_aside(self, painter: QPainter, option: QStyleOptionViewItem, line: Entry, room: QRect) -> QRect:
        """Draw the kind at the right; returns the room that is left."""
        painter.setFont(_font(option.font, _SMALLER))
        painter.setPen(MUTED)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.aside)
        return room.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(line.aside) - SPACE * 2, 0)

    def _draw_title(self, painter: QPainter, font: QFont, line: Entry, room: QRect) -> None:
        faint = bool(line.reason)
        left = room.left()
        for text, found in _runs(line):
            one = _font(font, 1.0, bold=found)
            metrics = QFontMetrics(one)
            painter.setFont(one)
            painter.setPen(DISABLED_INK if faint else ACCENT if found else MUTED if line.over else INK)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.right() - left)
            place = QRect(left, room.top(), room.right() - left, room.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            left += metrics.horizontalAdvance(shown)
            if shown != text or left >= room.right():
                break


class LinesView(QListView):
    """The list of an answer; the cursor goes from entry to entry and leaves out the headings."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = LinesModel(parent)
        self.setModel(self.lines)
        self.setItemDelegate(_Lines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Found"))

    def current_entry(self) -> Entry | None:
        """Return the entry under the cursor."""
        line = self.lines.line(self.currentIndex().row())
        return line if isinstance(line, Entry) else None

    def step(self, steps: int) -> None:
        """Move the cursor by so many entries, around the ends where it is one."""
        rows = [row for row, line in enumerate(self.lines.lines) if isinstance(line, Entry)]
        if not rows:
            return
        current = self.currentIndex().row()
        place = rows.index(current) + steps if current in rows else 0
        place = place % len(rows) if abs(steps) == 1 else max(0, min(place, len(rows) - 1))
        self.setCurrentIndex(self.lines.index(rows[place]))
        if place == 0:
            self.scrollToTop()


def _runs(line: Entry) -> Iterator[tuple[str, bool]]:
    """Give the pieces of a title and whether each is what was found."""
    at = 0
    for begin, end in line.spans:
        if begin > at:
            yield line.title[at:begin], False
        yield line.title[begin:end], True
        at = end
    if at < len(line.title):
        yield line.title[at:], False


def _font(font: QFont, scale: float, *, bold: bool = False) -> QFont:
    made = QFont(font)
    if font.pixelSize() > 0:
        made.setPixelSize(round(font.pixelSize() * scale))
    else:
        made.setPointSizeF(font.pointSizeF() * scale)
    made.setBold(bold)
    return made
