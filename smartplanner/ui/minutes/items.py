"""The list of proposed matters: ticked or not, with what each says in two lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level
from smartplanner.commands.minutes import ProposedTask
from smartplanner.fields.dates import format_date
from smartplanner.ui.theme import ERROR, INK, LINE, MUTED, SELECTED, SPACE, WARNING

Index = QModelIndex | QPersistentModelIndex
Name = Callable[[str], str]
_ROOT = QModelIndex()
_HEIGHT = 56


@dataclass(eq=False)
class Entry:
    """One row: the matter as corrected so far, whether it is ticked, whether it was taken already."""

    task: ProposedTask
    place: tuple[int, int]
    ticked: bool = False
    taken: bool = False
    edited: set[str] = field(default_factory=set)

    @property
    def open(self) -> bool:
        """Whether it can still be taken."""
        return not self.taken and self.task.task is None


class ItemModel(QAbstractListModel):
    """The rows behind the list; ``ticks`` tells how many can be taken after a change."""

    ticks = Signal(int)

    def __init__(self, name: Name) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.name = name

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these rows instead of the present ones."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()
        self.tell()

    def tick(self, row: int) -> None:
        """Tick a row, or take the tick away; what was taken already stays as it is."""
        if not 0 <= row < len(self.entries) or not self.entries[row].open:
            return
        self.entries[row].ticked = not self.entries[row].ticked
        self.refresh(row)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick all rows that can be taken, or none."""
        for entry in self.entries:
            entry.ticked = ticked and entry.open
        self.refresh(0, len(self.entries) - 1)

    def refresh(self, row: int, last: int | None = None) -> None:
        """Draw rows anew."""
        if self.entries:
            self.dataChanged.emit(self.index(row), self.index(row if last is None else last))
        self.tell()

    def tell(self) -> None:
        """Tell how many are ticked."""
        self.ticks.emit(sum(entry.ticked and entry.open for entry in self.entries))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a screen reader says, and the tick."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{title_of(entry)} {self.second_line(entry)}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if entry.ticked else Qt.CheckState.Unchecked
        return None

    def second_line(self, entry: Entry) -> str:
        """Return who leads, how many help, and by when."""
        task = entry.task
        lead = self.name(task.lead) if task.lead else task.lead_text or _("no lead unit")
        due = due_words(task) or _("no deadline")
        helping = _("with {count}", count=len(task.support)) if task.support else ""
        return "  ·  ".join(part for part in (lead, helping, due) if part)


def title_of(entry: Entry) -> str:
    """Return the title, or the words of the decision where it has none."""
    return entry.task.title or entry.task.text


def due_words(task: ProposedTask) -> str:
    """Return the deadline as it is shown: the day, or the words where there is none."""
    if task.due is not None:
        return format_date(task.due)
    return task.due_text


def worst(task: ProposedTask) -> Level | None:
    """Return the weight of what a person should look at; None if nothing."""
    levels = {problem.level for problem in task.problems}
    return Level.ERROR if Level.ERROR in levels else Level.WARNING if Level.WARNING in levels else None


class ItemDelegate(QStyledItemDelegate):
    """Draws a row: tick, number and title, below it who and when, at the right what has to be looked at."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(100, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model = index.model()
        assert isinstance(model, ItemModel)
        entry = model.entries[index.row()]
        box: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, SELECTED)
        painter.setPen(LINE)
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self._draw_tick(painter, option, entry)
        mark, colour = _mark(entry)
        room = box.adjusted(tick_width(), SPACE, -SPACE, -SPACE)
        bold = QFont(option.font)
        painter.setFont(bold)
        width = painter.fontMetrics().horizontalAdvance(mark) + (SPACE if mark else 0)
        painter.setPen(colour)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), mark)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(INK if entry.open else MUTED)
        upper = QRect(room.left(), room.top(), room.width() - width, room.height() // 2)
        words = f"{entry.task.item} {title_of(entry)}".strip()
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        bold.setBold(False)
        painter.setFont(bold)
        painter.setPen(MUTED)
        lower = QRect(room.left(), room.center().y(), room.width(), room.height() // 2)
        line = painter.fontMetrics().elidedText(model.second_line(entry), Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line)
        painter.restore()

    def _draw_tick(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        box: QRect = option.rect
        look = QStyleOptionViewItem(option)
        look.rect = QRect(box.left() + SPACE, box.center().y() - 9, 18, 18)
        ticked = entry.ticked or entry.taken
        look.state = QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        look.checkState = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if entry.open:
            look.state |= QStyle.StateFlag.State_Enabled
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, look, painter, option.widget)


def tick_width() -> int:
    """Return the width of the place for the tick: a click there ticks."""
    return 18 + 2 * SPACE


def _mark(entry: Entry) -> tuple[str, QColor]:
    if entry.taken:
        return _("accepted"), MUTED
    if entry.task.task is not None:
        return _("already there"), MUTED
    level = worst(entry.task)
    if level is Level.ERROR:
        return _("! please decide"), ERROR
    if level is Level.WARNING:
        return _("? please check"), WARNING
    return "", MUTED
