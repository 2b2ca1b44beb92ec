"""Charts on screen, by pyqtgraph; imported only when one is shown, since its libraries take a moment to load."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from smartplanner.base.i18n import _
from smartplanner.queries.overview import LIGHTS, Breakdown
from smartplanner.rules.lights import Light
from smartplanner.ui.theme import INK, LIGHT_LOOKS, LINE, PAPER


class LightChart(pg.PlotWidget):  # type: ignore[misc]
    """Stacked horizontal bars: one row each, its matters by light, the worst at the left."""

    def __init__(self) -> None:
        super().__init__(background=PAPER)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.getPlotItem().getAxis("bottom").setPen(LINE)
        self.getPlotItem().getAxis("bottom").setTextPen(INK)
        self.getPlotItem().getAxis("left").setPen(LINE)
        self.getPlotItem().getAxis("left").setTextPen(INK)
        self.setToolTip(_("Number of matters by light; worst at the left"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_rows(self, rows: Sequence[Breakdown]) -> None:
        """Show these rows from top to bottom."""
        self.clear()
        places = list(range(len(rows), 0, -1))
        starts = [0.0] * len(rows)
        for light in LIGHTS:
            widths = [row.lights.get(light, 0) for row in rows]
            bars = pg.BarGraphItem(
                x0=starts, y=places, height=0.62, width=widths, brush=LIGHT_LOOKS[light].colour, pen=pg.mkPen(PAPER)
            )
            self.addItem(bars)
            self._letter(light, starts, widths, places)
            starts = [start + width for start, width in zip(starts, widths, strict=True)]
        self.getPlotItem().getAxis("left").setTicks(
            [[(place, row.name) for place, row in zip(places, rows, strict=True)]]
        )
        self.setXRange(0, max(starts, default=1) or 1, padding=0.02)
        self.setYRange(0.3, len(rows) + 0.7, padding=0)

    def _letter(self, light: str, starts: Sequence[float], widths: Sequence[int], places: Sequence[int]) -> None:
        """Write the count into each bar that has room for it: colour is never alone."""
        font = QFont(self.font())
        font.setPixelSize(11)
        for start, width, place in zip(starts, widths, places, strict=True):
            if width < 2:
                continue
            text = pg.TextItem(str(width), color=LIGHT_LOOKS[light].letter, anchor=(0.5, 0.5))
            text.setFont(font)
            text.setPos(start + width / 2, place)
            text.setToolTip(_(Light.of(light).label))
            self.addItem(text)
