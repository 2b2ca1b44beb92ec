"""The verbs about records: list, export, figures."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import shorten
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.commands.figures import figures
from smartplanner.commands.ledgers import export
from smartplanner.commands.office import open_office
from smartplanner.fields.description import Field
from smartplanner.fields.values import choice_label
from smartplanner.model import entities
from smartplanner.queries.listing import derived_names, list_rows, list_texts
from smartplanner.rules.lights import Light

_WIDEST = 30
"""Characters of a cell of a printed list."""


def _entity(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    names = ", ".join(entities())
    parser.add_argument("entity", choices=list(entities()), metavar="ENTITY", help=_("one of: {names}", names=names))


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    _entity(parser)
    parser.add_argument("--filter", default="", metavar="TEXT", help=_("only rows that contain these words"))
    parser.add_argument("--csv", action="store_true", help=_("print as CSV"))
    add_as_of(parser)
    add_json(parser)


def _list(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book, writable=False) as office:
        if output.as_json or arguments.csv:
            rows = list_rows(office.reader, arguments.entity, as_of=day, containing=arguments.filter)
            if output.as_json:
                output.document({"entity": arguments.entity, "as_of": day.isoformat(), "rows": rows})
            else:
                _print_csv(arguments.entity, rows)
            return
        fields = [field for field in entities()[arguments.entity].fields if field.note.column is not None][:7]
        lines = list_texts(office.reader, arguments.entity, fields, as_of=day, containing=arguments.filter)
    titles = [_title(field) for field in fields]
    if "light" in derived_names(arguments.entity):
        titles = [_("Light"), *titles]
    for line in table(titles, [[_cell(text) for text in line] for line in lines]):
        output.say(line)
    output.say(_("{count} row(s)", count=len(lines)))


def _title(field: Field) -> str:
    label = _(field.note.label)
    return f"{label}（{_(field.note.unit)}）" if field.note.unit else label


def _cell(text: str) -> str:
    return shorten(text, _WIDEST)


def _print_csv(entity: str, rows: list[dict[str, Any]]) -> None:
    """Print rows as CSV; a leading = + - @ gets an apostrophe, so that no program takes text for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = dict.fromkeys(["id", *entities()[entity].by_name, *derived_names(entity)])
    writer.writerow(names)
    for row in rows:
        writer.writerow([_csv_cell(row[name]) for name in names])
    print(text.getvalue(), end="")


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "、".join(map(str, value))
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return "" if value is None else value


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    _entity(parser)
    parser.add_argument("file", type=Path, metavar="FILE.xlsx", help=_("the workbook to write"))
    add_json(parser)


def _export(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        count = export(office, arguments.entity, arguments.file)
    output.say(_("Wrote {count} row(s) to {file}.", count=count, file=arguments.file))
    output.document({"entity": arguments.entity, "file": str(arguments.file), "rows": count})


def _figures_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    add_as_of(parser)
    add_json(parser)


def _figures(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book, writable=False) as office:
        found = figures(office, as_of=day)
    output.document(found)
    output.say(_("As of {day}: {total} matters", day=day.isoformat(), total=found["total"]))
    state = entities()["task"]["state"]
    output.say("  " + _lights(found["by_light"]))
    output.say("  " + "  ".join(f"{choice_label(state, name)} {count}" for name, count in found["by_state"].items()))
    for row in found["by_district"]:
        output.say(f"  {row['name'] or _('(empty)')}: {row['total']}  {_lights(row['lights'])}")


def _lights(counts: Mapping[str, int]) -> str:
    return "  ".join(f"{_(light.label)} {counts[light]}" for light in Light if counts.get(light))


VERBS = (
    Verb("list", N_("list rows with every field and the derived ones"), _list_arguments, _list),
    Verb("export", N_("write a ledger"), _export_arguments, _export),
    Verb("figures", N_("print the figures of the overview"), _figures_arguments, _figures),
)
