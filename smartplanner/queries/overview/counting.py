"""The figures of the overview: what is red and why, what is due, by state, light, district, group and money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from smartplanner.model import entities
from smartplanner.queries.reader import Reader
from smartplanner.queries.spelling import spelled
from smartplanner.queries.tasks import SOON, TaskLine, is_due_soon, red_list, task_lines
from smartplanner.rules.lights import FINISHED

LIGHTS = ("red", "yellow", "green", "blue", "grey")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One row of a breakdown: the id and name of what is counted, all its matters, and how many per light."""

    id: str | None
    name: str
    total: int
    lights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Overview:
    """The overview as of a day.  Money is in 分."""

    as_of: date
    total: int
    by_state: Mapping[str, int]
    by_light: Mapping[str, int]
    overdue: int
    due_soon: int
    done_share: float
    worst: tuple[TaskLine, ...]
    upcoming: tuple[TaskLine, ...]
    by_district: tuple[Breakdown, ...]
    by_group: tuple[Breakdown, ...]
    by_lead: tuple[Breakdown, ...]
    by_category: tuple[Breakdown, ...]
    amount: int
    with_amount: int


def overview(
    reader: Reader, *, as_of: date, soon_days: int = SOON, lines: Sequence[TaskLine] | None = None
) -> Overview:
    """Compute the overview; *lines* are the matters as of the same day, if they are at hand already."""
    lines = task_lines(reader, as_of=as_of) if lines is None else lines
    lights = Counter(line.signal.light for line in lines)
    states = Counter(line.state or "in_progress" for line in lines)
    finished = sum(states[state] for state in FINISHED)
    open_soon = [line for line in lines if is_due_soon(line, as_of=as_of, days=soon_days)]
    return Overview(
        as_of=as_of,
        total=len(lines),
        by_state=states,
        by_light={light: lights[light] for light in LIGHTS},
        overdue=sum(1 for line in lines if line.overdue_days),
        due_soon=len(open_soon),
        done_share=100 * finished / len(lines) if lines else 0.0,
        worst=tuple(red_list(lines)[:50]),
        upcoming=tuple(sorted(open_soon, key=lambda line: (line.due or as_of, line.title))[:50]),
        by_district=_breakdown(lines, "district", reader.names("district"), _order(reader, "district")),
        by_group=_breakdown(lines, "group", reader.names("group"), None),
        by_lead=_breakdown(lines, "lead", reader.names("organisation"), None),
        by_category=_breakdown(lines, "category", {}, None),
        amount=sum(line.amount or 0 for line in lines),
        with_amount=sum(1 for line in lines if line.amount is not None),
    )


def _order(reader: Reader, entity: str) -> Mapping[str, int]:
    return {id: order if order is not None else 9999 for id, order in reader.columns(entity, ["id", "order"])}


def _breakdown(
    lines: Iterable[TaskLine], field: str, names: Mapping[str, str], order: Mapping[str, int] | None
) -> tuple[Breakdown, ...]:
    counts: dict[str | None, Counter[str]] = {}
    value = attrgetter(field)
    for (key, light), number in Counter((value(line), line.signal.light) for line in lines).items():
        counts.setdefault(key, Counter())[light] = number
    rows = [
        Breakdown(key, (names.get(key, key) if key else ""), light.total(), dict(light))
        for key, light in counts.items()
    ]
    if order is not None:
        return tuple(sorted(rows, key=lambda row: order.get(row.id or "", 10_000)))
    return tuple(sorted(rows, key=lambda row: (row.id is None, -row.total, spelled(row.name))))


def counts(reader: Reader) -> dict[str, int]:
    """Return the number of rows of each entity."""
    return {name: reader.count(name) for name in entities()}
