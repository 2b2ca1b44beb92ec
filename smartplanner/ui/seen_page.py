"""A page that reads the book when it is looked at, and anew when the book has changed since."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from smartplanner.ui.session import Session


class SeenPage(QWidget):
    """``load`` reads and shows; it begins by setting ``stale`` to False."""

    reads: frozenset[str] | None = None
    """The entities that it shows anything of; None: any."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.stale = True
        """Whether what is shown is not what stands in the book."""

    def load(self) -> None:
        """Read what the page shows, and show it."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Read when the page is looked at."""
        super().showEvent(event)
        if self.stale:
            self.load()

    def outdate(self, rows: dict[str, set[str]]) -> None:
        """Read anew what a commit touched: now if a person looks at the page, else when one does."""
        if self.reads is not None and self.reads.isdisjoint(rows):
            return
        self.stale = True
        if self.isVisible():
            self.load()
