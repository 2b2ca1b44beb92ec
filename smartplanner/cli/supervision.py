"""The verbs about the life of matters: act, sign, progress, extend, decide, divide, hand over."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.cli.output import Output, Verb, add_json
from smartplanner.commands.history import step_name
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.reference import calendar
from smartplanner.commands.supervision import (
    change_deadline,
    decide_extension,
    divide,
    hand_over,
    perform_act,
    report_progress,
    request_extension,
    sign,
)
from smartplanner.commands.supervision.extending import pending_extension
from smartplanner.commands.supervision.naming import (
    act_named,
    day_in,
    grade_named,
    parts_in,
    task_named,
    unit_named,
)
from smartplanner.fields.progress import read_progress
from smartplanner.model import entity
from smartplanner.queries.life import extensions_of, original_due, times_extended
from smartplanner.rules.deadlines import free_day
from smartplanner.rules.life import state_label


def _common(parser: argparse.ArgumentParser, *, task: bool = True) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    if task:
        parser.add_argument("task", metavar="TASK", help=_("the matter: its code or title"))
    parser.add_argument("--on", default="", metavar="DAY", help=_("the day on which it happened; today without it"))
    add_json(parser)


def _on(arguments: argparse.Namespace) -> date:
    return day_in(arguments.on, clock.today()) if arguments.on else clock.today()


def _unit(office: Office, words: str) -> str | None:
    return unit_named(office, words) if words else None


def _tell(office: Office, output: Output, step: Step | None, tasks: list[str]) -> None:
    """Say what was done and how the matters stand now."""
    if step is None:
        output.say(_("Nothing was to be changed."))
    else:
        output.say(_("Step {number}: {name}", number=step.number, name=step_name(office, step)))
    told = [_standing(office, office.reader.row("task", task)) for task in tasks]
    for each in told[:20]:
        due = each["due"] or _("no deadline given")
        output.say(f"  {each['code'] or ''} {each['title']}: {state_label(each['state'])}, {due}".strip())
    output.document({"step": step.number if step else None, "tasks": told})


def _standing(office: Office, row: Any) -> dict[str, Any]:
    extensions = extensions_of(office.reader, row.id)
    first = original_due(row.due, extensions)
    return {
        "id": row.id, "code": row.code, "title": row.title, "state": row.state, "progress": row.progress,
        "due": row.due.isoformat() if row.due else None, "original_due": first.isoformat() if first else None,
        "extensions": times_extended(extensions),
    }  # fmt: skip


def _warn(output: Output, office: Office, day: date) -> None:
    if problem := free_day(day, calendar(office.reader)):
        output.complain(problem.sentence())


def _act_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("act", metavar="ACT", help=_("what is done, such as assign, urge, finish, close, archive"))
    parser.add_argument("task", nargs="+", metavar="TASK", help=_("the matters: codes or titles"))
    parser.add_argument("--on", default="", metavar="DAY", help=_("the day on which it happened; today without it"))
    parser.add_argument("--unit", default="", metavar="UNIT", help=_("the unit concerned"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why"))
    parser.add_argument("--evidence", default="", metavar="TEXT", help=_("what shows the result"))
    parser.add_argument(
        "--grade", default="", metavar="GRADE", help=_("of a reminder: reminder, blue, yellow, red, notice")
    )
    parser.add_argument("--person", default="", metavar="NAME", help=_("by whom"))
    add_json(parser)


def _act(arguments: argparse.Namespace, output: Output) -> None:
    on = _on(arguments)
    with open_office(arguments.book) as office:
        tasks = [task_named(office, words).id for words in arguments.task]
        step = perform_act(
            office, tasks, act_named(arguments.act), on=on, organisation=_unit(office, arguments.unit),
            reason=arguments.reason, evidence=arguments.evidence, person=arguments.person or None,
            grade=grade_named(arguments.grade) if arguments.grade else None,
        )  # fmt: skip
        _tell(office, output, step, tasks)


def _sign_arguments(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("--unit", default="", metavar="UNIT", help=_("the unit; without it the lead unit"))
    parser.add_argument("--person", default="", metavar="NAME", help=_("by whom"))


def _sign(arguments: argparse.Namespace, output: Output) -> None:
    on = _on(arguments)
    with open_office(arguments.book) as office:
        task = task_named(office, arguments.task).id
        unit = _unit(office, arguments.unit)
        _tell(office, output, sign(office, task, unit, on=on, person=arguments.person or None), [task])


def _progress_arguments(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("--unit", default="", metavar="UNIT", help=_("the unit; without it the lead unit"))
    parser.add_argument("--period", default="", metavar="PERIOD", help=_("such as 2026-11; without it that of the day"))
    parser.add_argument("--progress", default="", metavar="PERCENT", help=_("how far the work has come"))
    parser.add_argument("--text", default="", metavar="TEXT", help=_("the progress in words"))
    parser.add_argument("--problems", default="", metavar="TEXT", help=_("what is difficult"))
    parser.add_argument("--next", default="", metavar="TEXT", help=_("what comes next"))
    parser.add_argument("--blocked-by", default="", metavar="TEXT", help=_("what holds the unit up"))


def _progress(arguments: argparse.Namespace, output: Output) -> None:
    on = _on(arguments)
    with open_office(arguments.book) as office:
        task = task_named(office, arguments.task).id
        step = report_progress(
            office, task, _unit(office, arguments.unit), on=on, period=arguments.period or None,
            progress=_percent(arguments.progress), text=arguments.text, problems=arguments.problems,
            next_steps=arguments.next, blocked_by=arguments.blocked_by,
        )  # fmt: skip
        _tell(office, output, step, [task])


def _percent(text: str) -> float | None:
    if not text:
        return None
    reading = read_progress(text, as_fraction=False)
    if reading.value is None:
        progress = entity("progress_report")["progress"]
        label = _(progress.note.label)
        message = _("“{label}”: “{text}” is no percentage.", label=label, text=text)
        raise Problem(code="bad_progress", message=message, remedy=_("Write it like 80%."))
    return reading.value


def _extend_arguments(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("--to", required=True, metavar="DAY", help=_("the new deadline"))
    parser.add_argument("--reason", required=True, metavar="TEXT", help=_("why"))
    parser.add_argument("--progress", default="", metavar="TEXT", help=_("how far the work has come"))
    parser.add_argument("--unit", default="", metavar="UNIT", help=_("the unit; without it the lead unit"))
    parser.add_argument(
        "--by-office", action="store_true", help=_("the office itself sets the day, also after expiry; no request")
    )


def _extend(arguments: argparse.Namespace, output: Output) -> None:
    on = _on(arguments)
    to = day_in(arguments.to, on)
    with open_office(arguments.book) as office:
        task = task_named(office, arguments.task).id
        step: Step | None
        if arguments.by_office:
            _warn(output, office, to)
            step = change_deadline(office, task, to=to, reason=arguments.reason, on=on)
        else:
            unit = _unit(office, arguments.unit)
            step = request_extension(
                office, task, to=to, reason=arguments.reason, progress=arguments.progress, on=on, organisation=unit
            )
        _tell(office, output, step, [task])


def _decide_arguments(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--grant", action="store_true", help=_("grant the extension"))
    choice.add_argument("--refuse", action="store_true", help=_("refuse the extension"))
    parser.add_argument("--answer", default="", metavar="TEXT", help=_("what the unit is told"))
    parser.add_argument("--by", default="", metavar="NAME", help=_("who decides"))
    parser.add_argument("--to", default="", metavar="DAY", help=_("another day than the one asked for"))


def _decide(arguments: argparse.Namespace, output: Output) -> None:
    on = _on(arguments)
    with open_office(arguments.book) as office:
        row = task_named(office, arguments.task)
        waiting = pending_extension(office, row.id)
        if waiting is None:
            message = _("“{title}” has no request waiting for a decision.", title=row.title)
            raise Problem(code="no_request", message=message)
        to = day_in(arguments.to, on) if arguments.to else None
        if to is not None:
            _warn(output, office, to)
        step = decide_extension(
            office, waiting.id, granted=arguments.grant, on=on, answer=arguments.answer,
            decided_by=arguments.by or None, new_due=to,
        )  # fmt: skip
        _tell(office, output, step, [row.id])


def _divide_arguments(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("part", nargs="+", metavar="PART", help=_("a part: TITLE, or TITLE|LEAD UNIT|DEADLINE"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why a part is due later than the whole"))


def _divide(arguments: argparse.Namespace, output: Output) -> None:
    on = _on(arguments)
    with open_office(arguments.book) as office:
        task = task_named(office, arguments.task).id
        parts = parts_in(office, "\n".join(arguments.part), reason=arguments.reason, on=on)
        before = {row.id for row in office.reader.rows_naming("task", "parent", [task])}
        step = divide(office, task, parts, on=on)
        made = [row.id for row in office.reader.rows_naming("task", "parent", [task]) if row.id not in before]
        _tell(office, output, step, [task, *made])


def _hand_over_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("giver", metavar="FROM", help=_("the unit that gives"))
    parser.add_argument("taker", metavar="TO", help=_("the unit that takes"))
    add_json(parser)


def _hand_over(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        step = hand_over(office, unit_named(office, arguments.giver), unit_named(office, arguments.taker))
        output.say(_("Step {number}: {name}", number=step.number, name=step_name(office, step)))
        output.document({"step": step.number, "changes": step.size})


VERBS = (
    Verb("act", N_("do something with matters: assign, urge, finish, close, archive and so on"), _act_arguments, _act),
    Verb("sign", N_("note that a unit signed for a matter"), _sign_arguments, _sign),
    Verb("progress", N_("take in what a unit reports on a matter"), _progress_arguments, _progress),
    Verb("extend", N_("ask for a later deadline"), _extend_arguments, _extend),
    Verb("decide", N_("grant or refuse an extension"), _decide_arguments, _decide),
    Verb("divide", N_("divide a matter into parts"), _divide_arguments, _divide),
    Verb("hand-over", N_("let another unit take all that names a unit"), _hand_over_arguments, _hand_over),
)
