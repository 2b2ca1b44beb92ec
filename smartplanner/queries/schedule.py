"""The schedule of a book: its milestones and links as activities, and the dates that follow from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from smartplanner.queries.city_calendar import calendar
from smartplanner.queries.reader import Reader
from smartplanner.rules.schedule import Activity, Link, Schedule, make_schedule
from smartplanner.rules.workdays import Calendar

OWNERS = ("plan", "pilot", "contract")
"""What a milestone can belong to; of several, the first that is set holds it."""
_BEGINS = {"plan": "period_start", "pilot": "start"}
"""The field with the day on which each of them begins; a contract has none."""
_FIELDS = ("id", "title", "duration", "start", "due", "constraint", "constraint_on", "done_on", "parent", "after")
DERIVED = ("early_start", "early_finish", "late_start", "late_finish", "slack", "critical")
"""The derived fields that stand beside the stored ones of a milestone."""


class PlanData(NamedTuple):
    """What a schedule is computed from; ``begins`` by owner, ``calendar`` that of the book."""

    activities: list[Activity]
    links: list[Link]
    begins: dict[str, date]
    calendar: Calendar


def read_schedule(reader: Reader, known: Calendar, *, owner: str | None = None) -> Schedule:
    """Compute the schedule of the whole book, or of one plan, pilot or contract (by id) and all that touch it.

    A plan is computed together with every plan that a link joins to it, directly or over others: dates of one
    depend on the others.
    """
    data = read_plan_data(reader)
    if owner is not None:
        data = joined_with(data, owner)
    return make_schedule(data.activities, data.links, known, begin=data.begins)


def read_plan_data(reader: Reader) -> PlanData:
    """Read the milestones and links of the book."""
    days = _Days()
    activities, links = [], []
    for record in reader.raw_columns("milestone", [*_FIELDS, *OWNERS]):
        id, title, duration, start, due, constraint, constraint_on, done_on, parent, after, *owners = record
        owner = next((one for one in owners if one), None)
        dated = (days[start], days[due], constraint, days[constraint_on], days[done_on])
        activities.append(Activity(id, title or "", duration, *dated, parent, owner))
        if after:
            links += [Link(before, id) for before in json.loads(after) or ()]
    for before, after, kind, lag in reader.raw_columns("dependency", ["before", "after", "kind", "lag"]):
        links.append(Link(before, after, kind or "finish_start", lag or 0))
    return PlanData(activities, links, _begins(reader, days), calendar(reader))


def joined_with(data: PlanData, owner: str) -> PlanData:
    """Return what belongs to *owner* and to those that links or parents join to it."""
    owners = {activity.id: activity.owner or activity.id for activity in data.activities}
    joined: dict[str, set[str]] = {}
    pairs = [(link.before, link.after) for link in data.links]
    pairs += [(activity.parent, activity.id) for activity in data.activities if activity.parent]
    for before, after in pairs:
        if before in owners and after in owners and owners[before] != owners[after]:
            joined.setdefault(owners[before], set()).add(owners[after])
            joined.setdefault(owners[after], set()).add(owners[before])
    found, line = {owner}, [owner]
    for one in line:
        line += [other for other in joined.get(one, ()) if other not in found]
        found |= joined.get(one, set())
    kept = [activity for activity in data.activities if owners[activity.id] in found]
    links = [link for link in data.links if owners.get(link.after) in found]
    return PlanData(kept, links, data.begins, data.calendar)


def milestone_fields(schedule: Schedule, id: str) -> Mapping[str, Any]:
    """Return the derived fields of one milestone as ``list --json`` prints them; empty ones if it has no date."""
    times = schedule.times.get(id)
    if times is None:
        return dict.fromkeys(DERIVED)
    days = [times.early_start, times.early_finish, times.late_start, times.late_finish]
    return dict(zip(DERIVED, [*(day.isoformat() for day in days), times.slack, times.critical], strict=True))


def _begins(reader: Reader, days: _Days) -> dict[str, date]:
    begins = {}
    for entity, field in _BEGINS.items():
        for id, day in reader.raw_columns(entity, ["id", field]):
            if day:
                begins[id] = days.of(day)
    return begins


class _Days(dict[str | None, date | None]):
    """Days by their stored words; each is read once."""

    def __init__(self) -> None:
        super().__init__({None: None, "": None})

    def __missing__(self, text: str | None) -> date | None:
        day = self[text] = date.fromisoformat(str(text)[:10])
        return day

    def of(self, text: str) -> date:
        """Return the day of words that are not empty."""
        day = self[text]
        assert day is not None
        return day


def owner_names(reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of plans, pilots and contracts by id."""
    names: dict[str, str] = {}
    for id in ids:
        names[id] = next((name for entity in OWNERS if (name := reader.name(entity, id))), "")
    return names
