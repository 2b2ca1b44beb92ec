"""The ways from a page into the window: what a page asks for through its signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from smartplanner.model import entities
from smartplanner.ui.navigation import BOARD, HOME, OPERATION
from smartplanner.ui.pages import make_page, modules_of
from smartplanner.ui.spoken import name_controls
from smartplanner.ui.tidying import empty_when_gone

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def go_when_loaded(shell: Shell, name: str) -> None:
    """Show the page *name* as soon as all that it is made of is loaded, unless something else is looked at by then."""
    session, before = shell.session, shell.stack.currentWidget()

    def go() -> None:
        if session is not None and shell.session is session and shell.stack.currentWidget() is before:
            shell.go_to(name)

    shell.ahead.load(modules_of(name), go)


def make_page_for(shell: Shell, name: str) -> QWidget:
    """Make the page *name* of the book that is open, with its ways into the window."""
    assert shell.session is not None
    page: Any = make_page(shell.session, name, shell.stack)
    if name == HOME:
        # A number leads to a page, and chooses there what it counts.
        page.going.connect(lambda to, choose: choose(shell.go_to(to)))
        page.meeting_wanted.connect(lambda: shell.do("meeting"))
    elif name == BOARD:
        page.importing.connect(lambda: shell.do("import"))
    elif name == OPERATION:
        page.going.connect(shell.go_to)
    elif name in entities():
        page.exporting.connect(lambda _entity: shell.do("export"))
    made: QWidget = page
    empty_when_gone(made)
    name_controls(made, shell.navigation.title_of(name))
    return made
