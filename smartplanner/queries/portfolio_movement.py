"""What moved behind a portfolio since a day: which lights became worse or better, and why."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from smartplanner.base.clock import local_day
from smartplanner.base.i18n import _
from smartplanner.model.task_event import TaskAct
from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.past import light_history
from smartplanner.queries.portfolio import Matrix
from smartplanner.queries.portfolio_coverage import Days, milestone_signal
from smartplanner.queries.portfolio_things import Thing, order_of_lights
from smartplanner.queries.reader import Reader
from smartplanner.rules.tiers import say_why

_RANK: Mapping[str, int] = {**order_of_lights(), "grey": order_of_lights()["green"]}
"""Not begun or ended is neither better nor worse than on schedule."""
_TOLD = {
    "urge",
    "grant",
    "refuse",
    "request",
    "return",
    "reopen",
    "change_due",
    "set_light",
    "terminate",
    "close",
    "finish",
}
_FOLLOWED = ("start", "due", "done_on", "progress")


class Moved(NamedTuple):
    """One thing whose light changed: what it was, and the reason for what it is now."""

    thing: Thing
    before: str
    reason: str

    @property
    def is_worse(self) -> bool:
        """Whether its light became worse."""
        return _RANK[self.thing.signal.light] < _RANK[self.before]


def last_month_end(as_of: date) -> date:
    """Return the last day of the month before."""
    return as_of.replace(day=1) - timedelta(1)


def movement(reader: Reader, found: Matrix) -> dict[tuple[str, str], list[Moved]]:
    """Return what moved in each cell of a matrix since the end of last month, the worse first.

    Matters and milestones are looked at; of what was not known then nothing is said.
    """
    since = last_month_end(found.as_of)
    things = {thing.id: thing for cell in found.cells.values() for thing in cell.things}
    tasks = [id for id, thing in things.items() if thing.entity == "task"]
    milestones = [id for id, thing in things.items() if thing.entity == "milestone"]
    before: dict[str, str | None] = {
        id: lights[0] for id, lights in light_history(reader, tasks, as_of=found.as_of, count=2).items()
    }
    earlier, moved_days = _milestones_then(reader, milestones, since)
    before |= earlier
    changed = {id for id, light in before.items() if light is not None and _differs(things[id], light)}
    events = _events(reader, (id for id in changed if things[id].entity == "task"), since, found.as_of)
    moved = {
        id: Moved(things[id], before[id] or "", _reason(things[id], events.get(id, ""), moved_days.get(id)))
        for id in changed
    }
    cells = {
        key: sorted(
            (moved[thing.id] for thing in cell.things if thing.id in moved), key=lambda one: (not one.is_worse,)
        )
        for key, cell in found.cells.items()
    }
    return {key: rows for key, rows in cells.items() if rows}


def _differs(thing: Thing, light: str) -> bool:
    return _RANK[thing.signal.light] != _RANK[light]


def _milestones_then(
    reader: Reader, ids: list[str], since: date
) -> tuple[dict[str, str], dict[str, tuple[str | None, str | None]]]:
    """Return the lights of milestones at the end of *since*, and of those whose due day moved both days."""
    rules, days = light_rules(reader), Days()
    fields = ("id", *_FOLLOWED)
    then = {row[0]: dict(zip(_FOLLOWED, row[1:], strict=True)) for row in reader.raw_columns("milestone", fields, ids)}
    now = {id: values["due"] for id, values in then.items()}
    for id, moment, before, after in reversed(reader.written("milestone", ids)):
        if before and after and id in then and local_day(moment) > since:
            old: Mapping[str, Any] = json.loads(before)
            then[id].update({name: old[name] for name in _FOLLOWED if name in old})
    lights, moved = {}, {}
    for id, values in then.items():
        start, due, done = days[values["start"]], days[values["due"]], days[values["done_on"]]
        lights[id] = milestone_signal(start, due, done, values["progress"], since, rules).light
        if values["due"] != now[id]:
            moved[id] = (values["due"], now[id])
    return lights, moved


def _events(reader: Reader, ids: Iterable[str], since: date, as_of: date) -> dict[str, str]:
    """Return the acts on matters after *since* that tell why, the newest last, in words."""
    found: dict[str, list[str]] = defaultdict(list)
    fields = ("happened_on", "task", "act", "reason")
    rows = sorted(reader.raw_columns("task_event", fields, list(ids), by="task"), key=lambda row: str(row[0]))
    for day, task, act, reason in rows:
        if since.isoformat() < day <= as_of.isoformat() and act in _TOLD:
            name = _(TaskAct.of(act).label)
            found[task].append(_("{act} ({reason})", act=name, reason=" ".join(reason.split())) if reason else name)
    return {task: _("; ").join(dict.fromkeys(words)) for task, words in found.items()}


def _reason(thing: Thing, events: str, days: tuple[str | None, str | None] | None) -> str:
    said = [say_why(thing.signal)]
    if days is not None:
        said.append(_("due day moved from {old} to {new}", old=days[0] or "—", new=days[1] or "—"))
    if events:
        said.append(events)
    return _("; ").join(said)
