"""The text of a cell that reads back as the same value: what a copy gives, and what an open cell shows.

A day is written ISO, a coarser deadline as it was named (2026年9月); an amount in 万元, the unit of the column, with
all its digits, so that Excel sums it and a paste finds the same 分; a percentage with its sign.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from smartplanner.fields.dates import format_date
from smartplanner.fields.description import Field, Kind
from smartplanner.fields.values import Names, show

_FEN_IN_WAN = Decimal(1_000_000)
_COARSE = frozenset({"ten_days", "month", "quarter", "half", "year"})


def cell_text(field: Field, row: Any, names: Names) -> str:
    """Return the exact text of the cell of *field* in *row*; an empty text for an empty cell."""
    value = getattr(row, field.name)
    if field.kind is Kind.DATE:
        return _day_text(field, row, value)
    return value_text(field, value, names)


def value_text(field: Field, value: Any, names: Names) -> str:
    """Return the exact text of a value; of a day its ISO form."""
    if value is None or value == () or value == "":
        return ""
    if field.kind is Kind.MONEY:
        return _plain(Decimal(value) / _FEN_IN_WAN)
    if field.kind is Kind.PERCENT:
        return _plain(Decimal(format(value, ".15g"))) + "%"
    if field.kind is Kind.NUMBER:
        return _plain(Decimal(format(value, ".15g")))
    return show(field, value, names)


def _day_text(field: Field, row: Any, value: date | None) -> str:
    precision = getattr(row, f"{field.name}_precision", None)
    if value is None:
        words = getattr(row, field.note.words, None) if field.note.words else None
        return words or ("长期" if precision == "ongoing" else "")
    return format_date(value, precision) if precision in _COARSE else value.isoformat()


def _plain(number: Decimal) -> str:
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
