"""What the red list reads and which of its entries fit, as work that can be done beside the window's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from smartplanner.queries import Reader
from smartplanner.queries.initials import Initials, matcher
from smartplanner.queries.red_items import RedItem
from smartplanner.queries.red_list import RedGroup, counts_by_kind, counts_of_matters, grouped, red_items
from smartplanner.queries.units import short_unit_names


@dataclass(frozen=True, slots=True)
class Names:
    """What units are called in short, districts, and units in full, by id."""

    units: Mapping[str, str]
    districts: Mapping[str, str]
    full_units: Mapping[str, str]


class Entries(NamedTuple):
    """The entries of the book, how many there are of each kind, and what their units are called."""

    items: Sequence[RedItem]
    per_kind: Mapping[str, int]
    matters: Mapping[str, int]
    names: Names


class Found(NamedTuple):
    """The entries that fit, in their groups *by* something, and how many they are."""

    groups: Sequence[RedGroup]
    total: int
    by: str


class Texts:
    """What entries are searched in, in small letters; made when it is first asked for."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._known: dict[str, str] = {}

    def of(self, item: RedItem) -> str:
        """Return what an entry is searched in."""
        text = self._known.get(item.key)
        if text is None:
            names, unit, district = self.names, item.unit or "", item.district or ""
            parts = [item.title, item.code or "", names.units.get(unit, ""), names.full_units.get(unit, "")]
            self._known[item.key] = text = "\n".join([*parts, names.districts.get(district, "")]).casefold()
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """What is looked for among *items*: *kinds* (none: all) with all of *words*, in groups by *by*.

    One finder works at a time: *texts* and *initials* learn while they are used.
    """

    items: Sequence[RedItem]
    kinds: frozenset[str]
    words: str
    by: str
    texts: Texts
    initials: Initials
    reader: Reader

    def find(self) -> Found:
        """Return the entries that fit."""
        kinds, text = self.kinds, self.texts.of
        match = matcher(self.words, self.initials, lambda: map(text, self.items))
        fit = [
            item for item in self.items if (not kinds or item.kind in kinds) and (match is None or match(text(item)))
        ]
        return Found(grouped(self.reader, fit, self.by), len(fit), self.by)


def read_entries(reader: Reader, *, as_of: date) -> Entries:
    """Read every entry as of a day."""
    names = Names(short_unit_names(reader), reader.names("district"), reader.names("organisation"))
    items = red_items(reader, as_of=as_of)
    return Entries(items, counts_by_kind(items), counts_of_matters(items), names)
