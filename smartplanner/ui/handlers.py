"""What each verb of the menus does with the window: one line each, by the id of ``commands/verbs.py``.

The functions are in the rooms of ``ui/handling``; what they need beyond the window is imported when first wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from smartplanner.ui.handling import books, editing, help, ledgers, papers, views

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

HANDLERS: Mapping[str, Callable[[Shell], Any]] = {
    "new": books.new_book,
    "open": books.open_asked,
    "import": ledgers.import_ledgers,
    "minutes": ledgers.take_minutes,
    "export": papers.export_list,
    "collect": ledgers.collect,
    "report": papers.show_papers,
    "check_document": papers.check_paper,
    "wording": papers.show_wording,
    "print": papers.print_view,
    "backup": books.back_up,
    "check_book": books.check_book,
    "quit": lambda shell: shell.close(),
    "undo": editing.undo,
    "redo": editing.redo,
    "add": editing.add_matter,
    "find": editing.find,
    "as_of": views.choose_day,
    "refresh": views.refresh,
    "save_view": views.save_view,
    "briefing": views.show_before_meeting,
    "meeting": views.hold_meeting,
    "preferences": views.show_preferences,
    "help": help.show_manual,
    "tour": help.show_tour,
    "news": help.show_news,
    "shortcuts": help.show_shortcuts,
    "narrow": lambda shell: shell.side.turn(),
    "toolbar": lambda shell: shell.switch("toolbar"),
    "about": help.show_about,
}
