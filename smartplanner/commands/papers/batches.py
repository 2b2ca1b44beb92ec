"""Many papers in one go: one for each district, unit or contract, into a folder or a zip, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Unpack, cast

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.commands.papers.delivery import pack, put_all, reported, workshop
from smartplanner.commands.papers.preparing import check_format, prepare, write_paper
from smartplanner.commands.reporting import (
    EXTRA,
    OPTION_LABELS,
    Options,
    figures,
    safe_stem,
    wordings_of,
)
from smartplanner.queries import Reader
from smartplanner.queries.units import short_districts, short_unit_names
from smartplanner.reports.registry import Report, find_report
from smartplanner.reports.request import CONTRACT, DISTRICT, GROUP, OPERATOR, PAYMENT, PILOT, PLAN, UNIT
from smartplanner.reports.writing import Written, write_report

OVER = (DISTRICT, UNIT, GROUP, PLAN, CONTRACT, OPERATOR, PILOT)
"""What a batch may go over, of the options that a report takes."""
_ENTITIES = {GROUP: "group", PLAN: "plan", CONTRACT: "contract", OPERATOR: "operator", PILOT: "pilot"}
_LAST = 9_999
_NOTHING_TO_SAY = frozenset({"no_matters"})
"""Codes of Problems of a unit about which there is nothing to say: a batch leaves it out."""
Progress = Callable[[int, int, str], None]
"""Told how many papers are done, of how many, and the name of the one that is being made."""


@dataclass(frozen=True)
class BatchPart:
    """One paper of a batch: what it is about, the stem of its file, and what it is asked for with."""

    name: str
    stem: str
    options: Options
    figures: Any = field(default=None, repr=False)
    """What it prints, where one reading of the book served for all papers."""


def batch_choices(report: str) -> tuple[str, ...]:
    """Return what the papers of this kind can be made for, one each; empty where there is one paper only."""
    found = find_report(report)
    served = {CONTRACT: {CONTRACT, PAYMENT}}  # the open payments of a contract are gone through
    return tuple(
        over for over in OVER if over in found.options and set(found.needs) <= served.get(over, {over})
    )  # fmt: skip


def plan_batch(
    office: Office, report: str, *, over: str, as_of: date, **options: Unpack[Options]
) -> tuple[BatchPart, ...]:
    """Return the papers that a batch would write, in official order; *options* hold for all of them.

    A Problem where the report is not made for each of *over*, or there is none of them.
    """
    if over not in batch_choices(report):
        raise Problem(
            code="no_batch",
            message=_(
                "“{report}” is not made one by one for “{over}”.", report=_(find_report(report).title), over=over
            ),
            remedy=_("Possible are: {choices}.", choices=", ".join(batch_choices(report)) or _("none")),
        )
    found = find_report(report)
    if found.split is not None and over == UNIT:
        whole = figures(office, report, as_of=as_of, **options)
        parts = [BatchPart(name, name, options, part) for name, part in found.split(whole)]
    else:
        parts = list(_parts(office.reader, found, over, options, as_of=as_of))
    if not parts:
        raise _empty(over)
    return tuple(_named(parts, found, as_of, over=over))


def _empty(over: str) -> Problem:
    label = OPTION_LABELS[over]
    return Problem(
        code="empty_batch",
        message=_("There is nothing to write: {label} has no entry.", label=_(label)),
        remedy=_("Enter one first, or choose something else."),
    )


def write_batch(
    office: Office,
    report: str,
    *,
    over: str,
    as_of: date,
    formats: Sequence[str],
    target: Path,
    progress: Progress = lambda done, total, name: None,
    cancelled: Callable[[], bool] = lambda: False,
    **options: Unpack[Options],
) -> list[Written]:
    """Write a paper for each district, unit and so on to *target*: a folder, or a zip where it ends so.

    Nothing is put in place before all is written: after a cancel (the answer is empty then) or a Problem, the
    target is as it was.  Drafts that were kept of single papers are printed with their edits.
    """
    for format in formats:
        check_format(format)
    parts = plan_batch(office, report, over=over, as_of=as_of, **options)
    folder = target.parent if is_archive(target) else target
    with workshop(folder, keep=is_archive(target)) as place:
        made: list[tuple[str, Written]] = []
        for done, part in enumerate(parts):
            if cancelled():
                return []
            progress(done, len(parts), part.name)
            try:
                made += _write_part(office, report, part, as_of=as_of, formats=formats, place=place)
            except Problem as problem:
                if problem.code not in _NOTHING_TO_SAY:
                    raise
        if cancelled():
            return []
        if not made:
            raise _empty(over)
        progress(len(parts), len(parts), "")
        with reported(target):
            if is_archive(target):
                pack(place, [name for name, _written in made], target)
            else:
                put_all(place, [name for name, _written in made], target)
    return [replace(written, path=target / name) for name, written in made]


def is_archive(target: Path) -> bool:
    """Whether papers go into one zip."""
    return target.suffix.lower() == ".zip"


def _write_part(
    office: Office, report: str, part: BatchPart, *, as_of: date, formats: Sequence[str], place: Path
) -> Iterator[tuple[str, Written]]:
    """Write one paper in each format; a Problem names the paper."""
    try:
        if part.figures is not None:
            found, wordings = find_report(report), wordings_of(office)
            for format in formats:
                path = place / f"{part.stem}.{format}"
                yield (
                    path.name,
                    write_report(found, part.figures, format=format, path=path, extra=EXTRA, wordings=wordings),
                )
            return
        paper = prepare(office, report, as_of=as_of, **part.options)
        for format in formats:
            path = place / f"{part.stem}.{format}"
            yield path.name, write_paper(office, paper, format=format, path=path)
    except Problem as problem:
        raise problem.at(file=problem.file or part.stem) from problem


# -- what a batch goes over


def _parts(reader: Reader, report: Report, over: str, options: Options, *, as_of: date) -> Iterator[BatchPart]:
    if over == CONTRACT and PAYMENT in report.needs:
        yield from _open_payments(reader, options, as_of)
        return
    if over == DISTRICT and PLAN in report.options:
        yield from _plans_of_districts(reader, options)
        return
    for id, name in _members(reader, over, supporting=UNIT in report.needs):
        yield BatchPart(name, name, _with(options, over, id))


def _with(options: Options, over: str, id: str) -> Options:
    return cast("Options", {**options, over: id})


def _members(reader: Reader, over: str, *, supporting: bool) -> Iterable[tuple[str, str]]:
    """Return ids and names in official order; of units those in the lead, and those that support where asked for."""
    if over == DISTRICT:
        names = short_districts(reader)
        return [(id, names[id]) for id in _ordered(reader, "district") if id in names]
    if over == UNIT:
        rows = reader.columns("task", ["lead", "support"])
        concerned = {lead for lead, _support in rows if lead}
        concerned |= {id for _lead, support in rows for id in support or () if supporting}
        short = short_unit_names(reader)
        return [(id, short[id]) for id in _ordered(reader, "organisation") if id in concerned]
    return [(row.id, reader.name(_ENTITIES[over], row.id)) for row in reader.rows(_ENTITIES[over])]


def _ordered(reader: Reader, entity: str) -> list[str]:
    rows = reader.columns(entity, ["id", "order"])
    return [id for id, _order in sorted(rows, key=lambda row: (row[1] if row[1] is not None else _LAST, row[0]))]


def _plans_of_districts(reader: Reader, options: Options) -> Iterator[BatchPart]:
    """Give the plans in the order of their districts: a district without one has no paper."""
    names = short_districts(reader)
    for id in _ordered(reader, "district"):
        plans = reader.rows_naming("plan", "district", [id])
        for plan in plans:
            name = names.get(id, id) if len(plans) == 1 else f"{names.get(id, id)}（{plan.title}）"
            yield BatchPart(name, name, _with(options, PLAN, plan.id))


def _open_payments(reader: Reader, options: Options, as_of: date) -> Iterator[BatchPart]:
    """Give the payments that are due by the end of the month and not paid, by contract."""
    contracts = reader.names("contract")
    month = (as_of.year, as_of.month)
    rows = [row for row in reader.rows("payment") if row.paid_on is None and row.due is not None]
    for row in sorted(rows, key=lambda row: (contracts.get(row.contract, ""), row.due, row.title)):
        if (row.due.year, row.due.month) <= month:
            name = f"{contracts.get(row.contract, '')}{row.title}"
            yield BatchPart(name, name, _with(_with(options, CONTRACT, row.contract), PAYMENT, row.id))


# -- names of files


def _named(parts: Iterable[BatchPart], report: Report, as_of: date, *, over: str) -> Iterator[BatchPart]:
    """Give the parts with the stems of their files, none of them twice."""
    taken: set[str] = set()
    for part in parts:
        # A plan's own title says what the paper is about already.
        words = (
            f"{part.name}进展报告（{as_of.year}年{as_of.month}月）"
            if over == PLAN
            else report.file_of(part.name, as_of)
        )
        stem, number = safe_stem(words), 1
        while stem.lower() in taken:
            number += 1
            stem = f"{safe_stem(words)[:70]}-{number}"
        taken.add(stem.lower())
        yield replace(part, stem=stem)
