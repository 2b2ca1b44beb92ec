"""The verbs about records: list, export, figures."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.commands.figures import figures
from smartplanner.commands.ledgers import export
from smartplanner.commands.office import open_office
from smartplanner.model import entities
from smartplanner.queries.listing import list_rows


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
        rows = list_rows(office.reader, arguments.entity, as_of=day, containing=arguments.filter)
    output.document({"entity": arguments.entity, "as_of": day.isoformat(), "rows": rows})
    if arguments.csv and not output.as_json:
        _print_csv(rows)
        return
    described = entities()[arguments.entity]
    fields = [field for field in described.fields if field.note.column is not None][:7]
    lines = [[_cell(row[field.name]) for field in fields] for row in rows]
    if "light" in described.by_name or (rows and "light" in rows[0]):
        titles = [_("Light"), *(_(field.note.label) for field in fields)]
        lines = [[row["light"], *line] for row, line in zip(rows, lines, strict=True)]
    else:
        titles = [_(field.note.label) for field in fields]
    for line in table(titles, lines):
        output.say(line)
    output.say(_("{count} row(s)", count=len(rows)))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:29] + "…"


def _print_csv(rows: list[dict[str, Any]]) -> None:
    """Print rows as CSV; a leading = + - @ gets an apostrophe, so that no program takes text for a formula."""
    writer = csv.writer(sys.stdout)
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row.values()])


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
    for part in ("by_light", "by_state"):
        output.say("  " + "  ".join(f"{name} {count}" for name, count in found[part].items()))
    for row in found["by_district"]:
        output.say(f"  {row['name']}: {row['total']}  " + " ".join(f"{k} {v}" for k, v in row["lights"].items()))


VERBS = (
    Verb("list", N_("list rows with every field and the derived ones"), _list_arguments, _list),
    Verb("export", N_("write a ledger"), _export_arguments, _export),
    Verb("figures", N_("print the figures of the overview"), _figures_arguments, _figures),
)
