"""Gathers the changes of one step: several acts may touch the same row, which then changes once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Problem
from smartplanner.changes import Change, insert, update
from smartplanner.commands.editing import with_cleared_words
from smartplanner.commands.office import Office
from smartplanner.fields.values import validate
from smartplanner.model import entity as described_entity
from smartplanner.queries.life import Part


class Gathering:
    """The changes of one step to be: rows that are set, rows that are made."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._rows: dict[tuple[str, str], Any] = {}
        self._values: dict[tuple[str, str], dict[str, Any]] = {}
        self._made: list[tuple[str, str, dict[str, Any]]] = []

    def set(self, entity: str, row: Any, values: Mapping[str, Any]) -> None:
        """Set *values* on *row*, emptying the ledger's words that they contradict."""
        key = (entity, row.id)
        before = {name: getattr(row, name) for name in values}
        self._rows.setdefault(key, row)  # as it is stored; later ones may hold what was set before
        self._values.setdefault(key, {}).update(with_cleared_words(entity, before, values, row))

    def add(self, entity: str, values: Mapping[str, Any]) -> str:
        """Make a row of *entity*; returns its id."""
        key = new_id()
        full = {field.name: field.default for field in described_entity(entity).fields} | dict(values)
        self._made.append((entity, key, full))
        return key

    def party(self, task: str, part: Part, values: Mapping[str, Any]) -> None:
        """Set *values* on the row of a unit's part, or make that row."""
        if part.party is not None:
            self.set("party", part.party, values)
            return
        own = (task, part.organisation, part.role)
        for entity, _id, made in self._made:
            if entity == "party" and (made["task"], made["organisation"], made["role"]) == own:
                made.update(values)
                return
        self.add("party", {"task": task, "organisation": part.organisation, "role": part.role, **values})

    def event(self, task: Any, act: str, on: date, **more: Any) -> None:
        """Note that *act* happened to the matter *task* on a day; empty texts are left out."""
        values = {name: value or None for name, value in more.items()}
        self.add("task_event", {"task": task.id, "act": act, "happened_on": on, **values})

    def changes(self) -> list[Change]:
        """Return the changes, made rows last but in the order in which they name each other.

        Raises a Problem if a value may not be, such as a text with signs that no file can keep.
        """
        found = []
        for (entity, id), values in self._values.items():
            row = self._rows[entity, id]
            if change := update(entity, id, {name: getattr(row, name) for name in values}, values):
                found.append(change)
        return checked([*found, *(insert(entity, id, values) for entity, id, values in self._made)])


def checked(changes: Sequence[Change]) -> list[Change]:
    """Return *changes*; raises the Problem if a value is none that a row of its entity may hold."""
    for change in changes:
        wrong = validate(described_entity(change.entity), change.after or {})
        if errors := [problem for problem in wrong if problem.level == "error"]:
            raise errors[0]
    return list(changes)


def matters(office: Office, ids: Sequence[str]) -> list[Any]:
    """Return the rows of the matters *ids* in that order, each once; a Problem if one is gone."""
    wanted = list(dict.fromkeys(ids))
    rows = {row.id: row for row in office.reader.rows("task", wanted)}
    if len(rows) < len(wanted):
        message = _("The record has been removed meanwhile.")
        raise Problem(code="row_gone", message=message, remedy=_("Refresh the view."))
    return [rows[id] for id in wanted]


def refuse_all(problems: Sequence[Problem], count: int) -> None:
    """Raise what stands against a step over *count* matters: the one Problem, or one that lists all."""
    if not problems:
        return
    if len(problems) == 1:
        raise problems[0]
    codes = {problem.code for problem in problems}
    message = _("{bad} of {count} matters cannot take this step; nothing was changed.", bad=len(problems), count=count)
    raise Problem(
        code=codes.pop() if len(codes) == 1 else "not_possible",
        message="\n".join([message, *(problem.sentence() for problem in problems[:_LISTED])]),
        remedy=_("Leave those out, or mend them first."),
        details=tuple(problems),
    )


_LISTED = 5
"""Matters named in the sentence itself; the details hold all."""
