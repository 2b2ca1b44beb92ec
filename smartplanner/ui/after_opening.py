"""What is looked after when a book has been opened: drafts that were kept, and damage to its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from smartplanner.base.problems import Problem
from smartplanner.commands.books import check_quickly
from smartplanner.ui.drafts import kept_for
from smartplanner.ui.session import Session, show_problem

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

CHECK_AFTER = 3000
"""Milliseconds after opening a book before its file is looked over."""


def look_after(shell: Shell, session: Session) -> None:
    """Offer what was left unsaved, at the next turn of the event loop, and look the file over a while later."""
    # Neither holds the session: it goes when its book is closed.
    QTimer.singleShot(CHECK_AFTER, session, lambda: _check_quickly(shell))
    QTimer.singleShot(0, session, lambda: _offer_drafts(shell))
    QTimer.singleShot(CHECK_AFTER, session, lambda: _keep_drafts(session))


def _offer_drafts(shell: Shell) -> None:
    """Ask whether to go on with what was unsaved when the program ended last."""
    if shell.session is not None and kept_for(shell.session.office.path):
        from smartplanner.ui.session_end import offer_drafts

        offer_drafts(shell.session, shell.make_form, shell)


def _check_quickly(shell: Shell) -> None:
    """Look for damage beside the work, and say so at once if there is any."""

    def say(problems: list[Problem]) -> None:
        if problems:
            show_problem(problems[0], shell)

    if shell.session is not None:
        office = shell.session.office
        shell.session.in_background(lambda: check_quickly(office), say, asker=shell)


def _keep_drafts(session: Session) -> None:
    """Begin to put by what is typed into forms."""
    from smartplanner.ui.draft_keeping import DraftKeeping

    DraftKeeping(session)
