"""Rows of a ledger that name other rows of the same ledger: what comes before a milestone, a matter's parent.

Such a row may be named before it is read, so every new row gets its key beforehand, by its title.  A row that
was refused afterwards takes the references to it along, and each is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.excel.headers.table import Table, anchor
from smartplanner.excel.ledgers.ledger import LedgerRow
from smartplanner.excel.reading.grid import Grid, cell_name
from smartplanner.fields import text
from smartplanner.fields.description import Entity, Kind


def kin_fields(entity: Entity, table: Table) -> tuple[str, ...]:
    """Return the fields with a column in *table* that name rows of the same entity."""
    own = {field.name for field in entity.fields if field.target == entity.name}
    return tuple(sorted(own & set(table.fields())))


def foretell(grid: Grid, table: Table, entity: Entity, surroundings: Surroundings) -> dict[int, str]:
    """Give every row with a title that is not known yet a key, by worksheet row (from 0), and make it known."""
    if not kin_fields(entity, table):
        return {}
    title = next((column.index for column in table.columns if column.field == anchor(entity)), None)
    code = next((column.index for column in table.columns if column.field == "code"), None)
    if title is None:
        return {}
    keys: dict[int, str] = {}
    for number in range(table.last + 1, len(grid.rows)):
        names = [_words(grid.rows[number], column) for column in (title, code) if column is not None]
        if names[0] and not surroundings.find(entity.name, names[0]):
            keys[number] = new_id()
    for number, id in keys.items():
        names = [_words(grid.rows[number], column) for column in (title, code) if column is not None]
        surroundings.name(entity.name, id, names)
    return keys


def settle(
    changes: Sequence[Change], keys: Mapping[str, str | None], fields: Sequence[str], entity: Entity
) -> tuple[list[Change], dict[str, set[str]]]:
    """Put the keys that rows got at last in place of those foretold for them (None: the row was refused).

    Returns the changes, and for each changed row the fields that lost a reference.
    """
    made, lost = [], {}
    for change in changes:
        after = dict(change.after or {})
        missing = set()
        for name in fields:
            if name in after:
                value, whole = _settled(after[name], keys, many=entity[name].kind is Kind.MANY)
                after[name] = value
                missing |= set() if whole else {name}
        if missing:
            lost[change.id] = missing
        made.append(replace(change, after={name: value for name, value in after.items() if _kept(change, name, value)}))
    return made, lost


def lost_references(
    rows: Sequence[LedgerRow], ids: Mapping[int, str], lost: Mapping[str, set[str]], entity: Entity, sheet: str
) -> list[Problem]:
    """Say at its cell which reference was left out because the row that it names was not taken in."""
    problems = []
    for row in rows:
        for name in sorted(lost.get(ids.get(row.row, ""), ())):
            message = _("“{label}” names a row that was not taken in.", label=_(entity[name].note.label))
            remedy = _("Mend that row and import the file again.")
            problem = Problem(code="reference_refused", message=message, remedy=remedy, level=Level.WARNING, field=name)
            problems.append(problem.at(sheet=sheet, cell=cell_name(row.row, row.cells.get(name, 0))))
    return problems


def _settled(value: Any, keys: Mapping[str, str | None], *, many: bool) -> tuple[Any, bool]:
    ids = value if many else (value,)
    found = [keys.get(id, id) for id in ids]
    kept = tuple(id for id in found if id is not None)
    return (kept if many else (kept[0] if kept else None)), len(kept) == len(found)


def _kept(change: Change, name: str, value: Any) -> bool:
    return change.before is not None or value not in (None, ())


def _words(row: Sequence[Any], column: int) -> str:
    return "" if column >= len(row) or text.is_empty(row[column]) else text.words(row[column])
