"""The wish of a person that work come to an end before it is done.

What only reads is not told how far it is, and asks deep inside whether it is to go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Stopped(Exception):  # noqa: N818 - a person's wish, no error
    """Nothing of the work is left.  It is raised by what the work tells how far it is, and by ``go_on``."""


_is_unwanted: ContextVar[Callable[[], bool] | None] = ContextVar("is_unwanted", default=None)


@contextmanager
def unless(is_unwanted: Callable[[], bool]) -> Iterator[None]:
    """Let what is worked out within, on this thread, end by ``Stopped`` once *is_unwanted* says so."""
    token = _is_unwanted.set(is_unwanted)
    try:
        yield
    finally:
        _is_unwanted.reset(token)


def go_on() -> None:
    """Go on, or raise ``Stopped``; of no effect outside of ``unless``."""
    is_unwanted = _is_unwanted.get()
    if is_unwanted is not None and is_unwanted():
        raise Stopped
