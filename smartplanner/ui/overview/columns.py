"""A layout of equal columns: as many as the width has room for, so that a narrow or enlarged screen reflows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from smartplanner.ui.layouts import ReflowingLayout


class _Place(NamedTuple):
    item: QLayoutItem
    column: int
    span: int


class Columns(ReflowingLayout):
    """Places its widgets in rows of at most *most* columns, each at least *least* pixels wide, *gap* apart.

    A widget may span several columns; the last of a row takes what is left of it, and all of a row are equally high.
    With *even* rows are filled alike: eight widgets stand as four and four where there is no room for eight.
    """

    def __init__(self, *, least: int, gap: int, most: int, even: bool = False) -> None:
        super().__init__(gap=gap)
        self._spans: dict[QWidget | None, int] = {}
        self.least, self.most, self.even = least, most, even

    def add(self, widget: QWidget, *, span: int = 1) -> None:
        """Add a widget that is *span* columns wide where there are as many."""
        self.addWidget(widget)
        self._spans[widget] = span

    def order(self, widgets: list[QWidget]) -> None:
        """Put the widgets into this order."""
        places: dict[QWidget | None, int] = {widget: place for place, widget in enumerate(widgets)}
        self.items.sort(key=lambda item: places.get(item.widget(), len(places)))
        self.invalidate()

    def columns(self, width: int) -> int:
        """Return how many columns a width has room for."""
        found = max(1, min(self.most, (width + self.spacing()) // (self.least + self.spacing())))
        if not self.even or not self.items:
            return found
        rows = -(-len(self.items) // found)
        return -(-len(self.items) // rows)

    def minimumSize(self) -> QSize:
        """Return the size of the largest of the widgets."""
        height = max((item.sizeHint().height() for item in self.items if not item.isEmpty()), default=0)
        return QSize(self.least, height)

    def arrange(self, box: QRect, *, move: bool) -> int:
        """Go through the rows; returns the height that they take."""
        columns, gap = self.columns(box.width()), self.spacing()
        wide = (box.width() - gap * (columns - 1)) / columns
        top = box.top()
        for row in self._rows(columns):
            boxes = []
            for one in row:
                left = box.left() + round(one.column * (wide + gap))
                right = box.left() + round((one.column + one.span) * (wide + gap)) - gap
                boxes.append((one.item, left, right - left))
            height = max(_height(item, width) for item, _left, width in boxes)
            if move:
                for item, left, width in boxes:
                    item.setGeometry(QRect(left, top, width, height))
            top += height + gap
        return max(0, top - gap - box.top())

    def _rows(self, columns: int) -> Iterator[list[_Place]]:
        row: list[_Place] = []
        used = 0
        for item in self.items:
            if item.isEmpty():
                continue
            span = min(self._spans.get(item.widget(), 1), columns)
            if used + span > columns:
                yield _filled(row, columns)
                row, used = [], 0
            row.append(_Place(item, used, span))
            used += span
        if row:
            yield _filled(row, columns)


def _filled(row: list[_Place], columns: int) -> list[_Place]:
    last = row[-1]
    return [*row[:-1], last._replace(span=columns - last.column)]


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
