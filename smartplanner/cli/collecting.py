"""The verb about fill-in workbooks: ask the units, one file each."""

from __future__ import annotations

import argparse
from pathlib import Path

from smartplanner.base.i18n import N_, _
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of
from smartplanner.commands.collecting import collect
from smartplanner.commands.office import open_office
from smartplanner.excel.sending.forms import collected_entities


def _arguments(parser: argparse.ArgumentParser) -> None:
    names = ", ".join(collected_entities())
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("the folder for the workbooks"))
    parser.add_argument(
        "--entity", choices=collected_entities(), default="task", metavar="ENTITY",
        help=_("what is asked about; one of: {names}", names=names),
    )  # fmt: skip
    parser.add_argument("--unit", default="", metavar="NAME", help=_("only this unit"))
    parser.add_argument(
        "--supporting", action="store_true", help=_("ask the units that co-operate instead of those that lead")
    )
    add_as_of(parser)
    add_json(parser)


def _collect(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book, writable=False) as office:
        written = collect(
            office, arguments.out, as_of=day, entity=arguments.entity, unit=arguments.unit,
            supporting=arguments.supporting,
        )  # fmt: skip
    for each in written:
        output.say(_("{unit}: {rows} row(s), {file}", unit=each.unit, rows=each.rows, file=each.path))
    output.say(_("{count} fill-in workbook(s) written", count=len(written)))
    output.document(
        {
            "entity": arguments.entity,
            "as_of": day.isoformat(),
            "files": [{"unit": each.unit, "rows": each.rows, "file": str(each.path)} for each in written],
        }
    )


VERBS = (Verb("collect", N_("write a fill-in workbook for each unit"), _arguments, _collect),)
