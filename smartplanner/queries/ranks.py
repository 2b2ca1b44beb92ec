"""The office's own order of units, districts and whatever else has one: what lists sort by before the alphabet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from smartplanner.changes import Change
from smartplanner.model import entities
from smartplanner.queries.reader import Reader
from smartplanner.queries.spelling import spelled

ORDER = "order"
"""The field that holds it, in every entity that has one."""
_LAST = 1 << 31
_MOST_SPELLED = 1_000
"""Names that are put in the order of their pinyin; nobody looks through more of them, and it would take too long."""


def ranks(reader: Reader, entity: str) -> dict[str, int]:
    """Return the place of each row of *entity* in the office's own order, by id; rows without one are left out."""
    if ORDER not in entities()[entity].by_name:
        return {}
    return {id: place for id, place in reader.columns(entity, ["id", ORDER]) if place is not None}


def ordered_names(reader: Reader, entity: str) -> dict[str, str]:
    """Return the names of all rows of *entity* by id, as a person looks for them: by ``name_order``.

    Kept until a name or place changes.  Do not change the answer.
    """
    return reader.companion(_Orders).names(entity)


def ordered_ids(reader: Reader, entity: str, ids: Iterable[str], names: Mapping[str, str] | None = None) -> list[str]:
    """Return *ids* in the order in which people look for them; *names* are the names that are shown, if others."""
    return sorted(ids, key=name_order(reader, entity, names))


def name_order(reader: Reader, entity: str, names: Mapping[str, str] | None = None) -> Callable[[str], tuple[int, str]]:
    """Return the key of a row's id: its place in the office's own order, then its name by pinyin."""
    places, shown = ranks(reader, entity), reader.names(entity) if names is None else names
    return lambda id: (places.get(id, _LAST), spelled(shown.get(id, "")))


class _Orders:
    """The names in order, by entity, with those that they were made of."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, tuple[dict[str, str], dict[str, str]]] = {}

    def names(self, entity: str) -> dict[str, str]:
        names = self._reader.names(entity)
        known = self._known.get(entity)
        if known is not None and known[0] is names:
            return known[1]
        if len(names) > _MOST_SPELLED:
            return names
        ordered = {id: names[id] for id in ordered_ids(self._reader, entity, names, names)}
        self._known[entity] = names, ordered
        return ordered

    def follow(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if ORDER in change.fields:
                self._known.pop(change.entity, None)
