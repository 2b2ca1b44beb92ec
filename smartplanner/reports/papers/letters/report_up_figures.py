"""The figures of the report to the leading group: those of the briefing and of the circular, gathered once."""

from __future__ import annotations

from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.reports.papers.letters.report_up import ReportUpFigures
from smartplanner.reports.papers.periodic.briefing_figures import gather_briefing
from smartplanner.reports.papers.supervision.circular_figures import gather_circular
from smartplanner.reports.prose.official import issuing
from smartplanner.reports.request import Request

REPORT = "report-up"
"""The name under which issues of it are kept."""


def gather_report_up(reader: Reader, journal: Journal, request: Request) -> ReportUpFigures:
    """Return the figures of the matters asked for."""
    return ReportUpFigures(
        issuing=issuing(request),
        briefing=gather_briefing(reader, journal, request, report=REPORT, noun="督办事项"),
        circular=gather_circular(reader, journal, request),
    )
