"""The office's own order of units, districts and whatever else has one: what lists sort by before the alphabet."""

from __future__ import annotations

from smartplanner.model import entities
from smartplanner.queries.reader import Reader

ORDER = "order"
"""The field that holds it, in every entity that has one."""


def ranks(reader: Reader, entity: str) -> dict[str, int]:
    """Return the place of each row of *entity* in the office's own order, by id; rows without one are left out."""
    if ORDER not in entities()[entity].by_name:
        return {}
    return {id: place for id, place in reader.columns(entity, ["id", ORDER]) if place is not None}
