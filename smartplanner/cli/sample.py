"""The verbs demo and self-test: the whole way through, from ledgers to briefing."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

from smartplanner.base.i18n import LANGUAGES, N_, _, language, use_language
from smartplanner.base.problems import Level, Problem
from smartplanner.cli.output import Output, Verb, add_as_of, add_json
from smartplanner.commands.books import check
from smartplanner.commands.figures import figures
from smartplanner.commands.ledgers import export
from smartplanner.commands.office import open_office
from smartplanner.commands.reporting import suggested_name, write
from smartplanner.commands.sample import BOOK_NAME, SAMPLE_DAY, Sample, make_sample

BRIEFING = "monthly-briefing"


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("the folder for the sample book"))
    parser.add_argument("--headless", action="store_true", help=_("open no window; write briefing and pictures"))
    parser.add_argument("--keep", action="store_true", help=_("take the sample book that is there, if there is one"))
    add_as_of(parser, SAMPLE_DAY)
    add_json(parser)


def _demo(arguments: argparse.Namespace, output: Output) -> None:
    """Make the sample book and write the briefing; the window or the pictures are the composition root's part."""
    book = arguments.out / BOOK_NAME
    if arguments.keep and book.exists():
        sample = Sample(book, ())
    else:
        sample = make_sample(arguments.out, said=lambda line: output.say(_("Imported {line}", line=line)))
    if not arguments.headless:
        return
    written = write_briefing(sample.book, arguments.out, arguments.as_of)
    pictures = arguments.picture(sample.book, arguments.out, arguments.as_of) if arguments.picture else []
    summary = summarise(sample, arguments.as_of)
    output.say(_("Book: {book}", book=sample.book))
    output.say(
        _("Matters: {total}, overdue {overdue}, due within 15 days {due_soon}, completion {completion}%", **summary)
    )
    if sample.proposals:
        output.say(_("Rows that need a person: {count}", count=summary["refused_rows"]))
    for path in (*written, *pictures):
        output.say(_("Written: {files}", files=path))
    output.document(
        {
            "book": str(sample.book),
            "as_of": arguments.as_of.isoformat(),
            "figures": summary,
            "reports": [str(path) for path in written],
            "pictures": [str(path) for path in pictures],
        }
    )


def write_briefing(book: Path, folder: Path, as_of: date) -> list[Path]:
    """Write the monthly briefing of *book* as .docx and .pdf into *folder* and return the files."""
    paths = []
    with open_office(book, writable=False) as office:
        for format in ("docx", "pdf"):
            path = folder / suggested_name(BRIEFING, as_of, format)
            write(office, BRIEFING, as_of=as_of, format=format, path=path)
            paths.append(path)
    return paths


def summarise(sample: Sample, as_of: date) -> dict[str, object]:
    """Return the few figures that the demo prints."""
    with open_office(sample.book, writable=False) as office:
        found = figures(office, as_of=as_of)
    refused = sum(
        problem.level is Level.ERROR
        for proposal in sample.proposals
        for sheet in proposal.sheets
        for problem in sheet.problems
    )
    names = ("total", "overdue", "due_soon", "completion", "by_light", "by_state")
    return {name: found[name] for name in names} | {"refused_rows": refused}


def _self_test(arguments: argparse.Namespace, output: Output) -> None:
    """Go the whole way in a temporary folder; anything that fails ends the program with its reason."""
    before = language()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = make_sample(folder)
        with open_office(sample.book) as office:
            problems = check(office)
            if problems:
                raise problems[0]
            office.journal.undo()
            office.journal.redo()
        written = write_briefing(sample.book, folder, SAMPLE_DAY)
        workbook = folder / "tasks.xlsx"
        with open_office(sample.book, writable=False) as office:
            export(office, "task", workbook)
        pictures = arguments.picture(sample.book, folder, SAMPLE_DAY) if arguments.picture else []
        for path in (*written, workbook, *pictures):
            if path.stat().st_size < 10_000:
                raise Problem(code="report_too_small", message=_("The report is empty."), file=path.name)
        for other in LANGUAGES:
            use_language(other)
            output.say(f"{other}: {_('Task')}")
        use_language(before)
    output.say(_("The program works: book, import, undo, reports and languages."))
    output.document({"ok": True})


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)


VERBS = (
    Verb("demo", N_("make the sample book and open it"), _demo_arguments, _demo),
    Verb("self-test", N_("try the whole program in a temporary folder"), _no_arguments, _self_test),
)
