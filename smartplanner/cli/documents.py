"""The verbs about documents: import ledgers, write reports."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.cli.arguments import UsageError
from smartplanner.cli.output import LEVELS, Output, Verb, add_as_of, add_json, as_of
from smartplanner.commands.collecting import needs_return, return_into
from smartplanner.commands.ledgers import accept, propose_ledger
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.papers import (
    Numbers,
    Paper,
    issue_named,
    issue_paper,
    newest_issue,
    prepare,
    reopen,
    suggested_numbers,
    write_paper,
)
from smartplanner.commands.reporting import (
    Options,
    make_folder,
    parted,
    report_formats,
    report_options,
    report_titles,
    suggested_name,
    write_into,
)
from smartplanner.commands.urging import URGING, note_reminders
from smartplanner.excel import Proposal, as_json
from smartplanner.excel.proposal import INSERT, SKIPPED, UNCHANGED, UPDATE
from smartplanner.model import entities
from smartplanner.reports.document.blocks import Masthead
from smartplanner.reports.writing import Written

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
        "--issue", default="", metavar="ISSUE", help=_("a kept paper: its id, the end of that, or its title")
    )
    parser.add_argument("--number", type=_count, default=None, metavar="N", help=_("number of the issue in the year"))
    parser.add_argument(
        "--total", type=_count, default=None, metavar="N", help=_("number of the issue since the first")
    )
    parser.add_argument("--document-number", default="", metavar="TEXT", help=_("the document number to print"))
    parser.add_argument("--signer", default="", metavar="NAME", help=_("who signs the paper off"))
    parser.add_argument(
        "--freeze", action="store_true", help=_("issue the paper: from now on it is printed again word by word")
    )
    parser.add_argument(
        "--record", action="store_true", help=_("note with each matter that its units were urged (urging-notice only)")
    )
    add_as_of(parser)
    add_json(parser)


def _report(arguments: argparse.Namespace, output: Output) -> int | None:
    if arguments.list:
        _list_reports(output)
        return None
    if arguments.book is None or arguments.out is None or not (arguments.name or arguments.issue):
        raise UsageError(_("A report needs a book, its name and a file to write: report BOOK NAME --out FILE."))
    if arguments.record and arguments.name != URGING:
        raise UsageError(_("Only reminders (urging-notice) are noted with --record."))
    with open_office(arguments.book, writable=arguments.record or arguments.freeze) as office:
        written, paper = _write_report(office, arguments)
        if arguments.record:
            note_reminders(office, as_of=as_of(arguments), options=_options(arguments))
    for one in written:
        output.say(_("Written: {files}", files=one.path))
    replaced = written[0].replaced_characters
    if replaced:
        output.say(_("{count} unprintable character(s) were replaced by a mark.", count=replaced))
    found: dict[str, Any] = {
        "report": paper.report if paper else arguments.name,
        "file": str(written[0].path),
        "replaced_characters": replaced,
    }
    if paper is not None:
        found |= _say_paper(paper, output)
    if len(written) > 1:
        found["files"] = [str(one.path) for one in written]
    output.document(found)
    return None


def _write_report(office: Office, arguments: argparse.Namespace) -> tuple[list[Written], Paper | None]:
    """Write the paper, or, of a report that is sent to units, the files of all of them (there is no one paper then)."""
    day, out, name = as_of(arguments), arguments.out, arguments.name
    parts = bool(name) and parted(name)
    # A name without an ending that is no file yet is meant as a folder by whoever wants a file for each unit.
    into_folder = out.is_dir() or (parts and not out.suffix and not out.exists())
    if into_folder and parts and not (arguments.issue or arguments.freeze):
        return write_into(office, name, as_of=day, format=arguments.format, folder=out, **_options(arguments)), None
    paper = _paper(office, arguments)
    if arguments.freeze:
        issue_paper(office, paper, _numbers(office, arguments, paper), issued_on=clock.today())
        paper = newest_issue(office, paper)
    if into_folder:
        make_folder(out)
        out = out / suggested_name(paper.report, paper.as_of, arguments.format)
    return [write_paper(office, paper, format=arguments.format, path=out)], paper


def _paper(office: Office, arguments: argparse.Namespace) -> Paper:
    """Return the paper that was asked for: a kept one, or one computed now."""
    asked = Numbers(
        number=arguments.number, total_number=arguments.total, document_number=arguments.document_number,
        signer=arguments.signer,
    )  # fmt: skip
    numbers = asked if asked != Numbers() else None
    if not arguments.issue:
        return prepare(office, arguments.name, as_of=as_of(arguments), numbers=numbers, **_options(arguments))
    paper = reopen(office, issue_named(office, arguments.issue))
    if arguments.name and arguments.name != paper.report:
        raise UsageError(_("The paper “{title}” is a “{report}”.", title=paper.title, report=paper.report))
    if numbers is None or paper.issued:
        return paper
    return prepare(office, paper.report, as_of=paper.as_of, issue=paper.issue, numbers=numbers, **paper.options)


def _numbers(office: Office, arguments: argparse.Namespace, paper: Paper) -> Numbers:
    """Return the numbers to issue with: those given; a briefing without any gets the next ones."""
    number, total = arguments.number, arguments.total
    if isinstance(paper.document.masthead, Masthead) and (number is None or total is None):
        next_number, next_total = suggested_numbers(office, paper.report, paper.as_of)
        number, total = number or next_number, total or next_total
    return Numbers(
        number=number, total_number=total, document_number=arguments.document_number, signer=arguments.signer
    )


def _say_paper(paper: Paper, output: Output) -> dict[str, Any]:
    """Say what a reader should look at before the paper goes out; returns it for the JSON document."""
    problems = [problem.at(value="").sentence() for problem in paper.problems]
    for problem in problems:
        output.say(_("Please check: {problem}", problem=problem))
    found: dict[str, Any] = {"problems": problems}
    return found | ({"issue": paper.issue, "state": str(paper.state)} if paper.issue else {})


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 100_000:
        raise argparse.ArgumentTypeError(_("“{text}” is not a number from 1 on.", text=text))
    return int(text)


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
