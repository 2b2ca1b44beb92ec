"""The parser of the command line, in the user's language: argparse itself speaks English only."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from smartplanner.base.i18n import N_, _

_REASONS = (
    (r"the following arguments are required: (?P<names>.+)", N_("{names} is missing.")),
    (r"one of the arguments (?P<names>.+) is required", N_("One of these has to be said: {names}.")),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        N_("{name} and {other} exclude each other."),
    ),
    (r"unrecognized arguments: (?P<names>.+)", N_("{names} is not understood.")),
    (r"ambiguous option: (?P<names>.+) could match .+", N_("{names} is not understood.")),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)",
        N_("{name} cannot be {value}; possible are {choices}."),
    ),
    (r"argument (?P<name>.+?): expected .+", N_("{name} needs a value.")),
    (r"argument (?P<name>.+?): invalid .+ value: (?P<value>.+)", N_("{name} cannot be {value}.")),
    (r"argument (?P<name>.+?): (?P<reason>.+)", N_("{name}: {reason}")),
)
"""What argparse says (Lib/argparse.py of CPython), and how we say it."""


class UsageError(Exception):
    """The arguments do not fit together (exit 2)."""


class Parser(argparse.ArgumentParser):
    """A parser that raises its complaint instead of ending the program with it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": _Help, "add_help": False, **settings})
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        """Raise a UsageError with the complaint in the user's language."""
        raise UsageError(
            _("Wrong usage: {reason} “{program} --help” explains.", reason=_say(message), program=self.prog)
        )


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        ours = {"positional arguments": _("Arguments"), "options": _("Options")}
        super().start_section(ours.get(heading or "", heading))


def _say(message: str) -> str:
    for pattern, ours in _REASONS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return _(ours, **{place: text.replace("'", "") for place, text in found.groupdict().items()})
    return message
