"""The verbs about plans: the portfolio, what is asked and covered, class and tier, versions, money, what is wrong."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.cli.scheduling import day_argument, problem_document
from smartplanner.commands.history import step_name
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.planning import (
    adopt_requirements,
    change_tier,
    check_plan,
    compare_tier,
    open_requirements,
    take_version,
)
from smartplanner.commands.planning.finding import class_of, find_district, find_document, find_plan, find_row
from smartplanner.commands.planning.versioning import KIND_NAMES
from smartplanner.model.budget_batch import MoneySource
from smartplanner.model.plan import Plan
from smartplanner.queries.plan_versions import differences, find_version, versions_of
from smartplanner.queries.portfolio import COLUMNS, ROWS, Cell, matrix, say_cell
from smartplanner.queries.portfolio_coverage import CommitmentLine, coverage
from smartplanner.queries.portfolio_movement import Moved, movement
from smartplanner.rules.lights import Light
from smartplanner.rules.plan_money import money_lines, say_gap
from smartplanner.rules.tiers import say_why


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))


def _plan(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("plan", metavar="PLAN", help=_("the plan's title or id, or its district"))


def _portfolio_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("--rows", choices=list(ROWS), default="district", help=_("what stands in a row"))
    parser.add_argument("--columns", choices=list(COLUMNS), default="area", help=_("what stands in a column"))
    parser.add_argument("--moved", action="store_true", help=_("also what moved since the end of last month, and why"))
    add_as_of(parser)
    add_json(parser)


def _portfolio(arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    with open_office(arguments.book, writable=False) as office:
        found = matrix(office.reader, as_of=day, rows=arguments.rows, columns=arguments.columns)
        moved = movement(office.reader, found) if arguments.moved else {}
    cells = [[found.cell(row.key, column.key) for column in found.columns] for row in found.rows]
    documents = [
        {"row": row.name, "column": column.name, **_cell(cell)}
        for row, line in zip(found.rows, cells, strict=True)
        for column, cell in zip(found.columns, line, strict=True)
    ]
    moves = [_moved(one) for one in {one.thing.id: one for rows in moved.values() for one in rows}.values()]
    asked = {"moved": moves} if arguments.moved else {}
    output.document({"as_of": day.isoformat(), "cells": documents, "apart": found.apart, **asked})
    lines = [[row.name, *(_short(cell) for cell in line)] for row, line in zip(found.rows, cells, strict=True)]
    for line in table(["", *(column.name for column in found.columns)], lines):
        output.say(line)
    output.say(_("{count} white spot(s)", count=len(found.white_spots())))
    for move in moves:
        before, light = (_(Light.of(move[name]).label) for name in ("before", "light"))
        output.say(f"{before} → {light}  {move['title']}: {move['reason']}")


def _moved(one: Moved) -> dict[str, Any]:
    values = {"entity": one.thing.entity, "title": one.thing.title, "before": one.before}
    return values | {"light": one.thing.signal.light, "worse": one.is_worse, "reason": one.reason}


def _cell(cell: Cell) -> dict[str, Any]:
    values = {"light": cell.light or None, "asked": cell.asked, "open": cell.open, "waived": cell.waived}
    return values | {"works": dict(cell.counts), "white_spot": cell.is_white, "cause": say_cell(cell)}


def _short(cell: Cell) -> str:
    if cell.is_white:
        return _("white")
    if not cell.light:
        return "—"
    light = _(Light.of(cell.light).label)
    return f"{light} {cell.covered}/{cell.asked}" if cell.asked else light


def _coverage_arguments(parser: argparse.ArgumentParser) -> None:
    _plan(parser)
    add_as_of(parser)
    add_json(parser)


def _coverage(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        plan = find_plan(office, arguments.plan)
        lines = coverage(office.reader, plan, as_of=as_of(arguments))
    output.document({"commitments": [_line(line) for line in lines]})
    for line in lines:
        covers = "、".join(cover.title for cover in line.covers)
        output.say(
            f"[{_(Light.of(line.signal.light).label)}] {line.area or ''} {line.text} · {covers or say_why(line.signal)}"
        )
        if line.suggested:
            output.say("    " + _("suggested: {names}", names="、".join(cover.title for cover in line.suggested[:5])))
    output.say(_("{open} of {total} open", open=sum(line.is_open for line in lines), total=len(lines)))


def _line(line: CommitmentLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "area": line.area,
        "text": line.text,
        "indicator": line.indicator,
        "target": line.target,
        "light": line.signal.light,
        "cause": say_why(line.signal),
        "open": line.is_open,
        "covered_by": [{"entity": cover.entity, "title": cover.title} for cover in line.covers],
        "suggested": [{"entity": cover.entity, "id": cover.id, "title": cover.title} for cover in line.suggested],
    }


def _adopt_arguments(parser: argparse.ArgumentParser) -> None:
    _plan(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be taken over"))
    add_json(parser)


def _adopt(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=not arguments.dry_run) as office:
        plan = find_plan(office, arguments.plan)
        wanted = open_requirements(office, plan)
        step = None if arguments.dry_run else adopt_requirements(office, plan)
        name = step_name(office, step) if step else None
    rows = [{"area": row.area, "text": row.text, "indicator": row.indicator, "target": row.target} for row in wanted]
    output.document({"requirements": rows, "applied": name})
    for row in wanted:
        output.say(f"{row.area or ''} {row.text} {row.target or ''}".strip())
    output.say(name or _("{count} requirement(s) to take over", count=len(wanted)))


def _tier_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("what", metavar="PLAN", help=_("the plan (title or id), or with --district the district"))
    parser.add_argument("--district", action="store_true", help=_("change a district and its plans"))
    parser.add_argument("--kind", choices=["new", "built"], help=_("the class; without it the present one"))
    parser.add_argument("--tier", type=int, choices=[1, 2, 3, 4], help=_("the tier; without it the present one"))
    parser.add_argument("--apply", action="store_true", help=_("write it; without this it is only said"))
    add_json(parser)


def _change_tier(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=arguments.apply) as office:
        entity = "district" if arguments.district else "plan"
        id = find_district(office, arguments.what) if arguments.district else find_plan(office, arguments.what)
        kind, tier = _class_now(office, entity, id)
        proposal = compare_tier(office, entity, id, kind=arguments.kind or kind, tier=arguments.tier or tier)
        step = change_tier(office, proposal) if arguments.apply else None
        name = step_name(office, step) if step else None
    plans = [
        {
            "plan": plan.title,
            "added": [row.text for row in plan.added],
            "dropped": [row.text for row in plan.dropped],
            "kept": [row.text for row in plan.kept],
            "retargeted": [[pair.after.text, pair.before.target, pair.after.target] for pair in plan.retargeted],
            "own_targets": [row.text for row in plan.own_targets],
        }
        for plan in proposal.plans
    ]
    output.document({"before": proposal.before, "after": proposal.after, "plans": plans, "applied": name})
    output.say(f"{proposal.title}: {proposal.before} → {proposal.after}")
    for line in proposal.sentences():
        output.say(line)
    output.say(name or (_("It was so already.") if arguments.apply else _("Nothing is written yet; --apply does it.")))


def _class_now(office: Office, entity: str, id: str) -> tuple[str | None, int | None]:
    row = find_row(office, entity, id)
    return class_of(office, row) if entity == "plan" else (row.kind, row.tier)


def _take_arguments(parser: argparse.ArgumentParser) -> None:
    _plan(parser)
    parser.add_argument("kind", metavar="KIND", help=_("one of {names}", names="、".join(KIND_NAMES)))
    parser.add_argument("--on", type=day_argument, metavar="DAY", help=_("the day of the version; without it today"))
    parser.add_argument("--document", metavar="DOCUMENT", help=_("the approving document (title, number or id)"))
    parser.add_argument("--remark", metavar="TEXT", help=_("a remark"))
    add_json(parser)


def _take(arguments: argparse.Namespace, output: Output) -> None:
    day: date = arguments.on or clock.today()
    with open_office(arguments.book) as office:
        plan = find_plan(office, arguments.plan)
        document = find_document(office, arguments.document) if arguments.document else None
        step = take_version(office, plan, kind=arguments.kind, on=day, document=document, remark=arguments.remark)
        name = step_name(office, step) if step else None
    output.document({"step": name})
    output.say(name or "")


def _versions_arguments(parser: argparse.ArgumentParser) -> None:
    _plan(parser)
    parser.add_argument(
        "--against", default="", metavar="KIND", help=_("the version to compare with (its kind, title or id)")
    )
    add_json(parser)


def _versions(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        plan = find_plan(office, arguments.plan)
        known = versions_of(office.reader, plan)
        chosen = find_version(office.reader, plan, arguments.against) if known or arguments.against else None
        found = differences(office.reader, plan, chosen.id) if chosen else []
    output.document(
        {
            "versions": [
                {"id": row.id, "title": row.title, "kind": str(row.kind), "taken_on": row.taken_on.isoformat()}
                for row in known
            ],
            "against": chosen.title if chosen else None,
            "differences": [
                {"code": one.code, "what": one.what, "title": one.title, "shift": one.shift, "sentence": one.sentence}
                for one in found
            ],
        }
    )
    for row in known:
        output.say(row.title)
    if chosen is None:
        output.say(_("The plan has no version yet."))
        return
    output.say(_("Compared with “{title}”: {count} difference(s)", title=chosen.title, count=len(found)))
    for one in found:
        output.say("  " + one.sentence)


def _money(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        plan: Plan = find_row(office, "plan", find_plan(office, arguments.plan))
        rows = office.reader.rows_naming("funding", "plan", [plan.id])
        lines = money_lines(plan, rows, as_of=as_of(arguments))
    output.document(
        {
            "lines": [
                {
                    "year": line.year,
                    "source": line.source,
                    "amount": line.amount / 100,
                    "spent": line.spent / 100,
                    "spent_share": line.spent_share,
                    "elapsed_share": line.elapsed_share,
                    "gap": line.gap,
                    "overspent": line.overspent / 100,
                }
                for line in lines
            ]
        }
    )
    for line in lines:
        source = _(MoneySource.of(line.source).label) if line.source else _("Sum")
        output.say(f"{line.year or _('All years')} {source}  {say_gap(line)}")


def _check(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        found = check_plan(office, find_plan(office, arguments.plan), as_of=as_of(arguments))
    output.document({"problems": [problem_document(problem) for problem in found]})
    for problem in found:
        output.say(problem.sentence())
    if not found:
        output.say(_("Nothing is wrong with the plan."))


VERBS = (
    Verb("portfolio", N_("print the matrix of districts and areas with lights"), _portfolio_arguments, _portfolio),
    Verb("coverage", N_("print what covers the commitments of a plan"), _coverage_arguments, _coverage),
    Verb("adopt", N_("take the requirements of its class and tier over into a plan"), _adopt_arguments, _adopt),
    Verb(
        "change-tier", N_("say what another class or tier would change, and change it"), _tier_arguments, _change_tier
    ),
    Verb("take-version", N_("keep a plan as it is now as a version"), _take_arguments, _take),
    Verb("versions", N_("print the versions of a plan, and what differs from one"), _versions_arguments, _versions),
    Verb("plan-money", N_("print the money of a plan by year and source"), _coverage_arguments, _money),
    Verb("check-plan", N_("say what is wrong with a plan"), _coverage_arguments, _check),
)
