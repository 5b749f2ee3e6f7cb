"""Alembic's environment: runs inside the application, so that there is one place for settings and for tables."""

from alembic import context
from flask import current_app

from wiki.db import UTCDateTime

database = current_app.extensions["migrate"].db
options = dict(current_app.extensions["migrate"].configure_args)


def render_item(kind, thing, autogen_context):
    """Write our column type as SQLAlchemy's own, so that a migration stands on its own."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


with database.engine.connect() as connection:
    context.configure(connection=connection, target_metadata=database.metadata, render_item=render_item, **options)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
