"""The steps that bring a book from one version of its tables to the next, run by Alembic.

A revision's identifier is its number (``0001``); the same number stands in the file's ``user_version``, so
that opening an up-to-date book never loads Alembic.
"""

from __future__ import annotations

import functools
from pathlib import Path

from sqlalchemy import Connection


@functools.cache
def latest() -> int:
    """Return the number of the newest revision."""
    return max(int(path.name[:4]) for path in (Path(__file__).parent / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Bring the tables to revision *to* inside the caller's transaction and stamp ``user_version``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    number = latest() if to == "head" else int(to)
    connection.exec_driver_sql(f"PRAGMA user_version={number}")
