"""The red list (红灯清单): all that is late, missing or soon due, over matters, gates and contracts, in one read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from smartplanner.base.i18n import N_, _
from smartplanner.base.memory import without_scans
from smartplanner.queries.reader import Reader
from smartplanner.queries.red_contracts import contract_items
from smartplanner.queries.red_items import KINDS, RedItem, worst_first
from smartplanner.queries.red_matters import matter_items
from smartplanner.queries.tasks import task_lines

GROUPINGS = {
    "unit": N_("Unit"),
    "group": N_("Working group"),
    "district": N_("District"),
    "kind": N_("What is lacking"),
}
"""What the list can be grouped by, with its names (msgids)."""
_TARGETS = {"unit": "organisation", "group": "group", "district": "district"}
SOURCES = frozenset(
    {
        "task", "party", "extension", "progress_report", "task_event", "light_rule", "gate", "plan", "pilot", "payment",
        "contract", "bond", "organisation", "group", "district", "operator", "licence", "amendment", "milestone",
        "service_score", "service_level",
    }
)  # fmt: skip
"""Entities whose rows the list shows or follows from."""


@dataclass(frozen=True, slots=True)
class RedGroup:
    """The entries with one value (*key*; None: those without), its name, and how many have which light."""

    key: str | None
    title: str
    items: tuple[RedItem, ...]
    lights: Mapping[str, int]


def red_items(reader: Reader, *, as_of: date) -> list[RedItem]:
    """Return every entry as of a day, the worst first."""
    with without_scans():
        lines = task_lines(reader, as_of=as_of)
        items = matter_items(reader, lines, as_of=as_of) + contract_items(reader, as_of=as_of)
        items.sort(key=worst_first)
        return items


def counts_by_kind(items: Iterable[RedItem]) -> dict[str, int]:
    """Return how many entries there are of each kind, in the usual order."""
    counted = Counter(item.kind for item in items)
    return {kind: counted[kind] for kind in KINDS}


def counts_of_matters(items: Iterable[RedItem]) -> dict[str, int]:
    """Return how many matters (contracts, reviews) there are of each kind: several units may owe one of one matter."""
    counted = Counter(kind for kind, _entity, _id in {(item.kind, item.entity, item.id) for item in items})
    return {kind: counted[kind] for kind in KINDS}


def grouped(reader: Reader, items: Iterable[RedItem], by: str) -> list[RedGroup]:
    """Return the entries by *by* (unit, group, district or kind): kinds in their order, else the most red ones first.

    Those without a value come last.  The order of the entries is kept.
    """
    value = attrgetter(by)
    parts: dict[str | None, list[RedItem]] = {}
    for item in items:
        parts.setdefault(value(item), []).append(item)
    made = [_group(reader, by, key, part) for key, part in parts.items()]
    if by == "kind":
        order = list(KINDS)
        return sorted(made, key=lambda group: order.index(group.key or ""))
    return sorted(
        made, key=lambda group: (group.key is None, -group.lights.get("red", 0), -len(group.items), group.title)
    )


def _group(reader: Reader, by: str, key: str | None, items: list[RedItem]) -> RedGroup:
    if key is None:
        title = _("Not filled in")
    elif by == "kind":
        title = _(KINDS[key])
    else:
        title = reader.name(_TARGETS[by], key)
    return RedGroup(key, title, tuple(items), Counter(item.light for item in items))
