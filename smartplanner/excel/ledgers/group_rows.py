"""Rows that head a group of rows, and the field that a group fills for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.ledgers.rows import group_name
from smartplanner.fields import text
from smartplanner.fields.description import Entity


class GroupRows:
    """The groups that the rows being read stand in, the outermost first."""

    def __init__(self, entity: Entity, given: frozenset[str], surroundings: Surroundings) -> None:
        self._entity, self._given, self._surroundings = entity, given, surroundings
        self._groups: list[tuple[int, str]] = []
        self.fields: dict[str, str] = {}
        """What the innermost group says of its rows."""

    def enter(self, row: Sequence[Any], words: str) -> None:
        """Begin the group that a row heads; *words* are the first in it."""
        parts = [text.words(value) for value in row if isinstance(value, str) and value.strip()]
        if len(parts) > 1 and len(text.squeeze(parts[0])) <= 4:
            words = parts[1]
        name, depth = group_name(words)
        while self._groups and self._groups[-1][0] >= depth:
            self._groups.pop()
        self._groups.append((depth, name))
        self.fields = self._meaning(name)

    def _meaning(self, name: str) -> dict[str, str]:
        """Return the field that a group row fills: a district's, a working group's or a unit's, else the category."""
        fields = self._entity.by_name
        if "district" in fields and "district" not in self._given:
            found = self._surroundings.find("district", name)
            if len(found) == 1:
                return {"district": found[0]}
        if (
            "group" in fields
            and "group" not in self._given
            and len(found := self._surroundings.find("group", name)) == 1
        ):
            return {"group": found[0]}
        if "lead" in fields and "lead" not in self._given:
            reading = self._surroundings.directory.resolve(name)
            if reading.value is not None and reading.problem is None:
                return {"lead": reading.value, "lead_text": name} if "lead_text" in fields else {"lead": reading.value}
        return {"category": "／".join(group for _depth, group in self._groups)} if "category" in fields else {}
