"""The first paragraph of the paper on an operator: what changed since its last issue; nothing where there is none."""

from __future__ import annotations

from smartplanner.fields.money import format_money
from smartplanner.queries import Reader
from smartplanner.reports.papers.comparing.opening import last_issue, trend
from smartplanner.reports.papers.operation.operator_year import OperatorYearFigures
from smartplanner.reports.request import Request

REPORT = "operator-year"
"""The name under which issues of it are kept."""


def operator_opening(reader: Reader, request: Request, figures: OperatorYearFigures) -> str:
    """Return the paragraph."""
    issue = last_issue(reader, REPORT, request)
    if issue is None:
        return ""
    kept = issue.figures
    clauses = list(trend("在执行运营合同", kept.get("in_force"), figures.in_force, measure="份", gone="现无在执行合同"))
    paid = kept.get("paid")
    if isinstance(paid, int) and figures.paid > paid:
        clauses.append(f"新付款{format_money(figures.paid - paid)}")
    owed = kept.get("owed")
    if isinstance(owed, list):
        clauses += trend("待付款项", len(owed), len(figures.owed), measure="笔")
    if kept.get("year") == figures.year:
        clauses += trend("低于达标分的考核", kept.get("below"), figures.below, measure="份次")
    if not clauses:
        return f"与{issue.words}相比，合同执行情况没有变化。"
    return f"与{issue.words}相比，{'，'.join(clauses)}。"
