"""Reports of bugs: what a maintainer needs to know, and a file to keep it in, so that nothing is swallowed.

A report holds no data of a book: where in the program it happened and what kind of error it was, but of the error's
own words only what can come from nowhere but the program.
"""

from __future__ import annotations

import linecache
import platform
import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from smartplanner import __version__
from smartplanner.base import clock
from smartplanner.base.paths import root, user_dir

_OF_THE_PROGRAM = (AttributeError, ImportError, NameError, TypeError, NotImplementedError, RecursionError)
"""Errors whose words speak of the program's own names; those of others may quote what stands in a book."""
_QUOTED = re.compile(r"(['\"“”‘’]).*?(['\"“”‘’])", re.DOTALL)
_LEFT_OUT = "…"
_LONGEST = 200
_MOST_FRAMES = 60
"""Frames of one error: the first and last halves of a recursion without end say enough."""


def report_text(error: BaseException) -> str:
    """Return what a maintainer needs to know of a bug, without any data of a book."""
    head = f"SmartPlanner {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([head, "", *_lines(error, set())]) + "\n"


def keep_report(text: str) -> Path | None:
    """Write the report of a bug into the user's folder and return the file; None where it cannot be written."""
    path = user_dir() / "faults" / report_name()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_report(text, path)
    except OSError:
        return None  # the report stands on standard error as well
    return path


def report_name() -> str:
    """Return the name of the file of a report that is written now."""
    return f"fault-{clock.now()[:19].replace(':', '').replace('-', '')}.txt"


def write_report(text: str, path: Path) -> None:
    """Write a report to *path*; an OSError says that it cannot be written."""
    path.write_text(text, "utf-8", errors="backslashreplace")


def words_without_data(error: BaseException) -> str:
    """Return what *error* says, as far as it cannot hold data of a book."""
    text = str(error)
    if not text:
        return ""
    if type(error) not in _OF_THE_PROGRAM:
        return f"({len(text)} characters left out)"
    plain = _QUOTED.sub(lambda found: found[0] if found[0][1:-1].isidentifier() and found[0].isascii() else "", text)
    plain = re.sub(r"[^\x20-\x7e]+", _LEFT_OUT, plain)
    return plain[:_LONGEST]


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    """Yield the lines of an error after those of the error that it came from."""
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield "\nThen:\n"
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _lines(one, seen)
    frames = list(_frames(error.__traceback__))
    if len(frames) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        frames = [*frames[:half], f"  ({len(frames) - 2 * half} more)", *frames[-half:]]
    yield from frames
    kind = type(error)
    words = words_without_data(error)
    yield f"{kind.__module__}.{kind.__qualname__}" + (f": {words}" if words else "")


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        source = linecache.getline(code.co_filename, trace.tb_lineno).strip()
        yield f"  {_place(code.co_filename)}:{trace.tb_lineno} {code.co_name}" + (f"\n    {source}" if source else "")
        trace = trace.tb_next


def _place(file: str) -> str:
    """Return a file of the program by its place in it, another by its name: a path holds the name of a person."""
    path = Path(file)
    return path.relative_to(root()).as_posix() if path.is_relative_to(root()) else path.name
