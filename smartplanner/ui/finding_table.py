"""A table of what a check found: a row of words for each finding, and sentences to copy for whoever mends it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from smartplanner.ui.page_keys import WINDOW, add_key


class FindingTable(QTableWidget):
    """Findings under *heads*; the columns share the width but for those that are *narrow*, as wide as their words.

    Few rows only: each is made at once.
    """

    def __init__(self, heads: Sequence[str], *, name: str, narrow: Collection[int] = ()) -> None:
        super().__init__(0, len(heads))
        self._sentences: Sequence[str] = ()
        self.setHorizontalHeaderLabels(list(heads))
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        modes = QHeaderView.ResizeMode
        for column in range(len(heads)):
            head.setSectionResizeMode(column, modes.ResizeToContents if column in narrow else modes.Stretch)
        add_key(self, QKeySequence.StandardKey.Copy, self.copy_selected, where=WINDOW)

    def show_findings(self, rows: Sequence[Sequence[str]], sentences: Sequence[str]) -> None:
        """Show *rows* of words; *sentences* say the same findings, and any that are not shown, each in one line."""
        self._sentences = sentences
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                self.setItem(place, column, QTableWidgetItem(text))

    def copy_all(self) -> None:
        """Copy all findings, a line each, so that they can be sent to whoever helps."""
        self._copy(range(len(self._sentences)))

    def copy_selected(self) -> None:
        """Copy the findings that are chosen."""
        self._copy(sorted({index.row() for index in self.selectedIndexes()}))

    def _copy(self, places: Iterable[int]) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._sentences[place] for place in places))
