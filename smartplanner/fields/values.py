"""One value in its faces: stored, in the journal, typed or in a cell, shown; and the check of a whole row.

Everything follows the field's *kind*.  Dates are ``datetime.date``, money an integer of 分, a choice its
English name as plain text, a reference an id, a many-reference a tuple of ids.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.fields.description import Entity, Field, Kind

LONGEST_TEXT = 32_767
"""Characters; Excel cuts longer texts silently, so we refuse them instead."""
LARGEST_INTEGER = 2**63 - 1

_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters and what no document takes."""

Names = Callable[[str, str], str]
"""Gives the name shown to people of a row: ``names(entity, id)``."""


def encode(field: Field, value: Any) -> Any:
    """Return *value* as it stands in the journal (JSON)."""
    if value is None:
        return None
    if field.kind is Kind.DATE:
        return value.isoformat()
    if field.kind is Kind.MANY:
        return list(value)
    if field.kind is Kind.CHOICE:
        return str(value)
    return value


def decode(field: Field, value: Any) -> Any:
    """Return a value of the journal (JSON) as Python works with it; the inverse of ``encode``."""
    if field.kind is Kind.MANY:
        return tuple(value or ())
    if value is None:
        return None
    if field.kind is Kind.DATE:
        return date.fromisoformat(value)
    return value


def present(field: Field, value: Any, names: Names) -> Any:
    """Return *value* for ``--json``: ISO days, money in 元, references as names, choices as English names."""
    if field.kind is Kind.MANY:
        return [names(field.target, item) for item in value or ()]
    if value is None:
        return None
    if field.kind is Kind.REFERENCE:
        return names(field.target, value)
    if field.kind is Kind.MONEY:
        return value // 100 if value % 100 == 0 else value / 100
    if field.kind in (Kind.PERCENT, Kind.NUMBER):
        return int(value) if float(value).is_integer() else value
    return encode(field, value)


def show(field: Field, value: Any, names: Names) -> str:
    """Return *value* as a person reads it in a list or a form, in the language in use."""
    if value is None or value == () or value == "":
        return ""
    if field.kind is Kind.REFERENCE:
        return names(field.target, value)
    if field.kind is Kind.MANY:
        return "、".join(names(field.target, item) for item in value)
    if field.kind is Kind.CHOICE:
        return choice_label(field, value)
    return show_plain(field, value)


def show_plain(field: Field, value: Any) -> str:
    """Return a value that needs no names: date, money in 万元, percent, number, flag or text."""
    if field.kind is Kind.DATE:
        return str(value.isoformat())
    if field.kind is Kind.MONEY:
        return trim(value / 1_000_000)
    if field.kind is Kind.PERCENT:
        return trim(value) + "%"
    if field.kind is Kind.NUMBER:
        return trim(value)
    if field.kind is Kind.FLAG:
        return _("yes") if value else _("no")
    return str(value)


def trim(number: float) -> str:
    """Return *number* with at most two decimals and no trailing zeros."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def choice_label(field: Field, value: Any) -> str:
    """Return the label of a choice in the language in use; an unknown value as it is."""
    assert field.choices is not None
    try:
        return _(field.choices.of(value).label)
    except ValueError:
        return str(value)


def validate(entity: Entity, values: Mapping[str, Any]) -> list[Problem]:
    """Check the *values* of a row (or some of its fields) against the facts of the description.

    Form, import and merge all call this, so that no way into the book is laxer than another.
    """
    problems = [
        _problem(field, "required", _("“{label}” must be filled in.", label=_(field.note.label)))
        for field in entity.fields
        if field.required and field.name in values and _is_blank(values[field.name])
    ]
    for name, value in values.items():
        if value in (None, "", ()) or name == "id":
            continue
        problems += check_value(entity[name], value)
    return problems


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def check_value(field: Field, value: Any) -> list[Problem]:
    """Check one filled value against its field's limits."""
    kind = field.kind
    if kind is Kind.TEXT or kind is Kind.LONG_TEXT:
        return _check_text(field, value)
    if kind is Kind.CHOICE:
        assert field.choices is not None
        if value not in field.choices._value2member_map_:
            label = _(field.note.label)
            return [_problem(field, "unknown_choice", _("“{label}” has no value “{value}”.", label=label, value=value))]
        return []
    if kind in (Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.NUMBER):
        return _check_number(field, value, _(field.note.label))
    return []


def _check_text(field: Field, value: str) -> list[Problem]:
    longest = field.note.longest or (500 if field.kind is Kind.TEXT else LONGEST_TEXT)
    if len(value) > longest:
        message = _(
            "“{label}” is {length} characters long; at most {longest} are possible.",
            label=_(field.note.label),
            length=len(value),
            longest=longest,
        )
        return [_problem(field, "too_long", message)]
    if not value.isprintable() and _UNKEEPABLE.search(value):
        message = _("“{label}” holds characters that cannot be kept or printed.", label=_(field.note.label))
        return [_problem(field, "unprintable", message)]
    return []


def _check_number(field: Field, value: Any, label: str) -> list[Problem]:
    if isinstance(value, float) and not math.isfinite(value):
        return [_problem(field, "not_a_number", _("“{label}” is not a number.", label=label))]
    if abs(value) > LARGEST_INTEGER:
        return [_problem(field, "out_of_range", _("“{label}” is too large.", label=label))]
    low, high = limits(field)
    if low is not None and value < low:
        return [_problem(field, "out_of_range", _("“{label}” must be at least {limit}.", label=label, limit=trim(low)))]
    if high is not None and value > high:
        return [_problem(field, "out_of_range", _("“{label}” must be at most {limit}.", label=label, limit=trim(high)))]
    return []


def limits(field: Field) -> tuple[float | None, float | None]:
    """Return the smallest and largest value of a numeric field, by its note or else by its kind."""
    low, high = field.note.minimum, field.note.maximum
    if field.kind is Kind.PERCENT:
        return (0 if low is None else low), (100 if high is None else high)
    return low, high


def _problem(field: Field, code: str, message: str) -> Problem:
    return Problem(code=code, field=field.name, message=message)
