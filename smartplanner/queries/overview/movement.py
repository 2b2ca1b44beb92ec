"""What happened to the matters in a time, read from the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from smartplanner.base.clock import local_day
from smartplanner.changes import Change
from smartplanner.journal import Journal
from smartplanner.rules.lights import FINISHED


@dataclass(frozen=True, slots=True)
class Movement:
    """What happened to the matters in a time: ids of those added, finished and removed, and of those whose
    deadline was moved with the deadline that they had at its beginning."""

    added: tuple[str, ...]
    finished: tuple[str, ...]
    removed: tuple[str, ...]
    due_before: Mapping[str, date | None]


def movement(journal: Journal, *, since: date, until: date) -> Movement:
    """Read from the journal what changed from *since* up to and with *until* (days as they were here).

    Only the beginning and the end of the time count: a matter that was added and taken back, finished and
    reopened, or whose deadline was moved there and back, has not changed.
    """
    lives: dict[str, Life] = {}
    for step in reversed(journal.steps()):
        if since <= local_day(step.at) <= until:
            for change in journal.changes(step):
                if change.entity == "task":
                    lives.setdefault(change.id, Life(existed=change.before is not None)).follow(change)
    return movement_of(lives)


def movement_of(lives: Mapping[str, Life]) -> Movement:
    """Return what happened to the matters whose lives, by id, were followed."""
    return Movement(
        added=tuple(id for id, life in lives.items() if life.exists and not life.existed),
        finished=tuple(id for id, life in lives.items() if life.finished()),
        removed=tuple(id for id, life in lives.items() if life.existed and not life.exists),
        due_before={id: life.first.get("due") for id, life in lives.items() if life.due_moved()},
    )


class Life:
    """What one matter went through: its touched fields as they were at first and at last."""

    __slots__ = ("existed", "exists", "first", "last")

    def __init__(self, *, existed: bool) -> None:
        self.existed = existed
        self.exists = existed
        self.first: dict[str, Any] = {}
        self.last: dict[str, Any] = {}

    def follow(self, change: Change) -> None:
        """Go one change on."""
        before, after = change.before or {}, change.after or {}
        # A new matter begins as it was put in: one that came in as done was not finished here.
        for name, value in (after if change.before is None and not self.existed else before).items():
            self.first.setdefault(name, value)
        if change.after is not None:
            self.last.update(after)
        self.exists = change.after is not None

    def finished(self) -> bool:
        """Whether it is there, done, and was not done at the beginning."""
        ended = self.last.get("state", self.first.get("state"))
        return self.exists and ended in FINISHED and self.first.get("state") not in FINISHED

    def due_moved(self) -> bool:
        """Whether its deadline is another one than at the beginning."""
        return self.existed and self.exists and "due" in self.last and self.last["due"] != self.first.get("due")
