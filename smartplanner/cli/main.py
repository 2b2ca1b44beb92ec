"""Reads the arguments, runs the verb, turns a Problem into exit 3 and one line on standard error."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from smartplanner import __version__
from smartplanner.base.faults import keep_report, report_text
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.cli import (
    beside,
    books,
    collecting,
    document_check,
    documents,
    finding,
    history,
    meetings,
    minutes,
    operating,
    papers,
    piloting,
    planning,
    project_xml,
    red_list,
    rows,
    sample,
    scheduling,
    scoring,
    supervision,
    views,
    wording,
)
from smartplanner.cli.arguments import Parser, UsageError
from smartplanner.cli.output import Output, Verb

Picture = Callable[[Path, Path, date], list[Path]]
"""Takes a book, a folder and a day, and returns the pictures that it wrote."""
DONE, FAULT, USAGE, REFUSED, STOPPED = 0, 1, 2, 3, 130
VERBS: tuple[Verb, ...] = (
    *sample.VERBS,
    *books.VERBS,
    *documents.VERBS,
    *document_check.VERBS,
    *papers.VERBS,
    *wording.VERBS,
    *collecting.VERBS,
    *rows.VERBS,
    *finding.VERBS,
    *beside.VERBS,
    *views.VERBS,
    *red_list.VERBS,
    *scheduling.VERBS,
    *planning.VERBS,
    *project_xml.VERBS,
    *scoring.VERBS,
    *supervision.VERBS,
    *minutes.VERBS,
    *piloting.VERBS,
    *meetings.VERBS,
    *operating.VERBS,
    *history.VERBS,
)


def verb_names() -> tuple[str, ...]:
    """Return the names of the verbs, as they are typed."""
    return tuple(verb.name for verb in VERBS)


def run(arguments: Sequence[str], *, picture: Picture | None = None) -> int:
    """Run one verb and return the exit status.

    *picture* makes pictures of the screens for the demo; it is handed in, since no verb knows the window.
    """
    speak_utf8()
    output = Output(as_json="--json" in arguments)
    try:
        parsed = make_parser().parse_args(list(arguments))
        parsed.picture = picture
        status = parsed.run(parsed, output)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UsageError as error:
        return _refuse(output, USAGE, code="usage", message=str(error))
    except Problem as problem:
        return _refuse(output, REFUSED, code=problem.code, message=problem.sentence())
    except BrokenPipeError:
        _forget_output()
        return DONE
    except KeyboardInterrupt:
        output.complain(_("Stopped. What was being written is taken back."))
        return STOPPED
    except Exception as error:
        return _report(output, error)
    return DONE if status is None else int(status)


def _refuse(output: Output, status: int, *, code: str, message: str) -> int:
    output.complain(message)
    output.document({"refused": {"code": code, "message": message}})
    return status


def _report(output: Output, error: Exception) -> int:
    """Say that the program has a fault, with the whole report: on standard error and in a file."""
    text = report_text(error)
    file = keep_report(text)
    message = _(
        "Something went wrong that you are not to blame for. What is saved stays saved. Please send this report:"
    )
    print(text, file=sys.stderr)
    output.complain(f"{message} {file or ''}")
    output.document({"fault": {"message": message, "report": str(file) if file else None}})
    return FAULT


def _forget_output() -> None:
    """Whoever read our output has had enough (``| head``): let Python's own last flush go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_parser() -> Parser:
    """Return the parser of all verbs."""
    parser = Parser(prog="smartplanner", description=_("SmartPlanner: the workbench of a city office"))
    parser.add_argument("--version", action="version", version=__version__, help=_("show the version"))
    verbs = parser.add_subparsers(title=_("Verbs"), dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        one = verbs.add_parser(verb.name, help=_(verb.help), description=_(verb.help))
        verb.arguments(one)
        one.set_defaults(run=verb.run)
    return parser


def speak_utf8() -> None:
    """A console with another code page would break on the first Chinese character: write UTF-8 always."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError):
                # A file name may hold bytes that are no UTF-8; written as \\udcff it does not stop anything.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
