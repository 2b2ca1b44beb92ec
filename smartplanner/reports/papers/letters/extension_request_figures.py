"""The extension that a 请示 is about, read from the book: one matter, one request (一文一事)."""

from __future__ import annotations

from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.journal import Journal
from smartplanner.queries import Reader
from smartplanner.queries.tasks import task_lines_of
from smartplanner.queries.units import every_district, join_units, short_unit_names
from smartplanner.reports.papers.letters.extension_request import ExtensionRequestFigures
from smartplanner.reports.prose.numbers import deadline
from smartplanner.reports.prose.official import issuing
from smartplanner.reports.request import Request

_CLOSING_SIGNS = "。；; \n"
_SHOWN = 10


def gather_extension_request(reader: Reader, _journal: Journal, request: Request) -> ExtensionRequestFigures:
    """Return what the one extension asked for is about.

    A Problem when no extension is pending, or when several are and none is chosen: a 请示 is about one matter.
    """
    pending = [row for row in reader.rows("extension") if row.state == "requested"]
    lines = {line.id: line for line in task_lines_of(reader, {row.task for row in pending}, as_of=request.as_of)}
    pending = [row for row in pending if row.task in lines and request.within(lines[row.task])]
    if request.tasks:
        pending = [row for row in pending if row.task in request.tasks]
    chosen = {row.task: row for row in sorted(pending, key=lambda row: str(row.requested_on or ""))}
    if not chosen:
        raise Problem(
            code="no_extension",
            message=_("No request for an extension is waiting for a decision there."),
            remedy=_("Enter the request (申请延期) first, or choose another matter."),
            field="tasks",
        )
    if len(chosen) > 1:
        titles = [lines[id].title for id in chosen]
        more = _(" and {count} more", count=len(titles) - _SHOWN) if len(titles) > _SHOWN else ""
        raise Problem(
            code="several_extensions",
            message=_("A request to superiors is about one matter, and {count} are waiting.", count=len(titles)),
            remedy=_("Choose one of: {choices}.", choices="；".join(titles[:_SHOWN]) + more),
            field="tasks",
        )
    return _figures(reader, request, next(iter(chosen.values())))


def _figures(reader: Reader, request: Request, row: Any) -> ExtensionRequestFigures:
    matter = reader.row("task", row.task)
    assert matter is not None
    short, names = short_unit_names(reader), reader.names("organisation")
    old, year = matter.due or row.original_due, request.as_of.year
    before = [other for other in reader.rows("extension") if other.task == row.task and other.state == "granted"]
    first = min((other.original_due for other in before if other.original_due), default=None)
    lead = names.get(matter.lead or "", "") or (matter.lead_text or "")
    return ExtensionRequestFigures(
        issuing=issuing(request),
        title=matter.title,
        code=matter.code or "",
        lead=lead,
        support=join_units(matter.support, short, every_district(reader)),
        asked_by=names.get(row.requested_by or "", "") or lead,
        asked_on=row.requested_on,
        old_due=deadline(old, matter.due_precision if old == matter.due else "day", year=year),
        new_due=deadline(row.new_due, year=year),
        days=(row.new_due - old).days if row.new_due and old else 0,
        first_due=deadline(first, year=year) if first is not None and first != old else "",
        granted_before=len(before),
        reason=_clause(row.reason),
        progress=_clause(row.progress or matter.progress_text),
        next_steps=_clause(matter.next_steps),
    )


def _clause(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip(_CLOSING_SIGNS)
