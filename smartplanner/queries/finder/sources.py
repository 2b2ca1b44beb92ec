"""Which records can be found, and by which of their fields; read from the book as plain lines."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from smartplanner.fields.description import Kind
from smartplanner.model import entities
from smartplanner.queries.reader import Reader
from smartplanner.rules.life import OPEN

_BESIDE = ("licence", "shareholder", "issue")
"""Entities without a page of their own that people look for by name."""
_NOT = ("progress_report", "service_score", "assessment", "score_entry", "bond")
"""Entities whose titles say nothing of their own: months, indicators, the title of a contract once more."""
_NAMES = ("code", "short_name", "number", "document_number")
_DATES = ("due", "end", "period_end", "held_on")
_OVER = frozenset(("expired", "renewed", "terminated", "completed", "closed", "rejected", "withdrawn"))
"""States other than those of a matter in which a record is over."""


class Record(NamedTuple):
    """One record as it is searched; a named tuple, because a hundred thousand are made."""

    id: str
    title: str
    names: tuple[str, ...]
    over: bool


@functools.cache
def found_entities() -> tuple[str, ...]:
    """Return the entities whose records can be found, in the order of the model."""
    found = []
    for described in entities().values():
        kind = described[described.title].kind
        named = kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.REFERENCE)
        if named and described.name not in _NOT and (described.section or described.name in _BESIDE):
            found.append(described.name)
    return tuple(found)


def records(reader: Reader, entity: str, ids: Iterable[str] | None = None) -> list[Record]:
    """Return the records of *entity* (all, or those of *ids*): what is open first, then by day, code and title."""
    described = entities()[entity]
    fields = described.by_name
    names = [name for name in _NAMES if name in fields and name != described.title]
    state = next((name for name in ("state", "stage") if name in fields), "id")
    day = next((name for name in _DATES if name in fields), "id")
    aliases = _aliases(reader) if entity == "organisation" else {}
    title = described[described.title]
    called: Mapping[str, str] = reader.names(title.target) if title.kind is Kind.REFERENCE else {}
    made = []
    for id, text, stands, until, *others in reader.raw_columns(
        entity, ["id", described.title, state, day, *names], ids
    ):
        shown = called.get(text, "") if title.kind is Kind.REFERENCE else text
        if shown:
            over = stands not in OPEN if entity == "task" and stands else stands in _OVER
            more = tuple(one for one in others if one) + aliases.get(id, ())
            made.append((over, until or "~", more, shown, id))
    made.sort()
    return [Record(id, shown, tuple(map(str, more)), over) for over, _until, more, shown, id in made]


def concerned(reader: Reader, entity: str, id: str, owner: str | None) -> list[tuple[str, str]]:
    """Return the records (entity, id) whose line a change of this row may alter; *owner* is an alias's unit."""
    found = [(entity, id)]
    if entity == "alias" and owner:
        found = [("organisation", owner)]
    if entity == "organisation":
        for described in entities().values():
            title = described[described.title]
            if title.target == entity and described.name in found_entities():
                found += [(described.name, row.id) for row in reader.rows_naming(described.name, title.name, [id])]
    return found


def _aliases(reader: Reader) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for organisation, name in reader.raw_columns("alias", ["organisation", "name"]):
        found[organisation] = (*found.get(organisation, ()), name)
    return found
