"""What concerns a whole book: its facts, its check, copies of it and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from smartplanner import __version__
from smartplanner.base import clock
from smartplanner.base.i18n import _
from smartplanner.base.memory import without_scans
from smartplanner.base.problems import Problem
from smartplanner.changes import Step
from smartplanner.commands.attachment_copies import copy_attachments, kept_files
from smartplanner.commands.attachments import verify
from smartplanner.commands.office import Office
from smartplanner.journal.books import check_book, check_book_quickly, copy_book, restore_book, versions
from smartplanner.model import entities
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


def check(office: Office, *, progress: Callable[[float, str], object] = lambda _part, _words: None) -> list[Problem]:
    """Return everything that is wrong with the book and its attachments; an empty list means that it is whole.

    *progress* is told the part done and what is looked at, and may raise to stop; nothing is written either way.
    """
    with without_scans():
        problems = check_book(office.journal, tell=lambda part, words: progress(part * _BOOK_SHARE, words))
    if problems:
        return problems
    words = _("Attachments are compared with what was attached")
    return verify(office, tell=lambda part: progress(_BOOK_SHARE + (1 - _BOOK_SHARE) * part, words))


_BOOK_SHARE = 0.9
"""The part of a check that is the book itself; the rest are its attachments."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check that found nothing has looked at."""

    records: int
    steps: int
    files: int


def checked(office: Office) -> Checked:
    """Return how much a whole check looks at."""
    reader = office.reader
    records = sum(reader.count(entity) for entity in entities())
    last = office.journal.steps(limit=1)
    return Checked(records, last[0].number if last else 0, reader.count("attachment"))


def check_quickly(office: Office) -> list[Problem]:
    """Return the damage of the file that a quick look finds: under a second for 50,000 matters."""
    return check_book_quickly(office.journal)


def backup(book: Path, target: Path | None = None, *, progress: Callable[[float], object] = lambda _part: None) -> Path:
    """Make a verified copy of *book*, with the local time in its name unless *target* says more than the folder.

    A name that is taken (a clock that was set back) gets a number: no older copy is written over.

    The files of its attachments are copied along, into the folder that belongs to the copy.  *progress* is told the
    part done and may raise to stop before the copy takes its place.
    """
    if target is None:
        target = _free_name(book, book.parent)
    elif target.is_dir():
        target = _free_name(book, target)
    copy_book(book, target, progress=progress)
    copy_attachments(book, target)
    return target


def _free_name(book: Path, folder: Path) -> Path:
    name = f"{book.stem}.{clock.compact(clock.now())}"
    found, number = folder / f"{name}.backup{book.suffix}", 2
    while found.exists():
        found, number = folder / f"{name}-{number}.backup{book.suffix}", number + 1
    return found


def restore(copy: Path, book: Path) -> Path | None:
    """Bring a copy back as *book*; returns where the book that stood there was put aside, if there was one.

    The files of the copy's attachments come back as well; those that lie beside the book stay.
    """
    kept = restore_book(copy, book)
    copy_attachments(copy, book)
    return kept
