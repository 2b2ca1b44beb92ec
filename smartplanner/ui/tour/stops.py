"""The stops of the tour: which page is in view, what is pointed at, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smartplanner.base.i18n import N_
from smartplanner.ui.navigation import BOARD, HOME, PAPERS, RED_LIST, TASKS

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

Finds = Callable[["Shell"], QWidget | None]
"""Finds what is pointed at; None where it is not in view: the whole page then."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop; *page* is gone to before it, an empty one leaves the page."""

    page: str
    title: str
    words: str
    finds: Finds


def _tool(verb: str) -> Finds:
    return lambda shell: shell.tools.widgetForAction(shell.action(verb)) if shell.tools.isVisible() else None


def _page(shell: Shell) -> QWidget | None:
    return shell.stack.currentWidget()


STOPS = (
    Stop(
        "",
        N_("All pages are here"),
        N_("Matters, plans and pilots, contracts, papers: one click opens a page.  Headings fold."),
        lambda shell: shell.side,
    ),
    Stop(
        "",
        N_("Take ledgers in as they are"),
        N_("Choose the workbooks that were mailed in, or drop them on the window.  A preview comes before anything."),
        _tool("import"),
    ),
    Stop(
        HOME,
        N_("Ten seconds for the whole city"),
        N_("What is late, what is due, who has not reported.  Every figure opens the list behind it."),
        _page,
    ),
    Stop(
        RED_LIST,
        N_("Why it is red, and whose turn it is"),
        N_("Each line says its reason and who is to act; chosen lines can be urged in one go."),
        _page,
    ),
    Stop(
        BOARD,
        N_("Move cards to change states"),
        N_("Drag a card to another column; a refusal says why.  Every step can be taken back."),
        _page,
    ),
    Stop(
        TASKS,
        N_("A list works as in Excel"),
        N_("Type over cells, copy and paste blocks, filter in the heads of the columns, undo with Ctrl+Z."),
        _page,
    ),
    Stop(
        PAPERS,
        N_("Papers in official format"),
        N_("Choose a kind: the pages are there at once.  Mend sentences, then save as Word or PDF."),
        _page,
    ),
    Stop(
        "",
        N_("Find anything, and ask the manual"),
        N_("Ctrl+K finds matters, pages and commands, also by first letters of pinyin.  F1 explains the page in view."),
        _tool("find"),
    ),
)
