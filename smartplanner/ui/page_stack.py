"""The pages of the open book, each made when it is first wanted, and which of them is in view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Pages by name, among what else the window shows in their place.  *make* makes the page of a name."""

    def __init__(self, make: Callable[[str], QWidget]) -> None:
        super().__init__()
        self._make = make
        self.pages: dict[str, QWidget] = {}
        self.setMinimumSize(1, 1)  # no page makes the window larger than its screen

    def page(self, name: str) -> QWidget:
        """Return a page, made now if it is not yet there, without showing it."""
        page = self.pages.get(name)
        if page is None:
            page = self.pages[name] = self._make(name)
        return page

    def show_page(self, name: str) -> QWidget:
        """Show a page and return it."""
        page = self.page(name)
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        return page

    def page_name(self) -> str:
        """Return the name of the page in view; empty where none is."""
        shown = self.currentWidget()
        return next((name for name, page in self.pages.items() if page is shown), "")

    def drop_one(self) -> bool:
        """Delete one of the pages; whether there was one.  To delete all at once takes a moment too long."""
        if not self.pages:
            return False
        _name, page = self.pages.popitem()
        self.removeWidget(page)
        page.deleteLater()
        return True

    def drop_all(self) -> None:
        """Delete the pages."""
        while self.drop_one():
            pass
