"""Where each district's tile stands, counted in tiles: a schematic arrangement without boundaries, no map."""

from __future__ import annotations

import json
from collections.abc import Sequence

from smartplanner.base.paths import resources
from smartplanner.queries.city_calendar import CITY
from smartplanner.queries.reader import Reader


def tile_places(reader: Reader, districts: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return column and row of each district (by id); those without a place of their own stand below in a row."""
    data = json.loads(resources("reference", CITY, "tiles.json").read_text("utf-8"))
    places = {tile["code"]: (int(tile["column"]), int(tile["row"])) for tile in data["tiles"]}
    codes = dict(reader.columns("district", ["id", "code"]))
    found: dict[str, tuple[int, int]] = {}
    loose = 0
    for district in districts:
        place = places.get(codes.get(district))
        if place is None:
            place = (loose % int(data["columns"]), int(data["rows"]) + loose // int(data["columns"]))
            loose += 1
        found[district] = place
    return found
