"""Verbs of the installation: serve, demo, work, backup, restore, upgrade."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from wiki.app import create_app, upgrade_database
from wiki.cli.house import application, count, inside, opened, operator
from wiki.errors import Conflict
from wiki.exchange.backup import read_manifest
from wiki.post import send_mails
from wiki.services import backups, persons, plans

HOST = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
PORT = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))

#: the demo holds invented people only, and everyone is told it
DEMO_PASSWORD = "bonn-may-2008"  # noqa: S105 - told to everybody


class Server(BaseApplication):
    """gunicorn, told by the command line and by nothing else: no file and no variable of its own."""

    def __init__(self, settings: dict[str, Any], overrides: dict[str, Any] | None) -> None:
        self.settings, self.overrides = settings, overrides
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self.overrides)


@click.command()
@HOST
@PORT
@click.option("--workers", default=min(4, os.cpu_count() or 1), show_default="one a core, four at most",
              type=click.IntRange(1, 64), help="Processes.")  # fmt: skip
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 256), help="Threads of each process.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages, and send the mails where a mail server is set.

    \b
    plenary serve
    plenary serve --host 0.0.0.0 --port 80 --workers 4
    """
    upgrade_database(application())
    _serve(host=host, port=port, workers=workers, threads=threads, overrides=click.get_current_context().obj)


def _serve(*, host: str, port: int, workers: int, threads: int, overrides: dict[str, Any] | None) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(f"Nothing can be served at {host}, port {port}: {error.strerror}.") from error
    mailing: list[subprocess.Popen[bytes]] = []

    def begin(server: Any) -> None:
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Plenary is served at http://{shown}:{port}/")
        if application().config["MAIL_URL"]:
            work = [sys.executable, "-m", "wiki.cli", "work", "--under", str(os.getpid())]
            mailing.append(subprocess.Popen(work))  # noqa: S603 - no part of the command is the user's

    def end(server: Any) -> None:
        for worker in mailing:
            worker.terminate()
            worker.wait(10)

    def heed(worker: Any) -> None:
        # Streams end by themselves when their worker is told to stop, or it would wait for them.
        worker.wsgi.extensions["plenary_stopping"] = lambda: not worker.alive

    Server(
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "graceful_timeout": 10,
            "timeout": 120,
            "keepalive": 15,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": begin,
            "post_worker_init": heed,
            "on_exit": end,
        },
        overrides,
    ).run()


@click.command()
@HOST
@PORT
@click.option("--fresh", is_flag=True, help="Begin anew, should there be a demo already.")
@click.option("--serve/--no-serve", "serving", default=True, help="Only make the demo's database, or serve it as well.")
def demo(host: str, port: int, fresh: bool, serving: bool) -> None:
    """Make a plan with its whole history to play with, print who can sign in, and serve it.

    It lives in a folder of its own, instance/demo, unless PLENARY_DATABASE_URL names an empty database.

    \b
    plenary demo
    plenary demo --fresh --port 8080
    """
    overrides = dict(click.get_current_context().obj or {})
    folder = Path(application().config["INSTANCE"]) / "demo"
    played = folder / "played"
    if "SQLALCHEMY_DATABASE_URI" not in overrides and not os.environ.get("PLENARY_DATABASE_URL"):
        overrides |= {"INSTANCE": str(folder), "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'plenary.sqlite'}"}
        if fresh or not played.exists():
            for path in (played, *folder.glob("plenary.sqlite*")):
                path.unlink(missing_ok=True)
    elif fresh:
        raise click.UsageError("--fresh is for the demo's own folder; empty the database you named yourself.")
    app = create_app(overrides)
    upgrade_database(app)
    began = time.monotonic()
    with inside(app):
        for line in _play(app):
            click.echo(line)
    folder.mkdir(parents=True, exist_ok=True)
    played.touch()
    click.echo(f"Ready in {time.monotonic() - began:.1f} s.")
    if serving:
        _serve(host=host, port=port, workers=2, threads=8, overrides=overrides)


def _play(app: Flask) -> Iterator[str]:
    from wiki.demo import play
    from wiki.demo.people import PERSONS

    try:
        cast = play.play_demo(password=DEMO_PASSWORD)
    except Conflict:
        addresses = {person.key: person.email for person in PERSONS}
        found = [persons.find_person_by_address(addresses[key]) for key in play.SIGN_IN]
        cast = [person for person in found if person is not None]
        if not cast:
            raise
    yield f"Sign in with the password {DEMO_PASSWORD} as"
    roles: dict[int, set[str]] = {}
    for plan in plans.list_plans(operator()):
        for held in plans.current_roles(plan):
            roles.setdefault(held.person_id, set()).add(held.role)
    width = max(len(person.email or "") for person in cast)
    for person in cast:
        told = {"administrator"} if person.is_administrator else roles.get(person.id, set())
        yield f"  {person.email:<{width}}  {person.name} ({', '.join(sorted(told)) or 'no role'})"


@click.command()
@click.option("--once", is_flag=True, help="Send what is due and end.")
@click.option("--under", type=int, hidden=True, help="End when this process is no longer the parent.")
@opened
def work(once: bool, under: int | None) -> None:
    """Send the mails that wait in the outbox; `serve` starts this by itself.

    \b
    plenary work --once
    """
    app = application()
    if not app.config["MAIL_URL"]:
        raise click.ClickException("No mail server is set: PLENARY_MAIL_URL is empty.")
    while True:
        sent = send_mails(app.config)
        if once:
            click.echo(f"{count(sent, 'mail')} sent.")
            return
        if under is not None and os.getppid() != under:
            return
        time.sleep(5)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@opened
def backup(file: Path, force: bool) -> None:
    """Write everything into one file, as it stands at one instant, while others go on working.

    The file holds people's addresses and is readable by its owner alone. The key that signs sessions and links
    (secret-key in the instance folder) is not in it.

    \b
    plenary backup plenary-2026-11-23.zip
    plenary backup --force nightly.zip
    """
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already: choose another name, or write over it with --force.")
    manifest = backups.make_backup(file)
    click.echo(f"{count(sum(table.rows for table in manifest.tables), 'row')} written to {file}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put a backup back into an empty database, SQLite or PostgreSQL, and prove every journal.

    \b
    PLENARY_DATABASE_URL=postgresql://localhost/plenary plenary restore plenary-2026-11-23.zip
    """
    manifest = read_manifest(file)
    app = application()
    # An older backup is put back at its own schema, and brought up to date with its rows in it.
    upgrade_database(app, to=manifest.schema)
    with inside(app):
        backups.restore_backup(file)
    upgrade_database(app)
    click.echo(f"Restored what was backed up at {manifest.made_at}; the record holds.")


@click.command()
def upgrade() -> None:
    """Bring the database up to date, which every other verb does by itself as well.

    \b
    plenary upgrade
    """
    upgrade_database(application())
    click.echo("The database is up to date.")


VERBS = (serve, demo, work, backup, restore, upgrade)
