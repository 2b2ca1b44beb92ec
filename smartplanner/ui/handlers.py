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


HANDLERS: Mapping[str, Callable[[Shell], Any]] = {
    "new": lambda shell: shell.new(),
    "open": lambda shell: shell.open(),
    "import": lambda shell: shell.import_ledgers(),
    "minutes": lambda shell: shell.take_minutes(),
    "export": lambda shell: shell.export_list(),
    "collect": lambda shell: shell.collect(),
    "report": lambda shell: shell.report(),
    "check_document": _check_document,
    "backup": lambda shell: shell.backup(),
    "quit": lambda shell: shell.close(),
    "undo": lambda shell: shell.undo(),
    "redo": lambda shell: shell.redo(),
    "add": lambda shell: shell.add(),
    "find": _find,
    "as_of": lambda shell: shell.as_of_day(),
    "refresh": lambda shell: shell.refresh(),
    "meeting": lambda shell: shell.meeting(),
    "preferences": lambda shell: shell.preferences(),
    "shortcuts": lambda shell: shell.shortcuts(),
    "narrow": lambda shell: shell.switch("narrow"),
    "toolbar": lambda shell: shell.switch("toolbar"),
    "about": lambda shell: shell.about(),
}
