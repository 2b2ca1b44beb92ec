"""Charts that Qt paints, as pages: the Gantt chart on sheets side by side, the matrix on one A3."""

from __future__ import annotations

from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.reports.printed import PaperChoice, Work
from smartplanner.ui.gantt.printing import PAPERS, WIDTHS, Paper, PrintedChart
from smartplanner.ui.portfolio.page import TITLES
from smartplanner.ui.portfolio.printing import PrintedMatrix
from smartplanner.ui.printing.source import Made, Source
from smartplanner.ui.session import Session

_LYING = {"A3": N_("A3, lying"), "A4": N_("A4, lying")}


def gantt_source(_session: Session, page: Any) -> Source | None:
    """Return how the chart in view is printed."""
    outline, look = page.canvas.outline, page.canvas.look
    if not outline.rows:
        return None
    title = _("Gantt chart: {what}", what=page.bar.scope_box.currentText())

    def make(choice: PaperChoice, _work: Work) -> Made:
        size = choice.size if choice.size in PAPERS else "A3"
        stretch = choice.stretch if choice.stretch in WIDTHS else next(iter(WIDTHS))
        chart = PrintedChart(outline, look, Paper(size, stretch), title)
        return Made(len(chart.pages), painted=chart.pdf)

    return Source(
        key="gantt", title=title, make=make, choices=frozenset({"size", "stretch"}), painted=True,
        sizes=_LYING, stretches=WIDTHS,
    )  # fmt: skip


def portfolio_source(_session: Session, page: Any) -> Source | None:
    """Return how the matrix is printed; None where there is none."""
    if page.matrix is None:
        return None
    title = _(TITLES.get(page.mode, TITLES["area"]))
    printed = PrintedMatrix(page.matrix, title, page.font())

    def make(_choice: PaperChoice, _work: Work) -> Made:
        return Made(1, painted=printed.pdf)

    return Source(key="portfolio", title=title, make=make, choices=frozenset(), painted=True)
