"""A text in a cell to field values, by the grammars of the ledgers; original words kept where a field takes them.

Stricter than an import where an import would put words aside: who types into a cell sees at once what is not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem, shorten
from smartplanner.commands.office import Office
from smartplanner.commands.reference import city
from smartplanner.excel.grammar.cell import REMARK, Cell, CellContext, CellReader
from smartplanner.excel.grammar.cells import cell_reader, choice_of
from smartplanner.excel.grammar.contracts import SPAN
from smartplanner.excel.grammar.surroundings import Surroundings
from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.fields.values import check_value

WAN = Decimal(10_000)
_AMBIGUOUS = frozenset({"progress_fraction"})
"""Warnings of an import that a person at the cell answers at once."""
_RESTATING = {
    Kind.DATE: re.compile(r"\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)"),
    Kind.MONEY: re.compile(r"-?[\d,.]+\s*(?:万元?)?"),
    Kind.PERCENT: re.compile(r"[\d.]+\s*[%％]?"),
}
"""Texts that say no more than the value that is read from them."""


@dataclass(frozen=True, slots=True)
class Read:
    """The values that a text gives, of its own field and of those that go with it; *remark* is worth a look."""

    values: Mapping[str, Any]
    remark: Problem | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """A value that was picked or taken from another cell instead of typed: of two records of one name, this one."""

    value: Any


class CellTexts:
    """Reads the texts of cells of one entity.  *given* are the fields that have cells of their own in the same step.

    *exactly* takes names of records only as they are, not as the grammars would understand them.
    """

    def __init__(
        self, office: Office, described: Entity, *, as_of: date, given: frozenset[str], exactly: bool = False
    ) -> None:
        self._exactly = exactly
        self._office = office
        self._described = described
        self._as_of = as_of
        self._given = given
        self._readers: dict[str, CellReader] = {}
        self._names: dict[str, dict[str, list[str]]] = {}
        self._surroundings: Surroundings | None = None

    def read(self, field: Field, text: str | Picked, *, current: Any = None) -> Read:
        """Return what *text* means in a cell of *field*, whose value is *current*; raises the Problem if it cannot be.

        An empty text empties the cell.
        """
        if isinstance(text, Picked):
            if text.value in (None, "", ()):
                return self._emptied(field)
            return self._checked(field, Read({field.name: text.value, **self._cleared(field, text.value)}))
        plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        if not plain:
            return self._emptied(field)
        if field.kind in (Kind.TEXT, Kind.LONG_TEXT):
            return self._checked(field, Read({field.name: plain}))
        if field.kind is Kind.CHOICE:
            return Read({field.name: self._choice(field, plain)})
        if field.target and (exact := self._exact(field, plain, current)) is not None:
            return Read({field.name: exact, **self._cleared(field)})
        if field.target and self._exactly:
            message = _("“{words}” is not known as {label}.", words=shorten(plain), label=_(field.note.label))
            remedy = _("Enter the full name, or add the row first.")
            raise Problem(code="reference_unknown", message=message, remedy=remedy, field=field.name)
        return self._by_grammar(field, plain)

    def _by_grammar(self, field: Field, plain: str) -> Read:
        cell = self._reader(field)(plain)
        error = next((problem for problem in cell.problems if problem.level is Level.ERROR), None)
        error = error or next((problem for problem in cell.problems if problem.code in _AMBIGUOUS), None)
        if error is not None:
            raise _as_error(error, field)
        if not cell.values and not cell.problems:  # "无" and the like
            return self._emptied(field)
        return self._checked(field, Read(self._values(field, plain, cell), next(iter(cell.problems), None)))

    def _values(self, field: Field, plain: str, cell: Cell) -> dict[str, Any]:
        """Return the values of a cell that was read, with its words only where they say more than the value."""
        values = dict(cell.values)
        words = field.note.words
        value = values.get(field.name)
        put_aside = REMARK in values or SPAN in values
        said_in_words = field.kind is Kind.DATE and words and values.get(words)
        if put_aside or (value in (None, ()) and not said_in_words):
            raise _as_error(next(iter(cell.problems), None) or _unreadable(field, plain), field)
        restating = _RESTATING.get(field.kind)
        if words in values and restating is not None and restating.fullmatch(plain):
            values[words] = None
        return values

    def _checked(self, field: Field, read: Read) -> Read:
        value = read.values.get(field.name)
        problems = check_value(field, value) if value not in (None, "", ()) else []
        if problems:
            raise problems[0]
        return read

    def _emptied(self, field: Field) -> Read:
        if field.required:
            message = _("“{label}” must be filled in.", label=_(field.note.label))
            raise Problem(code="required", message=message, field=field.name)
        return Read({field.name: () if field.kind is Kind.MANY else None, **self._cleared(field)})

    def _cleared(self, field: Field, value: Any = None) -> dict[str, Any]:
        """Return the words beside a value emptied; a day that was picked is exact."""
        precision = f"{field.name}_precision"
        beside = {field.note.words: None, precision: "day" if isinstance(value, date) else None}
        return {
            name: said for name, said in beside.items() if name in self._described.by_name and name not in self._given
        }

    def _choice(self, field: Field, plain: str) -> str:
        found = choice_of(field, plain)
        if found is None:
            assert field.choices is not None
            allowed = "、".join(_(choice.label) for choice in field.choices)
            message = _("“{label}” has no value “{value}”.", label=_(field.note.label), value=shorten(plain))
            remedy = _("Possible are: {choices}.", choices=allowed)
            raise Problem(code="unknown_choice", message=message, remedy=remedy, field=field.name)
        return found

    # -- references

    def _exact(self, field: Field, plain: str, current: Any) -> Any:
        """Return the row or rows that are called exactly so; None if the grammars have to look."""
        if field.kind is Kind.REFERENCE:
            return self._named(field, plain, current)
        found = [self._named(field, part.strip(), None) for part in plain.split("、") if part.strip()]
        return None if None in found else tuple(dict.fromkeys(found))

    def _named(self, field: Field, name: str, current: Any) -> str | None:
        known = self._names.get(field.target)
        if known is None:
            known = self._names[field.target] = {}
            for id, title in self._office.reader.names(field.target).items():
                known.setdefault(title.strip(), []).append(id)
        ids = known.get(name, [])
        if current in ids:
            return str(current)  # of two of the same name the one that stands there
        if len(ids) > 1:
            label = _(field.note.label)
            message = _("“{words}” means several rows of {label}.", words=name, label=label)
            remedy = _("Open the cell and choose from the list, or open the record.")
            raise Problem(code="reference_ambiguous", message=message, remedy=remedy, field=field.name)
        return ids[0] if ids else None

    def _reader(self, field: Field) -> CellReader:
        if field.name not in self._readers:
            if field.target and self._surroundings is None:
                self._surroundings = Surroundings.of(self._office.reader, prefixes=city().prefixes)
            context = CellContext(
                year=self._as_of.year,
                as_of=self._as_of,
                epoch_1904=False,
                unit=WAN if field.kind is Kind.MONEY else None,
                head="",
                given=self._given,
                surroundings=self._surroundings or Surroundings(),
            )
            self._readers[field.name] = cell_reader(self._described, field, context)
        return self._readers[field.name]


def _as_error(problem: Problem, field: Field) -> Problem:
    if problem.code in _AMBIGUOUS:
        message = _("It is not clear whether “{words}” is a share of 1 or of 100.", words=problem.value)
        remedy = _("Write it with a percent sign, such as 80%.")
        return Problem(code=problem.code, message=message, remedy=remedy, field=field.name)
    remedy = problem.remedy or (_("Enter the full name, or add the row first.") if field.target else "")
    return replace(problem, level=Level.ERROR, field=field.name, remedy=remedy)


def _unreadable(field: Field, text: str) -> Problem:
    message = _("“{label}” cannot be read from “{text}”.", label=_(field.note.label), text=shorten(text))
    return Problem(code="unreadable", message=message, field=field.name)
