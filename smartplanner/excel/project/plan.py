"""A plan as MS Project XML says it, in days instead of minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import NamedTuple

NAMESPACE = "http://schemas.microsoft.com/project"
MINUTES_PER_DAY = 480
"""Of the files that are written: 8 to 12 and 13 to 17 o'clock."""
LINK_TYPES = ("finish_finish", "finish_start", "start_finish", "start_start")
"""``model.dependency.DependencyKind`` by the number of ``PredecessorLink/Type``."""
LONGEST_NAME = 512
"""Letters of a name; the schema allows no more."""


class Constraint(IntEnum):
    """The values of ``ConstraintType``."""

    AS_SOON_AS_POSSIBLE = 0
    AS_LATE_AS_POSSIBLE = 1
    MUST_START_ON = 2
    MUST_FINISH_ON = 3
    START_NO_EARLIER = 4
    START_NO_LATER = 5
    FINISH_NO_EARLIER = 6
    FINISH_NO_LATER = 7


class Predecessor(NamedTuple):
    """What a task waits for: the other's UID, one of ``LINK_TYPES``, workdays of lag."""

    uid: int
    kind: str = "finish_start"
    lag: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTask:
    """One task.  ``level`` counts from 1; a summary has the deeper tasks after it as parts.

    ``duration`` in workdays; ``percent`` 0 to 100; ``baseline`` the days of the first baseline.
    """

    uid: int
    name: str
    level: int = 1
    is_summary: bool = False
    is_milestone: bool = False
    start: date | None = None
    finish: date | None = None
    duration: int | None = None
    percent: int | None = None
    done_on: date | None = None
    constraint: Constraint = Constraint.AS_SOON_AS_POSSIBLE
    constraint_on: date | None = None
    deadline: date | None = None
    notes: str = ""
    predecessors: tuple[Predecessor, ...] = ()
    baseline: tuple[date, date] | None = None
    is_critical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One plan.  ``holidays`` are free weekdays, ``workdays`` worked weekend days of its calendar."""

    title: str
    tasks: tuple[ProjectTask, ...]
    start: date | None = None
    finish: date | None = None
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
