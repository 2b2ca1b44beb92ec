"""Whose part of the book the overview looks at: the whole city, a working group, a district."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from smartplanner.queries.reader import Reader
from smartplanner.queries.red_items import RedItem
from smartplanner.queries.tasks import TaskLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A working group and a district by their ids; None: of all.  ``field`` is the group's field of work."""

    group: str | None = None
    field: str | None = None
    district: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.group is None and self.district is None

    def within(self, line: TaskLine) -> bool:
        """Whether a matter belongs here: it names the group, or is of no group and in its field, or of the district."""
        if self.is_whole:
            return True
        if self.group is not None:
            in_field = bool(self.field) and not line.group and line.category == self.field
            if line.group == self.group or in_field:
                return True
        return self.district is not None and line.district == self.district

    def holds(self, item: RedItem, matters: Collection[str], gates: Collection[str]) -> bool:
        """Whether an entry of the red list belongs here; *matters* and *gates* are the ids of those that do."""
        if self.is_whole:
            return True
        if item.entity == "task":
            return item.id in matters
        if item.kind == "gate" and item.id in gates:
            return True
        return self.district is not None and item.district == self.district


WHOLE = Scope()


def scope_named(reader: Reader, *, group: str = "", district: str = "") -> Scope:
    """Return the scope of a group and a district by their names; a name that the book does not know is left out."""
    group_id = _id_of(reader, "group", group)
    row = reader.row("group", group_id) if group_id else None
    return Scope(
        group=group_id, field=row.field if row is not None else None, district=_id_of(reader, "district", district)
    )


def _id_of(reader: Reader, entity: str, name: str) -> str | None:
    if not name:
        return None
    return next((id for id, known in reader.names(entity).items() if known == name), None)
