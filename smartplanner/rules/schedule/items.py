"""What a schedule is made of, and what it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

NOT_LINKED = ""
"""Stands for "nobody" in ``Moved.because``: the item moved by itself."""


class Activity(NamedTuple):
    """A piece of work or a milestone (no duration, or 0) with the dates that people wrote.

    ``duration`` counts workdays; where start and finish are both given, they decide.  ``constraint`` is one of
    ``model.milestone.DateConstraint``: not_before holds the start of work and the day of a milestone, not_after
    the finish; fixed holds the start of work or the day of a milestone (``constraint_on``, or else as written)
    against all items before.  ``done_on`` holds an item where it happened.  An item that others name as ``parent``
    spans them; its own dates and duration are not used.  ``owner`` is the plan (or pilot, or contract) it is of.
    """

    id: str
    title: str = ""
    duration: int | None = None
    start: date | None = None
    finish: date | None = None
    constraint: str | None = None
    constraint_on: date | None = None
    done_on: date | None = None
    parent: str | None = None
    owner: str | None = None


class Link(NamedTuple):
    """``after`` waits for ``before``; ``kind`` is one of ``model.dependency.DependencyKind``, ``lag`` in workdays."""

    before: str
    after: str
    kind: str = "finish_start"
    lag: int = 0


class Times(NamedTuple):
    """When an item can and when it must begin and end.

    ``slack`` is how many workdays it can slip before the end of its own plan (or a plan that waits for it) slips,
    negative when a constraint is already broken; ``free`` how many before any other item moves.  ``critical``:
    no slack, and not done.
    """

    early_start: date
    early_finish: date
    late_start: date
    late_finish: date
    slack: int
    free: int
    critical: bool


class Moved(NamedTuple):
    """One item that a slip moves; ``because`` is the item that pushes (or lets go), or ``NOT_LINKED``."""

    id: str
    start_before: date
    start: date
    finish_before: date
    finish: date
    because: str


@dataclass(frozen=True, slots=True)
class CriticalPaths:
    """How many chains of critical items there are, and the first of them, each from its begin to its end."""

    count: int
    paths: tuple[tuple[str, ...], ...]
