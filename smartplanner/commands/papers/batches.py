"""Many papers in one go: one for each district, unit or contract, into a folder or a zip, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Unpack, cast

from smartplanner.base.held import held, put_in_place
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.commands.office import Office
from smartplanner.commands.papers.preparing import check_format, prepare, write_paper
from smartplanner.commands.reporting import (
    EXTRA,
    OPTION_LABELS,
    Options,
    figures,
    make_folder,
    safe_stem,
    wordings_of,
)
from smartplanner.queries import Reader
from smartplanner.queries.units import short_districts, short_unit_names
from smartplanner.reports.registry import Report, Written, find_report, write_report
from smartplanner.reports.request import CONTRACT, DISTRICT, GROUP, OPERATOR, PILOT, PLAN, UNIT

OVER = (DISTRICT, UNIT, GROUP, PLAN, CONTRACT, OPERATOR, PILOT)
"""What a batch may go over, of the options that a report takes."""
_ENTITIES = {GROUP: "group", PLAN: "plan", CONTRACT: "contract", OPERATOR: "operator", PILOT: "pilot"}
_LAST = 9_999
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
    return tuple(over for over in OVER if over in found.options)


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
        parts = list(_parts(office.reader, found, over, options))
    if not parts:
        raise Problem(
            code="empty_batch",
            message=_("There is nothing to write: {label} has no entry.", label=_label(over)),
            remedy=_("Enter one first, or choose something else."),
        )
    return tuple(_named(parts, found, as_of))


def _label(over: str) -> str:
    label = OPTION_LABELS[over]
    return _(label)


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
    with _workshop(folder, keep=is_archive(target)) as workshop:
        made: list[tuple[str, Written]] = []
        for done, part in enumerate(parts):
            if cancelled():
                return []
            progress(done, len(parts), part.name)
            made += _write_part(office, report, part, as_of=as_of, formats=formats, workshop=workshop)
        if cancelled():
            return []
        progress(len(parts), len(parts), "")
        with _reported(target):
            if is_archive(target):
                _pack(workshop, [name for name, _written in made], target)
            else:
                _put_all(workshop, [name for name, _written in made], target)
    return [replace(written, path=target / name) for name, written in made]


def is_archive(target: Path) -> bool:
    """Whether papers go into one zip."""
    return target.suffix.lower() == ".zip"


def _write_part(
    office: Office, report: str, part: BatchPart, *, as_of: date, formats: Sequence[str], workshop: Path
) -> Iterator[tuple[str, Written]]:
    """Write one paper in each format; a Problem names the paper."""
    try:
        if part.figures is not None:
            found, wordings = find_report(report), wordings_of(office)
            for format in formats:
                path = workshop / f"{part.stem}.{format}"
                yield (
                    path.name,
                    write_report(found, part.figures, format=format, path=path, extra=EXTRA, wordings=wordings),
                )
            return
        paper = prepare(office, report, as_of=as_of, **part.options)
        for format in formats:
            path = workshop / f"{part.stem}.{format}"
            yield path.name, write_paper(office, paper, format=format, path=path)
    except Problem as problem:
        raise problem.at(file=problem.file or part.stem) from problem


# -- what a batch goes over


def _parts(reader: Reader, report: Report, over: str, options: Options) -> Iterator[BatchPart]:
    if over == DISTRICT and PLAN in report.options:
        yield from _plans_of_districts(reader, options)
        return
    for id, name in _members(reader, over):
        yield BatchPart(name, name, _with(options, over, id))


def _with(options: Options, over: str, id: str) -> Options:
    return cast("Options", {**options, over: id})


def _members(reader: Reader, over: str) -> Iterable[tuple[str, str]]:
    if over == DISTRICT:
        names = short_districts(reader)
        return [(id, names[id]) for id in _ordered(reader, "district") if id in names]
    if over == UNIT:
        leads = {id for (id,) in reader.columns("task", ["lead"]) if id}
        short = short_unit_names(reader)
        return [(id, short[id]) for id in _ordered(reader, "organisation") if id in leads]
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


# -- names of files


def _named(parts: Iterable[BatchPart], report: Report, as_of: date) -> Iterator[BatchPart]:
    """Give the parts with the stems of their files, none of them twice."""
    taken: set[str] = set()
    for part in parts:
        words = report.file_of(part.name, as_of)
        stem, number = safe_stem(words), 1
        while stem.lower() in taken:
            number += 1
            stem = f"{safe_stem(words)[:70]}-{number}"
        taken.add(stem.lower())
        yield replace(part, stem=stem)


# -- whole or not at all


@contextmanager
def _workshop(folder: Path, *, keep: bool) -> Iterator[Path]:
    """Make a hidden folder beside the target, on the same disk, that is gone afterwards."""
    if keep and not folder.is_dir():
        raise Problem(
            code="no_folder",
            file=folder.name,
            message=_("The folder “{folder}” does not exist.", folder=str(folder)),
            remedy=_("Make the folder or choose another place."),
        )
    place = folder if folder.is_dir() else folder.parent
    make_folder(place)
    with _reported(folder):
        made = Path(tempfile.mkdtemp(prefix=".papers-", dir=place))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _reported(target: Path) -> Iterator[None]:
    """Turn what the disk refuses into a Problem."""
    try:
        yield
    except OSError as error:
        if isinstance(error, PermissionError):
            raise held(target) from error
        raise Problem(
            code="not_written",
            file=target.name,
            message=_("The papers were not written: {reason}.", reason=error.strerror or str(error)),
            remedy=_("Free some space or choose another place. Older files of these names are unchanged."),
        ) from error


def _pack(workshop: Path, names: Sequence[str], target: Path) -> None:
    """Write a zip with names in UTF-8 (its flag is set wherever a name is not ASCII) and put it in place."""
    packed = workshop / "papers.zip"
    with zipfile.ZipFile(packed, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.write(workshop / name, name)
    with zipfile.ZipFile(packed) as archive:
        if archive.testzip() is not None:
            raise OSError("the archive reads back differently")
    put_in_place(packed, target)


def _put_all(workshop: Path, names: Sequence[str], target: Path) -> None:
    """Move all files into the folder; where one cannot be replaced, those before it get their old files back."""
    make_folder(target)
    before = workshop / "before"
    before.mkdir()
    put: list[str] = []
    try:
        for name in names:
            if (target / name).is_dir():
                raise held(target / name)
            if (target / name).exists():
                put_in_place(target / name, before / name)
            put.append(name)
            put_in_place(workshop / name, target / name)
    except (OSError, Problem):
        for name in put:
            (target / name).unlink(missing_ok=True)
            if (before / name).exists():
                put_in_place(before / name, target / name)
        raise
