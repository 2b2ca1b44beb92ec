"""The rows of a ledger against the rows of the book: by code, else by the natural key, else new.

A ledger's empty cell never erases what the book has, and a row that is missing in the ledger is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.ids import new_id
from smartplanner.base.problems import Level, Problem
from smartplanner.changes import Change, insert, update
from smartplanner.excel.grammar.surroundings import comparable
from smartplanner.excel.grammar.tasks import fits
from smartplanner.excel.ledgers.ledger import LedgerRow
from smartplanner.excel.proposal import INSERT, REFUSED, UNCHANGED, UPDATE, RowReading
from smartplanner.excel.reading.grid import cell_name
from smartplanner.fields.description import Entity, Kind
from smartplanner.fields.months import said_alike
from smartplanner.fields.values import validate
from smartplanner.queries import Reader

Key = tuple[Any, ...]


class Matcher:
    """Matches rows of one entity, over all sheets of a file, and makes the changes."""

    def __init__(
        self, entity: Entity, reader: Reader, *, key: tuple[str, ...] = (), only: frozenset[str] | None = None
    ) -> None:
        """Index the book's rows of *entity* by code and by *key* (its natural key if none was chosen).

        *only* limits the changes to updates of these fields.
        """
        self._entity = entity
        self._names = key or entity.key
        self._only = None if only is None else only | _companions(entity, only)
        self._by_code: dict[str, Any] = {}
        self._by_key: dict[Key, Any] = {}
        self._by_rest: dict[Key, list[Any]] = {}
        self._required = [field.name for field in entity.fields if field.required and field.default is None]
        self._has_code = "code" in entity.by_name
        self._optional = [name for name in self._names[1:] if name != entity.title]
        for row in reader.rows(entity.name):
            if self._has_code and row.code:
                self._by_code.setdefault(comparable(row.code), row)
            key = self._key(lambda name, row=row: getattr(row, name))
            self._by_key.setdefault(key, row)
            if self._optional:
                self._by_rest.setdefault(key[:-1], []).append(row)
        self._seen_codes: dict[str, str] = {}
        self._seen_keys: dict[Key, tuple[str, str]] = {}
        self._matched: dict[str, str] = {}

    def match(
        self, row: LedgerRow, sheet: str, id: str | None = None
    ) -> tuple[RowReading, Change | None, list[Problem]]:
        """Return what becomes of *row*, the change if any, and problems with their place; a new row gets *id*."""
        number = row.row + 1
        values = {name: value for name, value in row.values.items() if value not in (None, "", ())}
        title = row.title or str(values.get(self._entity.title, ""))
        problems = [
            self._placed(problem, row, sheet) for problem in validate(self._entity, self._unchecked(values, row))
        ]
        if not problems and (duplicate := self._duplicate(values, row, sheet)) is not None:
            problems = [duplicate]
        if problems:
            return RowReading(number, REFUSED, "", title), None, problems
        known = self._find(values)
        if known is not None and known.id in self._matched:
            again = self._repeats(self._matched[known.id], values, row, sheet)
            return RowReading(number, REFUSED, "", title), None, [again]
        if known is None and self._only is not None:
            return RowReading(number, REFUSED, "", title), None, [self._not_yours(values, row, sheet)]
        if known is None:
            made = insert(self._entity.name, id or new_id(), self._with_defaults(values))
            return RowReading(number, INSERT, made.id, title), made, []
        self._matched[known.id] = f"{sheet}!{number}"
        values = {name: value for name, value in values.items() if not self._stays(row, name, value, known)}
        before = {name: getattr(known, name) for name in values}
        change = update(self._entity.name, known.id, before, values)
        notes: list[Problem] = []
        if change is not None and self._only is not None:
            change, notes = self._within(change, self._only, row, sheet)
        return RowReading(number, UPDATE if change else UNCHANGED, known.id, title), change, notes

    def _within(
        self, change: Change, only: frozenset[str], row: LedgerRow, sheet: str
    ) -> tuple[Change | None, list[Problem]]:
        """Return *change* without the fields that its sender may not change, and a warning for each of them."""
        before, after = change.before or {}, change.after or {}
        own = {name: value for name, value in after.items() if name in only}
        notes = []
        for name in after.keys() - only:
            if name in row.derived or name not in row.cells:
                continue
            label = _(self._entity[name].note.label)
            message = _("“{label}” differs, but its sender may not change it; it was left as it is.", label=label)
            problem = Problem(code="not_own_column", message=message, level=Level.WARNING, field=name)
            notes.append(self._placed(problem, row, sheet))
        return update(change.entity, change.id, {name: before.get(name) for name in own}, own), notes

    def _not_yours(self, values: Mapping[str, Any], row: LedgerRow, sheet: str) -> Problem:
        problem = Problem(
            code="row_not_yours",
            message=_("The book has no such row, and the sender of this file may not add any."),
            remedy=_("Leave the titles and codes as they were handed out."),
            field=self._entity.title,
            value=str(values.get(self._entity.title, "")),
        )
        return self._placed(problem, row, sheet)

    def _find(self, values: Mapping[str, Any]) -> Any | None:
        code = comparable(values["code"]) if self._has_code and values.get("code") else ""
        if code and code in self._by_code:
            return self._by_code[code]
        key = self._key(values.get)
        known = self._by_key.get(key)
        if known is None and self._optional:
            # The last part of the key may be missing on one side: then the rest must be enough.
            others = self._by_rest.get(key[:-1], [])
            if len(others) == 1 and (key[-1] in (None, "") or self._last(others[0]) in (None, "")):
                known = others[0]
        if known is not None and code and known.code and comparable(known.code) != code:
            return None
        return known

    def _stays(self, row: LedgerRow, name: str, value: Any, known: Any) -> bool:
        """Return whether the book's value stays, because the ledger's is only a conclusion from other cells."""
        if name not in row.derived:
            return False
        return name in row.cells or (self._entity.name == "task" and name == "state" and fits(known.state, value))

    def _last(self, row: Any) -> Any:
        return getattr(row, self._names[-1])

    def _key(self, value: Any) -> Key:
        return tuple(_part(self._entity, name, value(name)) for name in self._names)

    def _duplicate(self, values: Mapping[str, Any], row: LedgerRow, sheet: str) -> Problem | None:
        """Return the problem that this row stands in the file already; the first one wins."""
        code = comparable(values["code"]) if self._has_code and values.get("code") else ""
        key = self._key(values.get)
        place = f"{sheet}!{row.row + 1}"
        first = self._seen_codes.get(code) if code else None
        if first is None and key in self._seen_keys:
            other_code, other_place = self._seen_keys[key]
            first = other_place if not (code and other_code and code != other_code) else None
        if first is None:
            if code:
                self._seen_codes[code] = place
            self._seen_keys.setdefault(key, (code, place))
            return None
        return self._repeats(first, values, row, sheet)

    def _repeats(self, first: str, values: Mapping[str, Any], row: LedgerRow, sheet: str) -> Problem:
        other_sheet, _sign, other_row = first.rpartition("!")
        where = _("row {row}", row=other_row)
        if other_sheet != sheet:
            where = _("row {row} of sheet “{sheet}”", row=other_row, sheet=other_sheet)
        problem = Problem(
            code="duplicate_row",
            message=_("The row repeats {where}; the first one counts.", where=where),
            remedy=_("Delete one of the two, or tell them apart by their titles or codes."),
            field=self._entity.title,
            value=str(values.get(self._entity.title, "")),
        )
        return self._placed(problem, row, sheet)

    def _placed(self, problem: Problem, row: LedgerRow, sheet: str) -> Problem:
        column = row.cells.get(problem.field, row.cells.get(self._entity.title, 0))
        return problem.at(sheet=sheet, cell=cell_name(row.row, column))

    def _unchecked(self, values: Mapping[str, Any], row: LedgerRow) -> dict[str, Any]:
        """Return what no cell's reader has checked: that nothing required is missing, and what was put together."""
        together = {name: value for name, value in values.items() if name not in row.cells or name == "note"}
        return {name: values.get(name) for name in self._required} | together

    def _with_defaults(self, values: Mapping[str, Any]) -> dict[str, Any]:
        defaults = {
            field.name: str(field.default) if field.kind is Kind.CHOICE else field.default
            for field in self._entity.fields
            if field.default not in (None, ())
        }
        return defaults | dict(values)


def _companions(entity: Entity, only: frozenset[str]) -> frozenset[str]:
    """Return the fields that go with those of *only*: their words as given, their precision."""
    described = [field for field in entity.fields if field.name in only]
    words = {field.note.words for field in described if field.note.words}
    return frozenset(words | {f"{field.name}_precision" for field in described} & entity.by_name.keys())


def _part(entity: Entity, name: str, value: Any) -> Any:
    if isinstance(value, str) and entity[name].kind in (Kind.TEXT, Kind.LONG_TEXT):
        return comparable(said_alike(value) if name == "period" else value)
    return None if value == "" else value
