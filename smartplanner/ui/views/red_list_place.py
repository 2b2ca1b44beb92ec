"""The views of the red list: which kinds of entries, the words looked for, the groups."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker

from smartplanner.ui.red_list import RedListPage
from smartplanner.ui.views.places import Content, worded, words


class RedListPlace:
    """The red list."""

    def __init__(self, page: RedListPage) -> None:
        self.page = page

    def read(self) -> dict[str, Any]:
        """Return what is chosen."""
        page = self.page
        return {
            "kind": "red_list",
            "kinds": [kind for kind, chip in page.chips.items() if chip.isChecked()],
            "text": page.search.text(),
            "grouping": str(page.grouping.currentData()),
        }

    def show(self, content: Content) -> list[str]:
        """Choose it again."""
        page, kinds = self.page, words(content.get("kinds"))
        for kind, chip in page.chips.items():
            chip.setChecked(kind in kinds)
            chip.setVisible(not chip.isHidden() or kind in kinds)
        with QSignalBlocker(page.grouping), QSignalBlocker(page.search):
            page.grouping.setCurrentIndex(max(0, page.grouping.findData(worded(content.get("grouping")))))
            page.search.setText(worded(content.get("text")))
        page.apply_filter()
        return []

    def usual(self) -> dict[str, Any]:
        """Return the red list as it is at first."""
        return {"kind": "red_list", "kinds": [], "text": "", "grouping": str(self.page.grouping.itemData(0))}

    def signals(self) -> list[Any]:
        """Return what tells of other choices."""
        page = self.page
        return [page.grouping.currentIndexChanged, page.search.textChanged, *(c.clicked for c in page.chips.values())]
