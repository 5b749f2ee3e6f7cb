"""The factory: settings, extensions, blueprints; nothing else."""

import fcntl
from pathlib import Path
from typing import Any

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate, upgrade
from werkzeug.middleware.proxy_fix import ProxyFix

from wiki import api, models, shelf, views, web
from wiki.config import ROOT, settings
from wiki.db import db
from wiki.models.search import is_modelled
from wiki.services.reindexing import ensure_index

migrate = Migrate()
compress = Compress()


def create_app(overrides: dict[str, Any] | None = None) -> Flask:
    """An application with these settings over the environment's. The database is migrated by `upgrade_database`."""
    app = Flask(
        "wiki",
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=settings(overrides)["INSTANCE"],
    )
    app.config.update(settings(overrides))
    if app.config["PROXIES"]:
        hops = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, include_name=is_modelled)
    # The last one named treats an answer first: the shelf keeps pages as they were compressed.
    shelf.init_app(app)
    app.config["COMPRESS_STREAMS"] = False
    compress.init_app(app)
    web.init_app(app)
    for blueprint in views.blueprints():
        app.register_blueprint(blueprint)
    api.init_app(app)
    return app


def upgrade_database(app: Flask, *, to: str = "head") -> None:
    """Bring the database to the newest schema, or to the one named, making it where there is none, and with it what
    is searched.

    Several processes may begin at once: one at a time of those that share an instance folder looks and migrates.
    """
    assert models  # every table is known before Alembic looks
    instance = Path(app.config["INSTANCE"])
    instance.mkdir(parents=True, exist_ok=True)
    with app.app_context(), open(instance / "upgrade.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            upgrade(directory=str(ROOT / "migrations"), revision=to)
            if to == "head":
                ensure_index()
        finally:
            db.session.remove()
            db.engine.dispose()
