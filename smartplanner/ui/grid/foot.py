"""The foot of a grid: under each column of amounts its sum over all rows that the filters leave."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QTableView, QWidget

from smartplanner.base.i18n import _
from smartplanner.ui.grid.model import GridModel
from smartplanner.ui.theme import ROW_HEIGHT


class FootLine(QWidget):
    """Sums in line with their columns; they are added up when the line is next drawn."""

    def __init__(self, view: QTableView, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._model = view, model
        self._sums: dict[int, str] | None = None
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the sums below their columns."""
        header, start = self._view.horizontalHeader(), self._view.viewport().x()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            font = self.font()
            font.setBold(True)
            painter.setFont(font)
            right, first = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.width()
            for column, said in self.sums().items():
                if header.isSectionHidden(column):
                    continue
                left = start + header.sectionViewportPosition(column)
                first = min(first, left)
                painter.drawText(QRect(left, 0, header.sectionSize(column) - 4, self.height()), right, said)
            label = QRect(8, 0, max(0, min(first, start + 220) - 8), self.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, _("Total of the rows shown"))

    def _forget(self) -> None:
        self._sums = None
        self.setVisible(any(facet.summed for facet in self._model.facets))
        self.update()
