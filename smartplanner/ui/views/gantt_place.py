"""The views of the Gantt chart: what is shown, compared with what, looked for, folded, and how far zoomed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker

from smartplanner.model.baseline import BaselineKind
from smartplanner.queries.gantt import EVERYTHING
from smartplanner.ui.gantt import GanttPage
from smartplanner.ui.gantt.timeline import NARROWEST, WIDEST
from smartplanner.ui.views.places import Content, gone_record, worded, words


class GanttPlace:
    """The Gantt chart."""

    def __init__(self, page: GanttPage) -> None:
        self.page = page

    def read(self) -> dict[str, Any]:
        """Return what is chosen."""
        bar = self.page.bar
        return {
            "kind": "gantt",
            "scope": "/".join(bar.scope) if bar.scope != EVERYTHING else "",
            "compare": bar.compare,
            "critical": bar.critical.isChecked(),
            "text": bar.search.text(),
            "folded": sorted(self.page.canvas.outline.folded),
            "zoom": round(self.page.canvas.timeline.scale, 3),
        }

    def show(self, content: Content) -> list[str]:
        """Choose it again."""
        page, bar, notes = self.page, self.page.bar, []
        if page.gantt is None:
            page.load()
        scope, compare = worded(content.get("scope")), worded(content.get("compare"))
        place = bar.scope_box.findData(scope)
        if place < 0:
            notes.append(gone_record(scope.split("/", 1)[0]))
        blocked = (bar.scope_box, bar.compare_box, bar.search, bar.critical)
        blockers = [QSignalBlocker(one) for one in blocked]
        bar.scope_box.setCurrentIndex(max(0, place))
        bar.compare_box.setCurrentIndex(max(0, bar.compare_box.findData(compare)))
        bar.search.setText(worded(content.get("text")))
        bar.critical.setChecked(content.get("critical") is True)
        for blocker in blockers:
            blocker.unblock()
        page.load()
        page.canvas.fold_all(folded=False)
        for id in words(content.get("folded")):
            if id in page.canvas.outline.below:
                page.canvas.fold(id)
        zoom = content.get("zoom")
        if isinstance(zoom, int | float) and not isinstance(zoom, bool) and NARROWEST <= zoom <= WIDEST:
            page.canvas.zoom(float(zoom))
        else:
            page.canvas.fit()
        return notes

    def usual(self) -> dict[str, Any]:
        """Return the chart as it is at first: everything against the approved version, fitted into the width."""
        compare = str(BaselineKind.APPROVED)
        compare = compare if self.page.bar.compare_box.findData(compare) >= 0 else ""
        plain = {"critical": False, "text": "", "folded": [], "zoom": None}
        return {"kind": "gantt", "scope": "", "compare": compare, **plain}

    def signals(self) -> list[Any]:
        """Return what tells of other choices."""
        bar = self.page.bar
        return [bar.rescoped, bar.filtered, bar.folding, self.page.canvas.zoomed]
