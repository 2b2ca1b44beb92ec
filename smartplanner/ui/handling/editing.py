"""The verbs that change the book: back, forth, a new matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from smartplanner.base.i18n import _
from smartplanner.base.telling import Tell
from smartplanner.changes import Step
from smartplanner.commands.history import step_name
from smartplanner.ui.progress import LARGE, carry_out

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def undo(shell: Shell) -> None:
    """Take back the last step and say which it was."""
    if shell.session is not None:
        journal = shell.session.office.journal
        _step(shell, journal.to_undo(), lambda tell: journal.undo(tell=tell), _("Taking back …"))


def redo(shell: Shell) -> None:
    """Do again what was taken back and say what it was."""
    if shell.session is not None:
        journal = shell.session.office.journal
        _step(shell, journal.to_redo(), lambda tell: journal.redo(tell=tell), _("Doing it again …"))


def add_matter(shell: Shell) -> None:
    """Open an empty form for a new matter."""
    shell.open_record("task", "")


def find(shell: Shell) -> None:
    """Find a record, a page, a verb or a paper by a few letters."""
    from smartplanner.ui.finder.palette import find

    find(shell)


def _step(shell: Shell, wanted: Step | None, take: Callable[[Tell], Step], title: str) -> None:
    """Take the step *wanted* back or do it again, a large one beside the window, and say which it was."""
    session = shell.session
    assert session is not None

    def say(step: Step) -> None:
        name = step_name(session.office, step)
        session.said.emit(_("{name} ({count} change(s))", name=name, count=step.size))

    carry_out(session, title, take, say, window=shell, large=wanted is not None and wanted.size >= LARGE)
