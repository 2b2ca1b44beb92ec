"""The kinds of gates with their checklists, and the lines of the assessment, from the reference data of the city."""

from __future__ import annotations

import functools
import json
from typing import Any

from smartplanner.base.paths import resources
from smartplanner.queries.city_calendar import CITY
from smartplanner.rules.assessment import Standard
from smartplanner.rules.pilots import GateKind, Point


@functools.cache
def gate_kinds() -> tuple[GateKind, ...]:
    """Return the kinds of gates in the order in which a pilot passes them."""
    return tuple(
        GateKind(
            key=gate["key"],
            name=gate["name"],
            heads=tuple(gate["heads"]),
            stage=gate["stage"],
            tiers=tuple(gate.get("tiers", ())),
            points=tuple(
                Point(point["text"], bool(point.get("must")), tuple(point.get("tiers", ()))) for point in gate["points"]
            ),
        )
        for gate in _read("gates.json")["gates"]
    )


@functools.cache
def assessment_standard() -> Standard:
    """Return the points that grades begin at, and the lines of vetoes and wide spreads."""
    data = _read("assessment.json")
    return Standard(
        grades=tuple((grade["grade"], float(grade["from"])) for grade in data["grades"]),
        veto_below=float(data["veto_below"]),
        wide_spread=float(data["wide_spread"]),
    )


def _read(name: str) -> Any:
    return json.loads(resources("reference", CITY, name).read_text("utf-8"))
