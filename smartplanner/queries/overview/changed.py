"""What changed since a day, or since a person last looked: new, finished, turned red, put off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from smartplanner.journal import Journal
from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.overview.movement import Life
from smartplanner.queries.past_lights import PastLights
from smartplanner.queries.past_standings import read_pasts
from smartplanner.queries.reader import Reader
from smartplanner.queries.step_changes import changes_after, last_step_before
from smartplanner.queries.task_lines import TaskLine
from smartplanner.rules.light_table import Rules
from smartplanner.rules.timeline import Standing, standing_signal

_MOVED = ("task_event", "progress_report", "extension")
"""What tells of a matter's past beside itself, by its field ``task``."""


class Since(NamedTuple):
    """From when on: the first *day* that counts; or after the step of number *after*, seen on *day*."""

    day: date
    after: int | None = None

    @property
    def seen(self) -> date:
        """The day whose lights are compared with."""
        return self.day if self.after is not None else self.day - timedelta(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What changed: matters as they are now, and how many were removed.

    Where the book was begun later than asked for (``known`` is false) there is nothing to compare with.
    """

    since: Since
    known: bool = True
    added: tuple[TaskLine, ...] = ()
    finished: tuple[TaskLine, ...] = ()
    reddened: tuple[TaskLine, ...] = ()
    put_off: tuple[TaskLine, ...] = ()
    removed: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether nothing of that happened."""
        return not (self.added or self.finished or self.reddened or self.put_off or self.removed)


def what_changed(reader: Reader, journal: Journal, lines: Sequence[TaskLine], *, since: Since, as_of: date) -> Changed:
    """Return what happened to *lines* (the matters as of a day) since then.

    Only beginning and end count, as for ``movement``.  A matter has turned red if it is red by what has a date now
    and was not then; lights that come from below follow the matter that they come from,
    unless another part made it red then.
    """
    start = since.after if since.after is not None else last_step_before(journal, since.day, until=as_of)
    if start == 0:
        return Changed(since=since, known=False)
    by_id = {line.id: line for line in lines}
    lives: dict[str, Life] = {}
    for _step, _at, change in changes_after(journal, "task", after=start):
        lives.setdefault(change.id, Life(existed=change.before is not None)).follow(change)
    added = [id for id, life in lives.items() if life.exists and not life.existed]
    return Changed(
        since=since,
        added=_lines(by_id, added),
        finished=_lines(by_id, (id for id, life in lives.items() if life.finished())),
        reddened=_reddened(reader, journal, lines, set(added), since=since, start=start, as_of=as_of),
        put_off=_lines(by_id, (id for id, life in lives.items() if _put_off(life))),
        removed=sum(life.existed and not life.exists for life in lives.values()),
    )


def last_step(journal: Journal) -> int:
    """Return the number of the newest step; 0 in a book without any."""
    steps = journal.steps(limit=1)
    return steps[0].number if steps else 0


def _put_off(life: Life) -> bool:
    if not life.due_moved():
        return False
    before, now = life.first.get("due"), life.last["due"]
    return now is None or before is None or now > before


def _lines(by_id: Mapping[str, TaskLine], ids: Iterable[str]) -> tuple[TaskLine, ...]:
    return tuple(by_id[id] for id in ids if id in by_id)


def _reddened(
    reader: Reader, journal: Journal, lines: Sequence[TaskLine], added: set[str], *, since: Since, start: int,
    as_of: date,
) -> tuple[TaskLine, ...]:  # fmt: skip
    red = {line.id: line for line in lines if line.signal.light == "red" and line.id not in added}
    rules = light_rules(reader).without_past()
    own = [line for line in red.values() if line.signal.cause != "child"]
    moved = _moved(journal, start) & red.keys()
    pasts = read_pasts(reader, [line.id for line in own if line.id in moved or line.set_light])
    turned: set[str] = set()
    for line in own:
        past = pasts.get(line.id)
        now = past.now if past is not None else _standing(line)
        then = past.at(since.seen) if past is not None else now
        if then is not None and _is_red(now, as_of, rules) and not _is_red(then, since.seen, rules):
            turned.add(line.id)
    from_below = [line.id for line in red.values() if line.signal.cause == "child" and line.signal.child in turned]
    if from_below:
        were = PastLights(reader, from_below).on(since.seen)
        turned |= {id for id in from_below if were.get(id) != "red"}
    return tuple(red[id] for id in red if id in turned)


def _standing(line: TaskLine) -> Standing:
    ongoing = line.due_precision == "ongoing"
    return Standing(line.state, line.progress, line.start, line.due, ongoing, line.set_light, line.set_light_reason)


def _is_red(standing: Standing, day: date, rules: Rules) -> bool:
    return standing_signal(standing, as_of=day, rules=rules).light == "red"


def _moved(journal: Journal, start: int) -> set[str]:
    """Return the matters whose past is more than their present: something was written about them since."""
    found = {change.id for _step, _at, change in changes_after(journal, "task", after=start)}
    for entity in _MOVED:
        for _step, _at, change in changes_after(journal, entity, after=start):
            for values in (change.before, change.after):
                if values and values.get("task"):
                    found.add(values["task"])
    return found
