"""The choices about a workbook as JSON text and back, as an import profile keeps them.

A day is ``{"day": "2026-09-30"}`` and an exact number ``{"number": "1.50"}``, as JSON has neither; a list of
ids comes back as a tuple.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from smartplanner.excel.choices import Choices, TableChoice


def write_choices(choices: Choices) -> str:
    """Return *choices* as JSON text; what was left to recognition is left out."""
    made: dict[str, Any] = {
        "tables": {name: _table(choice) for name, choice in choices.tables.items()},
        "names": [[*key, id] for key, id in choices.names.items()],
        "values": [[*key, _plain(value)] for key, value in choices.values.items()],
        "cells": {place: _plain(value) for place, value in choices.cells.items()},
        "accepted": sorted(choices.accepted),
    }
    made = {name: value for name, value in made.items() if value}
    if choices.only is not None:
        made["only"] = sorted(choices.only)
    return json.dumps(made, ensure_ascii=False, sort_keys=True)


def read_choices(text: str) -> Choices:
    """Return the choices that ``write_choices`` wrote; a text that is none of ours gives no choices at all.

    A profile is a convenience: one that a hand has spoilt must not keep a ledger out.
    """
    try:
        return _read(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        return Choices()


def _read(data: Mapping[str, Any]) -> Choices:
    only = data.get("only")
    return Choices(
        tables={str(name): _choice(table) for name, table in data.get("tables", {}).items()},
        names={(str(entity), str(words)): str(id) for entity, words, id in data.get("names", ())},
        values={(str(field), str(words)): _value(value) for field, words, value in data.get("values", ())},
        cells={str(place): _value(value) for place, value in data.get("cells", {}).items()},
        only=None if only is None else frozenset(map(str, only)),
        accepted=frozenset(map(str, data.get("accepted", ()))),
    )


def _table(choice: TableChoice) -> dict[str, Any]:
    found = {item.name: getattr(choice, item.name) for item in fields(choice)}
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in found.items()}
    return {name: value for name, value in plain.items() if value not in (None, (), {})}


def _choice(data: Mapping[str, Any]) -> TableChoice:
    values = {item.name: data[item.name] for item in fields(TableChoice) if item.name in data}
    if "header_rows" in values:
        first, last = map(int, values["header_rows"])
        values["header_rows"] = (first, last)
    if "key" in values:
        values["key"] = tuple(map(str, values["key"]))
    if "columns" in values:
        values["columns"] = {str(letters): str(field) for letters, field in values["columns"].items()}
    return TableChoice(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(item) for item in value)
    if isinstance(value, dict):
        return date.fromisoformat(value["day"]) if "day" in value else Decimal(value["number"])
    return value
