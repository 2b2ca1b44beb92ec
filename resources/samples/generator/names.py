"""Units and districts by the short forms that ledgers use; the reference data is the only source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CITY = Path(__file__).resolve().parents[2] / "reference" / "beijing"


def _load(name: str) -> Any:
    return json.loads((CITY / name).read_text(encoding="utf-8"))


DISTRICTS: list[dict[str, Any]] = _load("districts.json")
_UNITS: list[dict[str, Any]] = _load("organisations.json")
_OWNERS: dict[str, str] = {written: unit["name"] for unit in _UNITS for written in (unit["name"], *unit["aliases"])}
EVERY_DISTRICT = tuple(unit["name"] for unit in _UNITS if unit["kind"] == "district")


def full_name(written: str) -> str:
    """Return the official name of the unit *written* in short; KeyError is a slip in the lists of matters."""
    return _OWNERS[written]


def district_name(short_name: str) -> str:
    """Return the district's name in the reference data: 海淀 gives 海淀区, 经开 and 经开区 the development zone."""
    return str(next(item["name"] for item in DISTRICTS if item["short_name"].startswith(short_name)))


def written_district(short_name: str) -> str:
    """Return how a ledger writes the district: 海淀 gives 海淀区, 经开 gives 经开区."""
    return short_name + "区"
