"""A real site for a real browser: the demo on a database of its own, served on a free port; Chromium; signing in.

Shared by the browser tests and by the command that writes the screenshots. What is tested stands elsewhere.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from wiki.app import create_app, upgrade_database
from wiki.db import db
from wiki.demo.play import play_demo
from wiki.models import Person

PASSWORD = "a river between two maps"

#: where a distribution, or somebody by hand, puts the browser
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

#: no sandbox, because tests run as root; nothing sought outside
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-lcd-text",
    "--disable-sync",
    "--no-first-run",
]

#: people of the demo, by what they are in the plan that is still under way
PEOPLE = {
    "administrator": "ines.cabral@plenary.example.org",
    "secretariat": "tomasz.wierzba@secretariat.example.org",
    "chair": "lm.echavarria@chair.example.org",
    "expert": "w.njoroge@ke.example.org",
    "other expert": "s.iyer@in.example.org",
    "party": "kavitha.menon@in.example.org",
    "observer": "ximena@seedlines.example.net",
    "reader": "claire.whitmore@newsdesk.example.com",
}


class _Quiet(WSGIRequestHandler):
    """Answers without a line in the log for each; keeps the line open as a production server does."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class Site:
    """One installation, served while the `with` block lasts."""

    def __init__(self, folder: Path, **overrides: object) -> None:
        self.app = application(folder, **overrides)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=_Quiet)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def _answer(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        """The answer as a whole: a browser that leaves a page drops downloads half-way, and the server would then
        leave a static file open behind it."""
        with closing(ClosingIterator(self.app(environ, start_response))) as answer:
            return [b"".join(answer)]

    def __enter__(self) -> "Site":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        with self.app.app_context():
            db.engine.dispose()

    def sign_in(self, context: BrowserContext, who: str) -> None:
        """Give a browser the session of somebody, by role in PEOPLE or by address, without the form and its limits."""
        with self.app.app_context():
            person = db.session.scalars(select(Person).where(Person.email == PEOPLE.get(who, who))).one()
            session = {"_user_id": person.get_id(), "_fresh": True, "_permanent": True}
            db.session.remove()
        serializer = self.app.session_interface.get_signing_serializer(self.app)
        cookie = {"name": self.app.config["SESSION_COOKIE_NAME"], "value": serializer.dumps(session), "url": self.url}
        context.add_cookies([cookie])


def application(folder: Path, **overrides: object) -> Flask:
    """The application on the SQLite file of a folder, which is made and migrated where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app(
        {"INSTANCE": str(folder), "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'plenary.sqlite'}", **overrides}
    )
    upgrade_database(app)
    return app


def play_into(folder: Path) -> Path:
    """Play the demo into a folder, which is given back."""
    app = application(folder)
    with app.app_context():
        play_demo(password=PASSWORD)
        db.session.remove()
        db.engine.dispose()
    return folder


def find_chromium() -> str | None:
    """The path of the Chromium on this machine."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Chromium, ended with the block."""
    os.environ.setdefault("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def visiting(browser: Browser, site: Site, who: str = "", **settings: object) -> Iterator[Page]:
    """A page of a fresh browser window, signed in as somebody or signed out."""
    context = browser.new_context(base_url=site.url, **settings)
    context.set_default_timeout(15_000)
    if who:
        site.sign_in(context, who)
    try:
        yield context.new_page()
    finally:
        context.close()
