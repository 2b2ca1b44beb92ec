"""The book as of a moment: a copy to look at, made in a folder of its own and removed with it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.commands.office import Office
from smartplanner.journal.moment import rebuild

Said = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class PastBook:
    """A book as it was after a step: where its copy lies.  Remove it when it is no longer looked at."""

    path: Path
    step: Step

    @property
    def day(self) -> date:
        """The day of the moment: lights and figures are computed as of it."""
        return clock.local_day(self.step.at)

    def remove(self) -> None:
        """Remove the copy with its folder; what another program still holds open is left to the system."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def look_back(office: Office, step: Step, said: Said = lambda _part: None) -> PastBook:
    """Make the book as it was after *step* in a folder of its own; *said* is told the part done and may raise to stop.

    Attachments are not copied.  A Problem if the copy cannot be made; nothing is left behind then.
    """
    folder = Path(tempfile.mkdtemp(prefix="smartplanner-past-"))
    try:
        path = folder / office.path.name
        rebuild(office.path, step.number, path, said)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return PastBook(path, step)


def write_past(office: Office, step: Step, target: Path) -> None:
    """Write the book as it was after *step* to *target*; a file that is there already is a Problem and stays."""
    if target.exists() or target.is_symlink():
        message = _("The file exists already and is not overwritten.")
        raise Problem(code="book_exists", file=str(target), message=message, remedy=_("Choose another name."))
    rebuild(office.path, step.number, target)
