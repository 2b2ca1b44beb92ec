"""Writing reports: which exist, what their files are called, and the writing itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.reports.briefing_figures import gather
from smartplanner.reports.registry import REPORTS, Written, find_report, formats, write_report

_FILE_NAMES = {"monthly-briefing": "智慧城市建设工作简报-{year}年{month}月"}


def report_titles() -> dict[str, str]:
    """Return the titles of all reports by name, in the language in use."""
    return {report.name: _(report.title) for report in REPORTS}


def report_formats() -> tuple[str, ...]:
    """Return the formats that every report can be written in."""
    return formats()


def suggested_name(name: str, as_of: date, format: str) -> str:
    """Return the name of the file that a report would usually get."""
    stem = _FILE_NAMES.get(name, name).format(year=as_of.year, month=as_of.month)
    return f"{stem}.{format}"


def write(office: Office, name: str, *, as_of: date, format: str, path: Path) -> Written:
    """Write the report *name* to *path*; a Problem for an unknown report or format, or a place that is closed."""
    return write_report(find_report(name), figures(office, name, as_of=as_of), format=format, path=path)


def figures(office: Office, name: str, *, as_of: date) -> Any:
    """Return the figures that the report *name* prints."""
    find_report(name)
    return gather(office.reader, office.journal, office=city().office, as_of=as_of)
