"""Settings: defaults, then PLENARY_* from the environment. One place, a comment each; docs/operators.md lists them."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import Any

from wiki.errors import Invalid

#: the checkout this copy runs from; templates, static files and migrations live there
ROOT = Path(__file__).resolve().parent.parent


def settings(overrides: dict[str, Any] | None = None) -> dict[str, Any]:
    """The configuration of an application: defaults, then the environment, then what the caller overrides."""
    env = os.environ
    instance = Path(env.get("PLENARY_INSTANCE") or ROOT / "instance")
    instance = Path((overrides or {}).get("INSTANCE", instance))
    found: dict[str, Any] = {
        # The folder for what this installation keeps outside the database: its key and, by default, the SQLite file.
        "INSTANCE": str(instance),
        # Where the plans are: an SQLAlchemy URL, SQLite or PostgreSQL.
        "SQLALCHEMY_DATABASE_URI": database_url(env.get("PLENARY_DATABASE_URL", ""), instance),
        # The address people reach this installation at, for links; empty: as the request says, and no mail is sent.
        "BASE_URL": env.get("PLENARY_BASE_URL", "").rstrip("/"),
        # The mail server as smtp://user:password@host:port (smtps:// for TLS from the start); empty: no mail is sent.
        "MAIL_URL": env.get("PLENARY_MAIL_URL", ""),
        # Who mails come from.
        "MAIL_FROM": env.get("PLENARY_MAIL_FROM", "plenary@localhost"),
        # "1" when people reach this installation by https: cookies are then sent over https alone.
        "SESSION_COOKIE_SECURE": env.get("PLENARY_HTTPS", "") == "1",
        # How many proxies stand before the server, whose X-Forwarded-* headers may be trusted.
        "PROXIES": _number("PLENARY_PROXIES", 0),
        # How long a session lasts without use, in minutes.
        "SESSION_MINUTES": _number("PLENARY_SESSION_MINUTES", 720),
        # Where counts for rate limits are kept: memory of each worker, or a Flask-Limiter storage URL.
        "RATELIMIT_STORAGE_URI": env.get("PLENARY_RATELIMIT_STORAGE", "memory://"),
        # Sites whose pages may call the API from a browser, as origins between commas; empty: none.
        "API_ORIGINS": frozenset(filter(None, env.get("PLENARY_API_ORIGINS", "").replace(" ", "").split(","))),
        # How many requests one token, person or address may send to the API, as Flask-Limiter writes it.
        "API_LIMIT": env.get("PLENARY_API_LIMIT", "1200 per minute"),
        # How many streams of the record a worker serves at the same time; each holds one of its threads.
        "STREAMS": _number("PLENARY_STREAMS", 4),
        # After how many seconds a stream ends, to be taken up again by its client.
        "STREAM_SECONDS": _number("PLENARY_STREAM_SECONDS", 240),
        # The largest request, in bytes; an uploaded document has to fit.
        "MAX_CONTENT_LENGTH": 25 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 8 * 1024 * 1024,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "RATELIMIT_HEADERS_ENABLED": True,
    }
    found.update(overrides or {})
    _check_addresses(found["BASE_URL"], found["MAIL_URL"])
    # The prefix is a promise browsers keep: such a cookie was set by this very host, over https.
    found.setdefault("SESSION_COOKIE_NAME", "__Host-plenary" if found["SESSION_COOKIE_SECURE"] else "plenary")
    # A server that was begun anew in between has closed the connections that are kept; a file never does.
    pinged = found["SQLALCHEMY_DATABASE_URI"].startswith("postgresql")
    found.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"pool_pre_ping": pinged})
    found.setdefault("SECRET_KEY", env.get("PLENARY_SECRET_KEY") or _own_key(Path(found["INSTANCE"])))
    return found


def _check_addresses(base: str, mail: str) -> None:
    """Links in letters open accounts, so where they lead is never taken from a request: whoever asks names its host."""
    if base and not base.startswith(("http://", "https://")):
        raise Invalid(
            "PLENARY_BASE_URL is to be an address like https://plans.example.org, and is “%(said)s”.", said=base
        )
    if mail and not base:
        raise Invalid("Where mail is sent, PLENARY_BASE_URL has to say the address that links in letters lead to.")


def database_url(given: str, instance: Path) -> str:
    """The database's URL; without one, an SQLite file in the instance folder. PostgreSQL is spoken by psycopg 3."""
    if not given:
        return f"sqlite:///{instance / 'plenary.sqlite'}"
    for spelling in ("postgres://", "postgresql://"):
        if given.startswith(spelling):
            return "postgresql+psycopg://" + given.removeprefix(spelling)
    if not given.startswith(("sqlite:", "postgresql+psycopg:")):
        raise Invalid("PLENARY_DATABASE_URL does not name a database Plenary can use.")
    return given


def _number(name: str, otherwise: int) -> int:
    said = os.environ.get(name, "").strip()
    if said and not (said.isascii() and said.isdigit()):
        raise Invalid("%(name)s is to be a whole number, and is “%(said)s”.", name=name, said=said)
    return int(said) if said else otherwise


def _own_key(instance: Path) -> str:
    """The key that signs sessions: one for all workers, made on first use, readable by its owner alone."""
    instance.mkdir(parents=True, exist_ok=True)
    path = instance / "secret-key"
    if not path.is_file() or not path.stat().st_size:
        # Of processes that start at once one writes it, and the others wait until it is whole.
        with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not file.read():
                file.write(secrets.token_urlsafe(48))
    return path.read_text()
