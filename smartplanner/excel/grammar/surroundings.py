"""What a ledger's words are matched with: the book's units, districts, groups, documents and other rows by name.

A plain value, so that a reading can be repeated anywhere; ``Surroundings.of`` fills it from an open book.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from smartplanner.fields import text
from smartplanner.fields.description import Entity, Kind
from smartplanner.fields.units import Directory, Unit
from smartplanner.model import entities
from smartplanner.queries import Reader

CITY_PREFIXES = ("北京市", "市")
_SIGNS = re.compile(r"[\s\"'“”‘’《》〈〉()（）\[\]【】,，.。;；:：·\-—_/]")
_SPOKEN_FIELDS = ("name", "short_name", "code", "title", "number")
"""Fields by which people call a row, beside the field that is its title."""


def comparable(words: str) -> str:
    """Return the form in which names and titles are compared: no blanks, no punctuation, small letters."""
    return _SIGNS.sub("", text.squeeze(words)).lower()


@dataclass
class Surroundings:
    """What is known by name.  Rows that the file itself brings are added while it is read."""

    prefixes: Sequence[str] = CITY_PREFIXES
    units: dict[str, Unit] = field(default_factory=dict)
    rows: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Ids by comparable name, by entity."""
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """The full name by id, by entity."""
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The id that a person gave for words, by entity and comparable words."""
    unit_answers: Mapping[str, str] = field(default_factory=dict)
    _directory: Directory | None = None

    def answered(self, names: Mapping[tuple[str, str], str]) -> Surroundings:
        """Return a copy in which *names* (the id, by entity and words as written) go before everything else."""
        answers = {(entity, comparable(words)): id for (entity, words), id in names.items()}
        return replace(
            self,
            units=dict(self.units),
            rows={entity: {name: list(ids) for name, ids in rows.items()} for entity, rows in self.rows.items()},
            names={entity: dict(names) for entity, names in self.names.items()},
            answers=answers,
            unit_answers={words: id for (entity, words), id in names.items() if entity == "organisation"},
            _directory=None,
        )

    @classmethod
    def of(cls, reader: Reader, *, prefixes: Sequence[str] = CITY_PREFIXES) -> Surroundings:
        """Return what the book behind *reader* knows."""
        made = cls(prefixes=prefixes)
        aliases: dict[str, list[str]] = {}
        for organisation, name in reader.columns("alias", ("organisation", "name")):
            aliases.setdefault(organisation, []).append(name)
        for id, name, kind, order in reader.columns("organisation", ("id", "name", "kind", "order")):
            made.units[id] = Unit(id, name, tuple(aliases.get(id, ())), kind or "", order or 0)
        for entity in entities().values():
            spoken = [name for name in _SPOKEN_FIELDS if name in entity.by_name]
            title = entity[entity.title]
            if title.kind is Kind.REFERENCE:
                made._add_named_after(entity, reader.columns(entity.name, ("id", entity.title)))
                continue
            for id, *values in reader.columns(entity.name, ("id", entity.title, *spoken)):
                made._add(entity.name, id, values)
        return made

    def learn(self, entity: Entity, id: str, values: Mapping[str, Any]) -> None:
        """Add a row that the file brings, so that later rows of the file can name it."""
        if entity.name == "organisation":
            self.units[id] = Unit(id, values["name"], (), str(values.get("kind") or ""), values.get("order") or 0)
            self._directory = None
        elif entity.name == "alias" and values.get("organisation") in self.units:
            unit = self.units[values["organisation"]]
            self.units[unit.id] = Unit(unit.id, unit.name, (*unit.aliases, values["name"]), unit.kind, unit.order)
            self._directory = None
        if entity[entity.title].kind is Kind.REFERENCE:
            self._add_named_after(entity, [(id, values.get(entity.title))])
        else:
            self._add(entity.name, id, [values.get(name) for name in (entity.title, *_SPOKEN_FIELDS) if name in values])

    def name(self, entity: str, id: str, names: Sequence[str]) -> None:
        """Make a row known by *names* before it is read, so that rows above and below can name it."""
        self._add(entity, id, names)

    @property
    def directory(self) -> Directory:
        """The units, indexed for matching."""
        if self._directory is None:
            self._directory = Directory(self.units.values(), tuple(self.prefixes), self.unit_answers)
        return self._directory

    def find(self, entity: str, words: str) -> list[str]:
        """Return the ids of the rows of *entity* that are called *words*."""
        plain = comparable(words)
        if (answer := self.answers.get((entity, plain))) is not None:
            return [answer]
        return self.rows.get(entity, {}).get(plain, [])

    def district_in(self, words: str) -> str | None:
        """Return the one district whose name stands in *words*; None if none or several do."""
        plain = comparable(words)
        if found := self.find("district", words):
            return found[0] if len(found) == 1 else None
        inside = {
            id
            for key, ids in self.rows.get("district", {}).items()
            if len(key) >= 2 and not key.isascii() and _stands_in(key, plain)
            for id in ids
        }
        return inside.pop() if len(inside) == 1 else None

    def _add_named_after(self, entity: Entity, pairs: Iterable[Sequence[Any]]) -> None:
        """Add rows that are called like the row they refer to (an operator like its organisation)."""
        target = entity[entity.title].target
        for id, named in pairs:
            unit = self.units.get(named) if target == "organisation" else None
            known = (unit.name, *unit.aliases) if unit else (self.names.get(target, {}).get(named),)
            self._add(entity.name, id, known)

    def _add(self, entity: str, id: str, values: Iterable[Any]) -> None:
        by_name = self.rows.setdefault(entity, {})
        for number, value in enumerate(values):
            if isinstance(value, str) and (key := comparable(value)):
                if number == 0:
                    self.names.setdefault(entity, {})[id] = value
                ids = by_name.setdefault(key, [])
                if id not in ids:
                    ids.append(id)


def _stands_in(key: str, plain: str) -> bool:
    """Return whether a district is named: by its full name, or by its short name before 区 or at the very start."""
    return key in plain if key.endswith("区") else f"{key}区" in plain or plain == key
