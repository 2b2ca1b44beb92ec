"""What the notices about matters say, read from the book."""

from __future__ import annotations

from typing import Any

from smartplanner.base.i18n import _, translate
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.model.task import Priority
from smartplanner.queries import Reader
from smartplanner.queries.units import every_district, join_units, short_unit_names
from smartplanner.reports.papers.supervision.notice import NoticedMatter, NoticeFigures
from smartplanner.reports.prose.numbers import date_cn, deadline
from smartplanner.reports.request import Request

_ANSWERS = {
    "weekly": "每周五前报送办理进展；办结后3个工作日内书面报送办理结果及佐证材料。",
    "monthly": "每月底前报送办理进展；办结后3个工作日内书面报送办理结果及佐证材料。",
    "quarterly": "每季度末前报送办理进展；办结后3个工作日内书面报送办理结果及佐证材料。",
}
_ANSWER = "办结后3个工作日内书面报送办理结果及佐证材料。"
_KINDS = {"minutes": "会议", "instruction": "批示", "file": "文件"}


def gather_notice(reader: Reader, _journal: Journal, request: Request) -> NoticeFigures:
    """Return the notices about the matters asked for, in that order; a Problem when none is named."""
    rows = {row.id: row for row in reader.rows("task", request.tasks)} if request.tasks else {}
    if not rows:
        raise Problem(
            code="no_tasks",
            message=_("This report is about single matters, and none is named."),
            remedy=_("Choose the matters."),
        )
    names, short, districts = reader.names("organisation"), short_unit_names(reader), every_district(reader)
    documents = {row.id: row for row in reader.rows("document")}
    return NoticeFigures(
        office=request.office,
        as_of=request.as_of,
        document_number=request.document_number,
        matters=tuple(
            NoticedMatter(
                title=row.title,
                code=row.code or "",
                source=_source(row, documents.get(row.document)),
                lead=names.get(row.lead or "", "") or (row.lead_text or ""),
                lead_short=short.get(row.lead or "", "") or (row.lead_text or ""),
                support=join_units(row.support, short, districts),
                goal=(row.goal or "").strip(),
                priority=translate(Priority.of(row.priority).label) if row.priority else "",
                due_text=_due(row),
                answer=_ANSWERS.get(str(row.cycle or ""), _ANSWER),
                person=row.person or "",
            )
            for row in (rows[id] for id in request.tasks if id in rows)
        ),
    )


def _due(row: Any) -> str:
    """Return the deadline with its year: a notice is read for long."""
    return deadline(row.due, row.due_precision, year=0) or (row.due_text or "")


def _source(row: Any, document: Any | None) -> str:
    if document is None:
        return str(row.source_text or "")
    kind = _KINDS.get(str(document.kind or ""), "")
    title = document.title if document.title.startswith("《") else f"《{document.title}》"
    number = f"（{document.number}）" if document.number else ""
    day = f"，{date_cn(document.issued_on)}" if document.issued_on else ""
    return f"{kind + '：' if kind else ''}{title}{number}{day}"
