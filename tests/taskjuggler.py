"""Random plans, the same as TaskJuggler reads them, and its answers as workday numbers.

TaskJuggler holds the start of a task by ``depends`` (finish or start of another: our FS and SS), and the end by
``precedes`` (our FS and FF) in a plan that is computed from its end; links of the other ends are of the same form
where one of the two is a milestone.  So early dates are compared on plans of the first sort, late dates on the second.
"""

from __future__ import annotations

import csv
import random
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from smartplanner.commands.reference import calendar
from smartplanner.rules.schedule import Activity, Link, Schedule, make_schedule

FIRST, LAST = date(2026, 1, 5), date(2026, 12, 18)
"""The days of the plans: within years whose 调休 notice is known."""
_MORNING, _EVENING = "08:00", "16:00"
EARLY, LATE = "early", "late"
Answer = tuple[int, int]


@dataclass(frozen=True)
class Plan:
    """One random plan; ``side`` says which dates TaskJuggler is asked for."""

    name: str
    side: str
    activities: tuple[Activity, ...]
    links: tuple[Link, ...]

    def schedule(self) -> Schedule:
        return make_schedule(self.activities, self.links, calendar())

    def duration(self, id: str) -> int:
        return next(one.duration or 0 for one in self.activities if one.id == id)

    def ours(self) -> dict[str, Answer]:
        """Our numbers for the side that is compared: start and end of each item."""
        schedule = self.schedule()
        starts = schedule._starts if self.side == EARLY else schedule._late
        network = schedule._network
        return {
            one.id: (starts[node], starts[node] + network.duration[node]) for node, one in enumerate(self.activities)
        }


def random_plan(number: int, *, side: str, seed: int = 2026) -> Plan:
    """Make a plan; the same for the same number, side and seed."""
    chance = random.Random(f"{seed}-{side}-{number}")
    size = chance.randint(3, 14)
    links: dict[tuple[int, int], Link] = {}
    durations = [chance.choice([0, 1, 2, 3, 5, 8, 13]) for _ in range(size)]
    for after in range(1, size):
        for before in chance.sample(range(after), k=min(after, chance.choice([0, 1, 1, 2, 3]))):
            kind = _kind(chance, side, first=durations[before], second=durations[after])
            links[before, after] = Link(f"t{before}", f"t{after}", kind, chance.choice([0, 0, 0, 1, 2, 5]))
    waiting = {after for _before, after in links}
    activities = []
    for item in range(size):
        root = item not in waiting
        start = calendar().add(FIRST, chance.randint(1, 60)) if root else None
        activities.append(Activity(f"t{item}", f"t{item}", durations[item] or int(root), start))
    return Plan(f"p{side}{number}", side, tuple(activities), tuple(links.values()))


def _kind(chance: random.Random, side: str, *, first: int, second: int) -> str:
    kinds = ["finish_start"]
    if side == EARLY:
        kinds.append("start_start")
        kinds += [] if second else ["finish_finish", "start_finish"]
    elif first:
        kinds.append("finish_finish")
    return chance.choice(kinds)


def text_of(plans: Sequence[Plan], *, report: str) -> str:
    """Return the plans as one project of TaskJuggler: every day worked but those that the calendar frees."""
    lines = [
        f'project all "all" {FIRST - timedelta(7)} - {LAST + timedelta(400)} {{',
        '  timezone "UTC"\n  timeformat "%Y-%m-%d-%H:%M"\n  dailyworkinghours 8\n  timingresolution 60 min',
        f"  workinghours mon - sun {_MORNING} - {_EVENING}\n}}",
    ]
    day = FIRST - timedelta(7)
    while day < LAST + timedelta(400):
        if not calendar().is_workday(day):
            lines.append(f'leaves holiday "free" {day}')
        day += timedelta(1)
    for plan in plans:
        lines += _plan_lines(plan)
    lines.append(f'taskreport "{report}" {{ formats csv columns id, start, end }}')
    return "\n".join(lines) + "\n"


def _plan_lines(plan: Plan) -> Iterable[str]:
    last = max(end for _start, end in plan.ours().values())
    yield f'task {plan.name} "{plan.name}" {{'
    for one in plan.activities:
        lines = ["milestone"] if not one.duration else [f"length {one.duration}d"]
        if plan.side == EARLY:
            lines += [_depends(link, plan) for link in plan.links if link.after == one.id]
            lines += [f"start {one.start}-{_MORNING}"] if one.start else []
        else:
            lines += [_precedes(link, plan) for link in plan.links if link.before == one.id]
            if len(lines) == 1:
                lines.append(f"end {calendar().workday(last - 1)}-{_EVENING}")
        yield f'  task {one.id} "{one.id}" {{ ' + "\n    ".join(lines) + " }"
    yield "}"


def _depends(link: Link, plan: Plan) -> str:
    """Say what the start waits for.  TaskJuggler 3.7 sees a loop where one waits for the *start* of a milestone."""
    at_end = link.kind.startswith("finish") or not plan.duration(link.before)
    return f"depends !{link.before} {{ {'onend' if at_end else 'onstart'}{_gap(link)} }}"


def _precedes(link: Link, plan: Plan) -> str:
    """Say what the end must not pass; likewise never the end of a milestone."""
    at_end = link.kind.endswith("finish") and plan.duration(link.after)
    return f"precedes !{link.after} {{ {'onend' if at_end else 'onstart'}{_gap(link)} }}"


def _gap(link: Link) -> str:
    return f" gaplength {link.lag}d" if link.lag else ""


def ask(plans: Sequence[Plan], folder: Path, *, seconds: float = 240) -> dict[str, dict[str, Answer]]:
    """Let TaskJuggler compute the plans; returns its workday numbers by plan and item."""
    (folder / "plans.tjp").write_text(text_of(plans, report="answers"), "utf-8")
    done = subprocess.run(
        ["tj3", "--silent", "plans.tjp"], cwd=folder, capture_output=True, text=True, timeout=seconds, check=False
    )
    if not (folder / "answers.csv").exists():
        raise RuntimeError(done.stderr[-2000:] or done.stdout[-2000:])
    found: dict[str, dict[str, Answer]] = {plan.name: {} for plan in plans}
    with (folder / "answers.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter=";"):
            plan, _dot, item = row["Id"].partition(".")
            if item:
                found[plan][item] = number_of(row["Start"]), number_of(row["End"])
    return found


def number_of(moment: str) -> int:
    """Return a moment of TaskJuggler (2026-01-09-16:00) as the number of the workday that begins then or next."""
    day, time = date.fromisoformat(moment[:10]), moment[11:]
    if _MORNING < time < _EVENING:
        raise ValueError(f"{moment} is within a workday")
    return calendar().workdays_through(day) if time >= _EVENING else calendar().workdays_before(day)


def differences(plans: Iterable[Plan], answers: Mapping[str, Mapping[str, Answer]]) -> list[str]:
    """Return a line for each item whose numbers differ."""
    lines = []
    for plan in plans:
        ours = plan.ours()
        for item, numbers in ours.items():
            theirs = answers[plan.name].get(item)
            if theirs is None or tuple(theirs) != numbers:
                lines.append(f"{plan.name} {item}: ours {numbers}, TaskJuggler's {theirs}")
    return lines
