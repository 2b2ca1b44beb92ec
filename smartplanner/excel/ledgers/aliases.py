"""The short forms in a list of units: each becomes a row of ``alias``, unless another unit has it already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change, insert
from smartplanner.excel.choices import Choices
from smartplanner.excel.grammar.surroundings import Surroundings, comparable
from smartplanner.excel.reading.grid import Grid, cell_name
from smartplanner.fields import text
from smartplanner.model import entities
from smartplanner.queries import Reader

_SEPARATORS = re.compile(r"[、,;/\n]")


class AliasReader:
    """Reads columns of short forms, over all tables of a file."""

    def __init__(self, reader: Reader, surroundings: Surroundings, choices: Choices) -> None:
        self._reader, self._surroundings, self._choices = reader, surroundings, choices
        self._owners: dict[str, str] | None = None

    def read(self, grid: Grid, columns: Sequence[int], units: Mapping[int, str]) -> tuple[list[Change], list[Problem]]:
        """Return the new short forms in *columns*; *units* gives the id of the unit of each row (from 0)."""
        changes: list[Change] = []
        problems: list[Problem] = []
        for row, unit in units.items() if self._choices.only is None else ():
            for column in columns:
                raw = grid.value(row, column)
                if not unit or text.is_empty(raw):
                    continue
                for words in _SEPARATORS.split(text.clean(raw, lines=True)):
                    owner = self._known().get(comparable(words), "")
                    if owner and owner != unit:
                        problems.append(_taken(words, grid.name, row, column))
                    elif not owner and comparable(words):
                        changes.append(self._add(words.strip(), unit))
        return changes, problems

    def _add(self, words: str, unit: str) -> Change:
        self._known()[comparable(words)] = unit
        change = insert("alias", new_id(), {"organisation": unit, "name": words})
        self._surroundings.learn(entities()["alias"], change.id, change.after or {})
        return change

    def _known(self) -> dict[str, str]:
        """Return the unit that each name and short form stands for."""
        if self._owners is None:
            names = self._reader.columns("organisation", ("name", "id"))
            aliases = self._reader.columns("alias", ("name", "organisation"))
            self._owners = {comparable(name): id for name, id in (*aliases, *names)}
        return self._owners


def _taken(words: str, sheet: str, row: int, column: int) -> Problem:
    message = _("The short form “{words}” stands for another unit already; it was not added.", words=words)
    return Problem(
        code="alias_taken", message=message, level=Level.WARNING, sheet=sheet, cell=cell_name(row, column), value=words
    )
