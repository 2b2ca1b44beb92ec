"""What each verb of the menus does with the window: one line each, by the id of ``commands/verbs.py``.

A verb with dialogs of its own has its function in a module of its own, which is imported when it is first wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def _find(shell: Shell) -> None:
    from smartplanner.ui.finder.palette import find

    find(shell)


def _check_document(shell: Shell) -> None:
    from smartplanner.ui.document_check import check_a_document

    check_a_document(shell)


def _help(shell: Shell) -> None:
    from smartplanner.ui.help.opening import open_help

    open_help(shell)


def _tour(shell: Shell) -> None:
    from smartplanner.ui.tour.guide import start_tour

    start_tour(shell)


def _news(shell: Shell) -> None:
    from smartplanner.ui.help.news import show_news

    show_news(shell)


def _save_view(shell: Shell) -> None:
    from smartplanner.ui.views import save_view_of

    save_view_of(shell)


def _briefing(shell: Shell) -> None:
    from smartplanner.ui.views import show_views_before_meeting

    show_views_before_meeting(shell)


def _print(shell: Shell) -> None:
    page = shell.stack.currentWidget()
    if shell.session is not None and page is not None:
        from smartplanner.ui.printing import print_page

        print_page(shell.session, shell.page_name(), page, shell)


def _wording(shell: Shell) -> None:
    from smartplanner.ui.wording import show_templates

    show_templates(shell)


HANDLERS: Mapping[str, Callable[[Shell], Any]] = {
    "new": lambda shell: shell.new(),
    "open": lambda shell: shell.open(),
    "import": lambda shell: shell.import_ledgers(),
    "minutes": lambda shell: shell.take_minutes(),
    "export": lambda shell: shell.export_list(),
    "collect": lambda shell: shell.collect(),
    "report": lambda shell: shell.report(),
    "check_document": _check_document,
    "wording": _wording,
    "print": _print,
    "backup": lambda shell: shell.backup(),
    "quit": lambda shell: shell.close(),
    "undo": lambda shell: shell.undo(),
    "redo": lambda shell: shell.redo(),
    "add": lambda shell: shell.add(),
    "find": _find,
    "as_of": lambda shell: shell.as_of_day(),
    "refresh": lambda shell: shell.refresh(),
    "save_view": _save_view,
    "briefing": _briefing,
    "meeting": lambda shell: shell.meeting(),
    "preferences": lambda shell: shell.preferences(),
    "help": _help,
    "tour": _tour,
    "news": _news,
    "shortcuts": lambda shell: shell.shortcuts(),
    "narrow": lambda shell: shell.switch("narrow"),
    "toolbar": lambda shell: shell.switch("toolbar"),
    "about": lambda shell: shell.about(),
}
