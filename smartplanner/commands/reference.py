"""The data of the city that a new book starts with: districts, units with their short forms, working groups.

It is read from ``resources/reference/<city>``; another city replaces that folder.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any

from smartplanner.base.ids import new_id
from smartplanner.base.paths import resources
from smartplanner.changes import Change, insert
from smartplanner.commands.light_presets import DEFAULT, preset_changes
from smartplanner.queries import Reader, city_calendar
from smartplanner.rules.workdays import Calendar

CITY = city_calendar.CITY


@dataclass(frozen=True, slots=True)
class City:
    """The city that the program is set up for: its name, its office, and what stands before unit names."""

    name: str
    short: str
    office: str
    prefixes: tuple[str, ...]


@functools.cache
def city() -> City:
    """Return the city of the reference data."""
    data = _read("city.json")
    return City(data["name"], data["short"], data["office"], tuple(data["prefixes"]))


def calendar(reader: Reader | None = None) -> Calendar:
    """Return the workday calendar of a book; without one, that of the years whose notices the program brings along."""
    return city_calendar.calendar(reader) if reader is not None else city_calendar.reference_calendar()


def reference_changes() -> list[Change]:
    """Return the changes that bring the reference data into an empty book."""
    changes = [insert("district", new_id(), row) for row in _read("districts.json")]
    units = _read("organisations.json")
    ids = {unit["name"]: new_id() for unit in units}
    for unit in units:
        values = {name: unit[name] for name in ("name", "kind", "order")}
        changes.append(insert("organisation", ids[unit["name"]], values))
    changes += [
        insert("alias", new_id(), {"organisation": ids[unit["name"]], "name": alias})
        for unit in units
        for alias in unit["aliases"]
    ]
    for group in _read("groups.json"):
        values = {name: group[name] for name in ("name", "field", "convener_title")}
        values |= {"lead": ids[group["lead"]], "members": tuple(ids[name] for name in group["members"])}
        changes.append(insert("group", new_id(), values))
    changes += [insert("deadline_rule", new_id(), row) for row in _read("deadline_rules.json")]
    changes += [insert("requirement", new_id(), row) for row in _read("requirements.json")["requirements"]]
    changes += score_rule_changes()
    changes += concentration_rule_changes()
    changes += preset_changes(DEFAULT)
    return changes


def score_rule_changes() -> list[Change]:
    """Return the changes that bring the usual rules of scoring into a book."""
    return [insert("score_rule", new_id(), row) for row in _read("score_rules.json")]


def concentration_rule_changes() -> list[Change]:
    """Return the changes that bring the usual thresholds of concentration into a book."""
    return [insert("concentration_rule", new_id(), row) for row in _read("concentration_rules.json")]


def _read(name: str) -> Any:
    return json.loads(resources("reference", CITY, name).read_text("utf-8"))
