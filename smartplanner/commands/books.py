"""What concerns a whole book: its facts, its check, copies of it and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from smartplanner import __version__
from smartplanner.base import clock
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.commands.attachment_copies import copy_attachments, kept_files
from smartplanner.commands.attachments import verify
from smartplanner.commands.office import Office
from smartplanner.journal.books import check_book, check_book_quickly, copy_book, restore_book, versions
from smartplanner.queries.overview import counts

_LAST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Facts:
    """What ``info`` shows of a book."""

    versions: Mapping[str, str]
    counts: Mapping[str, int]
    steps: tuple[Step, ...]
    files: int
    """Files of attachments beside the book."""
    files_size: int
    """Their bytes."""


def facts(office: Office) -> Facts:
    """Return the counts, versions and last steps of a book."""
    known = {"program": __version__, **versions(office.journal)}
    files = kept_files(office.path)
    size = sum(path.stat().st_size for path in files)
    return Facts(known, counts(office.reader), tuple(office.journal.steps(limit=_LAST_STEPS)), len(files), size)


def check(office: Office) -> list[Problem]:
    """Return everything that is wrong with the book and its attachments; an empty list means that it is whole."""
    return check_book(office.journal) or verify(office)


def check_quickly(office: Office) -> list[Problem]:
    """Return the damage of the file that a quick look finds: under a second for 50,000 matters."""
    return check_book_quickly(office.journal)


def backup(book: Path, target: Path | None = None, *, progress: Callable[[float], object] = lambda _part: None) -> Path:
    """Make a verified copy of *book*, with the time in its name unless *target* says more than the folder.

    The files of its attachments are copied along, into the folder that belongs to the copy.  *progress* is told the
    part done and may raise to stop before the copy takes its place.
    """
    moment = clock.now()[:19].replace(":", "").replace("-", "").replace("T", "-")
    name = f"{book.stem}.{moment}.backup{book.suffix}"
    if target is None:
        target = book.with_name(name)
    elif target.is_dir():
        target = target / name
    copy_book(book, target, progress=progress)
    copy_attachments(book, target)
    return target


def restore(copy: Path, book: Path) -> Path | None:
    """Bring a copy back as *book*; returns where the book that stood there was put aside, if there was one.

    The files of the copy's attachments come back as well; those that lie beside the book stay.
    """
    kept = restore_book(copy, book)
    copy_attachments(copy, book)
    return kept
