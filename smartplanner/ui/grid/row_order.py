"""In which order the rows of a grid stand: sorted by several columns, a changed row where it was, as in Excel.

A row that jumped away while a person types into the sorted column would leave the next key in another record; it goes
where it belongs when the list is sorted, filtered or read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from smartplanner.ui.grid.columns import Facet
from smartplanner.ui.grid.ordering import Keys, put_in_order
from smartplanner.ui.grid.renewing import MOST
from smartplanner.ui.grid.state import SortKey


class RowOrder:
    """The order of a grid's rows, made when it is asked for, and the keys that are known of them.

    *facets* are those of the columns by name.
    """

    def __init__(self, facets: Mapping[str, Facet]) -> None:
        self._facets = facets
        self.sorted_by: tuple[SortKey, ...] = ()
        self.keys: Keys = {}
        self._ids: list[str] | None = None
        self._held: tuple[list[str] | None, int] | None = None
        self._is_unsettled = False

    def sort_by(self, wanted: Iterable[SortKey]) -> None:
        """Sort by the columns of *wanted* that there are; what is shown follows when an order is taken."""
        known = [one for one in wanted if one.column in self._facets]
        self.sorted_by = tuple(known)  # a tuple of its own: it tells this order from a later one

    def has_keys(self) -> bool:
        """Whether the keys of every column that is sorted by are known, at least of most rows."""
        return all(one.column in self.keys for one in self.sorted_by)

    def of(self, rows: Mapping[str, Any]) -> list[str]:
        """Return the ids of *rows* in their order, made anew only where it has to be."""
        if self._ids is None:
            before, changed = self._held or (None, 0)
            if before is None or changed > MOST:  # of an import, say: nobody looks at them one by one
                self._ids = self._sorted(rows)
            else:
                self._ids = _held(before, rows.keys(), lambda: self._sorted(rows))
            self._is_unsettled, self._held = before is not None, None
        return self._ids

    def take(self, ids: list[str] | None) -> None:
        """Let the rows stand as *ids* say; None: as they sort."""
        self._ids, self._is_unsettled = ids, False

    def hold(self, changed: int) -> None:
        """Let the rows stay where they are although *changed* of them are about to be others than before."""
        self._held = (self._ids, changed)

    def settle(self) -> None:
        """Let the rows that kept their places go where they belong at the next arranging."""
        if self._is_unsettled:
            self._ids = None

    def forget(self) -> None:
        """Make the order anew when it is asked for next."""
        self._ids = None

    def forget_row(self, id: str) -> None:
        """Find out anew what the row *id* sorts by."""
        for known in self.keys.values():
            known.pop(id, None)

    def _sorted(self, rows: Mapping[str, Any]) -> list[str]:
        return put_in_order(rows, self.sorted_by, facets=self._facets, keys=self.keys)


def _held(before: Sequence[str], ids: Collection[str], sort: Callable[[], list[str]]) -> list[str]:
    """Return the rows *ids* with each where it stood *before*; a new one behind the row that it follows by *sort*."""
    held = [id for id in before if id in ids]
    if len(held) == len(ids):
        return held
    known, order = set(held), sort()
    for place, id in enumerate(order):
        if id not in known:
            held.insert(held.index(order[place - 1]) + 1 if place else 0, id)
    return held
