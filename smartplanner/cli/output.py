"""What a verb says: lines for people, or one JSON document for programs, never both."""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.fields.date_words import FIRST_YEAR, LAST_YEAR


@dataclass(slots=True)
class Output:
    """Where a verb writes.  ``say`` is silent and ``document`` speaks, once, when ``--json`` was given."""

    as_json: bool
    spoken: bool = False

    def say(self, line: str = "") -> None:
        """Print one line for people."""
        if not self.as_json:
            print(printable(line))

    def document(self, content: Any) -> None:
        """Print the JSON document; what follows the first (a fault while tidying up) goes to standard error only."""
        if self.as_json and not self.spoken:
            self.spoken = True
            print(json.dumps(content, ensure_ascii=False, indent=1))

    def complain(self, text: str) -> None:
        """Print one line on standard error."""
        print(printable(" ".join(text.splitlines())), file=sys.stderr)


def printable(text: str) -> str:
    """Return *text* with visible signs for characters that would steer a terminal (escape codes, turned writing)."""
    return text.translate(_SIGNS)


_SIGNS = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD),
}


@dataclass(frozen=True, slots=True)
class Verb:
    """One headless verb: its name, what it does (a msgid), its arguments, and the function that runs it."""

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Output], int | None]


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))


def add_as_of(parser: argparse.ArgumentParser, default: date | None = None) -> None:
    """Add ``--as-of``; without it the day is *default*, or else today."""
    parser.add_argument(
        "--as-of", type=_day, default=default, metavar="DAY", help=_("compute as of this day (2026-11-30)")
    )


def as_of(arguments: argparse.Namespace) -> date:
    """Return the day that was asked for, or today."""
    asked: date | None = arguments.as_of
    return asked or clock.today()


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        message = _("“{text}” is not a day; write it like 2026-11-30.", text=text)
        raise argparse.ArgumentTypeError(message) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:  # there are no calendars, periods or lights beyond
        message = _("The day lies outside the years {first} to {last}.", first=FIRST_YEAR, last=LAST_YEAR)
        raise argparse.ArgumentTypeError(message)
    return day


def table(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> list[str]:
    """Return lines of text with columns that line up; a Chinese character is two columns wide."""
    widths = [max(map(_width, column)) for column in zip(titles, *lines, strict=True)]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (titles, *lines)
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


LEVELS = {"error": N_("not taken in"), "warning": N_("taken in, please check"), "note": N_("note")}
