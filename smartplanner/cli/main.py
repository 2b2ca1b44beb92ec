"""Reads the arguments, runs the verb, turns a Problem into exit 3 and one line on standard error."""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from smartplanner import __version__
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.cli import books, documents, history, rows, sample
from smartplanner.cli.output import Output, UsageError, Verb

Picture = Callable[[Path, Path, date], list[Path]]
"""Takes a book, a folder and a day, and returns the pictures that it wrote."""
DONE, USAGE, REFUSED = 0, 2, 3
VERBS: tuple[Verb, ...] = (*sample.VERBS, *books.VERBS, *documents.VERBS, *rows.VERBS, *history.VERBS)


def verb_names() -> tuple[str, ...]:
    """Return the names of the verbs, as they are typed."""
    return tuple(verb.name for verb in VERBS)


def run(arguments: Sequence[str], *, picture: Picture | None = None) -> int:
    """Run one verb and return the exit status.  Anything but a Problem is a bug and goes up.

    *picture* makes pictures of the screens for the demo; it is handed in, since no verb knows the window.
    """
    speak_utf8()
    parsed = make_parser().parse_args(list(arguments))
    parsed.picture = picture
    output = Output(as_json=getattr(parsed, "json", False))
    try:
        status = parsed.run(parsed, output)
    except UsageError as error:
        print(error, file=sys.stderr)
        return USAGE
    except Problem as problem:
        print(" ".join(problem.sentence().split("\n")), file=sys.stderr)
        output.document({"refused": {"code": problem.code, "message": problem.sentence()}})
        return REFUSED
    return DONE if status is None else int(status)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    parser = argparse.ArgumentParser(prog="smartplanner", description=_("SmartPlanner: the workbench of a city office"))
    parser.add_argument("--version", action="version", version=__version__)
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
                stream.reconfigure(encoding="utf-8")
