"""The order of a grid's rows: made without the grid, so that a large list is put in order off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from smartplanner.ui.grid.state import SortKey

MANY = 5_000
"""Rows from which on they are read and put in order off the window's thread: it would not answer for a moment."""
Keys = dict[int, dict[str, Any]]
"""What rows sort by: for the place of a column the key of each row by its id."""


class OrderedRows(NamedTuple):
    """Rows by id, in which order they stand (*order*, by *sorted_by*), and the keys found on the way."""

    rows: dict[str, Any]
    order: list[str]
    sorted_by: tuple[SortKey, ...]
    keys: Keys


def put_in_order(
    rows: Mapping[str, Any],
    wanted: Sequence[SortKey],
    *,
    places: Mapping[str, int],
    key_at: Callable[[int], Callable[[Any], Any]],
    keys: Keys,
) -> list[str]:
    """Return the ids of *rows* sorted by *wanted*, the first one first; empty cells come last in either direction.

    *keys* holds what is known already and takes what is found.
    """
    order = list(rows)
    for one in reversed(wanted):
        place = places[one.column]
        known = keys.setdefault(place, {})
        if len(known) < len(order):
            key = key_at(place)
            known.update({id: key(rows[id]) for id in order if id not in known})
        filled = [id for id in order if known[id] not in (None, "")]
        empty = [id for id in order if known[id] in (None, "")] if len(filled) < len(order) else []
        filled.sort(key=known.__getitem__, reverse=one.descending)
        order = filled + empty
    return order
