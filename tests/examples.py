"""An example row of every entity, made from its description: what the generic parts are tried on."""

from datetime import date
from typing import Any

from smartplanner.base.ids import new_id
from smartplanner.changes import Change, insert
from smartplanner.fields.description import Field, Kind
from smartplanner.model import entities


def example_changes() -> list[Change]:
    """One filled row of each entity, parents first, every reference set that can be set by then."""
    ids: dict[str, str] = {}
    changes = []
    for described in entities().values():
        values = {field.name: example_value(field, described.name, ids) for field in described.fields}
        ids[described.name] = new_id()
        changes.append(insert(described.name, ids[described.name], values))
    return changes


def example_value(field: Field, owner: str, ids: dict[str, str]) -> Any:
    """A value of the field's kind that says where it stands."""
    if field.kind is Kind.REFERENCE:
        return ids.get(field.target)
    if field.kind is Kind.MANY:
        return (ids[field.target],) if field.target in ids else ()
    if field.kind is Kind.CHOICE:
        assert field.choices is not None
        return str(next(iter(field.choices)))
    if field.name.endswith(("_text", "_words")):
        return None
    if field.kind is Kind.INTEGER:
        return int(max(2, field.note.minimum or 0))
    return {
        Kind.TEXT: f"示例{owner}之{field.name}",
        Kind.LONG_TEXT: f"示例{owner}的说明（{field.name}）",
        Kind.DATE: date(2026, 9, 30),
        Kind.MONEY: 123_450_000,
        Kind.PERCENT: 40.0,
        Kind.NUMBER: 3.5,
        Kind.FLAG: True,
    }[field.kind]
