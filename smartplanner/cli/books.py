"""The verbs about a whole book: new, info, check, backup, restore."""

from __future__ import annotations

import argparse
from pathlib import Path

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.changes import Step
from smartplanner.cli.output import Output, Verb, add_json
from smartplanner.commands.attachment_copies import kept_files
from smartplanner.commands.attachments import folder_of
from smartplanner.commands.books import backup, check, facts, restore
from smartplanner.commands.history import step_name
from smartplanner.commands.office import Office, new_office, open_office
from smartplanner.model import entities


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))


def _book_json(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    add_json(parser)


def _new(arguments: argparse.Namespace, output: Output) -> None:
    with new_office(arguments.book) as office:
        found = facts(office)
        output.say(_("Made {book} with the reference data of the city.", book=arguments.book))
        output.document({"book": str(arguments.book), "counts": found.counts})


def _step(office: Office, step: Step) -> dict[str, object]:
    return {"id": step.id, "number": step.number, "at": step.at, "label": step_name(office, step), "changes": step.size}


def _info(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        found = facts(office)
        output.say(_("Book: {book}", book=arguments.book))
        output.say(_("Program {program}, tables {revision}, SQLite {sqlite}", **found.versions))
        for name, count in found.counts.items():
            if count:
                output.say(f"  {_(entities()[name].plural)}: {count}")
        if found.files:
            size = f"{found.files_size / 1_000_000:,.1f} MB"
            output.say(_("Files of attachments beside the book: {count} ({size})", count=found.files, size=size))
        output.say(_("Last steps:"))
        for step in found.steps:
            output.say(f"  {step.number}  {clock.local(step.at)}  {step_name(office, step)}  ({step.size})")
        output.document(
            {
                "book": str(arguments.book),
                "versions": found.versions,
                "counts": found.counts,
                "files": found.files,
                "files_bytes": found.files_size,
                "steps": [_step(office, step) for step in found.steps],
            }
        )


def _check(arguments: argparse.Namespace, output: Output) -> int:
    with open_office(arguments.book, writable=False) as office:
        problems = check(office)
    output.document(
        {
            "book": str(arguments.book),
            "ok": not problems,
            "problems": [{"code": problem.code, "message": problem.sentence()} for problem in problems],
        }
    )
    if not problems:
        output.say(_("The book is whole: file, references, history and rows agree."))
        return 0
    for problem in problems:
        output.say(problem.sentence())
    return 3


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("--out", type=Path, default=None, metavar="FILE", help=_("where to write the copy"))
    add_json(parser)


def _backup(arguments: argparse.Namespace, output: Output) -> None:
    target = backup(arguments.book, arguments.out)
    files = len(kept_files(target))
    output.say(_("Verified copy: {file}", file=target))
    if files:
        output.say(_("With {count} file(s) of attachments in “{folder}”.", count=files, folder=folder_of(target).name))
    output.document({"book": str(arguments.book), "backup": str(target), "files": files})


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BACKUP", help=_("the copy"))
    _book(parser)
    add_json(parser)


def _restore(arguments: argparse.Namespace, output: Output) -> None:
    kept = restore(arguments.backup, arguments.book)
    output.say(_("Restored {book}.", book=arguments.book))
    if kept is not None:
        output.say(_("The book that was there is kept as {file}.", file=kept))
    output.document({"book": str(arguments.book), "kept": str(kept) if kept else None})


VERBS = (
    Verb("new", N_("make an empty book with the reference data"), _book_json, _new),
    Verb("info", N_("show counts, versions and the last steps"), _book_json, _info),
    Verb("check", N_("check file, rows, references and history"), _book_json, _check),
    Verb("backup", N_("make a verified copy"), _backup_arguments, _backup),
    Verb("restore", N_("bring a copy back"), _restore_arguments, _restore),
)
