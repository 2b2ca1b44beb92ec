"""One cell to field values, by the kind of its column's field and the grammars of ``fields``.

A reader is made once per column and remembers short texts, as ledgers repeat them.  A problem of level error
means that nothing was read and a person must decide; the words of whatever is read are kept where the
entity has a field for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Level, Problem
from smartplanner.excel.grammar.cell import EMPTY, Cell, CellContext, CellReader, as_remark
from smartplanner.excel.grammar.contracts import contract_reader
from smartplanner.excel.grammar.references import many_reader, reference_reader
from smartplanner.excel.grammar.surroundings import comparable
from smartplanner.excel.reading.grid import CellError
from smartplanner.fields import numerals, text
from smartplanner.fields.dates import DateContext, Role, read_date
from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.fields.money import read_money, unit_name
from smartplanner.fields.progress import read_progress
from smartplanner.fields.values import check_value

_YES = frozenset(["是", "有", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "已", "对"])
_NO = frozenset(["否", "无", "没有", "×", "✗", "✘", "x", "n", "no", "false", "0", "未", "错"])
_MOST_DIGITS = 10**15
"""Excel keeps 15 digits; a longer number has lost its end."""
_REMEMBERED = 64
"""Characters; longer texts hardly repeat."""


def cell_reader(entity: Entity, described: Field, context: CellContext) -> CellReader:
    """Return the function that reads the cells of the column of *described*."""
    read = _MAKERS[described.kind](entity, described, context)
    return remembered(contract_reader(read, entity, described, context))


def remembered(read: CellReader) -> CellReader:
    """Return *read* with a memory for short texts and numbers, and with an answer for failed formulas."""
    known: dict[Any, Cell] = {}

    def remembering(raw: Any) -> Cell:
        if raw.__class__ is CellError:
            return _failed("formula_error", _("The formula of the cell fails: {error}.", error=raw), raw)
        if raw.__class__ is str:
            if len(raw) > _REMEMBERED:
                return read(raw)
            key: Any = raw
        else:
            key = (raw.__class__, raw)
        cell = known.get(key)
        if cell is None:
            cell = known[key] = read(raw)
        return cell

    return remembering


def _failed(code: str, message: str, raw: Any, remedy: str = "") -> Cell:
    return Cell({}, (Problem(code=code, message=message, remedy=remedy, value=text.words(raw)),))


def _checked(described: Field, cell: Cell, raw: Any) -> Cell:
    """Refuse a value beyond the field's limits."""
    value = cell.values.get(described.name)
    problems = check_value(described, value) if value not in (None, "", ()) else []
    if not problems:
        return cell
    return Cell({}, tuple(problem.at(value=text.words(raw)[:200]) for problem in problems))


def _text(_entity: Entity, described: Field, _context: CellContext) -> CellReader:
    def read(raw: Any) -> Cell:
        if text.is_empty(raw):
            return EMPTY
        if isinstance(raw, float) and abs(raw) >= _MOST_DIGITS:
            return _failed(
                "precision_lost",
                _("A number this long has lost its last digits in Excel."),
                raw,
                _("Format the cell as text and enter the number again."),
            )
        words = text.words(raw)
        problems: tuple[Problem, ...] = ()
        if isinstance(raw, str) and not raw.isprintable() and (count := text.count_replaced(raw)):
            message = _("{count} characters that cannot be kept were replaced.", count=count)
            problems = (Problem(code="characters_replaced", message=message, level=Level.WARNING),)
        return _checked(described, Cell({described.name: words}, problems), raw)

    return read


def _date_role(name: str) -> Role:
    if name == "start" or name.endswith("_start"):
        return "start"
    return "due" if name in ("due", "end", "new_due", "original_due") or name.endswith("_end") else "day"


def _date(entity: Entity, described: Field, context: CellContext) -> CellReader:
    scope = DateContext(
        year=context.year, as_of=context.as_of, role=_date_role(described.name), epoch_1904=context.epoch_1904
    )
    precision = f"{described.name}_precision"
    has_precision = precision in entity.by_name and precision not in context.given
    sets_start = described.name == "due" and "start" in entity.by_name and "start" not in context.given

    def read(raw: Any) -> Cell:
        reading = read_date(raw, scope)
        if not reading.precision and reading.problem is None:
            return EMPTY
        if reading.asks:
            assert reading.problem is not None
            return Cell({}, (reading.problem,))
        values: dict[str, Any] = {described.name: reading.value}
        if has_precision:
            values[precision] = reading.precision
        if sets_start and reading.start is not None:
            values["start"] = reading.start
        return _with_words(values, reading.words, reading.problem, entity, described, context)

    return read


def _with_words(
    values: dict[str, Any],
    words: str,
    problem: Problem | None,
    entity: Entity,
    described: Field,
    context: CellContext,
    *,
    status: str = "",
) -> Cell:
    """Keep the words beside the value; where no field takes them and no value was read, the note does."""
    kept = described.note.words
    problems = (problem,) if problem is not None else ()
    if kept:
        if kept not in context.given:
            values[kept] = words
    elif values.get(described.name) is None and problem is not None:
        values |= as_remark(entity, described, words)
    return Cell(values, problems, status)


def _money(entity: Entity, described: Field, context: CellContext) -> CellReader:
    allow_negative = described.note.minimum is None or described.note.minimum < 0

    def read(raw: Any) -> Cell:
        reading = read_money(raw, header_unit=context.unit, allow_negative=allow_negative)
        if reading.value is None and reading.problem is None:
            return EMPTY
        if reading.asks:
            assert reading.problem is not None
            return Cell({}, (reading.problem,))
        words = reading.words
        if context.unit is not None and not re.search(r"[元万亿圆]", words):
            # The number alone would be misread away from its column.
            words = f"{words}（{unit_name(context.unit)}）"
        cell = _with_words({described.name: reading.value}, words, reading.problem, entity, described, context)
        return _checked(described, cell, raw)

    return read


def _percent(entity: Entity, described: Field, context: CellContext) -> CellReader:
    def read(raw: Any) -> Cell:
        fraction = None
        if raw.__class__ is ScaledNumber:
            raw, fraction = raw.number, raw.is_fraction
        reading = read_progress(raw, as_fraction=fraction)
        if reading.value is None and reading.problem is None and not reading.status:
            return EMPTY
        if reading.asks:
            assert reading.problem is not None
            return Cell({}, (reading.problem,))
        values: dict[str, Any] = {described.name: reading.value}
        words = f"{reading.value:g}%" if fraction and reading.value is not None else reading.words
        cell = _with_words(values, words, reading.problem, entity, described, context, status=reading.status)
        return _checked(described, cell, raw)

    return read


@dataclass(frozen=True, slots=True)
class ScaledNumber:
    """A number of a percent column of which the format or the whole column tells whether 1 means all of it."""

    number: float
    is_fraction: bool


def _number(_entity: Entity, described: Field, _context: CellContext) -> CellReader:
    whole = described.kind is Kind.INTEGER

    def read(raw: Any) -> Cell:
        if text.is_empty(raw):
            return EMPTY
        number: Decimal | None = None
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            number = Decimal(format(raw, ".15g")) if raw == raw and abs(raw) != float("inf") else None
        elif isinstance(raw, str):
            plain = text.squeeze(raw)
            sign = -1 if plain.startswith("-") else 1
            match = re.fullmatch(
                r"第?([^\d]{0,8}?[\d.,]+|.{1,12}?)(?:级|类|个|项|名|次|人|分|档|期|年|月|天|日|%)?", plain.lstrip("-")
            )
            number = numerals.read_number(match[1]) if match else None
            number = number * sign if number is not None else None
        if number is None:
            return _failed("not_a_number", _("“{words}” is not a number.", words=text.words(raw)), raw)
        if whole and number != number.to_integral_value():
            return _failed("not_a_whole_number", _("“{words}” is not a whole number.", words=text.words(raw)), raw)
        return _checked(described, Cell({described.name: int(number) if whole else float(number)}), raw)

    return read


def _flag(_entity: Entity, described: Field, _context: CellContext) -> CellReader:
    def read(raw: Any) -> Cell:
        if isinstance(raw, bool):
            return Cell({described.name: raw})
        plain = text.squeeze(raw).lower()
        if not plain:
            return EMPTY
        if plain in _YES or plain in _NO:
            return Cell({described.name: plain in _YES})
        return _failed("not_yes_or_no", _("“{words}” is neither yes nor no.", words=text.words(raw)), raw)

    return read


def choice_of(described: Field, words: str) -> str | None:
    """Return the stored name of the choice that *words* mean exactly: its name, label or another spelling."""
    assert described.choices is not None
    plain = comparable(words)
    for choice in described.choices:
        if plain in {comparable(each) for each in (str(choice), choice.label, _(choice.label), *choice.heads)}:
            return str(choice)
    return None


def _choice(_entity: Entity, described: Field, _context: CellContext) -> CellReader:
    def read(raw: Any) -> Cell:
        if text.is_empty(raw) and choice_of(described, text.words(raw) or " ") is None:
            return EMPTY
        words = text.words(raw)
        found = choice_of(described, words)
        if found is not None:
            return Cell({described.name: found})
        assert described.choices is not None
        allowed = "、".join(_(choice.label) for choice in described.choices)
        return _failed(
            "unknown_choice",
            _("“{label}” has no value “{value}”.", label=_(described.note.label), value=words),
            raw,
            _("Possible are: {choices}.", choices=allowed),
        )

    return read


_MAKERS: Mapping[Kind, Callable[[Entity, Field, CellContext], CellReader]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.DATE: _date,
    Kind.MONEY: _money,
    Kind.PERCENT: _percent,
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: reference_reader,
    Kind.MANY: many_reader,
}
