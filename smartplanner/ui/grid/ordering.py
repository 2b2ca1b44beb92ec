"""The order of a grid's rows: made without the grid, so that a large list is put in order off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import merge
from typing import Any, NamedTuple

from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.state import SortKey

MANY = 5_000
"""Rows from which on they are read and put in order off the window's thread: it would not answer for a moment."""
FEW = 1_000
"""Changed rows of a large list up to which just these are read, at once; for more the list is read anew."""
_SLICE = 5_000
"""Rows sorted in one go while other threads wait: some milliseconds."""
Keys = dict[str, dict[str, Any]]
"""What rows sort by: for the name of a column the key of each row by its id."""


class Searched(NamedTuple):
    """In small letters what rows hold in these *columns*, by id, and all *characters* that occur in it."""

    columns: tuple[str, ...]
    texts: dict[str, str]
    characters: str


class OrderedRows(NamedTuple):
    """Rows by id, in which order they stand (*order*, by *sorted_by*), and the keys found on the way.

    *searched*: the texts in which a list that is being searched looks for words.
    """

    rows: dict[str, Any]
    order: list[str]
    sorted_by: tuple[SortKey, ...]
    keys: Keys
    searched: Searched | None = None


def put_in_order(
    rows: Mapping[str, Any],
    wanted: Sequence[SortKey],
    *,
    facets: Mapping[str, Facet],
    keys: Keys,
    slices: bool = False,
) -> list[str]:
    """Return the ids of *rows* sorted by *wanted*, the first one first; empty cells come last in either direction.

    *facets* are those of the columns by name; *keys* holds what is known already and takes what is found.  With
    *slices* no step keeps other threads waiting for long; it takes twice the time.
    """
    order = list(rows)
    for one in reversed(wanted):
        known = keys.setdefault(one.column, {})
        if len(known) < len(order):
            key = facets[one.column].key
            known.update({id: key(rows[id]) for id in order if id not in known})
        filled = [id for id in order if known[id] not in (None, "")]
        empty = [id for id in order if known[id] in (None, "")] if len(filled) < len(order) else []
        order = _sorted(filled, known.__getitem__, descending=one.descending, slices=slices) + empty
    return order


def _sorted(ids: list[str], key: Callable[[str], Any], *, descending: bool, slices: bool) -> list[str]:
    if not slices:
        return sorted(ids, key=key, reverse=descending)
    parts = [sorted(ids[start : start + _SLICE], key=key, reverse=descending) for start in range(0, len(ids), _SLICE)]
    return list(merge(*parts, key=key, reverse=descending))
