"""The verbs about lights: the red list, the light table, a light set by hand."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import shorten
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.commands.history import step_name
from smartplanner.commands.light_presets import presets
from smartplanner.commands.lights import TablePreview, apply_preset, check_table, preview_table, set_light
from smartplanner.commands.office import open_office
from smartplanner.commands.red_list import export_red_list
from smartplanner.commands.supervision.naming import day_in, task_named
from smartplanner.model.light import Light
from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.reader import Reader
from smartplanner.queries.red_items import KINDS, RedItem, say_item, say_item_fully
from smartplanner.queries.red_list import GROUPINGS, RedGroup, counts_by_kind, grouped, red_items
from smartplanner.rules.light_words import say_rule

_WIDEST = 30
"""Characters of a printed title."""


def _red_list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("--by", choices=list(GROUPINGS), default="unit", help=_("what to group by"))
    parser.add_argument("--kind", choices=list(KINDS), default="", help=_("only entries of this kind"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=_("write it to a workbook (.xlsx)"))
    add_as_of(parser)
    add_json(parser)


def _red_list(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book, writable=False) as office:
        items = red_items(office.reader, as_of=day)
        counts = counts_by_kind(items)
        wanted = [item for item in items if not arguments.kind or item.kind == arguments.kind]
        groups = grouped(office.reader, wanted, arguments.by)
        if arguments.out is not None:
            count = export_red_list(office, groups, arguments.out, as_of=day)
            output.say(_("Wrote {count} row(s) to {file}.", count=count, file=arguments.out))
            output.document({"rows": count, "file": str(arguments.out)})
            return
        if output.as_json:
            output.document(
                {
                    "as_of": day.isoformat(),
                    "by": arguments.by,
                    "total": len(wanted),
                    "counts": counts,
                    "groups": [_group(office.reader, group) for group in groups],
                }
            )
            return
    if not wanted:
        output.say(_("Nothing is late, missing or soon due."))
    for group in groups:
        output.say(f"{group.title}  {len(group.items)}  {_lights(group.lights)}")
        for line in table(("", "", "", ""), [_line(item) for item in group.items])[1:]:
            output.say(f"  {line}")


def _line(item: RedItem) -> tuple[str, str, str, str]:
    day = item.day.isoformat() if item.day else ""
    return _(Light.of(item.light).label), day, shorten(item.title, _WIDEST), say_item(item)


def _lights(counts: Mapping[str, int]) -> str:
    return "  ".join(f"{_(light.label)} {counts[light]}" for light in Light if counts.get(light))


def _group(reader: Reader, group: RedGroup) -> dict[str, Any]:
    items = [_present(reader, item) for item in group.items]
    return {"name": group.title if group.key is not None else None, "lights": dict(group.lights), "items": items}


def _present(reader: Reader, item: RedItem) -> dict[str, Any]:
    return {
        "kind": item.kind, "entity": item.entity, "id": item.id, "code": item.code, "title": item.title,
        "unit": reader.name("organisation", item.unit) if item.unit else None,
        "group": reader.name("group", item.group) if item.group else None,
        "district": reader.name("district", item.district) if item.district else None,
        "day": item.day.isoformat() if item.day else None, "amount": item.amount, "light": item.light,
        "cause": say_item_fully(item), "turn": "office" if item.at_the_office else "unit",
    }  # fmt: skip


def _table_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    names = ", ".join(presets())
    parser.add_argument("--take", default="", metavar="NAME", help=_("take over a table: {names}", names=names))
    parser.add_argument("--preview", action="store_true", help=_("only say what would change"))
    add_as_of(parser)
    add_json(parser)


def _table(arguments: argparse.Namespace, output: Output) -> None:
    name = arguments.take
    with open_office(arguments.book, writable=bool(name) and not arguments.preview) as office:
        preview = None
        if name in presets():
            preview = preview_table(office, presets()[name].rows, as_of=as_of(arguments))
        if name and not (arguments.preview and name in presets()):
            apply_preset(office, name)
        rows = [say_rule(rule) for rule in light_rules(office.reader).rows]
        problems = check_table(office)
    if preview is not None:
        for line in preview_lines(preview):
            output.say(line)
    for number, row in enumerate(rows, 1):
        output.say(f"{number:>3}  {row}")
    for problem in problems:
        output.complain(problem.sentence())
    output.document(
        {
            "rows": rows,
            "problems": [problem.code for problem in problems],
            "changed": preview.changed if preview is not None else None,
        }
    )


def preview_lines(preview: TablePreview) -> Sequence[str]:
    """Return in words what another table would do."""
    lines = [_("{changed} of {total} matters change their light.", changed=preview.changed, total=preview.total)]
    for (before, after), count in sorted(preview.moves.items(), key=lambda move: -move[1]):
        names = _(Light.of(before).label), _(Light.of(after).label)
        lines.append(f"  {names[0]} → {names[1]}: {count}")
    return lines


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("task", metavar="TASK", help=_("the matter: its code or title"))
    lights = [*map(str, Light), "computed"]
    parser.add_argument("light", choices=lights, metavar="LIGHT", help=_("one of: {names}", names=", ".join(lights)))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why"))
    parser.add_argument("--on", default="", metavar="DAY", help=_("the day on which it happened; today without it"))
    add_json(parser)


def _set(arguments: argparse.Namespace, output: Output) -> None:
    on = day_in(arguments.on, clock.today()) if arguments.on else clock.today()
    light = None if arguments.light == "computed" else arguments.light
    with open_office(arguments.book) as office:
        row = task_named(office, arguments.task)
        step = set_light(office, row.id, light, reason=arguments.reason, on=on)
        if step is None:
            output.say(_("Nothing was to be changed."))
        else:
            output.say(_("Step {number}: {name}", number=step.number, name=step_name(office, step)))
    output.document({"step": step.number if step else None, "task": row.id, "set_light": light})


VERBS = (
    Verb("red-list", N_("print all that is late, missing or soon due"), _red_list_arguments, _red_list),
    Verb("light-table", N_("print the light table, or take over that of a city"), _table_arguments, _table),
    Verb("set-light", N_("set the light of a matter beside the computed one"), _set_arguments, _set),
)
