"""A guard over the whole suite: temporary triggers must see exactly the rows that the journal lists.

Every writing transaction of every test is watched.  A write beside the journal, or an entry without its
write, fails the test that made it.
"""

from sqlalchemy import Connection, Engine, event, text

from smartplanner.model import entities


def watch_all_writes() -> None:
    """Hook into every engine of this process."""
    event.listen(Engine, "begin", _start)
    event.listen(Engine, "commit", _compare)


def stop_watching() -> None:
    """Take the hooks out again."""
    event.remove(Engine, "begin", _start)
    event.remove(Engine, "commit", _compare)


def _start(connection: Connection) -> None:
    if not connection.get_execution_options().get("writes") or not _has_tables(connection):
        return
    execute = connection.exec_driver_sql
    execute("CREATE TEMP TABLE IF NOT EXISTS seen (entity TEXT, row TEXT)")
    execute("DELETE FROM seen")
    there = set(execute("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    for name in there.intersection(entities()):  # an older book has fewer
        for verb, side in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            execute(
                f'CREATE TEMP TRIGGER IF NOT EXISTS "shadow_{name}_{verb}" AFTER {verb} ON main."{name}" '
                f"BEGIN INSERT INTO seen VALUES ('{name}', {side}.id); END"
            )
    connection.info["steps"] = execute("SELECT coalesce(max(number), 0) FROM journal_step").scalar_one()


def _compare(connection: Connection) -> None:
    if not connection.get_execution_options().get("writes") or "steps" not in connection.info:
        return
    steps = connection.info.pop("steps")
    seen = {tuple(row) for row in connection.execute(text("SELECT entity, row FROM seen"))}
    query = text("SELECT entity, row FROM journal_change WHERE step > :steps")
    listed = {tuple(row) for row in connection.execute(query, {"steps": steps})}
    assert seen == listed, f"written beside the journal: {seen ^ listed}"


def _has_tables(connection: Connection) -> bool:
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('journal_step', 'task')"
    return connection.exec_driver_sql(query).scalar_one() == 2
