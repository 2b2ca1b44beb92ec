"""What a person's words were read as: a value, and what has to be said about it.

The certainty of a reading is the level of its problem: none = sure; note or warning = accepted, shown;
error = a person must decide, and ``value`` is None.  A wrong value is worse than an open question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from smartplanner.base.problems import Level, Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """One value read from words.

    ``words`` is the text as given (trimmed, never rewritten); ``precision`` says how exact the value is
    in the grammar's own terms (a date: ``day``, ``month`` …); ``problem`` has no place yet.
    """

    value: T | None
    words: str
    precision: str = ""
    problem: Problem | None = None

    @property
    def asks(self) -> bool:
        """Whether a person must decide before anything is written."""
        return self.problem is not None and self.problem.level is Level.ERROR
