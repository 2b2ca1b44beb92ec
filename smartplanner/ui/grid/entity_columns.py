"""The columns of an entity's list, made from its description."""

from __future__ import annotations

from smartplanner.base.i18n import _
from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.fields.values import show
from smartplanner.ui.grid.columns import NUMBERS
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column


def columns_of(session: Session, described: Entity) -> list[Column]:
    """Return the columns of an entity's list, as its notes say."""
    return [_column(session, field) for field in described.fields if field.note.column is not None]


def _column(session: Session, field: Field) -> Column:
    name, names = field.name, session.office.reader.name
    title = _(field.note.label)
    if field.note.unit:
        title = _("{label} ({unit})", label=title, unit=_(field.note.unit))
    plain = field.kind in (Kind.DATE, *NUMBERS)
    return Column(
        name=name,
        title=title,
        width=field.note.column or 12,
        text=lambda row: show(field, getattr(row, name), names),
        key=(lambda row: getattr(row, name)) if plain else None,
        raw=(lambda row: getattr(row, name)) if plain else None,
        right=field.kind in NUMBERS,
    )
