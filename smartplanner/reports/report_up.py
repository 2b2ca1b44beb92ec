"""报告: an office reports to its leading group how the matters stand; plain values, and the paper made of them."""

from __future__ import annotations

from dataclasses import dataclass

from smartplanner.reports import markdown, templates
from smartplanner.reports.blocks import Document, Meta
from smartplanner.reports.briefing import BriefingFigures
from smartplanner.reports.circular import CircularFigures
from smartplanner.reports.official import Issuing

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


def build_report_up(figures: ReportUpFigures, *, wordings: templates.Wordings = templates.OURS) -> Document:
    """Return the report; raises ``Problem`` when the template is wrong."""
    text = templates.render(TEMPLATE, {"figures": figures}, wordings=wordings)
    issued = figures.issuing
    meta = Meta(title=figures.title, subject="报告", author=issued.office, dated=issued.as_of)
    return markdown.parse(text, meta=meta, template=TEMPLATE)
