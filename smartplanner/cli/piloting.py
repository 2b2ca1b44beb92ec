"""The verb about pilots: show, plan a gate, check a point, decide, start or end, score, adopt a case."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.cli.arguments import Parser, UsageError
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.cli.scheduling import day_argument
from smartplanner.commands import piloting
from smartplanner.commands.history import step_name
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.piloting.rows import named
from smartplanner.queries.cases import matching_districts
from smartplanner.queries.pilots import (
    PilotLine,
    gates_of,
    last_sheet,
    last_sheet_of_district,
    pilot_lines,
    pilot_view,
    say_signal,
)
from smartplanner.rules.assessment import GRADES, SUGGESTIONS, Sheet, missing_words, say_why
from smartplanner.rules.pilots import stage_label


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    add_json(parser)
    acts = parser.add_subparsers(title=_("Acts"), dest="act", required=True, metavar="ACT", parser_class=Parser)
    for name, (told, add, act, writes) in _ACTS.items():
        one = acts.add_parser(name, help=_(told), description=_(told))
        add(one)
        add_as_of(one)
        add_json(one)
        one.set_defaults(act_run=act, writes=writes)


def _run(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=arguments.writes) as office:
        arguments.act_run(office, arguments, output)


def _say_step(office: Office, step: Step | None, output: Output, **more: Any) -> None:
    name = step_name(office, step) if step else None
    output.say(name or _("It was so already."))
    output.document({"step": name, **more})


def _pilot(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pilot", metavar="PILOT", help=_("the pilot's name or a part of it"))


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pilot", nargs="?", default="", metavar="PILOT", help=_("the pilot's name or a part of it"))


def _show(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    if not arguments.pilot:
        lines = pilot_lines(office.reader, as_of=day)
        rows = [
            (stage_label(line.stage), line.name, line.gate, _iso(line.due), say_signal(line.signal)) for line in lines
        ]
        for text in table((_("Stage"), _("Pilot"), _("Next review"), _("Planned for"), _("Light")), rows):
            output.say(text)
        output.document({"pilots": [line._asdict() | _values(line) for line in lines]})
        return
    view = pilot_view(office.reader, named(office, "pilot", arguments.pilot), as_of=day)
    assert view is not None
    gates = [
        {
            "id": gate.row.id, "gate": gate.row.gate, "due": _iso(gate.row.due), "held_on": _iso(gate.row.held_on),
            "decision": gate.row.decision, "conditions": gate.row.conditions,
            "points": [{"id": check.id, "text": check.text, "passed": check.passed} for check in gate.checks],
        }
        for gate in view.gates
    ]  # fmt: skip
    output.say(f"{view.row.name}  {stage_label(view.row.stage)}")
    for gate in gates:
        output.say(f"  {gate['gate']}  {gate['held_on'] or gate['due'] or ''}  {gate['decision'] or ''}")
        for number, point in enumerate(gate["points"], 1):
            output.say(f"    {number}. {point['text']}  {_PASSED[point['passed']]}")
    for words in view.missing:
        output.say(_("still lacking: {what}", what=words))
    output.document(
        {
            "pilot": view.row.name, "stage": view.row.stage, "gates": gates, "missing": list(view.missing),
            "next": view.following.key if view.following else None,
        }
    )  # fmt: skip


def _gate_arguments(parser: argparse.ArgumentParser) -> None:
    _pilot(parser)
    parser.add_argument("gate", metavar="GATE", help=_("selection, approval, midterm, acceptance or spreading"))
    parser.add_argument("--due", type=day_argument, metavar="DAY", help=_("the day it is planned for"))


def _gate(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    id, step = piloting.open_gate(office, named(office, "pilot", arguments.pilot), arguments.gate, arguments.due)
    _say_step(office, step, output, gate=id)


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    _pilot(parser)
    parser.add_argument("point", type=int, metavar="N", help=_("the number of the point; 0: all of them"))
    parser.add_argument("--failed", action="store_true", help=_("it is not passed"))
    parser.add_argument("--remark", default=None, metavar="TEXT", help=_("what was found"))


def _check(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    gate = _waiting(office, arguments)
    checks = gate.checks or _with_checklist(office, arguments, gate)
    if not 0 <= arguments.point <= len(checks):
        raise UsageError(_("There are {count} points.", count=len(checks)))
    chosen = checks if arguments.point == 0 else checks[arguments.point - 1 : arguments.point]
    step = piloting.check_points(
        office, [check.id for check in chosen], passed=not arguments.failed, remark=arguments.remark
    )
    _say_step(office, step, output)


def _with_checklist(office: Office, arguments: argparse.Namespace, gate: Any) -> Any:
    piloting.take_checklist(office, gate.row.id)
    return _waiting(office, arguments).checks


def _decide_arguments(parser: argparse.ArgumentParser) -> None:
    _pilot(parser)
    parser.add_argument("decision", choices=["proceed", "conditional", "stop"], metavar="DECISION",
                        help=_("proceed, conditional or stop"))  # fmt: skip
    parser.add_argument("--condition", action="append", default=[], metavar="TEXT",
                        help=_("what has to be made good, with its deadline; may be given several times"))  # fmt: skip
    parser.add_argument("--due", type=day_argument, metavar="DAY", help=_("by when, for conditions that do not say"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why"))
    parser.add_argument(
        "--back-to", default=None, metavar="STAGE", help=_("the stage that a stopped pilot goes back to")
    )
    parser.add_argument("--document", default="", metavar="NAME", help=_("the source document"))
    parser.add_argument("--meeting", default="", metavar="NAME", help=_("the meeting"))


def _decide(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    day = as_of(arguments)
    gate = _waiting(office, arguments)
    conditions = piloting.conditions_in(office, "\n".join(arguments.condition), on=day)
    step = piloting.decide_gate(
        office, gate.row.id, arguments.decision, held_on=day, reason=arguments.reason, back_to=arguments.back_to,
        conditions=[replace(one, due=one.due or arguments.due) for one in conditions],
        document=named(office, "document", arguments.document) if arguments.document else None,
        meeting=named(office, "meeting", arguments.meeting) if arguments.meeting else None,
    )  # fmt: skip
    _say_step(office, step, output, gate=gate.row.id)


def _waiting(office: Office, arguments: argparse.Namespace) -> Any:
    """Return the review of the pilot that waits for its decision; a Problem if none does."""
    gates = gates_of(office.reader, named(office, "pilot", arguments.pilot), as_of=as_of(arguments))
    found = next((gate for gate in gates if gate.row.decision is None), None)
    if found is None:
        message = _("No review of this pilot waits for a decision.")
        raise Problem(code="no_gate", message=message, remedy=_("Plan one first: pilot BOOK gate PILOT GATE."))
    return found


def _move_arguments(parser: argparse.ArgumentParser) -> None:
    _pilot(parser)
    parser.add_argument("stage", choices=["running", "closed"], metavar="STAGE", help=_("running or closed"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why"))


def _move(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    pilot = named(office, "pilot", arguments.pilot)
    step = piloting.enter_stage(office, pilot, arguments.stage, on=as_of(arguments), reason=arguments.reason)
    _say_step(office, step, output)


def _assess_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pilot", metavar="NAME", help=_("the name of the pilot or the district, or a part of it"))
    parser.add_argument("--district", action="store_true", help=_("NAME is a district: its scores as a whole"))


def _assess(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    if arguments.district:
        sheet = last_sheet_of_district(office.reader, named(office, "district", arguments.pilot))
    else:
        sheet = last_sheet(office.reader, named(office, "pilot", arguments.pilot))
    if isinstance(sheet, Problem):
        raise sheet
    if sheet is None:
        message = _("Nothing has been scored yet.")
        raise Problem(code="no_scores", message=message, remedy=_("Take in the score sheet, or enter scores."))
    titles = (_("Indicator"), _("Weight"), *sheet.scorers, _("Average"), _("Spread"), _("Weighted"))
    for text in table(titles, [_cells(sheet, line) for line in sheet.lines]):
        output.say(text)
    output.say(sheet.arithmetic)
    output.say(f"{_(GRADES[sheet.grade])}  {_(SUGGESTIONS[sheet.suggestion])}（{say_why(sheet)}）")
    for problem in missing_words(sheet):
        output.say(problem.sentence())
    output.document(
        {
            "total": sheet.total, "grade": sheet.grade, "suggestion": sheet.suggestion, "why": say_why(sheet),
            "arithmetic": sheet.arithmetic, "missing": [list(pair) for pair in sheet.missing],
            "indicators": [
                {"indicator": line.indicator, "weight": line.weight, "scores": dict(line.scores),
                 "average": line.average, "spread": line.spread, "deviation": line.deviation, "share": line.share}
                for line in sheet.lines
            ],
        }
    )  # fmt: skip


def _cells(sheet: Sheet, line: Any) -> tuple[str, ...]:
    scores = (f"{line.scores[name]:g}" if name in line.scores else "—" for name in sheet.scorers)
    return (line.indicator, f"{line.weight:g}", *scores, f"{line.average:.2f}", f"{line.spread:g}", f"{line.share:.2f}")


def _adopt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help=_("the case's title or a part of it"))
    parser.add_argument("district", nargs="?", default="", metavar="DISTRICT", help=_("without it: which it fits"))
    parser.add_argument("--due", type=day_argument, metavar="DAY", help=_("by when"))
    parser.add_argument("--decline", default="", metavar="REASON", help=_("the district does not adopt it, and why"))


def _adopt(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    case = named(office, "case", arguments.case)
    if not arguments.district:
        matches = matching_districts(office.reader, office.reader.row("case", case))
        rows = [
            (match.name, _(_DEGREES[match.degree]), "；".join((*match.reasons, *match.against))) for match in matches
        ]
        for text in table((_("District"), _("Fit"), _("Why")), rows):
            output.say(text)
        output.document({"districts": [match._asdict() | {"degree": match.degree} for match in matches]})
        return
    district, day = named(office, "district", arguments.district), as_of(arguments)
    if arguments.decline:
        _say_step(office, piloting.decline(office, case, district, on=day, reason=arguments.decline), output)
        return
    id, step = piloting.adopt(office, case, district, on=day, due=arguments.due)
    _say_step(office, step, output, adoption=id)


def _values(line: PilotLine) -> dict[str, Any]:
    """Return what JSON has otherwise: the day as text or null, money in yuan, the light by name."""
    budget = line.budget / 100 if line.budget is not None else None
    return {"due": _iso(line.due) or None, "signal": line.signal.light, "budget": budget}


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


_PASSED = {None: "", True: "√", False: "×"}
_DEGREES = {"good": N_("fits well"), "partly": N_("fits partly"), "not": N_("does not fit")}
_Act = Callable[[Office, argparse.Namespace, Output], None]
_ACTS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], _Act, bool]] = {
    "show": (N_("show the pilots, or one with its reviews"), _show_arguments, _show, False),
    "gate": (N_("plan a review"), _gate_arguments, _gate, True),
    "check": (N_("note a point of the review that waits"), _check_arguments, _check, True),
    "decide": (N_("decide the review that waits"), _decide_arguments, _decide, True),
    "move": (N_("let a pilot start building, or end it"), _move_arguments, _move, True),
    "assess": (N_("print the assessment with its sum"), _assess_arguments, _assess, False),
    "adopt": (N_("carry a case to a district, or show which it fits"), _adopt_arguments, _adopt, True),
}

VERBS = (Verb("pilot", N_("bring pilots through their reviews"), _arguments, _run),)
