"""The reading process: takes requests from the program outside, reads one file at a time, and answers.

It opens the book for reading only and writes nothing anywhere.  It ends when the program outside does, when it
had nothing to do for some minutes, or when it is killed; the program starts another one when it needs it.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from smartplanner.base.i18n import use_language
from smartplanner.base.problems import Problem
from smartplanner.excel.apart.confine import close_doors, limit_memory
from smartplanner.excel.apart.frames import read_frame, write_frame
from smartplanner.excel.apart.preview import SheetView, views_of
from smartplanner.excel.choices import Choices
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.ledgers.importer import propose
from smartplanner.excel.proposal import Proposal
from smartplanner.excel.reading.shelf import Shelf
from smartplanner.excel.word import WordDocument, measure_word, read_word
from smartplanner.journal import open_book
from smartplanner.queries import Reader
from smartplanner.rules.paper import PaperFacts

SECONDS_IDLE = 600.0
_SECONDS_BETWEEN_REPORTS = 0.05
_SECONDS_AT_MOST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One file to be read against the book as it is now; ``language`` is that of the sentences in the answer."""

    book: Path
    path: Path
    as_of: date
    entity: str | None
    choices: Choices
    prefixes: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRequest:
    """One Word document whose text is wanted, or its measures; no book is needed for it."""

    path: Path
    language: str
    measured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRequest:
    """One workbook whose sheets are to be drawn; one that was read for a proposal just now is not read again."""

    path: Path
    language: str


AnyRequest = Request | WordRequest | ViewRequest


@dataclass(frozen=True, slots=True)
class Taken:
    """The file is being read; it has so many bytes."""

    size: int


@dataclass(frozen=True, slots=True)
class Advanced:
    """So many rows are done, of so many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The proposal, the document or the sheets, or the Problem that the book cannot be opened or the file not be read.

    ``peak`` is the most bytes that this process took so far, ``seconds`` the processor time of this answer.
    """

    proposal: Proposal | None
    problem: Problem | None
    peak: int
    seconds: float
    document: WordDocument | None = None
    paper: PaperFacts | None = None
    views: tuple[SheetView, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """The file took too much memory (no ``trace``), or a mistake of this program showed."""

    trace: str


def main() -> None:
    """Answer requests from standard input on standard output until the program outside ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = _take_over_pipes()
    limit_memory()
    close_doors()
    shelf = Shelf()
    while True:
        idle = threading.Timer(SECONDS_IDLE, os._exit, (0,))
        idle.daemon = True
        idle.start()
        try:
            request = read_frame(requests)
        except EOFError:
            return
        idle.cancel()
        # If the program outside is gone, nobody else ends a reader that hangs.
        faulthandler.dump_traceback_later(_SECONDS_AT_MOST, exit=True)
        try:
            shelf = _answer(request, shelf, answers)
        except BrokenPipeError:
            return
        faulthandler.cancel_dump_traceback_later()


def _take_over_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the pipes to ourselves: what a library prints must not come among the answers."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return requests, answers


def _answer(request: AnyRequest, shelf: Shelf, answers: IO[bytes]) -> Shelf:
    """Send what the request asks for; returns the shelf to go on with, a new one after a failure."""
    use_language(request.language)
    write_frame(answers, Taken(_size(request.path)))
    started = time.process_time()
    try:
        proposal, document, paper = None, None, None
        views: tuple[SheetView, ...] = ()
        if isinstance(request, ViewRequest):
            views = views_of(shelf.grids(shelf.open(request.path)))
        elif isinstance(request, WordRequest) and request.measured:
            paper = measure_word(request.path)
        elif isinstance(request, WordRequest):
            document = read_word(request.path)
        else:
            proposal = _propose(request, shelf, answers)
        answer: Any = Answered(proposal, None, peak_memory(), time.process_time() - started, document, paper, views)
    except Problem as problem:
        answer = Answered(None, problem, peak_memory(), time.process_time() - started)
    except MemoryError:
        shelf, answer = Shelf(), Failed("")
    except BrokenPipeError:
        raise
    except Exception:
        shelf, answer = Shelf(), Failed(traceback.format_exc())
    write_frame(answers, answer)
    return shelf


def _propose(request: Request, shelf: Shelf, answers: IO[bytes]) -> Proposal:
    # Opened anew for each request: the book may have been replaced, and the answer must be about its newest state.
    journal = open_book(request.book, writable=False)
    try:
        reader = Reader(journal)
        return propose(
            request.path,
            reader,
            as_of=request.as_of,
            entity=request.entity,
            choices=request.choices,
            progress=_Reports(answers).tell,
            surroundings=Surroundings.of(reader, prefixes=request.prefixes),
            shelf=shelf,
        )
    finally:
        journal.close()


class _Reports:
    """Tells how far the reading is, not more often than a person can see."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._told = 0.0

    def tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told >= _SECONDS_BETWEEN_REPORTS or done >= total:
            self._told = now
            write_frame(self._answers, Advanced(done, total))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def peak_memory() -> int:
    """Return the most bytes that this process held in memory so far; 0 where the system does not tell."""
    if sys.platform == "linux":
        for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) << 10
    return 0


def start_command(search_path: Sequence[str]) -> list[str]:
    """Return the command line that starts a reading process which finds its modules in *search_path*."""
    start = "import sys; sys.path[:] = sys.argv[1:]; from smartplanner.excel.apart.child import main; main()"
    return [sys.executable, "-c", start, *(entry for entry in search_path if entry)]
