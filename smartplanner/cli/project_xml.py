"""The verb about MS Project XML: project-xml."""

from __future__ import annotations

import argparse
from pathlib import Path

from smartplanner.base.i18n import N_, _
from smartplanner.cli.output import LEVELS, Output, Verb, add_json
from smartplanner.cli.scheduling import find_owner, problem_document
from smartplanner.commands.history import step_name
from smartplanner.commands.office import open_office
from smartplanner.commands.project_export import export_project
from smartplanner.commands.project_import import accept_project, propose_project


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("way", choices=["export", "import"], metavar="export|import", help=_("out of the book, or in"))
    parser.add_argument("plan", metavar="PLAN", help=_("the plan, pilot or contract (title or id)"))
    parser.add_argument("file", type=Path, metavar="FILE.xml", help=_("the MS Project XML file"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what an import would change; write nothing"))
    add_json(parser)


def _project_xml(arguments: argparse.Namespace, output: Output) -> None:
    (_export if arguments.way == "export" else _import)(arguments, output)


def _export(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        count, problems = export_project(office, find_owner(office, arguments.plan), arguments.file)
    output.say(_("Wrote {count} task(s) to {file}.", count=count, file=arguments.file))
    for problem in problems:
        output.say(problem.sentence())
    found = [problem_document(problem) for problem in problems]
    output.document({"file": str(arguments.file), "tasks": count, "problems": found})


def _import(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=not arguments.dry_run) as office:
        proposal = propose_project(office, arguments.file, find_owner(office, arguments.plan))
        step = None if arguments.dry_run else accept_project(office, proposal)
        name = step_name(office, step) if step else None
    counts = {"new": proposal.new, "changed": proposal.changed, "unchanged": proposal.unchanged}
    output.say(_("{new} new, {changed} changed, {unchanged} unchanged milestone(s)", **counts))
    for problem in proposal.problems:
        output.say(f"  [{_(LEVELS[problem.level])}] {problem.sentence()}")
    if name:
        output.say(name)
    problems = [problem_document(problem) for problem in proposal.problems]
    output.document({"file": proposal.file, **counts, "problems": problems, "step": name})


VERBS = (Verb("project-xml", N_("take a plan in from MS Project XML, or write one"), _arguments, _project_xml),)
