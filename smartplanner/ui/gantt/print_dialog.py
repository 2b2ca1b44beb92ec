"""Asks for paper and width, shows the pages small, and writes them as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.ui.gantt.look import ChartLook
from smartplanner.ui.gantt.outline import Outline
from smartplanner.ui.gantt.printing import PAPERS, WIDTHS, Paper, PrintedChart
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import LIGHT, SPACE, worn

_SMALL = 350
"""Width of a page in the preview."""


class PrintDialog(QDialog):
    """The chart as pages."""

    def __init__(self, session: Session, outline: Outline, look: ChartLook, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print the chart"))
        self._session, self._outline, self._look, self._title = session, outline, look, title
        self.paper_box, self.width_box = QComboBox(), QComboBox()
        for size in PAPERS:
            self.paper_box.addItem(_("{size}, lying", size=size), size)
        for width, label in WIDTHS.items():
            self.width_box.addItem(_(label), width)
        self.paper_box.setAccessibleName(_("Paper"))
        self.width_box.setAccessibleName(_("Width"))
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.pages = QListView()
        self.save_button = QPushButton(_("Write the PDF…"))
        self.save_button.setDefault(True)
        self.close_button = QPushButton(_("Close"))
        self.chart = self._laid_out()
        self._lay_out()
        self._show()
        resize_within_screen(self, 980, 720)

    def write(self, path: Path) -> None:
        """Write the pages to *path*, then close; beside the window's work where that is as light as paper.

        Otherwise the colours of the window are those of paper meanwhile, and nothing else may be painted.
        """
        chart, session = self.chart, self._session
        self.save_button.setEnabled(False)
        session.said.emit(_("Writing …"))
        if worn() == LIGHT:
            session.in_background(lambda: (chart.write_pdf(path), path), self._say_written, self._say_failed)
            return
        try:
            count = chart.write_pdf(path)
        except Problem as problem:
            self._say_failed(problem)
        else:
            self._say_written((count, path))

    def _say_written(self, written: tuple[int, Path]) -> None:
        count, path = written
        self._session.said.emit(_("Wrote {count} page(s) to {file}.", count=count, file=path))
        self.accept()

    def _say_failed(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(error, Problem):
            raise error
        show_problem(error, self)

    def _ask(self) -> None:
        suggested = self._session.office.path.with_name(f"{_file_name(self._title)}.pdf")
        name, _filter = QFileDialog.getSaveFileName(self, _("Write the PDF"), str(suggested), _("PDF (*.pdf)"))
        if name:
            self.write(Path(name if name.lower().endswith(".pdf") else f"{name}.pdf"))

    def _laid_out(self) -> PrintedChart:
        paper = Paper(str(self.paper_box.currentData()), str(self.width_box.currentData()))
        return PrintedChart(self._outline, self._look, paper, self._title)

    def _change(self) -> None:
        self.chart = self._laid_out()
        self._show()

    def _show(self) -> None:
        before = self.pages.model()
        self.pages.setModel(_Pages(self.chart, self.devicePixelRatioF(), self))
        if before is not None:
            before.deleteLater()
        self.count.setText(_("{count} page(s)", count=len(self.chart.pages)))

    def _lay_out(self) -> None:
        self.pages.setViewMode(QListView.ViewMode.IconMode)
        self.pages.setResizeMode(QListView.ResizeMode.Adjust)
        self.pages.setMovement(QListView.Movement.Static)
        self.pages.setUniformItemSizes(True)
        self.pages.setSpacing(SPACE)
        across, down = PAPERS["A4"]
        self.pages.setIconSize(QSize(_SMALL, round(_SMALL * down / across)))
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for widget in (QLabel(_("Paper")), self.paper_box, QLabel(_("Width")), self.width_box, self.count):
            top.addWidget(widget)
        top.addStretch(1)
        bottom.addStretch(1)
        bottom.addWidget(self.save_button)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.pages, 1)
        layout.addLayout(bottom)
        self.paper_box.currentIndexChanged.connect(lambda _place: self._change())
        self.width_box.currentIndexChanged.connect(lambda _place: self._change())
        self.save_button.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.reject)


class _Pages(QAbstractListModel):
    """The pages as small pictures, each drawn when it comes in sight."""

    def __init__(self, chart: PrintedChart, ratio: float, parent: QDialog) -> None:
        super().__init__(parent)
        self._chart, self._ratio = chart, ratio
        self._drawn: dict[int, QPixmap] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """One row a page."""
        return 0 if parent is not None and parent.isValid() else len(self._chart.pages)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The picture and the number of a page."""
        number = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return _("Page {number} of {count}", number=number + 1, count=len(self._chart.pages))
        if role == Qt.ItemDataRole.DecorationRole:
            if number not in self._drawn:
                picture = QPixmap.fromImage(self._chart.picture(number, round(_SMALL * self._ratio)))
                picture.setDevicePixelRatio(self._ratio)
                self._drawn[number] = picture
            return self._drawn[number]
        return None


def _file_name(title: str) -> str:
    """Return *title* without what no file name may hold."""
    return "".join(letter for letter in title if letter not in '\\/:*?"<>|').strip() or "gantt"
