"""Where changed rows stand in a sorted list: where they were, as in Excel, until it is sorted or filtered anew.

A row that jumped away while a person types into the sorted column would leave the next key in another record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from smartplanner.ui.grid.renewing import MOST


def held_order(
    before: Sequence[str] | None, ids: Collection[str], *, changed: int, sort: Callable[[], list[str]]
) -> list[str]:
    """Return the rows *ids* with each where it stood *before*; a new one behind the row that it follows by *sort*.

    More rows *changed* than a person looks at one by one (an import, say) are sorted anew.
    """
    if before is None or changed > MOST:
        return sort()
    held = [id for id in before if id in ids]
    if len(held) == len(ids):
        return held
    known, order = set(held), sort()
    for place, id in enumerate(order):
        if id not in known:
            held.insert(held.index(order[place - 1]) + 1 if place else 0, id)
    return held
