"""The columns of an entity's list, made from its description: those that its notes show, and those kept in reserve."""

from __future__ import annotations

from collections.abc import Callable, Collection
from operator import attrgetter
from typing import Any

from smartplanner.base.i18n import _
from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.fields.money import format_amount
from smartplanner.fields.values import show
from smartplanner.queries.field_values import FieldValues
from smartplanner.rules.milestones import is_late
from smartplanner.ui.grid.columns import NUMBERS
from smartplanner.ui.grid.marking import marks_column
from smartplanner.ui.session import Session
from smartplanner.ui.table import Column

_WIDTHS = {Kind.LONG_TEXT: 36, Kind.MANY: 24, Kind.REFERENCE: 20, Kind.TEXT: 18, Kind.PERCENT: 8, Kind.FLAG: 8}
"""Characters of a column whose note names no width."""
_USUAL = 12


def columns_of(session: Session, described: Entity) -> list[Column]:
    """Return the columns of an entity's list: as its notes say, then all other fields, hidden until they are chosen."""
    name = described.name
    shown = [_column(session, name, field) for field in described.fields if field.note.column is not None]
    spare = [_column(session, name, field, spare=True) for field in described.fields if field.note.column is None]
    return [*shown, *spare, marks_column(session, described.name)]


def spare_columns(session: Session, described: Entity, *, shown: Collection[str]) -> list[Column]:
    """Return columns for the fields that are not among *shown*, of rows that hold no more than their id of them.

    Their values are read when one of them is first looked at, all in one query.
    """
    values = session.office.reader.companion(FieldValues)

    def stored(name: str) -> Callable[[Any], Any]:
        return lambda row: values.value(described.name, name, row.id)

    fields = [field for field in described.fields if field.name not in shown]
    made = [_column(session, described.name, field, spare=True, stored=stored(field.name)) for field in fields]
    return [*made, marks_column(session, described.name)]


def _column(
    session: Session,
    entity: str,
    field: Field,
    *,
    spare: bool = False,
    stored: Callable[[Any], Any] | None = None,
) -> Column:
    names = session.office.reader.name
    value = stored or attrgetter(field.name)
    title = _(field.note.label)
    if field.note.unit:
        title = _("{label} ({unit})", label=title, unit=_(field.note.unit))
    plain = field.kind in (Kind.DATE, *NUMBERS)
    return Column(
        name=field.name,
        title=title,
        width=field.note.column or _WIDTHS.get(field.kind, _USUAL),
        text=lambda row: show(field, value(row), names),
        key=value if plain else None,
        raw=value if plain else None,
        right=field.kind in NUMBERS,
        spare=spare,
        stored=stored,
        shown=(lambda row: drawn_amount(value(row))) if field.kind is Kind.MONEY else None,
        late=_late(session) if (entity, field.name) == _DEADLINE else None,
    )


_DEADLINE = ("milestone", "due")
"""The deadline of which the row itself says whether it was kept; lists of matters know theirs."""


def _late(session: Session) -> Callable[[Any], bool]:
    return lambda row: is_late(row.due, row.done_on, as_of=session.as_of)


def drawn_amount(fen: int | None) -> str:
    """Return an amount as it is drawn in a cell; empty for None."""
    return "" if fen is None else format_amount(fen)
