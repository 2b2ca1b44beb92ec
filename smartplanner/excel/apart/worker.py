"""Reading of foreign workbooks and documents in a process of its own, from the side of the program.

The program never parses a foreign file itself: the readers can be driven to end their process or to take
gigabytes by a file of 2 KB, and while they work they hold the interpreter, so that no window would answer.
Whatever happens to the process, a ``Proposal`` comes back, if need be one that says why the file is refused.
"""

from __future__ import annotations

import collections
import contextlib
import queue
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

import psutil

from smartplanner.base.i18n import language
from smartplanner.base.problems import Problem
from smartplanner.excel.apart.child import (
    Advanced,
    Answered,
    AnyRequest,
    Failed,
    Request,
    Taken,
    ViewRequest,
    WordRequest,
    start_command,
)
from smartplanner.excel.apart.confine import MEMORY, hold
from smartplanner.excel.apart.frames import read_frame, write_frame
from smartplanner.excel.apart.preview import SheetView
from smartplanner.excel.choices import NO_CHOICES, Choices
from smartplanner.excel.grammar.surroundings import CITY_PREFIXES
from smartplanner.excel.proposal import Proposal
from smartplanner.excel.reading import refusals
from smartplanner.excel.word import WordDocument
from smartplanner.excel.word.reasons import for_word
from smartplanner.rules.paper import PaperFacts

SECONDS = 60.0
"""What a file may take to be read, and again as much for each 30 MB of it."""
_BYTES_PER_TURN = 30 << 20
_SECONDS_BETWEEN_LOOKS = 0.02
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError", "bad_alloc", "out of memory")

Progress = Callable[[int, int], None]


class ReadingBug(RuntimeError):  # noqa: N818 - nobody catches it: it goes to the report of mistakes
    """A mistake of this program showed in the reading process; the text is that of the traceback there."""


class _Lost(Exception):  # noqa: N818 - it says what happened to the process
    """The process is not there any more; *taken* tells whether it had begun with the file."""

    def __init__(self, *, taken: bool, words: str) -> None:
        super().__init__(words)
        self.taken, self.words = taken, words


class Worker:
    """Reads files one after the other in a process that starts with the first one and starts again if it dies.

    Safe to use from any thread; requests wait for each other.  ``close`` ends the process.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.peak = 0
        """The most bytes that the process held while it read the last file, as far as was seen."""
        self.work = 0.0
        """The seconds of processor time that the last answer took; 0 if none came."""
        self._seconds, self._memory = seconds, memory
        self._turn = threading.Lock()
        self._cancelled = threading.Event()
        self._process: _Process | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process before it is needed, so that the first file is not held up."""
        if self._turn.acquire(blocking=False):
            try:
                self._running()
            finally:
                self._turn.release()

    def propose(
        self,
        path: Path,
        *,
        book: Path,
        as_of: date,
        entity: str | None = None,
        choices: Choices = NO_CHOICES,
        prefixes: Sequence[str] = CITY_PREFIXES,
        progress: Progress | None = None,
    ) -> Proposal:
        """Read *path* against *book* as it is on disk; *progress* is told on this thread and may raise to stop.

        A process that dies, takes too long or too much memory, or is cancelled gives a refused proposal (codes
        reader_died, reader_timeout, reader_memory, reader_cancelled).  Raises the Problem of a book that cannot
        be opened, and ``ReadingBug``.
        """
        request = Request(
            book=book.absolute(), path=path.absolute(), as_of=as_of, entity=entity, choices=choices,
            prefixes=tuple(prefixes), language=language(),
        )  # fmt: skip
        try:
            answer = self._take_turn(request, progress)
        except _Refused as refused:
            return Proposal(file=path.name, refused=refused.problem.at(file=path.name))
        assert answer.proposal is not None
        return answer.proposal

    def view(self, path: Path) -> tuple[SheetView, ...]:
        """Return the sheets of a workbook to be drawn; none of one that cannot be read: its proposal says why.

        After ``propose`` of the same file it is not read a second time, unless it changed since.
        """
        try:
            return self._take_turn(ViewRequest(path=path.absolute(), language=language()), None).views
        except (_Refused, Problem):
            return ()

    def read_word(self, path: Path) -> WordDocument:
        """Return the text of a Word document; raises the Problem that refuses it, whatever it did to the process."""
        try:
            answer = self._take_turn(WordRequest(path=path.absolute(), language=language()), None)
        except _Refused as refused:
            raise for_word(refused.problem).at(file=path.name) from refused
        assert answer.document is not None
        return answer.document

    def measure_word(self, path: Path) -> PaperFacts:
        """Return what was measured in a Word document; raises the Problem that refuses it, as ``read_word``."""
        try:
            answer = self._take_turn(WordRequest(path=path.absolute(), language=language(), measured=True), None)
        except _Refused as refused:
            raise for_word(refused.problem).at(file=path.name) from refused
        assert answer.paper is not None
        return answer.paper

    def _take_turn(self, request: AnyRequest, progress: Progress | None) -> Answered:
        """Ask the process when it is free; a file that did it harm raises ``_Refused`` and ends it."""
        with self._turn:
            self._cancelled.clear()
            try:
                return self._ask(request, progress)
            except Problem:
                raise
            except BaseException:
                self._drop()
                raise

    def cancel(self) -> None:
        """Give up the file that is being read, from any thread; its proposal comes back as refused."""
        self._cancelled.set()

    def close(self) -> None:
        """End the process; a later request would start another one."""
        self.cancel()
        with self._turn:
            self._drop()

    def _ask(self, request: AnyRequest, progress: Progress | None) -> Answered:
        try:
            return self._ask_once(request, progress)
        except _Lost as lost:
            # It ended by itself, having had nothing to do for long, just when it was asked again.
            if lost.taken:
                raise _Refused(_why(lost)) from lost
        self._drop()
        try:
            return self._ask_once(request, progress)
        except _Lost as lost:
            raise _Refused(_why(lost)) from lost

    def _ask_once(self, request: AnyRequest, progress: Progress | None) -> Answered:
        process = self._running()
        self.peak, self.work = 0, 0.0
        process.send(request)
        allowed, started, taken = self._seconds, time.monotonic(), False
        while True:
            message = process.receive(_SECONDS_BETWEEN_LOOKS, taken=taken)
            if isinstance(message, Taken):
                taken, allowed = True, self._seconds * (1 + message.size / _BYTES_PER_TURN)
            elif isinstance(message, Advanced):
                if progress is not None:
                    progress(message.done, message.total)
            elif isinstance(message, Failed):
                raise _Refused(refusals.reader_memory(self._memory)) if not message.trace else ReadingBug(message.trace)
            elif isinstance(message, Answered):
                self.peak, self.work = max(self.peak, message.peak), message.seconds
                if message.problem is not None:
                    raise message.problem
                return message
            self._look(process)
            if self._cancelled.is_set():
                raise _Refused(refusals.reader_cancelled())
            if time.monotonic() - started > allowed:
                raise _Refused(refusals.reader_timeout(allowed))

    def _look(self, process: _Process) -> None:
        self.peak = max(self.peak, process.memory())
        if self.peak > self._memory:
            raise _Refused(refusals.reader_memory(self._memory))

    def _running(self) -> _Process:
        if self._process is None or not self._process.alive:
            self._drop()
            self._process = _Process()
        return self._process

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


class _Refused(Exception):  # noqa: N818 - it carries the Problem out of the conversation
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def _why(lost: _Lost) -> Problem:
    if any(words in lost.words for words in _OUT_OF_MEMORY):
        return refusals.reader_memory(MEMORY)
    return refusals.reader_died()


class _Process:
    """One running process with its pipes: what it sends is gathered by a thread, so that nobody waits in a pipe."""

    def __init__(self) -> None:
        self._popen = subprocess.Popen(
            start_command(sys.path),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._held = hold(self._popen)
        self._watched = psutil.Process(self._popen.pid)
        self._messages: queue.Queue[Any] = queue.Queue()
        self._words: collections.deque[bytes] = collections.deque(maxlen=1000)
        requests, answers, words = self._popen.stdin, self._popen.stdout, self._popen.stderr
        assert requests is not None
        assert answers is not None
        assert words is not None
        self._requests: IO[bytes] = requests
        threads = (
            threading.Thread(target=_gather, args=(answers, self._messages), daemon=True),
            threading.Thread(target=self._words.extend, args=(words,), daemon=True),
        )
        for thread in threads:
            thread.start()
        # Also when nobody calls ``end``: a process and its pipes do not outlive what they belong to.
        self._finish = weakref.finalize(self, _finish, self._popen, threads)

    @property
    def alive(self) -> bool:
        return self._popen.poll() is None

    def send(self, request: AnyRequest) -> None:
        with contextlib.suppress(OSError):  # it is gone: ``receive`` says so
            write_frame(self._requests, request)

    def receive(self, seconds: float, *, taken: bool) -> Any:
        """Return the next message, None if none came within *seconds*; raises ``_Lost``."""
        try:
            message = self._messages.get(timeout=seconds)
        except queue.Empty:
            return None
        if message is None:
            self._finish()
            words = b"".join(self._words).decode("utf-8", "replace")
            raise _Lost(taken=taken, words=words)
        return message

    def memory(self) -> int:
        """Return the bytes that it holds now; 0 if it is gone."""
        try:
            return int(self._watched.memory_info().rss)
        except psutil.Error:
            return 0

    def end(self) -> None:
        """Kill it and let go of the pipes."""
        self._finish()


def _finish(popen: subprocess.Popen[bytes], threads: Sequence[threading.Thread]) -> None:
    if popen.poll() is None:
        popen.kill()
    popen.wait()
    for thread in threads:
        thread.join()
    for pipe in (popen.stdin, popen.stdout, popen.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def _gather(answers: IO[bytes], messages: queue.Queue[Any]) -> None:
    """Put what the process sends into *messages*, at last None."""
    try:
        while True:
            messages.put(read_frame(answers))
    except Exception:  # the end, or nonsense from a process that a file has broken: either way it is lost
        messages.put(None)
