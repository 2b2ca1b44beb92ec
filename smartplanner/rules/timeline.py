"""How a matter stood on a day gone by, from what has a date: its moves, its reports, its extensions, its history.

For each field the latest dated fact up to that day says its value; where there is none yet,
the first later one says what was before it.  What was set right by hand stands in the journal with the day it was
written; on the same day a dated fact prevails, since it says when a thing happened and not when it was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from smartplanner.model.light import Light
from smartplanner.rules.light_conditions import FINISHED
from smartplanner.rules.light_table import Rules
from smartplanner.rules.lights import shown_signal, task_signal
from smartplanner.rules.signal import Signal

UNKNOWN = object()
"""What a report says of the progress before it: nothing."""
_WRITTEN, _HAPPENED = 0, 1


class Turn(NamedTuple):
    """One field's change on a day; ``rank`` puts what was written before what is said to have happened that day."""

    day: date
    rank: int
    before: Any
    after: Any


class Standing(NamedTuple):
    """What lights, scores and duties depend on, as it was on a day."""

    state: str | None
    progress: float | None
    start: date | None
    due: date | None
    ongoing: bool = False
    set_light: str | None = None
    reason: str | None = None
    parent: str | None = None
    lead: str | None = None
    support: tuple[str, ...] = ()
    cycle: str | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """All that is known of one matter: how it stands now, since when it is known, and the turns of its fields.

    Of a matter that was removed ``now`` is what it was at last; ``there`` says when it went and when it came back.
    """

    now: Standing
    known_from: date | None
    turns: Mapping[str, tuple[Turn, ...]]
    """By field of ``Standing``; fields that never changed are left out."""
    there: tuple[Turn, ...] = ()
    is_gone: bool = False

    def at(self, day: date) -> Standing | None:
        """Return how the matter stood at the end of *day*; None if nothing is known of it then."""
        if self.known_from is None or day < self.known_from:
            return None
        return self.stood(day)

    def stood(self, day: date) -> Standing | None:
        """Return how it stood at the end of *day* as far as can be told, even before it came into the book.

        None if it was not there any more.
        """
        if not _value_at(self.there, day, not self.is_gone):
            return None
        values = {name: _value_at(turns, day, getattr(self.now, name)) for name, turns in self.turns.items()}
        return self.now._replace(**values) if values else self.now

    def turning_days(self) -> list[date]:
        """Return the days on which something changed, the latest first."""
        return sorted({turn.day for turns in self.turns.values() for turn in turns}, reverse=True)


def written(day: date, before: Any, after: Any) -> Turn:
    """Return a change that the journal wrote on *day*."""
    return Turn(day, _WRITTEN, before, after)


def happened(day: date, before: Any, after: Any) -> Turn:
    """Return a change that is said to have happened on *day*."""
    return Turn(day, _HAPPENED, before, after)


def in_order(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Return turns as ``Past`` wants them: by day, what was written before what happened; else as they come."""
    return tuple(sorted(turns, key=lambda turn: turn[:2]))


def _value_at(turns: Sequence[Turn], day: date, now: Any) -> Any:
    value: Any = UNKNOWN
    for turn in turns:
        if turn.day > day:
            break
        value = turn.after
    if value is not UNKNOWN:
        return value
    if not turns:
        return now
    # What happened on the first day says more of the time before it than what was typed that day.
    first = [turn for turn in turns if turn.day == turns[0].day]
    in_turn = (*sorted(first, key=lambda turn: -turn.rank), *turns)
    told = [turn.before for turn in in_turn if turn.before is not UNKNOWN]
    return told[0] if told else None


def standing_signal(standing: Standing, *, as_of: date, rules: Rules) -> Signal:
    """Return the light to show of a matter that stands so on a day."""
    computed = task_signal(
        standing.state,
        standing.progress,
        standing.start,
        standing.due,
        as_of=as_of,
        ongoing=standing.ongoing,
        rules=rules,
    )
    return shown_signal(computed, state=standing.state, set_light=standing.set_light, reason=standing.reason)


def last_red(past: Past, *, as_of: date, rules: Rules, days: int) -> date | None:
    """Return the last day with a red light by *rules* that was over by *as_of*, looking *days* back.

    A red light ends only by something that happened, so only the days before turns are looked at.
    """
    earliest = as_of - timedelta(days)
    for turn in past.turning_days():
        day = turn - timedelta(1)
        if turn > as_of:
            continue
        if day < earliest:
            return None
        standing = past.at(day)
        if standing is None or standing.state in FINISHED:
            continue
        if standing_signal(standing, as_of=day, rules=rules).light == Light.RED:
            return day
    return None
