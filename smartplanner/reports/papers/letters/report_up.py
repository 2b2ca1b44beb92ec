"""报告: an office reports to its leading group how the matters stand; plain values, and the paper made of them."""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.reports.document.blocks import Document, Meta
from smartplanner.reports.papers.building import built
from smartplanner.reports.papers.periodic.briefing import BriefingFigures
from smartplanner.reports.papers.supervision.circular import CircularFigures
from smartplanner.reports.prose.official import Issuing
from smartplanner.reports.templates import filling

TEMPLATE = "report_up.md.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportUpFigures:
    """Everything that the report says: the figures of the briefing and of the circular of the same day."""

    issuing: Issuing
    briefing: BriefingFigures
    circular: CircularFigures

    @property
    def title(self) -> str:
        """The title of the paper."""
        day = self.issuing.as_of
        return f"关于{day.year}年{day.month}月{self.circular.scope}智慧城市建设督办事项进展情况的报告"


def build_report_up(figures: ReportUpFigures, *, wordings: filling.Wordings = filling.OURS) -> Document:
    """Return the report; raises ``Problem`` when the template is wrong."""
    issued = figures.issuing
    meta = Meta(title=figures.title, subject="报告", author=issued.office, dated=issued.as_of)
    return built(TEMPLATE, {"figures": figures}, meta, wordings=wordings)
