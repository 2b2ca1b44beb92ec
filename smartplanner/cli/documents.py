"""The verbs about documents: import ledgers, write reports."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.cli.arguments import UsageError
from smartplanner.cli.output import LEVELS, Output, Verb, add_as_of, add_json, as_of
from smartplanner.commands.collecting import needs_return, return_into
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.reporting import (
    Options,
    parted,
    report_formats,
    report_options,
    report_titles,
    write,
    write_into,
)
from smartplanner.commands.urging import URGING, note_reminders
from smartplanner.excel import Proposal, as_json
from smartplanner.excel.proposal import INSERT, SKIPPED, UNCHANGED, UPDATE
from smartplanner.model import entities
from smartplanner.reports.registry import Written

REFUSED = 3


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help=_("the workbooks"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    names = ", ".join(entities())
    parser.add_argument(
        "--as", dest="entity", choices=list(entities()), default=None, metavar="ENTITY",
        help=_("take the tables for this; one of: {names}", names=names),
    )  # fmt: skip
    parser.add_argument(
        "--errors-to", type=Path, default=None, metavar="DIR",
        help=_("write each workbook with problems into this folder, its cells coloured and commented"),
    )  # fmt: skip
    add_as_of(parser)
    add_json(parser)


def _import(arguments: argparse.Namespace, output: Output) -> int:
    """Commit each file as one step; a refused one does not hold up the others, but the exit status says it."""
    answers: list[dict[str, Any]] = []
    refused: list[Problem] = []
    with open_office(arguments.book, writable=not arguments.dry_run) as office:
        for path in arguments.files:
            proposal, step = _import_one(office, path, arguments)
            answers.append(as_json(proposal, step))
            _say_file(proposal, step, output)
            if proposal.refused is not None:
                refused.append(proposal.refused)
            elif arguments.errors_to is not None:
                answers[-1]["returned"] = _return_one(office, path, proposal, arguments.errors_to, output, refused)
    output.document({"files": answers})
    for problem in refused:
        output.complain(problem.sentence())
    return REFUSED if refused else 0


def _import_one(office: Office, path: Path, arguments: argparse.Namespace) -> tuple[Proposal, str | None]:
    proposal = propose_ledger(office, path, as_of=as_of(arguments), entity=arguments.entity)
    if proposal.refused is not None or arguments.dry_run:
        return proposal, None
    try:
        step = accept(office, proposal)
    except Problem as problem:
        return replace(proposal, refused=problem.at(file=problem.file or proposal.file)), None
    return proposal, step.id if step else None


def _return_one(
    office: Office, path: Path, proposal: Proposal, folder: Path, output: Output, refused: list[Problem]
) -> str | None:
    """Write the workbook with its remarks, and say where; returns the file, or None if there was nothing to remark."""
    if not needs_return(proposal):
        return None
    try:
        target, annotation = return_into(office, path, proposal, folder)
    except Problem as problem:
        refused.append(problem)
        return None
    output.say(_("  {count} cell(s) marked for the sender: {file}", count=annotation.marked, file=target))
    if annotation.lost:
        output.say(_("  This copy lacks, compared with the original: {things}.", things="、".join(annotation.lost)))
    return str(target)


def _say_file(proposal: Proposal, step: str | None, output: Output) -> None:
    if proposal.refused is not None:
        return
    output.say(_("{file}: {count} change(s)", file=proposal.file, count=len(proposal.changes)))
    for sheet in proposal.sheets:
        if sheet.skipped or sheet.entity is None:
            reason = _(SKIPPED.get(sheet.skipped or "", sheet.skipped or ""))
            output.say(_("  {sheet}: left out ({reason})", sheet=sheet.sheet, reason=reason))
            continue
        output.say(
            _(
                "  {sheet}: {entity}, {rows} row(s), {insert} new, {update} changed, {unchanged} unchanged",
                sheet=sheet.sheet, entity=_(entities()[sheet.entity].plural), rows=len(sheet.rows),
                insert=sheet.count(INSERT), update=sheet.count(UPDATE), unchanged=sheet.count(UNCHANGED),
            )
        )  # fmt: skip
        for problem in sheet.problems:
            if problem.level != "note":
                _say_problem(problem, output)
    if step is None and not proposal.changes:
        output.say(_("  nothing to change"))


def _say_problem(problem: Problem, output: Output) -> None:
    what = problem.at(sheet="", cell="", file="").sentence()
    output.say(f"    [{_(LEVELS[str(problem.level)])}] {problem.sheet}!{problem.cell} {what}")


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, nargs="?", metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("name", nargs="?", metavar="NAME", help=_("the report's name; --list names them"))
    parser.add_argument("--list", action="store_true", help=_("list the reports"))
    parser.add_argument(
        "--format", default="docx", metavar="FORMAT", help=_("one of: {names}", names=", ".join(report_formats()))
    )
    parser.add_argument(
        "--out", type=Path, default=None, metavar="FILE",
        help=_("the file to write; into a folder: under the usual name, and a file for each unit where there are such"),
    )  # fmt: skip
    parser.add_argument("--district", default="", metavar="NAME", help=_("only the matters of this district"))
    parser.add_argument("--group", default="", metavar="NAME", help=_("only the matters of this working group"))
    parser.add_argument("--unit", default="", metavar="NAME", help=_("only the matters of this unit"))
    parser.add_argument("--meeting", default="", metavar="NAME", help=_("the meeting that the report is about"))
    parser.add_argument(
        "--task", dest="tasks", action="append", default=[], metavar="NAME",
        help=_("a matter that the report is about: its code or title; may be given several times"),
    )  # fmt: skip
    parser.add_argument("--period", default="", metavar="PERIOD", help=_("2026, 2026-Q4 or 2026-11"))
    parser.add_argument("--pilot", default="", metavar="NAME", help=_("the pilot that the report is about"))
    parser.add_argument("--contract", default="", metavar="NAME", help=_("the contract that the report is about"))
    parser.add_argument(
        "--payment", default="", metavar="NAME", help=_("the payment that the report is about: its title or id")
    )
    parser.add_argument("--operator", default="", metavar="NAME", help=_("the operator that the report is about"))
    parser.add_argument("--plan", default="", metavar="NAME", help=_("the district plan that the report is about"))
    parser.add_argument("--by", default="", metavar="WHAT", help=_("a board's columns: state, lead, group or district"))
    parser.add_argument(
        "--record", action="store_true", help=_("note with each matter that its units were urged (urging-notice only)")
    )
    add_as_of(parser)
    add_json(parser)


def _report(arguments: argparse.Namespace, output: Output) -> int | None:
    if arguments.list:
        _list_reports(output)
        return None
    if arguments.book is None or arguments.name is None or arguments.out is None:
        raise UsageError(_("A report needs a book, its name and a file to write: report BOOK NAME --out FILE."))
    if arguments.record and arguments.name != URGING:
        raise UsageError(_("Only reminders (urging-notice) are noted with --record."))
    with open_office(arguments.book, writable=arguments.record) as office:
        written = _write_report(office, arguments)
        if arguments.record:
            note_reminders(office, as_of=as_of(arguments), options=_options(arguments))
    for one in written:
        output.say(_("Written: {files}", files=one.path))
    replaced = written[0].replaced_characters
    if replaced:
        output.say(_("{count} unprintable character(s) were replaced by a mark.", count=replaced))
    found: dict[str, Any] = {"report": arguments.name, "file": str(written[0].path), "replaced_characters": replaced}
    if len(written) > 1:
        found["files"] = [str(one.path) for one in written]
    output.document(found)
    return None


def _write_report(office: Office, arguments: argparse.Namespace) -> list[Written]:
    said = _options(arguments)
    day, out = as_of(arguments), arguments.out
    # A name without an ending that is no file yet is meant as a folder by whoever wants a file for each unit.
    if out.is_dir() or (parted(arguments.name) and not out.suffix and not out.exists()):
        return write_into(office, arguments.name, as_of=day, format=arguments.format, folder=out, **said)
    return [write(office, arguments.name, as_of=day, format=arguments.format, path=out, **said)]


def _options(arguments: argparse.Namespace) -> Options:
    return Options(
        district=arguments.district, group=arguments.group, unit=arguments.unit, meeting=arguments.meeting,
        tasks=arguments.tasks, period=arguments.period, by=arguments.by, pilot=arguments.pilot,
        contract=arguments.contract, payment=arguments.payment, operator=arguments.operator,
        plan=arguments.plan,
    )  # fmt: skip


def _list_reports(output: Output) -> None:
    formats = list(report_formats())
    found = [
        {"name": name, "title": title, "formats": formats, "options": list(report_options(name))}
        for name, title in report_titles().items()
    ]
    output.document({"reports": found})
    for entry in found:
        output.say(f"{entry['name']}  {entry['title']}  ({', '.join(formats)})")


VERBS = (
    Verb("import", N_("read ledgers, propose, and commit each file as one step"), _import_arguments, _import),
    Verb("report", N_("write a report"), _report_arguments, _report),
)
