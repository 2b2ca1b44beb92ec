"""The verb about scores: what each unit's score is, and every point of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.commands.office import open_office
from smartplanner.commands.reporting import row_named
from smartplanner.commands.scoring import scores_of, take_score_rules
from smartplanner.queries.scoring import Scores, UnitScore
from smartplanner.rules.scoring import ScoreLine, say_detail


def _score_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument(
        "--period", default="", metavar="PERIOD", help=_("2026, 2026-Q4 or 2026-11; else the quarter of the day")
    )
    parser.add_argument("--unit", default="", metavar="NAME", help=_("explain every point of this unit"))
    parser.add_argument(
        "--take-rules", action="store_true", help=_("first take over the usual rules, if there are none")
    )
    add_as_of(parser)
    add_json(parser)


def _score(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=arguments.take_rules) as office:
        if arguments.take_rules:
            take_score_rules(office)
        found = scores_of(office, period=arguments.period, as_of=as_of(arguments))
        wanted = row_named(office, "organisation", arguments.unit)
    units = [_scored(found, wanted, arguments.unit)] if wanted else list(found.units)
    output.document(
        {
            "period": found.period.name,
            "first": found.period.first.isoformat(),
            "until": found.until.isoformat(),
            "units": [_as_json(unit) for unit in units],
        }
    )
    titles = (_("Organisation"), _("Score"), _("Rank"), _("Leads"), _("Helps with"))
    lines = [(unit.short, f"{unit.total:g}", str(unit.rank), str(unit.leads), str(unit.supports)) for unit in units]
    output.say(_("Scores of {period}, counted until {day}", period=found.period.name, day=found.until))
    for line in table(titles, lines):
        output.say(line)
    if arguments.unit:
        for explained in units[0].lines:
            _say_line(explained, output)


def _scored(found: Scores, id: str, name: str) -> UnitScore:
    for unit in found.units:
        if unit.unit == id:
            return unit
    raise Problem(
        code="no_score",
        message=_("“{name}” has no score in this period.", name=name),
        remedy=_("Possible are: {choices}.", choices="、".join(unit.short for unit in found.units)),
    )


def _say_line(line: ScoreLine, output: Output) -> None:
    output.say(f"{line.title or _('Recognised by hand')}  {line.points:+g}")
    for item in line.items:
        day = item.day.isoformat() if item.day else ""
        words = "  ".join(filter(None, (day, item.title, say_detail(line.condition, item.detail))))
        output.say(f"  {item.points:+g}  {words}")
    if line.cut:
        output.say(f"  {line.cut:+g}  {_('limit reached')}")


def _as_json(unit: UnitScore) -> dict[str, Any]:
    return {
        "unit": unit.name,
        "kind": unit.kind,
        "score": unit.total,
        "rank": unit.rank,
        "leads": unit.leads,
        "supports": unit.supports,
        "lines": [
            {
                "rule": line.title,
                "condition": line.condition,
                "count": line.count,
                "each": line.each,
                "points": line.points,
                "cut": line.cut,
                "items": [
                    {
                        "title": item.title,
                        "day": item.day.isoformat() if item.day else None,
                        "points": item.points,
                        "lead": item.lead,
                        "detail": say_detail(line.condition, item.detail),
                    }
                    for item in line.items
                ],
            }
            for line in unit.lines
        ],
    }


VERBS = (Verb("score", N_("show the scores of the units, with every point explained"), _score_arguments, _score),)
