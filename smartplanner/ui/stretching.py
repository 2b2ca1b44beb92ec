"""A column that takes the room that others leave, but never less than its words need: then the list scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHeaderView

LEAST = 22
"""Digits that a stretched column keeps in a narrow window."""


class _Stretcher(QObject):
    """Watches how wide a header is."""

    def __init__(self, header: QHeaderView, column: int, least: int) -> None:
        super().__init__(header)
        self._header, self._column, self._least = header, column, least
        header.viewport().installEventFilter(self)
        header.sectionResized.connect(lambda _place, _before, _now: self._fit())
        header.sectionCountChanged.connect(lambda _before, _now: self._fit())
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the column to another width of the list."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        header, column = self._header, self._column
        if column >= header.count():
            return
        others = sum(header.sectionSize(place) for place in range(header.count()) if place != column)
        least = header.fontMetrics().horizontalAdvance("0") * self._least
        if header.viewport().width() - others >= least:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        elif header.sectionResizeMode(column) != QHeaderView.ResizeMode.Interactive or (
            header.sectionSize(column) < least
        ):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, least)


def stretch(header: QHeaderView, column: int, *, least: int = LEAST) -> None:
    """Let *column* take the room that the others leave, and keep *least* digits of it."""
    _Stretcher(header, column, least)
