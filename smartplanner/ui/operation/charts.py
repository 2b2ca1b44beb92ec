"""Charts of money and scores, by pyqtgraph; imported only when one is shown, since its libraries take a moment."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import Qt

from smartplanner.base.i18n import _
from smartplanner.ui.enlarging import enlarged, enlargement
from smartplanner.ui.theme import ACCENT, INK, LIGHT_LOOKS, LINE, MUTED, PAPER

_WAN = 1_000_000
_MOST_TICKS = 18
_LEGEND_SIZE = 9.0
"""Points of the letters of a legend at the usual text size."""


class Pair(NamedTuple):
    """What stands over one tick: its words, what was planned and what was paid, in 分."""

    name: str
    planned: int
    paid: int


class _Chart(pg.PlotWidget):  # type: ignore[misc]
    """A chart that is looked at only: no menus, no dragging, no focus."""

    def __init__(self) -> None:
        super().__init__(background=PAPER)
        self.setMenuEnabled(False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        for side in ("bottom", "left"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(LINE)
            axis.setTextPen(INK)
            axis.enableAutoSIPrefix(False)
        self.showGrid(y=True, alpha=0.18)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(enlarged(110, self.font()))

    def name_ticks(self, names: Sequence[str]) -> None:
        """Write the names under the axis, leaving some out where they would touch."""
        every = -(-len(names) // _MOST_TICKS) or 1
        ticks = [(place, name) for place, name in enumerate(names) if place % every == 0]
        self.getPlotItem().getAxis("bottom").setTicks([ticks])


class PlanAndPaid(_Chart):
    """Two bars a month: pale what was planned, full what was paid; the amounts in 万元."""

    def __init__(self) -> None:
        super().__init__()
        self.getPlotItem().getAxis("left").setLabel(_("10,000 yuan"))
        self.setToolTip(_("Pale: planned. Full: paid."))
        size = f"{_LEGEND_SIZE * enlargement(self.font()):g}pt"
        self.legend = self.addLegend(offset=(-8, 4), labelTextColor=INK, brush=PAPER, labelTextSize=size)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these from left to right."""
        self.clear()
        places = list(range(len(pairs)))
        pale = LIGHT_LOOKS["blue"].tint.darker(115)
        for shift, amounts, brush, name in (
            (-0.21, [pair.planned / _WAN for pair in pairs], pale, _("planned")),
            (0.21, [pair.paid / _WAN for pair in pairs], ACCENT, _("paid")),
        ):
            bars = pg.BarGraphItem(
                x=[place + shift for place in places], height=amounts, width=0.4, brush=brush,
                pen=pg.mkPen(ACCENT), name=name,
            )  # fmt: skip
            self.addItem(bars)
        self.name_ticks([pair.name for pair in pairs])
        highest = max((max(pair.planned, pair.paid) for pair in pairs), default=0) / _WAN
        self.setXRange(-0.7, max(len(pairs), 1) - 0.3, padding=0)
        self.setYRange(0, highest * 1.12 or 1, padding=0)


class Trend(_Chart):
    """One line of monthly scores with the score that counts as kept; months below it carry a triangle."""

    def show_scores(self, months: Sequence[str], scores: Sequence[float | None], needed: float | None) -> None:
        """Show the scores of these months from left to right; a month without one leaves a gap."""
        self.clear()
        known = [(place, score) for place, score in enumerate(scores) if score is not None]
        values = [score for _place, score in known]
        gaps = [math.nan if score is None else score for score in scores]
        self.plot(list(range(len(gaps))), gaps, pen=pg.mkPen(ACCENT, width=2), connect="finite")
        low = [(place, score) for place, score in known if needed is not None and score < needed]
        kept = [pair for pair in known if pair not in low]
        for points, symbol, look in ((kept, "o", "blue"), (low, "t", "red")):
            self.plot(
                [place for place, _score in points], [score for _place, score in points], pen=None, symbol=symbol,
                symbolSize=9, symbolBrush=LIGHT_LOOKS[look].colour, symbolPen=PAPER,
            )  # fmt: skip
        if needed is not None:
            line = pg.InfiniteLine(needed, angle=0, pen=pg.mkPen(MUTED, style=Qt.PenStyle.DashLine))
            self.addItem(line)
            words = pg.TextItem(_("kept from {score}", score=f"{needed:g}"), color=MUTED, anchor=(1, 1))
            words.setPos(len(months) - 0.5, needed)
            self.addItem(words)
        self.name_ticks(months)
        lowest = min([*values, needed if needed is not None else 100], default=0)
        self.setXRange(-0.5, max(len(months), 1) - 0.5, padding=0)
        self.setYRange(max(0, lowest - 5), 101, padding=0)
        self.setToolTip(_("Monthly scores; a triangle marks a month below what counts as kept"))
