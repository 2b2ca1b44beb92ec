"""The names that a board of a book needs: units, groups, districts, each in its usual order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from smartplanner.queries.ranks import ordered_names
from smartplanner.queries.reader import Reader
from smartplanner.queries.spelling import spelled
from smartplanner.queries.units import short_name

NAMING = frozenset({"organisation", "alias", "group", "district"})
"""Entities whose rows give a board its names."""


@dataclass(frozen=True, slots=True)
class BoardNames:
    """Names by id: units in full and as they are called for short, groups, districts; each in its usual order.

    ``spellings`` is all that a unit is called, for the search.
    """

    units: Mapping[str, str]
    short_units: Mapping[str, str]
    spellings: Mapping[str, str]
    groups: Mapping[str, str]
    districts: Mapping[str, str]


def without_common_end(names: Mapping[str, str]) -> dict[str, str]:
    """Return *names* without the end that all of them share (专项工作组), so that what tells them apart is seen."""
    ends = zip(*(reversed(name) for name in names.values()), strict=False)
    shared = sum(1 for _same in takewhile(lambda letters: len(set(letters)) == 1, ends)) if len(names) > 1 else 0
    if any(len(name) - shared < 2 for name in names.values()):
        shared = 0
    return {id: name[: len(name) - shared] for id, name in names.items()}


def read_names(reader: Reader) -> BoardNames:
    """Return the names that a board of this book needs."""
    units = reader.columns("organisation", ["id", "name", "order"])
    aliases: dict[str, list[str]] = {}
    for owner, alias in reader.columns("alias", ["organisation", "name"]):
        aliases.setdefault(owner, []).append(alias)
    usual = sorted(units, key=lambda unit: (unit[2] is None, unit[2] or 0, spelled(unit[1])))
    return BoardNames(
        units={id: name for id, name, _order in usual},
        short_units={id: short_name(name, aliases.get(id, ())) for id, name, _order in usual},
        spellings={id: "\n".join((name, *aliases.get(id, ()))) for id, name, _order in usual},
        groups=ordered_names(reader, "group"),
        districts=ordered_names(reader, "district"),
    )
