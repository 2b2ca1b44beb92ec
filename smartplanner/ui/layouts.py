"""Layouts that place their widgets in lines and are higher where they are narrower: what they share, and a row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class ReflowingLayout(QLayout):
    """Keeps its widgets in their order, *gap* pixels apart; where they stand is what ``arrange`` says."""

    def __init__(self, parent: QWidget | None = None, *, gap: int) -> None:
        super().__init__(parent)
        self.items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def arrange(self, box: QRect, *, move: bool) -> int:
        """Go through the lines and, with *move*, place the widgets; returns the height that they take."""
        raise NotImplementedError

    def addItem(self, item: QLayoutItem) -> None:
        """Take another widget."""
        self.items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them, or None."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one of them away."""
        return self.items.pop(index) if 0 <= index < len(self.items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Be higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self.arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Be content with the least."""
        return self.minimumSize()

    def setGeometry(self, box: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(box)
        self.arrange(box, move=True)


class FlowLayout(ReflowingLayout):
    """Places its widgets one after the other, each as wide as it wishes; a row goes on in the next line."""

    def minimumSize(self) -> QSize:
        """Return the size of the widest of the widgets."""
        size = QSize()
        for item in self.items:
            size = size.expandedTo(item.minimumSize())
        return size

    def arrange(self, box: QRect, *, move: bool) -> int:
        """Go through the lines; returns the height that they take."""
        corner, line = box.topLeft(), 0
        for item in self.items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if line and corner.x() + size.width() > box.right() + 1:
                corner = QPoint(box.left(), corner.y() + line + self.spacing())
                line = 0
            if move:
                item.setGeometry(QRect(corner, size))
            corner += QPoint(size.width() + self.spacing(), 0)
            line = max(line, size.height())
        return corner.y() + line - box.top()
