"""The SQL tables, derived from the descriptions of the entities, and the three tables of the journal.

All foreign keys are RESTRICT: a cascade in the database would change rows behind the journal's back.
"""

from __future__ import annotations

import functools
import threading
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from smartplanner.fields.description import Entity, Field, Kind
from smartplanner.model import entities

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_TYPES: dict[Kind, Any] = {
    Kind.TEXT: Text,
    Kind.LONG_TEXT: Text,
    Kind.DATE: Date,
    Kind.MONEY: BigInteger,
    Kind.PERCENT: Float,
    Kind.INTEGER: BigInteger,
    Kind.NUMBER: Float,
    Kind.FLAG: Boolean,
    Kind.CHOICE: String,
    Kind.MANY: JSON,
}
_MAKING = threading.Lock()


@functools.cache
def metadata() -> MetaData:
    """Return all tables of a book.  Made at the first asking, by one thread for all: it takes a tenth of a second."""
    with _MAKING:
        return _made()


@functools.cache
def _made() -> MetaData:
    made = MetaData(naming_convention=_NAMES)
    for entity in entities().values():
        _entity_table(made, entity)
    _journal_tables(made)
    return made


def table(name: str) -> Table:
    """Return the table of the entity or journal part *name*."""
    return metadata().tables[name]


def _entity_table(made: MetaData, entity: Entity) -> Table:
    columns = [Column("id", String, primary_key=True), *(_column(field) for field in entity.fields)]
    indexes = [Index(None, field.name) for field in entity.fields if field.kind is Kind.REFERENCE]
    return Table(entity.name, made, *columns, *indexes)


def _column(field: Field) -> Column[Any]:
    if field.kind is Kind.REFERENCE:
        key = ForeignKey(f"{field.target}.id", ondelete="RESTRICT")
        return Column(field.name, String, key, nullable=not field.required)
    # none_as_null: an empty list is stored as SQL NULL, so "empty" has one form only.
    kind = JSON(none_as_null=True) if field.kind is Kind.MANY else _TYPES[field.kind]()
    return Column(field.name, kind, nullable=not field.required)


def _journal_tables(made: MetaData) -> None:
    Table(
        "journal_step",
        made,
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("id", String, nullable=False, unique=True),
        Column("at", String, nullable=False),
        Column("person", String, nullable=False),
        Column("site", String, nullable=False),
        Column("label", Text, nullable=False),
        Column("label_values", JSON, nullable=False),
        Column("origin", String, nullable=False),
        Column("undoes", String),
        Column("source_file", Text),
        Column("source_hash", String),
        Column("revision", Integer, nullable=False),
        Column("size", Integer, nullable=False),
        Column("chain", String, nullable=False),
    )
    Table(
        "journal_change",
        made,
        Column("step", Integer, ForeignKey("journal_step.number", ondelete="RESTRICT"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("entity", String, nullable=False),
        Column("row", String, nullable=False),
        Column("before", Text),
        Column("after", Text),
        Index("ix_journal_change_row", "row"),
    )
    Table("book", made, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
