"""Writes the next migration: what the descriptions in ``smartplanner/model`` say beyond the newest tables.

    python packaging/migration.py "what a reader gains"

Read it before you commit it; data that has to move is written by hand into the same file.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations import ops

from smartplanner.store import migrations
from smartplanner.store.engine import make_engine, writing
from smartplanner.store.tables import metadata

FOLDER = Path(migrations.__file__).parent / "versions"
FOREIGN_KEY = "foreign_key_constraint"
HEAD = '''"""{message}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    """Apply the step."""
'''


def main(message: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(Path(folder) / "latest.splan", mode="rwc")
        with writing(engine) as connection:
            migrations.upgrade(connection)
            # Keys that came with a column are read back without their names: they are compared by a test instead.
            options = {"target_metadata": metadata(), "include_object": lambda *what: what[2] != FOREIGN_KEY}
            context = MigrationContext.configure(connection, opts=options)
            found = produce_migrations(context, metadata())
        engine.dispose()
    if found.upgrade_ops is None or found.upgrade_ops.is_empty():
        print("The tables are as described; nothing to write.")
        return
    lines = [line for operation in in_order(found.upgrade_ops.ops) for line in render(operation)]
    number = migrations.latest() + 1
    name = re.sub(r"[^a-z0-9]+", "_", message.lower()).strip("_")[:40]
    path = FOLDER / f"{number:04d}_{name}.py"
    head = HEAD.format(message=message, revision=f"{number:04d}", before=f"{number - 1:04d}")
    path.write_text(head + "".join(f"    {line}\n" if line else "\n" for line in lines), "utf-8")
    print(f"Wrote {path.name}; run ruff format over it, read it, commit it.")


def in_order(operations: list[ops.MigrateOperation]) -> list[ops.MigrateOperation]:
    """New tables first, so that a new column can refer to them."""
    return sorted(operations, key=lambda operation: not isinstance(operation, ops.CreateTableOp))


def render(operation: ops.MigrateOperation) -> list[str]:
    """Return the code of one operation.

    SQLite cannot add a constraint to a table, but it can add a column that carries one; a rebuild of the table
    would have to switch the foreign keys off.  So a new reference is added as one statement.
    """
    if not isinstance(operation, ops.ModifyTableOps):
        return code(operation)
    lines: list[str] = []
    for part in operation.ops:
        if isinstance(part, ops.AddColumnOp) and part.column.foreign_keys:
            lines += referring_column(operation.table_name, part.column)
        elif not isinstance(part, ops.CreateForeignKeyOp):
            lines += code(part)
    return lines


def referring_column(table: str, column: sa.Column[Any]) -> list[str]:
    target = next(iter(column.foreign_keys)).column.table.name
    return [
        "op.execute(",
        f'    \'ALTER TABLE "{table}" ADD COLUMN "{column.name}" VARCHAR \'',
        f'    "CONSTRAINT fk_{table}_{column.name}_{target} "',
        f"    'REFERENCES \"{target}\" (id) ON DELETE RESTRICT'",
        ")",
    ]


def code(operation: ops.MigrateOperation) -> list[str]:
    text = render_python_code(ops.UpgradeOps([operation]))
    return [line.removeprefix("    ") for line in text.splitlines() if not line.strip().startswith("# ###")]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
