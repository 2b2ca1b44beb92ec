"""The verb about saved views: list, save, rename, remove them, take the usual ones, choose those for a meeting."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from smartplanner.base.i18n import N_, _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.cli.output import Output, Verb, add_json, table
from smartplanner.commands.history import step_name
from smartplanner.commands.office import Office, open_office
from smartplanner.commands.views import (
    arrange_views,
    find_view,
    read_content,
    remove_view,
    rename_view,
    save_view,
    take_usual_views,
    views_of,
)
from smartplanner.model import entities
from smartplanner.model.saved_view import SavedView

ACTIONS: Mapping[str, str] = {
    "list": N_("list the views; nothing is written"),
    "usual": N_("take the usual views in: all, or those NAMED"),
    "save": N_("save a view of --page: NAME, its setting as JSON"),
    "briefing": N_("show just the views NAMED before a meeting, in this order"),
    "rename": N_("call a view otherwise: NAME, NEW NAME"),
    "remove": N_("remove the view NAMED"),
}
"""What can be done, with what it does (msgids)."""
_PAGES = ("board", "red_list", "gantt", "portfolio", "operation")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", type=Path, metavar="BOOK", help=_("the book (.splan)"))
    explained = "; ".join(f"{name} = {_(text)}" for name, text in ACTIONS.items())
    parser.add_argument("action", nargs="?", default="list", choices=list(ACTIONS), metavar="ACTION", help=explained)
    parser.add_argument("words", nargs="*", metavar="NAME", help=_("the names of views"))
    parser.add_argument("--page", default="", metavar="PAGE", help=_("the page: a kind of record, board, gantt …"))
    add_json(parser)


def _run(arguments: argparse.Namespace, output: Output) -> None:
    with open_office(arguments.book, writable=arguments.action != "list") as office:
        if arguments.action == "list":
            _list(office, arguments, output)
            return
        step = _do(office, arguments)
        output.say(step_name(office, step) if step is not None else _("Nothing was to be changed."))
        output.document({"step": step.id if step is not None else None})


def _list(office: Office, arguments: argparse.Namespace, output: Output) -> None:
    views = views_of(office.reader, arguments.page)
    lines = [[row.name, row.page, _("before a meeting") if row.briefing else "", row.remark or ""] for row in views]
    for line in table([_("Name"), _("Page"), _("Shown"), _("Remark")], lines) if lines else ():
        output.say(line)
    output.say(_("{count} view(s)", count=len(views)))
    output.document({"views": [_as_json(row) for row in views]})


def _as_json(row: SavedView) -> dict[str, object]:
    try:
        content = dict(read_content(row.content))
    except Problem:
        content = {}
    return {"name": row.name, "page": row.page, "briefing": bool(row.briefing), "content": content}


def _do(office: Office, arguments: argparse.Namespace) -> Step | None:
    words, page, action = list(arguments.words), arguments.page, arguments.action
    if action == "usual":
        return take_usual_views(office, words or None)
    if action == "briefing":
        ids = [find_view(office.reader, name, page).id for name in words]
        rest = [row.id for row in views_of(office.reader) if row.id not in ids]
        return arrange_views(office, [*ids, *rest], ids)
    if action == "save" and len(words) == 2:
        if page not in (*_PAGES, *entities()):
            raise Problem(code="no_page", message=_("There is no page “{page}”.", page=page), field="page")
        return save_view(office, page, words[0], read_content(words[1]))
    if action == "rename" and len(words) == 2:
        return rename_view(office, find_view(office.reader, words[0], page).id, words[1])
    if action == "remove" and len(words) == 1:
        return remove_view(office, find_view(office.reader, words[0], page).id)
    raise Problem(
        code="words_missing",
        message=_("“{action}” is given other words than it needs.", action=action),
        remedy=_(ACTIONS[action]),
    )


VERBS = (Verb("views", N_("list, save and choose the saved views of a book"), _arguments, _run),)
