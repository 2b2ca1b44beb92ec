"""A column that takes the room that others leave, but never less than its words need: then the list scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QHeaderView

LEAST = 22
"""Digits that a stretched column keeps in a narrow window."""


class _Stretcher(QObject):
    """Watches how wide a header is."""

    def __init__(self, header: QHeaderView, column: int, least: int) -> None:
        super().__init__(header)
        self._header, self._column, self._least = header, column, least
        self._fitting = False
        header.viewport().installEventFilter(self)
        self._soon = QTimer(self)  # while a table sizes its columns itself it takes no other size
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit)
        header.sectionResized.connect(lambda _place, _before, _now: self._wait())
        header.sectionCountChanged.connect(lambda _before, _now: self._wait())
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the column to another width of the list."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _wait(self) -> None:
        if not self._fitting:
            self._soon.start()

    def _fit(self) -> None:
        header, column = self._header, self._column
        if column >= header.count() or header.isSectionHidden(column):
            return
        others = sum(header.sectionSize(place) for place in range(header.count()) if place != column)
        least = header.fontMetrics().horizontalAdvance("0") * self._least
        self._fitting = True
        header.resizeSection(column, max(least, header.viewport().width() - others))
        self._fitting = False


def stretch(header: QHeaderView, column: int, *, least: int = LEAST) -> None:
    """Let *column* take the room that the others leave, and keep *least* digits of it."""
    _Stretcher(header, column, least)
