"""The foot of a grid: under each column of amounts its sum over all rows that the filters leave.

A list opens at its first columns and amounts come late: what is scrolled out of sight is named at the left instead.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.grid.view import Grid
from smartplanner.ui.table import NUMBER_GAP
from smartplanner.ui.theme import ROW_HEIGHT

_LABEL_LEFT = 8
"""Device-independent pixels before the words."""
MANY = 5_000
"""Rows from which on they are added up after the list is drawn, not while it is."""


class FootLine(QWidget):
    """Sums in line with their columns; they are added up when the line is next drawn."""

    def __init__(self, view: Grid, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._model = view, model
        self._sums: dict[int, str] | None = None
        self._adding = QTimer(self)
        self._adding.setSingleShot(True)
        self._adding.timeout.connect(self._add_up)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = view.horizontalHeader()
        for signal in (header.sectionResized, header.sectionMoved, header.geometriesChanged):
            signal.connect(lambda *_change: self.update())
        view.horizontalScrollBar().valueChanged.connect(lambda _value: self.update())
        for signal in (model.arranged, model.modelReset, model.layoutChanged):
            signal.connect(self._forget)

    def sums(self) -> dict[int, str]:
        """Return the sums by column."""
        if self._sums is None:
            self._sums = self._model.totals()
        return self._sums

    def sizeHint(self) -> QSize:
        """Ask for the height of a row."""
        return QSize(200, ROW_HEIGHT)

    def below(self) -> dict[int, int]:
        """Return where the sums stand whose columns are in sight: the left edge of each column."""
        heads, start = self._view.heads, self._view.viewport().x()
        frozen = self._view.frozen if self._view.frozen is not None and self._view.frozen.isVisible() else None
        first, last = start + (frozen.width() if frozen is not None else 0), start + self._view.viewport().width()
        found = {}
        for column in self.sums():
            if heads.isSectionHidden(column):
                continue
            own = frozen is not None and not frozen.isColumnHidden(column)
            left = start + (frozen.heads if own and frozen is not None else heads).sectionViewportPosition(column)
            right = left + heads.sectionSize(column)
            if own or (first < right <= last):
                found[column] = left
        return found

    def words(self) -> str:
        """Return what stands at the left: what the line is, and the sums whose columns are scrolled out of sight."""
        below, heads = self.below(), self._view.heads
        beside = [
            f"{self._model.columns[column].title} {said}"
            for column, said in self.sums().items()
            if column not in below and not heads.isSectionHidden(column)
        ]
        label = _("Total of the rows shown")
        return _("{label}: {words}", label=label, words=_("; ").join(beside)) if beside else label

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the sums below their columns, and the others beside one another."""
        if self._sums is None and self._model.shown_count() > MANY:
            self._adding.start(0)
            return
        heads, below = self._view.heads, self.below()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            font = self.font()
            font.setBold(True)
            painter.setFont(font)
            alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            first = self.width()
            for column, left in below.items():
                width = heads.sectionSize(column) - 4
                painter.drawText(QRect(left, 0, width, self.height()), alignment, self.sums()[column] + NUMBER_GAP)
                first = min(first, left + width - painter.fontMetrics().horizontalAdvance(self.sums()[column]))
            room = max(0, first - 2 * _LABEL_LEFT)
            words = painter.fontMetrics().elidedText(self.words(), Qt.TextElideMode.ElideRight, room)
            label = QRect(_LABEL_LEFT, 0, room, self.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, words)

    def _add_up(self) -> None:
        self.sums()
        self.update()

    def _forget(self) -> None:
        self._sums = None
        self.setVisible(bool(self._model.summed_columns()))
        self.update()
