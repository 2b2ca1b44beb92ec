"""考核情况表: the scores of the units for a period with every point explained, and the paper made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smartplanner.reports.charts.of_papers import deduction_chart
from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.templates import filling

TEMPLATE = "scoring_table.md.j2"


@dataclass(frozen=True, slots=True)
class ScoredPoint:
    """One explained point, in words."""

    rule: str
    reason: str
    role: str
    day: str
    points: str


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """One unit: numbers as they are printed."""

    rank: int
    unit: str
    base: str
    minus: str
    plus: str
    total: str
    leads: int
    supports: int
    points: tuple[ScoredPoint, ...] = ()
    """Every point but the base."""


@dataclass(frozen=True, slots=True)
class ScoredKind:
    """The units of one kind, ranked among themselves."""

    label: str
    units: tuple[ScoredUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTableFigures:
    """The scores of a period; ``period`` in words: 2026年第四季度."""

    office: str
    as_of: date
    period: str
    until: date
    kinds: tuple[ScoredKind, ...]

    @property
    def explained(self) -> tuple[ScoredUnit, ...]:
        """The units that have points to explain."""
        return tuple(unit for kind in self.kinds for unit in kind.units if unit.points)


def build_score_table(figures: ScoreTableFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the table; raises ``Problem`` when the template is wrong."""
    drawn = {
        f"deductions{place}": deduction_chart(
            kind.label, ((unit.unit, float(unit.minus)) for unit in kind.units), as_of=figures.until
        )
        for place, kind in enumerate(figures.kinds, start=1)
    }
    charts = {name: chart for name, chart in drawn.items() if chart is not None}
    meta = Meta(title=f"{figures.period}督查督办考核情况", subject="考核", author=figures.office, dated=figures.as_of)
    return built(TEMPLATE, {"figures": figures, "charts": charts}, meta, wordings=wordings)
