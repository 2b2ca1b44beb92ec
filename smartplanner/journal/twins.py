"""Taking back an old step may bring back what was made again since: one unit must not get two parts in one matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from smartplanner.base.i18n import _
from smartplanner.base.problems import Problem
from smartplanner.changes import Change
from smartplanner.journal.conflicts import name_of
from smartplanner.model import entity
from smartplanner.store.tables import table

ONE_EACH: Mapping[str, tuple[str, ...]] = {
    "party": ("task", "organisation"),
    "progress_report": ("task", "organisation", "period"),
}
"""Fields that no two rows of an entity share.  Contacts have no part; reports without a period are not told apart."""


def refuse_twins(connection: Connection, changes: Sequence[Change]) -> None:
    """Refuse *changes*, which were just written, where a row that they made or changed has a twin now."""
    for name, key in ONE_EACH.items():
        for change in changes:
            if change.entity == name and change.after is not None:
                _refuse_twin(connection, name, key, change.id)


def _refuse_twin(connection: Connection, name: str, key: Sequence[str], id: str) -> None:
    target = table(name)
    row = connection.execute(select(target).where(target.c.id == id)).mappings().one()
    if row.get("role") == "contact" or any(row[field] is None for field in key):
        return
    same = [target.c[field] == row[field] for field in key]
    if "role" in target.c:
        same.append(target.c.role != "contact")
    if connection.execute(select(target.c.id).where(*same, target.c.id != id)).first() is None:
        return
    described = entity(name)
    message = _(
        "{entity} of “{unit}” in “{title}” was made again since; there cannot be two.",
        entity=_(described.label),
        unit=name_of(connection, "organisation", row["organisation"]),
        title=name_of(connection, "task", row["task"]),
    )
    remedy = _("Take back the later step first; nothing was written.")
    raise Problem(code="conflict", message=message, remedy=remedy)
