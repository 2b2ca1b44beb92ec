"""The verbs that change the book: back, forth, a new matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from smartplanner.base.i18n import _
from smartplanner.changes import Step
from smartplanner.commands.history import step_name

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell


def undo(shell: Shell) -> None:
    """Take back the last step and say which it was."""
    if shell.session is not None:
        _step(shell, shell.session.office.journal.undo)


def redo(shell: Shell) -> None:
    """Do again what was taken back and say what it was."""
    if shell.session is not None:
        _step(shell, shell.session.office.journal.redo)


def add_matter(shell: Shell) -> None:
    """Open an empty form for a new matter."""
    shell.open_record("task", "")


def find(shell: Shell) -> None:
    """Find a record, a page, a verb or a paper by a few letters."""
    from smartplanner.ui.finder.palette import find

    find(shell)


def _step(shell: Shell, take: Callable[[], Step | None]) -> None:
    assert shell.session is not None
    step = shell.session.perform(take, window=shell)
    if step is not None:
        name = step_name(shell.session.office, step)
        shell.session.said.emit(_("{name} ({count} change(s))", name=name, count=step.size))
