"""Writing reports: which exist, what they are asked for, what their files are called, and the writing itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypedDict, Unpack

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of
from smartplanner.commands.office import Office
from smartplanner.commands.reference import calendar, city
from smartplanner.excel.writing.workbook import HeadSpan, SheetTable, tables_to_bytes
from smartplanner.model import entity as described_entity
from smartplanner.reports.charts.tables import table_of
from smartplanner.reports.document.blocks import Chart, Document, Table
from smartplanner.reports.registry import REPORTS, Report, find_report
from smartplanner.reports.request import (
    BY,
    CONTRACT,
    DISTRICT,
    GROUP,
    MEETING,
    OPERATOR,
    PAYMENT,
    PERIOD,
    PILOT,
    PLAN,
    TASKS,
    UNIT,
    Request,
)
from smartplanner.reports.templates.filling import Wordings
from smartplanner.reports.writing import Written, formats, write_report

_ENTITIES = {
    DISTRICT: "district",
    GROUP: "group",
    UNIT: "organisation",
    MEETING: "meeting",
    TASKS: "task",
    PILOT: "pilot",
    CONTRACT: "contract",
    OPERATOR: "operator",
    PLAN: "plan",
}
OPTION_LABELS = {
    DISTRICT: N_("District"),
    GROUP: N_("Working group"),
    UNIT: N_("Organisation"),
    MEETING: N_("Meeting"),
    TASKS: N_("Tasks"),
    PERIOD: N_("Period"),
    BY: N_("Columns by"),
    PILOT: N_("Pilot"),
    CONTRACT: N_("Contract"),
    PAYMENT: N_("Payment"),
    OPERATOR: N_("Operator"),
    PLAN: N_("District plan"),
}
"""What the options of reports are called on the screen (msgids)."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_LONGEST_STEM = 80
"""Characters of a file's name before its ending: a path has 260 on many machines, and some systems count bytes."""


class Options(TypedDict, total=False):
    """What a person may say about a report: names, codes or ids, in words; an empty text is as good as none."""

    district: str
    group: str
    unit: str
    meeting: str
    tasks: Sequence[str]
    period: str
    by: str
    pilot: str
    contract: str
    payment: str
    operator: str
    plan: str


def report_titles() -> dict[str, str]:
    """Return the titles of all reports by name, in the language in use."""
    return {report.name: _(report.title) for report in REPORTS}


def report_options(name: str) -> tuple[str, ...]:
    """Return the options that the report *name* takes."""
    return find_report(name).options


def needed_options(name: str) -> tuple[str, ...]:
    """Return the options without which the report *name* says nothing."""
    return find_report(name).needs


def parted(name: str) -> bool:
    """Whether the report *name* is also written as one file for each unit."""
    return find_report(name).split is not None


def report_formats() -> tuple[str, ...]:
    """Return the formats that every report can be written in."""
    return formats(EXTRA)


def suggested_name(name: str, as_of: date, format: str) -> str:
    """Return the name of the file that a report would usually get."""
    stem = find_report(name).file_name.format(year=as_of.year, month=as_of.month, day=as_of.day)
    return f"{stem}.{format}"


def safe_stem(text: str) -> str:
    """Return *text* as a file's name without ending, such that Windows takes it too."""
    stem = _FORBIDDEN.sub("_", " ".join(text.split()))[:_LONGEST_STEM].strip(" .")
    return _RESERVED.sub(r"_\1", stem) or "_"


def write(office: Office, name: str, *, as_of: date, format: str, path: Path, **options: Unpack[Options]) -> Written:
    """Write the report *name* to the file *path*, for what the options name.

    A Problem for an unknown report, format, district and so on, an option that the report needs, or a place that is
    closed.
    """
    found = figures(office, name, as_of=as_of, **options)
    return write_report(
        find_report(name), found, format=format, path=path, extra=EXTRA, wordings=wordings_of(office)
    )  # fmt: skip


def write_into(
    office: Office, name: str, *, as_of: date, format: str, folder: Path, **options: Unpack[Options]
) -> list[Written]:
    """Write the report into *folder* under its usual name; one that is sent to units also as a file for each unit.

    The folder is made if it is missing.  A Problem as for ``write``.
    """
    report = find_report(name)
    found = figures(office, name, as_of=as_of, **options)
    make_folder(folder)
    usual, wordings = suggested_name(name, as_of, format), wordings_of(office)
    files = [(folder / usual, found), *_parts(report, found, folder / usual)]
    return [
        write_report(report, part, format=format, path=path, extra=EXTRA, wordings=wordings) for path, part in files
    ]


def figures(office: Office, name: str, *, as_of: date, **options: Unpack[Options]) -> Any:
    """Return the figures that the report *name* prints."""
    return gathered(office, name, request_of(office, name, as_of=as_of, **options))


def gathered(office: Office, name: str, request: Request) -> Any:
    """Return the figures that the report *name* prints for what a request asks."""
    return find_report(name).gather(office.reader, office.journal, request)


def request_of(office: Office, name: str, *, as_of: date, **options: Unpack[Options]) -> Request:
    """Return what is asked for, the names in *options* turned into ids.

    A Problem for an unknown report or name, and where an option is missing that the report needs.
    """
    report = find_report(name)
    ids: dict[str, Any] = {
        option: row_named(office, _ENTITIES[option], str(options.get(option) or ""))
        for option in (DISTRICT, GROUP, UNIT, MEETING, PILOT, CONTRACT, OPERATOR, PLAN)
    }
    ids[PAYMENT] = _payment_named(office, options.get("payment", ""), contract=ids[CONTRACT])
    tasks = tuple(filter(None, (row_named(office, "task", words) for words in options.get("tasks", ()))))
    period = options.get("period", "")
    for needed in report.needs:
        if not {**ids, TASKS: tasks, PERIOD: period}[needed]:
            raise Problem(
                code="option_needed",
                message=_(
                    "“{report}” needs to be told: {option}.", report=_(report.title), option=_(OPTION_LABELS[needed])
                ),
                remedy=_("Choose one."),
                field=needed,
            )
    by = options.get("by", "")
    return Request(
        office=city().office, as_of=as_of, calendar=calendar(office.reader), tasks=tasks, period=period, by=by, **ids
    )  # fmt: skip


def wordings_of(office: Office) -> Wordings:
    """Return the office's own templates that are in use: their text by the name of the file."""
    rows = office.reader.columns("wording", ["template", "text", "active"])
    return {template: text for template, text, active in rows if active}


def _parts(report: Report, found: Any, usual: Path) -> Iterable[tuple[Path, Any]]:
    """Give the figures of each single file with its path; two units of one name do not overwrite each other."""
    taken: set[str] = set()
    for stem, part in report.split(found) if report.split else ():
        made = safe_stem(f"{usual.stem}-{stem}")
        number = 1
        while made.lower() in taken:
            number += 1
            made = safe_stem(f"{usual.stem}-{stem}")[: _LONGEST_STEM - 4] + f"-{number}"
        taken.add(made.lower())
        yield usual.with_name(made + usual.suffix), part


def make_folder(folder: Path) -> None:
    """Make *folder* if it is missing; a Problem where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            code="no_folder",
            file=folder.name,
            message=_("The folder “{folder}” cannot be made: {reason}.", folder=str(folder), reason=reason_of(error)),
            remedy=_("Make the folder or choose another place."),
        ) from error


def row_named(office: Office, entity: str, words: str) -> str | None:
    """Return the id of the row that a person names in full or in short, or by its code or id; None for no words."""
    if not words:
        return None
    described, called = described_entity(entity), office.reader.names(entity)
    for row in office.reader.rows(entity):
        known = (row.id, getattr(row, described.title), getattr(row, "short_name", None), getattr(row, "code", None))
        if words in known or words == called.get(row.id):
            return str(row.id)
    if entity == "organisation":
        for owner, alias in office.reader.columns("alias", ["organisation", "name"]):
            if alias == words:
                return str(owner)
    names = list(office.reader.names(entity).values())
    more = _(" and {count} more", count=len(names) - _NAMED) if len(names) > _NAMED else ""
    raise Problem(
        code="unknown_name",
        message=_("{label}: there is no “{text}”.", label=_(described.label), text=words),
        remedy=_("Possible are: {choices}.", choices="、".join(names[:_NAMED]) + more),
    )


def _payment_named(office: Office, words: str, *, contract: str | None) -> str | None:
    """Return the id of a payment by its id, or by its title where that is said of one payment only."""
    found = [row for row in office.reader.rows("payment") if words and words in (row.id, row.title)]
    if contract is not None:
        found = [row for row in found if row.contract == contract]
    if not words or len(found) == 1:
        return str(found[0].id) if found else None
    if found:
        raise Problem(
            code="several_payments",
            message=_("Several payments are called “{text}”.", text=words),
            remedy=_("Name the contract as well, or the id of the payment."),
        )
    raise Problem(
        code="unknown_name",
        message=_("{label}: there is no “{text}”.", label=_(described_entity("payment").label), text=words),
        remedy=_("Name the contract as well, or the id of the payment."),
    )


_NAMED = 30
"""How many names a remedy lists."""


def _as_workbook(document: Document) -> bytes:
    """Return the tables of a report as a workbook: what an office goes on calculating with."""
    places = [("", document.blocks), *((annex.title, annex.blocks) for annex in document.annexes)]
    blocks = [(title, block) for title, blocks in places for block in blocks]
    return tables_to_bytes(
        [_sheet(title, block) for title, block in blocks if isinstance(block, Table)]
        + [_chart_sheet(block) for _title, block in blocks if isinstance(block, Chart)]
    )


def _sheet(title: str, table: Table) -> SheetTable:
    name = table.caption or title or _("Table")
    head = [[HeadSpan(cell.text, cell.columns, cell.rows) for cell in row] for row in table.head]
    return SheetTable(name, name, head, table.rows, [column.width_mm for column in table.columns])


def _chart_sheet(chart: Chart) -> SheetTable:
    head, rows = table_of(chart.data)
    widths = [_CHART_NAMES_MM, *[_CHART_VALUES_MM] * (len(head) - 1)]
    return SheetTable(chart.caption, chart.caption, [[HeadSpan(text) for text in head]], rows, widths)


_CHART_NAMES_MM, _CHART_VALUES_MM = 44.0, 24.0
EXTRA = {"xlsx": _as_workbook}
"""The formats that are written here, beside those of the reports themselves."""
