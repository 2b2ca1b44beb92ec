"""The short names of units: what people call them on a card, in a list or in a table of a report."""

from __future__ import annotations

from collections.abc import Iterable

from smartplanner.queries.reader import Reader


def short_unit_names(reader: Reader) -> dict[str, str]:
    """Return the short name of every unit by id."""
    aliases: dict[str, list[str]] = {}
    for owner, alias in reader.columns("alias", ["organisation", "name"]):
        aliases.setdefault(owner, []).append(alias)
    return {id: short_name(name, aliases.get(id, ())) for id, name in reader.columns("organisation", ["id", "name"])}


def short_name(name: str, aliases: Iterable[str]) -> str:
    """Return what a unit is called on a card: its shortest alias of at least three characters (经信局)."""
    usable = [alias for alias in aliases if len(alias) >= 3]
    return min([*usable, name], key=len)
