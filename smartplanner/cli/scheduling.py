"""The verbs about dates of plans: slip, critical-path, link, unlink."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.cli.arguments import UsageError
from smartplanner.cli.output import Output, Verb, add_json
from smartplanner.commands.history import step_name
from smartplanner.commands.linking import link, unlink
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.reference import calendar
from smartplanner.commands.scheduling import SlipProposal, apply_slip, find_milestone, propose_slip
from smartplanner.queries.schedule import OWNERS, read_schedule
from smartplanner.rules.schedule import Schedule

_KINDS = {"FS": "finish_start", "SS": "start_start", "FF": "finish_finish", "SF": "start_finish"}
_PATHS_SHOWN = 10


def day_argument(text: str) -> date:
    """Read an ISO day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = _("“{text}” is not a day; write it like 2026-11-30.", text=text)
        raise argparse.ArgumentTypeError(message) from None


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))


def _slip_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("milestone", metavar="MILESTONE", help=_("the milestone's title or id"))
    parser.add_argument("--start", type=day_argument, metavar="DAY", help=_("its new start"))
    parser.add_argument("--due", type=day_argument, metavar="DAY", help=_("its new due day"))
    parser.add_argument("--duration", type=int, metavar="N", help=_("its new duration in workdays"))
    parser.add_argument("--apply", action="store_true", help=_("write it; without this it is only said"))
    add_json(parser)


def _slip(arguments: argparse.Namespace, output: Output) -> None:
    if arguments.start is None and arguments.due is None and arguments.duration is None:
        raise UsageError(_("Give a new start, due day or duration."))
    with open_office(arguments.book, writable=arguments.apply) as office:
        milestone = find_milestone(office, arguments.milestone)
        asked = {"start": arguments.start, "due": arguments.due, "duration": arguments.duration}
        proposal = propose_slip(office, milestone, **asked)
        step = apply_slip(office, proposal) if arguments.apply else None
        name = step_name(office, step) if step else None
    output.document({**_proposal(proposal), "applied": name})
    for line in (*proposal.notes, *proposal.sentences()):
        output.say(line)
    for problem in proposal.problems:
        output.say(_("Then: {problem}", problem=problem.sentence()))
    for plan, count in proposal.plans:
        output.say(_("{plan}: {count} milestone(s) move", plan=plan, count=count))
    if not proposal.moves:
        output.say(_("Nothing moves."))
    elif name:
        output.say(name)
    else:
        output.say(_("Nothing is written yet; --apply does it."))


def _proposal(proposal: SlipProposal) -> dict[str, Any]:
    moves = [
        {
            "id": move.id,
            "title": proposal.titles[move.id],
            "start_before": move.start_before.isoformat(),
            "start": move.start.isoformat(),
            "finish_before": move.finish_before.isoformat(),
            "finish": move.finish.isoformat(),
            "because": proposal.titles.get(move.because) or None,
        }
        for move in proposal.moves
    ]
    return {
        "milestone": proposal.title,
        "moves": moves,
        "plans": [{"name": name, "milestones": count} for name, count in proposal.plans],
        "problems": [problem_document(problem) for problem in proposal.problems],
        "notes": list(proposal.notes),
    }


def problem_document(problem: Problem) -> dict[str, str]:
    """Return a Problem for ``--json``."""
    return {"level": str(problem.level), "code": problem.code, "message": problem.sentence()}


def _critical_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("--plan", metavar="PLAN", help=_("only this plan, pilot or contract (title or id)"))
    add_json(parser)


def _critical(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        owner = find_owner(office, arguments.plan) if arguments.plan else None
        schedule = read_schedule(office.reader, calendar(office.reader), owner=owner)
    found = schedule.paths(owner, limit=_PATHS_SHOWN)
    paths = [[_stop(schedule, id) for id in path] for path in found.paths]
    problems = [problem_document(problem) for problem in schedule.problems]
    holder = schedule.holder(owner) if owner else None
    title = schedule.activities[holder].title if holder else None
    output.document({"holder": title, "paths": paths, "count": found.count, "problems": problems})
    if title:
        output.say(_("“{title}” holds the plan up.", title=title))
    output.say(_("{count} critical path(s)", count=found.count))
    for number, path in enumerate(paths, 1):
        output.say(_("Path {number}:", number=number))
        for stop in path:
            output.say("  {early_start}—{early_finish}  {title}".format(**stop))
    if found.count > len(paths):
        output.say(_("{count} more are not shown.", count=found.count - len(paths)))
    for problem in schedule.problems:
        output.say(problem.sentence())


def _stop(schedule: Schedule, id: str) -> dict[str, Any]:
    times = schedule.times[id]
    return {
        "id": id,
        "title": schedule.activities[id].title,
        "early_start": times.early_start.isoformat(),
        "early_finish": times.early_finish.isoformat(),
        "slack": times.slack,
    }


def find_owner(office: Office, words: str, entities: tuple[str, ...] = OWNERS) -> str:
    """Return the id of the plan, pilot or contract with this id or name; a Problem if there is none, or several."""
    found = []
    for entity in entities:
        names = office.reader.names(entity)
        if words in names:
            return words
        found += [id for id, name in names.items() if name == words]
    if len(found) == 1:
        return found[0]
    if not found:
        message = _("There is no plan, pilot or contract “{name}”.", name=words)
        raise Problem(code="no_plan", message=message, remedy=_("The verb “list BOOK plan” lists the plans."))
    message = _("{count} are called “{name}”.", count=len(found), name=words)
    raise Problem(code="several_plans", message=message, remedy=_("Give the id: {ids}.", ids="、".join(found)))


def _pair(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("before", metavar="BEFORE", help=_("the milestone that comes first (title or id)"))
    parser.add_argument("after", metavar="AFTER", help=_("the milestone that waits for it (title or id)"))
    add_json(parser)


def _link_arguments(parser: argparse.ArgumentParser) -> None:
    _pair(parser)
    parser.add_argument("--kind", choices=list(_KINDS), default="FS", help=_("FS, SS, FF or SF; without it FS"))
    parser.add_argument("--lag", type=int, default=0, metavar="N", help=_("workdays between the two"))


def _link(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        before, after = find_milestone(office, arguments.before), find_milestone(office, arguments.after)
        step = link(office, before, after, kind=_KINDS[arguments.kind], lag=arguments.lag)
        name = step_name(office, step) if step else None
    output.say(name or _("It was so already."))
    output.document({"step": name})


def _unlink(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        before, after = find_milestone(office, arguments.before), find_milestone(office, arguments.after)
        name = step_name(office, unlink(office, before, after))
    output.say(name)
    output.document({"step": name})


VERBS = (
    Verb("slip", N_("say what moves when a milestone moves, and move it"), _slip_arguments, _slip),
    Verb("critical-path", N_("print what decides the end of a plan"), _critical_arguments, _critical),
    Verb("link", N_("let one milestone wait for another"), _link_arguments, _link),
    Verb("unlink", N_("take such a link away"), _pair, _unlink),
)
