"""The verbs about the journal: history, undo, redo, rollback, the bin, two moments compared, a moment written out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from smartplanner.base import clock
from smartplanner.base.i18n import N_, _
from smartplanner.changes import Step
from smartplanner.cli.output import Output, Verb, add_json
from smartplanner.commands.history.bin import binned, bring_back, plan_return
from smartplanner.commands.history.comparing import (
    Comparison,
    Difference,
    compare,
    export_comparison,
    say_comparison,
    since_moment,
    until_moment,
)
from smartplanner.commands.history.moment import write_past
from smartplanner.commands.history.plan import Conflict, Plan, plan_rollback
from smartplanner.commands.history.resolve import Choice, resolve, same_choice, take_back
from smartplanner.commands.history.words import known_names, step_name
from smartplanner.commands.office import Office, open_office
from smartplanner.fields.values import present
from smartplanner.model import entities, entity
from smartplanner.queries.history.names import KnownNames


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    add_json(parser)


def _rollback_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("step", metavar="STEP", help=_("the step's id or number"))
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--keep", action="store_true", help=_("where later changes stand in the way, keep what they wrote")
    )
    choice.add_argument(
        "--restore", action="store_true", help=_("where later changes stand in the way, bring back what was then")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would go back and what conflicts"))


def _moment_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("--step", required=True, metavar="STEP", help=_("the step's id or number"))
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=_("the copy to write (.splan)"))


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument(
        "--since", required=True, metavar="DAY|STEP", help=_("before this day (2026-11-01) or after this step (#12)")
    )
    parser.add_argument(
        "--until", default="", metavar="DAY|STEP", help=_("through this day or step; without it, until now")
    )
    parser.add_argument("--entity", default="", choices=["", *entities()], metavar="ENTITY", help=_("only these"))
    parser.add_argument("--out", type=Path, metavar="FILE.xlsx", help=_("write it to a workbook as well"))


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    _book(parser)
    parser.add_argument("entity", choices=list(entities()), metavar="ENTITY", help=_("which kind of record"))
    parser.add_argument("id", nargs="+", metavar="ID", help=_("the key of a record, as the verb “bin” lists it"))
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--with-missing", action="store_true", help=_("bring back as well what they name and what is gone")
    )
    choice.add_argument(
        "--leave-empty", action="store_true", help=_("leave fields empty that name what is gone, where they may be")
    )


def _history(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        steps = [_entry(office, step) for step in office.journal.steps()]
    output.document({"steps": steps})
    for entry in steps:
        at = clock.local(str(entry["at"]))
        output.say(f"{entry['number']:>5}  {at}  {entry['label']}  ({entry['changes']})")


def _undo(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        _say(office, office.journal.undo(), output)


def _redo(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        _say(office, office.journal.redo(), output)


def _rollback(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=not arguments.dry_run) as office:
        if not (arguments.keep or arguments.restore or arguments.dry_run):
            _say(office, office.journal.rollback(arguments.step), output)
            return
        plan = plan_rollback(office, arguments.step)
        choices = same_choice(plan, Choice.RESTORE if arguments.restore else Choice.KEEP)
        if not arguments.dry_run:
            step = take_back(office, plan, choices)
            for conflict in plan.conflicts:
                output.say(_conflict_line(conflict))
            _say(office, step, output)
            return
        outcome = resolve(office, plan, choices)
        _say_plan(plan, outcome.follows, output)


def _say_plan(plan: Plan, follows: tuple[str, ...], output: Output) -> None:
    clean = _("{count} record(s) go back with nothing in the way.", count=plan.clean)
    for line in (clean, *map(_conflict_line, plan.conflicts), *follows):
        output.say(line)
    document = {"clean": plan.clean, "already": plan.already, "follows": list(follows)}
    output.document(document | {"conflicts": [_conflict(one) for one in plan.conflicts]})


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {
        "entity": conflict.entity,
        "id": conflict.id,
        "fields": list(conflict.fields),
        "standing": str(conflict.standing),
        "title": conflict.title,
        "then": conflict.then,
        "now": conflict.now,
        "by": conflict.by,
        "dependants": list(conflict.dependants),
        "can_restore": conflict.can_restore,
    }


def _conflict_line(conflict: Conflict) -> str:
    parts = [conflict.title]
    if conflict.fields:
        empty = _("(empty)")
        words = {"field": conflict.label, "then": conflict.then or empty, "now": conflict.now or empty}
        parts.append(_("{field} was “{then}”, is “{now}”", **words))
    if conflict.by:
        parts.append(_("changed by step {number}", number=conflict.by))
    return "  ".join(parts)


def _as_of_moment(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        step = office.journal.step(arguments.step)
        write_past(office, step, arguments.out)
        entry = _entry(office, step)
    output.say(_("The book as of step {number}: {file}", number=step.number, file=arguments.out))
    output.document({"file": str(arguments.out), "step": entry})


def _compare(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        since, until = since_moment(office, arguments.since), until_moment(office, arguments.until)
        comparison = compare(office, since, until).narrowed(entity=arguments.entity)
        if arguments.out is not None:
            export_comparison(office, comparison, arguments.out)
        output.say(say_comparison(comparison))
        if output.as_json:
            output.document(_comparison(comparison, known_names(office)))


def _comparison(comparison: Comparison, names: KnownNames) -> dict[str, object]:
    return {
        "since": comparison.since.number,
        "until": comparison.until.number,
        "counts": comparison.counts(),
        "records": [_difference(one, names) for one in comparison.differences],
    }


def _difference(one: Difference, names: KnownNames) -> dict[str, object]:
    described = entity(one.change.entity)

    def values(side: Any) -> dict[str, object]:
        return {name: present(described[name], value, names) for name, value in (side or {}).items()}

    about = {"entity": one.change.entity, "id": one.change.id, "title": one.title, "became": one.sort}
    return about | {"before": values(one.change.before), "after": values(one.change.after)}


def _bin(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=False) as office:
        entries = binned(office)
    document = [
        {
            "entity": one.gone.entity,
            "id": one.gone.id,
            "title": one.title,
            "at": one.gone.at,
            "person": one.gone.person,
            "step": one.gone.number,
            "parts": dict(one.parts),
            "taken_back": one.taken_back,
        }
        for one in entries
    ]
    output.document({"records": document})
    for one in entries:
        label = _(entity(one.gone.entity).label)
        output.say(f"{clock.local(one.gone.at)}  {label}  {one.title}  ({one.gone.entity} {one.gone.id})")


def _restore_row(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book) as office:
        keys = [(arguments.entity, id) for id in arguments.id]
        planned = plan_return(office, keys, with_missing=arguments.with_missing)
        _say(office, bring_back(office, planned, leave_empty=arguments.leave_empty), output)


def _say(office: Office, step: Step, output: Output) -> None:
    output.say(_("{name} ({count} change(s))", name=step_name(office, step), count=step.size))
    output.document({"step": _entry(office, step)})


def _entry(office: Office, step: Step) -> dict[str, object]:
    return {
        "id": step.id,
        "number": step.number,
        "at": step.at,
        "person": step.person,
        "label": step_name(office, step),
        "origin": step.origin,
        "changes": step.size,
        "undoes": step.undoes,
        "source": step.source_file,
    }


VERBS = (
    Verb("history", N_("list the steps, newest first"), _book, _history),
    Verb("undo", N_("take back the last step"), _book, _undo),
    Verb("redo", N_("do again what was taken back"), _book, _redo),
    Verb("rollback", N_("take back one step, however old"), _rollback_arguments, _rollback),
    Verb("as-of-moment", N_("write the book as it was after a step"), _moment_arguments, _as_of_moment),
    Verb("compare", N_("say what changed between two days or steps"), _compare_arguments, _compare),
    Verb("bin", N_("list what was removed and is not back"), _book, _bin),
    Verb("restore-row", N_("bring a record back from the bin"), _restore_arguments, _restore_row),
)
