"""The migrations lead to exactly the tables that the descriptions ask for."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from smartplanner.store.tables import metadata


def keys_of(connection, table):
    """The foreign keys of a table as SQLite enforces them: column, target, what a delete does."""
    rows = connection.execute(text(f'PRAGMA foreign_key_list("{table}")')).mappings()
    return {(row["from"], row["table"], row["to"], row["on_delete"]) for row in rows}


def test_migrated_tables_are_as_described(journal):
    options = {"include_object": lambda *what: what[2] != "foreign_key_constraint"}
    with journal.book.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata()) == []


def test_migrated_foreign_keys_are_as_described(journal):
    described = create_engine("sqlite://")
    metadata().create_all(described)
    with journal.book.read() as migrated, described.connect() as wanted:
        for table in metadata().tables:
            assert keys_of(migrated, table) == keys_of(wanted, table)
    described.dispose()


def test_every_key_between_entities_refuses_to_delete_what_is_in_use(journal):
    with journal.book.read() as connection:
        for table in metadata().tables:
            assert all(on_delete == "RESTRICT" for *_key, on_delete in keys_of(connection, table))
