"""The light tables that come with the program: the default and those of named cities, each with its source."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from typing import Any

from smartplanner.base.ids import new_id
from smartplanner.base.paths import resources
from smartplanner.changes import Change, insert
from smartplanner.model.light_rule import LightRule

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Preset:
    """One table: its file's name, what people call it, where it comes from, what was added, and its rows."""

    id: str
    name: str
    source: str
    note: str
    rows: tuple[LightRule, ...]


@functools.cache
def presets() -> dict[str, Preset]:
    """Return the tables by the name of their file, the default first."""
    files = sorted(resources("reference", "light_rules").glob("*.json"), key=lambda file: (file.stem != DEFAULT, file))
    return {file.stem: _preset(file.stem, json.loads(file.read_text("utf-8"))) for file in files}


def preset_changes(name: str) -> list[Change]:
    """Return the changes that bring the rows of a table into a book; an unknown name is a KeyError."""
    fields = ("order", "condition", "threshold", "progress_below", "light", "meaning")
    return [
        insert("light_rule", new_id(), {field: getattr(row, field) for field in fields}) for row in presets()[name].rows
    ]


def _preset(id: str, read: dict[str, Any]) -> Preset:
    rows = tuple(LightRule(id=f"{id}-{row['order']}", **row) for row in read["rows"])
    return Preset(id, read["name"], read["source"], read["note"], rows)
