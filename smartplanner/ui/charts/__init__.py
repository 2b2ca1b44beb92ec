"""Charts on the screen: the same data and the same arrangement as on paper, in the colours of the look."""

from __future__ import annotations

from smartplanner.ui.charts.view import ChartView

__all__ = ["ChartView"]
