"""How parts of pages and forms are made so that nobody waits for them: when first looked at, and where they belong.

With a style sheet in force Qt styles a widget anew, with all that is in it, whenever it is put into another.  So pages
and forms are made from the outside in: what holds others has its parent from the beginning.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

P = TypeVar("P", bound=QWidget)


class Lazy(QWidget, Generic[P]):
    """Room for a part that is made when it is first seen; *made* is then called."""

    def __init__(self, make: Callable[[], P], made: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self._make, self._made = make, made
        self.inside: P | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def ready(self) -> P:
        """Return the part, made now if it is not yet there."""
        if self.inside is None:
            self.inside = self._make()
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.inside)
            self.inside.show()  # Qt would show it in the next turn of the event loop only
            self._made()
        return self.inside

    def showEvent(self, event: object) -> None:
        """Make the part when a person first looks at it."""
        self.ready()
        super().showEvent(event)  # type: ignore[arg-type]


def room_of(tabs: QTabWidget) -> QWidget:
    """Return the widget in which the pages of *tabs* stand: the parent to make a page with before it is added."""
    return tabs.findChild(QStackedWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) or tabs
