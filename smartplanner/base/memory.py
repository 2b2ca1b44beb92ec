"""Very many values, kept out of Python's search for garbage, and dropped without holding up other threads.

Python drops a value as soon as nothing holds it.  Only values that hold one another in a circle must be searched for,
and a full search looks at every value there is, while no thread runs: a second with a large book open.  So what is
made many at a time is set apart once it is there, with all else that is there then: searches leave it out and take
milliseconds.  It is dropped as ever.  What of it has become garbage in circles stays until ``search_all``.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_MANY = 20_000
"""Young values from which on they are many: to look them through takes some milliseconds."""
_AT_ONCE = 500
"""Values dropped while other threads wait: a millisecond, also where each holds many smaller ones."""


class _Scans:
    """The searches of this process, held back while any of its threads makes many values."""

    def __init__(self) -> None:
        self._holders = 0
        self._were_on = False
        self._changing = threading.Lock()

    def hold(self) -> None:
        with self._changing:
            if self._holders == 0:
                self._were_on = gc.isenabled()
                gc.disable()
            self._holders += 1

    def go_on(self) -> None:
        with self._changing:
            self._holders -= 1
            if self._were_on and _are_many_young():
                set_apart()
            if self._were_on and self._holders == 0:
                gc.enable()


_SCANS = _Scans()


@contextmanager
def without_scans() -> Iterator[None]:
    """Hold the search for garbage while a large batch of plain values is made; halves the time for 50,000 rows."""
    _SCANS.hold()
    try:
        yield
    finally:
        _SCANS.go_on()


def set_apart() -> None:
    """Leave all values that there are now out of the searches, until ``search_all``."""
    gc.freeze()


def search_all() -> None:
    """Search all values for garbage, those set apart as well, and set apart what is left; no thread runs meanwhile."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def let_go(*many: list[Any] | dict[Any, Any], at_once: int = _AT_ONCE) -> None:
    """Empty what holds many values a little at a time: dropped whole it holds every thread until the last is gone.

    Give those first whose values others of *many* hold as well: what is held twice costs nothing to drop.
    """
    for values in many:
        if isinstance(values, dict):
            while values:
                values.popitem()
        while values:
            del values[-at_once:]


def _are_many_young() -> bool:
    # Python's count falls as other values are dropped meanwhile, so a low one says nothing: then they are counted.
    # In one go within C: another thread that makes a tuple just then would find it held by somebody else, and fail.
    return gc.get_count()[0] > _MANY or next(map(len, map(gc.get_objects, (0,)))) > _MANY
