"""The sample book as a person meets it: made once in the documents folder, in the background, and opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from smartplanner.base.i18n import N_, _
from smartplanner.ui.progress import LongWork, Progress

if TYPE_CHECKING:
    from smartplanner.ui.shell import Shell

FOLDER = N_("SmartPlanner sample")
_BOOK = "demo.splan"


def sample_folder() -> Path:
    """Return the folder that the sample is put into, in the documents of the person; it need not exist."""
    return documents() / _(FOLDER)


def documents() -> Path:
    """Return the folder of the person's documents."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(named) if named else Path.home()


def is_sample(book: Path) -> bool:
    """Whether *book* is the sample, which is looked at as of its own day."""
    return book.name == _BOOK and book.parent.name == sample_folder().name


def sample_day() -> date:
    """Return the day that the sample is about."""
    from smartplanner.commands.sample import SAMPLE_DAY

    return SAMPLE_DAY


def look_at_sample(shell: Shell) -> LongWork | None:
    """Open the sample; it is made first if it is not there, which takes some seconds and can be stopped."""
    folder = sample_folder()
    book = folder / _BOOK
    if book.exists():
        shell.open_book(book)
        return None
    return LongWork(
        shell.session,
        _("The sample is being made"),
        lambda progress, _cancelled: make(folder, progress),
        shell.open_book,
        window=shell,
    )


def make(folder: Path, progress: Progress) -> Path:
    """Make the sample in *folder* and return its book; nothing is left of it when *progress* stops it."""
    from smartplanner.commands.sample import make_sample, sample_ledgers

    is_new = not folder.exists()
    steps = len(sample_ledgers()) + 2
    done = 0

    def said(line: str) -> None:
        nonlocal done
        done += 1
        progress(done / steps, line)

    try:
        progress(0.5 / steps)
        return make_sample(folder, said=said).book
    except BaseException:
        if is_new and folder.exists() and not any(folder.iterdir()):
            folder.rmdir()
        raise
