"""The verb that reads minutes of a meeting (会议纪要) and makes matters of their decisions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.cli.output import LEVELS, Output, Verb, add_as_of, add_json, as_of
from smartplanner.commands.minutes import MinutesProposal, ProposedTask, accept_minutes, propose_minutes
from smartplanner.commands.office import Office, open_office


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the minutes, .docx or .txt"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    add_as_of(parser)
    add_json(parser)


def _minutes(arguments: argparse.Namespace, output: Output) -> None:
    """Take all decisions that are new, as one step."""
    day = as_of(arguments)
    with open_office(arguments.book, writable=not arguments.dry_run) as office:
        proposal = propose_minutes(office, arguments.file, as_of=day)
        step = None
        if proposal.new_items and not arguments.dry_run:
            step = accept_minutes(office, proposal, as_of=day).id
        _say(office, proposal, output)
        output.document(_as_json(office, proposal, step))
    if step is None:
        output.say(_("  nothing to change") if not proposal.new_items else _("  Nothing was written."))


def _say(office: Office, proposal: MinutesProposal, output: Output) -> None:
    held_on = proposal.held_on.isoformat() if proposal.held_on else "—"
    output.say(
        _(
            "{title} {number}, {day}: {count} decision(s)",
            title=proposal.title, number=proposal.number, day=held_on, count=len(proposal.items),
        )
    )  # fmt: skip
    for problem in proposal.problems:
        output.say(f"  [{_(LEVELS[str(problem.level)])}] {problem.sentence()}")
    for item in proposal.items:
        _say_item(office, item, output)


def _say_item(office: Office, item: ProposedTask, output: Output) -> None:
    names = "、".join(office.reader.name("organisation", id) for id in item.support[:3])
    more = _(" and {count} other units", count=len(item.support) - 3) if len(item.support) > 3 else ""
    output.say(f"  {item.item} {item.title}")
    output.say(
        _(
            "    lead {lead}; with {support}; due {due}",
            lead=office.reader.name("organisation", item.lead) if item.lead else "—",
            support=(names + more) or "—",
            due=" ".join(part for part in (item.due.isoformat() if item.due else "", item.due_text) if part) or "—",
        )
    )
    if item.task is not None:
        output.say(_("    is in the book already"))
    for problem in item.problems:
        if problem.level != "note":
            output.say(f"    [{_(LEVELS[str(problem.level)])}] {problem.sentence()}")


def _as_json(office: Office, proposal: MinutesProposal, step: str | None) -> dict[str, Any]:
    name = office.reader.name
    return {
        "title": proposal.title,
        "number": proposal.number,
        "held_on": proposal.held_on.isoformat() if proposal.held_on else None,
        "chair": proposal.chair,
        "group": name("group", proposal.group) if proposal.group else None,
        "present": [name("organisation", id) for id in proposal.present],
        "absent": [name("organisation", id) for id in proposal.absent],
        "problems": [{"code": problem.code, "message": problem.sentence()} for problem in proposal.problems],
        "decisions": [
            {
                "item": item.item,
                "text": item.text,
                "title": item.title,
                "lead": name("organisation", item.lead) if item.lead else None,
                "support": [name("organisation", id) for id in item.support],
                "due": item.due.isoformat() if item.due else None,
                "due_text": item.due_text,
                "due_precision": item.due_precision,
                "already": item.task,
                "problems": [
                    {"code": problem.code, "field": problem.field, "message": problem.sentence()}
                    for problem in item.problems
                ],
            }
            for item in proposal.items
        ],
        "step": step,
    }


VERBS = (Verb("minutes", N_("make matters of the decisions in minutes of a meeting"), _arguments, _minutes),)
