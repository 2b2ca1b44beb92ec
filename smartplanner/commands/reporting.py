"""Writing reports: which exist, what their files are called, and the writing itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.excel.workbook import HeadSpan, SheetTable, tables_to_bytes
from smartplanner.model import entity as described_entity
from smartplanner.queries.tasks import TaskLine
from smartplanner.reports.blocks import Document, Table
from smartplanner.reports.briefing_figures import gather
from smartplanner.reports.registry import REPORTS, Written, find_report, formats, write_report

_FILE_NAMES = {"monthly-briefing": "智慧城市建设工作简报-{year}年{month}月"}


def report_titles() -> dict[str, str]:
    """Return the titles of all reports by name, in the language in use."""
    return {report.name: _(report.title) for report in REPORTS}


def report_formats() -> tuple[str, ...]:
    """Return the formats that every report can be written in."""
    return formats(_EXTRA)


def suggested_name(name: str, as_of: date, format: str) -> str:
    """Return the name of the file that a report would usually get."""
    stem = _FILE_NAMES.get(name, name).format(year=as_of.year, month=as_of.month)
    return f"{stem}.{format}"


def write(
    office: Office, name: str, *, as_of: date, format: str, path: Path, district: str = "", group: str = ""
) -> Written:
    """Write the report *name* to *path*, of one district or working group only if one is named.

    A Problem for an unknown report, format, district or group, or a place that is closed.
    """
    found = figures(office, name, as_of=as_of, district=district, group=group)
    return write_report(find_report(name), found, format=format, path=path, extra=_EXTRA)


def figures(office: Office, name: str, *, as_of: date, district: str = "", group: str = "") -> Any:
    """Return the figures that the report *name* prints."""
    find_report(name)
    scope = {"district": _named(office, "district", district), "group": _named(office, "group", group)}

    def within(line: TaskLine) -> bool:
        return all(wanted is None or getattr(line, field) == wanted for field, wanted in scope.items())

    return gather(office.reader, office.journal, office=city().office, as_of=as_of, within=within)


def _named(office: Office, entity: str, words: str) -> str | None:
    """Return the id of the district or group that a person names in full or in short; None for no name."""
    if not words:
        return None
    for row in office.reader.rows(entity):
        if words in (row.name, getattr(row, "short_name", None), getattr(row, "code", None)):
            return str(row.id)
    names = "、".join(office.reader.names(entity).values())
    raise Problem(
        code="unknown_name",
        message=_("{label}: there is no “{text}”.", label=_(described_entity(entity).label), text=words),
        remedy=_("Possible are: {choices}.", choices=names),
    )


def _as_workbook(document: Document) -> bytes:
    """Return the tables of a report as a workbook: what an office goes on calculating with."""
    places = [("", document.blocks), *((annex.title, annex.blocks) for annex in document.annexes)]
    found = [(title, block) for title, blocks in places for block in blocks if isinstance(block, Table)]
    return tables_to_bytes([_sheet(title, table) for title, table in found])


def _sheet(title: str, table: Table) -> SheetTable:
    name = table.caption or title or _("Table")
    head = [[HeadSpan(cell.text, cell.columns, cell.rows) for cell in row] for row in table.head]
    return SheetTable(name, name, head, table.rows, [column.width_mm for column in table.columns])


_EXTRA = {"xlsx": _as_workbook}
