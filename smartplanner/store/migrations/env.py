"""Alembic's entry: migrates over the connection that the caller handed in, in the caller's transaction."""

from alembic import context

from smartplanner.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction holds everything
)
context.run_migrations()
