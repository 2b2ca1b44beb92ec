"""The verbs about the journal: history, undo, redo, rollback."""

from __future__ import annotations

import argparse
from pathlib import Path

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.changes import Step
from smartplanner.cli.output import Output, Verb, add_json
from smartplanner.commands.history import step_name
from smartplanner.commands.office import Office, open_office


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    add_json(parser)


def _rollback_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("step", metavar="STEP", help=_("the step's id or number"))


def _history(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        steps = [_entry(office, step) for step in office.journal.steps()]
    output.document({"steps": steps})
    for entry in steps:
        at = clock.local(str(entry["at"]))
        output.say(f"{entry['number']:>5}  {at}  {entry['label']}  ({entry['changes']})")


def _undo(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        _say(office, office.journal.undo(), output)


def _redo(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        _say(office, office.journal.redo(), output)


def _rollback(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        _say(office, office.journal.rollback(arguments.step), output)


def _say(office: Office, step: Step, output: Output) -> None:
    output.say(_("{name} ({count} change(s))", name=step_name(office, step), count=step.size))
    output.document({"step": _entry(office, step)})


def _entry(office: Office, step: Step) -> dict[str, object]:
    return {
        "id": step.id,
        "number": step.number,
        "at": step.at,
        "person": step.person,
        "label": step_name(office, step),
        "origin": step.origin,
        "changes": step.size,
        "undoes": step.undoes,
        "source": step.source_file,
    }


VERBS = (
    Verb("history", N_("list the steps, newest first"), _book, _history),
    Verb("undo", N_("take back the last step"), _book, _undo),
    Verb("redo", N_("do again what was taken back"), _book, _redo),
    Verb("rollback", N_("take back one step, however old"), _rollback_arguments, _rollback),
)
