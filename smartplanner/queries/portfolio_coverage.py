"""What covers the commitments of plans: tasks, milestones and pilots with their lights; what could; what is open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from smartplanner.queries.light_rules import light_rules
from smartplanner.queries.portfolio_areas import area_of, ordered_areas
from smartplanner.queries.reader import Reader
from smartplanner.queries.tasks import task_lines
from smartplanner.rules.light_table import Rules
from smartplanner.rules.lights import Signal, task_signal
from smartplanner.rules.tiers import NOT_COVERED, commitment_signal


class Cover(NamedTuple):
    """One thing that works on a commitment."""

    entity: str
    id: str
    title: str
    signal: Signal


class CommitmentLine(NamedTuple):
    """One commitment with what covers it and what may.  ``suggested`` are open things of the same area."""

    id: str
    plan: str
    requirement: str | None
    area: str | None
    text: str
    indicator: str | None
    target: str | None
    current: str | None
    waived: str | None
    covers: tuple[Cover, ...]
    suggested: tuple[Cover, ...]
    signal: Signal

    @property
    def is_open(self) -> bool:
        """Whether nothing covers it though it applies: a white spot."""
        return self.signal.cause == NOT_COVERED


def coverage(reader: Reader, plan: str, *, as_of: date) -> list[CommitmentLine]:
    """Return the commitments of a plan as of a day, by area."""
    row = reader.row("plan", plan)
    if row is None:
        return []
    tasks = {line.id: Cover("task", line.id, line.title, line.signal) for line in task_lines(reader, as_of=as_of)}
    milestones = milestone_covers(reader, as_of=as_of)
    pilots = pilot_covers(reader, milestones, as_of=as_of)
    near = _near(reader, row, tasks)
    commitments = reader.rows_naming("commitment", "plan", [plan])
    taken = {id for one in commitments for id in one.tasks}
    made = []
    for one in commitments:
        covers = [tasks[id] for id in one.tasks if id in tasks]
        covers += [milestones[id] for id in one.milestones if id in milestones]
        covers += [pilots[one.pilot]] if one.pilot in pilots else []
        suggested = [cover for cover in near.get(one.area, ()) if cover.id not in taken] if not one.waived else []
        suggested += [cover for cover in _pilots_near(reader, row, one.area, pilots) if cover.id != one.pilot]
        signal = commitment_signal(((cover.title, cover.signal) for cover in covers), one.waived)
        made.append(
            CommitmentLine(
                one.id, plan, one.requirement, one.area, one.text, one.indicator, one.target, one.current, one.waived,
                tuple(covers), tuple(suggested) if not covers and not one.waived else (), signal,
            )
        )  # fmt: skip
    places = {area: place for place, area in enumerate(ordered_areas({line.area for line in made if line.area}))}
    return sorted(made, key=lambda line: places.get(line.area or "", len(places)))


class CoveredBy(NamedTuple):
    """The light of one commitment, and the titles of what covers it."""

    signal: Signal
    titles: tuple[str, ...]


def all_coverage(reader: Reader, *, as_of: date) -> dict[str, CoveredBy]:
    """Return the light of every commitment of the book and what covers it, by id."""
    known = {line.id: (line.title, line.signal) for line in task_lines(reader, as_of=as_of)}
    milestones = milestone_covers(reader, as_of=as_of)
    for cover in (*milestones.values(), *pilot_covers(reader, milestones, as_of=as_of).values()):
        known[cover.id] = (cover.title, cover.signal)
    lists, found = Ids(), {}
    for id, tasks, points, pilot, waived in reader.raw_columns(
        "commitment", ("id", "tasks", "milestones", "pilot", "waived")
    ):
        covers = [known[one] for one in (*lists[tasks], *lists[points], pilot) if one in known]
        found[id] = CoveredBy(commitment_signal(covers, waived), tuple(title for title, _signal in covers))
    return found


def milestone_covers(reader: Reader, *, as_of: date) -> dict[str, Cover]:
    """Return all milestones as things that cover, by id."""
    rules = light_rules(reader)
    days = Days()
    fields = ("id", "title", "start", "due", "done_on", "progress")
    return {
        id: Cover("milestone", id, title, milestone_signal(days[start], days[due], days[done], progress, as_of, rules))
        for id, title, start, due, done, progress in reader.raw_columns("milestone", fields)
    }


def milestone_signal(
    start: date | None, due: date | None, done_on: date | None, progress: float | None, as_of: date, rules: Rules
) -> Signal:
    """Return the light of a milestone as of a day: done from that day on, else as a matter with these days."""
    if done_on is not None and done_on <= as_of:
        state = "done"
    else:
        waiting = not progress and (start or due or as_of) > as_of
        state = "not_started" if waiting else "in_progress"
    return task_signal(state, progress, start, due, as_of=as_of, rules=rules)


def pilot_covers(reader: Reader, milestones: Mapping[str, Cover], *, as_of: date) -> dict[str, Cover]:
    """Return all pilots as things that cover, by id: the worst light of their milestones, else that of their days."""
    rules, days = light_rules(reader), Days()
    below: dict[str, list[Cover]] = {}
    for id, pilot in reader.raw_columns("milestone", ("id", "pilot")):
        if pilot and id in milestones:
            below.setdefault(pilot, []).append(milestones[id])
    found = {}
    for id, name, stage, start, end in reader.raw_columns("pilot", ("id", "name", "stage", "start", "end")):
        if id in below:
            signal = commitment_signal(((one.title, one.signal) for one in below[id]), None)
        else:
            done = as_of if stage in ("accepted", "assessed", "spreading", "closed") else None
            signal = milestone_signal(days[start], days[end], done, None, as_of, rules)
        found[id] = Cover("pilot", id, name, signal)
    return found


class Days(dict[str | None, date | None]):
    """Days by their stored words; each is read once."""

    def __init__(self) -> None:
        super().__init__({None: None, "": None})

    def __missing__(self, text: str | None) -> date | None:
        day = self[text] = date.fromisoformat(str(text)[:10])
        return day


class Ids(dict[str | None, tuple[str, ...]]):
    """Lists of ids by their stored words."""

    def __init__(self) -> None:
        super().__init__({None: (), "": (), "[]": ()})

    def __missing__(self, text: str | None) -> tuple[str, ...]:
        assert text is not None
        if "," not in text and "\\" not in text and text[:2] == '["' and text[-2:] == '"]':
            ids: tuple[str, ...] = (text[2:-2],)  # one id, as nearly all are: a sixth of the time of the parser
        else:
            ids = tuple(json.loads(text) or ())
        self[text] = ids
        return ids


def _near(reader: Reader, plan: Any, tasks: Mapping[str, Cover]) -> dict[str | None, list[Cover]]:
    """Return the matters of the plan, and those of its district, by area; those of the plan first."""
    own, others = [], []
    for id, of, district, category in reader.raw_columns("task", ("id", "plan", "district", "category")):
        if of == plan.id:
            own.append((id, category))
        elif not of and district == plan.district:
            others.append((id, category))
    return _by_area([*own, *others], tasks)


def _by_area(pairs: Iterable[tuple[str, str | None]], tasks: Mapping[str, Cover]) -> dict[str | None, list[Cover]]:
    found: dict[str | None, list[Cover]] = {}
    for id, category in pairs:
        area = area_of(category) or area_of(tasks[id].title) if id in tasks else None
        if area is not None:
            found.setdefault(area, []).append(tasks[id])
    return found


def _pilots_near(reader: Reader, plan: Any, area: str | None, pilots: Mapping[str, Cover]) -> list[Cover]:
    if area is None:
        return []
    rows = reader.raw_columns("pilot", ("id", "district", "theme"))
    return [pilots[id] for id, district, theme in rows if district == plan.district and area_of(theme) == area]
