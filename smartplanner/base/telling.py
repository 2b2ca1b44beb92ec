"""How long work tells how far it is: a function that hears the part done, and that raises where no more is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

Tell = Callable[[float], object]
"""Hears the part that is done, from 0 to 1.  May raise: then the work stops, and leaves nothing half-done behind."""
_EVERY = 100
"""Things between two words about them."""


class Things(Sized, Iterable[T_co], Protocol[T_co]):
    """What can be counted and gone through."""


def untold(_part: float) -> None:
    """Hear how far the work is, and do nothing about it."""


def within(tell: Tell, first: float, last: float) -> Tell:
    """Return what a stretch of the work tells its own part to; the stretch goes from *first* to *last* of the whole."""
    return lambda part: tell(first + (last - first) * part)


def told(things: Things[T], tell: Tell) -> Iterator[T]:
    """Yield *things*, telling now and then how many of them are done."""
    count = len(things)
    for number, thing in enumerate(things):
        if number % _EVERY == 0:
            tell(number / count)
        yield thing
