"""The verb about meetings: propose an agenda, and hold a meeting from a script, one deed a call.

``meeting BOOK agenda`` only looks.  The others work on the meeting that is under way, or on the one that
``--meeting`` names; items are named by their number on the agenda.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem, shorten
from smartplanner.changes import Step
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.commands import meetings
from smartplanner.commands.history import step_name
from smartplanner.commands.office import Office, open_office
from smartplanner.model import entity
from smartplanner.model.agenda_item import AgendaKind
from smartplanner.queries.agenda import KINDS, LIMIT, USUAL_KINDS, agenda_of, meetings_under_way, propose_agenda
from smartplanner.queries.agenda_lines import AgendaLine
from smartplanner.queries.proceedings import proceedings
from smartplanner.rules.lights import Light

_WIDEST = 40
"""Characters of a cell of a printed agenda."""
ACTIONS: Mapping[str, str] = {
    "agenda": N_("show what a meeting should go through; nothing is written"),
    "open": N_("open a meeting with that agenda"),
    "show": N_("show the agenda and the outcome of the meeting under way"),
    "note": N_("note what the chair said: NUMBER WORDS"),
    "decide": N_("make a matter of a sentence: SENTENCE, or NUMBER SENTENCE for an item"),
    "grant": N_("grant the extension of an item: NUMBER [WORDS]"),
    "refuse": N_("refuse the extension of an item: NUMBER WORDS"),
    "review": N_("decide the review of an item: NUMBER proceed, conditional or stop [CONDITIONS]"),
    "light": N_("set the light of an item by hand: NUMBER COLOUR REASON"),
    "add": N_("put another item on the agenda: TITLE"),
    "pass": N_("mark an item as gone through: NUMBER"),
    "close": N_("close the meeting"),
}
"""What can be done, with what it does (msgids)."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    explained = "; ".join(f"{name} = {_(text)}" for name, text in ACTIONS.items())
    parser.add_argument("action", choices=list(ACTIONS), metavar="ACTION", help=explained)
    parser.add_argument("words", nargs="*", metavar="WORDS", help=_("the number of an item, and what is said"))
    parser.add_argument("--group", default="", metavar="NAME", help=_("only the matters of this working group"))
    parser.add_argument("--meeting", default="", metavar="TITLE", help=_("the meeting; without it the one under way"))
    parser.add_argument("--title", default="", metavar="TITLE", help=_("the title of the meeting that is opened"))
    parser.add_argument("--chair", default="", metavar="NAME", help=_("who chairs the meeting that is opened"))
    parser.add_argument("--place", default="", metavar="PLACE", help=_("where the meeting is held"))
    kinds = ",".join(KINDS)
    parser.add_argument(
        "--kinds", default="", metavar="KINDS", help=_("what goes on the agenda, of: {kinds}", kinds=kinds)
    )
    parser.add_argument("--limit", type=int, default=LIMIT, metavar="COUNT", help=_("red and yellow matters at most"))
    add_as_of(parser)
    add_json(parser)


def _run(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=arguments.action not in ("agenda", "show")) as office:
        if arguments.action == "agenda":
            _say_agenda(office, _proposed(office, arguments), output)
        elif arguments.action == "open":
            _open(office, arguments, output)
        elif arguments.action == "show":
            _say_meeting(office, _meeting(office, arguments.meeting), arguments, output)
        else:
            meeting = _meeting(office, arguments.meeting)
            step = _DEEDS[arguments.action](office, meeting, arguments)
            output.say(step_name(office, step) if step is not None else _("Nothing was to be changed."))
            output.document({"meeting": meeting.id, "step": step.id if step is not None else None})


def _proposed(office: Office, arguments: argparse.Namespace) -> list[AgendaLine]:
    kinds = [kind for kind in arguments.kinds.replace("，", ",").split(",") if kind] or sorted(USUAL_KINDS)
    for kind in kinds:
        if kind not in KINDS:
            message = _("There is no kind “{kind}” of item.", kind=kind)
            raise Problem(
                code="unknown_kind", message=message, remedy=_("Possible are: {choices}.", choices=", ".join(KINDS))
            )
    group = _named(office, "group", arguments.group) if arguments.group else None
    return propose_agenda(office.reader, as_of=as_of(arguments), group=group, kinds=kinds, limit=arguments.limit)


def _open(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    lines = _proposed(office, arguments)
    group = _named(office, "group", arguments.group) if arguments.group else None
    opened = meetings.open_meeting(
        office, title=arguments.title or " ".join(arguments.words), held_on=as_of(arguments), group=group,
        chair=arguments.chair, place=arguments.place, items=lines,
    )  # fmt: skip
    output.say(step_name(office, opened.step))
    for line in _table(agenda_of(office.reader, opened.meeting, as_of=as_of(arguments))):
        output.say(line)
    output.document({"meeting": opened.meeting, "step": opened.step.id, "items": len(lines)})


def _say_agenda(office: Office, lines: list[AgendaLine], output: Output) -> None:
    for line in _table(lines):
        output.say(line)
    output.say(_("{count} item(s)", count=len(lines)))
    output.document({"agenda": [_as_json(office, number, line) for number, line in enumerate(lines, 1)]})


def _say_meeting(office: Office, meeting: Any, arguments: argparse.Namespace, output: Output) -> None:
    lines = agenda_of(office.reader, meeting.id, as_of=as_of(arguments))
    found = proceedings(office.reader, meeting.id)
    output.say(f"{found.title}  {found.held_on or ''}")
    for line in _table(lines):
        output.say(line)
    for number, decided in enumerate(found.decisions, 1):
        output.say(f"{number}. {decided.text}")
    outcome = asdict(found)
    outcome["held_on"] = found.held_on.isoformat() if found.held_on else None
    for decision in outcome["decisions"]:
        decision["due"] = decision["due"].isoformat() if decision["due"] else None
    items = [_as_json(office, number, line) for number, line in enumerate(lines, 1)]
    output.document({"meeting": meeting.id, "agenda": items, "outcome": outcome})


def _table(lines: list[AgendaLine]) -> list[str]:
    titles = ["", _("Kind of item"), _("Light"), _("Lead unit"), _("Title"), _("Why it is here")]
    rows = [
        [
            str(number), _(AgendaKind.of(line.kind).label), _(Light.of(line.light).label) if line.light else "",
            line.lead, shorten(line.title, _WIDEST), line.cause,
        ]
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip
    return table(titles, rows) if rows else []


def _as_json(office: Office, number: int, line: AgendaLine) -> dict[str, Any]:
    return {"number": number} | asdict(line) | {"due": line.due.isoformat() if line.due else None}


def _meeting(office: Office, words: str) -> Any:
    """Return the meeting that is meant; a Problem when none or several are."""
    running = meetings_under_way(office.reader)
    if words:
        found = [row for row in office.reader.rows("meeting") if words in (row.id, row.title)]
        chosen = [row for row in found if row.id in {one.id for one in running}] or found
        if not chosen:
            raise _unknown("meeting", words, [row.title for row in running])
        return max(chosen, key=lambda row: (str(row.held_on or ""), row.id))
    if len(running) == 1:
        return running[0]
    if not running:
        message, remedy = _("No meeting is under way."), _("Open one first: meeting BOOK open --title TITLE.")
        raise Problem(code="no_meeting", message=message, remedy=remedy)
    raise Problem(
        code="several_meetings",
        message=_("{count} meetings are under way.", count=len(running)),
        remedy=_("Name one with --meeting: {names}.", names="、".join(row.title for row in running)),
    )


def _named(office: Office, name: str, words: str) -> str:
    names = office.reader.names(name)
    exact = [id for id, known in names.items() if words in (id, known)]
    found = exact or [id for id, known in names.items() if words in known]
    if len(found) == 1:
        return found[0]
    raise _unknown(name, words, list(names.values()))


def _unknown(name: str, words: str, known: list[str]) -> Problem:
    return Problem(
        code="unknown_name",
        message=_("{label}: there is no “{text}”.", label=_(entity(name).label), text=words),
        remedy=_("Possible are: {choices}.", choices="、".join(known)) if known else "",
    )


def _item(office: Office, meeting: Any, arguments: argparse.Namespace) -> tuple[str, str]:
    """Return the id of the item whose number comes first, and the words behind it."""
    number, *words = arguments.words or [""]
    lines = agenda_of(office.reader, meeting.id, as_of=as_of(arguments))
    place = int(number) if number.isdecimal() else 0
    if not 1 <= place <= len(lines):
        message = _("“{text}” is not the number of an item.", text=number)
        raise Problem(code="no_item", message=message, remedy=_("The agenda has {count} item(s).", count=len(lines)))
    return lines[place - 1].item, " ".join(words)


def _note(office: Office, meeting: Any, arguments: argparse.Namespace) -> Step:
    item, words = _item(office, meeting, arguments)
    return meetings.note(office, item, words)


def _decide(office: Office, meeting: Any, arguments: argparse.Namespace) -> Step:
    numbered = len(arguments.words) > 1 and arguments.words[0].isdecimal()
    item, words = _item(office, meeting, arguments) if numbered else (None, " ".join(arguments.words))
    return meetings.decide(office, meeting.id, item, words, as_of=as_of(arguments))


def _grant(office: Office, meeting: Any, arguments: argparse.Namespace) -> Step:
    item, words = _item(office, meeting, arguments)
    return meetings.decide_item_extension(office, item, grant=arguments.action == "grant", answer=words)


def _review(office: Office, meeting: Any, arguments: argparse.Namespace) -> Step:
    item, words = _item(office, meeting, arguments)
    decision, _blank, conditions = words.partition(" ")
    return meetings.decide_item_gate(office, item, decision, conditions=conditions)


def _light(office: Office, meeting: Any, arguments: argparse.Namespace) -> Step:
    item, words = _item(office, meeting, arguments)
    light, _blank, reason = words.partition(" ")
    return meetings.set_item_light(office, item, light, reason=reason)


def _pass(office: Office, meeting: Any, arguments: argparse.Namespace) -> Step | None:
    return meetings.pass_item(office, _item(office, meeting, arguments)[0])


_DEEDS: Mapping[str, Callable[[Office, Any, argparse.Namespace], Step | None]] = {
    "note": _note,
    "decide": _decide,
    "grant": _grant,
    "refuse": _grant,
    "review": _review,
    "light": _light,
    "add": lambda office, meeting, arguments: meetings.add_item(office, meeting.id, " ".join(arguments.words)),
    "pass": _pass,
    "close": lambda office, meeting, _arguments: meetings.close_meeting(office, meeting.id),
}

VERBS = (Verb("meeting", N_("propose an agenda, and hold a meeting"), _arguments, _run),)
