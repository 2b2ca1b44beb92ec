"""How things stood before: at the last issue of a paper, or at an earlier day, by following the journal back.

One pass over the steps since then tells what every matter was, where it belonged, and what became of it; so a paper
on one district, group or unit compares with what was in the same scope then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from smartplanner.base.clock import local_day
from smartplanner.journal import Journal
from smartplanner.queries.overview import Life, Movement, movement_of
from smartplanner.queries.step_changes import changes_after, last_step_before
from smartplanner.queries.tasks import TaskLine
from smartplanner.reports.prose.numbers import share_done
from smartplanner.reports.request import Placed
from smartplanner.rules.lights import FINISHED, overdue_days

_ANY_DAY = date(2999, 12, 31)
"""Later than all that is written; a clock may stand in the future."""


class Matter(NamedTuple):
    """A matter as it was then: where it belonged, its state and its deadline."""

    id: str
    district: str | None
    group: str | None
    lead: str | None
    support: tuple[str, ...]
    state: str | None
    due: date | None


_FOLLOWED = Matter._fields[1:]


@dataclass(frozen=True)
class Earlier:
    """The matters as they were at an earlier moment, and what happened to them since."""

    then: Mapping[str, Matter]
    """Those that were there, by id; those that are gone today among them."""
    lives: Mapping[str, Life]

    def within(self, within: Callable[[Placed], bool]) -> dict[str, Matter]:
        """Return those that belonged to a scope then."""
        return {id: matter for id, matter in self.then.items() if within(matter)}

    def movement(self, about: Callable[[str], bool]) -> Movement:
        """Return what happened to the matters of these ids.

        Only the beginning and the end count: a matter that was added and taken back, finished and reopened, or whose
        deadline was moved there and back, has not changed.
        """
        return movement_of({id: life for id, life in self.lives.items() if about(id)})


def earlier(
    journal: Journal, lines: Iterable[TaskLine], *, after: int | None = None, since: date | None = None,
    until: date | None = None,
) -> Earlier:  # fmt: skip
    """Return the matters as they were right after a step, or at the beginning of a day (as days were here).

    *lines* are all matters as they stand now; steps later than the day *until* are not what happened since.
    """
    start = after if after is not None else _before(journal, since, until)
    lives: dict[str, Life] = {}
    later: dict[str, Life] = {}
    days: dict[str, date] = {}
    for _step, at, change in changes_after(journal, "task", after=start):
        if at not in days:
            days[at] = local_day(at)
        if since is not None and days[at] < since:  # a clock that was put back
            continue
        known = lives if until is None or days[at] <= until else later
        known.setdefault(change.id, Life(existed=change.before is not None)).follow(change)
    then = {line.id: Matter(*(getattr(line, name) for name in Matter._fields)) for line in lines}
    for past in (later, lives):
        _turn_back(then, past)
    return Earlier(then, lives)


def _turn_back(then: dict[str, Matter], lives: Mapping[str, Life]) -> None:
    for id, life in lives.items():
        if not life.existed:
            then.pop(id, None)
            continue
        was = {name: value for name, value in life.first.items() if name in _FOLLOWED}
        if not life.exists:  # what is gone told all its values when it went
            values: dict[str, Any] = {name: was.get(name) for name in _FOLLOWED}
            then[id] = Matter(id=id, **values)._replace(support=tuple(was.get("support") or ()))
        elif id in then:
            was["support"] = tuple(was.get("support", then[id].support) or ())
            then[id] = then[id]._replace(**was)


def _before(journal: Journal, since: date | None, until: date | None) -> int:
    return 0 if since is None else last_step_before(journal, since, until=until or _ANY_DAY)


def begun(journal: Journal) -> date | None:
    """Return the day on which the book was begun."""
    steps = journal.steps(limit=1)
    return local_day(journal.step("1").at) if steps else None


def completion(matters: Iterable[Matter]) -> float | None:
    """Return the share of matters finished, in percent with one decimal; None when there are none."""
    states = [matter.state for matter in matters]
    return share_done(sum(state in FINISHED for state in states), len(states))


def overdue(matters: Iterable[Matter], *, as_of: date) -> int:
    """Return how many matters were overdue on a day."""
    return sum(overdue_days(matter.state, matter.due, as_of=as_of) > 0 for matter in matters)


def states_at(journal: Journal, lines: Iterable[TaskLine], *, since: date) -> dict[str, str | None]:
    """Return the states of the matters that were there at the beginning of the day *since*, by id.

    *lines* are the matters as they stand now.
    """
    return {id: matter.state for id, matter in earlier(journal, lines, since=since).then.items()}
