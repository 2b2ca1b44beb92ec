"""Two issues beside each other: figures, sentences and lines that differ."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.papers import Comparison, Paper, compare
from smartplanner.ui.session import Session, show_problem
from smartplanner.ui.sizes import resize_within_screen
from smartplanner.ui.theme import SPACE


class ComparisonDialog(QDialog):
    """What differs between two kept papers; found off the window's thread."""

    def __init__(self, session: Session, one: str, other: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Two issues compared"))
        self.head = QLabel(_("Comparing …"))
        self.head.setWordWrap(True)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(SPACE)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        resize_within_screen(self, 980, 640)
        office = session.office
        session.in_background(lambda: compare(office, one, other), self._show, self._fail)

    def _show(self, found: Comparison) -> None:
        self.head.setText(
            _("Earlier: {one}    Later: {other}", one=_named(found.one), other=_named(found.other))
            if not found.same
            else _("The two papers say the same.")
        )
        if found.same:
            return
        numbers = [(one.place, one.name, one.before, one.after, one.difference) for one in found.numbers]
        heads = [_("Place"), _("Figure"), _("Earlier"), _("Later"), _("Change")]
        self._add(_("Figures ({count})", count=len(numbers)), heads, numbers, wide=1)
        sentences = [(one.place, one.before, one.after) for one in found.paragraphs]
        heads = [_("Place"), _("Earlier"), _("Later")]
        self._add(_("Sentences ({count})", count=len(sentences)), heads, sentences, wide=1, also=2)
        rows = [
            (one.table, _("added") if one.added else _("gone"), "，".join(filter(None, one.row))) for one in found.rows
        ]
        heads = [_("Table"), _("Change"), _("Line")]
        self._add(_("Lines ({count})", count=len(rows)), heads, rows, wide=2)

    def _add(
        self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, wide: int, also: int | None = None
    ) -> None:
        table = QTableWidget(len(rows), len(heads))
        table.setHorizontalHeaderLabels(list(heads))
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        table.setWordWrap(True)
        for place, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                table.setItem(place, column, item)
        header = table.horizontalHeader()
        for column in range(len(heads)):
            table.setColumnWidth(column, _NARROW)
        for column in {wide, wide if also is None else also}:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        if len(rows) <= _WRAPPED:
            # All columns have found their widths when the timer rings.
            settled = QTimer(table)
            settled.setSingleShot(True)
            settled.setInterval(0)
            settled.timeout.connect(table.resizeRowsToContents)
            header.sectionResized.connect(lambda *_sizes: settled.start())
            settled.start()
        self.tabs.addTab(table, title)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, Problem):
            raise error
        self.head.setText(error.sentence())
        show_problem(error, self)


_NARROW = 150
_WRAPPED = 300
"""Rows up to which each is as high as its text."""


def _named(paper: Paper) -> str:
    return f"{paper.title}（{paper.as_of.isoformat()}）"
