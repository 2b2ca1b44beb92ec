"""The views of 分类分级: which matrix, tiles or comparison, which rows and area, the search, last month's changes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker

from smartplanner.ui.portfolio import PortfolioPage
from smartplanner.ui.portfolio.bar import MODES, ROWS
from smartplanner.ui.views.places import Content, gone, worded


class MatrixPlace:
    """The page of classes and tiers."""

    def __init__(self, page: PortfolioPage) -> None:
        self.page = page

    def read(self) -> dict[str, Any]:
        """Return what is chosen."""
        bar = self.page.bar
        return {
            "kind": "matrix",
            "mode": self.page.mode,
            "rows": bar.rows,
            "area": bar.area,
            "text": bar.search.text(),
            "moves": bar.moves.isChecked(),
        }

    def show(self, content: Content) -> list[str]:
        """Choose it again."""
        page, bar = self.page, self.page.bar
        mode, rows, area = (worded(content.get(name)) for name in ("mode", "rows", "area"))
        if page.matrix is None:
            page.load()
        blockers = [QSignalBlocker(one) for one in (bar.rows_box, bar.area_box, bar.search, bar.moves)]
        bar.rows_box.setCurrentIndex(max(0, bar.rows_box.findData(rows if rows in ROWS else "")))
        place = bar.area_box.findData(area)
        bar.area_box.setCurrentIndex(max(0, place))
        bar.search.setText(worded(content.get("text")))
        bar.moves.setChecked(content.get("moves") is True)
        for blocker in blockers:
            blocker.unblock()
        page.show_mode(mode if mode in MODES else "area")
        bar.arranged.emit()
        return [gone(area)] if area and place < 0 else []

    def usual(self) -> dict[str, Any]:
        """Return the page as it is at first."""
        rows = str(self.page.bar.rows_box.itemData(0))
        return {"kind": "matrix", "mode": "area", "rows": rows, "area": "", "text": "", "moves": False}

    def signals(self) -> list[Any]:
        """Return what tells of other choices."""
        return [self.page.bar.moded, self.page.bar.arranged, self.page.bar.filtered]
