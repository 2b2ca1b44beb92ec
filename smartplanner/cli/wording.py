"""The verb about the office's own wording: list, show, copy, set, check, use, off."""

from __future__ import annotations

import argparse
from pathlib import Path

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.base.refusals import reason_of
from smartplanner.cli.output import Output, Verb, add_as_of, add_json, as_of, table
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.wording import (
    Template,
    Trial,
    copy_template,
    differences,
    line_of,
    lines_of,
    restore_ours,
    save_template,
    switch_template_off,
    template_named,
    templates_of,
    text_of,
    try_template,
    use_template,
)

_ACTS = ("list", "show", "copy", "set", "check", "use", "off", "compare", "restore")
_READING = ("list", "show", "check", "compare")
_NEED_FILE = ("set", "check")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    parser.add_argument("act", choices=_ACTS, metavar="ACT", help=", ".join(_ACTS))
    parser.add_argument(
        "names", nargs="*", metavar="NAME|FILE", help=_("the template; for set: NAME FILE, for check: FILE NAME")
    )
    add_as_of(parser)
    add_json(parser)


def _wording(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=arguments.act not in _READING) as office:
        if arguments.act == "list":
            _list(office, output)
            return
        name, file = _named(arguments)
        one = template_named(office, name)
        if arguments.act == "check":
            text = _text(file) if file else text_of(office, one.name)
            _say_trial(output, one, try_template(office, one.name, text, as_of=as_of(arguments)))
            return
        if arguments.act in ("show", "compare"):
            text = text_of(office, one.name) if arguments.act == "show" else "\n".join(differences(office, one.name))
            output.document({"template": one.name, "own": one.own, "text": text})
            output.say(text)
            return
        _change(office, arguments.act, one, file)
        now = template_named(office, one.name)
        output.document({"template": now.name, "own": now.own, "active": now.active})
        output.say("  ".join(next(iter(lines_of([now])))))


def _list(office: Office, output: Output) -> None:
    found = templates_of(office)
    output.document(
        {
            "templates": [
                {
                    "template": one.name, "report": one.report, "title": one.title, "own": one.own,
                    "active": one.active, "outdated": one.outdated,
                }
                for one in found
            ]
        }
    )  # fmt: skip
    for line in table((_("Template"), _("Paper"), _("Whose wording")), list(lines_of(found))):
        output.say(line)


def _named(arguments: argparse.Namespace) -> tuple[str, Path | None]:
    """Return the template's name and the file, in whichever order the act takes them."""
    names = list(arguments.names)
    wanted = 2 if arguments.act == "set" else 1
    if not wanted <= len(names) <= (2 if arguments.act in _NEED_FILE else 1):
        raise Problem(
            code="usage",
            message=_("Name the template, and for “set” and “check” the file as well."),
            remedy=_("For example: {example}", example="wording BOOK set monthly_briefing FILE"),
        )
    if len(names) == 1:
        return names[0], None
    first, second = names if arguments.act == "set" else names[::-1]
    return first, Path(second)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("it is not UTF-8 text")
        raise Problem(
            code="unreadable_template",
            file=path.name,
            message=_("The template cannot be read: {reason}.", reason=reason),
            remedy=_("Save it as UTF-8 text."),
        ) from error


def _change(office: Office, act: str, one: Template, file: Path | None) -> None:
    if act == "copy":
        copy_template(office, one.name)
    elif act == "set" and file is not None:
        save_template(office, one.name, _text(file))
    elif act == "use":
        use_template(office, one.name)
    elif act == "off":
        switch_template_off(office, one.name)
    elif act == "restore":
        restore_ours(office, one.name)


def _say_trial(output: Output, one: Template, trial: Trial) -> None:
    if trial.problem is not None:
        mistakes = [{"line": line_of(problem), "message": problem.message} for problem in trial.problems]
        output.document({"template": one.name, "right": False, "mistakes": mistakes})
        if len(mistakes) > 1:
            for problem in trial.problems[1:]:
                output.say(problem.message)
        raise trial.problem
    output.document({"template": one.name, "right": True, "note": trial.note})
    output.say(trial.note or _("The template is right."))


VERBS = (Verb("wording", N_("list, copy, change and try the office's own wording of papers"), _arguments, _wording),)
