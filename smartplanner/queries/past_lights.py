"""The lights of matters on days gone by, as the overview showed them then: with those that come from parts below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.past_standings import read_pasts, with_parts_below
from smartplanner.queries.reader import Reader
from smartplanner.queries.reporting import BareMatter, owed_reports_of
from smartplanner.queries.task_lines import Sight, TaskLine, relit, roll_up
from smartplanner.rules.duties import can_owe
from smartplanner.rules.light_conditions import FINISHED
from smartplanner.rules.light_table import Rules
from smartplanner.rules.lights import UNDECIDED
from smartplanner.rules.periods import CYCLES, period_before, period_of
from smartplanner.rules.timeline import Past, Standing, last_red


def light_history(
    reader: Reader, ids: Iterable[str], *, as_of: date, cycle: str = "monthly", count: int = 12
) -> dict[str, tuple[str | None, ...]]:
    """Return the lights of matters at the end of the last *count* periods, the oldest first; None: not known then.

    The last is the light as of the day itself.  Past lights follow the present table, so that they can be compared.
    """
    wanted = list(ids)
    past = PastLights(reader, wanted)
    days = [past.on(day, now=day == as_of) for day in _ends(as_of, cycle, count)]
    return {id: tuple(lights.get(id) for lights in days) for id in wanted if past.knows(id)}


def _ends(as_of: date, cycle: str, count: int) -> list[date]:
    period, ends = period_of(as_of, cycle), [as_of]
    while len(ends) < count:
        period = period_before(period, cycle)
        ends.append(period.last)
    return ends[::-1]


class PastLights:
    """The past of some matters and of all that stands, or stood, below them: read once, asked for many days."""

    def __init__(self, reader: Reader, ids: Iterable[str]) -> None:
        self._reader = reader
        self._rules = light_rules(reader)
        self._pasts = read_pasts(reader, with_parts_below(reader, ids), gone=True)

    def knows(self, id: str) -> bool:
        """Whether a matter is in the book."""
        return id in self._pasts and not self._pasts[id].is_gone

    def standings(self, day: date, *, now: bool = False) -> dict[str, Standing]:
        """Return how the matters stood at the end of *day*; with *now* how they stand today."""
        return {id: standing for id, past in self._pasts.items() if (standing := _standing(past, day, now=now))}

    def on(self, day: date, *, now: bool = False) -> dict[str, str]:
        """Return the lights at the end of *day*; with *now* as matters stand today.  Those not known are left out."""
        there = self.standings(day, now=now)
        sight = self._sight(there, day)
        lines = {id: relit(_bare_line(id, standing), sight) for id, standing in there.items()}
        roll_up(lines, sight)
        return {id: line.signal.light for id, line in lines.items()}

    def _sight(self, there: Mapping[str, Standing], day: date) -> Sight:
        rules = self._rules
        missed = _missed(self._reader, there, day) if rules.needs_reports else {}
        reds = _reds(self._pasts, there, day, rules) if rules.needs_past else {}
        return Sight(day, rules, missed, reds)


def _standing(past: Past, day: date, *, now: bool) -> Standing | None:
    if now:
        return None if past.is_gone else past.now
    return past.at(day)


def _missed(reader: Reader, there: Mapping[str, Standing], day: date) -> dict[str, int]:
    asked = [
        BareMatter(id, one.cycle, one.start, one.lead, one.support)
        for id, one in there.items()
        if one.cycle in CYCLES and can_owe(one.state)
    ]
    return owed_reports_of(reader, asked, as_of=day)


def _reds(pasts: Mapping[str, Past], there: Mapping[str, Standing], day: date, rules: Rules) -> dict[str, date]:
    alone, days = rules.without_past(), rules.remembered_days
    found = {}
    for id, standing in there.items():
        if standing.state not in FINISHED:
            red = last_red(pasts[id], as_of=day, rules=alone, days=days)
            if red is not None:
                found[id] = red
    return found


def _bare_line(id: str, standing: Standing) -> TaskLine:
    """Return a line with what lights ask for, without its words."""
    return TaskLine(
        id, None, "", None, standing.lead, standing.support, None, None, standing.start, standing.due, None,
        "ongoing" if standing.ongoing else None, standing.state, standing.progress, None, UNDECIDED, 0,
        parent=standing.parent, cycle=standing.cycle, set_light=standing.set_light, set_light_reason=standing.reason,
    )  # fmt: skip
