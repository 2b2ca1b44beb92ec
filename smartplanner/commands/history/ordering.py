"""The order in which rows that name one another are written: made after what they name, removed before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from smartplanner.changes import Change, insert, update
from smartplanner.fields.description import Kind
from smartplanner.model import entities, entity

Key = tuple[str, str]
"""Entity and id."""
Fields = Mapping[str, Any]


def references(name: str, values: Fields) -> Iterator[tuple[str, Key]]:
    """Yield the field and the row for everything that *values* of the entity *name* name."""
    for field in entity(name).fields:
        value = values.get(field.name)
        if not value:
            continue
        if field.kind is Kind.REFERENCE:
            yield field.name, (field.target, value)
        elif field.kind is Kind.MANY:
            for member in value:
                yield field.name, (field.target, member)


def in_order(
    *, made: Mapping[Key, Fields], changed: Mapping[Key, tuple[Fields, Fields]], removed: Mapping[Key, Fields]
) -> list[Change]:
    """Return the changes that make, change (from, to) and remove rows, in an order that the journal takes.

    Rows that name each other in a ring are made without the name that closes it, which is put in afterwards, and
    untied before they are removed.
    """
    changes: list[Change | None] = []
    order, cut = _parents_first(made)
    for key in order:
        loose = cut.get(key, {})
        changes.append(insert(*key, {name: value for name, value in made[key].items() if name not in loose}))
    changes += [
        update(*key, dict.fromkeys(loose), {name: made[key][name] for name in loose}) for key, loose in cut.items()
    ]
    changes += [update(*key, before, after) for key, (before, after) in changed.items()]
    order, cut = _parents_first(removed)
    for key, loose in cut.items():
        changes.append(update(*key, {name: removed[key][name] for name in loose}, dict.fromkeys(loose)))
    for key in reversed(order):
        left = {name: value for name, value in removed[key].items() if name not in cut.get(key, {})}
        changes.append(Change(*key, {name: value for name, value in left.items() if value not in (None, ())}, None))
    return [change for change in changes if change is not None]


def _parents_first(rows: Mapping[Key, Fields]) -> tuple[list[Key], dict[Key, dict[str, None]]]:
    """Return the keys so that what is named comes first, and the fields that have to be left out to break rings."""
    rank = {name: place for place, name in enumerate(entities())}
    needs: dict[Key, set[Key]] = {}
    users: dict[Key, list[Key]] = {}
    for key, values in rows.items():
        needs[key] = {named for _field, named in references(key[0], values) if named in rows and named != key}
        for named in needs[key]:
            users.setdefault(named, []).append(key)
    order: list[Key] = []
    cut: dict[Key, dict[str, None]] = {}
    waiting = dict(needs)
    ready = [key for key, named in needs.items() if not named]
    while waiting:
        if not ready:
            ring = next(iter(waiting))
            cut[ring] = {name: None for name, named in references(ring[0], rows[ring]) if named in waiting[ring]}
            ready = [ring]
        ready.sort(key=lambda key: rank[key[0]])
        following: list[Key] = []
        for key in ready:
            order.append(key)
            del waiting[key]
        for key in ready:
            for user in users.get(key, ()):
                if user in waiting:
                    waiting[user].discard(key)
                    if not waiting[user]:
                        following.append(user)
        ready = following
    return order, cut
